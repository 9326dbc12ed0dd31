"""The header of an official document: issuer, day and subject beside its own number.

Laid out by Decree 30/2020/NĐ-CP, Annex I (state) and Guideline 36-HD/VPTW (party): on the left the
issuer in capitals, on the right the motto or the party's name; then "Số:", place and day; then the
type in capitals with the subject, or "V/v" (about) with the subject of a letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from indexer.models import Annotations, Article, Code, Date
from indexer.text.unicode import fold_tone
from plugins import organisations, places
from plugins._vocabulary import central, fields, type_pattern
from plugins.directives.signature import person, signer
from plugins.organisations.grammar import organs

_MOTTO = regex.compile(
    r"(?i)cộng\s+h(?:òa|oà)\s+xã\s+hội\s+chủ\s+nghĩa\s+việt\s+nam|đảng\s+cộng\s+sản\s+việt\s+nam"
    r"|độc\s+lập\s*[-–]\s*tự\s+do\s*[-–]\s*hạnh\s+phúc"
)
_DAY = regex.compile(  # its figures may be in bold: "ngày **21** tháng **11** năm 2025"
    r"ngày[\s*_]+(\d{1,2})[\s*_]+tháng[\s*_]+(\d{1,2})[\s*_]+năm[\s*_]+(\d{4})\b"
)
_NOISE = regex.compile(r"[*_|#]+|[-–—=]{3,}")
_NOT_CAPITALS = regex.compile(r"\p{Ll}{2,}")
_BEFORE = 260  # code points before the number in which the issuer stands
_AFTER = 260  # code points behind it in which the day stands
_DATA = 6000  # code points in which the labels of a data page stand
_SUBJECT = 700  # code points behind it in which the subject ends
_TYPES = type_pattern().upper()
_BELOW = regex.compile(rf"\n[\s*]*(?:Căn cứ\b|Kính gửi\b|(?:{_TYPES})[\s*]*\n)")  # the header
_HEADING = regex.compile(
    rf"(?:^|\n)\s*(?:{_TYPES})\s*\n+(?P<subject>[^\0]{{5,500}}?)\n\s*(?:\n|\Z)"
)
_ABOUT = regex.compile(
    r"(?i)\bv/v:?\s+(?P<subject>[^\0]{5,300}?)"
    r"(?=\n\s*\n|\n\s*(?:CỘNG|ĐẢNG CỘNG|Kính gửi|\p{Lu}[^\n,]{1,40},? ngày)|\Z)"
)
_GROUNDS = regex.compile(
    r"\n[\s*]*(?:Căn cứ|Kính gửi|CHỦ TỊCH|BỘ TRƯỞNG|ỦY BAN|HỘI ĐỒNG|CHÍNH PHỦ|THỦ TƯỚNG|GIÁM ĐỐC)"
)
_AGENCY = regex.compile(r"\b((?:tổng |chi )?cục|viện|học viện|trung tâm|kho bạc) (\p{Ll})")
_TAX = regex.compile(r"(?<=\bcục thuế )thuế(?= (?:tỉnh|thành phố)\b)")  # a body below the first
_AUTHORITY = regex.compile(r"\n[\s*]*CHỦ TỊCH\s+(?:[ỦU][ỶY] BAN NHÂN DÂN|UBND)\b")


@dataclass(frozen=True)
class Header:
    """What the header tells of the document; None where it does not."""

    issuer: str | None
    date: str | None
    title: str | None
    signer: str | None


def read_header(text: str, own: Code, found: Annotations) -> Header:
    """What the header around the document's *own* number tells, or the labels of a data page."""
    return Header(
        _issuer(text, own) or _labelled_issuer(text, own),
        _labelled_day(text) or _day(text, own, found),
        _subject(text, own) or _labelled(text, "Trích yếu"),
        signer(text, own.end) or person(_labelled(text, "Người ký") or ""),
    )


def _labelled(text: str, label: str) -> str | None:
    """What stands behind a label: "Ngày ban hành: | 26/11/2025"."""
    match = regex.search(
        rf"(?:^|[\n|])[ *]*{label}[ *]*[:|][ *|]*(?:\n[ *]*\|[ *|\n]*)?(?P<value>[^\s|*][^\n|]*)",
        text[:_DATA],
        regex.IGNORECASE,
    )
    return match["value"].strip() if match else None


def _labelled_day(text: str) -> str | None:
    day = regex.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", _labelled(text, "Ngày ban hành") or "")
    return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}" if day else None


def _labelled_issuer(text: str, own: Code) -> str | None:
    issuer = _labelled(text, "(?:Nơi|Cơ quan)(?: ban hành|(?=:))")  # not "Nơi nhận" (recipients)
    place = regex.match(r"(?:Tỉnh|Thành phố) ", issuer or "")
    if issuer is None or place is None:
        return issuer
    # The place alone does not tell which of its bodies it is; the number may.
    symbol = (own.body or "").partition("-")[0]
    return f"{symbol} {issuer[0].lower()}{issuer[1:]}" if symbol in ("UBND", "HĐND") else None


