"""Imports run one way, outside libraries stay in their rooms, and files stay small.

docs/design.md tells the same to people.
"""

from __future__ import annotations

import ast
import fnmatch
import graphlib
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHIPPED = ("cli.py", "indexer", "plugins")
LONGEST = 350  # lines of a module
COMMANDS = 500  # of the one that holds all commands, none of which is long

# Each room of indexer imports those of lower rows only, none beside it; a new one gets its place.
ROWS = (
    ("web",),
    ("report",),
    ("answer", "pipeline"),
    ("intake",),
    ("store",),
    ("resolve",),
    ("annotate", "read"),
    ("plugin",),
    ("text",),
    ("models", "errors", "processes"),
)
OPEN_TO_PLUGINS = ("models", "text")

# Import name → where it may be imported; all that is not built in is named here.
LIBRARIES = {
    "anyio": ("indexer/web/app.py",),
    "click": (
        "cli.py",
        *(f"indexer/report/{name}.py" for name in ("options", "output", "shell")),
    ),
    "fastapi": ("indexer/web/*",),
    "filelock": ("indexer/store/index.py",),
    "jinja2": ("indexer/web/rendering.py",),
    "lxml": ("indexer/read/formats/packed.py", "indexer/read/formats/doc.py"),
    "markupsafe": ("indexer/web/rendering.py", "indexer/web/pages/picture.py"),
    "olefile": ("indexer/read/formats/ole.py",),
    "pydantic": ("indexer/models.py", "indexer/read/limits.py", "indexer/web/answers/*"),
    "pypdfium2": ("indexer/read/formats/pdf.py", "indexer/read/formats/ocr.py"),
    "python_multipart": ("indexer/web/uploads.py",),
    "rapidfuzz": tuple(f"indexer/answer/{name}.py" for name in ("likely", "spelling", "unknown")),
    "regex": ("indexer/*", "plugins/*"),
    "rensa": ("indexer/resolve/sketch.py",),
    "resiliparse": ("indexer/read/page.py",),
    "rich": ("indexer/report/*",),
    "sqlalchemy": ("indexer/store/*", "indexer/answer/*", "indexer/report/*"),
    "tantivy": ("indexer/store/tantivy_*.py",),
    "underthesea": ("indexer/text/words.py",),
    "uvicorn": ("indexer/web/serving.py",),
    "whoosh": ("indexer/store/whoosh_*.py",),
    "xlsxwriter": ("indexer/report/workbook.py",),
}
NEVER_RUN = ("_typeshed",)  # names for type checkers
DISTRIBUTIONS = {
    "python_multipart": "python-multipart",
    "whoosh": "whoosh-reloaded",
}  # where it is called otherwise

FORBIDDEN = {
    "a path of one machine": r"(?<![\w.~/])/(?:work|tmp|root|home|Users)/\w",
    "the host of a package registry": r"(?:pypi|pythonhosted|anaconda|npmjs|crates)[.](?:org|com)",
}


@cache
def modules() -> dict[str, Path]:
    """Every module that is shipped, by its full name."""
    paths = (p for name in SHIPPED for p in [ROOT / name, *(ROOT / name).rglob("*.py")])
    return {_name(path): path for path in paths if path.is_file()}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports(module: str) -> frozenset[str]:
    """What *module* imports, anywhere in it; a module of ours by its full name."""
    tree = ast.parse(modules()[module].read_text(encoding="utf-8"))
    return frozenset(name for node in ast.walk(tree) for name in _imported(node))


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, "relative imports hide where a name comes from"
        for alias in node.names:
            inner = f"{node.module}.{alias.name}"
            yield inner if inner in modules() else str(node.module)


def room(module: str) -> tuple[str, int]:
    """The room of *module*, and its row; 0 is on top."""
    top, _, rest = module.partition(".")
    name = rest.partition(".")[0]
    if top != "indexer" or not name:
        return top, -1 if top == "plugins" else -2
    return name, next(i for i, row in enumerate(ROWS) if name in row)


def may_import(importer: str, imported: str) -> bool:
    (here, row), (there, lower) = room(importer), room(imported)
    if here == there:
        return True
    if here == "plugins":
        return there in OPEN_TO_PLUGINS
    return row < lower


