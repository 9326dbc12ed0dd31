"""What the API answers as the rows of reports."""

from __future__ import annotations

from indexer.models import DirectiveRelation, DoubtKind, LinkRelation
from indexer.web.answers.shared import Act, Answer, Days, Figure, Maybe, Names


class Meant(Answer):
    """The directive of a row; where it is open, those that it may be and why it is open."""

    directive_id: Maybe
    code: Maybe
    candidates: Names
    reason: Maybe


class Counted(Answer):
    """The articles of a row, and how many these are: those with the same news count once."""

    articles: Names
    number: int


class Implementer(Meant, Counted, Act, Days):
    """A unit that acts on a directive."""

    directive_issuer: Maybe
    directive_date: Maybe
    issuer_successor: Maybe
    successor: Maybe


class Listed(Counted):
    """A directive, and the articles of which it is open whether they mean it."""

    directive_id: Maybe
    code: str
    type: Maybe
    issuer: Maybe
    date: Maybe
    title: Maybe
    successor: Maybe
    open: Names
    open_number: int


class WithUnits(Listed):
    """A directive with the units that act on it."""

    units: Names


class RedLink(Listed):
    """A directive whose own text is in no article."""

    mentions: int
    cited_by: Names


class Statistic(Meant, Figure):
    """A figure with what its article tells."""

    article: str
    achieved_by: Maybe
    place: Maybe
    period: Maybe
    planned: bool
    published: Maybe
    sentence: str
    same: Names


class Added(Counted):
    """A figure of a sum."""

    text: str
    value: int | float
    of: int | float | None
    unit: Maybe
    achieved_by: Maybe
    place: Maybe
    period: Maybe
    sentence: str


class Apart(Added):
    """A figure that was not added, and why."""

    why: str


class Sum(Counted):
    """What was added up, and what was not."""

    what: Maybe
    unit: Maybe
    sum: int | float | None
    of: int | float | None
    figures: int
    evidence: Maybe
    added: list[Added]
    apart: list[Apart]


class ByDirective(Sum, Meant):
    """The figures of a directive."""


class ByUnit(Sum):
    """The figures of a unit."""

    achieved_by: str


class ByPlace(Sum):
    """The figures of a place."""

    place: str


class ByPeriod(Sum):
    """The figures of a time."""

    period: str


class DoubtRow(Meant, Counted):
    """A doubt and the articles that give reason to it."""

    kind: DoubtKind
    why: str


class InMatrix(Counted):
    """What a unit does with one directive."""

    directive_id: Maybe
    code: Maybe
    directive_issuer: Maybe
    directive_date: Maybe
    candidates: Names
    relations: list[LinkRelation | DirectiveRelation]
    planned: list[LinkRelation | DirectiveRelation]


class MatrixRow(Answer):
    """What a unit does with all directives."""

    unit: str
    successor: Maybe
    total: int
    directives: list[InMatrix]


class Silent(Counted):
    """A unit without a trace of acting on a directive."""

    unit: str
    directive_id: str
    code: str
    open: Names
    open_number: int
