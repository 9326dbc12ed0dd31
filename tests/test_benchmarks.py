"""The benchmarks of quality run, count what they say they count, and hold their floors."""

from __future__ import annotations

import contextlib
import gzip
import importlib.util
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from indexer.models import Annotations, Article
from indexer.store.index import Index
from indexer.store.sources import Source

ROOT = Path(__file__).parents[1]
SHARED = ROOT / "../shared/corpora"

DOCUMENT = """{labels}ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
Số: 218/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nam, ngày 4 tháng 6 năm 2018

KẾ HOẠCH
Trồng cây ven sông

Căn cứ Quyết định số 731/QĐ-TTg ngày 2/5/2018 của Thủ tướng Chính phủ;

Nơi nhận:
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Lâm
"""
HEADER = {
    "so_hieu": "0218/KH-UBND",
    "loai": "Kế hoạch",
    "noi_ban_hanh": "Tỉnh Hà Nam",
    "ngay_ban_hanh": "04/06/2018",
    "nguoi_ky": "Trần Văn Lâm",
}
FIELDS = ("code", "type", "issuer", "date", "signer")


def run(name: str, *words: str | Path) -> list[str]:
    """The lines that a benchmark prints."""
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / f"{name}.py", *words],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    told = set(done.stderr.splitlines()) - {"Không có dòng nào."}  # of a report without rows
    assert (done.returncode, told) == (0, set())
    return done.stdout.splitlines()


def module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def written(folder: Path, *records: dict[str, Any]) -> Path:
    path = folder / "records.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return path


def real(name: str) -> Path:
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"{name} is not there to measure by")
    return path


def shares(name: str, path: Path, *, bare: bool) -> dict[str, tuple[int, float]]:
    """How many documents tell each field, and the share that agrees."""
    rows = list(module(name).measure(path, bare=bare))
    same = {field: [r.same for r in rows if r.field == field] for field in FIELDS}
    return {field: (len(found), sum(found) / len(found)) for field, found in same.items() if found}


def test_headers_are_compared_field_by_field(tmp_path: Path) -> None:
    right = {"text": DOCUMENT.format(labels=""), "header": HEADER}
    wrong = right | {"header": HEADER | {"nguoi_ky": "Lê Thị Mận", "noi_ban_hanh": "Tỉnh Hà Giang"}}
    little = right | {"header": {"loai": "Văn bản khác", "so_hieu": "218/KH-UBND"}}

    table = run("headers", written(tmp_path, right, wrong, little))

    assert [line.split() for line in table[1:]] == [
        ["code", "3", "3", "1.0000"],
        ["type", "2", "2", "1.0000"],
        ["issuer", "2", "1", "0.5000"],
        ["date", "2", "2", "1.0000"],
        ["signer", "1", "1", "1.0000"],  # the text has no other signer
    ]


def test_what_differs_is_listed(tmp_path: Path) -> None:
    record = {"text": DOCUMENT.format(labels=""), "header": HEADER | {"ngay_ban_hanh": "5/6/2018"}}

    assert run("headers", written(tmp_path, record), "--errors", "date") == [
        "1: 5/6/2018 | 2018-06-04"
    ]


def test_without_its_data_the_document_alone_tells(tmp_path: Path) -> None:
    labels = "**Số hiệu:**\n|\n218/KH-UBND\n|\n**Người ký:**\n|\nTrần Văn Lâm\n|\n"
    unsigned = DOCUMENT.format(labels=labels).replace("CHỦ TỊCH\nTrần Văn Lâm", "CHỦ TỊCH")
    path = written(
        tmp_path,
        {"text": unsigned, "header": HEADER},
        {"text": f"{labels}Chưa có nội dung.", "header": HEADER},  # it leaves out the header
    )

    page, bare = (shares("headers", path, bare=bare) for bare in (False, True))

    assert (page["code"], page["signer"]) == ((2, 1), (2, 1))
    assert bare["code"] == (1, 1)
    assert "signer" not in bare  # the document does not name him


def test_references_with_a_number_are_counted(tmp_path: Path) -> None:
    text = (
        "Luật Đê điều ngày 29/11/2006; Nghị định số 05/2019/NĐ-CP; Thông tư số …/2019/TT-BYT; "
        "Quyết định số 90/TTg, số 91/TTg; Nghị định 54; Quyết định số 1357TC/XX."
    )
    labels = [
        "Luật Đê điều ngày 29/11/2006",  # no number
        "Nghị định số 05/2019/NĐ-CP",
        "Thông tư số …/2019/TT-BYT",  # a blank
        "Quyết định số 90/TTg, số 91/TTg",  # two
        "Nghị định 54",
        "Quyết định số 1357TC/XX",
    ]
    starts = [(text.index(label), label) for label in labels]
    entities = [{"start": s, "end": s + len(label), "text": label} for s, label in starts]
    path = written(tmp_path, {"text": text, "entities": entities})

    assert [line.split() for line in run("references", path)] == [
        ["references", "5"],
        ["found", "4"],
        ["recall", "0.8000"],
    ]
    (missed,) = run("references", path, "--errors")
    assert missed.startswith("1: Quyết định số 1357TC/XX | ")


@pytest.mark.parametrize("bare", [False, True])
def test_headers_hold_their_floors(bare: bool) -> None:
    found = shares("headers", real("official.jsonl.gz"), bare=bare)

    assert list(found) == [*FIELDS]
    assert {field: share for field, (_, share) in found.items() if share < 0.99} == {}
    assert min(number for number, _ in found.values()) > 130


def test_references_hold_their_floor() -> None:
    found = [r.found for r in module("references").measure(real("vnlegaltext.jsonl.gz"))]

    assert len(found) > 2900
    assert sum(found) / len(found) >= 0.999


