"""Who signed an official document: the name below the lines that say by what authority.

Laid out by Decree 30/2020/NĐ-CP, Annex I and Guideline 36-HD/VPTW: beside "Nơi nhận" (recipients)
stand the authority in capitals ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), the signer's own office
("PHÓ CHỦ TỊCH") and, where the signature is, the name.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

# On behalf of (TM.), in place of (KT.), by order of (TL.), by mandate of (TUQ.), acting (Q.), with
# whom, or alone where the line was broken behind it. Not "Q. Ba Đình".
_AUTHORITY = regex.compile(r"(?:T/?M|K/?T|T/?L|T/?U/?Q|Q)(?:\s?[./]+\s?|\s)(?:\p{Lu}{2}|\Z)")
_OFFICE = regex.compile(
    r"(?:(?:Phó |Quyền )?(?:Tổng )?(?:Bí thư|Chủ tịch|Thủ tướng|Giám đốc|Chủ nhiệm|Cục trưởng"
    r"|Vụ trưởng|Viện trưởng|Hiệu trưởng|Đội trưởng|Trưởng|Chánh|Thư ký|Thanh tra|Kiểm toán"
    r"|Thống đốc|Tư lệnh|Chính ủy|Tham mưu trưởng|Chỉ huy trưởng|Biên tập)"
    r"|Bộ trưởng|Thứ trưởng|Chi cục trưởng|(?:Ủy|Uỷ) viên|Thường trực)(?!\p{L})",
    regex.IGNORECASE,
)
_SIGNED = regex.compile(
    r"\(\s*(?:đã ký|ký tên|ký, đóng dấu|signed)\b[^)]{0,30}\)\s*|đã ký\b[:.]?\s*", regex.IGNORECASE
)
_BESIDE = regex.compile(r"[-–+•(\[]|Nơi nhận|nhận:|Nơi\Z")  # recipients and other notes
_CAPITALS = regex.compile(r"\P{Ll}+")
_RANK = regex.compile(  # and degrees: "Thượng tướng", "PGS.TS.", "BSCKII."
    r"(?:(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy)\b"
    r"|(?:GS|PGS|TSKH|TS|ThS|BS|DS|KS|CN|LS)\w{0,4}(?=[. ]))[., ]*)++"
)
_NAME = regex.compile(r"\p{Lu}[\p{L}'’]*+(?: \p{Lu}[\p{L}'’]*+){1,5}")
_BODY = regex.compile(  # a recipient in the column beside
    r"(?i:Sở|Bộ|Ban|Phòng|Cục|Chi cục|Tổng cục|UBND|HĐND|MTTQ|Ủy ban|Hội đồng|Văn phòng|Tỉnh|Huyện"
    r"|Thành (?:ủy|phố|đoàn)|Quận|Đảng|Công an|Viện|Kho bạc|Thanh tra|Tòa án|Chính phủ|Quốc hội"
    r"|Trung tâm)\b"
)
_PART = regex.compile(r"\p{Lu}\p{Ll}*")  # of a name that was broken
_NOISE = regex.compile(r"[*_#]+|[-–—=]{3,}")
_BREAK = regex.compile(r"[\n|]| {4,}|\Z")  # of lines and of columns


def signer(text: str, start: int) -> str | None:
    """Who signed the document that goes on at *start*, behind its number; as it is printed.

    It is the first signature: what an annex has to be signed by comes later.
    """
    signing, part = False, ""
    for line in _lines(text, start):
        signed = _SIGNED.match(line)
        below = line[signed.end() :] if signed else line
        name = person(f"{part} {below}".strip()) if signing or signed else None
        if name:
            return name
        part = below if signing and _PART.fullmatch(below) else ""
        if signed or _opens(line):
            signing = True
        elif not (part or _goes_on(line)):
            signing = False
    return None


def person(line: str) -> str | None:
    """The person whose name *line* is, without rank and degree; None where it is no name."""
    rank = _RANK.match(line)
    name = line[rank.end() :] if rank else line
    body = _OFFICE.match(name) or _BODY.match(name)
    told = _NAME.fullmatch(name) and not body and not name.isupper()
    return name if told else None


def _lines(text: str, start: int) -> Iterator[str]:
    """The lines behind *start*, column by column, without markup; no empty ones."""
    for match in _BREAK.finditer(text, start):
        if line := " ".join(_NOISE.sub("", text[start : match.start()]).split()):
            yield line
        start = match.end()


def _opens(line: str) -> bool:
    """Whether *line* says by what authority or in what office somebody signs."""
    office = _OFFICE.match(line) and _CAPITALS.fullmatch(line)
    return bool(office or _AUTHORITY.match(line))


def _goes_on(line: str) -> bool:
    """Whether *line* may stand between the authority and the name."""
    beside = _BESIDE.match(line) or _CAPITALS.fullmatch(line)
    return bool(beside or _OFFICE.match(line) or _RANK.fullmatch(line))
