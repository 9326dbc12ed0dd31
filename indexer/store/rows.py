"""Annotations → the rows of the catalogue; pure, so that it can run in any process."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from indexer.annotate.record import as_record
from indexer.models import (
    Annotations,
    Article,
    Code,
    Directive,
    Doubt,
    Link,
    Mention,
    Relation,
    Statistic,
    Words,
)
from indexer.resolve.sketch import Sketch, sketch
from indexer.text.sentences import sentence_at, sentences

Row = dict[str, Any]
RECORDED = ("author", "created")  # fields of an article that its record alone keeps
Span = tuple[int, int]


@dataclass
class Claimed:
    """One claim and what hangs on it."""

    row: Row
    mentions: list[Row] = field(default_factory=list)
    links: list[Row] = field(default_factory=list)
    doubts: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Prepared:
    """One article as rows; "claim" numbers point into the list of claims."""

    given: str  # the id that its reader gave it
    article: Row
    claims: list[Claimed]
    relations: list[Row]
    statistics: list[Row]
    failures: list[Row]
    sketch: Sketch


def prepare(annotations: Annotations, given: str | None = None, *, made_by: str = "") -> Prepared:
    """The rows of one article; *given* is the reader's id, where the article has another.

    *made_by* is the digest of the plugins that annotated it.
    """
    claims = _Claims(annotations)
    article = _article(annotations, made_by)
    return Prepared(
        given=given or annotations.article.id,
        article=article,
        relations=[claims.relation(r) for r in annotations.of(Relation)],
        statistics=_statistics(annotations, claims),
        failures=[f.model_dump() for f in annotations.failures],
        claims=claims.all(),
        sketch=sketch(article["text"], article["own"]),
    )


def kept_article(row: Mapping[Any, Any]) -> Article:
    """The article of a row of the catalogue, as it was read."""
    said = {name: row[name] for name in Article.model_fields if name not in RECORDED}
    return Article(**said, **recorded(row["record"]))


def recorded(record: str) -> dict[str, str | None]:
    """What the record of an article alone keeps of it; older ones have none of it."""
    said = json.loads(record)["article"]
    return {name: said.get(name) for name in RECORDED}


def text_hash(text: str) -> str:
    """The SHA-256 of *text*; the same for the same words."""
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(article: Article) -> str:
    """A hash of all that was read of *article*, whichever file and encoding it stands in."""
    said = article.model_dump(exclude={"id", "path", "encoding"})
    for name in RECORDED:  # where there is none, the hash is that of older versions
        if said[name] is None:
            del said[name]
    return text_hash(json.dumps(said, ensure_ascii=False, sort_keys=True))


def packed(spans: Iterable[Span]) -> str:
    """*spans* in order as a short JSON list: blank before, length, blank before, length …"""
    flat: list[int] = []
    end = 0
    for start, stop in spans:
        flat += (start - end, stop - start)
        end = stop
    return json.dumps(flat, separators=(",", ":"))


def unpacked(words: str) -> list[Span]:
    """The spans in the text of packed()."""
    flat: list[int] = json.loads(words)
    spans: list[Span] = []
    end = 0
    for gap, length in zip(flat[::2], flat[1::2], strict=True):
        spans.append((end + gap, end + gap + length))
        end += gap + length
    return spans


def _article(annotations: Annotations, made_by: str) -> Row:
    article = annotations.article
    record = as_record(annotations)
    del record["text"]
    return article.model_dump(exclude=set(RECORDED)) | {
        "place": annotations.place,
        "own": record["article"]["own"],
        "sha256": text_hash(article.text),
        "fingerprint": fingerprint(article),
        "words": packed(_long_words(annotations)),
        "record": json.dumps(record, ensure_ascii=False, separators=(",", ":")),
        "stale": False,
        "made_by": "" if annotations.failures else made_by,
    }


def _long_words(annotations: Annotations) -> list[Span]:
    """Words with a blank in them; the others are syllables, which are searched anyway."""
    text = annotations.article.text
    return [
        (start, end)
        for found in annotations.of(Words)
        for start, end in found.spans
        if " " in text[start:end]
    ]


class _Claims:
    """The claims of one article, found by the code mentions they are made through."""

    def __init__(self, annotations: Annotations) -> None:
        self._codes = {c.start: c for c in annotations.of(Code)}
        self._claims: list[Claimed] = []
        self._through: dict[int, int] = {}  # start of a code mention → claim
        self._of_code: dict[str, list[int]] = {}
        for directive in annotations.of(Directive):
            self._add(directive)
        for code in self._codes.values():
            if code.start not in self._through:
                self._attach(code)
        for link in annotations.of(Link):
            self._link(link)
        for doubt in annotations.of(Doubt):
            row = {"kind": doubt.kind, "why": doubt.why}
            self._claims[self.find(doubt.directive, doubt.code)].doubts.append(row)

    def all(self) -> list[Claimed]:
        """Every claim; call it when all that may add one has been asked for."""
        return self._claims

    def find(self, code: str, start: int | None = None) -> int:
        """The claim that is made through the mention at *start*, else the first about *code*."""
        if start is not None and start in self._through:
            return self._through[start]
        if code not in self._of_code:
            self._new({"code": code})
        return self._of_code[code][0]

    def relation(self, relation: Relation) -> Row:
        """The row of *relation*, with the numbers of its claims."""
        return {
            "from_claim": self.find(relation.source, relation.source_code),
            "to_claim": self.find(relation.target, relation.target_code),
            "relation": relation.relation,
            **_evidence(relation),
        }

    def _add(self, directive: Directive) -> None:
        said = directive.model_dump(include={"code", "type", "issuer", "date", "title", "term"})
        number = self._new(said | {"named": bool(directive.issuers or not directive.issuer)})
        for start in directive.codes:
            if start in self._codes and start not in self._through:
                self._mention(number, self._codes[start])

    def _attach(self, code: Code) -> None:
        """Give a mention without a directive to the only claim about its code, else its own."""
        claims = self._of_code.get(code.code, [])
        number = claims[0] if len(claims) == 1 else self._new({"code": code.code})
        self._mention(number, code)

    def _new(self, said: Row) -> int:
        blank = dict.fromkeys(("type", "body", "issuer", "date", "title", "term"))
        self._claims.append(Claimed(blank | {"named": True} | said))
        self._of_code.setdefault(said["code"], []).append(len(self._claims) - 1)
        return len(self._claims) - 1

    def _mention(self, number: int, code: Code) -> None:
        claim = self._claims[number]
        claim.row["body"] = claim.row["body"] or code.body
        claim.row["type"] = claim.row["type"] or code.type
        claim.mentions.append(code.model_dump(include={"start", "end", "text", "form"}))
        self._through[code.start] = number

    def _link(self, link: Link) -> None:
        row = link.model_dump(include={"unit", "relation", "planned"}) | _evidence(link)
        self._claims[self.find(link.directive, link.code)].links.append(row)


def _evidence(mention: Mention) -> Row:
    return {"start": mention.start, "end": mention.end, "evidence": mention.text}


def _statistics(annotations: Annotations, claims: _Claims) -> list[Row]:
    found = annotations.of(Statistic)
    text = annotations.article.text
    spans = sentences(text) if found else []
    return [
        s.model_dump(exclude={"directive", "code"})
        | {
            "claim": claims.find(s.directive, s.code) if s.directive else None,
            "sentence": _sentence(text, spans, s),
        }
        for s in found
    ]


def _sentence(text: str, spans: Sequence[Span], mention: Mention) -> str:
    try:
        start, end = sentence_at(spans, mention.start)
    except ValueError:  # a span that begins with a blank
        return mention.text
    return text[start:end]
