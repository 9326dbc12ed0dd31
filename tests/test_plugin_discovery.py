"""Where plugins come from, in which order they run, and what is told of one that cannot be used."""

from __future__ import annotations

import pickle
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.errors import PluginError
from indexer.plugin import Plugin, Sources, discover, in_order, survey

EXTRACT = "\n\ndef extract(article, found):\n    return []\n"
ENTRY_POINTS = "[tracuu.plugins]\n{name} = {module}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "more"
    path.mkdir()
    return path


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in which packages are installed."""
    path = tmp_path / "site"
    path.mkdir()
    monkeypatch.syspath_prepend(path)
    before = set(sys.modules)
    yield path
    for name in set(sys.modules) - before:
        if str(path) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


def write(folder: Path, name: str, text: str = EXTRACT) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def install(site: Path, name: str, module: str, text: str = EXTRACT) -> None:
    """A package tracuu-NAME, version 2.5, with the plugin NAME in MODULE."""
    write(site, f"{module}.py", text)
    info = site / f"tracuu_{name}-2.5.dist-info"
    info.mkdir()
    write(info, "METADATA", f"Metadata-Version: 2.1\nName: tracuu-{name}\nVersion: 2.5\n")
    write(info, "entry_points.txt", ENTRY_POINTS.format(name=name, module=module))


def found(folder: Path) -> dict[str, Plugin]:
    return {plugin.name: plugin for plugin in discover(Sources("plugins", (folder,)))}


def plugin(name: str, *needs: str) -> Plugin:
    return Plugin(name, extract=lambda *_: [], needs=needs)


def test_built_in_ones_are_the_modules_of_their_package(folder: Path) -> None:
    known = found(folder)

    assert {"codes", "dates", "directives", "units"} <= known.keys()
    assert not [name for name in known if name.startswith("_")]
    assert known["codes"].origin == "built in"
    assert known["codes"].version


def test_every_file_of_a_folder_is_one_but_those_with_an_underscore(folder: Path) -> None:
    write(folder, "trees.py", '"""Trees.\n\nAnd more.\n"""\nneeds = ("codes",)' + EXTRACT)
    write(folder, "_words.py", "raise SystemExit")
    write(folder, "notes.txt", "no plugin")

    plugins = found(folder)

    assert set(plugins) - set(found(folder.parent)) == {"trees"}
    assert plugins["trees"].kind == "Trees."
    assert plugins["trees"].needs == ("codes",)
    assert plugins["trees"].origin == f"file {folder / 'trees.py'}"


def test_a_module_may_name_itself_its_version_and_one_need_as_a_word(folder: Path) -> None:
    write(folder, "a.py", 'name = "trees"\nversion = "7"\nneeds = "codes"' + EXTRACT)

    trees = found(folder)["trees"]

    assert (trees.version, trees.needs) == ("7", ("codes",))


def test_installed_ones_are_found_by_their_entry_point(site: Path, folder: Path) -> None:
    install(site, "bridges", "tracuu_bridges")

    bridges = found(folder)["bridges"]

    assert (bridges.version, bridges.origin) == ("2.5", "package tracuu-bridges")
    without = discover(Sources("plugins", entry_points=False))
    assert "bridges" not in {p.name for p in without}


def test_an_installed_one_that_cannot_be_imported_is_named_with_its_package(
    site: Path, folder: Path
) -> None:
    install(site, "bridges", "tracuu_broken_bridges", "1 / 0")

    (error,) = survey(Sources("plugins", (folder,))).unusable

    assert re.search(r"'bridges'.*tracuu-bridges.*ZeroDivisionError", str(error))
    assert "codes" in found(folder)


# file → text, and what is told
UNUSABLE = [
    ("trees.py", "", "'trees' cannot be used: it has no extract"),
    ("trees.py", "extract = 3", "'trees' cannot be used: it has no extract"),
    ("trees.py", "import nothing_of_this_name", "'trees'.*fails on import.*ModuleNotFoundError"),
    ("trees.py", "def extract(:", "'trees'.*fails on import.*SyntaxError"),
    ("trees.py", "import sys; sys.exit()", "'trees'.*fails on import.*SystemExit"),
    ("trees.py", "def __getattr__(name): 1 / 0", "'trees'.*fails on import.*ZeroDivisionError"),
    ("trees.py", "needs = 5" + EXTRACT, "'trees' cannot be used: its needs are 5, no names"),
    ("trees.py", "needs = (5,)" + EXTRACT, r"'trees' cannot be used: its needs are \(5,\), no"),
    ("trees.py", 'needs = ("soil", "codes")' + EXTRACT, "it needs soil, which is not there"),
    ("codes.py", EXTRACT, "'codes'.*built in and file .*codes.py have the same name"),
]


@pytest.mark.parametrize(("file", "text", "told"), UNUSABLE)
def test_one_that_cannot_be_used_is_named_with_the_reason(
    folder: Path, file: str, text: str, told: str
) -> None:
    write(folder, file, text)

    (error,) = survey(Sources("plugins", (folder,))).unusable

    assert re.search(told, str(error))
    assert "\n" not in str(error)
    assert error.origin == f"file {folder / file}"
    assert found(folder).keys() == found(folder.parent).keys()  # the others go on


def test_what_needs_an_unusable_one_is_unusable_too(folder: Path) -> None:
    write(folder, "a.py", "1 / 0")
    write(folder, "b.py", 'needs = "a"' + EXTRACT)
    write(folder, "c.py", 'needs = "b"' + EXTRACT)
    write(folder, "d.py")

    known = survey(Sources("plugins", (folder,)))

    assert [error.name for error in known.unusable] == ["a", "b", "c"]
    assert "d" in {p.name for p in known.usable}


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match="the folder is not there"):
        found(tmp_path / "nowhere")


ORDERS = [
    ([plugin("b"), plugin("a")], "a b"),  # among equals by name
    ([plugin("a", "c"), plugin("b"), plugin("c", "b")], "b c a"),
    ([plugin("c", "a", "b"), plugin("b", "a"), plugin("a")], "a b c"),
    ([], ""),
]


@pytest.mark.parametrize(("plugins", "order"), ORDERS)
def test_each_runs_after_those_it_needs(plugins: list[Plugin], order: str) -> None:
    assert " ".join(p.name for p in in_order(plugins)) == order
    assert " ".join(p.name for p in in_order(reversed(plugins))) == order


def test_needs_in_a_circle_are_told() -> None:
    with pytest.raises(PluginError, match=r"circle.*→"):
        in_order([plugin("a", "b"), plugin("b", "c"), plugin("c", "a")])


def test_sources_can_be_sent_to_another_process(folder: Path) -> None:
    sources = Sources("plugins", (folder,))

    assert pickle.loads(pickle.dumps(sources)) == sources  # noqa: S301  (our own bytes)
