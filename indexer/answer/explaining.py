"""Whether a directive explains what was typed: each word and figure of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from indexer.answer.names import tells
from indexer.text.successors import also_known, formerly, symbols_beside
from indexer.text.telex import untyped
from indexer.text.unicode import fold, normalise

PARTS = regex.compile(r"\d+|[^\W\d_]+")
FILLERS = frozenset({"so", "cua", "do", "ve", "s"})  # số, của, do, về; s: "TB s. 380"
DAY_WORDS = frozenset({"ngay", "thang", "nam"})  # day, month, year
_VOWEL = regex.compile("[aeiouy]")
_INITIALS = (2, 3, 4)  # syllables in the name of a type: quyết định … nghị quyết liên tịch
_SHORT = (2, 3, 4, 5, 6)  # letters of an abbreviation: BCT, UBND, TPHCM
_BRIEF = 10  # words of a body's name that are abbreviated
_CENTRE = ["trung", "uong"]  # TW, not by its initials, which are a provincial committee's symbol
_CENTRE_SYMBOL = "tw"
_SHORT_TYPES = {"Công văn": ("cv",)}  # of which no letter stands in the code
_LONGEST_DAY = 31
# How bodies are called whose symbol stands in a code.
_BODIES = {
    "tw": "trung ương",
    "tu": "tỉnh ủy thành ủy",
    "hu": "huyện ủy",
    "du": "đảng ủy",
    "cp": "chính phủ",
    "ttg": "thủ tướng chính phủ",
    "qh": "quốc hội",
    "ubtvqh": "ủy ban thường vụ quốc hội",
    "ubnd": "ủy ban nhân dân",
    "hdnd": "hội đồng nhân dân",
    "vpcp": "văn phòng chính phủ",
}


class Typed(NamedTuple):
    """The parts of what was typed, without diacritics."""

    parts: tuple[str, ...]  # in their order
    words: tuple[str, ...]
    figures: frozenset[int]


class Named(NamedTuple):
    """What a directive's code, type, issuer and day tell."""

    code: str
    type: str | None
    issuer: str | None
    date: str | None


def parts_of(typed: str) -> list[str]:
    """The words and figures of *typed*, in their order and without diacritics."""
    return PARTS.findall(fold(typed if typed.isascii() else normalise(typed)))


def typed_as(parts: Sequence[str]) -> Typed:
    """*parts* as they are compared; the words of a day count only where there is one figure."""
    figures = [int(part) for part in parts if part.isdigit()]
    words = [part for part in parts if not part.isdigit()]
    if len(figures) > 1:
        words = [word for word in words if word not in DAY_WORDS]
    return Typed(tuple(parts), tuple(words), frozenset(figures))


def level(typed: Typed, known: Named) -> int | None:
    """How well a directive explains *typed*, 0 best; None where it does not.

    1 by every word, 2 by initials, 4 and 5 likewise where it tells no day and one was typed, 6
    where it tells another one though its letters were typed in full.
    """
    letters = _code(known.code).letters
    words = worded(typed.words, letters, known.type, known.issuer)
    if words is None:
        return None
    apart = typed.figures - _figures_for(typed, known)
    if not apart:
        return words
    if not _may_be_a_day(apart) or not set(typed.words) - FILLERS:
        return None
    if any(map(is_year, apart)) and any(map(is_year, _code(known.code).figures)):
        return None  # 107/2023/QH15 is not 107/2020/QH14
    if len(known.date or "") < len("2009-01-06") and not (any(map(is_year, apart)) and known.date):
        return words + 3
    return 6 if set(letters) <= set(typed.words) else None


def renamed(typed: Typed, known: Named) -> bool:
    """Whether a directive explains *typed* by what its issuer is called now, or was before.

    Before a merger that the directive comes after.
    """
    if typed.figures - figures_of(known):
        return False
    others = _otherwise(frozenset(typed.words), known)
    return any(worded(typed.words, o, known.type, issuer) for o, issuer in others)


