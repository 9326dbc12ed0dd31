"""Which committee, council or ministry a named issuer is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from indexer.resolve import areas
from indexer.resolve.areas import Area
from indexer.text.unicode import fold, fold_tone, normalise

CENTRE = "trung ương"
_APART = regex.compile(r"[\W_]+")
_TERM = regex.compile(r"\bkhóa ([ivxlc]+|\d+)\b.*|\bnhiệm kỳ\b.*")
_ROMAN = regex.compile(r"[ivxlc]+")
_SHORT = {
    "ubnd": "ủy ban nhân dân",  # people's committee
    "hđnd": "hội đồng nhân dân",  # people's council
    "btv": "ban thường vụ",
    "bch": "ban chấp hành",
    "tp": "thành phố",
    "tw": CENTRE,
    "tư": CENTRE,
}
# Parts of a committee that act for it: standing board, permanent members, plenum, chairperson.
_ORGAN = regex.compile(
    r"^(?:(?:ban )?thường vụ|thường trực|ban chấp hành|(?:phó )?chủ tịch|(?:phó )?bí thư)\b ?"
)
# "Đảng bộ tỉnh X" (the party organisation) speaks through its committee, "Tỉnh ủy X".
_ORGANISATION = regex.compile(rf"^đảng bộ ({areas.LEVELS})\b")
_COMMITTEES = {
    "tỉnh": "tỉnh ủy",
    "thành phố": "thành ủy",
    "quận": "quận ủy",
    "huyện": "huyện ủy",
    "thị xã": "thị ủy",
}
_LOCAL = regex.compile(
    rf"^(?P<body>.*?\b(?:(?P<committee>tỉnh|thành|quận|huyện|thị) ủy|(?P<level>{areas.LEVELS})))\b"
    r"(?: (?P<place>.+))?$"
)
_CENTRAL = ("bộ chính trị", "ban bí thư")  # Politburo, Secretariat
_FULL_LEVEL = {"thành": "thành phố", "thị": "thị xã"}


@dataclass(frozen=True, order=True)
class Office:
    """A body that issues directives, without the part of it that signed."""

    body: str  # "tỉnh ủy", "ủy ban nhân dân huyện", "trung ương", "bộ nội vụ"
    place: str = ""  # "bắc ninh"
    level: str = ""  # "tỉnh": the level of its place, where it is a local body
    organ: str = ""  # of the centre only: "bộ chính trị", "ban bí thư"

    @property
    def placed(self) -> bool:
        """Whether there is only one such office in the country."""
        return bool(self.place) or not self.level

    @property
    def area(self) -> Area:
        """Where it sits: "Huyện ủy Lý Nhân" in the district and its province."""
        return areas.area(f"{self.level} {self.place}") if self.place and self.level else Area()

    @property
    def rank(self) -> int | None:
        """Of its place, where it is a local body."""
        return areas.rank(self.level, self.place) if self.level else None

    @property
    def name(self) -> str:
        """What tells it from others, for use in ids: "tinh-uy-bac-ninh"."""
        return "-".join(fold(f"{self.organ or self.body} {self.place}").split())


@lru_cache(maxsize=20_000)
def office(issuer: str | None) -> Office | None:
    """The office called *issuer*, or None where nothing is said."""
    name = _TERM.sub("", _plain(issuer or "")).strip()
    for central in _CENTRAL:
        if name.startswith(central):
            return Office(CENTRE, organ=central)
    name = _ORGANISATION.sub(_committee, _without_organs(name))
    if not name:
        return None
    if name.startswith(CENTRE):
        return Office(CENTRE)
    if match := _LOCAL.match(name):
        word = match["committee"] or match["level"]
        level = _FULL_LEVEL.get(word, word) if match["committee"] else word
        place = (match["place"] or "").removeprefix(f"{level} ")  # "Thành ủy TP. Hồ Chí Minh"
        return Office(match["body"], place, level)
    return Office(name)


@lru_cache(maxsize=20_000)
def term(issuer: str | None) -> str | None:
    """The term of the committee that *issuer* names: "Bộ Chính trị khóa XI" → "XI"."""
    match = _TERM.search(_plain(issuer or ""))
    return match[1].upper() if match and match[1] and _ROMAN.fullmatch(match[1]) else None


@lru_cache(maxsize=100_000)
def contradict(one: Office, other: Office) -> bool:
    """Whether a directive of *one* cannot be one of *other*.

    The Central Committee as a whole contradicts neither its Politburo nor its Secretariat.
    """
    if one.body != other.body:
        return not (_within(one.body, other.body) or _within(other.body, one.body))
    if one.organ and other.organ and one.organ != other.organ:
        return True
    if not one.place or not other.place:
        return False
    return not (_begins(one.place, other.place) or _begins(other.place, one.place))


def confused(one: Office, other: Office) -> bool:
    """Whether an article may take one for the other, where day or title tell that they are one.

    Politburo and Secretariat share symbol and numbers. A province that was merged into another is
    called by the new one's name.
    """
    if one.body == other.body == CENTRE:
        return True
    return follows(one, other) or follows(other, one)


def follows(one: Office, other: Office) -> bool:
    """Whether the province of *other* was merged into the one of *one*."""
    provinces = one.rank == other.rank == areas.PROVINCE
    return provinces and one.place == areas.successor(other.place)


def _plain(name: str) -> str:
    words = _APART.sub(" ", fold_tone(normalise(name).lower())).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def _without_organs(name: str) -> str:
    while match := _ORGAN.match(name):
        name = name[match.end() :]
    return name


def _committee(match: regex.Match[str]) -> str:
    level = match[1]
    return _COMMITTEES.get(level, f"đảng ủy {level}")


def _within(short: str, long: str) -> bool:
    """Whether *short* names the end or beginning of *long*: "chính phủ", "thủ tướng chính phủ".

    A local body is not within another: "tỉnh ủy" has departments, which issue their own.
    """
    local = regex.search(rf"\b(?:ủy|{areas.LEVELS})$", short)
    return not local and (f" {long}".endswith(f" {short}") or _begins(short, long))


def _begins(short: str, long: str) -> bool:
    return f"{long} ".startswith(f"{short} ")
