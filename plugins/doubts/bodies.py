"""Issuer, body, type and year of a code that do not fit each other."""

from __future__ import annotations

import regex

from indexer.models import Code, Directive
from plugins._vocabulary import document_types, type_pattern
from plugins.directives.apart import contradict

_LOCAL = ("Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Thị xã ủy", "Đảng ủy xã")
_CENTRAL = ("Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương")
_ASSEMBLIES = ("UBND", "HĐND", "Ủy ban nhân dân", "Hội đồng nhân dân", "Chủ tịch UBND")
_STATE = {  # the body that an issuer's name and a code's symbol must share
    "CP": ("Chính phủ",),
    "TTg": ("Thủ tướng Chính phủ", "Phó Thủ tướng"),
    "UBND": ("UBND", "Ủy ban nhân dân", "Chủ tịch UBND", "Chủ tịch Ủy ban nhân dân"),
    "HĐND": ("HĐND", "Hội đồng nhân dân", "Thường trực HĐND", "Thường trực Hội đồng nhân dân"),
}
_TYPES = type_pattern()
_WORD = regex.compile(rf"(?i)(?<!\p{{L}})({_TYPES})(?: số:?)? \Z")
_FIRST_YEAR = 1945
_LAST_YEAR = 2100


def body_doubt(directive: Directive, code: Code) -> str | None:
    """Why the body in the code cannot be the issuer's: 15-CT/TW of a Ban Thường vụ Tỉnh ủy."""
    issuer = directive.issuer if directive.issuers else None
    if issuer is None or code.body is None or code.form != "full":
        return None
    head = code.body.partition("-")[0]
    told = f"bài viết nêu cơ quan ban hành là {issuer}, nhưng {head} trong {code.code}"
    if head == "TW" and any(level in issuer for level in _LOCAL):
        return f"{told} là ký hiệu của Trung ương"
    if head in ("TU", "HU", "QU", "ThU") and issuer.startswith(_CENTRAL):
        return f"{told} là ký hiệu của cấp ủy địa phương"
    if head in ("TU", "HU", "QU", "ThU") and issuer.startswith(_ASSEMBLIES):
        return f"{told} là ký hiệu của cấp ủy"
    if head in ("CP", "TTg") and issuer.startswith("Bộ ") and "Bộ Chính trị" not in issuer:
        return f"{told} là ký hiệu của {_STATE[head][0]}"
    others = [b for b, names in _STATE.items() if b != head and issuer.startswith(names)]
    if head in _STATE and others and not issuer.startswith(_STATE[head]):
        return f"{told} là ký hiệu của {_STATE[head][0]}"
    return None


def issuer_doubt(directive: Directive) -> str | None:
    """Why one of two named issuers is wrong: both fit the code's body, but they are two bodies."""
    central = [i for i in directive.issuers if i.startswith(_CENTRAL)]
    heads = {i.partition(" khóa ")[0].removesuffix(" Đảng") for i in central}
    joint = [h for h in heads if "," in h or " và " in h]  # "Bộ Chính trị, Ban Bí thư"
    if len(heads) > 1 and not joint:
        return f"bài viết nêu {' và '.join(sorted(heads))} cùng ban hành một văn bản"
    local = directive.issuers
    pairs = [(a, b) for a in local for b in local if a < b and contradict(a, b)]
    if pairs and not central:
        return f"bài viết nêu {pairs[0][0]} và {pairs[0][1]} cùng ban hành một văn bản"
    return None


def year_doubt(code: Code) -> str | None:
    """Why the year in a code cannot be one: 128/205/NĐ-CP."""
    parts = code.code.split("/")
    if code.system != "state" or len(parts) != 3 or not parts[1].isdigit():
        return None
    year = int(parts[1])
    if _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    return f"{parts[1]} trong {code.code} không thể là năm ban hành"


def type_doubt(code: Code, text: str) -> str | None:
    """Why the type word before a code contradicts it: "Nghị định số 39-NQ/TW"."""
    match = _WORD.search(text, max(0, code.start - 40), code.start)
    if match is None or code.form != "full" or match[1].lower() == (code.type or "").lower():
        return None
    abbreviation = regex.split(r"[-/]", code.code)[-2] if code.system == "party" else None
    if abbreviation is None:
        abbreviation = code.code.split("/")[-1].partition("-")[0]
    word = match[1]
    if word.lower() == "kết luận" and text[: match.start()].endswith(("Thông báo ", "thông báo ")):
        return None  # a notice of a conclusion
    named = {t.name.lower() for t in document_types() if t.abbreviation == abbreviation}
    if not named or word.lower() in named or _also(word.lower(), named):
        return None
    return f"bài viết gọi là {word}, nhưng {abbreviation} trong {code.code} là {code.type}"


def _also(word: str, named: set[str]) -> bool:
    """Words that are right beside another type: a notice of a conclusion, a law's own code."""
    fine = {
        ("thông tư", "thông tư liên tịch"),
        ("nghị quyết", "nghị quyết liên tịch"),
        ("kế hoạch", "kế hoạch liên tịch"),
        ("tờ trình", "thông tư"),  # TT has stood for both
        ("quy chế", "quyết định"),
        ("quy định", "quyết định"),
        ("chương trình hành động", "chương trình"),
        ("chương trình", "chương trình hành động"),
        ("chương trình", "kế hoạch"),
        ("đề án", "quyết định"),
        ("chương trình", "quyết định"),
        ("kế hoạch", "quyết định"),
        ("chiến lược", "quyết định"),
        ("quy hoạch", "quyết định"),
        ("phương án", "quyết định"),
    }
    return any((word, name) in fine for name in named) or word in ("luật", "bộ luật", "hợp đồng")
