"""Files in old encodings: what comes out of them, and what is told of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.annotate.record import as_record
from indexer.models import Annotations, Article
from indexer.read import Unread, read

Written = Callable[[str, str], bytes]

TEXT = (
    "Huyện ủy Sông Mây sơ kết một năm thực hiện Kế hoạch\n\n"
    "Sáng 7/4, Huyện ủy Sông Mây tổ chức hội nghị sơ kết một năm thực hiện Kế hoạch số 15-KH/HU "
    "về công tác dân vận ở cơ sở; các xã, thị trấn đã lập 62 tổ dân vận."
)
FILES = [
    ("utf-8", "utf-8"),
    ("tcvn3", "tcvn3"),
    ("vni", "vni"),
    ("viscii", "viscii"),
    ("vps", "vps"),
    ("windows-1258", "windows-1258"),
    ("utf-8 as windows-1252", "utf-8 as windows-1252"),
    ("utf-8 as windows-1252, twice", "utf-8 as windows-1252, twice"),
    ("utf-16, marked", "utf-16"),
    ("utf-16-le", "utf-16"),
    ("utf-16-be", "utf-16"),
]


def article(path: Path, data: bytes) -> Article:
    path.write_bytes(data)
    (found,) = read(path)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(("encoding", "told"), FILES)
def test_a_file_in_each_encoding(
    tmp_path: Path, written: Written, encoding: str, told: str
) -> None:
    found = article(tmp_path / "a.txt", written(TEXT, encoding))
    assert (found.text, found.encoding) == (TEXT, told)
    assert found.title == "Huyện ủy Sông Mây sơ kết một năm thực hiện Kế hoạch"
    assert as_record(Annotations(article=found))["article"]["encoding"] == told


SHORT = [  # a file that is no UTF-8 must be something
    (b"Th\xf4ng b\xe1o", "Thông báo", "windows-1252"),
    ("Hµ Néi".encode("latin-1"), "Hà Nội", "tcvn3"),
    ("Quyeát ñònh".encode("latin-1"), "Quyết định", "vni"),
    ("Les élèves sont très intéressés".encode("latin-1"), None, "windows-1252"),
    ("Navn på handling".encode("latin-1"), None, "windows-1252"),
    ("“Ok” – 5 °C".encode("cp1252"), None, "windows-1252"),
]


@pytest.mark.parametrize(("data", "text", "encoding"), SHORT)
def test_a_short_file(tmp_path: Path, data: bytes, text: str | None, encoding: str) -> None:
    found = article(tmp_path / "a.txt", data)
    assert (found.text, found.encoding) == (text or data.decode("cp1252"), encoding)


def test_utf8_with_a_few_bytes_that_are_none(tmp_path: Path) -> None:
    found = article(tmp_path / "a.txt", TEXT.encode() + b" H\xf4")
    assert (found.text, found.encoding) == (f"{TEXT} H\ufffd", "utf-8, damaged")


def test_a_file_joined_from_two(tmp_path: Path, written: Written) -> None:
    found = article(tmp_path / "a.txt", f"{TEXT}\n".encode() + written(TEXT, "tcvn3"))
    assert (found.text, found.encoding) == (f"{TEXT}\n{TEXT}", "tcvn3")


def test_each_record_has_an_encoding_of_its_own(tmp_path: Path, written: Written) -> None:
    record = json.dumps({"text": TEXT, "title": "Sơ kết kế hoạch"}, ensure_ascii=False)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join(written(record, name) for name in ("tcvn3", "utf-8", "vni")))
    found = [one for one in read(path) if isinstance(one, Article)]
    assert [one.encoding for one in found] == ["tcvn3", "utf-8", "vni"]
    assert {one.text for one in found} == {TEXT}
    assert {one.title for one in found} == {"Sơ kết kế hoạch"}


def test_a_record_of_the_characters_of_an_old_font(tmp_path: Path, written: Written) -> None:
    shown = {"text": TEXT, "title": "Sơ kết kế hoạch", "place": "huyện Sông Mây", "id": "é"}
    record = {k: written(v, "tcvn3").decode("latin-1") for k, v in shown.items()} | {"id": "é"}
    found = article(tmp_path / "a.jsonl", json.dumps(record).encode())
    assert (found.text, found.encoding) == (TEXT, "tcvn3")
    assert (found.title, found.place, found.id) == ("Sơ kết kế hoạch", "huyện Sông Mây", "é")


def test_a_row_of_a_table(tmp_path: Path, written: Written) -> None:
    table = f'title,text\n"Sơ kết, tổng kết","{TEXT}"'
    found = article(tmp_path / "a.csv", written(table, "tcvn3"))
    assert (found.title, found.text, found.encoding) == ("Sơ kết, tổng kết", TEXT, "tcvn3")


NO_TEXT = [bytes(range(128, 256)) * 3, b"\x00\x01\x02\x03" * 40, b"\x89\x8d\x90\x9d" * 30]


@pytest.mark.parametrize("data", NO_TEXT)
def test_bytes_that_are_no_text(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    (found,) = read(path)
    assert isinstance(found, Unread)
    assert found.reason.startswith("it is no text")
