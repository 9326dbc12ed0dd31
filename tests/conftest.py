"""A small index of articles written for the tests, with annotations made by hand."""

from __future__ import annotations

import importlib.util
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest

from indexer.models import (
    Annotations,
    Article,
    Code,
    Directive,
    Doubt,
    Link,
    Mention,
    Relation,
    Statistic,
)
from indexer.store.index import Index
from indexer.store.sources import Source
from indexer.text.sentences import sentence_at, sentences

NOTICE = """Yên Sơn học tập Thông báo 380
Ngày 12/3/2019, Ban Dân vận Huyện ủy Yên Sơn tổ chức quán triệt Thông báo số 380-TB/TU của \
Ban Thường vụ Tỉnh ủy Tuyên Quang về công tác dân vận khéo. Đến nay toàn huyện có 25 mô hình.
Thời gian tới, Đảng ủy xã Tân Long sẽ triển khai Thông báo số 380 đến từng thôn."""

PLAN = """UBND huyện Yên Sơn ban hành Kế hoạch 45/KH-UBND thực hiện Quyết định số 290-QĐ/TW của Bộ \
Chính trị và Thông báo số 380-TB/TU. Huyện ủy Yên Sơn kiểm tra việc thực hiện 290-QĐ/TW."""

RESOLUTION_HERE = """Đảng ủy phường Tân Quang quán triệt Nghị quyết số 05-NQ/TU của Tỉnh ủy Tuyên \
Quang về chuyển đổi số."""

RESOLUTION_THERE = """Đảng ủy phường Quang Trung quán triệt Nghị quyết số 05-NQ/TU của Tỉnh ủy Hà \
Nam về du lịch."""

RESOLUTION_SOMEWHERE = """Đảng ủy xã Minh Quang quán triệt Nghị quyết số 05-NQ/TU cho 40 đảng \
viên, ngày 1/7/2021 ban hành Kế hoạch 12-KH/ĐU thực hiện."""

FESTIVAL = (
    """Trẻ em <b>rước đèn & múa lân</b> ở phố cổ. """
    + "Trời đẹp, đường đông vui. " * 30
    + ("""Đêm hội có vận động viên múa rồng và đội dân vận của phường.""")
)


def pytest_configure() -> None:
    """Hear Ctrl-C, as the programs that tests start must, where a shell's "&" has shut it out."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def written() -> Callable[[str, str], bytes]:
    """What writes a text in an old encoding: written(text, "tcvn3")."""
    path = Path(__file__).parents[1] / "benchmarks" / "encodings.py"
    spec = importlib.util.spec_from_file_location("benchmark_of_encodings", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("Callable[[str, str], bytes]", module.written)


class Hand:
    """Marks spans of one text by their words."""

    def __init__(self, text: str) -> None:
        self.text = text

    def at(self, words: str, nth: int = 0) -> dict[str, object]:
        """The nth place of *words*."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return {"start": start, "end": start + len(words), "text": words}

    def sentence(self, words: str, nth: int = 0) -> dict[str, object]:
        """The sentence that holds *words*."""
        start = self.at(words, nth)["start"]
        first, last = sentence_at(sentences(self.text), int(str(start)))
        return {"start": first, "end": last, "text": self.text[first:last]}

    def code(self, words: str, code: str, nth: int = 0, **more: str) -> Code:
        """A mention of *code*."""
        form = "full" if words == code else "short"
        return Code(**{**self.at(words, nth), "code": code, "form": form, **more})

    def link(self, unit: str, code: Code, relation: str, *, planned: bool = False) -> Link:
        """What *unit* does with *code*, with the sentence of the unit as evidence."""
        proof = self.sentence(unit)
        known = {"directive": code.code, "code": code.start}
        return Link(**{**proof, **known, "unit": unit, "relation": relation, "planned": planned})


def said(article_id: str, text: str, *mentions: Mention, **about: str) -> Annotations:
    """An article with what was found in it."""
    article = Article(id=article_id, path=f"{article_id}.txt", text=text, **about)
    return Annotations(article=article, found={"hand": mentions})


def _notice() -> Annotations:
    hand = Hand(NOTICE)
    full = hand.code("380-TB/TU", "380-TB/TU", type="Thông báo", body="TU")
    short = hand.code("Thông báo số 380", "380-TB/TU", 1, type="Thông báo", body="TU")
    known = Directive(
        **hand.at("380-TB/TU"),
        code="380-TB/TU",
        type="Thông báo",
        issuer="Ban Thường vụ Tỉnh ủy Tuyên Quang",
        date="2018-11-05",
        title="công tác dân vận khéo",
        codes=(full.start, short.start),
    )
    return said(
        "notice",
        NOTICE,
        full,
        short,
        known,
        hand.link("Ban Dân vận Huyện ủy Yên Sơn", full, "implements"),
        hand.link("Đảng ủy xã Tân Long", short, "implements", planned=True),
        Statistic(**hand.at("25 mô hình"), value=25, what="mô hình", directive="380-TB/TU"),
        title="Yên Sơn học tập Thông báo 380",
        published="2019-03-15",
        place="huyện Yên Sơn",
    )


