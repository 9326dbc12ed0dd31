"""How many of the numbered references that people have labelled in legal texts are found.

    python benchmarks/references.py FILE.jsonl[.gz] [--errors]

Each record has `text` and `entities`: spans with `start`, `end` and `text`, each one a reference to
a document. A label counts for each document number in it: a code ("30/2020/NĐ-CP"), or a number
behind a type word ("Nghị định số 30"). Laws named by their date alone have none, and blanks
("số …/2016/TT-BCT") are none. A number is found where a code with that number overlaps the label.

Only recall can be told in this way, where not every reference of a text has a label.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from indexer.annotate import annotate
from indexer.models import Article, Code
from indexer.plugin import Plugin, Sources, discover
from indexer.text.unicode import normalise

HERE = Path(__file__).resolve().parent
_TYPES = (
    r"(?:luật|pháp lệnh|nghị định|nghị quyết|quyết định|chỉ thị|thông tư(?: liên tịch)?|công văn)"
)
_NUMBER = re.compile(
    rf"\b(?i:{_TYPES})\s+(?i:số:?\s*)?(?P<worded>\d+)"
    r"|(?<![\w/.…])(?<!Biểu số )(?P<code>\d+)[a-zđA-ZĐ]*\s*(?:/\s*\d{2,5}\s*)?[/-]\s*[A-ZĐƯ]"
)
_AROUND = 40  # code points of the text that an error shows on both sides


class Reference(NamedTuple):
    """A number in a label."""

    record: int  # from 1
    number: str  # without leading zeros
    label: str
    context: str
    found: bool


def main() -> None:
    """Print the recall, or what was missed."""
    options = _options()
    # This folder has a plugins.py, which must not stand in for the package of that name.
    sys.path[:] = [p for p in sys.path if Path(p or ".").resolve() != HERE]
    try:
        references = list(measure(options.file))
    except OSError as error:
        sys.exit(str(error))
    if options.errors:
        for missed in (r for r in references if not r.found):
            print(f"{missed.record}: {missed.label} | {missed.context}")
    else:
        found = sum(r.found for r in references)
        recall = f"{found / len(references):.4f}" if references else "-"
        print(f"{'references':<12}{len(references):>8}")
        print(f"{'found':<12}{found:>8}")
        print(f"{'recall':<12}{recall:>8}")


def measure(file: Path) -> Iterator[Reference]:
    """Each numbered reference that is labelled in *file*, found or not."""
    known = discover(Sources(package="plugins", entry_points=False))
    plugins = [plugin for plugin in known if plugin.name == "codes"]
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8") as lines:
        for record, line in enumerate(lines, 1):
            yield from _compared(record, json.loads(line), plugins)


def _compared(
    record: int, labelled: Mapping[str, Any], plugins: Sequence[Plugin]
) -> Iterator[Reference]:
    """A text that is not in its normal form would move the labels, and is left as it is."""
    text = labelled["text"]
    if len(normalise(text)) == len(text):
        text = normalise(text)
    article = Article(id=str(record), path=str(record), text=text)
    codes = annotate(article, plugins).of(Code)
    for label in labelled["entities"]:
        start, end = label["start"], label["end"]
        there = {_number(c.code) for c in codes if c.start < end and start < c.end}
        context = " ".join(text[max(0, start - _AROUND) : end + _AROUND].split())
        for match in _NUMBER.finditer(text, start, end):
            number = _number(match["worded"] or match["code"])
            yield Reference(record, number, text[start:end], context, number in there)


def _number(code: str) -> str:
    """The number that *code* begins with, without leading zeros."""
    return code[: re.match(r"\d*", code).end()].lstrip("0")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--errors", action="store_true", help="list what was missed")
    return parser.parse_args()


if __name__ == "__main__":
    main()
