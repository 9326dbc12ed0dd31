"""How many near-duplicates are found, of texts that are changed as portals change them.

Each text of FILE (JSON Lines with `text`, plain or as .gz) is changed in several ways. A version is
found where its sketch leads to the text and both are judged to be the same news. Versions that tell
of another place, number or code must not be. Beside it: what a sketch costs.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from indexer.resolve.likeness import Worded, same_news
from indexer.resolve.sketch import LEAST, numbers, sketch
from indexer.text.unicode import normalise

Change = Callable[[str, random.Random], str]

HEADS = ("Tin nóng trong ngày", "Đọc báo giúp bạn: chuyện đáng chú ý sáng nay", "TIÊU ĐIỂM")
FEET = ("Theo Báo Quê Hương", "PV tổng hợp. Bạn đọc viết: tin hay, mong có thêm.", "Ảnh: TTXVN")
WORDS = ("cùng", "vừa", "đã", "rất", "nhiều", "mới", "tiếp tục", "khá", "đang", "cũng")
# Names of communes that no text has: one stands in for a name of the text.
PLACES = ("Tân Khởi", "Hạ Vân", "Phú Lương Đông", "Yên Trạch Thượng")
_NAME = re.compile(r"(?<=[a-zà-ỹ] )[A-ZĐ][a-zà-ỹ]+ [A-ZĐ][a-zà-ỹ]+")
_FIGURE = re.compile(r"\d+")


def headline(text: str, chance: random.Random) -> str:
    """Another headline, and a line of the portal's own below the text."""
    return f"{chance.choice(HEADS)}\n{text}\n{chance.choice(FEET)}, {chance.randint(1, 28)}/3"


def words(share: float) -> Change:
    """A *share* of the words is another: an editor's hand."""

    def change(text: str, chance: random.Random) -> str:
        return _each(text, share, chance, lambda _: chance.choice(WORDS))

    return change


def typos(share: float) -> Change:
    """In a *share* of the words two letters have changed places."""

    def change(text: str, chance: random.Random) -> str:
        return _each(text, share, chance, lambda word: word[1] + word[0] + word[2:])

    return change


def cut(share: float) -> Change:
    """A *share* of the text is missing at its end."""
    return lambda text, _: text[: round(len(text) * (1 - share))]


def both(*changes: Change) -> Change:
    """One change after the other."""

    def change(text: str, chance: random.Random) -> str:
        for each in changes:
            text = each(text, chance)
        return text

    return change


def another_place(text: str, chance: random.Random) -> str:
    """Each of the names that stand in the text most often is another one."""
    names = _NAME.findall(text)
    for name in sorted(set(names), key=lambda n: (-names.count(n), n))[:2]:
        text = text.replace(name, chance.choice(PLACES))
    return text


def other_numbers(text: str, chance: random.Random) -> str:
    """All figures are others: the same bulletin on another day."""
    return _FIGURE.sub(lambda m: str(int(m[0][:9]) + chance.randint(1, 9)), text)


SAME: dict[str, Change] = {
    "headline and footer": headline,
    "2 % other words": words(0.02),
    "5 % other words": words(0.05),
    "2 % typing slips": typos(0.02),
    "15 % cut off": cut(0.15),
    "25 % cut off": cut(0.25),
    "headline, footer, 2 % other words, 1 % slips": both(headline, words(0.02), typos(0.01)),
    "headline, footer, 2 % other words, 10 % cut off": both(cut(0.1), words(0.02), headline),
}
OTHER: dict[str, Change] = {"another place": another_place, "other numbers": other_numbers}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--texts", type=int, default=500)
    asked = parser.parse_args()
    texts = list(itertools.islice(_texts(asked.file), asked.texts))
    for kind, changes in (("the same", SAME), ("others", OTHER)):
        for name, change in changes.items():
            found, made = measured(texts, change)
            _line(f"{kind}: {name}", f"{found:>4} of {made} grouped, {found / max(made, 1):.3f}")
    started = time.process_time()
    for text in texts:
        sketch(text)
    spent = time.process_time() - started
    _line("a sketch", f"{spent / max(len(texts), 1) * 1e3:.2f} ms")


def measured(texts: list[str], change: Change) -> tuple[int, int]:
    """How many versions are found, and how many there are; the same for the same texts."""
    chance = random.Random(380)  # noqa: S311 - not for secrets
    found = made = 0
    for text in texts:
        version = normalise(change(text, chance))
        if version == text:  # no figure, no name in it
            continue
        made += 1
        bands = set(numbers(sketch(text).bands))
        led = not bands.isdisjoint(numbers(sketch(version).bands))
        found += led and same_news(Worded(text), Worded(version))
    return found, made


def _each(text: str, share: float, chance: random.Random, other: Callable[[str], str]) -> str:
    """*text* with a *share* of its words of lower case letters changed."""
    parts = re.split(r"(\s+)", text)
    return "".join(
        other(part) if len(part) > 1 and part.islower() and chance.random() < share else part
        for part in parts
    )


def _texts(file: Path) -> Iterator[str]:
    with (
        gzip.open(file, "rt", encoding="utf-8")
        if file.suffix == ".gz"
        else file.open(encoding="utf-8") as lines
    ):
        for line in lines:
            text = normalise(json.loads(line)["text"])
            if len(text.split()) > 2 * LEAST:
                yield text


def _line(name: str, value: str) -> None:
    sys.stdout.write(f"{name:<62}{value}\n")


if __name__ == "__main__":
    main()
