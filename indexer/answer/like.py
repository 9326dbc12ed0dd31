"""Articles that are most like one: by its most telling words, and the directives it speaks of."""

from __future__ import annotations

import math
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, func, select

from indexer.answer.codes import Known, known, with_articles
from indexer.answer.meaning import each
from indexer.answer.order import ordered
from indexer.answer.same import Firsts, others
from indexer.answer.search import Question, passing, tell
from indexer.errors import TracuuError
from indexer.store.analysis import bare, syllables
from indexer.store.engine import Hit, Phrase, Term
from indexer.store.rows import unpacked
from indexer.store.schema import article, claim, directive, mention, term

if TYPE_CHECKING:
    from sqlalchemy import Row

    from indexer.store.index import Index

_WORDS = 20  # that are looked for
_DIRECTIVES = 5
_IN_TITLE = 3  # times in the text that a word of the title counts as
_COMMON = 0.2  # of all articles: what more of them have tells little, and takes long to look for
_FEW = 3  # articles of other news: what so few have tells something in the smallest index
_LEAST = 0.2  # of the weight of all that is looked for: what has less is of another matter
_SAID = 1.5  # what a directive counts against a word that as many articles have


class NoArticle(TracuuError):
    """An article was asked for that the index does not hold."""

    def __init__(self, typed: str) -> None:
        super().__init__(
            f"No article '{typed}' in the index. `tracuu search WORDS` shows each one's id "
            "below its title."
        )
        self.typed = typed


class Sign(NamedTuple):
    """What tells what an article is about: how much, and which articles have it, how well."""

    weight: float
    scores: Mapping[str, float]


def like(index: Index, article_id: str, question: Question) -> dict[str, Any]:
    """The articles most like the article *article_id*, as search() answers *question*.

    Never the article itself, nor its near-duplicates. `words` are those by which they were found,
    `directives` those that the article mentions, `like` is the article. Raises NoArticle.
    """
    began = time.perf_counter()
    with index.connect() as connection:
        own = _row(connection, article_id)
        words = _telling(connection, own, _group_of(connection, article_id))
        mentioned = _mentioned(connection, article_id)
        signs = [*_by_words(index, connection, words), *_by_directives(connection, mentioned)]
        ranked = passing(connection, _ranked(connection, own, signs), question.filters)
        ranked = ordered(connection, ranked, question.sort)
        asked = question.model_copy(update={"query": article_id})
        answer = tell(connection, asked, ranked, sought=words, named=mentioned)
    answer["like"] = {key: getattr(own, key) for key in ("id", "title", "published", "path")}
    answer["words"] = [word.text for word in words]
    answer["took_ms"] = round((time.perf_counter() - began) * 1000, 1)
    return answer


def _row(connection: Connection, article_id: str) -> Row[Any]:
    row = connection.execute(select(article).where(article.c.id == article_id)).one_or_none()
    if row is None:
        raise NoArticle(article_id)
    return row


def _group_of(connection: Connection, article_id: str) -> int:
    """How many articles there are of the same news, this one among them."""
    return 1 + len(others(connection, [article_id]).get(article_id, ()))


def _telling(connection: Connection, own: Row[Any], group: int) -> list[Term | Phrase]:
    """The words of an article that say most of it: often there, in the title, rare elsewhere.

    Not those that only the *group* of so many articles has which are the same news.
    """
    counts = _counts(own)
    rows = connection.execute(
        select(term.c.text, term.c.articles)
        .where(term.c.kind.in_(("syllable", "word")))
        .where(term.c.key.in_(each([_key(word) for word in counts])))
    )
    have: dict[str, int] = {row.text: row.articles for row in rows}
    number = connection.scalar(select(func.count()).select_from(article)) or 1
    if not have:  # an index whose words were not counted yet
        have = dict.fromkeys(counts, group + 1)
    most = max(_COMMON * number, group + _FEW)
    gains = {
        word: (1 + math.log(times)) * _rarity(have[word], number)
        for word, times in counts.items()
        if group < have.get(word, 0) <= most
    }
    best = sorted(gains, key=lambda word: (-gains[word], word))[:_WORDS]
    return [Phrase(word) if " " in word else Term(word) for word in best]


def _counts(own: Row[Any]) -> Counter[str]:
    """How often the words of an article occur, in lower case; those without letters do not."""
    counts: Counter[str] = Counter()
    end = 0
    for start, stop in unpacked(own.words):
        counts.update(syllables(own.text[end:start]))
        counts[" ".join(syllables(own.text[start:stop]))] += 1
        end = stop
    counts.update(syllables(own.text[end:]))
    title = f" {' '.join(syllables(own.title or ''))} "
    for word in counts:
        if f" {word} " in title:
            counts[word] += _IN_TITLE
    return Counter({w: n for w, n in counts.items() if w.replace(" ", "").isalpha()})


def _key(word: str) -> str:
    return " ".join(map(bare, word.split()))


def _rarity(articles: int, number: int) -> float:
    return math.log((1 + number) / max(articles, 1))


def _by_words(
    index: Index, connection: Connection, words: Iterable[Term | Phrase]
) -> Iterator[Sign]:
    number = connection.scalar(select(func.count()).select_from(article)) or 1
    for word in words:
        found = index.search(word, limit=number)
        yield Sign(_rarity(found.total, number), {hit.id: hit.score for hit in found.hits})


def _by_directives(connection: Connection, mentioned: Sequence[Known]) -> Iterator[Sign]:
    number = connection.scalar(select(func.count()).select_from(article)) or 1
    for one in mentioned:
        own = select(claim.c.article_id).where(claim.c.directive_id == one.id)
        ids = set(connection.scalars(own))
        weight = _SAID * _rarity(len(ids), number)
        yield Sign(weight, dict.fromkeys(ids, weight))


def _mentioned(connection: Connection, article_id: str) -> list[Known]:
    """The directives that an article surely means, those it mentions most first."""
    often = func.count(mention.c.id)
    rows = connection.execute(
        select(claim.c.directive_id)
        .outerjoin(mention, mention.c.claim_id == claim.c.id)
        .where(claim.c.article_id == article_id, claim.c.directive_id.is_not(None))
        .group_by(claim.c.directive_id)
        .order_by(often.desc(), claim.c.directive_id)
        .limit(_DIRECTIVES)
    )
    rank = {row.directive_id: place for place, row in enumerate(rows)}
    query = with_articles().where(directive.c.id.in_(each(list(rank))))
    found = [known(row) for row in connection.execute(query)]
    return sorted(found, key=lambda one: rank[one.id])


def _ranked(connection: Connection, own: Row[Any], signs: Sequence[Sign]) -> list[Hit]:
    """The articles that share enough, best first; of equals the newer first, then by id."""
    shared: dict[str, float] = defaultdict(float)
    scores: dict[str, float] = defaultdict(float)
    for sign in signs:
        for found, score in sign.scores.items():
            shared[found] += sign.weight
            scores[found] += score
    least = _LEAST * sum(sign.weight for sign in signs)
    firsts = Firsts(connection)
    group = firsts.of(own.id)
    kept = [Hit(i, scores[i]) for i in sorted(shared) if shared[i] >= least]
    kept = ordered(connection, [hit for hit in kept if firsts.of(hit.id) != group], "date")
    return sorted(kept, key=lambda hit: -round(hit.score, 6))
