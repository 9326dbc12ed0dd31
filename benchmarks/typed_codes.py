"""Whether codes are understood as staff type them, and how fast.

    python benchmarks/typed_codes.py INDEX [--seeds 1 2 3] [--directives 25] [--ways 10] [--errors]
    python benchmarks/typed_codes.py INDEX --grow 100000 [--into DIR] ...

Takes directives of an index at random and types each in several ways that are made up here: glued,
without diacritics, in another order, with or without type, issuer, place and day, with any dash,
as the keys of Telex come. A way tells some facts: where other directives of the index have the same
ones, the right one may stand behind those; that is counted apart, and only if what tells them apart
is told. One way of each directive has a mistake, for which the right code must be offered.

--grow makes a catalogue of that many articles first, by repeating the articles of INDEX with other
numbers, years and provinces, without their texts.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

HERE = Path(__file__).resolve().parent
# This folder has a plugins.py, which must not stand in for the package of that name.
sys.path[:] = [p for p in sys.path if Path(p or ".").resolve() != HERE]

from indexer.answer.codes import Known, apart, known, understood, with_articles  # noqa: E402
from indexer.answer.complete import complete  # noqa: E402
from indexer.answer.likely import nearest  # noqa: E402
from indexer.answer.typed import mixed  # noqa: E402
from indexer.resolve.numbering import variants  # noqa: E402
from indexer.store.codes import folded, letters, number  # noqa: E402
from indexer.store.index import Index  # noqa: E402
from indexer.text.unicode import fold  # noqa: E402

if TYPE_CHECKING:
    from sqlalchemy import Connection

_PARTS = re.compile(r"\d+|[^\W\d_]+|[-/]")
_YEAR = re.compile(r"(?<=/)(?:19|20)\d\d(?=/|$)")
_PLACE = re.compile(r"(?:tỉnh|thành phố|Tỉnh ủy|Thành ủy|huyện|Huyện ủy|quận|Quận ủy) (.+)$")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_MISTAKES = ("swapped", "wrong letter", "misspelt")
Rng = random.Random


class Told(NamedTuple):
    """What a way of typing tells of its directive."""

    letters: bool = False
    year: bool = False  # of its date, or in its code
    type: bool = False
    issuer: str = ""  # what of it
    number: bool = True


class Way(NamedTuple):
    """A directive as it was typed."""

    name: str
    typed: str
    told: Told


def main() -> None:
    """Print how many are understood, and how long it takes."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        source = options.index
        if options.grow:
            source = options.into or Path(folder) / "grown"
            _load("grown").grow(options.index, source, options.grow)
        with Index.open(source) as index, index.connect() as connection:
            _measure(index, connection, options)


def ways(rng: Rng, one: Known, number_of: int) -> list[Way]:
    """*number_of* ways to type a directive, one of them with a mistake."""
    right = [Way(name, *made) for name, make in WAYS.items() if (made := make(rng, one))]
    rng.shuffle(right)
    return [*right[: number_of - 1], *_with_a_mistake(rng, one)]


def fits(way: Way, right: Known, other: Known) -> bool:
    """Whether what *way* tells of *right* holds for *other* too."""
    told = way.told
    if told.number and number(right.code) != number(other.code):
        return False
    if told.letters and not _same_letters(right.code, other.code):
        return False
    if told.type and right.type != other.type and not _spell(right.type, other.code):
        return False
    if told.year and _year(right) != _year(other):
        return False
    return {*_words(told.issuer)} <= {*_words(other.issuer or ""), *_words(other.code)}