NEWS = """Chi bộ thôn Đoài họp bàn việc làng, có 35 đảng viên tới dự. Sau khi nghe báo cáo, đại biểu
nêu ý kiến về con đường ra đồng, về chiếc cầu nhỏ đã cũ, về lớp học mẫu giáo thiếu sân chơi cho các
cháu. Bí thư Nguyễn Văn Sáu ghi lại từng lời, hẹn tháng sau trả lời. Nhiều người ở lại chuyện tới
khuya, nhắc nhau giữ gìn vệ sinh ngõ xóm, tưới hàng cây mới trồng và dọn cỏ quanh nhà văn hóa. Sáng
hôm sau, thanh niên đã mang cuốc xẻng ra đắp lại đoạn đường sụt, phụ nữ nấu nước chè đem tới."""


def test_near_duplicates_are_counted_by_how_they_were_changed(tmp_path: Path) -> None:
    records = tmp_path / "news.jsonl"
    lines = [json.dumps({"text": text}) for text in (NEWS, NEWS.replace("35", "36"), "ngắn quá")]
    records.write_text("\n".join(lines), encoding="utf-8")
    told = {line[:62].strip(): line[62:] for line in run("near_duplicates", records)}

    assert told["the same: headline and footer"] == "   2 of 2 grouped, 1.000"
    assert told["the same: 15 % cut off"] == "   2 of 2 grouped, 1.000"
    assert told["others: other numbers"] == "   0 of 2 grouped, 0.000"
    assert told["others: another place"] == "   0 of 2 grouped, 0.000"
    assert told["a sketch"].endswith(" ms")


def test_near_duplicates_among_many_are_found_step_by_step(tmp_path: Path) -> None:
    said = (
        f"Thôn {n} có {n * n} hộ trồng cam trên đất {n * 3} của hợp tác xã." for n in range(400)
    )
    records = tmp_path / "news.jsonl"
    records.write_text(json.dumps({"text": " ".join(said)}), encoding="utf-8")
    lines = run("grouping", records, "--articles", "60", "--new", "20", "--form", "4")

    assert [line[:20].strip() for line in lines] == [
        *("60 articles", "one more", "20 more", "4 on one form"),
    ]
    found = [line.partition("grouping")[2].split(", ")[1] for line in lines]
    assert found == ["3 groups", "3 groups", "4 groups", "4 groups"]


def test_reports_are_timed_in_every_form_and_an_article_more(tmp_path: Path) -> None:
    text = "Huyện ủy Kim Sơn triển khai Kết luận số 64-KL/TW, mở 3 lớp."
    file = tmp_path / "articles.jsonl"
    file.write_text(json.dumps({"text": text}), encoding="utf-8")
    head, row, slowest, *article = run("reports", file, "--only", "doubts")

    assert head.split() == ["seconds", "table", "csv", "xlsx", "json", "md", "html"]
    assert row.split()[0] == "doubts"
    taken = [float(seconds) for seconds in row.split()[1:]]
    assert len(taken) == 6
    assert slowest == f"slowest: {max(taken):.2f}"
    assert article[0] == "an article more, which names 1 directives"
    assert all(float(line.split()[-1]) >= 0 for line in article[1:])


def test_typed_codes_are_told_by_what_names_them(tmp_path: Path) -> None:
    index, grown = tmp_path / "index", tmp_path / "grown"
    article = tmp_path / "a.txt"
    article.write_text(
        "Ngày 4/5/2021, Đảng ủy xã Phù Lưu quán triệt Nghị quyết số 12-NQ/HU ngày 3/2/2021 của "
        "Huyện ủy Hàm Yên về trồng rừng và Nghị định số 30/2020/NĐ-CP của Chính phủ.",
        encoding="utf-8",
    )
    made = [sys.executable, "-m", "cli", "ingest", article, "--index", index, "--jobs", "1"]
    subprocess.run(made, check=True, cwd=ROOT, capture_output=True)

    lines = run("typed_codes", index, "--seeds", "1", "--grow", "50", "--into", grown)

    assert lines[0] == f"{_count(grown)} directives"
    assert _count(grown) > 2
    assert [line.split()[0] for line in lines[1:4]] == ["seed", "1", "all"]
    share = float(lines[3].split()[3])
    assert share > 0.9


def _count(index: Path) -> int:
    with contextlib.closing(sqlite3.connect(index / "catalogue.db")) as database:
        return int(database.execute("SELECT COUNT(*) FROM directive").fetchone()[0])


def test_questions_of_each_kind_are_timed_in_each_full_text(tmp_path: Path) -> None:
    with Index.create(tmp_path / "index") as index, index.writer() as writer:
        for n in range(12):
            text = f"Bản tin số {n}: xã Thượng tổ chức phong trào dân vận khéo trong mùa mưa."
            read = Article(id=f"n{n}", path=f"{n}.txt", text=text)
            writer.add(Source(f"{n}.txt"), [Annotations(article=read)])

    lines = run("queries", tmp_path / "index", "--articles", "30", "--queries", "3")

    assert lines[0].startswith("30 articles, written in seconds: whoosh ")
    rows = {line[:20].strip(): [float(f) for f in line[20:].split()] for line in lines[3:11]}
    assert {"word", "two words", "phrase of two", "prefix", "without diacritics"} <= {*rows}
    assert {len(figures) for figures in rows.values()} == {15}  # five columns of three
    assert all(figure >= 0 for figures in rows.values() for figure in figures)
    assert lines[-1].startswith("tantivy within 1.5 times bare tantivy and 5 ms")
