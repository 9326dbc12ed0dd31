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
from indexer.web.site import BadRequest, Here, Site, wording

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
    asked = _Asked(name, wanted, by, level, beside(name, level=level or None, by=by or None))
    return _file(request, site, asked, form) if form else _table(request, site, asked, page)


class _Asked(NamedTuple):
    """Which report, narrowed to what."""

    name: str
    wanted: Filters
    by: str
    level: str
    whom: Beside

    @property
    def title(self) -> str:
        """Its name, also as the words of the reports and a file have it."""
        return f"{self.name}-by-{self.by}" if self.by else self.name

    def address(self, form: str = "", page: int = 1) -> str:
        """Where a page of it stands, or the whole of it in a *form*."""
        narrowed = {**as_query(self.wanted), "by": self.by, "level": self.level}
        number = page if page > 1 else None
        return links.of_report(
            f"{self.name}.{form}" if form else self.name, **narrowed, page=number
        )


def _table(request: Request, site: Site, asked: _Asked, page: int) -> Response:
    """One page of the report, with what leads to the others; or what it still has to be told."""
    name, missing = asked.name, _missing(asked)
    rows: Sequence[dict[str, Any]] = ()
    several, titles = None, {}
    if missing is None:
        recall = site.readers.recall("reports")
        with site.readers.index() as index:
            try:
                rows = _rows(recall, index, asked)
                titles = titles_of(index, _named(_part(name, rows, page)))
            except SeveralDirectives:
                several = links.of_directive(asked.wanted.code or "")
    pages = 1 if name == "matrix" else max(1, -(-len(rows) // _PER_PAGE))
    return site.page(
        request,
        "report.html",
        name=name,
        title=asked.title,
        wanted=as_query(asked.wanted),
        relations=RELATIONS,
        by=asked.by,
        groupings=GROUPINGS if name == "statistics" else (),
        level=asked.level,
        levels=LEVELS if name == "silent" else (),
        missing=missing,
        several=several,
        total=len(rows),
        titles=titles,
        **_sheet(asked, _part(name, rows, page), wording(request).lang),
        exports=[(form, asked.address(form)) for form in ("xlsx", "csv")],
        number=page,
        pages=pages,
        previous=asked.address(page=page - 1) if page > 1 else None,
        following=asked.address(page=page + 1) if page < pages else None,
    )


def _sheet(asked: _Asked, rows: Sequence[dict[str, Any]], lang: str) -> dict[str, Any]:
    """The headings, lines and totals of *rows* as the template has them."""
    sheet = for_people(Report(asked.title, rows, lang), _ROOM)
    return {
        "headings": [(heading, of_directive(key)) for key, heading in sheet.headings.items()],
        "lines": [_line(row, sheet.headings, lang) for row in sheet.rows],
        "totals": sheet.totals,
    }


def _file(request: Request, site: Site, asked: _Asked, form: str) -> Response:
    """The whole report in a *form*; articles lead to their pages here."""
    recall = site.readers.recall("reports")
    with site.readers.index() as index:
        rows = _rows(recall, index, asked)
    narrowed = asked.wanted.model_dump(exclude_defaults=True, exclude={"as_written"})
    told = Report(asked.title, list(rows), wording(request).lang, _Pages(request), narrowed)
    called = quote(f"tracuu-{asked.title}.{form}")
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{called}"}
    return Response(FORMATS[form](told), media_type=_KINDS[form], headers=headers)


def _rows(recall: Recall, index: Index, asked: _Asked) -> Sequence[dict[str, Any]]:
    """The rows of a report, remembered for the next page of it and for its file."""
    name, wanted, by, _, whom = asked
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


def _missing(asked: _Asked) -> str | None:
    """What a report on one directive still has to be told."""
    if asked.name in _ON_ONE and not asked.wanted.code:
        return "needs one" if asked.name == "chain" else "needs place"
    return "needs place" if asked.name == "silent" and not asked.wanted.place else None


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
