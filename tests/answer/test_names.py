"""Bodies and places that were merged are found under their old and their new name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from indexer.answer.filters import Filters
from indexer.answer.search import Question, search
from indexer.answer.show import UnknownCode, show
from indexer.models import Annotations, Article, Code, Directive, Link
from indexer.report.rows import report
from indexer.store.index import Index
from indexer.store.sources import Source


class Told(NamedTuple):
    """An article on one directive and one unit that acts on it."""

    id: str
    published: str
    place: str
    code: str
    type: str
    issuer: str
    date: str
    unit: str


ARTICLES = (
    Told(
        *("giang", "2019-05-02", "tỉnh Bắc Giang", "380-TB/TU", "Thông báo", "Tỉnh ủy Bắc Giang"),
        *("2019-03-01", "Sở Kế hoạch và Đầu tư tỉnh Bắc Giang"),
    ),
    Told(
        *("ninh", "2018-02-20", "tỉnh Bắc Ninh", "412-TB/TU", "Thông báo", "Tỉnh ủy Bắc Ninh"),
        *("2018-02-01", "Sở Tài chính tỉnh Bắc Ninh"),
    ),
    Told(
        *("merged", "2026-03-05", "tỉnh Bắc Ninh", "15-TB/TU", "Thông báo", "Tỉnh ủy Bắc Ninh"),
        *("2026-02-01", "Sở Tài chính tỉnh Bắc Ninh"),
    ),
    Told(
        *("district", "2017-06-01", "huyện Lạng Giang", "33-NQ/HU", "Nghị quyết"),
        *("Huyện ủy Lạng Giang", "2017-05-01", "Hội Nông dân huyện Lạng Giang"),
    ),
    Told(
        *("duong", "2020-06-01", "tỉnh Hải Dương", "07-KH/BTGTU", "Kế hoạch"),
        *("Ban Tuyên giáo Tỉnh ủy Hải Dương", "2020-05-01", "Tỉnh đoàn Hải Dương"),
    ),
)


def annotated(told: Told) -> Annotations:
    text = f"{told.unit} quán triệt {told.code} của {told.issuer}."
    start = text.index(told.code)
    span = {"start": start, "end": start + len(told.code), "text": told.code}
    code = Code(**span, code=told.code, type=told.type, form="full")
    known = Directive(
        **span,
        code=told.code,
        type=told.type,
        issuer=told.issuer,
        date=told.date,
        codes=(start,),
        issuers=(told.issuer,),
    )
    whole = {"start": 0, "end": len(text), "text": text}
    link = Link(**whole, unit=told.unit, directive=told.code, relation="implements", code=start)
    about = {"published": told.published, "place": told.place}
    article = Article(id=told.id, path=f"{told.id}.txt", text=text, **about)
    return Annotations(article=article, found={"hand": (code, known, link)})


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with Index.create(tmp_path_factory.mktemp("merged") / "index") as index:
        with index.writer() as writer:
            for told in ARTICLES:
                writer.add(Source(f"{told.id}.txt"), [annotated(told)])
        yield index


def ask(index: Index, query: str = "", sort: str = "relevance", **wanted: Any) -> list[str]:
    question = Question(query=query, filters=Filters(**wanted), sort=sort)
    return [hit["id"] for hit in search(index, question)["hits"]]


# What is asked → the articles that bear the name as it was typed, and those that follow them
ASKED = [
    # a new name finds the old ones as well
    ({"issuer": "Tỉnh ủy Bắc Ninh"}, {"merged", "ninh"}, {"giang"}),
    ({"issuer": "tinh uy bac ninh"}, {"merged", "ninh"}, {"giang"}),
    ({"unit": "Sở Tài chính"}, {"merged", "ninh"}, {"giang"}),
    ({"place": "tỉnh Bắc Ninh"}, {"merged", "ninh"}, {"giang", "district"}),
    ({"place": "hải phòng"}, set(), {"duong"}),
    ({"unit": "thành đoàn hải phòng"}, set(), {"duong"}),
    ({"issuer": "Ban Tuyên giáo và Dân vận"}, set(), {"duong"}),
    ({"query": 'issuer:"tỉnh ủy bắc ninh"'}, {"merged", "ninh"}, {"giang"}),
    ({"query": 'unit:"sở tài chính"'}, {"merged", "ninh"}, {"giang"}),
    ({"query": 'place:"bac ninh"'}, {"merged", "ninh"}, {"giang", "district"}),
    # an old name finds what the new body did since, not what it had done before
    ({"issuer": "Tỉnh ủy Bắc Giang"}, {"giang"}, {"merged"}),
    ({"unit": "Sở Kế hoạch và Đầu tư"}, {"giang"}, {"merged"}),
    ({"place": "tỉnh Bắc Giang"}, {"giang"}, {"district", "merged"}),
    ({"query": 'issuer:"tỉnh ủy bắc giang"'}, {"giang"}, {"merged"}),
    # a district is found in its provinces; a body of it is not the province's
    ({"place": "huyện lạng giang"}, {"district"}, set()),
    ({"issuer": "huyện ủy lạng giang"}, {"district"}, set()),
    # what is abbreviated in the question or in the index is one name
    ({"unit": "sở kh&đt"}, {"giang"}, {"merged"}),
    ({"query": 'unit:"sở KHĐT tỉnh bắc giang"'}, {"giang"}, {"merged"}),
    # words that all share tell nobody apart
    ({"unit": "tỉnh đoàn"}, {"duong"}, set()),
    ({"unit": "thành đoàn"}, set(), set()),
    ({"issuer": "thành ủy"}, set(), set()),
    ({"query": 'issuer:"thành ủy"'}, set(), set()),
]


@pytest.mark.parametrize(("wanted", "written", "others"), ASKED)
def test_both_names_find_it_and_what_is_called_so_comes_first(
    merged: Index, wanted: dict[str, str], written: set[str], others: set[str]
) -> None:
    hits = ask(merged, **wanted)

    assert set(hits[: len(written)]) == written
    assert set(hits[len(written) :]) == others


def test_newest_first_is_newest_first(merged: Index) -> None:
    assert ask(merged, sort="date", issuer="Tỉnh ủy Bắc Giang") == ["merged", "giang"]


# What is typed → the codes of the directives, the best first
CODES = [
    ("thông báo 380 tỉnh ủy bắc giang", ["380-TB/TU"]),
    ("thông báo 380 tỉnh ủy bắc ninh", ["380-TB/TU"]),
    ("380 tb tu bac ninh", ["380-TB/TU"]),
    ("thông báo 15 tỉnh ủy bắc giang", ["15-TB/TU"]),  # of 2026, so it was theirs too
    ("thông báo 412 tỉnh ủy bắc giang", []),  # of 2018, when they were two
    ("kế hoạch 7 ban tuyên giáo và dân vận thành ủy hải phòng", ["07-KH/BTGTU"]),
    ("07-KH/BTGDVTU", ["07-KH/BTGTU"]),
    ("33-NQ/ĐU", ["33-NQ/HU"]),
    ("nghị quyết 33 đảng ủy", []),
    ("kế hoạch 7 thành ủy", []),  # what they share tells nobody apart
]


@pytest.mark.parametrize(("typed", "codes"), CODES)
def test_a_code_is_understood_with_either_name_of_its_issuer(
    merged: Index, typed: str, codes: list[str]
) -> None:
    answer = search(merged, Question(query=typed))

    assert [known["code"] for known in answer["directives"]] == codes
    if codes:
        assert show(merged, typed)["directive"]["code"] == codes[0]
    else:
        with pytest.raises(UnknownCode):
            show(merged, typed)


def test_the_old_name_stays_and_the_new_one_stands_beside_it(merged: Index) -> None:
    answer = search(merged, Question(query="380-TB/TU"))
    (known,), (hit,) = answer["directives"], answer["hits"]
    shown = show(merged, "380-TB/TU")
    (unit,) = shown["units"]

    assert (known["issuer"], known["successor"]) == ("Tỉnh ủy Bắc Giang", "Tỉnh ủy Bắc Ninh")
    assert (hit["place"], hit["successor"]) == ("tỉnh Bắc Giang", "tỉnh Bắc Ninh")
    assert shown["directive"]["issuer"] == "Tỉnh ủy Bắc Giang"
    assert shown["directive"]["successor"] == "Tỉnh ủy Bắc Ninh"
    assert shown["directive"]["successor_since"] == "2025-07-01"
    assert "202/2025/QH15" in shown["directive"]["successor_source"]
    assert unit["unit"] == "Sở Kế hoạch và Đầu tư tỉnh Bắc Giang"
    assert unit["successor"] == "Sở Tài chính tỉnh Bắc Ninh"
    assert show(merged, "33-NQ/HU")["directive"]["now_in"] == "tỉnh Bắc Ninh"


@pytest.mark.parametrize("name", ["implementers", "units", "chain"])
def test_reports_have_the_new_names_beside_the_old_ones(merged: Index, name: str) -> None:
    rows = report(merged, name, Filters(code="380-TB/TU"))
    acting = [row for row in rows if row["unit"]]

    assert [(row["unit"], row["successor"]) for row in acting] == [
        ("Sở Kế hoạch và Đầu tư tỉnh Bắc Giang", "Sở Tài chính tỉnh Bắc Ninh")
    ]
    assert {row["issuer_successor"] for row in rows if row["directive_id"]} == {"Tỉnh ủy Bắc Ninh"}


def test_reports_are_narrowed_by_either_name(merged: Index) -> None:
    def codes(**wanted: str) -> set[str]:
        return {row["code"] for row in report(merged, "directives", Filters(**wanted))}

    assert codes(issuer="Tỉnh ủy Bắc Ninh") == {"380-TB/TU", "412-TB/TU", "15-TB/TU"}
    assert codes(issuer="Tỉnh ủy Bắc Giang") == {"380-TB/TU", "15-TB/TU"}
    assert codes(unit="Sở Kế hoạch và Đầu tư") == {"380-TB/TU", "15-TB/TU"}
    assert codes(place="thành phố hải phòng") == {"07-KH/BTGTU"}
