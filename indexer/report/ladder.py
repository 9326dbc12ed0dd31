"""A chain as a tree on the screen: the centre, the provinces, their districts and communes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from indexer.report.words import called, cell, phrase
from indexer.text.successors import successor

Record = Mapping[str, Any]

_PROVINCES = 6
_STEPS = 5  # of one level of one province


def ladder(rows: Sequence[Record], asked: str, lang: str) -> RenderableType:
    """The rows of a chain as trees, one for the centre and for each province; *asked* stands out.

    What there is no room for is counted.
    """
    trees = [
        _tree(place, list(group), asked, lang)
        for place, group in groupby(rows, key=lambda row: (row["level"] == "centre", row["place"]))
    ]
    left = len(trees) - _PROVINCES
    cut = [Text(phrase("card provinces", lang).format(left), "dim italic")] if left > 0 else []
    return Group(*trees[:_PROVINCES], *cut)


def _tree(
    place: tuple[bool, str | None], rows: Sequence[Record], asked: str, lang: str
) -> RenderableType:
    central, province = place
    name = phrase("card centre" if central else "card nowhere", lang)
    if province:
        now = successor(province)
        name = called(province, now.name if now else None, lang)
    tree = Tree(Text(name, "bold cyan"), guide_style="dim")
    for level, group in groupby(rows, key=lambda row: row["level"]):
        steps = list(group)
        branch = tree
        if level == "local":
            branch = tree.add(Text(cell("local", "level", lang), "cyan"))
        for row in steps[:_STEPS]:
            branch.add(_step(row, asked, lang))
        if len(steps) > _STEPS:
            branch.add(Text(phrase("card steps", lang).format(len(steps) - _STEPS), "dim italic"))
    return tree


def _step(row: Record, asked: str, lang: str) -> Text:
    if row["role"] == "gap":
        return Text(cell(row["why"], "why", lang), "yellow")
    done = cell(row["relation"], "relation", lang)
    planned = f" ({phrase('planned', lang)})" if row["planned"] else ""
    number = phrase("card articles", lang).format(row["number"])
    if row["role"] == "unit":
        text = Text(row["unit"])
        text.append(f": {done}{planned} {row['to']}")
        if row["candidates"]:
            text.append(f" ({phrase('undecided', lang)})", "yellow")
        text.append(f" · {number}", "dim")
        return text
    text = Text(row["code"], "bold reverse" if row["directive_id"] == asked else "bold")
    facts = (row["directive_issuer"], row["directive_date"])
    text.append("".join(f" · {fact}" for fact in facts if fact), "not bold")
    if row["to"]:
        text.append(f" — {done} {row['to']}", "dim")
    return text
