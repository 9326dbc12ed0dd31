"""The values that pass between the stages; all of them are frozen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Literal, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field, JsonValue, PrivateAttr

System = Literal["party", "state"]
Form = Literal["full", "short"]
LinkRelation = Literal["issues", "implements", "reviews", "supervises", "advises"]
DirectiveRelation = Literal["based_on", "implements", "amends", "replaces", "repeals", "cites"]
DoubtKind = Literal["date", "body", "issuer", "type", "code", "figure"]


class Model(BaseModel):
    """A frozen value that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Article(Model):
    """One text that was read: news, report, or an official document itself."""

    id: str
    path: str  # the file, or "file.jsonl#3" for the third record of a file
    title: str | None = None
    published: str | None = None  # ISO day, as the source states it
    place: str | None = None  # "tỉnh Bắc Ninh", where the source or the user states it
    url: str | None = None
    source: str | None = None
    encoding: str | None = None  # that its file was in: "utf-8", "tcvn3"; "unicode" in documents
    author: str | None = None  # as the properties of its file tell
    created: str | None = None  # ISO day, likewise: when the file was made, not the document
    text: str  # normalised at the door; every offset counts its code points


class Mention(Model):
    """A span of an article that a plugin recognised."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str  # article.text[start:end]


class Finding(Mention):
    """A mention of a kind that tracuu has no model for; what most outside plugins yield."""

    value: str
    attributes: Mapping[str, JsonValue] = {}


class Words(Mention):
    """The words of a whole text, as spans; a Vietnamese word may hold several syllables."""

    spans: tuple[tuple[int, int], ...]


class Place(Mention):
    """An administrative place, named with its level: "thành phố Bắc Ninh"."""

    level: str  # "tỉnh", "thành phố", "quận", "huyện", "thị xã", "xã", "phường", "thị trấn"
    name: str  # "Bắc Ninh"
    province: str | None = None  # name of the province or central city that it lies in
    main: bool = False  # the article as a whole is about it; one place at most

    @property
    def full(self) -> str:
        """The name with its level word: "tỉnh Bắc Ninh"."""
        return f"{self.level} {self.name}"


class Organisation(Mention):
    """A body, unit or collective that can issue a directive or act on one."""

    name: str  # in full, with its locality where the article makes that certain
    body: str | None = None  # its symbol in codes ("TU", "TW", "UBND"), where it has one
    collective: bool = False  # "các huyện ủy, thành ủy": named as the text words it
    office: bool = False  # "Bộ trưởng Bộ Tài chính": its head, who signs and acts for it


class Code(Mention):
    """A place where the text names one document by its number."""

    code: str  # canonical: "380-TB/TU"
    type: str | None = None  # full name of the document type: "Thông báo"
    body: str | None = None  # symbol of the body: "TU"
    system: System | None = None
    form: Form
    own: bool = False  # the number of the document that the article itself is


class Date(Mention):
    """A day, month, quarter, year or a span of them: "2009-01-06", "2016-Q1", "2016/2020"."""

    value: str


class Directive(Mention):
    """What one article says of one directive; the span is the mention that tells most."""

    code: str
    type: str | None = None
    issuer: str | None = None
    date: str | None = None  # ISO, or the part of it that is known
    title: str | None = None
    term: str | None = None  # "XI": the term of the issuing committee, where it is told
    issuers: tuple[str, ...] = ()  # every body that the text names as its issuer
    codes: tuple[int, ...] = ()  # where its code mentions start
    signer: str | None = None  # who signed it, of the document that the article itself is


class Statistic(Mention):
    """A figure that counts or measures something."""

    value: float
    of: float | None = None  # the whole, of a ratio: 478/488
    unit: str | None = None  # "%", "m2", "triệu đồng"
    what: str | None = None  # the noun phrase counted
    directive: str | None = None  # code of the directive it was achieved under, where told
    code: int | None = None  # where the code mention that tells so starts
    achieved_by: str | None = None  # the unit that achieved it, in its full name, where told
    place: str | None = None  # "huyện Tiền Hải", where it is told for the figure
    period: str | None = None  # the time that it is told of, as dates are written
    planned: bool = False  # an aim: "phấn đấu đạt 100%"


class Link(Mention):
    """A unit that does something with a directive; text is the evidence sentence."""

    unit: str
    directive: str  # its code
    relation: LinkRelation
    planned: bool = False
    code: int | None = None  # where the code mention that it goes through starts


class Relation(Mention):
    """One directive acts on another; text is the evidence sentence."""

    source: str = Field(serialization_alias="from")  # code of the directive that acts
    target: str = Field(serialization_alias="to")
    relation: DirectiveRelation
    source_code: int | None = None  # where the code mentions that it goes through start
    target_code: int | None = None


class Doubt(Mention):
    """A contradiction that a careful reader would question; text is the evidence."""

    directive: str  # its code
    kind: DoubtKind
    why: str
    code: int | None = None  # where the code mention in doubt starts


class Failure(Model):
    """A plugin that raised on one article, and why."""

    plugin: str
    reason: str


M = TypeVar("M", bound=Mention)


class Annotations(Model):
    """All that the plugins found in one article, by plugin name."""

    article: Article
    found: Mapping[str, tuple[Mention, ...]] = {}
    failures: tuple[Failure, ...] = ()
    _sorted: dict[type[Mention], tuple[Mention, ...]] = PrivateAttr(default_factory=dict)

    def of(self, kind: type[M]) -> tuple[M, ...]:
        """The mentions of one kind, whichever plugin found them, in order of the text."""
        known = self._sorted
        if kind not in known:
            known[kind] = tuple(sorted(self._each(kind), key=attrgetter("start", "end")))
        return cast("tuple[M, ...]", known[kind])

    def _each(self, kind: type[M]) -> Iterator[M]:
        for mentions in self.found.values():
            yield from (m for m in mentions if isinstance(m, kind))

    @property
    def place(self) -> str | None:
        """Where the article plays: as its source states it, else as its text tells."""
        if self.article.place:
            return self.article.place
        return next((p.full for p in self.of(Place) if p.main), None)
