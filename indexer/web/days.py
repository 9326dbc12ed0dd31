"""Days as people read them; addresses, files and programs keep them in the ISO way."""

from __future__ import annotations

from functools import lru_cache

import regex

_PART = regex.compile(r"(\d{4}|-)(?:-(?:(Q)([1-4])|(\d\d)(?:-(\d\d))?))?")
_IN_TEXT = regex.compile(r"(?<![\w/-])(\d{4})-(\d\d)-(\d\d)(?![\w/-])")
_QUARTERS = ("I", "II", "III", "IV")


@lru_cache(maxsize=4096)  # a page tells the same days again and again
def day(value: str, *, in_vietnamese: bool) -> str:
    """An ISO day, month, quarter, year or span; what is none of these stays as it is.

    2014-03-12 → 12/03/2014, 2014-03 → 03/2014, 2019-Q3 → quý III/2019, 2016/2020 → 2016 – 2020,
    and where the year is not told --06-26 → 26/06. In English only spans are written otherwise.
    """
    parts = value.split("/")
    found = [match for part in parts if (match := _PART.fullmatch(part))]
    if len(parts) > 2 or len(found) < len(parts):
        return value
    return " – ".join(map(_vietnamese, found) if in_vietnamese else parts)


def days_in(text: str, *, in_vietnamese: bool) -> str:
    """*text* with its ISO days as people read them."""
    return _IN_TEXT.sub(r"\3/\2/\1", text) if in_vietnamese else text


def _vietnamese(part: regex.Match[str]) -> str:
    year, _, quarter, month, number = part.groups()
    told = f"quý {_QUARTERS[int(quarter) - 1]}" if quarter else _joined(number, month)
    return _joined(told, year.strip("-"))


def _joined(*parts: str | None) -> str:
    return "/".join(part for part in parts if part)
