"""Texts made to hold the plugins up: each ends in seconds, however long and odd it is."""

from __future__ import annotations

import subprocess
import sys

import pytest

HOSTILE = {
    "numbers and slashes": "1-1/",
    "a list of codes without end": "số 1-QĐ/TW, 2-QĐ/TW; ",
    "one number": "7",
    "of": "của ",
    "about": "về ",
    "a body": "UBND ",
    "a committee": "Ban Thường vụ Tỉnh ủy, ",
    "opening quotes": "“",
    "straight quotes": '"',
    "opening brackets": "(",
    "blanks": " ",
    "dashes": "- ",
    "markup": "*_",
    "short forms": "Nghị quyết số 12 của ",
    "type words": "Nghị quyết ",
    "titles": "64-KL/TW về “",
    "letters of one body": "ĐUBND",
    "capitals": "A B ",
    "figures and commas": "1, ",
    "places": "huyện Yên Khánh, ",
    "verbs": "triển khai thực hiện ",
    "sentences": "Huyện ủy triển khai 64-KL/TW. ",
    "one sentence of units": "Huyện ủy triển khai 64-KL/TW, ",
    "collectives": "các sở, ban, ngành, ",
    "days": "ngày 4/6/2018 ",
    "addresses": "http://a.",
    "marks of mail": "a@",
    "headers": "Số: 12/KH-UBND\n",
    "numbers far behind blanks": "Nghị quyết" + " " * 3000 + "1",
    "signatures": "ĐẢNG CỘNG SẢN VIỆT NAM\nSố: 12/KH-UBND\nKT. CHỦ TỊCH\nPGS.TS. Lê\n",
    "columns": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nSố: 12/KH-UBND\nCHỦ TỊCH          ",
    "joint issuers": "1/QĐ-BYT của Bộ Y tế, Bộ Y tế, Bộ Tài chính, ",
    "one list of issuers": "Bộ Y tế, ",
    "a table in one line": "| 57-NQ/TW ",
    "a sentence without blanks": ",1/QĐ-BYT",
    "one code of many issuers": "Quyết định 1/QĐ-UBND của UBND xã An Bình. ",
    "one code with short forms": "Kết luận số 64-KL/TW, Kết luận 64, ",
}
LENGTH = 300_000
PATIENCE = 60  # seconds; time that grows with the square takes many minutes


# Words are slow, and their own test shows that their time grows with length only.
ANNOTATE = """
import sys
from indexer.annotate import annotate
from indexer.models import Article
from indexer.plugin import Sources, discover
from indexer.text.unicode import normalise
plugins = [p for p in discover(Sources("plugins", entry_points=False)) if p.name != "words"]
text = normalise(sys.stdin.buffer.read().decode())
for failure in annotate(Article(id="a", path="a.txt", text=text), plugins).failures:
    print(f"{failure.plugin}: {failure.reason}")
"""


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_ends_in_seconds(piece: str) -> None:
    text = piece * (LENGTH // len(piece))
    done = subprocess.run(  # a process of its own can be ended
        [sys.executable, "-c", ANNOTATE], input=text.encode(), capture_output=True, timeout=PATIENCE
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