def _measure(index: Index, connection: Connection, options: argparse.Namespace) -> None:
    everything = [known(row) for row in connection.execute(with_articles())]
    asked = [d for d in everything if d.articles]
    codes = {folded(way) for d in everything for way in variants(d.code)}
    print(f"{len(everything)} directives")
    print("seed    typed   first  of them alone  among several  missed   hinted   p50 ms   p95 ms")
    totals: Counter[str] = Counter()
    times: list[float] = []
    cpu: list[float] = []
    hints: list[float] = []
    understood(connection, "1-A/B 2"), nearest(connection, "1-A/B 2")  # the first takes longer
    for seed in options.seeds:
        rng, counts, own = random.Random(seed), Counter[str](), list[float]()  # noqa: S311
        for one in rng.sample(asked, min(options.directives, len(asked))):
            for way in ways(rng, one, options.ways):
                if way.name in _MISTAKES:
                    if folded(way.typed) in codes or understood(connection, way.typed):
                        continue  # the mistake is right, for another one
                    began = time.perf_counter()
                    offered = nearest(connection, way.typed)
                    hints.append(time.perf_counter() - began)
                    outcome = "hinted" if one.code in offered else "not hinted"
                else:
                    began, worked = time.perf_counter(), time.process_time()
                    found = understood(connection, way.typed)
                    cpu.append(time.process_time() - worked)
                    own.append(time.perf_counter() - began)
                    outcome = _outcome(way, one, found, everything)
                counts[outcome] += 1
                if options.errors and outcome in ("missed", "not hinted"):
                    got = [f"{d.code} {d.issuer} {d.date}" for d in found[:2]] if own else []
                    print(f"  {way.name}: {way.typed!r} for {one[1:5]}, not {got}")
        totals += counts
        times += own
        print(_line(str(seed), counts, own))
    print(_line("all", totals, times))
    print(f"processor time: p50 {_at(cpu, 50)} ms, p95 {_at(cpu, 95)} ms")
    print(f"hints: p50 {_at(hints, 50)} ms, p95 {_at(hints, 95)} ms")
    rng = random.Random(options.seeds[0])  # noqa: S311 - not for secrets
    _time_the_rest(index, connection, rng, asked)


def _outcome(way: Way, right: Known, found: Sequence[Known], everything: Sequence[Known]) -> str:
    ids = [d.id for d in found]
    if right.id in ids[:1]:
        alone = len(found) == 1 or not fits(way, right, found[1])
        return "first" if alone else "first of several"
    others = {d.id for d in everything if d.id != right.id and fits(way, right, d)}
    before = ids[: ids.index(right.id)] if right.id in ids else []
    if before and others.issuperset(before) and apart(found):
        return "among"
    if not before and len(found) >= 200 and others.issuperset(ids):
        return "among"  # letters alone name thousands, of which those of most articles are listed
    return "missed"


def _line(name: str, counts: Counter[str], times: Sequence[float]) -> str:
    right = counts["first"] + counts["first of several"]
    typed = right + counts["among"] + counts["missed"]
    single = right + counts["missed"]  # the others tell too little for any to be the one
    hinted = counts["hinted"] + counts["not hinted"]
    took = f"{_at(times, 50):>8} {_at(times, 95):>8}"
    return (
        f"{name:<5} {typed:7} {right:7} {right / max(single, 1):14.4f} {counts['among']:14} "
        f"{counts['missed']:7}  {counts['hinted']:3}/{hinted:<3} {took}"
    )


def _time_the_rest(index: Index, connection: Connection, rng: Rng, asked: Sequence[Known]) -> None:
    """Completion of codes, names and words as they are typed letter by letter; mixed questions."""
    some = rng.sample(asked, min(40, len(asked)))
    begun = [d.code[:n] for d in some for n in range(1, len(d.code))]
    begun += [d.issuer[:n] for d in some if d.issuer for n in range(1, min(len(d.issuer), 24))]
    begun += [fold(d.title)[:n] for d in some if d.title for n in range(1, min(len(d.title), 24))]
    took = [_timed(complete, index, typed) for typed in [*begun[:50], *begun]][50:]
    print(f"completion: {len(took)} typed, p50 {_at(took, 50)} ms, p95 {_at(took, 95)} ms")
    questions = [f"{d.type or ''} {number(d.code)} công tác dân vận khéo" for d in some]
    took = [_timed(mixed, connection, typed) for typed in questions]
    print(f"code in words: {len(took)} typed, p50 {_at(took, 50)} ms, p95 {_at(took, 95)} ms")


def _timed(call: Callable[..., object], *arguments: object) -> float:
    began = time.perf_counter()
    call(*arguments)
    return time.perf_counter() - began


