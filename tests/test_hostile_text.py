"""Texts made to hold the plugins up: each ends in seconds, however long and odd it is."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection

import pytest

from indexer.annotate import annotate
from indexer.models import Article
from indexer.plugin import Sources, discover
from indexer.text.unicode import normalise

BUILT_IN = Sources(package="plugins", entry_points=False)

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
    "one code with short forms": "Kết luận số 64-KL/TW, Kết luận 64, ",
}
LENGTH = 300_000
PATIENCE = 60  # seconds; time that grows with the square takes many minutes


def _annotate(text: str, answer: Connection) -> None:
    # Words are slow, and their own test shows that their time grows with length only.
    plugins = [plugin for plugin in discover(BUILT_IN) if plugin.name != "words"]
    found = annotate(Article(id="a", path="a.txt", text=normalise(text)), plugins)
    answer.send([f"{f.plugin}: {f.reason}" for f in found.failures])


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_ends_in_seconds(piece: str) -> None:
    context = multiprocessing.get_context("spawn")  # the same on every system
    here, there = context.Pipe(duplex=False)
    text = piece * (LENGTH // len(piece))
    worker = context.Process(target=_annotate, args=(text, there), daemon=True)
    worker.start()
    try:
        assert here.poll(PATIENCE), f"not done after {PATIENCE} s"
        assert here.recv() == []
    finally:
        worker.kill()
        worker.join()
        here.close()
        there.close()
