"""The reports: narrowed, page by page, and as files to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response

from indexer.answer.filters import RELATIONS, Filters
from indexer.answer.kept import Packed, Recall
from indexer.answer.state import titles as titles_of
from indexer.report.beside import LEVELS, Beside, beside
from indexer.report.one import SeveralDirectives
from indexer.report.rows import REPORTS
from indexer.report.rows import report as rows_of
from indexer.report.sheet import ARTICLES, Report, brief, for_people
from indexer.report.tables import FORMATS
from indexer.report.wide import of_directive
from indexer.store.index import Index
from indexer.web import links
from indexer.web.asking import PageNumber, Wanted, as_query
from indexer.web.site import BadRequest, Here, wording

router = APIRouter()

GROUPINGS = ("directive", "unit", "place", "period")
_PER_PAGE = 100  # rows
_ROOM = 20  # directives of a matrix
_NAMED = 3  # articles of a row that are links; of the others their number
_ON_ONE = ("chain", "silent")
_KINDS = {  # media type of each form that is offered
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
}
_LONG = ("evidence", "sentence", "why", "title", "apart")
_NAMES = ("unit", "issuer", "directive_issuer", "achieved_by", "place", "what")
_WHOLE = ("code", "date", "directive_date", "first", "last", "published")

Row = Mapping[str, Any]
Name = Annotated[str, Path(max_length=40)]
By = Annotated[Literal["", "directive", "unit", "place", "period"], Query()]
Level = Annotated[Literal["", "district", "commune"], Query()]


class Cell(NamedTuple):
    """What stands in a cell, how it looks, and where its parts lead."""

    text: str
    kind: str = ""
    href: str = ""
    articles: tuple[str, ...] = ()
    more: int = 0  # articles that are not named


@router.get("/reports")
def reports(request: Request, site: Here) -> Response:
    """All reports by their names."""
    return site.page(request, "reports.html", names=REPORTS, on_one=_ON_ONE)


@router.get("/report/{name}")
def report(
    request: Request,
    site: Here,
    name: Name,
    wanted: Wanted,
    by: By = "",
    level: Level = "",
    page: PageNumber = 1,
) -> Response:
    """One report as a table, or where its name ends in .xlsx or .csv as that file."""
    name, _, form = name.partition(".")
    if name not in REPORTS:
        raise BadRequest(f"No report '{name}'. Known: {', '.join(REPORTS)}.")
    if form and form not in _KINDS:
        raise BadRequest(f"No form '{form}'. Known: {', '.join(_KINDS)}.")
    whom = beside(name, level=level or None, by=by or None)
    if form:
        return _file(request, site, name, form, wanted, whom, by)
    asked = {**as_query(wanted), "by": by, "level": level}
    missing = _missing(name, wanted, level)
    rows: Sequence[dict[str, Any]] = ()
    several, titles = None, {}
    if missing is None:
        recall = site.readers.recall("reports")
        with site.readers.index() as index:
            try:
                rows = _rows(recall, index, name, wanted, whom, by)
                titles = titles_of(index, _named(_part(name, rows, page)))
            except SeveralDirectives:
                several = links.of_directive(wanted.code or "")
    lang = wording(request).lang
    told = Report(_told(name, by), _part(name, rows, page), lang)
    sheet = for_people(told, _ROOM)
    pages = 1 if name == "matrix" else max(1, -(-len(rows) // _PER_PAGE))
    return site.page(
        request,
        "report.html",
        name=name,
        title=_told(name, by),
        wanted=as_query(wanted),
        relations=RELATIONS,
        by=by,
        groupings=GROUPINGS if name == "statistics" else (),
        level=level,
        levels=LEVELS if name == "silent" else (),
        missing=missing,
        several=several,
        on_one=name in _ON_ONE,
        total=len(rows),
        headings=[(heading, of_directive(key)) for key, heading in sheet.headings.items()],
        lines=[_line(row, sheet.headings, lang) for row in sheet.rows],
        titles=titles,
        totals=sheet.totals,
        exports=[(form, links.of_report(f"{name}.{form}", **asked)) for form in ("xlsx", "csv")],
        number=page,
        pages=pages,
        previous=links.of_report(name, **asked, page=page - 1) if page > 1 else None,
        following=links.of_report(name, **asked, page=page + 1) if page < pages else None,
    )


def _file(
    request: Request, site: Here, name: str, form: str, wanted: Filters, whom: Beside, by: str
) -> Response:
    """The whole report in a *form*; articles lead to their pages here."""
    recall = site.readers.recall("reports")
    with site.readers.index() as index:
        rows = _rows(recall, index, name, wanted, whom, by)
    asked = wanted.model_dump(exclude_defaults=True, exclude={"as_written"})
    told = Report(_told(name, by), list(rows), wording(request).lang, _Pages(request), asked)
    written = FORMATS[form](told)
    called = quote(f"tracuu-{_told(name, by)}.{form}")
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{called}"}
    return Response(written, media_type=_KINDS[form], headers=headers)


def _rows(
    recall: Recall, index: Index, name: str, wanted: Filters, whom: Beside, by: str
) -> Sequence[dict[str, Any]]:
    """The rows of a report, remembered for the next page of it and for its file."""
    return recall(
        ("report", name, wanted, by, whom.level),
        lambda: Packed(rows_of(index, name, wanted, whom, by=by or None)),
    )


class _Pages(Mapping[str, str]):
    """The address of every article on this site."""

    def __init__(self, request: Request) -> None:
        self._base = str(request.base_url).rstrip("/")

    def __getitem__(self, article: str) -> str:
        return self._base + links.of_article(article)

    def __iter__(self) -> Iterator[str]:
        return iter(())  # those that are asked for are known, and no others

    def __len__(self) -> int:
        return 0


def _told(name: str, by: str) -> str:
    return f"{name}-by-{by}" if by else name


def _missing(name: str, wanted: Filters, level: str) -> str | None:
    """What a report on one directive still has to be told."""
    del level
    if name in _ON_ONE and not wanted.code:
        return "needs one" if name == "chain" else "needs place"
    return "needs place" if name == "silent" and not wanted.place else None


def _part(name: str, rows: Sequence[dict[str, Any]], page: int) -> Sequence[dict[str, Any]]:
    """The rows of one page; a matrix is one."""
    return rows if name == "matrix" else rows[(page - 1) * _PER_PAGE : page * _PER_PAGE]


def _named(rows: Iterable[Row]) -> list[str]:
    """The articles that *rows* name."""
    every = (row.get(key) for row in rows for key in ARTICLES)
    return [known for ids in every for known in ([ids] if isinstance(ids, str) else ids or ())]


def _line(row: Row, headings: Mapping[str, str], lang: str) -> list[Cell]:
    return [_cell(row, key, lang) for key in headings]


def _cell(row: Row, key: str, lang: str) -> Cell:
    value = row.get(key)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Cell(brief(row, key, lang), "number")
    if key in ARTICLES and isinstance(value, list | str):
        named = [value] if isinstance(value, str) and key == "article" else value
        if isinstance(named, list):
            return Cell(
                "", "articles", articles=tuple(named[:_NAMED]), more=max(0, len(named) - _NAMED)
            )
    text = brief(row, key, lang)
    kind = "" if "\n" in text else _kind(key)
    return Cell(text, kind, _leading(row, key))


def _kind(key: str) -> str:
    kinds = ((_LONG, "long"), (_NAMES, "name"), (_WHOLE, "whole"))
    return next((kind for keys, kind in kinds if key in keys), "")


def _leading(row: Row, key: str) -> str:
    """Where a cell leads: a code to its directive, a unit to what it does."""
    if key == "code" and row.get("code"):
        code = str(row["code"]).partition("\n")[0]
        return links.of_directive(row.get("directive_id") or code)
    return ""