@lru_cache(maxsize=100_000)
def worded(
    words: tuple[str, ...], letters: tuple[str, ...], type_: str | None, issuer: str | None
) -> int | None:
    """Whether a code of *letters*, its type and issuer explain *words*: 1, by initials 2.

    2 as well for "thông tư" where the type is "thông tư liên tịch", and where nothing tells of type
    or letters: "nghị quyết 59" is not what the committee for a resolution has issued.
    """
    known = _own(letters, type_, issuer)
    if known.words.issuperset(words):
        return 1 if known.is_named_by(words) else 2
    meant = tuple(word if word in known.words else untyped(word) for word in words)
    left = [word for word in meant if not _is_own(word, known.words)]
    if not left:
        return 1 if known.is_named_by(meant) else 2
    if known.short.issuperset(left) or _spelt_out(words, known):
        return 2
    return None


def is_told(typed: Typed, known: Named, before: Sequence[str] = ()) -> bool:
    """Whether all letters of a directive's code are in *typed*, or its type in *before*.

    A number alone is anything: "10 năm dân vận khéo".
    """
    letters = _code(known.code).letters
    if letters and ({*letters} <= {*typed.words} or "".join(letters) in "".join(typed.words)):
        return True
    type_ = parts_of(known.type or "")
    initials = "".join(word[0] for word in type_)
    return bool(type_) and ({*type_} <= {*before} or initials in before)


def unexplained(words: Sequence[str], known: Named) -> list[str]:
    """Those of *words* that nothing in a directive's code, type and issuer explains."""
    own = _own(_code(known.code).letters, known.type, known.issuer)
    return [word for word in words if not _is_own(word, own.words) and word not in own.short]


def own_words(known: Named) -> frozenset[str]:
    """The words that a directive explains as they stand."""
    return _own(_code(known.code).letters, known.type, known.issuer).words


@lru_cache(maxsize=100_000)
def figures_of(known: Named) -> frozenset[int]:
    """The figures of a directive's code and day."""
    found, day = _code(known.code).figures, known.date or ""
    return found.union(int(part) for part in day.split("-") if part.isdigit())


def _figures_for(typed: Typed, known: Named) -> frozenset[int]:
    """Those of figures_of() by which *typed* may be explained.

    Beside figures alone a year counts, or all of a day: "30/4" is not number 4 of the 30th.
    """
    day = [int(part) for part in (known.date or "").split("-") if part.isdigit()]
    number = sum(part.isdigit() for part in typed.parts)
    words = {part for part in typed.parts if not part.isdigit()} - FILLERS
    if words or (len(day) < number and typed.figures.issuperset(day)):
        return figures_of(known)
    return _code(known.code).figures.union(filter(is_year, day))


class _Code(NamedTuple):
    letters: tuple[str, ...]
    figures: frozenset[int]


@lru_cache(maxsize=50_000)
def _code(code: str) -> _Code:
    parts = parts_of(code)
    letters = tuple(part for part in parts if not part.isdigit())
    return _Code(letters, frozenset(int(part) for part in parts if part.isdigit()))


class _Own(NamedTuple):
    """What explains words by itself, and what by initials."""

    words: frozenset[str]
    type: tuple[str, ...]
    code: frozenset[str]  # its letters, apart and as one
    short: frozenset[str]  # how the issuer may be abbreviated
    symbols: frozenset[str]  # abbreviations that may be spelt out

    def is_named_by(self, words: Sequence[str]) -> bool:
        """Whether *words* tell all of the type, or letters of the code, or neither one."""
        if set(words) <= FILLERS or self.code.intersection(words):
            return True
        return set(self.type) <= set(words) or "".join(self.type or "-") in "".join(words)


