"""The catalogue's tables. A change here needs a new VERSION and a migration."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

VERSION = 7

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
    Column("sha256", String, nullable=False, index=True),  # by which a file that moved is known
    Column("place", String),  # the --place it was read with
    Column("read_at", String, nullable=False),  # ISO time, UTC
    Column("complete", Boolean, nullable=False),  # read to its end, without a failure
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
    Column("encoding", String),  # that its file was in; since version 2
    Column("own", String),  # the article's own code, where it is an official document
    Column("sha256", String, nullable=False, index=True),  # of the text
    Column("text", Text, nullable=False),
    Column("words", Text, nullable=False),  # its words of several syllables, see rows.unpacked()
    Column("record", Text, nullable=False),  # as_record() of its annotations, as JSON, no text
    Column("given", String, nullable=False),  # the id that its reader gave it, unique in its source
    Column("fingerprint", String, nullable=False),  # of all that was read, see rows.fingerprint()
    # It has to be annotated again: it took the place of its copy, a plugin has failed on it, or the
    # plugins are others now.
    Column("stale", Boolean, nullable=False),
    Column("made_by", String, nullable=False),  # digest() of the plugins; "" where one has failed
    UniqueConstraint("source_id", "given"),
)

# A text that another article has word for word. It takes that one's place when that one goes.
copy = Table(
    "copy",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", ForeignKey("source.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("article_id", ForeignKey("article.id"), nullable=False, index=True),
    Column("given", String, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("path", String, nullable=False),
    Column("title", String),
    Column("published", String),
    Column("place", String),
    Column("url", String),
    Column("source", String),
    Column("encoding", String),
    UniqueConstraint("source_id", "given"),
)

# What an article has from its file, and its copy from another.
TOLD = ("path", "title", "published", "place", "url", "source", "encoding")

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
    Column("named", Boolean, nullable=False, default=True),  # the article itself names the issuer
    Column("date", String),
    Column("title", String),
    Column("term", String),
    Column("candidates", Text),  # ids of the directives it may mean, as JSON, where that is open
    Column("reason", String),  # why it means its directive, or why that is open
)

# One document that articles speak of. Computed from the claims that share a code.
directive = Table(
    "directive",
    metadata,
    Column("id", String, primary_key=True),
    Column("code", String, nullable=False, index=True),
    Column("number", String, nullable=False, index=True),  # "380", without leading zeros
    Column("folded", String, nullable=False, index=True),  # "380tbtu": the code for look-ups
    Column("letters", String, nullable=False, default=""),  # "tbtu"
    Column("year", String),  # in the code, or of its day
    Column("type", String),
    Column("body", String),
    Column("issuer", String),
    Column("date", String),
    Column("title", String),
    Column("term", String),
    Column("articles", Integer, nullable=False, default=0),  # that surely mean it
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
    Column("achieved_by", String),  # the unit that achieved it
    Column("place", String),  # where the text tells it for this figure
    Column("period", String),
    Column("planned", Boolean, nullable=False, default=False),
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

# What near-duplicates are found by, see resolve/sketch.py; empty for texts that are too short.
sketch = Table(
    "sketch",
    metadata,
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("bands", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("compared", Boolean, nullable=False, index=True),  # with all others
)

# Two articles that are the same news, as their texts tell; the lesser id first.
twin = Table(
    "twin",
    metadata,
    Column("one", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("other", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

# The articles that are the same news as others, each with the one that stands for all of its
# group; that one too. Computed from the twins.
same = Table(
    "same",
    metadata,
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("first", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True),
)

# What a kill leaves to be done; written together with what makes it necessary.
pending = Table(  # articles that the full text has to take in, or to drop where they are gone
    "pending",
    metadata,
    Column("id", Integer, primary_key=True),  # grows with each change, so that none is missed
    Column("article_id", String, nullable=False, unique=True),
)

unresolved = Table(  # codes whose claims have changed
    "unresolved",
    metadata,
    Column("code", String, primary_key=True),
)

ungrouped = Table(  # articles whose group has to be found anew
    "ungrouped",
    metadata,
    Column("article_id", String, primary_key=True),
)

# What the runs of ingest have done; the oldest are dropped, see runs.KEPT.
run = Table(
    "run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started", String, nullable=False),  # ISO time, UTC
    Column("ended", String),  # none while it goes on, and for ever where it was killed
    Column("outcome", String),  # "done", "stopped", "failed", "cut off"; none while it goes on
    Column("reason", Text),  # why it failed
    Column("options", Text, nullable=False),  # JSON: the paths and options of the command
    Column("plugins", Text, nullable=False),  # JSON: the version of each
    Column("report", Text, nullable=False),  # JSON: counts and seconds, without the failures
    sqlite_autoincrement=True,  # the number of a run is never that of another
)

run_failure = Table(
    "run_failure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run_id", ForeignKey("run.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("path", String, nullable=False),
    Column("reason", Text, nullable=False),
)

Index("claim_code_article", claim.c.code, claim.c.article_id)
# A run begins by asking for these; without an index it would read all texts.
Index("article_stale", article.c.id, sqlite_where=article.c.stale)
Index("article_made_by", article.c.made_by)
# The words and names of the articles with the number of articles that have them: for completion,
# and for what was mistyped. A name has a row for each of its words, with the key from there on.
term = Table(
    "term",
    metadata,
    Column("kind", String, primary_key=True),  # see vocabulary.Kind
    Column("key", String, primary_key=True),  # without diacritics: "bac ninh"
    Column("text", String, primary_key=True),  # as it is written: "Tỉnh ủy Bắc Ninh"
    Column("articles", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# What an article adds to the table term, to be taken away when it changes or goes.
counted = Table(
    "counted",
    metadata,
    Column("article_id", String, primary_key=True),
    Column("terms", LargeBinary, nullable=False),  # see vocabulary.packed()
)

LOOK_UPS = (
    Index("directive_letters_number", directive.c.letters, directive.c.number),
    Index("directive_letters_year", directive.c.letters, directive.c.year, directive.c.articles),
    Index("directive_number_year", directive.c.number, directive.c.year),
)
