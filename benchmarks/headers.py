"""How well the header and the signature of official documents are read.

    python benchmarks/headers.py FILE.jsonl[.gz] [--bare] [--errors FIELD]

Each record has `text`, a document that bears its number, and `header`, what is known of it from
elsewhere: so_hieu (its code), loai (type), noi_ban_hanh (issuer, or the place of a local one),
ngay_ban_hanh (day/month/year), nguoi_ky (signer). What a header does not tell is not measured.

Pages of document libraries print these data above the document. --bare takes them out first, so
that the document alone tells, and passes over pages that leave out its header.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from indexer.annotate import annotate
from indexer.annotate.record import as_record
from indexer.models import Article
from indexer.plugin import Plugin, Sources, discover
from indexer.text.unicode import fold_tone, normalise

HERE = Path(__file__).resolve().parent
SLOW = ("words",)  # nothing that is measured here needs them
_LABELS = (
    "Số hiệu|Loại văn bản|Nơi ban hành|Người ký|Ngày ban hành|Ngày hiệu lực|Ngày công báo"
    "|Số công báo|Tình trạng|Lĩnh vực|Trích yếu"
)
_LABELLED = re.compile(rf"\**\s*\b(?:{_LABELS})\s*:[\s*|]*[^\n|]*")
_MOTTO = re.compile(r"Độc\s+lập\s*[-–]\s*Tự\s+do|CỘNG\s+SẢN\s+VIỆT\s+NAM", re.IGNORECASE)
_NO_TYPE = "văn bản khác"  # what a library calls the types that it has no name for
_AREAS = ("tỉnh", "thành phố")


class Row(NamedTuple):
    """One field of one document: what is known and what was found."""

    number: int  # of the record, from 1
    field: str
    known: str
    found: str | None
    same: bool


def main() -> None:
    """Print the share of each field that agrees, or the rest of one field."""
    options = _options()
    # This folder has a plugins.py, which must not stand in for the package of that name.
    sys.path[:] = [p for p in sys.path if Path(p or ".").resolve() != HERE]
    try:
        rows = list(measure(options.file, bare=options.bare))
    except OSError as error:
        sys.exit(str(error))
    if options.errors:
        for row in rows:
            if row.field == options.errors and not row.same:
                print(f"{row.number}: {row.known} | {row.found}")
    else:
        _print(rows)


def measure(file: Path, *, bare: bool = False) -> Iterator[Row]:
    """What is known and what is found, field by field, of each document of *file*."""
    plugins = discover(Sources(package="plugins", entry_points=False))
    quick = [plugin for plugin in plugins if plugin.name not in SLOW]
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            yield from _compared(number, json.loads(line), quick, bare=bare)


def _compared(
    number: int, document: Mapping[str, Any], plugins: Sequence[Plugin], *, bare: bool
) -> Iterator[Row]:
    text = normalise(document["text"])
    if bare:
        text = _LABELLED.sub("", text)
        if not _MOTTO.search(text):
            return
    found = _own(text, plugins)
    for field, (key, agree) in FIELDS.items():
        known = normalise(document["header"].get(key) or "")
        if known and _measurable(field, known, text):
            there = found.get(field)
            yield Row(number, field, known, there, there is not None and agree(known, there))


def _own(text: str, plugins: Sequence[Plugin]) -> Mapping[str, str | None]:
    """What is found of the document that *text* itself is; nothing where it has no number."""
    record = as_record(annotate(Article(id="document", path="document", text=text), plugins))
    own, signer = record["article"]["own"], record["article"]["signer"]
    told = next((d for d in record["directives"] if d["code"] == own), {})
    return {**told, "signer": signer}


def _measurable(field: str, known: str, text: str) -> bool:
    """Whether the text can tell: a signature may be left out of it, a type have no name."""
    if field == "signer":
        return all(_plain(name) in _plain(text) for name in known.split(","))
    return field != "type" or known.lower() != _NO_TYPE


def _plain(value: str) -> str:
    """*value* to compare: case, markup, blanks and the place of tone marks apart."""
    return " ".join(fold_tone(value.lower()).replace("*", "").split())


def _same(known: str, found: str) -> bool:
    return _plain(known) == _plain(found)


def _same_code(known: str, found: str) -> bool:
    """Leading zeros and blanks apart."""
    return known.replace(" ", "").lstrip("0").upper() == found.lstrip("0").upper()


def _same_day(known: str, found: str) -> bool:
    return "-".join(reversed(known.split("/"))) == found


def _same_issuer(known: str, found: str) -> bool:
    """Most words of the name; of a local body the place is what is known."""
    words, others = _plain(known).split(), set(_plain(found).split())
    place = next((area for area in _AREAS if _plain(known).startswith(f"{area} ")), None)
    if place:
        return set(words) - set(place.split()) <= others
    return sum(word in others for word in words) >= 0.7 * len(words)


FIELDS: Mapping[str, tuple[str, Callable[[str, str], bool]]] = {
    "code": ("so_hieu", _same_code),
    "type": ("loai", _same),
    "issuer": ("noi_ban_hanh", _same_issuer),
    "date": ("ngay_ban_hanh", _same_day),
    "signer": ("nguoi_ky", _same),
}


def _print(rows: Sequence[Row]) -> None:
    print(f"{'field':<10}{'documents':>10}{'agree':>8}{'share':>8}")
    for field in FIELDS:
        same = [row.same for row in rows if row.field == field]
        share = f"{sum(same) / len(same):.4f}" if same else "-"
        print(f"{field:<10}{len(same):>10}{sum(same):>8}{share:>8}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--bare", action="store_true", help="without the data that a page prints")
    parser.add_argument("--errors", choices=FIELDS, metavar="FIELD", help="list what differs")
    return parser.parse_args()


if __name__ == "__main__":
    main()
