"""The title of a text that does not come with one: its first line that reads like a heading."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from indexer.read.stamp import is_stamp

HEAD = 10  # lines that hold text, from the top, among which a heading is looked for
LONGEST = 250  # characters; a longer line is a paragraph
_FEW_WORDS = 4  # a section's name above the heading: "Đảng - đoàn thể"
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_MARKDOWN = regex.compile(r"\s*#{1,6}\s*(?=\S)")
_STRONG = regex.compile(r"\*+|__+")
_RUNNING = regex.compile(r"(?<!\.\.)[.;:,]$|(?<=\p{Ll}{2})\.\s*\p{Lu}")  # how text runs on
# The header of every official document of the state or the party, and what its subject ends at.
_HEADER = regex.compile(
    r"cộng\s+(?:hòa|hoà)\s+xã\s+hội\s+chủ\s+nghĩa|đảng\s+cộng\s+sản\s+việt\s+nam", regex.I
)
_TYPE = regex.compile(
    r"(?:\(?DỰ THẢO\)?\s+)?(?:LUẬT|PHÁP LỆNH|LỆNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|QUYẾT ĐỊNH|CHỈ THỊ"
    r"|KẾ HOẠCH|THÔNG BÁO|KẾT LUẬN|THÔNG BÁO KẾT LUẬN|BÁO CÁO|HƯỚNG DẪN|CHƯƠNG TRÌNH"
    r"|CHƯƠNG TRÌNH HÀNH ĐỘNG|ĐỀ ÁN|QUY ĐỊNH|QUY CHẾ|QUY CHẾ PHỐI HỢP|TỜ TRÌNH|THÔNG TRI"
    r"|THÔNG TƯ|THÔNG TƯ LIÊN TỊCH|CÔNG ĐIỆN|PHƯƠNG ÁN)"
)
_BODY = regex.compile(
    r"(?:Căn cứ|CĂN CỨ|Kính gửi|Thực hiện|Chương|CHƯƠNG|Phần|PHẦN|Điều|Mục|[IVX]+|\d+)\b"
)
_HEADER_LINES = 15  # with text, from the top
_TYPE_LINES = 25


def title(text: str) -> str | None:
    """The heading of *text*, on one line; None where no line near its top reads like one.

    A heading in capitals or broken over several lines is joined. A section's name above a time
    stamp is none where a better line is near. An official document is named by its type and
    its subject: "KẾ HOẠCH Tổ chức hội nghị …".
    """
    lines = [_plain(line) for line in text[: 20 * LONGEST].split("\n")]
    filled = [i for i, line in enumerate(lines) if _WORD.search(line) or is_stamp(line)]
    start = _of_document(lines, filled)
    if start is None:
        start = _marked(text.split("\n"), filled[:5])
    if start is None:
        start = _start(lines, filled[:HEAD])
    return None if start is None else _joined(lines, start)


def _plain(line: str) -> str:
    """*line* without markdown's signs for headings and strong words."""
    return _STRONG.sub("", _MARKDOWN.sub("", line.strip(" |").replace("****", " "))).strip()


def _of_document(lines: Sequence[str], filled: Sequence[int]) -> int | None:
    """Where an official document's type stands: it has a line of its own below the header."""
    if not any(_HEADER.search(lines[i]) for i in filled[:_HEADER_LINES]):
        return None
    return next((i for i in filled[:_TYPE_LINES] if _TYPE.fullmatch(lines[i])), None)


def _marked(lines: Sequence[str], filled: Sequence[int]) -> int | None:
    """Where markdown marks the heading of the whole, "# …"; deeper ones may be of parts."""
    return next((i for i in filled if lines[i].startswith("# ")), None)


def _start(lines: Sequence[str], filled: Sequence[int]) -> int | None:
    """Where the heading starts: the first line, or the best one around the page's stamp."""
    stamp = next((k for k, i in enumerate(filled) if is_stamp(lines[i])), None)
    if stamp is None:
        near = filled[:1]
    else:
        near = [*reversed(filled[max(0, stamp - 3) : stamp]), *filled[stamp + 1 : stamp + 3]]
    fit = [i for i in near if _is_heading(lines[i])]
    best = next((i for i in fit if len(_WORD.findall(lines[i])) > _FEW_WORDS), None)
    if best is None:
        return fit[0] if fit else None
    while best and _goes_on(lines[best - 1], lines[best]):
        best -= 1
    return best


def _is_heading(line: str) -> bool:
    fits = len(line) <= LONGEST and len(_WORD.findall(line)) > 1
    return fits and not is_stamp(line) and not _RUNNING.search(line)


def _joined(lines: Sequence[str], start: int) -> str | None:
    """The heading from *start* on, with the lines that it goes on in."""
    parts = [lines[start]]
    of_document = _TYPE.fullmatch(lines[start]) is not None
    apart = False
    for line in lines[start + 1 :]:
        if of_document and not line:  # each of its lines may be a paragraph
            apart = True
            continue
        subject = of_document and len(parts) == 1 and _WORD.search(line) and not _BODY.match(line)
        if not (subject or (_goes_on(parts[-1], line) and not (apart and line.isupper()))):
            break
        parts.append(line)
    whole = " ".join(" ".join(parts).split())
    return whole[: whole.rfind(" ", 0, 2 * LONGEST)] if len(whole) > 2 * LONGEST else whole


def _goes_on(line: str, following: str) -> bool:
    """Whether a heading's *line* goes on in the *following* one."""
    if not (_is_heading(line.rstrip(",")) and _is_heading(following)) or _BODY.match(following):
        return False
    return following[0].islower() or (line.isupper() and following.isupper())
