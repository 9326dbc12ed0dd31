"""Files that are broken, or made to do harm: each is told with its reason, and the others are read.

`python tests/read/test_hostile_files.py --files 5000 --seed 3` mutates more of them.
"""

from __future__ import annotations

import argparse
import base64
import io
import os
import random
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest

if __name__ == "__main__":  # run as a program, it finds its neighbours by itself
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

import making

from indexer.models import Article
from indexer.read import Limits, Reader, Unread, walk
from indexer.read.formats import rtf
from indexer.read.kinds import FORMATS
from indexer.read.readers import READERS

LIMITS = Limits(max_size=20, max_time=10, max_memory=1_500, max_pages=50, max_unpacked=60)
GRACE = 8  # seconds over the limit, for a machine that is busy
GOOD = "good.txt"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(LIMITS) as each:
        yield each


def read(reader: Reader, folder: Path, name: str, data: bytes) -> dict[str, str]:
    """What is read of a file: a text or a reason for each path."""
    path = folder / name
    path.write_bytes(data)
    found: dict[str, str] = {}
    for one in reader.read(path):
        told = one.text if isinstance(one, Article) else f"! {one.reason}"
        found[one.path.removeprefix(f"{folder.as_posix()}/")] = told
    return found


def deep(depth: int) -> bytes:
    """A zip in a zip, so many times, with a text in each."""
    data = making.zipped({"t0.txt": "Trong cùng."})
    for n in range(1, depth):
        data = making.zipped({"z.zip": data, f"t{n}.txt": f"Tầng {n}."})
    return data


