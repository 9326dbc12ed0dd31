"""The catalogue's tables. A change here needs a new VERSION and a migration."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

VERSION = 1

metadata = MetaData()

# Facts about the index itself: schema version, full-text engine.
meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

# One row for each file (or standard input) that was seen.
source = Table(
    "source",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", String, nullable=False, unique=True),
    Column("size", Integer),  # bytes
    Column("modified", Integer),  # nanoseconds since the epoch
    Column("sha256", String, nullable=False),
    Column("place", String),  # the --place it was read with
    Column("read_at", String, nullable=False),  # ISO time, UTC
)

article = Table(
    "article",
    metadata,
    Column("id", String, primary_key=True),
    Column("source_id", ForeignKey("source.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("path", String, nullable=False),
    Column("title", String),
    Column("published", String),
    Column("place", String),
    Column("url", String),
    Column("source", String),
    Column("own", String),  # the article's own code, where it is an official document
    Column("sha256", String, nullable=False),  # of the text
    Column("text", Text, nullable=False),
    Column("words", Text, nullable=False),  # spans of its words, as JSON
    Column("record", Text, nullable=False),  # as_record() of its annotations, as JSON, no text
)

# What one article says of one directive: the claims that identity is resolved from.
claim = Table(
    "claim",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("directive_id", ForeignKey("directive.id", ondelete="SET NULL"), index=True),
    Column("code", String, nullable=False, index=True),
    Column("type", String),
    Column("body", String),
    Column("issuer", String),
    Column("date", String),
    Column("title", String),
    Column("term", String),
)

# One document that articles speak of. Computed from the claims that share a code.
directive = Table(
    "directive",
    metadata,
    Column("id", String, primary_key=True),
    Column("code", String, nullable=False, index=True),
    Column("number", String, nullable=False, index=True),  # "380", without leading zeros
    Column("folded", String, nullable=False, index=True),  # "380tbtu": the code for look-ups
    Column("type", String),
    Column("body", String),
    Column("issuer", String),
    Column("date", String),
    Column("title", String),
)

mention = Table(
    "mention",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("claim_id", ForeignKey("claim.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", String, nullable=False),
    Column("form", String, nullable=False),
)

link = Table(
    "link",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("claim_id", ForeignKey("claim.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("unit", String, nullable=False, index=True),
    Column("relation", String, nullable=False),
    Column("planned", Boolean, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("evidence", Text, nullable=False),
)

relation = Table(
    "relation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("from_claim", ForeignKey("claim.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("to_claim", ForeignKey("claim.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("relation", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("evidence", Text, nullable=False),
)

statistic = Table(
    "statistic",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("claim_id", ForeignKey("claim.id", ondelete="SET NULL"), index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", String, nullable=False),
    Column("value", Float, nullable=False),
    Column("of", Float),
    Column("unit", String),
    Column("what", String),
    Column("sentence", Text, nullable=False),
)

doubt = Table(
    "doubt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("claim_id", ForeignKey("claim.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("why", Text, nullable=False),
)

# Plugins that raised, article by article.
failure = Table(
    "failure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("plugin", String, nullable=False),
    Column("reason", Text, nullable=False),
)

Index("claim_code_article", claim.c.code, claim.c.article_id)
