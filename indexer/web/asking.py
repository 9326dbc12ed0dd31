"""What a page is asked in its address, as values; what is not asked is nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, get_args

from fastapi import Depends, Query

from indexer.answer.filters import RELATIONS, Filters, as_day
from indexer.answer.order import Order
from indexer.web import links
from indexer.web.site import BadRequest
from indexer.web.words import Wording

PER_PAGE = 20
LAST_PAGE = 100_000

Text = Annotated[str, Query(max_length=500, description="A code, words, phrases, fields")]
Id = Annotated[str, Query(max_length=1000, description="Id of a directive or article, or a code")]
Sort = Annotated[Order, Query(description="Order of the articles")]
SORTS: tuple[Order, ...] = get_args(Order)
Every = Annotated[
    bool, Query(alias="all", description="Every article; else those with the same news as one")
]
PageNumber = Annotated[int, Query(ge=1, le=LAST_PAGE)]


# What the description tells of a day; 29 February is refused all the same in most years.
_YEAR = "[1-9][0-9][0-9][0-9]"
_MONTHS = (("{}[13578]|1[02]", "3[01]"), ("{}[469]|11", "30"), ("{}2", ""))  # with their last days
_ANY = "[1-9]|1[0-2]"


def _days(zero: str, form: str) -> str:
    """Every day written in a *form*, its month and day with *zero* where they may begin with 0."""
    first = f"{zero}[1-9]|[12][0-9]"
    return "|".join(
        form.format(f"({month.format(zero)})", f"({first}|{last})" if last else f"({first})")
        for month, last in _MONTHS
    )


_DAY = "|".join(
    (
        *(_YEAR, f"{_YEAR}-(0{_ANY})", f"(0?{_ANY})[/.-]{_YEAR}"),
        _days("0", _YEAR + "-{}-{}"),
        _days("0?", "{1}[/.-]{0}[/.-]" + _YEAR),
    )
)


def _day(name: str, side: str) -> Any:
    told = f"Published then or {side}: 2019-10-09, 09/10/2019, 2019-10 or 2019"
    more = {"pattern": f"^({_DAY})?$"}
    return Query(alias=name, max_length=20, description=told, json_schema_extra=more)


async def _filters(
    type_: Annotated[str, Query(alias="type", max_length=200, description="Directive's type")] = "",
    issuer: Annotated[str, Query(max_length=200, description="Who issued it")] = "",
    unit: Annotated[str, Query(max_length=200, description="A unit that acts on it")] = "",
    place: Annotated[str, Query(max_length=200, description="Where the article plays")] = "",
    code: Annotated[str, Query(max_length=200, description="Code or id of the directive")] = "",
    relation: Annotated[
        str,
        Query(
            max_length=20,
            description="What a unit or a directive does with it",
            json_schema_extra={"enum": ["", *RELATIONS]},
        ),
    ] = "",
    since: Annotated[str, _day("from", "later")] = "",
    until: Annotated[str, _day("to", "before")] = "",
) -> Filters:
    names = {"type": type_, "issuer": issuer, "unit": unit, "place": place, "code": code}
    return filters({**names, "relation": relation, "from": since, "to": until})


# async, since a function that is not waits for a thread of its own, for each request
Wanted = Annotated[Filters, Depends(_filters)]

_IN_ADDRESS = {"since": "from", "until": "to"}
_NAMES = ("type", "issuer", "unit", "place", "code")


def filters(asked: Mapping[str, str]) -> Filters:
    """What narrows a search or a report, from the keys of an address; raises BadDay, BadRequest."""
    told = {key: value.strip() for key, value in asked.items() if value.strip()}
    relation = told.get("relation")
    if relation and relation not in RELATIONS:
        raise BadRequest(f"No relation '{relation}'. Known: {', '.join(RELATIONS)}.")
    given: dict[str, Any] = {key: told[key] for key in _NAMES if key in told}
    given |= {key: as_day(told[name]) for key, name in _IN_ADDRESS.items() if name in told}
    return Filters(**given, relation=relation)


def as_query(wanted: Filters) -> dict[str, str]:
    """*wanted* as it stands in an address."""
    told = wanted.model_dump(exclude_defaults=True, exclude={"as_written"})
    return {_IN_ADDRESS.get(key, key): value for key, value in told.items()}


_NO_CHIPS = ("q", "sort", "all")


def chips(
    path: str, asked: Mapping[str, Any], words: Wording, names: Mapping[str, str] | None = None
) -> list[dict[str, str]]:
    """What is *asked* that narrows: how it reads, and the address of the answer without it.

    *names* is how ids of directives read.
    """
    return [
        {
            "key": key,
            "told": (names or {}).get(value) or _told(key, value, words),
            "without": links.with_query(path, {**asked, key: None}),
        }
        for key, value in asked.items()
        if key not in _NO_CHIPS and value
    ]


def _told(key: str, value: str, words: Wording) -> str:
    if key in ("from", "to"):
        return words.day(value)
    return words(f"{key} {value}") if key in ("by", "level") else words.cell(value, key)
