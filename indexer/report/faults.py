"""Where in an article an annotation stands that was missed or is surplus."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import regex

from indexer.report.agreement import Item
from indexer.text.sentences import sentence_at, sentences

_CODES = ("code", "directive", "from")  # the keys by which items of a layer name a directive


def sentence_finder(
    text: str, items: Sequence[Item], codes: Sequence[Item]
) -> Callable[[Item], str | None]:
    """A function that gives the sentence of *text* in which one of the *items* stands.

    Those of the gold have no offsets: they stand in the order of the text, one after the other,
    and a directive is where its code is first mentioned among *codes*. None where that is nowhere.
    """
    spans = sentences(text)
    places = _places(text, items) | _places(text, codes)
    first = {code["code"]: code for code in reversed(codes)}

    def sentence(item: Item) -> str | None:
        place = item.get("start", places.get(id(item)))
        if place is None:
            mention = first.get(next((item[k] for k in _CODES if k in item), None))
            place = mention.get("start", places.get(id(mention))) if mention else None
        if place is None:
            return None
        start, end = sentence_at(spans, place)
        return " ".join(text[start:end].split())

    return sentence


def _places(text: str, items: Sequence[Item]) -> dict[int, int]:
    """Where each item that tells its text stands, by the item's id(); two may share a place."""
    places: dict[int, int] = {}
    last = -1
    for item in items:
        words = str(item.get("text") or "").split()
        pattern = regex.compile(r"\s+".join(map(regex.escape, words)))
        match = pattern.search(text, last + 1) or pattern.search(text, max(last, 0))
        if words and match:
            places[id(item)] = last = match.start()
    return places