def _at(times: Sequence[float], percent: int) -> str:
    if len(times) < 2:
        return "-"
    return f"{statistics.quantiles(times, n=100)[percent - 1] * 1000:.2f}"


# What a person types of a directive, and what it tells; None where it cannot be typed so.
Made = tuple[str, Told] | None
_CODE = Told(letters=True)


def _as_written(_: Rng, d: Known) -> Made:
    return d.code, _whole(d)


def _blanks(rng: Rng, d: Known) -> Made:
    joint = rng.choice((" ", "  ", ".", " - ", " / ", ", "))
    return joint.join(p for p in _tokens(d.code) if p not in "-/").lower(), _whole(d)


def _bare(_: Rng, d: Known) -> Made:
    return fold(" ".join(p for p in _tokens(d.code) if p not in "-/")), _whole(d)


def _symbols_first(rng: Rng, d: Known) -> Made:
    symbols = _symbols(d.code)
    if not symbols:
        return None
    joint = rng.choice(("/", "-", " "))
    return f"{joint.join(symbols)} {_figures(d.code)}", _whole(d)


def _glued(rng: Rng, d: Known) -> Made:
    symbols = _symbols(d.code)
    if not symbols:
        return None
    joint = rng.choice(("/", "-", ""))
    text = f"{_figures(d.code)}{rng.choice(('', '-', ' '))}{joint.join(symbols)}"
    return rng.choice((text, text.lower(), fold(text))), _whole(d)


def _type_number_body(rng: Rng, d: Known) -> Made:
    symbols = _symbols(d.code)
    if len(symbols) != 2 or _figures_of_letters(d.code):
        return None
    text = rng.choice(("{0}{1}{2}", "{0} {1} {2}", "{0} số {1} của {2}", "{0}.{1}-{2}"))
    made = text.format(symbols[0], _figures(d.code), symbols[1])
    return rng.choice((made, made.lower(), fold(made), made.upper())), _whole(d)


def _worded(rng: Rng, d: Known) -> Made:
    if not d.type:
        return None
    made = f"{d.type}{rng.choice((' ', ' số ', ' so '))}{_figures(d.code)}"
    year = bool(_YEAR.search(d.code))
    return rng.choice((made, made.lower(), fold(made), made.upper())), Told(type=True, year=year)


def _worded_issued(rng: Rng, d: Known) -> Made:
    if not (d.type and _named(d)):
        return None
    made = f"{d.type} {_figures(d.code)} {rng.choice(('', 'của ', 'cua '))}{d.issuer}"
    told = Told(type=True, issuer=d.issuer or "", year=bool(_YEAR.search(d.code)))
    return rng.choice((made, made.lower(), fold(made), fold(made).upper())), told


def _worded_there(rng: Rng, d: Known) -> Made:
    place = _place(d)
    if not (d.type and place):
        return None
    made = f"{d.type} {_figures(d.code)} {place}"
    told = Told(type=True, issuer=place, year=bool(_YEAR.search(d.code)))
    return rng.choice((made, fold(made))), told


def _with_its_day(rng: Rng, d: Known) -> Made:
    if not d.date or len(d.date) != 10:
        return None
    year, month, day = d.date.split("-")
    day, month = rng.choice(((day, month), (str(int(day)), str(int(month)))))
    short = rng.choice((year, year, year, year[2:]))
    joint = rng.choice("/.-")
    swapped = d.code.translate({ord("-"): "/", ord("/"): "-"})
    code = rng.choice((d.code, swapped))
    before, on = rng.choice((("số ", "ngày"), ("", "ngày"), ("so ", "ngay"), ("", "")))
    return f"{before}{code} {on} {day}{joint}{month}{joint}{short}", _whole(d)._replace(year=True)


def _there_then(rng: Rng, d: Known) -> Made:
    place = _place(d)
    if not (place and _year(d) and not _YEAR.search(d.code)):
        return None
    made = f"{d.code} {place} {rng.choice(('', 'năm '))}{_year(d)}"
    return rng.choice((made, fold(made))), _whole(d)._replace(issuer=place, year=True)


def _with_its_year(rng: Rng, d: Known) -> Made:
    if not _year(d) or _YEAR.search(d.code):
        return None
    made = rng.choice(("{0} năm {1}", "{0} {1}", "{1} {0}", "{0} ({1})"))
    return made.format(d.code, _year(d)), _whole(d)._replace(year=True)


