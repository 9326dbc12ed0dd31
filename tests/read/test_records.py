"""JSON Lines and CSV: each record is an article, a broken one harms no other."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from indexer.models import Article
from indexer.read import Unread, read, read_stream

GOOD = '{"text": "Tỉnh ủy họp."}'


def outcomes(path: Path) -> list[tuple[str, str]]:
    """Where each outcome lies, and its text or reason."""
    return [
        (found.path.rpartition("#")[2], found.text if isinstance(found, Article) else found.reason)
        for found in read(path)
    ]


def test_a_record_tells_all_that_it_has(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    record = {
        "id": 7, "text": "Số\u00a0lượt xem: 12\nTỉnh ủy họp.", "title": " Họp  báo ",
        "published": "5/7/2021", "place": "tỉnh Hà Nam", "url": "https://a.vn/1",
        "source": "Báo A", "mood": ["unknown keys are passed over"],
    }  # fmt: skip
    path.write_text(json.dumps(record), encoding="utf-8")
    assert list(read(path, place="tỉnh Bắc Giang")) == [
        Article(
            id="7",
            path=f"{path.as_posix()}#1",
            title="Họp báo",
            published="2021-07-05",
            place="tỉnh Hà Nam",
            url="https://a.vn/1",
            source="Báo A",
            encoding="utf-8",
            text="Tỉnh ủy họp.",
        )
    ]


def test_what_a_record_does_not_state_is_found_or_given(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    text = "Huyện ủy họp báo quý I\n05/07/2021 10:30\nHuyện ủy đã họp báo quý I."
    path.write_text(json.dumps({"text": text, "title": None, "id": ""}), encoding="utf-8")
    (found,) = read(path, place="huyện Sông Mây")
    assert isinstance(found, Article)
    assert found.title == "Huyện ủy họp báo quý I"
    assert found.published == "2021-07-05"
    assert found.place == "huyện Sông Mây"
    assert found.id.startswith("a-")
    assert list(read(path, place="huyện Sông Mây")) == [found]  # the same id each time


BAD_JSON = [
    ("{", "it is broken JSON"),
    ('{"text": "a"', "it is broken JSON (column"),
    ("[1]", "it is JSON, but no object"),
    ("{}", "it has no 'text'"),
    ('{"text": null}', "it has no 'text'"),
    ('{"text": ""}', "it has no 'text'"),
    ('{"text": " \\n"}', "it holds no text"),
    ('{"text": ["a"]}', "its 'text' is a list"),
    ('{"text": 5}', "its 'text' is a number"),
    ('{"text": "a", "id": {}}', "its 'id' is an object"),
    ('{"text": "a", "title": true}', "its 'title' is true or false"),
    ("[" * 100_000, "it is JSON that goes beyond"),
    ('{"text": "a", "id": ' + "9" * 5_000 + "}", "it is JSON that goes beyond"),
    (
        b'{"text": "\x80\x81\x82\xff\xfe\x90\x91\x92\x93\x94\x95\x96\x97"}',
        "it is no text in UTF-8 or",
    ),
    (b"\x00\x01\x02", "it is broken JSON"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_JSON)
def test_a_broken_line_is_told_and_the_others_are_read(
    tmp_path: Path, line: str | bytes, reason: str
) -> None:
    path = tmp_path / "a.jsonl"
    middle = line if isinstance(line, bytes) else line.encode()
    path.write_bytes(b"\n".join([GOOD.encode(), middle, b"", GOOD.encode()]))
    first, told, last = outcomes(path)
    assert (first, last) == (("1", "Tỉnh ủy họp."), ("4", "Tỉnh ủy họp."))
    assert told[0] == "2"
    assert told[1].startswith(reason)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_records_come_in_any_marked_encoding(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "a.jsonl"
    lines = [GOOD, json.dumps({"text": "Dòng\u2028một"}, ensure_ascii=False)]
    path.write_bytes(end.join(lines).encode(encoding))
    assert outcomes(path) == [("1", "Tỉnh ủy họp."), ("2", "Dòng\nmột")]


def test_half_a_surrogate_pair_can_be_stored(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "a \\ud83d b", "title": "\\udc80"}')
    (found,) = read(path)
    found.model_dump_json().encode()


def test_json_lines_come_from_a_stream() -> None:
    stream = io.BytesIO(f"{GOOD}\nx\n".encode())
    good, bad = read_stream(stream, place="tỉnh Hà Nam")
    assert isinstance(good, Article)
    assert (good.path, good.place) == ("-#1", "tỉnh Hà Nam")
    assert isinstance(bad, Unread)
    assert bad.path == "-#2"
    assert [u.model_dump() for u in read_stream(io.BytesIO())] == [
        {"path": "-", "reason": "it holds no records"}
    ]


CSV = [
    ("text\nTỉnh ủy họp.\n", [("2", "Tỉnh ủy họp.")]),
    ("id,Text\n1,Tỉnh ủy họp.\n2,Họp xong.", [("2", "Tỉnh ủy họp."), ("3", "Họp xong.")]),
    ("id;text\r\n1;Một, hai\r\n", [("2", "Một, hai")]),  # as Excel writes it in Vietnam
    ('text\n"Hai\ndòng, ""nháy"""\n', [("2", 'Hai\ndòng, "nháy"')]),
    ("text\tid\nMột\t1", [("2", "Một")]),
    ("text\n\nMột", [("3", "Một")]),  # an empty row counts, and is passed over
]


