"""The commands around a search: pages, files, more like this, saved searches."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

import cli


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli.main, [str(word) for word in words])


def answer(*words: str | Path) -> Any:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture
def folder(tmp_path: Path, sample_folder: Path) -> Path:
    """A copy of the small index, to save searches in."""
    return Path(shutil.copytree(sample_folder, tmp_path / "index"))


# what was typed → a part of the one line on stderr
BAD_INPUT = [
    (["search", "x", "--sort", "titel"], "Did you mean 'title'?"),
    (["search", "x", "--output", "NOWHERE.pdf"], ".txt (table), .csv (csv), .xlsx (xlsx)"),
    (["search", "x", "--format", "csv", "--json"], "--json and --format csv contradict"),
    (["search", "380", "--index", "INDEX", "--output", "NOWHERE/x.csv"], "x.csv"),
    (["search", "x", "--offset", "-1"], "-1 is not in the range"),
    (["like", "nobody", "--index", "INDEX"], "No article 'nobody' in the index"),
    (["like", "380-TB/TU", "--index", "INDEX"], "No article '380-TB/TU' in the index"),
    (["like", "x", "--index", "NOWHERE"], "No index in"),
    (["saved", "--index", "NOWHERE"], "No index in"),
    (["saved", "runn"], "No such command 'runn'"),
    (["saved", "run", "x", "--index", "INDEX"], "No saved search 'x'. Save one: tracuu saved add"),
    (["saved", "remove", "x", "--index", "INDEX"], "No saved search 'x'"),
    (["saved", "add", "--", "--", "x", "--index", "INDEX"], "unexpected extra arguments"),
    (["saved", "add", "?", "x", "--index", "INDEX"], "a name needs a letter or a figure"),
    (["saved", "add", "x", "y", "--from", "yesterday", "--index", "INDEX"], "is no day"),
]


@pytest.mark.parametrize(("words", "line"), BAD_INPUT)
def test_bad_input_gets_one_clear_line(
    tmp_path: Path, folder: Path, words: list[str], line: str
) -> None:
    places = {"INDEX": str(folder), "NOWHERE": str(tmp_path / "nowhere")}
    typed = [places.get(w, w).replace("NOWHERE", places["NOWHERE"]) for w in words]

    result = run(*typed)

    assert result.exit_code == 2
    assert line in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (folder / "saved.db").exists()


@pytest.mark.parametrize("name", sorted(cli.saved.commands))
def test_every_command_below_saved_has_help_index_and_json(name: str) -> None:
    shown = run("saved", name, "--help").stdout

    assert "--index" in shown
    assert "--json" in shown
    assert cli.saved.commands[name].help


def test_a_screen_has_ten_hits_and_a_file_all(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.report.output._HITS", 2)
    index, path = ("--index", folder), tmp_path / "hits.json"

    assert len(answer("search", "", *index)["hits"]) == 2
    assert len(answer("search", "", *index, "--limit", "4")["hits"]) == 4
    assert run("search", "", *index).stdout.count("xem tiếp".capitalize()) == 1
    assert run("search", "", *index, "--output", path).exit_code == 0
    assert len(json.loads(path.read_text(encoding="utf-8"))["hits"]) == 5
    lines = run("search", "", *index, "--format", "csv").stdout.splitlines()
    assert len(lines) == 6
    assert len(run("search", "", *index, "--format", "csv", "--limit", "1").stdout.split("\n")) == 3


@pytest.mark.parametrize("form", ["csv", "xlsx", "md", "html", "json", "txt"])
@pytest.mark.parametrize("words", [("search", "yên sơn"), ("like", "notice")])
def test_an_answer_goes_to_a_file(
    tmp_path: Path, folder: Path, words: tuple[str, ...], form: str
) -> None:
    path = tmp_path / f"hits.{form}"
    found = answer(*words, "--index", folder)["hits"]

    result = run(*words, "--index", folder, "--output", path)

    assert (result.exit_code, result.stdout) == (0, "")
    assert found
    if form == "xlsx":
        sheet = openpyxl.load_workbook(path).worksheets[0]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        assert [row[6] for row in rows] == [hit["id"] for hit in found]
        assert sheet.title == "hits"
    elif form == "csv":
        lines = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        assert [line["Bài viết"] for line in lines] == [hit["id"] for hit in found]
    else:
        assert all(hit["id"] in path.read_text(encoding="utf-8") for hit in found)


def test_orders_and_languages_are_choices(folder: Path) -> None:
    by_day = answer("search", "yên sơn", "--sort", "oldest", "--index", folder)
    english = run("search", "yên sơn", "--lang", "en", "--index", folder).stdout

    assert [hit["id"] for hit in by_day["hits"]] == ["notice", "plan"]
    assert "2 articles" in english
    assert "Issuer: " in english


def test_a_report_without_rows_tells_what_nobody_knows(folder: Path) -> None:
    asked = ("report", "implementers", "--unit", "Huyện ủy Yên Sn", "--index", folder)

    shown = " ".join(run(*asked).stdout.split())
    english = run(*asked, "--lang", "en", "--format", "csv").stderr

    assert "Không có đơn vị nào là “Huyện ủy Yên Sn”." in shown
    assert "There is no unit “Huyện ủy Yên Sn”. Like it: Huyện ủy Yên Sơn" in english


def test_a_search_is_saved_run_and_removed(folder: Path) -> None:
    index = ("--index", folder)
    added = run("saved", "add", "Dân vận", "380", "--place", "yên sơn", *index)
    listed = run("saved", *index)
    everything = answer("saved", "run", "dan van", "--seen", *index)
    gone = run("saved", "remove", "Dân vận", *index)

    assert "Đã lưu “Dân vận”: hiện có 2 bài viết" in added.stdout
    assert "Địa bàn: yên sơn" in listed.stdout
    assert [hit["id"] for hit in everything["hits"]] == ["notice", "plan"]
    assert (everything["new"], everything["saved"]["query"]) == (0, "380")
    assert gone.stdout == "Đã bỏ “Dân vận”.\n"
    assert answer("saved", *index) == []


def test_what_is_shown_is_seen_unless_it_is_to_be_kept(tmp_path: Path, folder: Path) -> None:
    index = ("--index", folder)
    run("saved", "add", "Rừng", "trồng rừng", *index)
    news = tmp_path / "news.txt"
    news.write_text("Xã Phù Lưu trồng rừng mới bên sông.", encoding="utf-8")
    assert run("ingest", news, *index, "--quiet").exit_code == 0

    assert [row["new"] for row in answer("saved", *index)] == [1]
    kept = run("saved", "run", "rừng", "--keep", *index).stdout
    assert "● mới: " in kept
    assert "1 bài viết mới" in kept
    table = run("saved", "run", "rừng", "--format", "md", *index).stdout
    assert "Phù Lưu" in table
    assert "không có bài viết nào mới" in run("saved", "run", "rừng", *index).stdout
    assert [row["new"] for row in answer("saved", *index)] == [0]


def test_the_index_may_stand_before_or_after_the_name_of_a_command(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACUU_INDEX", str(folder / "none"))
    run("saved", "add", "a", "380", "--index", folder)

    before = run("saved", "--index", folder, "--json", "run", "a", "--seen")
    after = run("saved", "run", "a", "--seen", "--index", folder, "--json")

    assert json.loads(before.stdout)["hits"] == json.loads(after.stdout)["hits"] != []