def _with_its_issuer(rng: Rng, d: Known) -> Made:
    if not _named(d):
        return None
    made = f"{d.code} {rng.choice(('của ', '', 'do '))}{d.issuer}"
    return rng.choice((made, fold(made))), _whole(d)._replace(issuer=d.issuer or "")


def _dashes(rng: Rng, d: Known) -> Made:
    if "-" not in d.code:
        return None
    return d.code.replace("-", rng.choice(_DASHES)), _whole(d)


def _slashes_lost(rng: Rng, d: Known) -> Made:
    if "/" not in d.code:
        return None
    return d.code.replace("/", rng.choice((" ", "", "\\", "|"))), _whole(d)


def _d_for_đ(_: Rng, d: Known) -> Made:
    return (d.code.replace("Đ", "D").replace("đ", "d"), _whole(d)) if "Đ" in d.code else None


def _zeros(_: Rng, d: Known) -> Made:
    first, rest = re.match(r"(\d+)(.*)", d.code).groups()  # type: ignore[union-attr]
    return (first.lstrip("0") if first.startswith("0") else f"0{first}") + rest, _whole(d)


def _alone(_: Rng, d: Known) -> Made:
    return _figures(d.code), Told(year=bool(_YEAR.search(d.code)))


def _letters_and_year(rng: Rng, d: Known) -> Made:
    symbols = _symbols(d.code)
    if len(symbols) < 2 or not _year(d) or _figures_of_letters(d.code):
        return None
    return rng.choice("-/ ").join(symbols) + f" {_year(d)}", Told(
        letters=True, year=True, number=False
    )


def _abbreviated(rng: Rng, d: Known) -> Made:
    words = _words(d.issuer or "")
    if not d.type or not 2 <= len(words) <= 5:
        return None
    short = "".join(word[0] for word in words)
    made = f"{d.type} {_figures(d.code)} {short.upper()}"
    told = Told(type=True, issuer=d.issuer or "", year=bool(_YEAR.search(d.code)))
    return rng.choice((made, fold(made))), told


def _telex(_: Rng, d: Known) -> Made:
    if not d.type:
        return None
    return f"{telex(d.type)} {_figures(d.code)}", Told(type=True, year=bool(_YEAR.search(d.code)))


def _around(rng: Rng, d: Known) -> Made:
    made = rng.choice(("({})", " {} ", "số {}", "Số: {}", "{}.", "{};", "so {}", "s. {}"))
    return made.format(d.code), _whole(d)


def _loose(_: Rng, d: Known) -> Made:
    return " ".join(_tokens(d.code)), _whole(d)


def _decomposed(_: Rng, d: Known) -> Made:
    return unicodedata.normalize("NFD", d.code), _whole(d)


def _one_word(_: Rng, d: Known) -> Made:
    if not d.type or " " not in d.type:
        return None
    year = bool(_YEAR.search(d.code))
    return f"{fold(d.type).replace(' ', '')} {_figures(d.code)}", Told(type=True, year=year)


WAYS: dict[str, Callable[[Rng, Known], Made]] = {
    "as written": _as_written,
    "blanks": _blanks,
    "bare": _bare,
    "symbols first": _symbols_first,
    "glued": _glued,
    "type number body": _type_number_body,
    "worded": _worded,
    "worded, issued": _worded_issued,
    "worded, there": _worded_there,
    "with its day": _with_its_day,
    "there and then": _there_then,
    "with its year": _with_its_year,
    "with its issuer": _with_its_issuer,
    "dashes": _dashes,
    "slashes lost": _slashes_lost,
    "D for Đ": _d_for_đ,
    "zeros": _zeros,
    "alone": _alone,
    "letters and year": _letters_and_year,
    "abbreviated": _abbreviated,
    "telex": _telex,
    "around": _around,
    "loose": _loose,
    "decomposed": _decomposed,
    "one word": _one_word,
}


