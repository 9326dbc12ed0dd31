"""What the articles on one directive say of it, with their sentences."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Row, select

from indexer.answer.meaning import each
from indexer.answer.same import Firsts
from indexer.store.schema import article, claim, mention
from indexer.text.sentences import sentence_at, sentences


class Accounts:
    """The articles that surely speak of one directive, oldest first."""

    def __init__(self, connection: Connection, directive_id: str) -> None:
        self._connection = connection
        keys = ("id", "article_id", "named", "date", "issuer", "type")
        query = (
            select(*(claim.c[key] for key in keys), article.c.title.label("headline"))
            .add_columns(article.c.published, article.c.place)
            .join(article, article.c.id == claim.c.article_id)
            .where(claim.c.directive_id == directive_id)
            .order_by(article.c.published.is_(None), article.c.published, article.c.id, claim.c.id)
        )
        self.claims = connection.execute(query).all()

    def head(self, article_id: str) -> dict[str, str | None]:
        """Title and day of an article, as what stands beside its id."""
        known = self._articles.get(article_id)
        return {
            "title": known.headline if known else None,
            "published": known.published if known else None,
        }

    def sentence(self, article_id: str, start: int) -> str | None:
        """The sentence at *start* of an article."""
        text = self._texts.get(article_id, "")
        try:
            first, last = sentence_at(sentences(text), start)
        except ValueError:
            return None
        return text[first:last]

    def record(self, article_id: str) -> Mapping[str, Any]:
        """All that was found in an article."""
        return self._records.get(article_id, {})

    def saying(self, attribute: str) -> dict[str, list[str]]:
        """Each value that articles tell of the directive's *attribute* → those articles."""
        told: dict[str, list[str]] = defaultdict(list)
        for row in self.claims:
            value = getattr(row, attribute)
            if value and (attribute != "issuer" or row.named):
                told[value].append(row.article_id)
        return {value: list(dict.fromkeys(articles)) for value, articles in told.items()}

    def naming(self, article_id: str, date: str | None = None) -> str | None:
        """The sentence in which an article first names the directive; better one with *date*."""
        starts = self._starts.get(article_id, [])
        days = [d["start"] for d in self.record(article_id).get("dates", ()) if d["value"] == date]
        spans = sentences(self._texts.get(article_id, ""))
        for start in starts if days else ():
            first, last = sentence_at(spans, start)
            if any(first <= day < last for day in days):
                return self.sentence(article_id, start)
        return self.sentence(article_id, starts[0]) if starts else None

    @cached_property
    def firsts(self) -> Firsts:
        """Which article stands for its near-duplicates."""
        return Firsts(self._connection)

    @cached_property
    def _articles(self) -> dict[str, Row[Any]]:
        return {row.article_id: row for row in self.claims}

    @cached_property
    def _texts(self) -> dict[str, str]:
        return self._column("text")

    @cached_property
    def _records(self) -> dict[str, dict[str, Any]]:
        return {known: json.loads(record) for known, record in self._column("record").items()}

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        """Where each article names the directive."""
        query = select(mention.c.claim_id, mention.c.start)
        query = query.where(mention.c.claim_id.in_(each([row.id for row in self.claims])))
        owner = {row.id: row.article_id for row in self.claims}
        starts: dict[str, list[int]] = defaultdict(list)
        for row in self._connection.execute(query.order_by(mention.c.start)):
            starts[owner[row.claim_id]].append(row.start)
        return starts

    def _column(self, name: str) -> dict[str, str]:
        query = select(article.c.id, article.c[name])
        query = query.where(article.c.id.in_(each(list(self._articles))))
        return {row[0]: row[1] for row in self._connection.execute(query)}