@lru_cache(maxsize=100_000)
def _own(letters: tuple[str, ...], type_: str | None, issuer: str | None) -> _Own:
    issuing = parts_of(issuer or "")
    named = parts_of(type_ or "")
    bodies = parts_of(" ".join(_BODIES.get(part, "") for part in letters))
    whole = frozenset({"".join(letters), "".join(reversed(letters))})
    words = FILLERS.union(letters, whole, issuing, named, bodies, _SHORT_TYPES.get(type_ or "", ()))
    short = {*_initials_of(issuing), *_initials_of(_with_symbol(issuing))}
    symbols = {word for word in words if not _VOWEL.search(word)}
    code = whole.union(letters)
    return _Own(words, tuple(named), code, frozenset(short), frozenset(symbols | code))


def _initials_of(name: Sequence[str]) -> Iterator[str]:
    """How *name* may be abbreviated, whole or in part."""
    letters = [word if word == _CENTRE_SYMBOL else word[0] for word in name[:_BRIEF]]
    for number in _SHORT:
        for at in range(len(letters) - number + 1):
            if name[at : at + number] != _CENTRE:
                yield "".join(letters[at : at + number])


def _with_symbol(name: Sequence[str]) -> list[str]:
    """*name* with TW where it has Trung ương: BCHTW."""
    return " ".join(name).replace(" ".join(_CENTRE), _CENTRE_SYMBOL).split()


def _is_own(word: str, own: frozenset[str]) -> bool:
    """Whether *word* is one of *own*, some of them glued, or one in the keys of Telex."""
    if word in own or _glued(word, own):
        return True
    plain = untyped(word)
    return plain != word and (plain in own or _glued(plain, own))


def _glued(word: str, own: frozenset[str]) -> bool:
    """Whether *word* is several of *own* without blanks: "thongbao", "tbtu"."""
    reached = {0}
    for end in range(2, len(word) + 1):
        if any(word[start:end] in own for start in reached if end - start > 1):
            reached.add(end)
    return len(word) in reached


def _may_be_a_day(figures: frozenset[int]) -> bool:
    return all(figure <= _LONGEST_DAY or is_year(figure) for figure in figures)


def is_year(figure: int) -> bool:
    """Whether *figure* may be the year of a document."""
    return 1945 <= figure < 2100


def _otherwise(words: frozenset[str], known: Named) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """The letters and issuer of *known* as they are now, or were before, where *words* tell."""
    day, own, letters = known.date or "", known.issuer or "", _code(known.code).letters
    others = [step.name for step in formerly(own) if step.since <= day]
    names = [name for name in (*also_known(own), *others) if tells(words, name, own)]
    yield from ((letters, name) for name in names)
    for letter in letters:
        for symbol, since in _symbols().get(letter, ()):
            if symbol in words and (since or "") <= day:
                changed = tuple(symbol if part == letter else part for part in letters)
                yield from ((changed, name) for name in (known.issuer, *names))


@cache
def _symbols() -> dict[str, list[tuple[str, str | None]]]:
    """Symbols of bodies and those that stand beside them, as parts_of() has them."""
    found: dict[str, list[tuple[str, str | None]]] = {}
    for symbol, others in symbols_beside().items():
        found.setdefault(fold(symbol), []).extend((fold(other), day) for other, day in others)
    return found


def _spelt_out(words: tuple[str, ...], known: _Own) -> bool:
    """Each of *words* explains itself, or is in a run whose initials are a symbol.

    QĐ is read as Quy định by one article and typed as "quyết định" by someone else.
    """
    if not words:
        return True
    if (words[0] in known.short or _is_own(words[0], known.words)) and _spelt_out(words[1:], known):
        return True
    return any(
        _initials(words[:n]) in known.symbols and _spelt_out(words[n:], known)
        for n in _INITIALS
        if n <= len(words)
    )


@lru_cache(maxsize=1_000)
def _initials(words: tuple[str, ...]) -> str | None:
    """The first letters of *words*; None where one is no syllable but an abbreviation itself."""
    syllables = all(_VOWEL.search(word) for word in words)
    return "".join(word[0] for word in words) if syllables else None