def _with_a_mistake(rng: Rng, d: Known) -> Iterator[Way]:
    name = rng.choice(_MISTAKES)
    first, rest = re.match(r"(\d+)(.*)", d.code).groups()  # type: ignore[union-attr]
    if name == "swapped" and len(set(first)) > 1:
        places = [n for n in range(len(first) - 1) if first[n] != first[n + 1]]
        n = rng.choice(places)
        wrong = first[:n] + first[n + 1] + first[n] + first[n + 2 :]
        yield Way(name, rng.choice((f"{wrong}{rest}", f"{wrong} {fold(rest)}")), _CODE)
    elif name == "misspelt" and d.type and len(d.type) > 5:
        word = rng.choice([w for w in d.type.split() if len(w) > 2] or [d.type])
        n = rng.randrange(1, len(word) - 1)
        wrong = rng.choice((word[:n] + word[n + 1 :], word[:n] + word[n] + word[n:]))
        yield Way(name, f"{d.type.replace(word, wrong)} {_figures(d.code)}", Told(type=True))
    elif symbols := [s for s in _symbols(d.code) if len(s) > 1]:
        symbol = rng.choice(symbols)
        n = rng.randrange(len(symbol))
        wrong = symbol[:n] + rng.choice("BCDGHKLMNPQRSTVX") + symbol[n + 1 :]
        if len(letters(d.code)) > 2:
            yield Way("wrong letter", d.code.replace(symbol, wrong), _CODE)


def telex(text: str) -> str:
    """*text* in the keys of Telex: "quyết" is "quyeets"."""
    return " ".join(map(_keys, text.lower().split()))


def _keys(word: str) -> str:
    keys, tone = "", ""
    for letter in unicodedata.normalize("NFD", word):
        if letter in _TONES:
            tone = _TONES[letter]
        elif letter == "\u0302":
            keys += keys[-1]
        elif letter in "\u0306\u031b":
            keys += "w"
        else:
            keys += "dd" if letter == "đ" else letter
    return keys + tone


def _whole(d: Known) -> Told:
    return Told(letters=True, year=bool(_YEAR.search(d.code)))


def _tokens(code: str) -> list[str]:
    return _PARTS.findall(code)


def _symbols(code: str) -> list[str]:
    """The symbols of a code with their own figures: NQ, HĐND; QH15."""
    rest = re.sub(r"^\d+[a-zđ]?(?:/(?:19|20)\d\d)?", "", code)
    return re.findall(r"[^\W\d_]+\d*", rest)


def _figures_of_letters(code: str) -> bool:
    return any(any(c.isdigit() for c in symbol) for symbol in _symbols(code))


def _figures(code: str) -> str:
    """The number of a code, and its year."""
    return re.match(r"\d+[a-zđ]?(?:/(?:19|20)\d\d(?=/|$))?", code)[0]  # type: ignore[index]


def _same_letters(one: str, other: str) -> bool:
    return bool({letters(way) for way in variants(one)} & {letters(way) for way in variants(other)})


def _spell(type_: str | None, code: str) -> bool:
    """Whether *type_* may be read in a code: Quyết định in QĐ, which another takes for Quy định."""
    initials = "".join(word[0] for word in _words(type_ or ""))
    return initials in [fold(symbol) for symbol in _symbols(code)]


def _named(d: Known) -> bool:
    """Whether the issuer is a name that someone would type."""
    return bool(d.issuer) and len(_words(d.issuer or "")) <= 12


def _place(d: Known) -> str:
    """The province, district or commune that an issuer is named after."""
    match = _PLACE.search(d.issuer or "")
    return match[1] if match and len(match[1].split()) <= 4 else ""


def _year(d: Known) -> str:
    match = _YEAR.search(d.code)
    return match[0] if match else (d.date or "")[:4]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _load(name: str) -> object:
    import importlib.util

    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("index", type=Path, metavar="INDEX")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--directives", type=int, default=25)
    parser.add_argument("--ways", type=int, default=10)
    parser.add_argument("--errors", action="store_true", help="List what was missed.")
    parser.add_argument("--grow", type=int, metavar="N", help="Articles of a catalogue made up.")
    parser.add_argument("--into", type=Path, metavar="DIR", help="Where to keep that.")
    return parser.parse_args()


if __name__ == "__main__":
    main()
