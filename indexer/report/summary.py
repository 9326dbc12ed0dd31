"""What a person reads where no --json is asked for: records as rich tables and lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from indexer.report.card import of_candidates, of_directive
from indexer.report.tables import as_table
from indexer.report.words import VIETNAMESE, called, phrase

Record = Mapping[str, Any]

# The layers of an article's record, in order.
_LAYERS = ("directives", "codes", "dates", "links", "relations", "statistics", "doubts", "open")
_STAGES = {  # of a run
    "reading": "đọc",
    "annotating": "phân tích (mọi tiến trình)",
    "waiting": "chờ phân tích",
    "catalogue": "ghi danh mục",
    "directives": "xác định văn bản",
    "near-duplicates": "gộp bài trùng nội dung",
    "full text": "ghi toàn văn",
}
_NAMES = {"directives": "said"}  # of a layer whose table has other columns than the report
_USUAL = ("utf-8", "unicode")  # encodings that need not be told
_COMPLETIONS = {
    "code": "số ký hiệu",
    "issuer": "cơ quan ban hành",
    "unit": "đơn vị",
    "word": "từ",
}
_BRIEFLY = 5  # values of a facet


def of_plugins(rows: Sequence[Record]) -> RenderableType:
    """The plugins, one a row."""
    return as_table("plugins", rows)


def of_article(record: Record, lang: str = VIETNAMESE) -> RenderableType:
    """What was found in one article: its head, then a table for each layer that holds anything."""
    failures = record.get("failures", ())
    lines = [Text(f"{f['plugin']}: {f['reason']}", style="red") for f in failures]
    tables = [
        as_table(_NAMES.get(layer, layer), rows, title=f"{name} ({len(rows)})", lang=lang)
        for layer in _LAYERS
        if (rows := record.get(layer)) and (name := phrase(f"layer {layer}", lang))
    ]
    same = same_news(record.get("same", ()), lang)
    return Group(head(record["article"], lang), *same, *tables, *lines, "")


def of_completions(rows: Sequence[Record]) -> RenderableType:
    """The ways to go on with what was typed, one a line."""
    grid = Table.grid(padding=(0, 2))
    for row in rows:
        articles = f"{row['count']} bài viết"
        about = Text(row["about"] or "", no_wrap=True, overflow="ellipsis")
        grid.add_row(Text(row["query"], "bold"), _COMPLETIONS[row["kind"]], articles, about)
    return grid


def of_shown(shown: Record, lang: str = VIETNAMESE) -> RenderableType:
    """A directive with all that is known of it, the candidates of one code, or an article."""
    if "article" in shown:
        return of_article(shown, lang)
    if "directive" in shown:
        return of_directive(shown, lang)
    parts = [Text(phrase("several", lang), "bold"), of_candidates(shown["candidates"], lang)]
    if shown["open"]:
        undecided = phrase("layer open", lang)
        parts.append(as_table("open", shown["open"], title=undecided, lang=lang))
    return Group(*parts)


def of_check(result: Record) -> RenderableType:
    """What differs, one a row."""
    if result["ok"]:
        return Text("Danh mục và toàn văn khớp nhau.")
    return as_table("differences", result["differences"])


def of_scores(rows: Sequence[Record]) -> RenderableType:
    """The scores of the layers."""
    shares = ("precision", "recall", "f1")
    return as_table("scores", [{**row, **{k: f"{row[k]:.3f}" for k in shares}} for row in rows])


def of_faults(rows: Sequence[Record]) -> RenderableType:
    """What was missed and what should not have been found, one a row."""
    return as_table("faults", rows)


def of_ingest(result: Record) -> RenderableType:
    """How many articles were taken in; the failures are listed on stderr."""
    counts = as_table("ingest", [result])
    old = {name: number for name, number in result["encodings"].items() if name not in _USUAL}
    if not old:
        return counts
    values = [{"value": name, "count": number} for name, number in old.items()]
    return Group(counts, facet("Bảng mã cũ", values))  # old encodings


def of_runs(rows: Sequence[Record]) -> RenderableType:
    """The runs, one a row."""
    return as_table("runs", [{**row, "started": _when(row["started"])} for row in rows])


def of_run(run: Record) -> RenderableType:
    """One run: what it did, how long each stage took, what failed and why."""
    failed = run["failed"]
    line = as_table("runs", [{**run, "started": _when(run["started"]), "failed": len(failed)}])
    stages = run.get("stages") or {}
    seconds = [f"{_STAGES.get(stage, stage)} {took:,.1f}" for stage, took in stages.items()]
    options = [f"{key}={_option(value)}" for key, value in run["options"].items() if value]
    versions = [f"{name} {version}" for name, version in run["plugins"].items()]
    told = {
        "Kết thúc": _when(run["ended"]) if run["ended"] else None,
        "Lý do": run["reason"],
        "Tùy chọn": ", ".join(options),
        "Giây": ", ".join(seconds),
        "Bộ trích xuất": ", ".join(versions),
    }
    facts = [Text(f"{name}: {value}") for name, value in told.items() if value]
    faulty = [
        Text(f"{each['plugin']}: {each['articles']} bài viết, {each['reason']}", style="red")
        for each in run.get("plugin_failures", ())
    ]
    listed = [as_table("failures", failed, title=f"Không đọc được ({len(failed)})")]
    return Group(line, *facts, *faulty, *(listed if failed else []))


def _when(moment: str) -> str:
    """A moment in UTC as the clock on the wall shows it."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def _option(value: Any) -> str:
    return " ".join(value) if isinstance(value, list) else str(value)


def head(article: Record, lang: str = VIETNAMESE) -> RenderableType:
    """The title of an article, and below it what tells it from others."""
    title = Text(article["title"] or article["id"], style="bold")
    keys = ("id", "path", "published")
    signer = article.get("signer")
    signed = phrase("signer", lang).format(signer) if signer else None
    encoding = article.get("encoding")
    facts = [
        *(article.get(key) for key in keys),
        *(_place(article, lang), article.get("own"), signed),
        None if encoding in _USUAL else encoding,
        *(f"cũng ở {path}" for path in article.get("paths", ())[1:]),  # also in
    ]
    return Group(title, _facts(facts))


def _place(article: Record, lang: str) -> str | None:
    """Where the article plays, and how that is called now."""
    place = article.get("place")
    return called(place, article.get("successor"), lang) if place else None


def _facts(facts: Iterable[str | None]) -> Text:
    return Text(" · ".join(fact for fact in facts if fact), style="dim")


def same_news(others: Sequence[Record], lang: str = VIETNAMESE) -> list[Text]:
    """That other articles are the same news, and a line for each of the first: where it is."""
    lines = [
        " · ".join(fact for fact in (other["id"], other["published"], place) if fact)
        for other in others[:_BRIEFLY]
        for place in [other["url"] or other["path"]]
    ]
    if len(others) > _BRIEFLY:
        lines.append(phrase("more", lang).format(len(others) - _BRIEFLY))
    head = [f"{phrase('same', lang).format(len(others))}:"] if others else []
    return [Text(line, style="dim") for line in (*head, *(f"  {line}" for line in lines))]


def facet(title: str, values: Sequence[Record]) -> Text:
    """The most frequent of *values* in a line, each with its count."""
    brief = [f"{value['value']} ({value['count']})" for value in values[:_BRIEFLY]]
    return Text(f"{title}: {', '.join(brief)}", style="dim")
