"""What a person reads where no --json is asked for: records as rich tables and lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from indexer.report.tables import as_table

Record = Mapping[str, Any]

_LAYERS = {  # of an article's record → what they are called
    "directives": "Văn bản",
    "codes": "Nơi nhắc đến",
    "dates": "Thời gian",
    "links": "Đơn vị",
    "relations": "Quan hệ văn bản",
    "statistics": "Số liệu",
    "doubts": "Nghi vấn",
}


def of_plugins(rows: Sequence[Record]) -> RenderableType:
    """The plugins, one a row."""
    return as_table("plugins", rows)


def of_article(record: Record) -> RenderableType:
    """What was found in one article: its head, then a table for each layer that holds anything."""
    failures = record.get("failures", ())
    lines = [Text(f"{f['plugin']}: {f['reason']}", style="red") for f in failures]
    return Group(_head(record["article"]), *_tables(record, _LAYERS), *lines, "")


def _tables(record: Record, titles: Mapping[str, str]) -> list[RenderableType]:
    return [
        as_table(layer, rows, title=f"{title} ({len(rows)})")
        for layer, title in titles.items()
        if (rows := record.get(layer))
    ]


def _head(article: Record) -> RenderableType:
    title = Text(article["title"] or article["id"], style="bold")
    facts = (article["path"], article["published"], article["place"], article["own"])
    return Group(title, Text(" · ".join(fact for fact in facts if fact), style="dim"))
