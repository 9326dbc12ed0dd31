"""How well findings agree with gold annotations, layer by layer."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Literal, NamedTuple

from indexer.errors import TracuuError
from indexer.report.agreement import ATTRIBUTES, LAYERS, NEEDED, Item, Same
from indexer.report.faults import sentence_finder

Record = Mapping[str, Any]  # all annotations of an article, by the keys of the interface
Pair = tuple[str, Record, Record]  # name of the article, gold, found


class UnknownLayer(TracuuError):
    """Errors were asked of a layer that there is not."""

    def __init__(self, layer: str) -> None:
        super().__init__(f"No layer '{layer}'. Known: {', '.join(layers())}.")


class NoGold(TracuuError):
    """A folder was to be measured that holds nothing to measure by."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"No gold files in '{folder}'. Name a folder that holds NAME.json files.")


class BadGold(TracuuError):
    """A gold file cannot be used."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Gold file '{path}' cannot be used: {reason}.")


class GoldFile(NamedTuple):
    """The annotations of one article, and where the article is."""

    name: str
    gold: Record
    path: Path  # of the article, or of the record file that holds it
    record: str | None = None  # id of the record there


@dataclass(frozen=True)
class LayerScore:
    """How many of a layer's gold items were found, and how many of the found ones are right.

    Of the attributes of directives (`directive.issuer` …) gold and found both count the
    directives that were found at all, so that precision, recall and F1 are the accuracy.
    """

    layer: str
    hits: int
    gold: int
    found: int

    @property
    def precision(self) -> float:
        """The share of the found items that are right."""
        return self.hits / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """The share of the gold items that were found."""
        return self.hits / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def as_row(self) -> dict[str, str | float | int]:
        """The score with the keys that reports print, rounded to four digits."""
        return {
            "layer": self.layer,
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "gold": self.gold,
            "found": self.found,
        }


class Fault(NamedTuple):
    """An item on which gold and found differ."""

    article: str
    fault: Literal["missed", "surplus"]
    item: Item
    sentence: str | None  # in which it stands; None where the article does not have it


class Matching(NamedTuple):
    """The items of one layer of one article, set against each other."""

    hits: int
    missed: list[Item]
    surplus: list[Item]


def layers() -> list[str]:
    """The names of all layers, in the order of reports."""
    return [*LAYERS, *(f"directive.{name}" for name in ATTRIBUTES)]


def evaluate(pairs: Iterable[Pair]) -> list[LayerScore]:
    """The score of every layer over all *pairs*."""
    totals = {layer: [0, 0, 0] for layer in layers()}
    for _, gold, found in pairs:
        for layer, total in totals.items():
            match = _match(layer, gold, found)
            total[0] += match.hits
            total[1] += match.hits + len(match.missed)
            total[2] += match.hits + len(match.surplus)
    return [LayerScore(layer, *total) for layer, total in totals.items()]


def errors(pairs: Iterable[Pair], layer: str) -> list[Fault]:
    """Every gold item of *layer* that was missed and every found one that is not in the gold."""
    if layer not in layers():
        raise UnknownLayer(layer)
    faults: list[Fault] = []
    for name, gold, found in pairs:
        match = _match(layer, gold, found)
        wanted, got = _sentences(layer, gold, found), _sentences(layer, found, found)
        faults += [Fault(name, "missed", item, wanted(item)) for item in match.missed]
        faults += [Fault(name, "surplus", item, got(item)) for item in match.surplus]
    return faults


def _sentences(layer: str, record: Record, found: Record) -> Callable[[Item], str | None]:
    """What gives the sentence of an item of *record*; the text is that of *found*."""
    key = LAYERS[layer].key if layer in LAYERS else "directives"
    items, codes = _items(record, key, None), _items(record, "codes", None)
    return sentence_finder(found.get("text", ""), items, codes)


def gold_files(folder: Path) -> list[GoldFile]:
    """Every NAME.json of *folder* with its article.

    The article is NAME with another ending, beside its gold or in the folder above, or the
    record of that id in a .jsonl file there. Raises NoGold, BadGold.
    """
    paths = sorted(path for path in folder.glob("*.json") if path.is_file())
    if not paths:
        raise NoGold(folder)
    near = [p for place in (folder, folder.parent) for p in sorted(place.glob("*.*"))]
    near = [path for path in near if path.is_file() and path.suffix != ".json"]
    articles = {path.stem: path for path in reversed(near)}
    records = _records(path for path in reversed(near) if path.suffix == ".jsonl")
    return [_gold_file(path, articles, records) for path in paths]


def pairs(gold: Iterable[GoldFile], extract: Callable[[Path], Iterable[Record]]) -> Iterator[Pair]:
    """Each gold file with what *extract* finds in its article: nothing, where it finds no such.

    *extract* gives the record of every article of a file, as `tracuu extract` prints it.
    """
    for path, files in groupby(sorted(gold, key=lambda g: (g.path, g.name)), key=lambda g: g.path):
        found = list(extract(path))
        by_id = {str(record["article"]["id"]): record for record in found}
        for name, wanted, _, record in files:
            alone = found[0] if found and record is None else {}
            yield name, wanted, by_id.get(record, {}) if record else alone


def _gold_file(path: Path, articles: Mapping[str, Path], records: Mapping[str, Path]) -> GoldFile:
    gold = _gold(path)
    if path.stem in articles:
        return GoldFile(path.stem, gold, articles[path.stem])
    if path.stem in records:
        return GoldFile(path.stem, gold, records[path.stem], record=path.stem)
    raise BadGold(path, "there is no article of that name beside it or in the folder above")


def _gold(path: Path) -> Record:
    """What the gold file *path* says; raises BadGold where that cannot be compared."""
    try:
        gold = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadGold(path, f"it is no JSON ({error})") from None
    except OSError as error:
        raise BadGold(path, f"it cannot be read ({error.strerror})") from None
    if not isinstance(gold, dict):
        raise BadGold(path, "it is no JSON object")
    for fault in _faults(gold):
        raise BadGold(path, fault)
    return gold


def _faults(gold: Record) -> Iterator[str]:
    """What is wrong with the layers of a gold file, in the order of layers."""
    for layer, needed in NEEDED.items():
        items = gold.get(layer) or []
        if not isinstance(items, list):
            yield f"'{layer}' is no list"
            continue
        for number, item in enumerate(items, start=1):
            if not isinstance(item, dict):
                yield f"item {number} of '{layer}' is no JSON object"
                continue
            wrong = [key for key, kind in needed.items() if not isinstance(item.get(key), kind)]
            if wrong:
                yield f"item {number} of '{layer}' has no usable '{wrong[0]}'"


def _records(paths: Iterable[Path]) -> dict[str, Path]:
    """The record files by the ids of their records; a line that is no record has none."""
    return {str(record["id"]): path for path in paths for record in _lines(path) if "id" in record}


def _lines(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            with suppress(ValueError):
                record = json.loads(line)
                if isinstance(record, dict):
                    yield record


def _match(layer: str, gold: Record, found: Record) -> Matching:
    prefix, _, attribute = layer.partition(".")
    if prefix == "directive":
        return _match_attribute(attribute, gold, found)
    key, same, form = LAYERS[layer]
    return _pair(_items(gold, key, form), _items(found, key, form), same)


def _items(record: Record, key: str, form: str | None) -> list[Item]:
    items: Sequence[Item] = record.get(key) or []
    return [item for item in items if form is None or item.get("form") == form]


def _pair(gold: Iterable[Item], found: Iterable[Item], same: Same) -> Matching:
    """Each gold item, in order, takes the found one that agrees best and is still free."""
    free, missed, hits = list(found), [], 0
    for item in gold:
        best = max(range(len(free)), key=lambda i: same(item, free[i]), default=None)
        if best is not None and same(item, free[best]) > 0:
            del free[best]
            hits += 1
        else:
            missed.append(item)
    return Matching(hits, missed, free)


def _match_attribute(attribute: str, gold: Record, found: Record) -> Matching:
    same = ATTRIBUTES[attribute]
    match = Matching(0, [], [])
    for ours, theirs in _same_directives(_items(gold, "directives", None), found):
        if same(ours.get(attribute), theirs.get(attribute)):
            match = match._replace(hits=match.hits + 1)
        else:
            match.missed.append({k: ours.get(k) for k in ("code", attribute)})
            match.surplus.append({k: theirs.get(k) for k in ("code", attribute)})
    return match


def _same_directives(gold: Iterable[Item], found: Record) -> Iterator[tuple[Item, Item]]:
    """Each gold directive whose code was found, with what was found of it.

    Two bodies may have issued one code: as many in the gold as found pair in their order. Where
    the numbers differ it is not known which is meant, the last one found stands for all.
    """
    ours, theirs = _by_code(gold), _by_code(_items(found, "directives", None))
    for code, wanted in ours.items():
        got = theirs.get(code, [])
        if got:
            even = len(got) == len(wanted)
            yield from zip(wanted, got if even else got[-1:] * len(wanted), strict=True)


def _by_code(directives: Iterable[Item]) -> dict[str, list[Item]]:
    grouped = defaultdict(list)
    for directive in directives:
        grouped[str(directive["code"])].append(directive)
    return grouped