def _plan() -> Annotations:
    hand = Hand(PLAN)
    plan = hand.code("45/KH-UBND", "45/KH-UBND", type="Kế hoạch", body="UBND")
    decision = hand.code("290-QĐ/TW", "290-QĐ/TW", type="Quy định", body="TW")
    again = hand.code("290-QĐ/TW", "290-QĐ/TW", 1, type="Quy định", body="TW")
    notice = hand.code("380-TB/TU", "380-TB/TU", type="Thông báo", body="TU")
    return said(
        "plan",
        PLAN,
        *(plan, decision, again, notice),
        Directive(
            **hand.at("45/KH-UBND"),
            code="45/KH-UBND",
            type="Kế hoạch",
            issuer="UBND huyện Yên Sơn",
            codes=(plan.start,),
        ),
        Directive(
            **hand.at("290-QĐ/TW"),
            code="290-QĐ/TW",
            type="Quy định",
            issuer="Bộ Chính trị",
            codes=(decision.start, again.start),
        ),
        hand.link("UBND huyện Yên Sơn", plan, "issues"),
        hand.link("UBND huyện Yên Sơn", decision, "implements"),
        hand.link("Huyện ủy Yên Sơn", again, "supervises"),
        Relation(
            **hand.sentence("45/KH-UBND"),
            source="45/KH-UBND",
            target="290-QĐ/TW",
            relation="implements",
            source_code=plan.start,
            target_code=decision.start,
        ),
        Doubt(
            **hand.sentence("290-QĐ/TW"),
            directive="290-QĐ/TW",
            kind="date",
            why="no day is told",
            code=decision.start,
        ),
        published="2020-06-01",
        place="huyện Yên Sơn",
    )


def _resolution(article_id: str, text: str, issuer: str, unit: str, published: str) -> Annotations:
    hand = Hand(text)
    code = hand.code("05-NQ/TU", "05-NQ/TU", type="Nghị quyết", body="TU")
    known = Directive(
        **hand.at("05-NQ/TU"),
        code="05-NQ/TU",
        type="Nghị quyết",
        issuer=issuer,
        codes=(code.start,),
    )
    link = hand.link(unit, code, "implements")
    return said(article_id, text, code, known, link, published=published)


def _undecided() -> Annotations:
    """An article that does not tell whose 05-NQ/TU it means."""
    hand = Hand(RESOLUTION_SOMEWHERE)
    code = hand.code("05-NQ/TU", "05-NQ/TU", type="Nghị quyết", body="TU")
    plan = hand.code("12-KH/ĐU", "12-KH/ĐU", type="Kế hoạch", body="ĐU")
    known = {"directive": "05-NQ/TU", "code": code.start}
    ends = {"source": "12-KH/ĐU", "source_code": plan.start}
    ends |= {"target": "05-NQ/TU", "target_code": code.start}
    return said(
        "somewhere",
        RESOLUTION_SOMEWHERE,
        *(code, plan),
        Relation(**hand.sentence("12-KH/ĐU"), **ends, relation="implements"),
        hand.link("Đảng ủy xã Minh Quang", code, "implements"),
        Statistic(**hand.at("40 đảng viên"), value=40, what="đảng viên", directive="05-NQ/TU"),
        Doubt(**hand.sentence("1/7/2021"), **known, kind="date", why="whose day is it"),
        published="2021-08-01",
    )


def _articles() -> Iterator[Annotations]:
    yield _notice()
    yield _plan()
    here = ("Tỉnh ủy Tuyên Quang", "Đảng ủy phường Tân Quang", "2021-05-04")
    yield _resolution("here", RESOLUTION_HERE, *here)
    there = ("Tỉnh ủy Hà Nam", "Đảng ủy phường Quang Trung", "2021-07-01")
    yield _resolution("there", RESOLUTION_THERE, *there)
    yield said("festival", FESTIVAL, title="Đêm hội trăng rằm")


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small index; no test changes it."""
    folder = tmp_path_factory.mktemp("index")
    with Index.create(folder) as index, index.writer() as writer:
        for annotations in _articles():
            writer.add(Source(annotations.article.path), [annotations])
    return folder


@pytest.fixture(scope="session")
def open_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small index with an article whose directive stays open; as unchanged."""
    folder = tmp_path_factory.mktemp("open")
    with Index.create(folder) as index, index.writer() as writer:
        for annotations in (*_articles(), _undecided()):
            writer.add(Source(annotations.article.path), [annotations])
    return folder


@pytest.fixture(scope="session")
def undecided(open_folder: Path) -> Iterator[Index]:
    """That index, open."""
    with Index.open(open_folder) as index:
        yield index


@pytest.fixture(scope="session")
def sample(sample_folder: Path) -> Iterator[Index]:
    """The small index, open."""
    with Index.open(sample_folder) as index:
        yield index