def _day(text: str, own: Code, found: Annotations) -> str | None:
    """The day beside the place of issue, not one in the subject or of a law among the grounds."""
    behind = text[own.end : own.end + _AFTER]
    below = _BELOW.search(behind)
    end = own.end + (below.start() if below else _AFTER)
    printed = _DAY.search(text, own.end, end)
    if printed:
        return f"{printed[3]}-{int(printed[2]):02}-{int(printed[1]):02}"
    near = (d for d in found.of(Date) if own.end - 60 < d.start < end)
    return next((d.value for d in near if len(d.value) == 10), None)


def _issuer(text: str, own: Code) -> str | None:
    """The lowest of the bodies that stand in capitals before the number."""
    block = fold_tone(_MOTTO.sub("\n", text[max(0, own.start - _BEFORE) : own.start]))
    block = regex.sub(r"(?i)\bsố\s*:?\s*\Z", "", block)
    lines = [
        " ".join(_NOISE.sub(" ", line).split()) for line in block.replace("|", "\n").split("\n")
    ]
    capitals = [line for line in lines if line and not _NOT_CAPITALS.search(line)]
    written = _proper(" ".join(capitals))
    article = Article(id="header", path="", text=written)
    near = Annotations(
        article=article,
        found={"places": tuple(places.extract(article, Annotations(article=article)))},
    )
    named = list(organisations.extract(article, near))
    if not named:
        return None
    organ = written[named[-1].end :].strip()
    if organ and organ in organs().values():  # "TỈNH ỦY HÀ NAM" over "BAN DÂN VẬN"
        return f"{organ} {named[-1].name}"
    heads = _AUTHORITY.search(text[own.end : own.end + _SUBJECT])
    lowest = named[-1].name.replace("Ủy ban nhân dân", "UBND").replace("Hội đồng nhân dân", "HĐND")
    return f"Chủ tịch {lowest}" if heads and lowest.startswith("UBND") else lowest


def _subject(text: str, own: Code) -> str | None:
    behind = _NOISE.sub(lambda m: " " * len(m[0]), text[own.end : own.end + _SUBJECT])
    letter = _ABOUT.search(behind)
    heading = _HEADING.search(behind)
    match = heading or letter
    if match is None:
        return None
    subject = match["subject"]
    grounds = _GROUNDS.search(subject)
    subject = " ".join(subject[: grounds.start() if grounds else None].split())
    subject = regex.sub(r"(?i)^(?:v/v|về việc|về)\s+", "", subject).strip(" .,;:-–")
    capitals = not _NOT_CAPITALS.search(subject)
    return (_lowered(subject) if capitals else subject) or None


def _lowered(subject: str) -> str:
    """A subject in capitals as a text has it; codes keep theirs."""
    parts = regex.split(r"(\d+[\w./-]*[-/][A-ZĐ][\w/-]*)", subject)
    return "".join(part if i % 2 else part.lower() for i, part in enumerate(parts))


def _proper(capitals: str) -> str:
    """A line in capitals as it is written in a text: "TỈNH ỦY HÀ NAM" → "Tỉnh ủy Hà Nam"."""
    text = _TAX.sub("\nThuế", capitals.lower())
    text = _known().sub(lambda m: _canonical()[" ".join(m[0].split())], text)
    text = _AGENCY.sub(lambda m: f"{m[1].capitalize()} {m[2].upper()}", text)
    return regex.sub(
        r"(?<=\b(?:tỉnh|thành phố|quận|huyện|thị xã|xã|phường|thị trấn|[TtHQ]\p{Ll}+ ủy) )"
        r"\p{Ll}+(?: (?!ban\b|sở\b|văn\b|huyện\b|xã\b|phường\b|công\b|hội\b)\p{Ll}+){0,3}",
        lambda m: m[0].title(),
        text,
    )


@cache
def _canonical() -> dict[str, str]:
    names = [
        *central(),
        *(o for o in organs() if len(o) > 5),
        *(f"{head} {field}" for field in fields() for head in ("Sở", "Bộ", "Phòng")),
        *("Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Đảng ủy", "Đảng bộ"),
        *("Ủy ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận Tổ quốc", "Việt Nam"),
        *("Công an", "Cục Thuế", "Thường trực", "Chủ tịch", "Mặt trận Tổ quốc"),
    ]
    return {name.lower(): name for name in names}


@cache
def _known() -> regex.Pattern[str]:
    longest = sorted(_canonical(), key=len, reverse=True)
    return regex.compile(rf"\b(?:{'|'.join(map(regex.escape, longest))})\b")