def locked_zip() -> bytes:
    """A zip whose first member says that it is encrypted."""
    data = bytearray(making.zipped({"kin.txt": "x", GOOD: "Huyện ủy họp."}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def special_tar() -> bytes:
    """A tar with links, a device, a path that climbs, and a good file."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, kind in (("link", b"2"), ("hard", b"1"), ("dev", b"3"), ("pipe", b"6")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        for name in ("../../up.txt", "/abs.txt", GOOD):
            info = tarfile.TarInfo(name)
            text = "Huyện ủy họp.".encode()
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text))
    return file.getvalue()


def linked_zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("../../up.txt", "x")
        archive.writestr(GOOD, "Huyện ủy họp.")
    return file.getvalue()


def many(number: int) -> bytes:
    return making.zipped({f"{n}.txt": f"Tờ {n}" for n in range(number)})


def huge_pax() -> bytes:
    """A packed tar whose header of one file wants 2 GB."""
    info = tarfile.TarInfo("x")
    info.type, info.size = b"x", 2_000_000_000
    return zlib_gz(info.tobuf() + bytes(30_000_000))


def zlib_gz(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in zip("abcdefg", "bcdefgh", strict=True)
)
STOLEN = '<!DOCTYPE d [<!ENTITY h SYSTEM "file:///etc/passwd">'


def entities(dtd: str) -> bytes:
    """A Word document with entities."""
    inside = f"{making.par('Huyện ủy họp.')}<w:p><w:r><w:t>&h;</w:t></w:r></w:p>"
    head = f"<w:document {making.W}><w:body>{inside}</w:body></w:document>"
    data = making.docx("x")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return making.zipped(parts | {"word/document.xml": f"{dtd}]>{head}".encode()})


ROOT = Path(__file__).parents[2]


class Case(NamedTuple):
    """A hostile file, what is told of a path, and what is still read."""

    name: str
    data: Callable[[], bytes]
    told: dict[str, str]  # path → how its reason begins
    kept: Mapping[str, str] = MappingProxyType({})  # path → a text that is read


ZERO = bytes(19_000_000)
NOISE = random.Random(1).randbytes(9_000)
CASES = [
    Case("a.pdf", lambda: making.pdf([making.pdf_page()], encrypt=True),
         {"a.pdf": "it is encrypted; open it with its password"}),
    Case("a.docx", lambda: making.ole({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}),
         {"a.docx": "it is encrypted; open it with its password"}),
    Case("a.doc", lambda: making.ole({"WordDocument": bytes(10) + b"\x00\x01"}),
         {"a.doc": "it is encrypted; open it with its password"}),
    Case("a.odt", lambda: making.odt(manifest="<encryption-data/>"),
         {"a.odt": "it is encrypted; open it with its password"}),
    Case("a.doc", lambda: making.ole({"Workbook": b"x"}), {"a.doc": "it is an Excel workbook"}),
    Case("a.zip", locked_zip, {"a.zip/kin.txt": "it is encrypted; unpack the archive"},
         {f"a.zip/{GOOD}": "Huyện ủy họp."}),
    Case("a.zip", linked_zip, {"a.zip/link.txt": "it is a link, which is not followed",
                               "a.zip/../../up.txt": "its path leads out of the archive"},
         {f"a.zip/{GOOD}": "Huyện ủy họp."}),
    Case("a.tar", special_tar, {"a.tar/link": "it is a link", "a.tar/hard": "it is a link",
                                "a.tar/dev": "it is a device", "a.tar/pipe": "it is a device",
                                "a.tar/../../up.txt": "its path leads out of the archive",
                                "a.tar//abs.txt": "its path leads out of the archive"},
         {f"a.tar/{GOOD}": "Huyện ủy họp."}),
    Case("a.zip", lambda: deep(6), {"a.zip/z.zip/z.zip/z.zip": "it lies in archives more than 3"},
         {"a.zip/t5.txt": "Tầng 5.", "a.zip/z.zip/z.zip/t3.txt": "Tầng 3."}),
    Case("a.zip", lambda: making.zipped({"b.txt": ZERO, GOOD: "Họp."}),
         {"a.zip/b.txt": "it is a bomb: "}, {f"a.zip/{GOOD}": "Họp."}),
    Case("a.docx", lambda: making.docx("<w:p>" + " " * 30_000_000 + "</w:p>"),
         {"a.docx": "it is a bomb, or too large: its part word/document.xml"}),
    Case("a.txt.gz", lambda: zlib_gz(ZERO), {"a.txt.gz": "it is a bomb"}),
    Case("a.tar.gz", huge_pax, {"a.tar.gz": "it is damaged (a header that is too large)"}),
    Case("a.zip", lambda: making.zipped({}), {"a.zip": "it is an archive without files"}),
    Case("a.tar.gz", lambda: making.tarred({GOOD: b"Hop.", "b.txt": NOISE}, "w:gz")[:-4000],
         {"a.tar.gz": "it is damaged; the rest was not read"}, {f"a.tar.gz/{GOOD}": "Hop."}),
    Case("a.docx", lambda: entities(STOLEN), {}, {"a.docx": "Huyện ủy họp."}),
    Case("a.docx", lambda: making.docx("<w:sdt>" * 400 + making.par("x") + "</w:sdt>" * 400),
         {"a.docx": "it is damaged: its part word/document.xml is broken XML"}),
    Case("a.docx", lambda: making.docx("<w:p><w:r>"),
         {"a.docx": "it is damaged: its part word/document.xml is broken XML"}),
    Case("a.docx", lambda: making.zipped({"[Content_Types].xml": "", "word/a.xml": ""}),
         {"a.docx": "it is damaged: its part word/document.xml is missing"}),
    Case("a.docx", lambda: making.docx()[:900],
         {"a.docx": "it is damaged, or no docx file at all"}),
    Case("a.xlsx", lambda: making.zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}),
         {"a.xlsx": "it is an Excel workbook, which is not read; save its sheets as CSV"}),
    Case("a.rtf", lambda: b"{\\rtf1 " + b"{" * 200_000, {"a.rtf": "it is nested too deeply"}),
    Case("a.pdf", lambda: making.pdf([[]]), {"a.pdf": "it holds no text"}),
    Case("a.pdf", lambda: making.pdf([[(60.0, 700.0, "x")]] * 51),
         {"a.pdf": "it has 51 pages; at most 50, see --max-pages"}),
    Case("a.pdf", lambda: b"%PDF-1.5\n" + random.Random(2).randbytes(5000),
         {"a.pdf": "it is damaged, or no PDF file at all"}),
    Case("a.pdf", lambda: random.Random(3).randbytes(5000),
         {"a.pdf": "it is damaged, or no pdf file at all"}),
    Case("a.doc", lambda: making.ole({"WordDocument": b"x"})[:700],
         {"a.doc": "it "}),
    Case("a.rar", lambda: b"Rar!\x1a\x07\x00abc", {"a.rar": "it is a RAR archive; unpack it"}),
    Case("a.eml", lambda: b"Subject: a\nMIME-Version: 1.0\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)),
         {"a.eml": "it "}),
]  # fmt: skip


def drawn(contents: bytes, more: str = "") -> bytes:
    """A PDF with one page that draws *contents*; *more* is its fifth object, a form named F."""
    return making.pdf_file(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R "
        b"/Resources << /XObject << /F 5 0 R >> >> >>",
        making.pdf_stream(contents),
        making.pdf_stream(b"/F Do /F Do", more),
    )


def claimed(pages: int, kids: str) -> bytes:
    """A PDF that says that it has so many pages."""
    return making.pdf_file(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    )


def empty_members(number: int) -> bytes:
    """A zip of so many empty files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for n in range(number):
            archive.writestr(zipfile.ZipInfo(f"{n:0200}"), b"")
    return file.getvalue()


def bombs(deep: int) -> bytes:
    """Zips in zips, in the innermost of which much is made of little."""
    data = making.zipped({f"{n}.txt": ZERO[:9_000_000] for n in range(9)})
    for _ in range(deep):
        data = making.zipped({f"{n}.zip": data for n in range(3)})
    return data


FORM = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>"
CASES += [
    Case("a.pdf", lambda: claimed(1_000_000, "3 0 R"),
         {"a.pdf": "it has 1,000,000 pages; at most 50, see --max-pages"}),
    Case("a.pdf", lambda: claimed(40_000, "3 0 R " * 40_000), {"a.pdf": "it has 40,000 pages"}),
    Case("a.pdf", lambda: claimed(3, "2 0 R 3 0 R 2 0 R"), {"a.pdf": "it "}),
    Case("a.pdf", lambda: drawn(b"/F Do", FORM), {"a.pdf": ""}),  # a form that draws itself
    Case("a.zip", lambda: empty_members(90_000),
         {"a.zip": "it holds more than 20,000 files (--max-members)"}),
    Case("a.docx", lambda: making.zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}),
         {"a.docx": "it is an Excel workbook, which is not read; save its sheets as CSV"}),
    Case("a.jsonl", lambda: b'{"text": ' + b"[" * 90_000 + b"]" * 90_000 + b"}",
         {"a.jsonl#1": "it is JSON that goes beyond what a record may hold"}),
    Case("a.doc", lambda: b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft'
         b'.com/office/word/2003/wordml">' + b"<w:p>" * 90_000, {"a.doc": "it is damaged"}),
    Case("a.txt", lambda: b"", {"a.txt": "it is empty"}),
    Case("a.docx", lambda: b"", {"a.docx": "it is empty"}),
    Case("a.jsonl", lambda: b"", {"a.jsonl": "it holds no records"}),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_wrong_is_told_and_the_rest_is_read(
    case: Case, tmp_path: Path, reader: Reader
) -> None:
    started = time.monotonic()
    found = read(reader, tmp_path, case.name, case.data())
    assert time.monotonic() - started < LIMITS.max_time + GRACE
    for path, reason in case.told.items():
        assert found.get(path, "").startswith(f"! {reason}"), found
    for path, text in case.kept.items():
        assert found.get(path, "").startswith(text), found
    assert sum(told.startswith("!") for told in found.values()) == len(case.told)
    assert not any("root:" in told for told in found.values())
    assert list(tmp_path.iterdir()) == [tmp_path / case.name]  # nothing was written


def test_entities_that_grow_are_never_followed(tmp_path: Path, reader: Reader) -> None:
    found = read(reader, tmp_path, "a.docx", entities(LAUGHS))
    assert "haha" not in found["a.docx"]
    assert found["a.docx"].startswith(("Huyện ủy họp.", "! it is damaged: its part word/document"))


@pytest.mark.parametrize("level", [b"<div>", b"<ul><li>", b"<table><tr><td>", b"<b>"])
def test_a_page_of_many_levels_is_read(tmp_path: Path, reader: Reader, level: bytes) -> None:
    data = b"<html><body>" + level * 60_000 + "Huyện ủy họp.".encode()
    found = read(reader, tmp_path, "a.html", data)
    assert found["a.html"].endswith("Huyện ủy họp.")
    assert not found["a.html"].startswith("!")


def test_bombs_in_archives_in_archives_are_not_unpacked(tmp_path: Path, reader: Reader) -> None:
    found = read(reader, tmp_path, "a.zip", bombs(5))
    assert all("it lies in archives more than 3 deep" in told for told in found.values())
    found = read(reader, tmp_path, "a.zip", bombs(1))
    assert len(found) == 27 or any("it unpacks to more than 60 MB" in x for x in found.values())


KINDS = (*FORMATS, ".xlsx", ".bin", "")


@pytest.mark.parametrize("size", [40, 4_000, 300_000])
def test_noise_under_every_name_is_told(tmp_path: Path, reader: Reader, size: int) -> None:
    chance = random.Random(size)
    for ending in KINDS:
        found = read(reader, tmp_path, f"a{ending}", b"\0" + chance.randbytes(size))
        assert found, ending
        assert all(told.startswith("! it") for told in found.values()), ending


def test_what_is_no_file_in_a_folder_is_told_and_the_good_ones_are_read(tmp_path: Path) -> None:
    """Pipes and devices, which never end, links that lead nowhere, and names of every kind."""
    names = ["xuống\ndòng.txt", "😀.txt", GOOD, "folder.txt/trong.txt"]
    if sys.platform != "win32":
        names.append(b"lo\xff\xfei.txt".decode("utf-8", "surrogateescape"))
    folder = tmp_path / "in"
    (folder / "folder.txt").mkdir(parents=True)
    for name in names:
        try:
            (folder / name).write_text("Huyện ủy họp.", encoding="utf-8")
        except OSError:  # not every disk takes every name
            names = [each for each in names if each != name]
    (folder / "rỗng.txt").touch()
    told = {"rỗng.txt": "it is empty"}
    if sys.platform != "win32":
        os.mkfifo(folder / "pipe.txt")
        (folder / "device.txt").symlink_to("/dev/zero")
        (folder / "again").symlink_to(folder)
        (folder / "itself.txt").symlink_to(folder / "itself.txt")
        (folder / "nowhere.txt").symlink_to(folder / "gone")
        (folder / "closed.txt").write_text("Kín.", encoding="utf-8")
        (folder / "closed.txt").chmod(0)
        told |= {"pipe.txt": "it is a pipe or a device, no file"}
        told |= {"device.txt": "it is a pipe or a device, no file"}
        told |= {"itself.txt": "it cannot be opened (", "nowhere.txt": "it cannot be opened ("}
        if os.geteuid():  # root may read it
            told |= {"closed.txt": "it cannot be opened ("}
        else:
            (folder / "closed.txt").unlink()
    with Reader(LIMITS) as reader:
        found = [
            one
            for path in walk([folder])
            for one in ([path] if isinstance(path, Unread) else reader.read(path))
        ]
    reasons = {Path(one.path).name: one.reason for one in found if isinstance(one, Unread)}
    assert reasons.keys() == told.keys()
    assert all(reasons[name].startswith(reason) for name, reason in told.items())
    assert [one.text for one in found if isinstance(one, Article)] == ["Huyện ủy họp."] * len(names)


def test_a_pipe_is_told_by_its_reader_too(tmp_path: Path, reader: Reader) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no pipes in folders")
    os.mkfifo(tmp_path / "a.txt")
    (told,) = reader.read(tmp_path / "a.txt")
    assert isinstance(told, Unread)
    assert told.reason == "it is a pipe or a device, no file"


def test_a_file_that_grows_while_it_is_read_is_read_once(tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Huyện ủy họp. ", encoding="utf-8")
    done = threading.Event()

    def grow() -> None:
        with path.open("a", encoding="utf-8") as file:
            while not done.is_set():
                file.write("Họp tiếp. " * 100)
                file.flush()

    growing = threading.Thread(target=grow)
    growing.start()
    try:
        found = [one for _ in range(5) for one in reader.read(path)]
    finally:
        done.set()
        growing.join()
    assert len(found) == 5
    assert all(isinstance(one, Article) or "too large" in one.reason for one in found)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.rtf"])
def test_a_line_of_ten_megabytes_is_read_in_time(name: str, tmp_path: Path, reader: Reader) -> None:
    head = {"a.html": b"<html><body>", "a.rtf": b"{\\rtf1 "}.get(name, b"")
    found = read(reader, tmp_path, name, head + b"Huyen uy hop ban. " * 560_000)
    assert len(found[name]) > 10_000_000


def test_too_many_files_in_an_archive_end_it_but_those_before_are_read(tmp_path: Path) -> None:
    with Reader(Limits(max_members=5)) as reader:
        found = read(reader, tmp_path, "a.zip", many(9))
    assert found.pop("a.zip").startswith("! it holds more than 5 files; the rest was not read")
    assert found == {f"a.zip/{n}.txt": f"Tờ {n}" for n in range(5)}


def test_an_archive_that_unpacks_to_too_much_ends_but_what_came_before_is_read(
    tmp_path: Path,
) -> None:
    noise = random.Random(4).randbytes(900_000)
    with Reader(Limits(max_unpacked=2)) as reader:
        found = read(
            reader,
            tmp_path,
            "a.zip",
            making.zipped({GOOD: "Họp.", **{f"{n}.bin": noise for n in range(4)}}),
        )
    assert found[f"a.zip/{GOOD}"] == "Họp."
    assert found["a.zip"].startswith("! it unpacks to more than 2 MB; the rest was not read")


def test_a_reader_that_crashes_hangs_or_eats_memory_costs_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The readers of rich text are replaced by ones that fail, in the process that reads."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys, time\n"
        "def bad(data, job):\n"
        "    if b'crash' in data: os._exit(9)\n"
        "    if b'hang' in data:\n"
        "        while True: time.sleep(1)\n"
        "    if b'eat' in data: return iter([bytearray(3_000_000_000)])\n"
        "    if b'fault' in data: raise ZeroDivisionError('x')\n"
        "    print('a library that talks')\n"
        "    return real(data, job)\n"
        "class Late:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'indexer.read.readers':\n"
        "            global real\n"
        "            from indexer.read.formats import rtf\n"
        "            real, rtf.read = rtf.read, bad\n"
        "sys.meta_path.insert(0, Late())\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    folder = tmp_path / "in"
    folder.mkdir()
    with Reader(Limits(max_time=2, max_memory=1_000)) as reader:
        for word, reason in (
            ("crash", "reading it ended the reader; it is damaged, or made to do harm"),
            ("hang", "reading it takes longer than 2 s; see --max-time"),
            ("eat", "reading it needs more memory than 1,000 MB; see --max-memory"),
            ("fault", "it is damaged; reading it failed (ZeroDivisionError: x)"),
        ):
            if word == "eat" and sys.platform != "linux":
                continue
            found = read(reader, folder, "a.rtf", f"{{\\rtf1 {word}}}".encode())
            assert found == {"a.rtf": f"! {reason}"}
            assert read(reader, folder, "b.rtf", b"{\\rtf1 good}") == {"b.rtf": "good"}


# Reads a file and is killed, as by a power cut.
KILLED = """
import os, sys
from pathlib import Path
from indexer.read import Reader
reader = Reader()
list(reader.read(Path(sys.argv[1])))
assert os.listdir(os.environ["TMPDIR"])
os._exit(9)
"""


def test_a_run_that_is_killed_leaves_no_temporary_files(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 good}")
    (places := tmp_path / "tmp").mkdir()
    variables = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(places))
    command = [sys.executable, "-c", KILLED, str(tmp_path / "a.rtf")]
    done = subprocess.run(command, env=variables, cwd=ROOT, check=False)
    assert done.returncode == 9
    deadline = time.monotonic() + 20
    while list(places.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert list(places.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a program of the test is a shell script")
def test_a_program_that_hangs_is_ended_with_all_that_it_has_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an office suite does, it starts another one, which holds the pipes that are read."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "antiword"
    program.write_text(f"#!/bin/sh\nsleep 50 &\necho $! >> {tmp_path}/started\nwait\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    folder = tmp_path / "in"
    folder.mkdir()
    doc = making.ole({"WordDocument": b"\xec\xa5\xc1\0" + bytes(40)})
    (tmp_path / "bin" / "catdoc").symlink_to(program)
    (tmp_path / "bin" / "soffice").symlink_to(program)
    started = time.monotonic()
    with Reader(Limits(max_time=2)) as reader:
        found = read(reader, folder, "a.doc", doc)
        assert found == {"a.doc": "! reading it takes longer than 2 s; see --max-time"}
        assert time.monotonic() - started < 2 + GRACE
        assert _ended(tmp_path / "started")
        closing = threading.Timer(1, reader.__exit__)  # as Ctrl-C does
        closing.start()
        read(reader, folder, "b.doc", doc)
    closing.join()
    assert _ended(tmp_path / "started")


def _ended(noted: Path) -> bool:
    """Whether all processes whose numbers are noted are gone, or will be in a moment."""
    for _ in range(50):
        if not any(map(_is_alive, noted.read_text().split())):
            return True
        time.sleep(0.1)
    return False


def _is_alive(number: str) -> bool:
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    status = Path("/proc", number, "stat")
    return not status.exists() or ") Z " not in status.read_text()


def mutated(data: bytes, chance: random.Random) -> bytes:
    """*data* with a few things wrong."""
    wrong = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(wrong) + 1)
        match chance.randrange(7):
            case 0:
                del wrong[at:]
            case 1:
                wrong[at : at + chance.randint(1, 40)] = chance.randbytes(chance.randint(0, 40))
            case 2 if wrong:
                wrong[at % len(wrong)] ^= 1 << chance.randrange(8)
            case 3:
                wrong[at:at] = wrong[: chance.randint(0, 400)]
            case 4:
                wrong[at : at + 4] = b"\xff\xff\xff\xff"
            case 5:
                wrong[at:at] = chance.choice((b"<" * 50, b"{\\*" * 50, b"PK\x03\x04", b"\0" * 99))
            case _:
                del wrong[at : at + chance.randint(1, 200)]
    return bytes(wrong)


def repacked(data: bytes, chance: random.Random) -> bytes:
    """An office file or archive whose zip is sound and one of whose parts is not."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    return making.zipped(parts | {name: mutated(parts[name], chance)})


def hostile(number: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many files that are broken in some way, under names of every kind."""
    good = {**making.every(), "a.doc": DOC.read_bytes()}
    chance = random.Random(seed)
    names = sorted(good)
    for n in range(number):
        name = chance.choice(names)
        data = good[name]
        zipped = data.startswith(b"PK")
        wrong = repacked(data, chance) if zipped and n % 2 else mutated(data, chance)
        if n % 29 == 0:
            wrong = chance.randbytes(chance.randint(0, 3000))
        if n % 31 == 0:
            wrong = base64.b64encode(wrong)
        called = name if chance.random() < 0.8 else chance.choice(names)
        yield f"{n}-{called}", wrong


DOC = Path(__file__).parent / "files" / "ke-hoach.doc"


def storm(number: int, seed: int, folder: Path) -> Counter[str]:
    """Read so many hostile files with a good one after each tenth; what came of them."""
    outcome: Counter[str] = Counter()
    with Reader(LIMITS) as reader:
        for n, (name, data) in enumerate(hostile(number, seed)):
            path = folder / name
            path.write_bytes(data)
            started = time.monotonic()
            found = list(reader.read(path))
            seconds = time.monotonic() - started
            assert found, f"nothing is told of {name}"
            assert seconds < LIMITS.max_time + GRACE, f"{name} took {seconds:.0f} s"
            for one in found:
                one.model_dump_json().encode()  # can be stored and printed
                assert one.path.startswith(path.as_posix()), one
                told = one.reason if isinstance(one, Unread) else ""
                assert "Traceback" not in told
                outcome["told" if told else "read"] += 1
                outcome["ended the reader"] += "ended the reader" in told
                outcome["took too long"] += "takes longer" in told
                outcome["reading it failed"] += "reading it failed" in told
            if n % 10 == 0:
                good = making.every()["a.docx" if n % 20 else "a.pdf"]
                (one,) = _read_good(reader, folder / "good", good)
                assert one.text.split("\n") == making.LINES, name
                outcome["good"] += 1
            path.unlink()
    outcome["files"] = number
    return outcome


def _read_good(reader: Reader, path: Path, data: bytes) -> list[Article]:
    path.write_bytes(data)
    return [one for one in reader.read(path) if isinstance(one, Article)]


def test_broken_files_of_every_format_end_in_articles_or_reasons(tmp_path: Path) -> None:
    outcome = storm(150, 1, tmp_path)
    assert outcome["good"] == 15
    assert outcome["told"] > 30
    assert not outcome["took too long"]


def test_every_format_has_its_reader() -> None:
    assert set(READERS) == {
        *("text", "page", "docx", "word", "ole", "odt", "flat", "rtf", "pdf", "mail")
    }
    assert rtf.read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        outcome = storm(asked.files, asked.seed, Path(folder))
    told = ", ".join(f"{name}: {number}" for name, number in outcome.items() if number)
    print(f"{told}; {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
