"""The same answers for programs: JSON under /api, with its OpenAPI page."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, FastAPI, Path, Query, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse

from indexer.answer import runs as kept
from indexer.answer import state as known
from indexer.answer.complete import complete
from indexer.answer.filters import Filters
from indexer.answer.like import like
from indexer.answer.saved import listed
from indexer.answer.search import Question
from indexer.answer.search import search as answer
from indexer.answer.show import show
from indexer.errors import TracuuError
from indexer.plugin import survey
from indexer.report.beside import beside
from indexer.report.graph.records import as_record
from indexer.report.rows import report as rows_of
from indexer.web.answers import reporting
from indexer.web.answers.article import Article
from indexer.web.answers.directive import Candidates, ChainRow, Directive, Graph
from indexer.web.answers.finding import Alike, Completion, Found, Saved
from indexer.web.answers.keeping import Plugin, Run, State, WholeRun
from indexer.web.answers.shared import Refused
from indexer.web.asking import Every, Id, Sort, Text, Wanted
from indexer.web.pages.picture import Depth, around
from indexer.web.site import BadRequest, Here, Site

Record = dict[str, Any]
Limit = Annotated[int, Query(ge=0, le=1000, description="Articles of a page")]
Offset = Annotated[int, Query(ge=0, le=10**9, description="Articles before it")]
By = Annotated[
    Literal["", "directive", "unit", "place", "period"],
    Query(description="Add the figures up by this"),
]
Level = Annotated[Literal["", "district", "commune"], Query(description="Of the units of place")]
# Said again of a filter where the report cannot do without it.
OfOne = Annotated[
    str, Query(max_length=200, pattern=r"\S", description="Code or id of the directive")
]
In = Annotated[
    str, Query(max_length=200, pattern=r"\S", description="The province: 'tỉnh Bắc Ninh'")
]

_LINE = {"text/plain": {"schema": {"type": "string"}}}
_REFUSALS: dict[int, Record] = {
    400: {"model": Refused, "description": "The request is not right; the line tells why."},
    401: {"model": Refused, "description": "A password is asked for at /login."},
    403: {"content": _LINE, "description": "It comes from another page of the browser."},
    404: {"model": Refused, "description": "The index holds nothing of that name."},
    409: {"model": Refused, "description": "Several directives have the code; the line has ids."},
    421: {"content": _LINE, "description": "The name in the address is not one of tracuu's."},
    500: {"model": Refused, "description": "A fault of tracuu."},
    503: {"model": Refused, "description": "The index cannot be read."},
}
_ALWAYS = (400, 401, 403, 421, 500, 503)


class OtherKind(TracuuError):
    """The id of an article where a directive is asked for, or the other way round."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"'{typed}' is the id of another kind: ask for that one.")


async def _only_known(request: Request) -> None:
    """Raises BadRequest for a parameter that the question does not have.

    Passed over, one that is not written right would be answered with all that is there.
    """
    path = request.scope["path"]
    for name, value in request.path_params.items():  # at the end, as in /api/runs/7
        path = f"{path.removesuffix(value)}{{{name}}}"
    told = request.app.openapi()["paths"][path]["get"]
    names = [each["name"] for each in told.get("parameters", ()) if each["in"] == "query"]
    if strange := sorted(set(request.query_params) - set(names)):
        there = f"Known: {', '.join(names)}." if names else "There are none."
        raise BadRequest(f"No parameter '{strange[0]}'. {there}")


router = APIRouter(prefix="/api")
_asked = APIRouter(dependencies=[Depends(_only_known)])


def _answers(model: Any, *refusals: int) -> dict[int | str, Record]:
    """What may come of a question: *model*, or one of the usual refusals or of these."""
    told: dict[int | str, Record] = {200: {"model": model, "description": "The answer."}}
    return told | {status: _REFUSALS[status] for status in sorted((*_ALWAYS, *refusals))}


def described(app: FastAPI) -> Record:
    """The OpenAPI document; what is not right has status 400, and never 422."""
    if app.openapi_schema is None:
        told = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes
        )
        for methods in told["paths"].values():
            methods["get"]["responses"].pop("422", None)
        for name in ("HTTPValidationError", "ValidationError"):
            told["components"]["schemas"].pop(name, None)
        app.openapi_schema = told
    return app.openapi_schema


@router.get("", include_in_schema=False)
@router.get("/", include_in_schema=False)
def page(request: Request, site: Here) -> Response:
    """What programs can ask, for people."""
    return site.page(request, "api.html", schema=request.app.openapi())


@_asked.get("/search", responses=_answers(Found))
def search(
    site: Here,
    wanted: Wanted,
    q: Text = "",
    sort: Sort = "relevance",
    limit: Limit = 10,
    offset: Offset = 0,
    every: Every = False,
) -> Response:
    """Directives and articles that answer a question: a code, words, "phrases", fields."""
    question = Question(query=q, filters=wanted, sort=sort, limit=limit, offset=offset, every=every)
    recall = site.readers.recall()
    with site.readers.index() as index:
        return JSONResponse(answer(index, question, recall))


@_asked.get("/directive", responses=_answers(Directive | Candidates, 404))
def directive(site: Here, id: Id) -> Response:  # noqa: A002
    """A directive by its id or code, with all that is known of it; or its candidates."""
    return _shown(site, id, "article")


