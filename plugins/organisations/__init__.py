"""Bodies, units and collectives, in their full names with locality."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from indexer.models import Annotations, Article, Organisation, Place
from indexer.text.sentences import for_patterns
from plugins._vocabulary import COMMITTEE_LEVELS, bodies, central, fields
from plugins.organisations.aliases import in_full, mentions, shortened
from plugins.organisations.grammar import (
    OFFICE_BEFORE,
    PART_BEFORE,
    PERSON_BEFORE,
    collectives,
    of_code,
    organs,
    patterns,
)

name = "organisations"
needs = ("places",)

_VIETNAM = regex.compile(r" VN$")
_CENTRE = regex.compile(r" (?:T\.?Ư|TW)\b")
_LEVELS = {"TP": "thành phố", "Q": "quận", "TX": "thị xã"}
_OWN_LEVEL = {f"{word} ủy": level for word, level in COMMITTEE_LEVELS.items()}
_SYMBOLS = {
    "Tỉnh ủy": "TU",
    "Huyện ủy": "HU",
    "Quận ủy": "QU",
    "Thị ủy": "TXU",
    "Thị xã ủy": "TXU",
    "Đảng ủy": "ĐU",
}


@dataclass(frozen=True)
class _Named:
    kind: str
    match: regex.Match[str]

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()


def extract(article: Article, found: Annotations) -> Iterator[Organisation]:
    """The organisations that *article* names; persons are left out.

    A name without its locality ("Tỉnh ủy", "UBND huyện") gets the one of the article where that
    is certain; an organ alone ("Ban Dân vận") is the one last named in full.
    """
    text = for_patterns(article.text)
    named = in_full(list(_named(text, article.text, found)), text)
    short = [*mentions(text, article.text, named), *shortened(text, article.text, named)]
    yield from sorted([*named, *short], key=lambda o: o.start)


def _named(text: str, original: str, found: Annotations) -> Iterator[Organisation]:
    """The organisations that *text* names, *original* before its tone marks were set right."""
    names = _Names(text, found)
    for named in _apart(text):
        before = text[max(0, named.start - 45) : named.start]
        office = OFFICE_BEFORE.search(before)
        behind = text[named.start : named.start + 15]
        if PERSON_BEFORE.search(f"{before}\0{behind}") and not office:
            continue
        organisation = names.organisation(named, original)
        if organisation and office:
            yield _headed(organisation, office[0], original)
        elif organisation:
            yield organisation


def _headed(organisation: Organisation, head: str, text: str) -> Organisation:
    """The office of the one who heads *organisation*: "Bộ trưởng Bộ Tài chính"."""
    start = organisation.start - len(head)
    return organisation.model_copy(
        update={
            "start": start,
            "text": text[start : organisation.end],
            "name": f"{head}{organisation.name}",
            "office": True,
        }
    )


def _apart(text: str) -> Iterator[_Named]:
    """The matches of all kinds that do not overlap: the earliest first, then the longest."""
    every = [_Named("collective", m) for m in collectives(text)]
    every += (_Named(kind, m) for kind, p in patterns().items() for m in p.finditer(text))
    end = 0
    for named in sorted(every, key=lambda n: (n.start, -n.end)):
        if named.start >= end and not of_code(text, named.start):
            yield named
            end = named.end


class _Names:
    """Names organisations in full, with what the article has told so far."""

    def __init__(self, text: str, found: Annotations) -> None:
        self.text = text
        self.places = found.of(Place)
        self.at = {p.start: p for p in self.places}
        self.home = _home(found, self.places)
        self.inner = _inner(self.home, self.places)
        self.last: dict[str, Organisation] = {}  # by organ: "Ban Dân vận"

    def organisation(self, named: _Named, original: str) -> Organisation | None:
        """What *named* is, None where it names no organisation after all."""
        make = {
            "collective": self._collective,
            "committee": self._committee,
            "people": self._people,
            "board": self._board,
            "front": self._local,
            "youth": self._youth,
            "office": self._local,
            "branch": self._local,
            "central": self._central,
            "agency": self._local,
            "steering": self._steering,
            "organ": self._organ,
        }
        made = make[named.kind](named)
        if made is None:
            return None
        full, body, end, collective = made
        start = named.start
        part = PART_BEFORE.search(self.text, max(0, start - 40), start)
        if part and not collective:
            full, body, start = f"{part[0].strip()} {full}", None, part.start()
        organisation = Organisation(
            start=start,
            end=end,
            text=original[start:end],
            name=original[start:end] if collective else full[0] + full[1:],
            body=body,
            collective=collective,
        )
        if named.kind == "committee" and named.match["organ"]:
            self.last[_organ(named.match["organ"])] = organisation
        elif named.kind == "steering":
            self.last["Ban Chỉ đạo"] = organisation
        return organisation

    def _collective(self, named: _Named) -> tuple[str, str | None, int, bool] | None:
        before = self.text[max(0, named.start - 12) : named.start].lower()
        if before.endswith(("một số ", "nhiều ", "ở các ", "số ")):
            return None  # "một số địa phương" are no unit (gold rules)
        return named.match[0], None, named.end, True

    def _committee(self, named: _Named) -> tuple[str, str | None, int, bool] | None:
        head = named.match["head"].replace("Ủy", "ủy")
        organ = _organ(named.match["organ"]) if named.match["organ"] else ""
        if named.match["two"]:
            organ = ""  # "Ban Chấp hành và Ban Thường vụ Thành ủy" is the committee
        place, end = self._locality(named, _OWN_LEVEL.get(head))
        if head == "Đảng ủy" and place is None and organ == "":
            return None if named.match["level"] is None else (named.match[0], "ĐU", end, False)
        where = "" if place is None else place.name if head in _OWN_LEVEL else place.full
        symbol = _SYMBOLS.get(head) or ("TU" if place is None or place.province is None else "ThU")
        body = _offices().get(f"{organ} {head}", symbol if _signs_with_committee(organ) else None)
        return " ".join(part for part in (organ, head, where) if part), body, end, False

    def _people(self, named: _Named) -> tuple[str, str | None, int, bool] | None:
        head = named.match["head"]
        symbol = "HĐND" if head.startswith("H") else "UBND"
        place, end = self._locality(named, None)
        level = (named.match["level"] or "").lower()
        organ = named.match["organ"] or ""
        party = organ.lower() == "ban cán sự đảng"
        organ = "Ban Cán sự đảng" if party else organ
        full = " ".join(part for part in (organ, head, place.full if place else level) if part)
        return full, "BCS" if party else symbol, end, False

    def _board(self, named: _Named) -> tuple[str, str | None, int, bool] | None:
        """A place's party organisation or its committee: "Ban Chấp hành Đảng bộ tỉnh Hà Nam"."""
        place, end = self._locality(named, None)
        if place is None:
            return None
        if not named.match["head"].startswith("Ban"):
            return f"{named.match['head']} {place.full}", None, end, False
        body = {"tỉnh": "TU", "huyện": "HU", "quận": "QU", "thị xã": "TXU"}.get(place.level)
        central = place.level == "thành phố" and place.province is None
        return f"{named.match['head']} {place.full}", "TU" if central else body or "ĐU", end, False

    def _youth(self, named: _Named) -> tuple[str, str | None, int, bool] | None:
        """A committee of the youth union: "Tỉnh đoàn Hà Nam"."""
        head = named.match["head"]
        place, end = self._locality(named, COMMITTEE_LEVELS[head.removesuffix(" đoàn")])
        if place and self.text.startswith(f" {place.name}", end):
            end += len(place.name) + 1  # "Huyện đoàn Kim Sơn", where the article is about Kim Sơn
        return f"{head} {place.name}" if place else head, None, end, False

    def _local(self, named: _Named) -> tuple[str, str | None, int, bool] | None:
        head = _standard(named.match["head"])
        if head in central():
            return central()[head].name, central()[head].symbol, named.end, False
        place, end = self._locality(named, None)
        symbol = _symbols().get(head)
        explicit = place if named.match["level"] or end > named.end else None
        if head.startswith("Sở ") and explicit is None:
            explicit = self._home_of("tỉnh") or self._home_of("thành phố")
        where = explicit.full if explicit else (named.match["level"] or "").lower()
        if explicit and head.endswith(" đoàn"):
            where = explicit.name  # "Tỉnh đoàn" tells the level itself
        return f"{head} {where}".rstrip(), symbol, end, False

    def _central(self, named: _Named) -> tuple[str, str | None, int, bool] | None:
        term = named.match["term"]
        written = named.match["head"]
        body = central()[_standard(written)]
        if body.name.startswith("Phó Thủ tướng"):
            return None
        full = f"{body.name} khóa {term}" if term else body.name
        return full, body.symbol, named.end, False

    def _steering(self, named: _Named) -> tuple[str, str | None, int, bool] | None:
        full = _CENTRE.sub(" Trung ương", "Ban Chỉ đạo" + named.match[0][len("Ban Chỉ đạo") :])
        return full, "BCĐTW" if "Trung ương" in full else "BCĐ", named.end, False

    def _organ(self, named: _Named) -> tuple[str, str | None, int, bool] | None:
        """An organ alone: the one last named in full, else that of the article's own committee."""
        organ = _organ(named.match["organ"])
        if organ in self.last:
            last = self.last[organ]
            return last.name, last.body, named.end, False
        committee = self._own_committee() if organ not in ("", "Văn phòng", "Ban Chỉ đạo") else None
        return (f"{organ} {committee}", None, named.end, False) if committee else None

    def _own_committee(self) -> str | None:
        for head, level in _OWN_LEVEL.items():
            place = self._home_of(level)
            if place and head in self.text:
                return f"{head} {place.name}"
        return None

    def _locality(self, named: _Named, level: str | None) -> tuple[Place | None, int]:
        """The place that a name belongs to and where the name ends with it."""
        written = named.match["level"]
        start = named.match.start("level") if written else named.end + 1
        beside = written or self.text[named.end : start] == " "
        if beside and start in self.at:
            return self.at[start], self.at[start].end
        if written:
            word = written.rstrip(".")
            level = _LEVELS.get(word.upper(), word.lower())
        return (self._home_of(level) if level else None), named.end

    def _home_of(self, level: str) -> Place | None:
        return next((p for p in self.home if p.level == level), None) or self.inner.get(level)


