"""What a portal puts around its articles: menus, counters, toolbars, footers.

The patterns stand in furniture.csv, each in one of these kinds; a line is held against them
without the marks around it (bullets, bars, markdown) and without regard to case:

bar      what toolbars and counters are made of; a line of nothing else goes, and beside a time
         stamp only the stamp stays
line     a line of this form goes
menu     items of menus; three or more in a row go
tail     opens the end of the page: it goes with all that follows, unless running text follows
foot     goes at the very end of the page
address  goes there, too, beside a foot
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import regex

from indexer.read.stamp import STAMP, is_stamp

LONGEST = 300  # characters of a line of furniture; what is longer is running text
MENU = 3  # items in a row that make a menu
_DRESS = " \t|*_#•·-–—>«»‹›"
_SEPARATOR = r"[\s|•·,;()/–—:-]*"
_RUNNING = regex.compile(r"[.!?…;:]\s*[”\"’»)]*$")  # how a line of running text ends
_LONG = 200  # characters; no heading of another article is as long


@dataclass(frozen=True)
class _Rules:
    bar: regex.Pattern[str]
    line: regex.Pattern[str]
    menu: regex.Pattern[str]
    tail: regex.Pattern[str]
    foot: regex.Pattern[str]
    address: regex.Pattern[str]


@functools.cache
def _rules() -> _Rules:
    source = resources.files("indexer.read").joinpath("furniture.csv")
    kinds: dict[str, list[str]] = {}
    for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines()):
        kinds.setdefault(row["kind"], []).append(f"(?:{row['pattern']})")
    return _Rules(**{kind: _any_of(patterns) for kind, patterns in kinds.items()})


def _any_of(patterns: Sequence[str]) -> regex.Pattern[str]:
    # POSIX: the longest alternative, so that the order of the rows does not matter.
    joined = "|".join(patterns)
    return regex.compile(f"(?:{joined}){_SEPARATOR}", regex.IGNORECASE | regex.POSIX)


def without_furniture(text: str) -> str:
    """*text* without the lines that are furniture; without blank lines around it.

    Time stamps stay, running text stays. A text that is nothing but furniture stays whole.
    """
    lines = text.split("\n")
    kept = _without_menus(_without_tail(_without_foot(lines)))
    settled = (_settled(line) for line in kept)
    bare = "\n".join(line for line in settled if line is not None)
    return bare.strip("\n ") or text.strip("\n ")


def _without_foot(lines: Sequence[str]) -> Sequence[str]:
    """*lines* up to the imprint at the end; all of them where there is none."""
    rules = _rules()
    end = len(lines)
    first_foot = end
    while end and (not _core(lines[end - 1]) or _is_foot(lines[end - 1])):
        end -= 1
        if _whole(rules.foot, lines[end]):
            first_foot = end
    # Above the first foot, an address or counters go with it; without any foot, they stay.
    return lines[:end] if first_foot < len(lines) else lines


def _is_foot(line: str) -> bool:
    rules = _rules()
    return _whole(rules.foot, line) or _whole(rules.address, line) or _is_bars(_core(line))


def _without_tail(lines: Sequence[str]) -> Sequence[str]:
    """*lines* up to the heading of what follows an article, if no running text follows it."""
    cut = len(lines)
    for i in range(len(lines) - 1, -1, -1):
        if _whole(_rules().tail, lines[i]):
            cut = i
        elif _is_running(lines[i]):
            break
    return lines[:cut] if any(map(_core, lines[:cut])) else lines


def _is_running(line: str) -> bool:
    core = _core(line)
    return len(core) > _LONG or (bool(_RUNNING.search(core)) and not _is_bars(core))


def _without_menus(lines: Sequence[str]) -> Sequence[str]:
    """*lines* without runs of menu items, each on its line or several on one."""
    kept: list[str] = []
    run: list[str] = []
    items = 0
    for line in [*lines, "end."]:
        found = _items(_core(line))
        if found or (run and not _core(line)):
            run.append(line)
            items += found
            continue
        kept += run if items < MENU else []
        kept.append(line)
        run, items = [], 0
    return kept[:-1]


def _items(core: str) -> int:
    """How many menu items *core* consists of; 0 where it holds anything else."""
    count = at = 0
    while at < len(core):
        match = _rules().menu.match(core, at)
        if not match or len(core) > LONGEST:
            return 0
        count, at = count + 1, match.end()
    return count


def _settled(line: str) -> str | None:
    """What of *line* stays; None where it goes."""
    core = _core(line)
    if not core or len(core) > LONGEST or is_stamp(line):
        return line
    if _is_bars(core) or _whole(_rules().line, line):
        return None
    for stamp in STAMP.finditer(core):
        rest = f"{core[: stamp.start()]} | {core[stamp.end() :]}".strip(_DRESS + "()[];")
        if _is_bars(rest):
            return stamp[0].strip()
    return line


def _is_bars(core: str) -> bool:
    at = 0
    while at < len(core):
        match = _rules().bar.match(core, at)
        if not match or len(core) > LONGEST:
            return False
        at = match.end()
    return at > 0


def _whole(pattern: regex.Pattern[str], line: str) -> bool:
    core = _core(line)
    return 0 < len(core) <= LONGEST and pattern.fullmatch(core) is not None


def _core(line: str) -> str:
    return line.strip(_DRESS)