def test_there_is_something_to_check() -> None:
    assert len(modules()) > 50
    assert "indexer.store.index" in imports("cli")
    assert "plugins.organisations" in imports("plugins.directives.header")


@pytest.mark.parametrize(
    ("importer", "imported", "allowed"),
    [
        ("cli", "plugins.codes", True),
        ("cli", "indexer.store.index", True),
        ("plugins.codes", "plugins._vocabulary", True),
        ("plugins.codes", "indexer.text.unicode", True),
        ("plugins.codes", "indexer.models", True),
        ("plugins.codes", "indexer.store.index", False),
        ("plugins.codes", "cli", False),
        ("indexer.answer.search", "indexer.store.index", True),
        ("indexer.answer.search", "indexer.pipeline", False),
        ("indexer.store.index", "indexer.answer.search", False),
        ("indexer.report.rows", "indexer.answer.search", True),
        ("indexer.pipeline", "plugins.codes", False),
        ("indexer.models", "cli", False),
        ("indexer.models", "indexer.errors", False),
    ],
)
def test_the_rule_is_as_the_design_has_it(importer: str, imported: str, allowed: bool) -> None:
    assert may_import(importer, imported) == allowed


@pytest.mark.parametrize("module", sorted(modules()))
def test_imports_run_one_way(module: str) -> None:
    ours = [name for name in imports(module) if name in modules()]

    assert [name for name in ours if not may_import(module, name)] == []


def test_people_are_told_the_same_rows() -> None:
    design = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| \d+ \| (.*) \|$", design, re.MULTILINE)

    assert tuple(tuple(re.findall(r"`(\w+)`", row)) for row in told) == ROWS


def test_no_imports_go_in_a_circle() -> None:
    graph = {module: imports(module) & modules().keys() for module in modules()}

    graphlib.TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("module", sorted(modules()))
def test_libraries_stay_in_their_rooms(module: str) -> None:
    path = modules()[module].relative_to(ROOT).as_posix()
    tops = {name.partition(".")[0] for name in imports(module)}
    outside = tops - sys.stdlib_module_names - {"indexer", "plugins", "cli", *NEVER_RUN}

    assert [
        name
        for name in outside
        if not any(fnmatch.fnmatch(path, place) for place in LIBRARIES.get(name, ()))
    ] == []


def test_what_is_required_is_used_and_what_is_used_is_required() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]["all"]  # what is used where it is installed
    required = {re.split(r"[<>=~! ]", line)[0] for line in [*project["dependencies"], *extras]}
    used = {name.partition(".")[0] for module in modules() for name in imports(module)}

    assert required == {DISTRIBUTIONS.get(name, name) for name in LIBRARIES}
    assert set(LIBRARIES) <= used


@pytest.mark.parametrize("module", sorted(modules()))
def test_modules_stay_small(module: str) -> None:
    limit = COMMANDS if module == "cli" else LONGEST

    assert modules()[module].read_text(encoding="utf-8").count("\n") <= limit


def test_every_plugin_has_a_test_of_its_name() -> None:
    names = {path.stem for path in (ROOT / "plugins").glob("[!_]*") if path.suffix in ("", ".py")}
    tests = {path.stem for path in (ROOT / "tests" / "plugins").glob("test_*.py")}

    assert names
    assert {name for name in names if f"test_{name}" not in tests} == set()


def texts() -> Iterator[Path]:
    """All code and docs, not the data."""
    yield from (path for path in ROOT.iterdir() if path.suffix in (".py", ".md", ".toml"))
    for folder in ("indexer", "plugins", "tests", "docs", "benchmarks", ".ci"):
        paths = (path for path in (ROOT / folder).rglob("*") if path.is_file())
        yield from (p for p in paths if p.suffix in (".py", ".md", ".toml", ".csv", ".json", ""))


@pytest.mark.parametrize("what", FORBIDDEN)
def test_nothing_names(what: str) -> None:
    found = [
        f"{path.relative_to(ROOT).as_posix()}: {match[0]}"
        for path in texts()
        for match in re.finditer(FORBIDDEN[what], path.read_text(encoding="utf-8"))
    ]

    assert found == []
