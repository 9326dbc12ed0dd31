"""Who issues what a short form names, where the words around it tell."""

from __future__ import annotations

from functools import cache

import regex

from plugins._vocabulary import bodies, central

_NEAR = 60  # code points: "Kết luận số 599, ngày 11/9/2019 của Ban Thường vụ Tỉnh ủy"
_INSIDE = regex.compile(r"\b(?:[Tt]ại|[Tt]rong) (?:các )?\Z")
_DAY = r"(?: ,? \s* (?:ngày|năm)? \s* \d[\d./-]*+ (?:\s+tháng\s+\d+\s+năm\s+\d+)? )?"  # verbose
_COMMITTEES = {  # a party committee with its organs: all sign with the committee's symbol
    "bộ chính trị": "TW",
    "ban bí thư": "TW",
    "ban chấp hành trung ương": "TW",
    "trung ương đảng": "TW",
    "trung ương": "TW",
    "tỉnh ủy": "TU",
    "thành ủy": "TU",  # of a central city; those of a province used it as well
    "huyện ủy": "HU",
    "quận ủy": "QU",
    "thị ủy": "TXU",
    "thị xã ủy": "TXU",
    "đảng ủy": "ĐU",
    "ủy ban nhân dân": "UBND",
    "hội đồng nhân dân": "HĐND",
}


def body_after(text: str, end: int) -> str | None:
    """The symbol of the body that issued what ends at *end*, where "của …" names it close by."""
    match = _issuers().match(text, end, min(len(text), end + _NEAR + 40))
    return _symbol(match["body"]) if match else None


def bodies_after(text: str, end: int) -> str | None:
    """The symbols of those who issued it together: "của Bộ Nội vụ - Bộ Tài chính", BNV-BTC."""
    match = _issuers().match(text, end, min(len(text), end + _NEAR + 40))
    symbols: list[str] = []
    while match and (symbol := _symbol(match["body"])):
        symbols.append(symbol)
        match = _next().match(text, match.end())
    return "-".join(symbols) or None


def body_inside(text: str, start: int, end: int) -> str | None:
    """The body that decides in what stands there: "tại Quyết định 326, UBND đã phê duyệt"."""
    if not _INSIDE.search(text, max(0, start - 12), start):
        return None
    match = _deciding().match(text, end, min(len(text), end + _NEAR + 40))
    return _symbol(match["body"]) if match else None


def body_before(text: str, start: int) -> str | None:
    """The symbol of the body that issues what begins at *start*: "Tỉnh ủy mới ban hành …".

    Of several before the verb it is the nearest: "Bộ Y tế tham mưu Chính phủ ban hành …".
    """
    nearest: regex.Match[str] | None = None
    for match in _issuing().finditer(text, max(0, start - _NEAR - 40), start, overlapped=True):
        if nearest is None or match.start() >= nearest.end("body"):  # no part of a longer name
            nearest = match
    return _symbol(nearest["body"]) if nearest else None


def _symbol(name: str) -> str | None:
    return _symbols_by_name().get(" ".join(name.lower().replace("uỷ", "ủy").split()))


@cache
def _bodies() -> str:
    names = sorted(_symbols_by_name(), key=len, reverse=True)
    return "|".join(regex.escape(n) for n in names).replace("ủy", "(?:ủy|uỷ)")


@cache
def _issuing() -> regex.Pattern[str]:
    return regex.compile(
        # not the "Trung ương" of "Ban Chỉ đạo Trung ương", which signs with a symbol of its own
        rf"(?<!\p{{L}})(?!(?<=\p{{Lu}}\p{{L}}*(?: \p{{L}}+)? )Trung ương)"
        rf"(?P<body>(?i:{_bodies()}))\b(?:[^.,;:\d]|(?<=\bT[Pp])\.){{0,50}}?"
        rf"\b(?:ban hành|ký|ra|có|gửi|thông qua)(?: \p{{L}}+){{0,2}} \Z"
    )


@cache
def _next() -> regex.Pattern[str]:
    return regex.compile(rf"(?: [-–] |, | và )(?P<body>(?i:{_bodies()}))\b")


@cache
def _deciding() -> regex.Pattern[str]:
    decides = r"\s+(?:đã|giao|cho\s+phép|phê\s+duyệt|quyết\s+định|quy\s+định|yêu\s+cầu)\b"
    return regex.compile(rf"{_DAY} ,\s (?P<body>(?i:{_bodies()})) {decides}", regex.VERBOSE)


@cache
def _issuers() -> regex.Pattern[str]:
    return regex.compile(
        rf"""{_DAY} ,? \s*
        (?:\([^)\n]{{1,30}}\)\s*)? (?:của|do) \s+
        (?:(?:(?:Ban\s+)?Thường\s+vụ|BTV|Ban\s+Chấp\s+hành(?!\s+Trung)|Thường\s+trực|Chủ\s+tịch
          |Bộ\s+trưởng|Thống\s+đốc|Tổng\s+[Gg]iám\s+đốc|Giám\s+đốc)\s+)?
        (?P<body>(?i:{_bodies()}))\b""",
        regex.VERBOSE,
    )


@cache
def _symbols_by_name() -> dict[str, str]:
    table = {name.lower(): body.symbol for name, body in central().items() if body.symbol}
    for symbol, body in bodies().items():
        if body.system == "state" and len(body.names) == 1:
            table.setdefault(body.names[0].lower(), symbol)
    later = {"QH", "UBTVQH"}  # their codes need year and term as well
    return {name: symbol for name, symbol in table.items() if symbol not in later} | _COMMITTEES
