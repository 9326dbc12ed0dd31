"""Near-duplicates in the index: the same groups whatever came first, went or was cut short."""

from __future__ import annotations

import itertools
import random
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.models import Annotations, Article
from indexer.store import catalogue, comparing, grouping, schema
from indexer.store.index import Index
from indexer.store.sources import Source

Groups = dict[str, set[str]]

SYLLABLES = (
    "làng",
    "xanh",
    "sạch",
    "sông",
    "đồng",
    "nước",
    "vườn",
    "chăm",
    "mừng",
    "trăm",
)  # of one length
LENGTH, STEP = 120, 8  # versions next to each other share 0.88 of their shingles, then 0.76, 0.67


def text(seed: int, version: int = 0) -> str:
    """A text in one of its versions: its window moves on over words that only *seed* has."""
    picked = random.Random(seed).choices(SYLLABLES, k=LENGTH + 9 * STEP)
    return " ".join(picked[version * STEP :][:LENGTH])


def article(name: str, said: str, published: str | None = None) -> Annotations:
    return Annotations(article=Article(id=name, path=f"{name}.txt", text=said, published=published))


ALL = {
    **{f"a{v}": article(f"a{v}", text(1, v), f"2020-01-0{v + 1}") for v in range(5)},
    **{f"b{v}": article(f"b{v}", text(2, v)) for v in range(3)},
    "c": article("c", text(3), "2019-01-01"),
}


def say(index: Index, batches: Iterable[Iterable[Annotations]]) -> None:
    for batch in batches:
        with index.writer() as writer:
            for said in batch:
                writer.add(Source(said.article.path), [said])


def groups(index: Index) -> Groups:
    """The articles of each group, by the one that stands for it."""
    found: Groups = {}
    with index.connect() as connection:
        for row in connection.execute(sa.select(schema.same)):
            found.setdefault(row.first, set()).add(row.article_id)
    return found


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index.create(tmp_path / "index") as made:
        yield made


@pytest.fixture(scope="module")
def clean() -> Groups:
    with tempfile.TemporaryDirectory() as folder, Index.create(Path(folder)) as made:
        say(made, [ALL.values()])
        return groups(made)


def test_versions_of_a_text_are_grouped_and_others_are_not(clean: Groups) -> None:
    assert clean == {"a0": {"a0", "a1", "a2"}, "a3": {"a3", "a4"}, "b0": {"b0", "b1", "b2"}}


def test_what_is_like_both_does_not_bring_two_unlike_together(index: Index) -> None:
    say(index, [ALL.values()])
    with index.connect() as connection:
        twins = {tuple(row) for row in connection.execute(sa.select(schema.twin))}

    assert {("a0", "a2"), ("a2", "a3"), ("a2", "a4")} < twins
    assert not {("a0", "a3"), ("a0", "a4")} & twins
    for group in groups(index).values():
        assert set(itertools.combinations(sorted(group), 2)) <= twins


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(order=st.permutations(sorted(ALL)), cuts=st.sets(st.integers(1, 7), max_size=3))
def test_the_order_of_articles_does_not_matter(
    clean: Groups, order: list[str], cuts: set[int]
) -> None:
    ends = [0, *sorted(cuts), len(order)]
    batches = [[ALL[name] for name in order[a:b]] for a, b in itertools.pairwise(ends)]
    with tempfile.TemporaryDirectory() as folder, Index.create(Path(folder)) as made:
        say(made, batches)

        assert groups(made) == clean
        assert made.check() == []


# what goes → the groups that are left
GONE = [
    ("a0", {"a1": {"a1", "a2", "a3"}}),  # the next one stands for all, and is like one more
    ("a1", {"a0": {"a0", "a2"}, "a3": {"a3", "a4"}}),
    ("a3", {"a0": {"a0", "a1", "a2"}}),
    ("c", {"a0": {"a0", "a1", "a2"}, "a3": {"a3", "a4"}}),
]


@pytest.mark.parametrize(("name", "left"), GONE)
def test_what_goes_leaves_the_groups_of_a_clean_run(index: Index, name: str, left: Groups) -> None:
    say(index, [ALL.values()])
    with index.writer() as writer:
        writer.remove_source(f"{name}.txt")

    assert groups(index) == {"b0": {"b0", "b1", "b2"}, **left}
    assert index.check() == []


