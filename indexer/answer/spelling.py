"""What was likely meant by words that no article has: "dan vn kheo" → "dân vận khéo"."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import regex
from sqlalchemy import select

from indexer.answer.meaning import each
from indexer.store.analysis import bare
from indexer.store.schema import term
from indexer.text.syllables import is_syllable
from indexer.text.telex import from_vni, untyped
from indexer.text.unicode import fold_tone, normalise

if TYPE_CHECKING:
    from sqlalchemy import Connection

# A word; not a field's name, an operator, what holds a figure, or what is meant to be part of one.
_WORD = regex.compile(r"(?<![\w*~])(?!(?:AND|OR|NOT)\b)[^\W\d_]+(?![\w:*~])")
_MOST = 12  # words of a question that are mended
_KEPT = 8  # ways to read a word that are weighed
_BEST = 4  # questions that are offered, the likeliest first
_LONG = 5  # letters of a word that may have two wrong

# What a way to read a word costs, against the logarithm of how many articles have it. An article
# more or less is little beside a letter: 3 is as much as 20 times the articles.
_WRONG = 3.0  # for each letter
_ODD = 2.0  # no Vietnamese syllable
_RARE = math.log(3 + 1)  # what no more articles have may be their own mistake
_TOGETHER = 2.0  # what it gains where it makes a word with its neighbour


class Way(NamedTuple):
    """One way to read a typed word, and what speaks for it."""

    text: str
    gain: float


def mended(connection: Connection, typed: str) -> list[str]:
    """*typed* with the words that no or hardly any article has in their likeliest spellings.

    The best first. Nothing where every word is usual, or one has nothing near. Words typed without
    diacritics get theirs. Vietnamese words mostly have two syllables, so neighbours tell which one
    is meant. What was typed in the keys of VNI comes first as it was meant.
    """
    tidy = normalise(typed)
    if (written := from_vni(tidy)) != tidy:
        return [written, *mended(connection, written)]
    places = list(_WORD.finditer(tidy))
    words = [fold_tone(place[0].lower()) for place in places]
    if not words or len(words) > _MOST:
        return []
    known = _known(connection, words)
    rare = [word for word in dict.fromkeys(words) if not _is_usual(known[word])]
    if not rare:
        return []
    near = _near(connection, rare)
    ways = [[*known[word], *near.get(word, ())] for word in words]
    if not all(ways):
        return []
    spans = [place.span() for place in places]
    found = (_put(tidy, spans, texts) for texts in _likeliest(connection, ways))
    return [other for other in found if other.lower() != tidy.lower()]


def _known(connection: Connection, words: Sequence[str]) -> Mapping[str, list[Way]]:
    """The ways to write each of *words* that articles have; with diacritics just that one."""
    keys = [bare(word) for word in words]
    rows = connection.execute(
        select(term.c.key, term.c.text, term.c.articles)
        .where(term.c.kind == "syllable", term.c.key.in_(each(keys)))
        .order_by(term.c.articles.desc(), term.c.text)
    )
    written: dict[str, list[Way]] = defaultdict(list)
    for key, text, articles in rows:
        written[key].append(Way(text, math.log(articles + 1)))
    found: dict[str, list[Way]] = {}
    for word in words:
        ways = written.get(bare(word), [])
        found[word] = [way for way in ways if bare(word) == word or way.text == word][:_KEPT]
    return found


def _is_usual(ways: Sequence[Way]) -> bool:
    return any(way.gain > _RARE for way in ways)


def _near(connection: Connection, words: Sequence[str]) -> Mapping[str, list[Way]]:
    """The ways to read each of *words*, which no article has: those that look like it."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    rows = connection.execute(
        select(term.c.key, term.c.text, term.c.articles).where(term.c.kind == "syllable")
    )
    glued: dict[str, list[Way]] = defaultdict(list)
    for word, way in _parted(connection, words):
        glued[word].append(way)
    by_key: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for key, text, articles in rows:
        by_key[key].append((text, articles))
    keys = list(by_key)
    found: dict[str, list[Way]] = {}
    for word in words:
        ways = {way.text: way.gain for way in glued[bare(word)]}
        for form in dict.fromkeys((bare(word), untyped(bare(word)))):
            most = 1 if len(form) < _LONG else 2
            near = process.extract(form, keys, scorer=OSA.distance, score_cutoff=most, limit=None)
            for key, wrong, _ in near:
                for text, articles in by_key[key]:
                    cost = _WRONG * wrong + (0 if is_syllable(text) else _ODD)
                    ways[text] = max(math.log(articles + 1) - cost, ways.get(text, -math.inf))
        best = sorted(ways, key=lambda text: (-ways[text], text))[: _KEPT * 2]
        found[word] = [Way(text, ways[text]) for text in best]
    return found


def _parted(connection: Connection, words: Sequence[str]) -> Iterator[tuple[str, Way]]:
    """Those of *words* that are two without the blank between them, as such: "danvan"."""
    parts = {
        f"{word[:at]} {word[at:]}": word
        for word in map(bare, words)
        for at in range(2, len(word) - 1)
    }
    rows = connection.execute(
        select(term.c.key, term.c.text, term.c.articles)
        .where(term.c.kind == "word", term.c.key.in_(each(list(parts))))
        .order_by(term.c.articles.desc(), term.c.text)
    )
    for key, text, articles in rows:
        yield parts[key], Way(text, math.log(articles + 1))


def _likeliest(connection: Connection, ways: Sequence[Sequence[Way]]) -> list[tuple[str, ...]]:
    """The likeliest texts, one of each of *ways* in a row: a beam search from the left."""
    together = _words_of(connection, ways)
    rows: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for choice in ways:
        longer = [
            (gain + way.gain + _bond(together, texts, way.text), (*texts, way.text))
            for gain, texts in rows
            for way in choice
        ]
        rows = sorted(longer, key=lambda row: (-row[0], row[1]))[: _KEPT * _BEST]
    return [texts for _, texts in rows[:_BEST]]


def _words_of(connection: Connection, ways: Sequence[Sequence[Way]]) -> Mapping[str, int]:
    """The words that neighbours among *ways* make, with the number of their articles."""
    pairs = {f"{a.text} {b.text}" for one, other in pairwise(ways) for a in one for b in other}
    pairs |= {way.text for choice in ways for way in choice if " " in way.text}
    keys = sorted({" ".join(map(bare, pair.split())) for pair in pairs})
    rows = connection.execute(
        select(term.c.text, term.c.articles).where(
            term.c.kind == "word", term.c.key.in_(each(keys))
        )
    )
    return {row.text: row.articles for row in rows}


def _bond(together: Mapping[str, int], before: Sequence[str], text: str) -> float:
    """What *text* gains where it is a word, or makes one with the word before it."""
    made = [text] if " " in text else [f"{before[-1]} {text}"] if before else []
    return sum(_TOGETHER + math.log(together[word]) for word in made if word in together)


def _put(typed: str, spans: Sequence[tuple[int, int]], texts: Sequence[str]) -> str:
    """*typed* with *texts* in the places *spans*."""
    parts: list[str] = []
    end = 0
    for (start, stop), text in zip(spans, texts, strict=True):
        parts += [typed[end:start], text]
        end = stop
    return "".join([*parts, typed[end:]])
