"""The names by which a body or place is known: its own, those it got later, those it had before.

Ministries, commissions and provinces were merged, most of them in 2025; districts ended. A name
stays as it was written; what it is called now is told beside it, and either finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache

import regex

from indexer.text.places import KnownPlace, places
from indexer.text.renaming import Step, back, is_below, onward, province_in, symbols, titled
from indexer.text.unicode import fold_tone, normalise

_TP = regex.compile(r"\btp\b\.?")
_kept = lru_cache(maxsize=50_000)


@_kept
def successor(name: str | None) -> Step | None:
    """What the body or province *name* is called now; None where it is still called so.

    One that was split has several, as one text. A district has none: see now_in().
    """
    if not name or is_below(_tidy(name)):
        return None
    last = [step for step in _walked(_tidy(name), onward) if not any(onward(step.name))]
    if not last:
        return None
    return Step(
        ", ".join(_once(step.name for step in last)),
        max(step.since for step in last),
        "; ".join(_once(source for step in last for source in step.source.split("; "))),
    )


@_kept
def now_in(name: str | None) -> str | None:
    """The province in which the district or commune of *name* lies now; None for all else."""
    if not name or not is_below(_tidy(name)):
        return None
    own = _province(_tidy(name))
    last = successor(own)
    return last.name if last else own


@_kept
def also_known(name: str) -> tuple[str, ...]:
    """The names that what was called *name* got later, the last ones and those between."""
    return tuple(_once(step.name for step in _walked(_tidy(name), onward)))


@_kept
def provinces_of(name: str) -> tuple[str, ...]:
    """The provinces in which the district or commune of *name* lay and lies; none for all else."""
    province = _province(_tidy(name)) if is_below(_tidy(name)) else None
    return (province, *also_known(province)) if province else ()


@_kept
def formerly(name: str) -> tuple[Step, ...]:
    """The names that what is now called *name* had before, each with the day on which that ended.

    One from before that day does not belong to them: Bắc Ninh of 2009 was not Bắc Giang.
    """
    return tuple(_walked(_tidy(name), back))


@cache
def symbols_beside() -> dict[str, tuple[tuple[str, str | None], ...]]:
    """Symbols of bodies → others that a code may be asked for by, and from which day on.

    "BTGTU" → "BTGDVTU", always; "BTGDVTU" → "BTGTU", since 2025.
    """
    beside: dict[str, list[tuple[str, str | None]]] = {}
    for old, news in symbols().items():
        for new, since in sorted(news):
            beside.setdefault(old, []).append((new, None))
            beside.setdefault(new, []).append((old, since))
    return {symbol: tuple(others) for symbol, others in beside.items()}


def _walked(name: str, steps: Callable[[str], Iterable[Step]]) -> Iterator[Step]:
    """All that *steps* lead to from *name*, each name once, with the day by which all are done."""
    seen, left = {name}, [Step(name, "", "")]
    while left:
        here = left.pop(0)
        for step in steps(here.name):
            if step.name not in seen:
                seen.add(step.name)
                sources = _once([*here.source.split("; "), step.source])
                reached = replace(
                    step, since=max(here.since, step.since), source="; ".join(filter(None, sources))
                )
                left.append(reached)
                yield reached


def _province(name: str) -> str | None:
    """The province of a district or commune: the one that *name* tells, or that the table has."""
    if told := province_in(name):
        return told
    found = {place.province for place in _districts(name)}
    return titled(fold_tone(found.pop() or "")) if len(found) == 1 else None


def _districts(name: str) -> Iterator[KnownPlace]:
    """The districts of the table that *name* ends with, of the longest name that is one."""
    words = name.partition(",")[0].split()
    for begin in range(1, len(words)):
        bearers = places().get(" ".join(words[begin:]), ())
        found = [place for place in bearers if place.province]
        level = _TP.sub("thành phố", " ".join(words[:begin]).lower())
        same = [p for p in found if level.endswith((p.level, *_organs(p.level)))]
        if found:  # "xã Vũ Thư" need not lie where "huyện Vũ Thư" was
            yield from same
            return


@cache
def _organs(level: str) -> tuple[str, ...]:
    """How committee and youth union of a place of *level* are called: "huyện ủy", "thành đoàn"."""
    short = {level.removesuffix(" phố"), level.removesuffix(" phố").removesuffix(" xã")}
    return tuple(f"{word} {organ}" for word in sorted(short) for organ in ("ủy", "đoàn"))


def _tidy(name: str) -> str:
    return " ".join(fold_tone(normalise(name)).split())


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