# of a chain of three: what goes → the groups that are left
ENDS = [("y", {}), ("x", {"y": {"y", "z"}}), ("z", {"x": {"x", "y"}})]


@pytest.mark.parametrize(("name", "left"), ENDS)
def test_what_was_kept_out_of_a_group_may_come_in(index: Index, name: str, left: Groups) -> None:
    chain = [article(known, text(5, version)) for known, version in (("z", 4), ("y", 2), ("x", 0))]
    say(index, [chain])
    assert groups(index) == {"x": {"x", "y"}}

    with index.writer() as writer:
        writer.remove_source(f"{name}.txt")
    assert groups(index) == left


def test_a_text_that_changes_leaves_its_group_and_comes_back(index: Index) -> None:
    say(index, [ALL.values()])
    say(index, [[article("b0", text(9))]])
    assert groups(index)["b1"] == {"b1", "b2"}

    say(index, [[ALL["b0"]]])
    assert groups(index)["b0"] == {"b0", "b1", "b2"}


def test_a_day_that_changes_changes_who_stands_for_all(index: Index) -> None:
    say(index, [ALL.values()])
    say(index, [[article("b2", text(2, 2), "2018-01-01")]])

    assert groups(index)["b2"] == {"b0", "b1", "b2"}


@pytest.mark.parametrize("step", ["compare_new", "regroup"])
def test_a_run_that_was_cut_short_is_finished_by_the_next(
    index: Index, clean: Groups, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(f"indexer.store.writer.{step}", end)
        with pytest.raises(KeyboardInterrupt):
            say(index, [ALL.values()])
    assert "near-duplicates" in {found.what for found in index.check()}

    with index.writer():
        pass
    assert groups(index) == clean
    assert index.check() == []


def test_many_are_compared_piece_by_piece(
    index: Index, clean: Groups, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name, size in (
        (comparing, "CHUNK", 2),
        (comparing, "_READ", 1),
        (comparing, "_SKETCHED", 1),
        (comparing, "_SYLLABLES", 1),
        (grouping, "CHUNK", 2),
    ):
        monkeypatch.setattr(module, name, size)
    say(index, [ALL.values()])

    assert groups(index) == clean


def test_other_rules_compare_all_anew(
    index: Index, clean: Groups, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(index, [ALL.values()])
    with monkeypatch.context() as patched:
        patched.setattr(comparing, "_RULES", "others")
        patched.setattr(comparing, "same_news", lambda *_: False)
        with index.writer():
            pass
    assert groups(index) == {}

    with index.writer():
        pass
    assert groups(index) == clean


def test_an_index_without_groups_gets_them_with_the_next_run(index: Index, clean: Groups) -> None:
    say(index, [ALL.values()])
    engine = catalogue.connect(index.folder)
    with engine.begin() as connection:
        made = tables(connection)
        for table in NEW:
            connection.execute(sa.text(f"DROP TABLE {table}"))
        for lookup in schema.LOOK_UPS:  # of version 7
            lookup.drop(connection)
        for name in ("letters", "year", "articles"):
            connection.execute(sa.text(f"ALTER TABLE directive DROP COLUMN {name}"))
        connection.execute(sa.delete(schema.meta).where(schema.meta.c.key == "likeness"))
        catalogue.put(connection, "schema", "5")
    engine.dispose()

    with Index.open(index.folder) as opened:
        assert groups(opened) == {}
        with opened.connect() as connection:
            assert tables(connection) == made
        with opened.writer():
            pass
        assert groups(opened) == clean
        assert opened.check() == []


NEW = ("ungrouped", "same", "twin", "sketch")


def tables(connection: sa.Connection) -> dict[str, tuple[list[object], ...]]:
    """Columns, foreign keys, indexes and options of what version 6 brought."""
    about = ("table_info", "foreign_key_list", "index_list", "table_list")
    facts: dict[str, tuple[list[object], ...]] = {}
    for table in NEW:
        found = (connection.execute(sa.text(f"PRAGMA {pragma}({table})")) for pragma in about)
        facts[table] = tuple(sorted(map(tuple, rows)) for rows in found)
    return facts
