"""Files and folders: what is read, what is passed over, and how failures are told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.models import Article
from indexer.read import FORMATS, Limits, Reader, Unread, read, walk


def reason(path: Path) -> str:
    (found,) = read(path)
    assert isinstance(found, Unread), found
    assert found.path == path.as_posix()
    return found.reason


TEXTS = [
    ("Tỉnh ủy họp.".encode(), "Tỉnh ủy họp."),
    ("Tỉnh ủy họp.".encode("utf-8-sig"), "Tỉnh ủy họp."),
    ("Tỉnh ủy họp.".encode("utf-16"), "Tỉnh ủy họp."),
    (b"\xfe\xff" + "Tỉnh ủy họp.".encode("utf-16-be"), "Tỉnh ủy họp."),
    ("T\u0069\u0309nh u\u0309y\r\n\r\nhọp.\r\n".encode(), "Tỉnh ủy\n\nhọp."),  # NFD
    (b"Ban\tDan van", "Ban Dan van"),
    ("Tổ dân\nvận họp.".encode(), "Tổ dân\nvận họp."),  # lines broken to fit stay
]


@pytest.mark.parametrize("ending", [".txt", ".md", ".TXT"])
@pytest.mark.parametrize(("data", "expected"), TEXTS)
def test_a_text_file_is_an_article(tmp_path: Path, ending: str, data: bytes, expected: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(data)
    (found,) = read(path)
    assert isinstance(found, Article)
    assert (found.text, found.path) == (expected, path.as_posix())


BAD = [
    ("a.txt", b"", "it is empty"),
    ("a.html", b"", "it is empty"),
    ("a.csv", b"", "it holds no records"),
    ("a.jsonl", b"", "it holds no records"),
    ("a.txt", b" \n\t\xe2\x80\x8b", "it holds no text"),
    ("a.html", b"<html><body><script>x()</script></body></html>", "it holds no text"),
    ("a.txt", b"Th\x00\x00ng", "it is no text (it holds NUL bytes)"),
    (
        "a.txt",
        b"PK\x03\x04\x00\x00",
        "it is damaged, or no zip file at all (file is not a zip file)",
    ),
    ("a.docx", b"PK\x03\x04\x00", "it is damaged, or no docx file at all (file is not a zip file)"),
    (
        "a.txt",
        b"mot\n" + bytes(range(128, 256)),
        "it is no text in UTF-8 or an old Vietnamese encoding (byte 0x80 in line 2)",
    ),
    ("a.txt", b"\xff\xfea", "it has the mark of utf-16, but is none; save it as UTF-8"),
    ("a.xyz", b"a", f"its format is not known; what can be read: {' '.join(FORMATS)}"),
    ("README", b"a", f"its format is not known; what can be read: {' '.join(FORMATS)}"),
]


@pytest.mark.parametrize(("name", "data", "expected"), BAD)
def test_a_bad_file_is_told_with_its_reason(
    tmp_path: Path, name: str, data: bytes, expected: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert reason(path) == expected


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 3_000_000)
    (found,) = read(path, limits=Limits(max_size=2))
    assert isinstance(found, Unread)
    assert found.reason == "it is too large (3 MB; at most 2, see --max-size)"


def test_a_file_that_is_not_there_or_is_a_folder_is_told(tmp_path: Path) -> None:
    assert reason(tmp_path / "a.txt").startswith("it cannot be opened (")
    assert reason(tmp_path) == "it is a folder"
    make(tmp_path, "a.txt")
    assert reason(tmp_path) == "it is a folder"


def test_a_place_is_given_to_articles_that_state_none(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Huyện ủy họp.", encoding="utf-8")
    (found,) = read(path, place="tỉnh Hà Nam")
    assert isinstance(found, Article)
    assert found.place == "tỉnh Hà Nam"


def make(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("Huyện ủy họp.", encoding="utf-8")


def walked(root: Path, *paths: Path) -> list[str]:
    found = walk(paths or [root])
    return [p.relative_to(root).as_posix() for p in found if isinstance(p, Path)]


def test_a_folder_gives_all_files_below_it_in_order(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/2.html", "a/1.xyz", "c/d/e.csv")
    assert walked(tmp_path) == ["b.txt", "a/1.xyz", "a/2.html", "c/d/e.csv"]


def test_hidden_files_and_indexes_are_passed_over(tmp_path: Path) -> None:
    make(
        tmp_path,
        *("a.txt", ".b.txt", ".git/c.txt", "~$d.docx", "Thumbs.db"),
        *("index/catalogue.db", "index/fulltext/e.txt"),
    )
    assert walked(tmp_path) == ["a.txt"]
    assert walked(tmp_path, tmp_path / ".b.txt") == [".b.txt"]  # named, so meant


def test_a_file_named_twice_comes_once(tmp_path: Path) -> None:
    make(tmp_path, "a/1.txt", "a/2.txt")
    assert walked(tmp_path, tmp_path / "a" / "2.txt", tmp_path) == ["a/2.txt", "a/1.txt"]


def test_a_missing_path_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    missing, there = walk([tmp_path / "nowhere", tmp_path])
    assert missing == Unread(
        path=(tmp_path / "nowhere").as_posix(), reason="there is no such file or folder"
    )
    assert there == tmp_path / "a.txt"


@pytest.mark.skipif(
    os.name == "nt" or (hasattr(os, "geteuid") and os.geteuid() == 0),
    reason="this user may open every folder",
)
def test_a_closed_folder_is_not_lost(tmp_path: Path) -> None:
    make(tmp_path, "a/1.txt")
    (tmp_path / "a").chmod(0)
    try:
        (closed,) = walk([tmp_path])
        assert isinstance(closed, Path)
        assert reason(closed).startswith("it cannot be opened (")
    finally:
        (tmp_path / "a").chmod(0o700)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """One for many files, since it starts a process."""
    with Reader() as each:
        yield each


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(FORMATS),
    st.binary(max_size=200)
    | st.text(alphabet='<>/="ulp aỷ|*#\n{}:,tex12/09\ufeff\u2028').map(str.encode)
    | st.text(max_size=60).map(lambda text: f'{{"text": "{text}"}}\n[1]'.encode())
    | st.text(max_size=60).map(lambda text: f"text,id\n{text},1\n".encode())
    | st.text(max_size=40).map(lambda text: text.encode("utf-16")),
)
def test_any_bytes_end_in_articles_or_reasons(
    tmp_path: Path, reader: Reader, ending: str, data: bytes
) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(data)
    found = list(reader.read(path))
    assert found
    for one in found:
        one.model_dump_json().encode()  # can be stored and printed
        assert one.path.startswith(path.as_posix())
