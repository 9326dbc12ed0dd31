"""What a person reads where no --json is asked for: records as rich tables and lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

Record = Mapping[str, Any]
Columns = Mapping[str, str]  # key of a row → heading of its column

# One table for each layer of an article's record, in this order.
_LAYERS: Mapping[str, tuple[str, Columns]] = {
    "directives": (
        "Văn bản",
        {
            "code": "Số ký hiệu",
            "type": "Loại",
            "issuer": "Cơ quan ban hành",
            "date": "Ngày ban hành",
            "title": "Trích yếu",
        },
    ),
    "codes": ("Nơi nhắc đến", {"start": "Vị trí", "text": "Như viết", "code": "Số ký hiệu"}),
    "dates": ("Thời gian", {"start": "Vị trí", "text": "Như viết", "value": "Giá trị"}),
    "links": (
        "Đơn vị",
        {
            "unit": "Đơn vị",
            "relation": "Việc làm",
            "planned": "Dự kiến",
            "directive": "Văn bản",
            "evidence": "Câu chứng",
        },
    ),
    "relations": (
        "Quan hệ văn bản",
        {"from": "Văn bản", "relation": "Quan hệ", "to": "Với văn bản", "evidence": "Câu chứng"},
    ),
    "statistics": (
        "Số liệu",
        {"text": "Như viết", "value": "Giá trị", "of": "Trên", "unit": "Đơn vị tính", "what": "Gì"},
    ),
    "doubts": ("Nghi vấn", {"directive": "Văn bản", "kind": "Về", "why": "Vì sao"}),
}
_PLUGINS = {
    "name": "Tên",
    "kind": "Tìm gì",
    "version": "Phiên bản",
    "enabled": "Bật",
    "origin": "Nguồn",
}


def of_plugins(rows: Sequence[Record]) -> RenderableType:
    """The plugins, one a row."""
    return table(rows, _PLUGINS)


def of_article(record: Record) -> RenderableType:
    """What was found in one article: its head, then a table for each layer that holds anything."""
    parts = [_head(record["article"])]
    for layer, (title, columns) in _LAYERS.items():
        if rows := record.get(layer):
            parts.append(table(rows, columns, title=f"{title} ({len(rows)})"))
    failures = record.get("failures", ())
    lines = [Text(f"{f['plugin']}: {f['reason']}", style="red") for f in failures]
    return Group(*parts, *lines, "")


def table(rows: Iterable[Record], columns: Columns, *, title: str | None = None) -> Table:
    """*rows* as a rich table with these *columns*."""
    made = Table(*columns.values(), title=title, title_justify="left")
    for row in rows:
        made.add_row(*(Text(cell(row.get(key))) for key in columns))
    return made


def cell(value: object) -> str:
    """*value* as a person reads it: nothing for None, có for True."""
    match value:
        case None | False:
            return ""
        case True:
            return "có"
        case list() | tuple():
            return ", ".join(cell(item) for item in value)
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


def _head(article: Record) -> RenderableType:
    title = Text(article["title"] or article["id"], style="bold")
    facts = (article["path"], article["published"], article["place"], article["own"])
    return Group(title, Text(" · ".join(fact for fact in facts if fact), style="dim"))
