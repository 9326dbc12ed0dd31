"""Article → Annotations: runs the plugins in order, each one guarded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from indexer.models import Annotations, Article, Failure, Mention
from indexer.plugin import Plugin


def annotate(article: Article, plugins: Sequence[Plugin]) -> Annotations:
    """All that *plugins* (each after those it needs) find in *article*.

    A pure function of its arguments. A plugin that raises, or that yields what is no span of
    the text or cannot be written as JSON, loses its own findings for this article and is named
    in the failures.
    """
    found: dict[str, tuple[Mention, ...]] = {}
    failures: list[Failure] = []
    for plugin in plugins:
        so_far = Annotations(article=article, found=found)
        try:
            found[plugin.name] = _checked(plugin.extract(article, so_far), article.text)
        except (Exception, SystemExit) as error:  # a stranger's code: what it raises stays its own
            found[plugin.name] = ()
            failures.append(Failure(plugin=plugin.name, reason=_reason(error)))
    return Annotations(article=article, found=found, failures=tuple(failures))


def _reason(error: BaseException) -> str:
    """What was raised, on one line that can be written down."""
    line = " ".join(f"{type(error).__name__}: {error}".split())
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


def _checked(mentions: Iterable[Mention], text: str) -> tuple[Mention, ...]:
    """*mentions* in order of the text; raises for a span that is not in it, or no JSON value."""
    ordered = sorted(mentions, key=lambda m: (m.start, m.end))
    for m in ordered:
        if not m.start <= m.end <= len(text) or m.text != text[m.start : m.end]:
            raise ValueError(f"the span {m.start}-{m.end} does not hold the text {m.text[:40]!r}")
        # What no catalogue and no JSON can hold: half a character, a number that is none.
        json.dumps(m.model_dump(), allow_nan=False, ensure_ascii=False).encode()
    return tuple(ordered)
