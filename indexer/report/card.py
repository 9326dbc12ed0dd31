"""What a person reads of one directive: its card, who acts on it, what happened when, the doubts.

On the screen each list is cut to what can be read at a glance; the line below it tells how to get
the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from indexer.report.ladder import ladder
from indexer.report.tables import as_table
from indexer.report.words import called, cell, phrase

Record = Mapping[str, Any]

_MOST = 6  # of a list
_EVENTS = 20  # lines of the timeline
_PLACES = 2  # sentences of one article that name it
_SENTENCE, _BRIEF = 280, 110  # characters of a sentence: three lines of a wide screen, or one
_RELATIONS = ("issues", "implements", "reviews", "supervises", "advises")


def of_directive(shown: Record, lang: str) -> RenderableType:
    """The directive with all that is known of it, part by part; parts without anything are left."""
    return Group(*_Card(shown, lang).parts())


def of_candidates(rows: Sequence[Record], lang: str) -> RenderableType:
    """Directives to choose from, each with what shows it."""
    return Group(*(_candidate(row, lang) for row in rows), Text(""))


def _candidate(row: Record, lang: str) -> RenderableType:
    issuer = called(row["issuer"], row["successor"], lang) if row["issuer"] else None
    line = Text(row["code"], "bold")
    facts = (
        row["type"],
        issuer,
        row["date"],
        phrase("card articles", lang).format(row["articles"]),
    )
    line.append("".join(f" · {fact}" for fact in facts if fact), "not bold")
    below = [Text(row["title"])] if row["title"] else []
    below.append(Text(f"tracuu show {row['id']}", "dim"))
    return Group(line, Padding(Group(*below), (0, 0, 0, 2)))


class _Card:
    """One directive as it stands on a screen, in one language."""

    def __init__(self, shown: Record, lang: str) -> None:
        self.shown = shown
        self.own = shown["directive"]
        self.lang = lang

    def parts(self) -> Iterator[RenderableType]:
        yield self.head()
        shown = self.shown
        yield from self.part("units", shown["units"], self.units, "implementers")
        yield from self.part("chain", shown["chain"], self.chain, "chain")
        yield from self.part("timeline", shown["timeline"], self.timeline)
        yield from self.part("undated", shown["undated"], self.undated)
        yield from self.part("relations", shown["relations"], self.relations)
        yield from self.part("statistics", shown["statistics"], self.statistics, "statistics")
        yield from self.part("doubts", shown["doubts"], self.doubts, "doubts")
        yield from self.part("mentions", shown["mentions"], self.mentions)
        yield from self.part("open", shown["open"], self.open)

    def part(
        self, name: str, rows: Sequence[Record], body: Any, report: str | None = None
    ) -> Iterator[RenderableType]:
        """A heading with the number of *rows*, and as much of them as *body* gives."""
        if not rows:
            return
        number = "" if name == "chain" else f" ({len(rows)})"
        yield Rule(Text(self.word(f"card {name}") + number, "bold"), align="left", style="dim")
        shown = 0
        for count, renderable in body(rows):
            shown += count
            yield Padding(renderable, (0, 0, 0, 2))
        if shown < len(rows) and name != "chain":
            yield self.more(len(rows) - shown, report)
        yield Text("")

    def more(self, number: int, report: str | None) -> Padding:
        """How many are left out, and what shows them."""
        whole = f"tracuu show {self.own['id']} --json"
        table = f"tracuu report {report} {self.own['id']}" if report else whole
        told = self.word("card more").format(number, table)
        return Padding(Text(told, "dim italic"), (0, 0, 0, 2))

    def head(self) -> RenderableType:
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for label, value in self.facts():
            if value:
                grid.add_row(self.word(label), value)
        return Panel(grid, title=Text(self.own["code"], "bold"), title_align="left", expand=True)

    def facts(self) -> Iterator[tuple[str, str | Text | None]]:
        own, shown = self.own, self.shown
        yield "type", own["type"]
        yield "issuer", self.issuer()
        yield "card date", own["date"]
        yield "card title", own["title"]
        yield "card signer", own["signer"]
        yield "card variants", "; ".join(own["variants"][:_MOST])
        yield "card id", own["id"]
        articles = shown["number"]
        units = len({unit["unit"] for unit in shown["units"]})
        counted = self.word("card counted")
        yield "card known", counted.format(articles, _once(shown["mentions"]), units)

    def issuer(self) -> Text | None:
        own = self.own
        if not own["issuer"]:
            return None
        text = Text(called(own["issuer"], own["successor"], self.lang), "bold")
        if own["successor"]:
            since = self.word("card since").format(own["successor_since"], own["successor_source"])
            text.append(f"\n{since}", "not bold dim")
        if own["now_in"]:
            text.append(f"\n{self.word('card now in').format(own['now_in'])}", "not bold dim")
        return text

    def units(self, rows: Sequence[Record]) -> Iterator[tuple[int, RenderableType]]:
        by_relation = {done: [r for r in rows if r["relation"] == done] for done in _RELATIONS}
        for done, acting in by_relation.items():
            if acting:
                heading = f"{self.cell(done, 'relation').capitalize()} ({len(acting)})"
                yield 0, Text(heading, "cyan")
            for row in acting[:_MOST]:
                days = " → ".join(dict.fromkeys(day for day in (row["first"], row["last"]) if day))
                planned = self.word("planned") if row["planned"] else ""
                number = self.word("card articles").format(row["number"])
                name = called(row["unit"], row["successor"], self.lang)
                yield 1, self.item(name, [planned, days, number], row["evidence"])

    def chain(self, rows: Sequence[Record]) -> Iterator[tuple[int, RenderableType]]:
        yield len(rows), ladder(rows, self.own["id"], self.lang)
        yield 0, Text(f"tracuu report chain {self.own['id']}", "dim italic")

    def timeline(self, rows: Sequence[Record]) -> Iterator[tuple[int, RenderableType]]:
        """A line for each day and thing done; of many the first and the last."""
        grid = Table.grid(padding=(0, 2))
        grid.add_column(no_wrap=True, min_width=10)
        grid.add_column(overflow="fold")
        lines = [list(group) for _, group in groupby(rows, key=_line)]
        kept = lines if len(lines) <= _EVENTS else [*lines[: _EVENTS // 2], *lines[-_EVENTS // 2 :]]
        for number, group in enumerate(kept):
            if len(kept) < len(lines) and number == _EVENTS // 2:
                grid.add_row("…", Text(""))
            grid.add_row(group[0]["date"], self.happened(group))
        yield sum(map(len, kept)), grid

    def happened(self, group: Sequence[Record]) -> RenderableType:
        """What was done on one day, by whom; the sentence where it is not told above."""
        first = group[0]
        if first["event"] != "act":
            return self.item(self.event(first), [], first["evidence"], _BRIEF)
        units = list(dict.fromkeys(row["unit"] for row in group))
        named = "; ".join(units[:_MOST]) + ("; …" if len(units) > _MOST else "")
        return Text.assemble((self.done(first), "bold"), f": {named}")

    def undated(self, rows: Sequence[Record]) -> Iterator[tuple[int, RenderableType]]:
        for row in rows[:_MOST]:
            yield 1, self.item(self.event(row), [], row["evidence"], _BRIEF)

    def event(self, row: Record) -> str:
        """What happened, in one line."""
        unit = row["unit"] or ""
        if row["event"] == "issued":
            return ": ".join(filter(None, (self.word("card issued"), unit)))
        if row["event"] == "statistics":
            return f"{self.word('statistics')}: {'; '.join(row['figures'][:_PLACES])}"
        done = self.cell(row["relation"], "relation")
        if row["event"] == "directive":
            what = f"{row['directive']} {done} {self.own['code']}"
            return f"{what} · {unit}" if unit else what
        return f"{unit}: {self.done(row)}"

    def done(self, row: Record) -> str:
        planned = f" ({self.word('planned')})" if row["planned"] else ""
        return self.cell(row["relation"], "relation") + planned

    def relations(self, rows: Sequence[Record]) -> Iterator[tuple[int, RenderableType]]:
        """Each relation once, with the number of articles that tell it and the first sentence."""
        groups: dict[tuple[object, ...], list[Record]] = {}
        for row in rows:
            key = tuple(row[k] for k in ("from", "from_id", "relation", "to", "to_id"))
            groups.setdefault(key, []).append(row)
        for group in list(groups.values())[:_MOST]:
            first = group[0]
            what = f"{first['from']} {self.cell(first['relation'], 'relation')} {first['to']}"
            number = self.word("card articles").format(len({row["group"] for row in group}))
            yield len(group), self.item(what, [number], first["evidence"])

    def statistics(self, rows: Sequence[Record]) -> Iterator[tuple[int, RenderableType]]:
        for known, group in groupby(rows, key=lambda row: row["article"]):
            figures = list(group)
            head = figures[0]["title"] or known
            yield 0, self.sourced(head, figures[0], figures[0]["same"])
            for row in figures[:_MOST]:
                what = row["what"] if row["what"] and row["what"] not in row["text"] else None
                yield 1, Padding(self.item(row["text"], [what or ""], None), (0, 0, 0, 2))

    def doubts(self, rows: Sequence[Record]) -> Iterator[tuple[int, RenderableType]]:
        for row in rows[:_MOST]:
            what = Text.assemble((self.cell(row["kind"], "kind").capitalize(), "bold yellow"))
            what.append(f": {row['why']}")
            where = self.sourced(row["title"] or row["article"], row, row["same"])
            yield 1, Group(what, Padding(Group(where, *self.sides(row)), (0, 0, 0, 2)))

    def sides(self, row: Record) -> Iterator[RenderableType]:
        """What the doubtful article says and what the others say, each with its sentence."""
        if row["evidence"]:
            yield self.quoted(row["evidence"])
        for side in row["sides"]:
            if len(row["sides"]) == 1 and side["sentence"] == row["evidence"]:
                continue  # the article is alone, and has said it
            mark = "✗" if row["article"] in side["articles"] else "•"
            number = self.word("card articles").format(side["number"])
            yield Text.assemble(f"{mark} ", (side["value"], "bold"), (f" · {number}", "dim"))
            if side["sentence"] and side["sentence"] != row["evidence"]:
                yield Padding(self.quoted(side["sentence"]), (0, 0, 0, 2))

    def mentions(self, rows: Sequence[Record]) -> Iterator[tuple[int, RenderableType]]:
        """Where it is named, article by article; of near-duplicates in that which comes first."""
        groups: dict[str, list[Record]] = {}
        for row in rows:
            groups.setdefault(row["group"], []).append(row)
        for group in list(groups.values())[:_MOST]:
            first = [row for row in group if row["article"] == group[0]["article"]]
            others = list(dict.fromkeys(row["article"] for row in group[len(first) :]))
            head = first[0]["title"] or first[0]["article"]
            yield len(group) - len(first), self.sourced(head, first[0], others)
            sentences = list(dict.fromkeys(row["sentence"] or row["text"] for row in first))
            for sentence in sentences[:_PLACES]:
                spelt = {row["text"] for row in first}
                count = sum((row["sentence"] or row["text"]) == sentence for row in first)
                yield count, Padding(self.quoted(sentence, spelt), (0, 0, 0, 2))

    def sourced(self, head: str, row: Record, others: Sequence[str]) -> Text:
        """An article by its *head*, with its day and how many others are the same news."""
        same = f" · {phrase('same', self.lang).format(len(others))}" if others else ""
        return Text.assemble((head, "cyan"), (self.day(row) + same, "dim"))

    def open(self, rows: Sequence[Record]) -> Iterator[tuple[int, RenderableType]]:
        yield min(len(rows), _MOST), as_table("open", rows[:_MOST], lang=self.lang)

    def item(
        self, what: str, notes: Iterable[str], evidence: str | None, most: int = _SENTENCE
    ) -> RenderableType:
        """A line with notes behind it, and the sentence that proves it below."""
        line = Text(what, "bold")
        line.append("".join(f" · {note}" for note in notes if note), "not bold dim")
        if not evidence:
            return line
        return Group(line, Padding(self.quoted(evidence, most=most), (0, 0, 0, 2)))

    def quoted(self, sentence: str, marked: Iterable[str] = (), most: int = _SENTENCE) -> Text:
        """A sentence in quotes, cut where it is long, with what is *marked* in bold."""
        words = " ".join(sentence.split())
        if len(words) > most:
            words = f"{words[: max(words.rfind(' ', 0, most), most // 2)]} …"
        text = Text(f"“{words}”", "italic")
        text.highlight_words(sorted(marked, key=len, reverse=True), "bold yellow")
        return text

    def day(self, row: Record) -> str:
        return f" · {row['published']}" if row["published"] else ""

    def word(self, name: str) -> str:
        return phrase(name, self.lang)

    def cell(self, value: object, key: str = "") -> str:
        return cell(value, key, self.lang)


def _line(row: Record) -> tuple[object, ...]:
    """What stands on one line of the timeline: what units do on one day, else each for itself."""
    alone = None if row["event"] == "act" else (row["directive"], *row["articles"])
    return row["date"], row["event"], row["relation"], row["planned"], alone


def _once(mentions: Sequence[Record]) -> int:
    """How many *mentions* there are; of near-duplicates those of the one that has most."""
    most: dict[str, int] = defaultdict(int)
    for (group, _), number in Counter((m["group"], m["article"]) for m in mentions).items():
        most[group] = max(most[group], number)
    return sum(most.values())
