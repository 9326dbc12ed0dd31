"""Makes a catalogue of many articles from one of few, for measuring how look-ups grow.

    python benchmarks/grown.py INDEX DIR N

Repeats the articles of INDEX until there are N, with what hangs on them. A directive is cited again
as it is, or becomes another one with the same letters: another number of its kind, another year,
another province in its issuer. Units and names grow likewise, and so do the words of the articles.
Nothing is read, nothing is annotated, and there are no texts and no full text: it takes seconds,
and only the catalogue can be asked.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
# This folder has a plugins.py, which must not stand in for the package of that name.
sys.path[:] = [p for p in sys.path if Path(p or ".").resolve() != HERE]

from indexer.store import catalogue  # noqa: E402
from indexer.store.codes import count_articles, folded, letters, number  # noqa: E402
from indexer.store.codes import year as year_of  # noqa: E402
from indexer.store.index import Index  # noqa: E402
from indexer.store.vocabulary import keys  # noqa: E402
from indexer.text.places import places  # noqa: E402
from indexer.text.unicode import fold  # noqa: E402

_FIRST = re.compile(r"^\d+")
_YEAR = re.compile(r"(?<=/)(?:19|20)\d\d(?=/|$)")
_SAME = 0.4  # of the directives that are cited again as they are
_SEED = 2026


def main() -> None:
    """Make it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("index", type=Path, metavar="INDEX")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("articles", type=int, metavar="N")
    options = parser.parse_args()
    grow(options.index, options.folder, options.articles)


def grow(source: Path, folder: Path, articles: int) -> None:
    """A catalogue of *articles* in *folder*, which must not be there yet."""
    with Index.open(source):  # brings it to the version of this program
        folder.mkdir(parents=True)
        old = sqlite3.connect(source / catalogue.FILE)
        new = sqlite3.connect(folder / catalogue.FILE)
        with old, new:
            old.backup(new)
        old.close()
        new.close()
    database = sqlite3.connect(folder / catalogue.FILE)
    database.row_factory = sqlite3.Row
    database.execute("PRAGMA synchronous = OFF")
    Growing(database).until(articles)
    database.commit()
    database.close()
    engine = catalogue.connect(folder)
    with engine.begin() as connection:
        count_articles(connection)
    engine.dispose()


class Growing:
    """One catalogue while it grows."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self.random = random.Random(_SEED)  # noqa: S311 - not for secrets
        self.tables = {name: self._rows(name) for name in ("article", "claim", "mention", "link")}
        self.directives = {row["id"]: row for row in self._rows("directive")}
        self.made = {(d["folded"], d["issuer"]): d for d in self.directives.values()}
        self.numbers = [_FIRST.match(d["code"])[0] for d in self.directives.values()]  # type: ignore[index]
        named = (
            place.name for group in places().values() for place in group if place.province is None
        )
        self.provinces = sorted({name.title() for name in named})
        self.pattern = re.compile("|".join(map(re.escape, sorted(self.provinces, key=len)[::-1])))

    def until(self, articles: int) -> None:
        """Repeat all until there are so many articles."""
        rounds = -(-articles // len(self.tables["article"]))
        for nth in range(1, rounds):
            left = articles - nth * len(self.tables["article"])
            self._round(nth, {row["id"] for row in self.tables["article"][:left]})
        self._terms(rounds)

    def _round(self, nth: int, chosen: set[str]) -> None:
        others = {old: self._other(row, nth) for old, row in self.directives.items()}
        self._put("directive", [row for old, row in others.items() if row["id"] != old])
        claims = {row["id"] for row in self.tables["claim"] if row["article_id"] in chosen}
        shift = nth * 10_000_000

        def article(row: dict[str, Any]) -> dict[str, Any]:
            new = f"{row['id']}-{nth}"
            changed = {"id": new, "given": new, "text": "", "words": "[]", "record": "{}"}
            return row | changed | {"place": self._elsewhere(row["place"])}

        def claim(row: dict[str, Any]) -> dict[str, Any]:
            meant = others.get(row["directive_id"])
            told = {k: meant[k] for k in ("code", "issuer", "date")} if meant else {}
            known = {"directive_id": meant["id"]} if meant else {}
            own = {"id": row["id"] + shift, "article_id": f"{row['article_id']}-{nth}"}
            return row | own | told | known | {"candidates": None}

        def hanging(row: dict[str, Any]) -> dict[str, Any]:
            new = row | {"id": row["id"] + shift, "claim_id": row["claim_id"] + shift}
            return new | ({"unit": self._elsewhere(row["unit"])} if "unit" in row else {})

        def copied(
            table: str, key: str, kept: set[Any], make: Callable[[dict[str, Any]], dict[str, Any]]
        ) -> None:
            self._put(table, [make(row) for row in self.tables[table] if row[key] in kept])

        copied("article", "id", chosen, article)
        copied("claim", "article_id", chosen, claim)
        copied("mention", "claim_id", claims, hanging)
        copied("link", "claim_id", claims, hanging)

    def _other(self, row: Mapping[str, Any], nth: int) -> dict[str, Any]:
        """The directive that stands in the place of another one, in the nth round."""
        if self.random.random() < _SAME:
            return dict(row)
        year = str(self.random.randint(2005, 2025))
        code = _FIRST.sub(self.random.choice(self.numbers), _YEAR.sub(year, row["code"]))
        made = {"code": code, "number": number(code), "folded": folded(code)}
        date = year + row["date"][4:] if row["date"] else None
        same = folded(code), self._elsewhere(row["issuer"])
        if known := self.made.get(same):
            return known
        about = {"issuer": same[1], "date": date, "letters": letters(code)}
        made["year"] = year_of(code, date)
        other = dict(row) | made | about | {"id": f"{row['id']}.{nth}", "articles": 0}
        return self.made.setdefault(same, other)

    def _elsewhere(self, name: str | None) -> str | None:
        return (
            self.pattern.sub(lambda _: self.random.choice(self.provinces), name) if name else name
        )

    def _terms(self, rounds: int) -> None:
        """Names with other provinces; words that are put together of others, as names are."""
        rows = self._rows("term")
        self.database.execute("UPDATE term SET articles = articles * ?", (rounds,))
        names = {(r["kind"], r["text"]) for r in rows if r["kind"] in ("unit", "issuer")}
        made = {
            (kind, self._elsewhere(text)) for kind, text in names for _ in range(rounds) if text
        }
        syllables = [r["text"] for r in rows if r["kind"] == "syllable"]
        words = sum(r["kind"] == "word" for r in rows)
        pick = self.random.choice
        made |= {("word", f"{pick(syllables)} {pick(syllables)}") for _ in range(words * 5)}
        made |= {("syllable", pick(syllables) + fold(pick(syllables))) for _ in syllables * 6}
        self._put(
            "term",
            [
                {"kind": kind, "key": key, "text": text, "articles": self.random.randint(1, 9)}
                for kind, text in made
                for key in keys(kind, text)
            ],
        )

    def _rows(self, table: str) -> list[dict[str, Any]]:
        return [dict(row) for row in self.database.execute(f"SELECT * FROM {table}")]  # noqa: S608

    def _put(self, table: str, rows: list[dict[str, Any]]) -> None:
        if rows:
            columns = ", ".join(f'"{name}"' for name in rows[0])
            marks = ", ".join("?" * len(rows[0]))
            statement = f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608
            self.database.executemany(statement, [tuple(row.values()) for row in rows])


if __name__ == "__main__":
    main()
