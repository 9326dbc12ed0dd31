"""What the API answers on the index, its plugins and runs."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from indexer.web.answers.article import Failure
from indexer.web.answers.shared import Answer, Maybe


class Plugin(Answer):
    """Who reads texts for the index."""

    name: str
    kind: str
    version: str
    enabled: bool
    origin: str


class State(Answer):
    """What the index holds, in numbers."""

    articles: int
    directives: int
    units: int
    mentions: int
    doubts: int
    undecided: int
    sources: int
    pending: int
    engine: str
    schema_: int = Field(alias="schema")
    last_read: Maybe
    written: bool


class Faulty(Failure):
    """A plugin that failed on some articles."""

    articles: int


class Begun(Answer):
    """A run; what it has counted is there from its first batch on."""

    run: int
    started: str
    ended: Maybe
    outcome: Literal["done", "stopped", "failed", "under way", "cut off"]
    reason: Maybe
    seen: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    removed: int = 0
    moved: int = 0
    annotated_again: int = 0
    seconds: float = 0
    plugin_failures: list[Faulty] = Field(default=[])
    encodings: dict[str, int] = Field(default={})
    stages: dict[str, float] = Field(default={})
    options: dict[str, Any]
    plugins: dict[str, str]


class Run(Begun):
    """A run with the number of inputs that failed."""

    failed: int


class Unread(Answer):
    """An input that was not taken in."""

    path: str
    reason: str


class WholeRun(Begun):
    """A run with all inputs that failed."""

    failed: list[Unread]