@cache
def _offices() -> dict[str, str]:
    """The symbols of bodies by their first name: "Văn phòng Tỉnh ủy" → VPTU."""
    return {body.names[0]: symbol for symbol, body in bodies().items()}


@cache
def _symbols() -> dict[str, str]:
    """The symbols of bodies by each of their names; the first in the table, where several fit."""
    return {name_: s for s, body in reversed(bodies().items()) for name_ in body.names}


def _standard(head: str) -> str:
    """A name as it is usually written: "Bộ Tài Chính" → "Bộ Tài chính", "… VN" → "… Việt Nam"."""
    if known := _spelt().get(head.lower()):
        return known  # "BỘ KẾ HOẠCH VÀ ĐẦU TƯ": no short "Trung ương" at its end
    head = _CENTRE.sub(" Trung ương", _VIETNAM.sub(" Việt Nam", head))
    kind, _, field = head.partition(" ")
    if kind in ("Sở", "Phòng") and field.lower() in _fields():
        return f"{kind} {_fields()[field.lower()]}"
    return _spelt().get(head.lower(), head)


@cache
def _fields() -> dict[str, str]:
    return {written.lower(): name_ for written, name_ in fields().items()}


@cache
def _spelt() -> dict[str, str]:
    return {known.lower(): known for known in reversed(central())}


