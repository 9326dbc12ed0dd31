"""Short names of what an article has named: "Tập đoàn Điện lực (EVN)", "Đoàn sẽ kiểm tra"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from indexer.models import Organisation
from indexer.text.spans import Spans

# Capitals, or two of them in one word: "BIDV", "MobiFone". Not the "NĐ" of "NĐ-CP", nor "Luật".
_SHORT = r"(?<![\p{L}\d/–-])\p{Lu}(?:[\p{Lu}\d&]{1,9}|\p{Ll}+\p{Lu}\p{L}*)(?![\p{L}\d/–-])"
_GIVEN = regex.compile(
    rf"\s?\((?:(?:sau đây )?(?:gọi|viết) tắt là |sau đây gọi là )?[“\"]?(?P<short>{_SHORT})[”\"]?\)"
)
_NAME = regex.compile(_SHORT)
_WORDS = regex.compile(r"\p{Lu}\p{Ll}+(?: (?:đoàn|hàng|ty)\b)?")
_MISSION = regex.compile(r"[Đđ]oàn (kiểm tra|giám sát|công tác)\b")
_KIND = regex.compile(r"\p{Lu}\p{Ll}+ ")  # the "Cục" of "Cục Quản lý cạnh tranh"


# The kind alone, where it acts: "Sở đã …". Not "Bộ Y tế", nor the "Hội" of "Hội nghị".
_ALONE = regex.compile(
    r"(?<![\p{L}\d]|\p{L}[ -])(?:[Đđ]oàn (?:kiểm tra|giám sát|công tác)|Đoàn|Hội|Bộ|Sở|Cục|Tập đoàn"
    r"|Ngân hàng|Công ty)"
    r"(?= (?:đã|sẽ|đang|cũng|vừa|chủ động|tiếp tục|yêu cầu|đề nghị|tiến hành)\b)"
)


def mentions(folded: str, original: str, named: Sequence[Organisation]) -> Iterator[Organisation]:
    """Every later place where one of *named* goes by the short name that it was given."""
    given = _given(folded, named)
    taken = Spans((o.start, o.end) for o in named)
    for match in _NAME.finditer(folded) if given else ():
        organisation = given.get(match[0])
        if organisation and match.start() > organisation.end + 2 and not taken.hold(match.start()):
            start = _start(folded, match.start(), organisation)
            text = original[start : match.end()]
            yield organisation.model_copy(update={"start": start, "end": match.end(), "text": text})


def _given(text: str, named: Sequence[Organisation]) -> dict[str, Organisation]:
    """The first organisation that each short name was given to."""
    given: dict[str, Organisation] = {}
    for organisation in named:
        match = _GIVEN.match(text, organisation.end)
        if match and not organisation.collective and not organisation.office:
            given.setdefault(match["short"], organisation)
    return given


def _start(text: str, start: int, organisation: Organisation) -> int:
    """Where a short name starts with the kind of body before it: "Cục QLCT"."""
    kind = _KIND.match(organisation.name)
    return start - len(kind[0]) if kind and text.endswith(kind[0], 0, start) else start


def in_full(named: Sequence[Organisation], text: str) -> list[Organisation]:
    """*named* with what goes by its kind and a short name in full: "Cục QLCT"."""
    given = _given(text, named)
    full: list[Organisation] = []
    for organisation in named:
        kind, _, short = organisation.name.rpartition(" ")
        known = given.get(short)
        same = known is not None and known.name.startswith(f"{kind} ") and " " not in kind
        name = known.name if known and same else organisation.name
        full.append(organisation.model_copy(update={"name": name}))
    return full


def shortened(folded: str, original: str, named: Sequence[Organisation]) -> Iterator[Organisation]:
    """Every place where the last of *named* of a kind acts under the name of the kind."""
    taken = Spans((o.start, o.end) for o in named)
    ordered = iter([*(o for o in named if not o.collective and not o.office)])
    last: dict[str, Organisation] = {}
    following = next(ordered, None)
    for match in _ALONE.finditer(folded):
        while following and following.start < match.start():
            kind = _WORDS.match(following.name)
            last[kind[0] if kind else following.name] = following
            if mission := _MISSION.match(following.name):
                short = mission[0][1:]
                last[f"Đ{short}"] = last[f"đ{short}"] = last["Đoàn"] = following
            following = next(ordered, None)
        organisation = last.get(match[0])
        if organisation and not taken.hold(match.start()):
            text = original[match.start() : match.end()]
            yield organisation.model_copy(
                update={"start": match.start(), "end": match.end(), "text": text}
            )
