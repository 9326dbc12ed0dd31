"""README and docs tell the truth: their examples run, print what they show, and leave nothing out.

In a block marked `console`, what stands after "$ " is run. What follows is its output, in which
"…" stands for anything, on a line of its own for any lines; "# exit code 1" tells an end that is
not 0.
"""

from __future__ import annotations

import contextlib
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner, Result

import cli
from indexer.store import schema

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted(DOCS.rglob("*.md")),
]
BLOCK = re.compile(r"^ *```(?P<kind>\w+)\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL)
SET_UP = re.compile(r"^(?:python3|py) -m venv \.venv && \S+ install -q .*", re.MULTILINE)


class Example(NamedTuple):
    """A command and what it prints."""

    command: str
    output: str


def page(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path, kind: str) -> list[str]:
    return [m["text"] for m in BLOCK.finditer(page(path)) if m["kind"] == kind]


def examples(path: Path) -> Iterator[Example]:
    for block in blocks(path, "console"):
        for example in block.removeprefix("$ ").split("\n$ "):
            command, _, output = example.partition("\n")
            yield Example(command, output)


def plain(line: str) -> str:
    """*line* without the widths of its columns."""
    return re.sub(r"([━─ ])\1+", r"\1", line).rstrip()


def differs(output: str, printed: str) -> str | None:
    """The first line that *output* shows and *printed* lacks, or None where they agree."""
    lines = [plain(line) for line in output.splitlines()]
    patterns = [
        "(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + "\n" for line in lines
    ]
    real = "".join(f"{plain(line)}\n" for line in printed.splitlines())
    for number, line in enumerate(lines, start=1):
        if not re.match("".join(patterns[:number]), real):
            return line
    return None if re.fullmatch("".join(patterns), real) else "and no more"


def run(command: str, folder: Path) -> Result:
    """The end of a line as a shell of 100 columns would run it in *folder*."""
    program, *words = shlex.split(command, comments=True)
    assert program == "tracuu"
    expanded = [file for word in words for file in sorted(_files(word, folder)) or [word]]
    env = {"COLUMNS": "100", "TRACUU_INDEX": None, "TRACUU_PLUGINS": None}
    with contextlib.chdir(folder):
        return CliRunner(env=env).invoke(cli.main, expanded)


def _files(word: str, folder: Path) -> list[str]:
    if not re.fullmatch(r"[\w./-]+\*\.\w+", word):  # ngh* is no file
        return []
    return [path.relative_to(folder).as_posix() for path in folder.glob(word)]


def set_up(path: Path) -> list[str]:
    """The lines that install and run tracuu, the one of users and the one of developers."""
    return SET_UP.findall(page(path))


def tracuu_commands(line: str) -> list[str]:
    parts = (part.strip() for part in line.split("&&"))
    return [p.removeprefix(".venv/bin/") for p in parts if p.startswith(".venv/bin/tracuu ")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's folder after the README's first line, with the plugins of docs."""
    copy = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "corpus", copy / "corpus")
    ingest, _ = tracuu_commands(set_up(ROOT / "README.md")[0])
    result = run(ingest, copy)
    assert (result.exit_code, result.stderr) == (0, "")
    for path in PAGES:
        for text in blocks(path, "python"):
            file = copy / text.partition("\n")[0].removeprefix("# ")
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return copy


def test_the_first_line_ends_with_the_implementers(folder: Path) -> None:
    _, report = tracuu_commands(set_up(ROOT / "README.md")[0])

    result = run(report, folder)

    assert (result.exit_code, result.stderr) == (0, "")
    assert "│ 415-TB/TU" in result.stdout
    assert "┃ Câu chứng" in result.stdout


def test_the_lines_are_the_same_wherever_they_stand() -> None:
    readme, everywhere = set_up(ROOT / "README.md"), set_up(DOCS / "install.md")
    windows = [
        line.replace("python3 ", "py ").replace(".venv/bin/", ".venv\\Scripts\\") for line in readme
    ]

    assert len(readme) == 2
    assert everywhere == [*readme, *windows]
    assert readme[1].endswith("pytest -q")


def test_ci_runs_what_contributors_run() -> None:
    told = blocks(ROOT / "CONTRIBUTING.md", "sh")[0].splitlines()
    script = page(ROOT / ".ci" / "run")
    tests = set_up(ROOT / "README.md")[1].rpartition("&& ")[2]

    assert len(told) == 5
    assert tests == f".venv/bin/{told[-1]}"
    assert re.findall(r'^run "([a-z].*)"$', script, re.MULTILINE) == told[:-1]


@pytest.mark.parametrize(
    "path", [p for p in PAGES if blocks(p, "console")], ids=lambda p: p.relative_to(ROOT).as_posix()
)
def test_examples_print_what_they_show(path: Path, folder: Path) -> None:
    for command, output in examples(path):
        expected = int(command.partition("# exit code ")[2] or 0)

        result = run(command, folder)

        assert result.exit_code == expected, f"{command}: {result.output}"
        assert (command, differs(output, result.output)) == (command, None)


@pytest.mark.parametrize(
    ("shown", "printed", "difference"),
    [
        ("a  b\n…\nc…d\n", "a b\nx\ny\nc and d\n", None),
        ("┏━━━┓\n…", "┏━━━━━┓\n", None),
        ("a\n…\nd\n", "a\nb\nc\n", "d"),
        ("a\n", "a\nb\n", "and no more"),
        ("a\nb\n", "a\n", "b"),
    ],
)
def test_what_an_example_shows_is_compared(
    shown: str, printed: str, difference: str | None
) -> None:
    assert differs(shown, printed) == difference


def sections() -> dict[str, str]:
    """What docs/commands.md says of each command; "" is what it says of all."""
    first, *rest = page(DOCS / "commands.md").split("\n## tracuu ")
    return {"": first} | {text.split()[0]: text for text in rest}


def test_every_command_has_its_section_and_no_other() -> None:
    assert sections().keys() - {""} == set(cli.main.commands)


def options_of(command: click.Command) -> list[click.Option]:
    """The options of *command*, and of those below it."""
    below = command.commands.values() if isinstance(command, click.Group) else ()
    own = [option for option in command.params if isinstance(option, click.Option)]
    return own + [option for other in below for option in options_of(other)]


@pytest.mark.parametrize("name", sorted(cli.main.commands))
def test_every_option_of_a_command_is_told(name: str) -> None:
    told = sections()[""] + sections()[name]
    options = options_of(cli.main.commands[name])
    choices = [str(c) for o in options if isinstance(o.type, click.Choice) for c in o.type.choices]

    assert [o.opts[0] for o in options if f"`{o.opts[0]}" not in told] == []
    assert [choice for choice in choices if not re.search(rf"\b{choice}\b", told)] == []


def test_no_option_is_told_that_is_not_there() -> None:
    params = options_of(cli.main)
    known = {opt for param in params for opt in (*param.opts, *param.secondary_opts)}

    told = set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", page(DOCS / "commands.md")))
    assert told <= known | {"--help", "--version"}


@pytest.mark.parametrize("name", cli.REPORTS)
def test_every_report_is_told(name: str) -> None:
    assert f"| `{name}` |" in sections()["report"]


def test_the_tables_of_the_catalogue_are_told() -> None:
    told = page(DOCS / "index-format.md")
    tables = re.findall(r"^\| `(\w+)` \|", told.partition("## Full text")[0], re.MULTILINE)

    assert sorted(tables) == sorted(schema.metadata.tables)
    assert f"schema version {schema.VERSION}," in told


def test_readme_promises_no_more_than_the_floors_keep() -> None:
    floors = json.loads(page(ROOT / "tests" / "accuracy.json"))
    sample, real = (floors[name]["floors"] for name in ("corpus/gold", "../shared/gold/dev"))
    promised = re.findall(r"^\| ([\w.]+) \| ([\d.]+) \| ([\d.]+) \|$", page(PAGES[0]), re.MULTILINE)

    assert len(promised) > 8
    assert [
        layer
        for layer, at_least, of_real in promised
        if float(at_least) > sample[layer] or float(of_real) > real[layer]
    ] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", page(path)):
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


def anchors(path: Path) -> set[str]:
    """What a link may name of a page: its headings."""
    headings = re.findall(r"^#+ (.*)", page(path), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