def _organ(written: str) -> str:
    """An organ in full, however its letters are capitalised."""
    return next(name_ for organ, name_ in organs().items() if organ.lower() == written.lower())


def _signs_with_committee(organ: str) -> bool:
    return organ in ("", "Ban Thường vụ", "Thường trực")


def _home(found: Annotations, named: Sequence[Place]) -> list[Place]:
    """The place that the article is about, and the province that it lies in."""
    stated = found.article.place
    main = next((p for p in named if p.main), None)
    if stated:
        main = next((p for p in named if p.full.lower() == stated.lower()), None) or _stated(stated)
    if main is None:
        return []
    provinces = [p for p in named if p.province is None and p.level in ("tỉnh", "thành phố")]
    inside = main.province or (None if main in provinces else _only(provinces))
    home = [main]
    if inside:
        level = next((p.level for p in provinces if p.name == inside), "tỉnh")
        home.append(Place(start=0, end=0, text="", level=level, name=inside))
    return home


def _inner(home: Sequence[Place], named: Sequence[Place]) -> dict[str, Place]:
    """The only district of each level that is named within the province *home*."""
    inner: dict[str, Place] = {}
    if len(home) == 1 and home[0].province is None:
        inside = [p for p in named if p.province == home[0].name]
        for level in {p.level for p in inside}:
            there = {p.name: p for p in inside if p.level == level}
            if len(there) == 1:
                inner[level] = next(iter(there.values()))
    return inner


def _only(provinces: Sequence[Place]) -> str | None:
    names = {p.name for p in provinces}
    return names.pop() if len(names) == 1 else None


def _stated(stated: str) -> Place:
    level, _, rest = stated.partition(" ")
    if level.lower() in ("thành", "thị", "đặc"):
        second, _, rest = rest.partition(" ")
        level = f"{level} {second}"
    return Place(start=0, end=0, text="", level=level.lower(), name=rest)
