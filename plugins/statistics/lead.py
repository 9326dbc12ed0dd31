"""What an article opens with: the directive whose results it tells, and the unit that does."""

from __future__ import annotations

from typing import NamedTuple

import regex

from indexer.models import Annotations, Code, Link

_OPENING = 900  # code points: title, sapo and first paragraph
_TELLS = regex.compile(
    r"(?i)\b(?:sơ kết|tổng kết|kết quả|đánh giá|nhìn lại|thực hiện|triển khai)\b"
)


class Lead(NamedTuple):
    """The one directive that an article is on, and the one unit that reviews it."""

    directive: str | None = None
    code: int | None = None  # where the code mention that names it starts
    unit: str | None = None


def lead(text: str, found: Annotations) -> Lead:
    """The lead of an article; nothing where it opens with several directives or none."""
    told = [
        link
        for link in found.of(Link)
        if link.start < _OPENING and link.relation == "reviews" and not link.planned
    ]
    codes = {link.directive for link in told} or _in_title(text, found)
    if len(codes) != 1:
        return Lead()
    directive = codes.pop()
    first = next(c.start for c in found.of(Code) if c.code == directive)
    units = {link.unit for link in told}
    return Lead(directive, first, units.pop() if len(units) == 1 else None)


def _in_title(text: str, found: Annotations) -> set[str]:
    """The directives that the first line names, where it tells of results."""
    begin = len(text) - len(text.lstrip())
    end = text.find("\n", begin)
    end = len(text) if end < 0 else end
    if not _TELLS.search(text, 0, end):
        return set()
    return {c.code for c in found.of(Code) if c.start < end and not c.own}
