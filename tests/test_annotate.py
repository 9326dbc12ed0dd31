"""Running the plugins: in order of their needs, each one guarded, none trusted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer.annotate import annotate
from indexer.errors import PluginError
from indexer.models import Annotations, Article, Finding, Mention
from indexer.plugin import Plugin, Sources, discover, in_order, survey

TEXT = "Xã trồng cây, xã làm đường"
ARTICLE = Article(id="a", path="a.txt", text=TEXT)


def word(start: int, end: int, text: str | None = None) -> Finding:
    """A finding at a span; *text* where it is not what stands there."""
    return Finding(start=start, end=end, text=TEXT[start:end] if text is None else text, value="")


def plugin(name: str, *found: Mention, needs: tuple[str, ...] = ()) -> Plugin:
    """A plugin that always finds the same."""
    return Plugin(name=name, extract=lambda _article, _found: found, needs=needs)


def raising(name: str, error: Exception, *before: Mention) -> Plugin:
    """A plugin that raises, after it has yielded what is *before*."""

    def extract(_article: Article, _found: Annotations) -> Iterator[Mention]:
        yield from before
        raise error

    return Plugin(name=name, extract=extract)


class Refuses:
    """A plugin function that raises at once, without ever yielding."""

    def __call__(self, _article: Article, _found: Annotations) -> Iterable[Mention]:
        raise LookupError("no table")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (raising("bad", ValueError("no such day")), "ValueError: no such day"),
        (raising("bad", KeyError("TU"), word(0, 2)), "KeyError: 'TU'"),  # what came before is lost
        (raising("bad", RecursionError("too deep")), "RecursionError: too deep"),
        (Plugin(name="bad", extract=Refuses()), "LookupError: no table"),
    ],
)
def test_a_plugin_that_raises_harms_neither_article_nor_others(bad: Plugin, reason: str) -> None:
    found = annotate(ARTICLE, [plugin("first", word(0, 2)), bad, plugin("last", word(3, 8))])

    assert found.article == ARTICLE
    assert {name: len(mentions) for name, mentions in found.found.items()} == {
        "first": 1,
        "bad": 0,
        "last": 1,
    }
    assert [(f.plugin, f.reason) for f in found.failures] == [("bad", reason)]


@pytest.mark.parametrize(
    "wrong",
    [
        word(0, 2, "xã"),  # another word
        word(0, 500, TEXT),  # beyond the end
        word(500, 510, ""),
        word(8, 3, ""),  # though it slices to nothing
    ],
)
def test_a_wrong_span_loses_the_findings_of_its_plugin_only(wrong: Mention) -> None:
    found = annotate(ARTICLE, [plugin("good", word(0, 2)), plugin("bad", word(3, 8), wrong)])

    assert found.found == {"good": (word(0, 2),), "bad": ()}
    assert [f.plugin for f in found.failures] == ["bad"]
    assert "span" in found.failures[0].reason


@pytest.mark.parametrize("yielded", [None, 5, ["Xã"], [None]])
def test_what_is_no_mention_loses_the_findings_of_its_plugin_only(yielded: object) -> None:
    def extract(_article: Article, _found: Annotations) -> object:
        return yielded

    bad = Plugin(name="bad", extract=extract)  # type: ignore[arg-type]
    found = annotate(ARTICLE, [bad, plugin("good", word(0, 2))])

    assert found.found == {"bad": (), "good": (word(0, 2),)}
    assert [f.plugin for f in found.failures] == ["bad"]


@pytest.mark.parametrize(
    "value",
    [{"value": "\ud800"}, {"attributes": {"x": [float("nan")]}}, {"attributes": {"\ud800": 1}}],
)
def test_what_cannot_be_written_down_loses_the_findings_of_its_plugin_only(
    value: dict[str, Any],
) -> None:
    wrong = Finding(**{"start": 0, "end": 2, "text": "Xã", "value": "", **value})
    found = annotate(ARTICLE, [plugin("bad", wrong), plugin("good", word(0, 2))])

    assert found.found == {"bad": (), "good": (word(0, 2),)}
    assert [f.plugin for f in found.failures] == ["bad"]


def test_a_reason_that_cannot_be_written_down_is_escaped() -> None:
    found = annotate(ARTICLE, [raising("bad", ValueError("\ud800"))])

    assert found.failures[0].reason == "ValueError: \\ud800"


def test_an_interrupt_is_not_swallowed() -> None:
    def extract(_article: Article, _found: Annotations) -> Iterator[Mention]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        annotate(ARTICLE, [Plugin(name="bad", extract=extract)])


def test_findings_come_in_order_of_the_text() -> None:
    found = annotate(ARTICLE, [plugin("p", word(14, 16), word(0, 8), word(0, 2))])

    assert [(m.start, m.end) for m in found.found["p"]] == [(0, 2), (0, 8), (14, 16)]


def test_a_plugin_sees_what_those_before_it_found() -> None:
    def extract(_article: Article, found: Annotations) -> Iterator[Mention]:
        yield from found.found["first"]

    found = annotate(ARTICLE, [plugin("first", word(0, 2)), Plugin(name="echo", extract=extract)])

    assert found.found["echo"] == (word(0, 2),)


def test_a_plugin_whose_need_failed_still_runs() -> None:
    needing = plugin("needing", word(0, 2), needs=("bad",))
    found = annotate(ARTICLE, [raising("bad", ValueError()), needing])

    assert found.found["needing"] == (word(0, 2),)


# The order of plugins


@pytest.mark.parametrize(
    ("plugins", "expected"),
    [
        ([plugin("b"), plugin("a")], ["a", "b"]),  # nothing else decides: by name
        ([plugin("a", needs=("b",)), plugin("b")], ["b", "a"]),
        ([plugin("a", needs=("c",)), plugin("b", needs=("a",)), plugin("c")], ["c", "a", "b"]),
        ([], []),
    ],
)
def test_each_plugin_comes_after_those_it_needs(plugins: list[Plugin], expected: list[str]) -> None:
    assert [p.name for p in in_order(plugins)] == expected
    assert [p.name for p in in_order(reversed(plugins))] == expected


def test_a_need_that_nobody_meets_is_named() -> None:
    with pytest.raises(PluginError, match=r"'money' cannot be used: it needs prices, which"):
        in_order([plugin("money", needs=("prices",))])


@pytest.mark.parametrize(
    "needs", [{"a": ("a",)}, {"a": ("b",), "b": ("a",)}, {"a": ("b",), "b": ("c",), "c": ("a",)}]
)
def test_needs_that_go_round_in_a_circle_are_named(needs: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(PluginError, match=r"circle \(.*a.*→.*\)"):
        in_order([plugin(name, needs=n) for name, n in needs.items()])


# Finding plugins

GOOD = '''"""Trees: finds trees."""
from indexer.models import Finding

name = "trees"
version = "3"

def extract(article, found):
    start = article.text.find("cây")
    if start >= 0:
        yield Finding(start=start, end=start + 3, text="cây", value="tree")
'''

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Makes a folder of plugin files, by file name."""

    def make(**files: str) -> Path:
        for name, source in files.items():
            (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
        return tmp_path

    return make


def in_folder(path: Path) -> list[Plugin]:
    return discover(Sources(package="plugins", folders=(path,), entry_points=False))


def test_a_file_in_a_folder_is_a_plugin(folder: Folder) -> None:
    path = folder(trees_file=GOOD)
    trees = next(p for p in in_folder(path) if p.name == "trees")

    assert trees.kind == "Trees: finds trees."
    assert trees.version == "3"
    assert trees.origin == f"file {path / 'trees_file.py'}"
    assert [m.text for m in annotate(ARTICLE, [trees]).found["trees"]] == ["cây"]


def test_a_plugin_without_a_name_bears_that_of_its_file(folder: Folder) -> None:
    path = folder(rivers="def extract(article, found):\n    return []\n")

    assert "rivers" in [p.name for p in in_folder(path)]


def test_one_need_may_be_written_without_brackets(folder: Folder) -> None:
    path = folder(rivers='needs = "codes"\ndef extract(article, found):\n    return []\n')
    names = [p.name for p in in_folder(path)]

    assert names.index("codes") < names.index("rivers")


def test_files_with_an_underscore_are_no_plugins(folder: Folder) -> None:
    path = folder(_shared="raise RuntimeError", trees=GOOD)

    assert "trees" in [p.name for p in in_folder(path)]


EXTRACT = "def extract(article, found):\n    return []\n"


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"empty": ""}, r"'empty' cannot be used: it has no extract\(article, found\) function"),
        ({"odd": "extract = 5"}, "'odd' cannot be used: it has no extract"),
        ({"broken": "def extract(:"}, r"'broken' cannot be used: .*broken\.py fails on import"),
        ({"lost": "import nowhere_to_be_found"}, "'lost' cannot be used: .* fails on import"),
        (
            {"mine": f'name = "codes"\n{EXTRACT}'},
            "'codes' cannot be used: built in and file .*mine",
        ),
        ({"a": GOOD, "b": GOOD}, "'trees' cannot be used: file .* and file .* have the same name"),
        ({"poor": f'needs = ("gold",)\n{EXTRACT}'}, "'poor' cannot be used: it needs gold"),
        (
            {"a": f'needs = ("b",)\n{EXTRACT}', "b": f'needs = ("a",)\n{EXTRACT}'},
            "its needs go round in a circle",
        ),
    ],
)
def test_a_plugin_that_cannot_be_used_is_told_with_its_reason(
    folder: Folder, files: dict[str, str], message: str
) -> None:
    sources = Sources(package="plugins", folders=(folder(**files),), entry_points=False)
    found = survey(sources)

    assert re.search(message, str(found.unusable[0]))
    assert "codes" in {p.name for p in found.usable}  # the others go on


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="the folder is not there"):
        in_folder(tmp_path / "nowhere")
