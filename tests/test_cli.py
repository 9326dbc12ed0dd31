"""The commands as staff type them: what they print, and how they end."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cli
from indexer.answer.filters import RELATIONS
from indexer.answer.order import Order
from indexer.models import DirectiveRelation, LinkRelation
from indexer.read import Limits
from indexer.report import options, output
from indexer.report.beside import LEVELS
from indexer.report.graph.forms import FORMATS as GRAPHS
from indexer.report.rows import REPORTS
from indexer.report.statistics import GROUPINGS
from indexer.report.tables import FORMATS
from indexer.report.words import LANGUAGES
from indexer.store.engine import ENGINES
from indexer.store.index import Index
from indexer.store.whoosh_engine import WhooshEngine

TEXT = """Ngày 4/5/2021, Đảng ủy xã Phù Lưu tổ chức quán triệt Nghị quyết số 12-NQ/HU của Huyện ủy \
Hàm Yên về trồng rừng. Toàn xã có 31 hộ tham gia."""


def run(*words: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli.main, [str(word) for word in words], input=stdin)


def answer(*words: str | Path, code: int = 0) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == code, result.stderr
    return json.loads(result.stdout)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bài.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def plugin_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "trees.py").write_text(
        textwrap.dedent(
            '''
            """Forests."""
            from indexer.models import Finding

            def extract(article, found):
                at = article.text.index("rừng")
                yield Finding(start=at, end=at + 4, text="rừng", value="forest")
            '''
        ),
        encoding="utf-8",
    )
    return folder


# what was typed → the exit code and a part of the one line on stderr
BAD_INPUT = [
    ([], 2, "No command given. Try: "),
    (["nothing"], 2, "No such command 'nothing'"),
    (["search"], 2, "Missing argument 'QUERY'"),
    (["search", "x", "--sort", "size"], 2, "'size' is not one of"),
    (["search", "x", "--limit", "-1"], 2, "-1 is not in the range"),
    (["search", "x", "--from", "yesterday", "--index", "INDEX"], 2, "'yesterday' is no day"),
    (["search", "x", "--relation", "likes"], 2, "'likes' is not one of"),
    (["search", "x", "--index", "NOWHERE"], 2, "No index in"),
    (["search", "x", "--colour"], 2, "No such option"),
    (["show", "x", "--index", "NOWHERE"], 2, "No index in"),
    (["show", "381-TB/TU", "--index", "INDEX"], 2, "Codes like it: 380-TB/TU"),
    (["report", "implementers", "--index", "NOWHERE"], 2, "No index in"),
    (["report", "everything"], 2, "'everything' is not one of 'implementers'"),
    (["report", "implementor"], 2, "Did you mean 'implementers'?"),
    (["report", "implementers", "999-XX/YY", "--index", "INDEX"], 2, "'999-XX/YY'"),
    (["report", "doubts", "--format", "pdf"], 2, "'pdf' is not one of"),
    (["report", "doubts", "--index", "INDEX", "--output", "NOWHERE/x.csv"], 2, "x.csv"),
    (["report", "doubts", "--output", "NOWHERE.pdf"], 2, ".txt (table), .csv (csv), .xlsx (xlsx)"),
    (["report", "doubts", "--lang", "fr"], 2, "'fr' is not one of 'vi', 'en'"),
    (["report", "chain", "--index", "INDEX"], 2, "on one directive: tracuu report chain CODE"),
    (["report", "chain", "05-NQ/TU", "--index", "INDEX"], 2, "names 2 directives. Give the id"),
    (["report", "silent", "380-TB/TU", "--index", "INDEX"], 2, "Give --expected FILE"),
    (["report", "silent", "380-TB/TU", "--index", "INDEX", "--place", "xyz"], 2, "province 'xyz'"),
    (
        ["report", "silent", "380-TB/TU", "--index", "INDEX", "--expected", "NOWHERE"],
        2,
        "nowhere': No such file",
    ),
    (
        ["report", "doubts", "--index", "INDEX", "--expected", "ARTICLE"],
        2,
        "--expected is for the report 'silent', not for 'doubts'",
    ),
    (
        ["report", "doubts", "--index", "INDEX", "--level", "commune"],
        2,
        "--level is for the report 'silent', not for 'doubts'",
    ),
    (
        [
            "report",
            "silent",
            "380-TB/TU",
            *("--index", "INDEX"),
            *("--level", "commune"),
            "--expected",
            "ARTICLE",
        ],
        2,
        "--level is for the units of --place",
    ),
    (
        ["report", "units", "--index", "INDEX", "--by", "unit"],
        2,
        "--by is for the report 'statistics', not for 'units'",
    ),
    (
        ["report", "doubts", "--json", "--output", "NOWHERE.csv"],
        2,
        "nowhere.csv' ends like no json",
    ),
    (["report", "doubts", "--format", "csv", "--output", "NOWHERE.md"], 2, "ends like no csv"),
    (["report", "doubts", "--format", "csv", "--json"], 2, "--json and --format csv contradict"),
    (["report", "doubts", "380-TB/TU", "--code", "290-QĐ/TW"], 2, "Two codes: '380-TB/TU' and"),
    (["graph", "--index", "NOWHERE"], 2, "No index in"),
    (["graph", "999-XX/YY", "--index", "INDEX"], 2, "'999-XX/YY'"),
    (["graph", "381-TB/TU", "--index", "INDEX"], 2, "Codes like it: 380-TB/TU"),
    (["graph", "--format", "pdf"], 2, "'pdf' is not one of"),
    (["graph", "--depth", "-1"], 2, "-1 is not in the range"),
    (["graph", "--limit", "0"], 2, "0 is not in the range"),
    (["graph", "--output", "NOWHERE.pdf"], 2, ".svg (svg), .html (html), .graphml (graphml)"),
    (["graph", "--format", "svg", "--output", "NOWHERE.html"], 2, "ends like no svg"),
    (["graph", "--format", "svg", "--json"], 2, "--json and --format svg contradict"),
    (["graph", "--index", "INDEX", "--output", "NOWHERE/x.svg"], 2, "x.svg"),
    (["graph", "380-TB/TU", "--code", "290-QĐ/TW"], 2, "Two codes: '380-TB/TU' and"),
    (["graph", "--from", "yesterday", "--index", "INDEX"], 2, "'yesterday' is no day"),
    (["check", "--index", "NOWHERE"], 2, "No index in"),
    (["reindex", "--index", "NOWHERE"], 2, "No index in"),
    (["reindex", "--engine", "lucene"], 2, "'lucene' is not "),
    (["ingest", "NOWHERE", "--index", "NEW"], 2, "there is no"),
    (["ingest"], 2, "Missing argument 'PATHS...'"),
    (["extract", "NOWHERE"], 2, "nowhere"),
    (["extract", "ARTICLE", "--plugins", "NOWHERE"], 2, "the folder is not there"),
    (["plugins", "--plugins", "NOWHERE"], 2, "the folder is not there"),
    (["evaluate", "NOWHERE"], 2, "No gold files in"),
    (["evaluate", "GOLD", "--errors", "verbs"], 2, "No layer 'verbs'"),
]


@pytest.mark.parametrize(("words", "code", "line"), BAD_INPUT)
def test_bad_input_gets_one_clear_line(
    tmp_path: Path, sample_folder: Path, article: Path, words: list[str], code: int, line: str
) -> None:
    (tmp_path / "bài.json").write_text("{}", encoding="utf-8")
    places = {
        "INDEX": sample_folder,
        "NOWHERE": tmp_path / "nowhere",
        "NEW": tmp_path / "new",
        "ARTICLE": article,
        "GOLD": tmp_path,
    }
    typed = [str(places.get(word, word)) for word in words]
    typed = [word.replace("NOWHERE", str(places["NOWHERE"])) for word in typed]

    result = run(*typed)

    assert result.exit_code == code
    assert line in result.stderr
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.output
    assert not places["NEW"].exists()
    assert not list(tmp_path.glob("nowhere*"))


def test_the_name_alone_prints_the_help_as_it_is() -> None:
    assert run().stdout == run("--help").stdout


def test_a_bug_is_one_line_to_report(monkeypatch: pytest.MonkeyPatch, sample_folder: Path) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("first line\nsecond line")

    monkeypatch.setattr(Index, "connect", broken)
    result = run("search", "x", "--index", sample_folder)

    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "please report" in result.stderr
    assert "RuntimeError: first line second line" in result.stderr

    monkeypatch.setenv("TRACUU_DEBUG", "1")
    assert isinstance(run("search", "x", "--index", sample_folder).exception, RuntimeError)


def test_choices_are_those_of_the_engine() -> None:
    assert set(options.RELATIONS) == set(RELATIONS)
    assert get_args(Order) == options.ORDERS
    assert set(RELATIONS) == {*get_args(LinkRelation), *get_args(DirectiveRelation)}
    assert set(cli.REPORTS) == set(REPORTS)
    assert set(options.FORMATS) == {"table", *FORMATS}
    limits = {name: default for name, (default, _) in options.LIMITS.items()}
    assert limits == Limits().model_dump()
    assert set(cli.GRAPHS) == set(GRAPHS) == set(output.GRAPH.endings)
    assert set(output.REPORT.endings) == set(options.FORMATS)
    assert options.LANGUAGES == LANGUAGES
    assert tuple(GROUPINGS) == cli.GROUPINGS
    assert cli.LEVELS == LEVELS
    assert set(cli.ENGINES) == set(ENGINES)


@pytest.mark.parametrize("name", sorted(cli.main.commands))
def test_every_command_has_help_index_and_json(name: str) -> None:
    result = run(name, "--help")

    assert result.exit_code == 0
    assert "--index" in result.stdout
    assert "--json" in result.stdout
    assert cli.main.commands[name].help


def test_version() -> None:
    assert run("--version").stdout.startswith("tracuu, version ")


def test_help_is_fast_because_it_imports_nothing_slow() -> None:
    slow = ["pydantic", "rich", "sqlalchemy", "underthesea", "whoosh"]
    code = f"import sys, cli; print(*set({slow}) & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "\n"


def test_ingest_takes_in_what_it_can_and_tells_the_rest(tmp_path: Path, article: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    folder = tmp_path / "index"

    report = answer("ingest", tmp_path, "--index", folder, "--jobs", "1", code=1)
    again = answer("ingest", article, "--index", folder, "--jobs", "1")
    found = answer("search", "12-NQ/HU", "--index", folder)

    assert (report["seen"], report["added"]) == (3, 1)
    assert {Path(f["path"]).name for f in report["failed"]} == {"empty.txt", "picture.png"}
    assert all(failure["reason"] for failure in report["failed"])
    assert (again["seen"], again["unchanged"], again["failed"]) == (1, 1, [])
    assert [hit["path"] for hit in found["hits"]] == [article.resolve().as_posix()]


def test_ingest_where_nothing_can_be_read_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()

    result = run("ingest", tmp_path / "empty.txt", "--index", tmp_path / "index", "--jobs", "1")

    assert result.exit_code == 2
    assert "empty.txt: it is empty" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_a_name_of_several_lines_is_told_in_one(
    tmp_path: Path, article: Path, command: str
) -> None:
    (tmp_path / "a\nb\x1b[2J.txt").touch()

    result = run(command, tmp_path, "--index", tmp_path / "index")

    assert result.exit_code == 1
    assert result.stderr == f"{tmp_path.resolve()}/a\\nb\\x1b[2J.txt: it is empty\n"
    assert article.exists()


def test_ingest_goes_on_after_a_path_that_is_not_there(tmp_path: Path, article: Path) -> None:
    paths = (tmp_path / "nowhere", article, tmp_path / "neither")

    report = answer("ingest", *paths, "--index", tmp_path / "index", "--jobs", "1", code=1)

    assert (report["seen"], report["added"]) == (3, 1)
    assert [Path(f["path"]).name for f in report["failed"]] == ["nowhere", "neither"]
    assert {f["reason"] for f in report["failed"]} == {"there is no such file or folder"}


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_an_empty_folder_is_no_failure_but_told(tmp_path: Path, command: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / ".hidden.txt").write_text(TEXT, encoding="utf-8")

    result = run(command, tmp_path / "empty", "--index", tmp_path / "index", "--json")
    told = json.loads(result.stdout)

    assert result.exit_code == 0
    assert told == [] or (told["seen"], told["added"], told["failed"]) == (0, 0, [])
    assert result.stderr.count("\n") == 1
    assert f"No file to read in '{tmp_path / 'empty'}'" in result.stderr


def test_ingest_takes_json_lines_from_stdin(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    lines = json.dumps({"id": "n1", "text": TEXT, "title": "Phù Lưu"}) + "\n{broken\n"

    result = run("ingest", "-", "--index", folder, "--jobs", "1", stdin=lines)

    assert result.exit_code == 1
    assert "-#2" in result.stderr
    assert "Thêm mới" in result.stdout
    assert answer("show", "n1", "--index", folder)["article"]["title"] == "Phù Lưu"


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_standard_input_is_missed_only_where_it_is_asked_for(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    more = ["--index", str(tmp_path / "index"), *(["--jobs", "1"] if command == "ingest" else [])]
    ends = []
    with monkeypatch.context() as closed:
        closed.setattr(sys, "stdin", None)  # as of a program without a console
        for path in (str(article), "-"):
            with pytest.raises(SystemExit) as ended:
                cli.main([command, path, *more])
            ends.append(ended.value.code)

    assert ends == [0, 2]


def test_a_second_writer_is_told_to_wait(tmp_path: Path, article: Path) -> None:
    folder = tmp_path / "index"
    with Index.create(folder) as index, index.writer():
        result = run("ingest", article, "--index", folder, "--jobs", "1")
        looked_up = answer("search", "dân", "--index", folder)

    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "Another tracuu is writing" in result.stderr
    assert looked_up["total"] == 0


def test_a_full_disk_ends_with_one_line_and_loses_nothing(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: WhooshEngine) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    words = ("ingest", article, "--index", tmp_path / "index", "--jobs", "1")
    with monkeypatch.context() as patched:
        patched.setattr(WhooshEngine, "commit", full)
        result = run(*words)
    again = answer(*words)

    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert f"The disk of the index folder '{tmp_path / 'index'}' is full" in result.stderr
    assert again["unchanged"] == 1
    assert answer("check", "--index", tmp_path / "index")["ok"]


def test_extract_prints_a_list_of_records(article: Path) -> None:
    (record,) = answer("extract", article, "--place", "huyện Hàm Yên")

    assert record["article"]["place"] == "huyện Hàm Yên"
    assert [code["code"] for code in record["codes"]] == ["12-NQ/HU"]
    assert record["text"][record["codes"][0]["start"] :].startswith("12-NQ/HU")


def test_extract_goes_on_after_a_file_that_cannot_be_read(article: Path) -> None:
    result = run("extract", article.parent / "nowhere.txt", article, "--json")

    assert result.exit_code == 1
    assert len(json.loads(result.stdout)) == 1
    assert "nowhere.txt" in result.stderr


def test_extract_reads_well_for_people(article: Path) -> None:
    result = run("extract", article)

    assert result.exit_code == 0
    assert "12-NQ/HU" in result.stdout
    assert "Văn bản" in result.stdout


def test_plugins_of_a_folder_stand_beside_the_built_in(plugin_folder: Path, article: Path) -> None:
    known = {row["name"]: row for row in answer("plugins", "--plugins", plugin_folder)}
    (record,) = answer("extract", article, "--plugins", plugin_folder)

    assert known["codes"]["origin"] == "built in"
    assert set(known["trees"]) == {"name", "kind", "version", "enabled", "origin"}
    assert known["trees"]["kind"] == "Forests."
    assert record["annotations"]["trees"][0]["value"] == "forest"


def test_plugin_folders_come_from_the_environment(
    plugin_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACUU_PLUGINS", os.pathsep.join(["", str(plugin_folder)]))

    assert "trees" in {row["name"] for row in answer("plugins")}
    assert "trees" in run("plugins").stdout


def test_a_failing_plugin_is_named_and_harms_no_other(tmp_path: Path, article: Path) -> None:
    (tmp_path / "bad.py").write_text('"""Bad."""\ndef extract(a, f): return 1 / 0\n')

    result = run("extract", article, "--plugins", tmp_path, "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout)[0]["codes"]
    assert "plugin 'bad' failed: ZeroDivisionError" in result.stderr


def test_a_plugin_that_cannot_be_used_is_told_and_listed(tmp_path: Path, article: Path) -> None:
    (tmp_path / "bad.py").write_text("import sys; sys.exit(1)\n")

    result = run("plugins", "--plugins", tmp_path, "--json")
    rows = {row["name"]: row for row in json.loads(result.stdout)}

    assert result.exit_code == 0
    assert "Plugin 'bad' cannot be used" in result.stderr
    assert rows["bad"]["enabled"] is False
    assert "SystemExit" in rows["bad"]["reason"]
    assert rows["codes"]["enabled"] is True
    assert answer("extract", article, "--plugins", tmp_path)[0]["codes"]


def test_search_finds_a_code_and_words(sample_folder: Path) -> None:
    by_code = answer("search", "380 tb tu", "--index", sample_folder)
    by_words = answer("search", "dan van kheo", "--index", sample_folder, "--to", "31/12/2019")

    assert by_code["directives"][0]["code"] == "380-TB/TU"
    assert [hit["id"] for hit in by_words["hits"]] == ["notice"]


def test_a_code_is_answered_even_where_the_full_text_is_lost(
    tmp_path: Path, sample_folder: Path
) -> None:
    folder = tmp_path / "index"
    shutil.copytree(sample_folder, folder)
    shutil.rmtree(folder / "fulltext")

    assert answer("search", "380-TB/TU", "--index", folder)["total"] == 2
    lost = run("search", "dân vận", "--index", folder)
    assert (lost.exit_code, lost.stderr.count("\n")) == (2, 1)
    assert "tracuu reindex" in lost.stderr
    assert answer("check", "--index", folder, code=1)["differences"]
    assert answer("reindex", "--index", folder) == {"articles": 5}
    assert answer("search", "dân vận khéo", "--index", folder)["total"] == 1


def test_search_reads_well_for_people(sample_folder: Path) -> None:
    shown = run("search", "380", "--index", sample_folder).stdout
    hinted = run("search", "dân AND (vận", "--index", sample_folder).stdout

    assert "Ban Thường vụ Tỉnh ủy Tuyên Quang" in shown
    assert "2 bài viết" in shown
    assert "<mark>" not in shown
    assert "Đã tìm như các từ thường" in hinted


def test_what_was_begun_is_completed(sample_folder: Path) -> None:
    (found,) = answer("complete", "380-t", "--index", sample_folder)
    told = run("complete", "380-t", "--index", sample_folder).stdout

    assert (found["kind"], found["text"], found["count"]) == ("code", "380-TB/TU", 2)
    assert "380-TB/TU" in told
    assert "2 bài viết" in told


def test_a_shell_completes_codes(sample_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def offered(line: str) -> list[str]:
        words = {"COMP_WORDS": line, "COMP_CWORD": "2", "_TRACUU_COMPLETE": "bash_complete"}
        result = CliRunner().invoke(cli.main, [], env=words, prog_name="tracuu")
        return [line for line in result.stdout.splitlines() if line]

    monkeypatch.setenv("TRACUU_INDEX", str(sample_folder))
    assert offered("tracuu show 380") == ["plain,380-TB/TU"]

    monkeypatch.setenv("TRACUU_INDEX", "nowhere")
    assert offered("tracuu show 380") == []


def test_a_search_by_code_imports_nothing_slow(sample_folder: Path) -> None:
    program = (
        "import sys; from click.testing import CliRunner; import cli\n"
        "CliRunner().invoke(cli.main, ['search', '380 tb tu', '--index', sys.argv[1]])\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))\n"
        "print(*sorted(name for name in sys.modules if name.startswith('indexer.')))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(sample_folder)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        check=True,
    )
    libraries, ours = (set(line.split()) for line in ended.stdout.splitlines())

    assert libraries.isdisjoint(
        {"underthesea", "whoosh", "rapidfuzz", "lxml", "numpy", "filelock", "pydantic"}
    )
    assert "indexer.answer.search" in ours
    assert ours.isdisjoint({"indexer.store.writer", "indexer.annotate", "indexer.resolve.identity"})


def test_the_index_is_taken_from_the_environment(
    sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACUU_INDEX", str(sample_folder))

    assert answer("search", "380")["total"] == 2


def test_a_graph_goes_to_stdout_or_to_a_file(tmp_path: Path, sample_folder: Path) -> None:
    words = ("graph", "290 qd tw", "--index", sample_folder)
    shown = run(*words)
    saved = {form: tmp_path / f"hình.{form}" for form in cli.GRAPHS}
    for path in saved.values():
        assert (run(*words, "--output", path).output, path.exists()) == ("", True)

    assert (shown.exit_code, shown.stderr) == (0, "")
    assert saved["svg"].read_text(encoding="utf-8") == shown.stdout
    assert shown.stdout.startswith('<?xml version="1.0"')
    assert "Liên hệ quanh 290-QĐ/TW" in shown.stdout
    assert saved["html"].read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "<graphml" in saved["graphml"].read_text(encoding="utf-8")
    assert json.loads(saved["json"].read_text(encoding="utf-8")) == answer(*words)


def test_a_graph_as_json_has_nodes_and_edges(sample_folder: Path) -> None:
    words = ("graph", "290-QĐ/TW", "--index", sample_folder, "--depth", "1")
    told = answer(*words)
    bare = answer(*words, "--no-units")

    called = {node["id"]: node["label"] for node in told["nodes"]}
    assert {(called[e["source"]], e["relation"], called[e["target"]]) for e in told["edges"]} == {
        ("45/KH-UBND", "implements", "290-QĐ/TW"),
        ("UBND huyện Yên Sơn", "implements", "290-QĐ/TW"),
        ("UBND huyện Yên Sơn", "issues", "45/KH-UBND"),
        ("Huyện ủy Yên Sơn", "supervises", "290-QĐ/TW"),
    }
    assert [node["label"] for node in bare["nodes"]] == ["290-QĐ/TW", "45/KH-UBND"]
    assert [node["asked"] for node in bare["nodes"]] == [True, False]


def test_what_a_graph_leaves_out_is_told(sample_folder: Path) -> None:
    words = ("graph", "290-QĐ/TW", "--index", sample_folder, "--depth", "1")
    cut = run(*words, "--limit", "2")

    assert cut.exit_code == 0
    assert cut.stderr == (
        "2 of 4 nodes are shown, the nearest and most told of. --limit 4 shows all.\n"
    )
    assert "Hình này còn thiếu 2 đơn vị" in cut.stdout
    assert run(*words, "--limit", "4").stderr == ""
    assert answer(*words, "--limit", "2")["left_out"] == {"directives": 0, "units": 2}


def test_a_graph_of_a_code_with_several_directives_ends_with_1(
    tmp_path: Path, sample_folder: Path
) -> None:
    words = ("graph", "05-NQ/TU", "--index", sample_folder)
    listed = run(*words, "--output", tmp_path / "x.svg")

    assert answer(*words, code=1) == answer("show", *words[1:], code=1)
    assert (listed.exit_code, listed.stdout, list(tmp_path.iterdir())) == (1, "", [])
    assert "Tỉnh ủy Hà Nam" in listed.stderr


def test_a_picture_is_not_for_a_screen(
    monkeypatch: pytest.MonkeyPatch, sample_folder: Path
) -> None:
    monkeypatch.setattr(output, "_is_a_screen", lambda: True)

    result = run("graph", "--index", sample_folder)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "A picture is not for a screen. Add --output FILE.svg." in result.stderr
    assert run("graph", "--index", sample_folder, "--json").exit_code == 0


def test_show_ends_with_1_where_one_code_has_several_directives(sample_folder: Path) -> None:
    shown = answer("show", "380-TB/TU", "--index", sample_folder)
    several = answer("show", "05-NQ/TU", "--index", sample_folder, code=1)

    assert shown["directive"]["code"] == "380-TB/TU"
    assert len(several["candidates"]) == 2


@pytest.mark.parametrize("what", ["380-TB/TU", "05-NQ/TU", "plan", "290-QĐ/TW"])
def test_show_reads_well_for_people(sample_folder: Path, what: str) -> None:
    shown = run("show", what, "--index", sample_folder).stdout

    assert what in shown


def test_who_signed_is_shown_to_people(tmp_path: Path) -> None:
    document = Path(cli.__file__).parent / "corpus" / "quyet-dinh-1284-lang-son.txt"
    run("ingest", document, "--jobs", "1", "--index", tmp_path / "index")

    for shown in (("extract", document), ("show", "1284/QĐ-UBND", "--index", tmp_path / "index")):
        told = " ".join(run(*shown).stdout.split())
        assert re.search("[Nn]gười ký:? Hoàng Văn Tảo", told)


@pytest.mark.parametrize(
    "words", [("search", "05-NQ/TU"), ("show", "05-NQ/TU"), ("show", "somewhere")]
)
def test_what_is_open_is_told_to_people(open_folder: Path, words: tuple[str, ...]) -> None:
    shown = run(*words, "--index", open_folder).stdout

    assert "hưa xác định" in shown
    assert "05-nq-tu.tinh-uy-ha-nam" in shown
    assert "05-nq-tu.tinh-uy-tuyen-quang" in shown


@pytest.mark.parametrize("name", cli.REPORTS)
@pytest.mark.parametrize("form", options.FORMATS)
def test_every_report_comes_in_every_format(sample_folder: Path, name: str, form: str) -> None:
    on_one = ("380-TB/TU", "--place", "Thái Bình") if name == "silent" else ("290-QĐ/TW",)
    code = on_one if name in ("chain", "silent") else ()
    result = run("report", name, *code, "--format", form, "--index", sample_folder)

    assert result.exit_code == 0
    if form == "xlsx":
        assert result.stdout_bytes.startswith(b"PK")
    else:
        assert any(code in result.stdout for code in ("380-TB/TU", "290-QĐ/TW"))


@pytest.mark.parametrize("by", cli.GROUPINGS)
@pytest.mark.parametrize("form", options.FORMATS)
def test_statistics_are_added_up_in_every_format(sample_folder: Path, by: str, form: str) -> None:
    result = run("report", "statistics", "--by", by, "--format", form, "--index", sample_folder)

    assert result.exit_code == 0
    if form != "xlsx":
        assert ("mô hình" in result.stdout) is (by == "directive")


def test_communes_of_a_province_are_expected_since_the_reform(sample_folder: Path) -> None:
    at = ("report", "silent", "380-TB/TU", "--place", "Tuyên Quang", "--index", sample_folder)
    districts = {row["unit"] for row in answer(*at)}
    communes = {row["unit"] for row in answer(*at, "--level", "commune")}

    assert "huyện Hàm Yên" in districts
    assert "huyện Yên Sơn" not in districts  # its department has acted
    assert "xã Hàm Yên" in communes
    assert {unit.split()[0] for unit in communes} == {"xã", "phường"}


def test_a_workbook_is_not_for_a_screen(
    sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.report.output._is_a_screen", lambda: True)
    result = run("report", "doubts", "--format", "xlsx", "--index", sample_folder)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "Add --output FILE.xlsx" in result.stderr


def test_a_report_speaks_english_where_it_is_asked_to(sample_folder: Path) -> None:
    at = ("report", "implementers", "--index", sample_folder, "--format", "csv")

    assert "Đơn vị,Việc làm" in run(*at).stdout
    assert "Unit,What it does" in run(*at, "--lang", "en").stdout


def test_the_silent_units_of_a_file_are_told(sample_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "đơn vị.csv"
    path.write_text("Đơn vị\nĐảng ủy xã Tân Long\nĐảng ủy xã Phù Lưu\n", encoding="utf-8")
    at = ("report", "silent", "380-TB/TU", "--index", sample_folder)

    assert [row["unit"] for row in answer(*at, "--expected", path)] == ["Đảng ủy xã Phù Lưu"]
    assert "huyện Tiền Hải" in run(*at, "--place", "tỉnh Thái Bình").stdout


def test_a_report_goes_to_a_file_in_the_format_of_its_name(
    sample_folder: Path, tmp_path: Path
) -> None:
    words = ("report", "implementers", "--index", sample_folder)
    forms = [("x.csv",), ("x.JSON", "--json"), ("x.md", "--format", "md"), ("x.txt",), ("x",)]
    forms += [("x.xlsx", "--lang", "en"), ("x.html",)]
    for name, *more in forms:
        result = run(*words, *more, "--output", tmp_path / name)
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")

    assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (tmp_path / "x.xlsx").read_bytes().startswith(b"PK")
    assert (tmp_path / "x.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert json.loads((tmp_path / "x.JSON").read_text(encoding="utf-8"))[0]["unit"]
    assert (tmp_path / "x.md").read_text(encoding="utf-8").startswith("| ")
    assert "┃" in (tmp_path / "x.txt").read_text(encoding="utf-8")
    assert "┃" in (tmp_path / "x").read_text(encoding="utf-8")


def test_a_report_is_narrowed_by_code_and_filters(sample_folder: Path) -> None:
    at = ("--index", sample_folder)

    assert len(answer("report", "implementers", "thông báo 380", *at)) == 2
    assert len(answer("report", "implementers", "--code", "380-TB/TU", *at)) == 2
    assert len(answer("report", "implementers", "380", "--unit", "tan long", *at)) == 1
    assert answer("report", "implementers", "380", "--from", "2020", *at) == []


def test_check_and_reindex(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    Index.create(folder).close()

    assert answer("check", "--index", folder) == {"ok": True, "differences": []}
    assert answer("reindex", "--index", folder) == {"articles": 0}
    assert "khớp nhau" in run("check", "--index", folder).stdout


def test_the_engine_is_chosen_and_changed(article: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    answer("ingest", article, "--engine", "tantivy", "--index", folder)
    found = answer("search", "xã", "--index", folder)["hits"]
    assert [path.name for path in (folder / "fulltext" / "1").glob("meta.json")] == ["meta.json"]

    other = run("ingest", article, "--engine", "whoosh", "--index", folder)
    assert "keeps its full-text engine, 'tantivy'. To move it: tracuu reindex" in other.stderr
    assert list((folder / "fulltext").iterdir()) == [folder / "fulltext" / "1"]

    assert answer("reindex", "--engine", "whoosh", "--index", folder) == {"articles": 1}
    assert not list((folder / "fulltext" / "2").glob("meta.json"))
    again = answer("search", "xã", "--index", folder)["hits"]
    assert [hit["id"] for hit in again] == [hit["id"] for hit in found]
    assert found


def test_evaluate_prints_the_layers(article: Path) -> None:
    gold = {"codes": [{"start": 68, "end": 76, "text": "12-NQ/HU", "code": "12-NQ/HU"}]}
    article.with_suffix(".json").write_text(json.dumps(gold), encoding="utf-8")
    layers = {row["layer"]: row for row in answer("evaluate", article.parent)}
    faults = answer("evaluate", article.parent, "--errors", "dates")

    assert layers["codes"]["found"] == 1
    assert set(layers["dates"]) >= {"layer", "precision", "recall", "f1"}
    assert {fault["fault"] for fault in faults} == {"surplus"}
    assert "codes" in run("evaluate", article.parent).stdout
    assert "thừa" in run("evaluate", article.parent, "--errors", "dates").stdout


def _process(*words: str | Path, **more: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "cli", *map(str, words)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, **{**pipes, **more})


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal to a child")
def test_ctrl_c_ends_at_once_without_a_traceback() -> None:
    process = _process("extract", "-", "--json", stdin=subprocess.PIPE, bufsize=0)
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps({"text": TEXT}).encode() + b"\n" * 100_000)
    assert process.stdout.read(1) == b"["  # it is at work
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)

    assert process.returncode == 130
    assert b"Traceback" not in err


def test_output_is_utf8_whatever_the_console(sample_folder: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    words = ("search", "380", "--json", "--index", sample_folder)
    out, err = _process(*words, env=environment).communicate(timeout=60)

    assert json.loads(out.decode("utf-8"))["directives"][0]["type"] == "Thông báo"
    assert err == b""


def test_a_reader_that_has_had_enough_is_no_error(sample_folder: Path) -> None:
    process = _process("report", "units", "--format", "json", "--index", sample_folder)
    assert process.stdout
    assert process.stderr
    process.stdout.close()

    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 1  # done in part


@settings(  # no deadline: the first of them imports all that a search needs
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=20).filter(lambda typed: not typed.startswith("-")))
def test_any_query_ends_well(sample_folder: Path, typed: str) -> None:
    result = run("search", typed, "--index", sample_folder, "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout)["query"] == typed
