"""Where a body stands between the centre and the grass roots, and in which province."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

import regex

from indexer.text.unicode import fold_tone, normalise

CENTRE, PROVINCE, LOCAL, OTHER = LEVELS = ("centre", "province", "local", "other")

_WORDS = {  # before a name, in committees ("Huyện ủy") and elsewhere → the level of its place
    "tỉnh": "tỉnh",
    "thành phố": "thành phố",
    "thành": "thành phố",
    "tp": "thành phố",
    "quận": "quận",
    "huyện": "huyện",
    "thị xã": "thị xã",
    "thị": "thị xã",
    "xã": "xã",
    "phường": "phường",
    "thị trấn": "thị trấn",
    "đặc khu": "đặc khu",
}
_NAME = r"(?!TP\b)(?:\p{Lu}[\p{L}’']*+|\d{1,2}\b)(?:[ ]?[ –-][ ]?\p{Lu}[\p{L}’']*+){0,4}"
# "tỉnh Thái Bình", "Huyện ủy Tiền Hải", "Tỉnh đoàn", "TP. Huế", "phường 5"; not "xã hội".
_LEVEL = "(?i:tỉnh|thành phố|tp|quận|huyện|thị xã|xã|phường|thị trấn|đặc khu)"
_ORGAN = "(?:[ủỦ]y|[đĐ]oàn)"  # committee or youth union; but there is a commune "xã Đoàn Đào"
_COMMITTEE = f"(?:(?i:tỉnh|thành|quận|huyện|thị(?: xã)?)(?= {_ORGAN})|(?i:xã|phường)(?= đoàn))"
_PLACE = regex.compile(
    rf"\b(?:(?P<committee>{_COMMITTEE}) {_ORGAN}\b|(?P<word>{_LEVEL})\b\.?)"
    rf" ?(?:(?P<name>{_NAME})|$|(?=,))"
)
# "Bộ Nội vụ" but not "Bộ Chỉ huy quân sự tỉnh", which names a place; "Hội Nông dân Việt Nam".
_CENTRAL = regex.compile(
    r"trung ương|^(?:liên )?bộ\b|^ban bí thư|chính phủ|^thủ tướng|quốc hội|chủ tịch nước|tối cao"
    r"|^tổng |nhà nước$|việt nam$"
)
_SEVERAL = regex.compile(r"(?:tất cả |toàn bộ )?(?:các|những|mọi)\b")  # "các tỉnh": none of its own
_PROVINCIAL = regex.compile(r"^sở\b|\bcấp tỉnh\b")  # departments, there is one in each province


class Place(Protocol):
    """A province, district or commune of the place tables."""

    @property
    def name(self) -> str:
        """ "Tiền Hải"."""

    @property
    def level(self) -> str:
        """ "huyện"."""

    @property
    def province(self) -> str | None:
        """The province that it lies in; None for a province itself."""

    @property
    def until(self) -> str | None:
        """The ISO day on which it ended."""

    @property
    def into(self) -> str | None:
        """The province that it was merged into."""


Places = Mapping[str, Sequence[Place]]  # those that bear a name


class Standing(NamedTuple):
    """The level of a body, one of LEVELS, and its province where that is known, else ""."""

    level: str
    province: str


def standing(name: str | None, places: Places, near: str = "") -> Standing:
    """Where the body called *name* stands; *near* is the province that it is spoken of in."""
    text = fold_tone(normalise(name or ""))
    found = list(_places(text))
    if found and (found[0][1] or not _SEVERAL.match(text.lower())):
        return _local(found, places, near)
    if _SEVERAL.match(text.lower()):
        return Standing(OTHER, "")
    if _CENTRAL.search(text.lower()):
        return Standing(CENTRE, "")
    bare = next((p for w in _ends(text) for p in places.get(w, ()) if p.province is None), None)
    if bare:  # "Công an Hà Nội"
        return Standing(PROVINCE, bare.name)
    return Standing(PROVINCE if _PROVINCIAL.search(text.lower()) else OTHER, near)


def province_of(place: str | None, places: Places) -> str:
    """The province of an article's place; "" where it is not known."""
    return standing(place, places).province


def _places(text: str) -> Iterator[tuple[str, str]]:
    for match in _PLACE.finditer(text):
        word = (match["word"] or match["committee"]).lower()
        yield _WORDS[word], regex.sub(r"\s?[-–]\s?", " - ", match["name"] or "")


def _local(found: list[tuple[str, str]], places: Places, near: str) -> Standing:
    """The first place is the body's own, those after it hold it: "xã X, huyện Y, tỉnh Z"."""
    known = [_known(level, name, places) for level, name in found]
    level, name = found[0]
    province = next((p.name for at in known for p in at if p.province is None), "")
    if level == "tỉnh" or any(p.province is None for p in known[0]):
        return Standing(PROVINCE, province or name or near)
    if level == "thành phố" and not name:  # "Thành ủy": of a central city, or of one in a province
        central = any(p.province is None for p in _known(level, near, places))
        return Standing(PROVINCE if central else LOCAL, near)
    holding = {p.province for at in known for p in at if p.province}
    if not province:
        province = near if near in holding or not holding else ""
    if not province and len(holding) == 1:
        province = str(holding.pop())
    return Standing(LOCAL, province)


def _known(level: str, name: str, places: Places) -> list[Place]:
    """The places that *name* begins with, the longest name of the table: "Hà Nội Nguyễn Văn A"."""
    words = name.split(" ")
    for end in range(len(words), 0, -1):
        if found := [p for p in places.get(" ".join(words[:end]), ()) if p.level == level]:
            return found
    return []


def _ends(text: str) -> Iterator[str]:
    """The last words of *text*, the most first, as many as a province's name may have."""
    words = text.split()
    for number in range(min(4, len(words) - 1), 0, -1):
        yield " ".join(words[-number:])