@_asked.get("/article", responses=_answers(Article, 404))
def article(site: Here, id: Id) -> Response:  # noqa: A002
    """An article by its id, with its text and all that was found in it."""
    return _shown(site, id, "directive", "candidates")


def _add_report(name: str, row: Any, about: str) -> None:
    """Have the report *name*, which needs nothing but its filters, answered at its address."""

    def report(site: Here, wanted: Wanted) -> Response:
        return _report(site, name, wanted)

    told = {"description": about, "responses": _answers(list[row], 404)}
    _asked.add_api_route(f"/report/{name}", report, name=name, **told)  # type: ignore[arg-type]


for _name, _row, _about in (
    ("implementers", reporting.Implementer, "Which unit carries out which directive, and how."),
    ("units", reporting.Implementer, "The same, by unit."),
    ("directives", reporting.WithUnits, "All directives."),
    ("red-links", reporting.RedLink, "Directives whose own text is in no article."),
    ("doubts", reporting.DoubtRow, "What a careful reader would question."),
    ("matrix", reporting.MatrixRow, "Units, each with what it does with every directive."),
):
    _add_report(_name, _row, _about)


@_asked.get(
    "/report/statistics",
    responses=_answers(
        list[reporting.Statistic]
        | list[reporting.ByDirective]
        | list[reporting.ByUnit]
        | list[reporting.ByPlace]
        | list[reporting.ByPeriod],
        404,
    ),
)
def statistics(site: Here, wanted: Wanted, by: By = "") -> Response:
    """The figures, or what they add up to."""
    return _report(site, "statistics", wanted, by=by)


@_asked.get("/report/chain", responses=_answers(list[ChainRow], 404, 409))
def chain(site: Here, wanted: Wanted, code: OfOne) -> Response:  # noqa: ARG001 - wanted has it
    """The way of one directive down to the communes, and its gaps."""
    return _report(site, "chain", wanted)


@_asked.get("/report/silent", responses=_answers(list[reporting.Silent], 404, 409))
def silent(
    site: Here,
    wanted: Wanted,
    code: OfOne,  # noqa: ARG001 - wanted has both
    place: In,  # noqa: ARG001
    level: Level = "",
) -> Response:
    """Units of a province without a trace of acting on a directive."""
    return _report(site, "silent", wanted, level=level)


@_asked.get("/graph", responses=_answers(Graph, 404, 409))
def graph(
    site: Here,
    id: Id = "",  # noqa: A002
    depth: Depth = 1,
    limit: Annotated[int, Query(ge=1, le=500, description="Nodes")] = 60,
) -> Response:
    """What is related to a directive, as nodes and edges; without an id the strongest ties."""
    recall = site.readers.recall()
    with site.readers.index() as index:
        return JSONResponse(as_record(around(index, id, depth, limit, recall)))


@_asked.get("/complete", responses=_answers(list[Completion]))
def completions(
    site: Here,
    q: Text = "",
    limit: Annotated[int, Query(ge=1, le=50, description="Ways to go on")] = 10,
) -> Response:
    """What begins as a person types: codes, units, issuers, words."""
    with site.readers.index() as index:
        return JSONResponse(complete(index, q, limit))


@_asked.get("/like", responses=_answers(Alike, 404))
def alike(
    site: Here,
    id: Id,  # noqa: A002
    wanted: Wanted,
    limit: Limit = 10,
    offset: Offset = 0,
) -> Response:
    """The articles most like one, and the words by which they were found."""
    question = Question(filters=wanted, limit=limit, offset=offset)
    with site.readers.index() as index:
        return JSONResponse(like(index, id, question))


@_asked.get("/saved", responses=_answers(list[Saved]))
def saved(site: Here) -> Response:
    """The saved searches, each with how many articles it finds and how many are new."""
    with site.readers.index() as index:
        return JSONResponse(listed(index))


@_asked.get("/plugins", responses=_answers(list[Plugin]))
def plugins(site: Here) -> Response:
    """The plugins with their source and version."""
    usable = survey(site.settings.sources).usable
    told = [
        {"name": p.name, "kind": p.kind, "version": p.version, "enabled": True, "origin": p.origin}
        for p in usable
    ]
    return JSONResponse(told)


@_asked.get("/state", responses=_answers(State))
def state(site: Here) -> Response:
    """What the index holds, in numbers."""
    with site.readers.index() as index:
        return JSONResponse(known.state(index))


@_asked.get("/runs", responses=_answers(list[Run]))
def runs(site: Here) -> Response:
    """What the runs of ingest have done, newest first."""
    with site.readers.index() as index:
        return JSONResponse(kept.runs(index))


@_asked.get("/runs/{number}", responses=_answers(WholeRun, 404))
def run(site: Here, number: Annotated[int, Path(ge=0, le=2**31)]) -> Response:
    """A run with what failed and why."""
    with site.readers.index() as index:
        return JSONResponse(kept.one(index, number))


def _shown(site: Site, asked: str, *others: str) -> Response:
    """What has the id *asked*; raises OtherKind where it is one of the *others*."""
    with site.readers.index() as index:
        found = show(index, asked)
    if any(other in found for other in others):
        raise OtherKind(asked)
    return JSONResponse(found)


def _report(site: Site, name: str, wanted: Filters, *, by: str = "", level: str = "") -> Response:
    whom = beside(name, level=level or None)
    with site.readers.index() as index:
        return JSONResponse(rows_of(index, name, wanted, whom, by=by or None))


router.include_router(_asked)