@pytest.mark.parametrize(("table", "expected"), CSV)
def test_a_row_is_an_article(tmp_path: Path, table: str, expected: list[tuple[str, str]]) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(table.encode("utf-8-sig"))
    assert outcomes(path) == expected


BAD_CSV = [
    ("id,title\n1,a\n", [("1", "it has no column 'text' (its columns: id, title)")]),
    ("text\n", [(".csv", "it holds no records")]),
    ("id,text\n1,a,b\n2,c", [("2", "it has 3 cells under 2 columns"), ("3", "c")]),
    ("id,text\n1,\n2,c", [("2", "it has no 'text'"), ("3", "c")]),
    ("id,text\n1\n2,c", [("2", "it has no 'text'"), ("3", "c")]),
    ('text\na\n"b\nc', [("2", "a"), ("3", "it opens a quotation mark that nothing closes")]),
    ('text\n"a"b\nc', [("2", "it is broken CSV"), ("3", "c")]),
    (b"text\n\x80\x81\x82\x83\x84\x85\x86\nc", [("2", "it is no text in UTF-8 or"), ("3", "c")]),
    (b"\xd0\xcf\x11\xe0\x00\x80", [("1", "it has no column 'text'")]),
]


@pytest.mark.parametrize(("table", "expected"), BAD_CSV)
def test_a_broken_row_is_told_and_the_others_are_read(
    tmp_path: Path, table: str | bytes, expected: list[tuple[str, str]]
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(table if isinstance(table, bytes) else table.encode())
    found = outcomes(path)
    assert len(found) == len(expected)
    for (place, told), (row, text) in zip(found, expected, strict=True):
        assert place.endswith(row)
        assert told.startswith(text)
        told.encode()  # a reason can be printed


def test_a_long_cell_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text\n" + "dân vận " * 100_000)
    ((_, text),) = outcomes(path)
    assert len(text) == 799_999


@pytest.mark.parametrize("long", [300, 301, 600, 5_000])
def test_a_record_that_is_too_long_is_one_with_one_reason(
    long: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.read.decode.LONGEST_LINE", 299)
    monkeypatch.setattr("indexer.read.decode._PIECE", 100)
    table = f"text\nmột\n{'x' * long}\nba\n"
    lines = f'{GOOD}\n{"x" * long}\n{{"text": "ba"}}\n'
    for name, text, first in (("a.jsonl", lines, 1), ("a.csv", table, 2)):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        found = outcomes(path)

        assert [place for place, _ in found] == [str(first), str(first + 1), str(first + 2)]
        assert "it is longer than" in found[1][1]
        assert found[2][1] == "ba"


def test_a_record_that_is_just_short_enough_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{GOOD}\n{GOOD}", encoding="utf-8")
    monkeypatch.setattr("indexer.read.decode.LONGEST_LINE", len(GOOD.encode()))

    assert [text for _, text in outcomes(path)] == ["Tỉnh ủy họp."] * 2
