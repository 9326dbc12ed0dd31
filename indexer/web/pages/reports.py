"""The reports: narrowed, page by page, and as files to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response

from indexer.answer.acts import ACTING
from indexer.answer.filters import RELATIONS, Filters
from indexer.answer.kept import Packed, Recall
from indexer.answer.state import titles as titles_of
from indexer.answer.state import told_apart
from indexer.report.beside import LEVELS, Beside, beside
from indexer.report.one import SeveralDirectives
from indexer.report.rows import REPORTS
from indexer.report.rows import report as rows_of
from indexer.report.sheet import Report
from indexer.report.tables import FORMATS
from indexer.store.index import Index
from indexer.web import links
from indexer.web.asking import PageNumber, Wanted, as_query, chips
from indexer.web.columns import Table, matrix, short, table
from indexer.web.site import BadRequest, Here, Site, wording
from indexer.web.words import Wording

router = APIRouter()

GROUPINGS = ("directive", "unit", "place", "period")
_PER_PAGE = 50  # rows
_ON_ONE = ("chain", "silent")
_KINDS = {  # media type of each form that is offered
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
}
Row = Mapping[str, Any]
Name = Annotated[str, Path(max_length=40)]
By = Annotated[Literal["", "directive", "unit", "place", "period"], Query()]
Level = Annotated[Literal["", "district", "commune"], Query()]


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

    @property
    def narrowed(self) -> dict[str, str]:
        """What it is narrowed to, as an address has it."""
        return {**as_query(self.wanted), "by": self.by, "level": self.level}

    def address(self, form: str = "", page: int = 1) -> str:
        """Where a page of it stands, or the whole of it in a *form*."""
        number = page if page > 1 else None
        return links.of_report(
            f"{self.name}.{form}" if form else self.name, **self.narrowed, page=number
        )


def _table(request: Request, site: Site, asked: _Asked, page: int) -> Response:
    """One page of the report, with what leads to the others; or what it still has to be told."""
    name, wanted, words = asked.name, asked.wanted, wording(request)
    missing = _missing(asked)
    shown, total, pages, several, titles, names = Table((), ()), 0, 1, None, {}, {}
    if missing is None:
        recall = site.readers.recall("reports")
        with site.readers.index() as index:
            try:
                rows = _rows(recall, index, asked)
                total, pages = len(rows), max(1, -(-len(rows) // _PER_PAGE))
                page = min(page, pages)
                shown = _part(asked.title, rows, words, page)
                cells = [cell for line in shown.lines for cell in line]
                titles = titles_of(index, _each(cell.articles for cell in cells))
                names = _names(index, wanted, _each(cell.candidates for cell in cells), words)
            except SeveralDirectives:
                several = links.of_directive(wanted.code or "")
    return site.page(
        request,
        "report.html",
        name=name,
        title=asked.title,
        wanted=as_query(wanted),
        chips=chips(links.of_report(name), asked.narrowed, words, names),
        relations=RELATIONS,
        by=asked.by,
        groupings=GROUPINGS if name == "statistics" else (),
        level=asked.level,
        levels=LEVELS if name == "silent" else (),
        missing=missing,
        several=several,
        total=total,
        first=(page - 1) * _PER_PAGE + 1,
        last=min(page * _PER_PAGE, total),
        shown=shown,
        shorts=[(short(done, words), words.cell(done, "relation")) for done in ACTING],
        titles=titles,
        names=names,
        exports=[(form, asked.address(form)) for form in ("xlsx", "csv")],
        number=page,
        pages=pages,
        previous=asked.address(page=page - 1) if page > 1 else None,
        following=asked.address(page=page + 1) if page < pages else None,
    )


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


def _part(name: str, rows: Sequence[Row], words: Wording, page: int) -> Table:
    """One page of the rows."""
    start = (page - 1) * _PER_PAGE
    if name == "matrix":
        return matrix(rows, words, start, _PER_PAGE)
    return table(name, rows[start : start + _PER_PAGE], words)


def _each(ids: Iterable[Iterable[str]]) -> list[str]:
    return [known for some in ids for known in some]


def _names(index: Index, wanted: Filters, ids: list[str], words: Wording) -> dict[str, str]:
    """How the directives read that may be meant, and the one that was asked for."""
    asked = [wanted.code] if wanted.code else []
    known = told_apart(index, [*ids, *asked]) if ids or asked else {}
    told = {k: (own["issuer"] or own["code"], words.day(own["date"])) for k, own in known.items()}
    names = {id_: ", ".join(filter(None, parts)) for id_, parts in told.items()}
    return names | {id_: f"{known[id_]['code']} ({names[id_]})" for id_ in asked if id_ in known}
