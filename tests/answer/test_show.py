"""One directive, one article, or several to choose from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer.answer.filters import Filters
from indexer.answer.show import UnknownCode, show
from indexer.models import (
    Annotations,
    Article,
    Code,
    Date,
    Directive,
    Doubt,
    Link,
    Mention,
    Relation,
    Statistic,
)
from indexer.report.beside import Beside
from indexer.report.rows import report
from indexer.store.index import Index
from indexer.store.sources import Source
from indexer.text.places import places
from indexer.text.sentences import sentence_at, sentences


def test_a_directive_is_shown_with_all_that_is_known_of_it(sample: Index) -> None:
    shown = show(sample, "thông báo 380")

    known = shown["directive"]
    assert known.pop("id")
    assert known == {
        "code": "380-TB/TU",
        "type": "Thông báo",
        "issuer": "Ban Thường vụ Tỉnh ủy Tuyên Quang",
        "date": "2018-11-05",
        "title": "công tác dân vận khéo",
        "successor": None,
        "successor_since": None,
        "successor_source": None,
        "now_in": None,
        "signer": None,
        "variants": ["Thông báo số 380"],
    }
    assert [(m["article"], m["text"]) for m in shown["mentions"]] == [
        ("notice", "380-TB/TU"),
        ("notice", "Thông báo số 380"),
        ("plan", "380-TB/TU"),
    ]
    assert [(u["unit"], u["planned"], u["articles"]) for u in shown["units"]] == [
        ("Ban Dân vận Huyện ủy Yên Sơn", False, ["notice"]),
        ("Đảng ủy xã Tân Long", True, ["notice"]),
    ]
    assert [(s["value"], s["what"]) for s in shown["statistics"]] == [(25, "mô hình")]
    assert shown["doubts"] == []


def test_relations_are_shown_from_both_sides(sample: Index) -> None:
    (there,) = show(sample, "45/KH-UBND")["relations"]
    (back,) = show(sample, "290-QĐ/TW")["relations"]

    assert there == back
    assert (there["from"], there["relation"], there["to"]) == (
        "45/KH-UBND",
        "implements",
        "290-QĐ/TW",
    )


def test_doubts_are_shown(sample: Index) -> None:
    (doubt,) = show(sample, "290-QĐ/TW")["doubts"]

    assert (doubt["kind"], doubt["article"]) == ("date", "plan")


def test_an_id_shows_its_directive(sample: Index) -> None:
    known = show(sample, "380-TB/TU")["directive"]

    assert show(sample, known["id"])["directive"] == known


def test_one_code_of_two_issuers_gives_candidates_each_with_an_id_that_decides(
    sample: Index,
) -> None:
    candidates = show(sample, "05-NQ/TU")["candidates"]

    assert sorted(c["issuer"] for c in candidates) == ["Tỉnh ủy Hà Nam", "Tỉnh ủy Tuyên Quang"]
    shown = [show(sample, c["id"])["directive"]["issuer"] for c in candidates]
    assert shown == [c["issuer"] for c in candidates]


def test_what_may_mean_a_directive_is_shown_beside_it(undecided: Index) -> None:
    several = show(undecided, "05-NQ/TU")
    one = several["candidates"][0]["id"]
    shown, article = show(undecided, one), show(undecided, "somewhere")

    assert several["open"] == shown["open"] == article["open"]
    (left,) = shown["open"]
    assert left["candidates"] == sorted(known["id"] for known in several["candidates"])
    assert (left["article"], left["code"]) == ("somewhere", "05-NQ/TU")
    assert left["reason"]
    assert [m["text"] for m in left["mentions"]] == ["05-NQ/TU"]
    assert [(u["unit"], u["relation"]) for u in left["units"]] == [
        ("Đảng ủy xã Minh Quang", "implements")
    ]
    assert [(s["value"], s["what"]) for s in left["statistics"]] == [(40, "đảng viên")]
    assert [d["kind"] for d in left["doubts"]] == ["date"]
    (related,) = left["relations"]
    assert (related["from"], related["relation"], related["to_id"]) == (
        *("12-KH/ĐU", "implements"),
        None,
    )
    assert show(undecided, "12-KH/ĐU")["relations"] == [related]
    assert "Minh Quang" not in str(shown["units"])
    assert shown["statistics"] == shown["doubts"] == shown["relations"] == []


def test_nothing_is_open_where_all_is_decided(undecided: Index) -> None:
    assert show(undecided, "380-TB/TU")["open"] == []
    assert show(undecided, "here")["open"] == []


def test_an_article_is_shown_as_extract_prints_it(sample: Index) -> None:
    shown = show(sample, "plan")

    assert list(shown)[:2] == ["article", "text"]
    assert shown["article"]["id"] == "plan"
    assert [code["code"] for code in shown["codes"]] == [
        "45/KH-UBND",
        "290-QĐ/TW",
        "380-TB/TU",
        "290-QĐ/TW",
    ]
    assert all(shown["text"][c["start"] : c["end"]] == c["text"] for c in shown["codes"])


def test_an_unknown_code_is_told_with_the_nearest_known_one(sample: Index) -> None:
    with pytest.raises(UnknownCode, match=r"'381-TB/TU' in the index\. Codes like it: 380-TB/TU"):
        show(sample, "381-TB/TU")


def test_a_code_names_its_directive_even_where_an_article_has_that_id(tmp_path: Path) -> None:
    text = "Ban hành Kế hoạch 45/KH-UBND về trồng rừng."
    code = Code(start=18, end=28, text="45/KH-UBND", code="45/KH-UBND", form="full")
    article = Article(id="45/KH-UBND", path="a.txt", text=text)
    with Index.create(tmp_path / "index") as index:
        with index.writer() as writer:
            writer.add(Source("a.txt"), [Annotations(article=article, found={"hand": (code,)})])

        assert show(index, "45/KH-UBND")["directive"]["code"] == "45/KH-UBND"


def test_who_signed_is_told_by_the_article_that_is_the_document(tmp_path: Path) -> None:
    with Index.create(tmp_path / "index") as index:
        with index.writer() as writer:
            for name, own in (("news", False), ("plan", True)):
                text = f"Kế hoạch 45/KH-UBND về trồng rừng ({name})."
                span = {"start": 9, "end": 19, "text": "45/KH-UBND", "code": "45/KH-UBND"}
                code = Code(**span, form="full", own=own)
                known = Directive(**span, codes=(9,), signer="Lê Thị Mận" if own else None)
                article = Article(id=name, path=f"{name}.txt", text=text)
                found = Annotations(article=article, found={"hand": (code, known)})
                writer.add(Source(f"{name}.txt"), [found])

        assert show(index, "45/KH-UBND")["directive"]["signer"] == "Lê Thị Mận"
        assert show(index, "plan")["article"]["signer"] == "Lê Thị Mận"
        assert show(index, "news")["article"]["signer"] is None


def test_a_mention_stands_with_its_sentence_and_its_article(sample: Index) -> None:
    first, *_, last = show(sample, "thông báo 380")["mentions"]

    assert (first["title"], first["published"]) == ("Yên Sơn học tập Thông báo 380", "2019-03-15")
    assert first["sentence"].startswith("Ngày 12/3/2019, Ban Dân vận Huyện ủy Yên Sơn")
    assert first["sentence"].endswith("về công tác dân vận khéo.")
    assert (last["article"], last["title"]) == ("plan", None)


def test_units_have_their_first_and_last_day(sample: Index) -> None:
    units = show(sample, "380-TB/TU")["units"]

    assert [(u["first"], u["last"]) for u in units] == [("2019-03-15", "2019-03-15")] * 2


def test_the_chain_is_that_of_the_report(sample: Index) -> None:
    shown = show(sample, "290-QĐ/TW")["chain"]

    assert shown == report(sample, "chain", Filters(code="290-QĐ/TW"), Beside(places()))
    assert ("45/KH-UBND", "implements") in [(row["code"], row["relation"]) for row in shown]


class Hand:
    """Marks spans of one text by their words."""

    def __init__(self, text: str) -> None:
        self.text = text

    def at(self, words: str, nth: int = 0) -> dict[str, Any]:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return {"start": start, "end": start + len(words), "text": words}

    def sentence(self, words: str) -> dict[str, Any]:
        first, last = sentence_at(sentences(self.text), self.at(words)["start"])
        return {"start": first, "end": last, "text": self.text[first:last]}

    def code(self, words: str, code: str, nth: int = 0, **more: str) -> Code:
        return Code(**self.at(words, nth), code=code, form="full", **more)

    def link(self, unit: str, code: Code, relation: str) -> Link:
        known = {"directive": code.code, "code": code.start, "unit": unit, "relation": relation}
        return Link(**self.sentence(unit), **known)


def said(name: str, text: str, *found: Mention, **about: str) -> Annotations:
    article = Article(id=name, path=f"{name}.txt", text=text, **about)
    return Annotations(article=article, found={"hand": found})


def day(mention: Hand, words: str, value: str) -> Date:
    return Date(**mention.at(words), value=value)


STORY = (
    "Ngày 5/3/2019, Tỉnh ủy Hà Giang ban hành Chỉ thị 19-CT/TU về chè. "
    "Sáng 7/4/2019, Huyện ủy Xín Mần triển khai 19-CT/TU với 12 chi bộ. "
    "Huyện ủy Vị Xuyên ngày 8/4/2019 kiểm tra việc thực hiện 19-CT/TU. "
    "Kế hoạch 8-KH/HU ngày 1/4/2019 thực hiện 19-CT/TU. Kế hoạch 9-KH/HU cũng thực hiện 19-CT/TU."
)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """One directive, told by an article with days, by one without any, and by one that errs."""
    hand = Hand(STORY)
    codes = [hand.code("19-CT/TU", "19-CT/TU", nth, type="Chỉ thị", body="TU") for nth in range(5)]
    plans = [hand.code(code, code, type="Kế hoạch", body="HU") for code in ("8-KH/HU", "9-KH/HU")]
    told = {"code": "19-CT/TU", "issuer": "Tỉnh ủy Hà Giang", "title": "chè"}
    known = Directive(
        **hand.at("19-CT/TU"), **told, date="2019-03-05", codes=tuple(c.start for c in codes)
    )
    plan = Directive(
        **hand.at("8-KH/HU"), code="8-KH/HU", date="2019-04-01", codes=(plans[0].start,)
    )
    dates = (
        day(hand, "5/3/2019", "2019-03-05"),
        day(hand, "7/4/2019", "2019-04-07"),
        day(hand, "8/4/2019", "2019-04-08"),
        day(hand, "1/4/2019", "2019-04-01"),
    )
    ties = [
        Relation(
            **hand.sentence(one.code),
            source=one.code,
            target="19-CT/TU",
            relation="implements",
            source_code=one.start,
            target_code=codes[3 + nth].start,
        )
        for nth, one in enumerate(plans)
    ]
    first = said(
        *("first", STORY, *codes, *plans, known, plan, *dates, *ties),
        hand.link("Tỉnh ủy Hà Giang", codes[0], "issues"),
        hand.link("Huyện ủy Xín Mần", codes[1], "implements"),
        hand.link("Huyện ủy Vị Xuyên", codes[2], "supervises"),
        Statistic(**hand.at("12 chi bộ"), value=12, what="chi bộ", directive="19-CT/TU"),
        published="2019-04-10",
        place="tỉnh Hà Giang",
    )
    undated = Hand("Đảng ủy xã Nấm Dẩn thực hiện 19-CT/TU của Tỉnh ủy Hà Giang.")
    code = undated.code("19-CT/TU", "19-CT/TU", type="Chỉ thị", body="TU")
    plain = Directive(**undated.at("19-CT/TU"), **told, codes=(code.start,))
    link = undated.link("Đảng ủy xã Nấm Dẩn", code, "implements")
    second = said("second", undated.text, code, plain, link, place="tỉnh Hà Giang")
    wrong = Hand("Chỉ thị 19-CT/TU ngày 5/3/2020 của Tỉnh ủy Hà Giang về chè có từ năm 2019.")
    code = wrong.code("19-CT/TU", "19-CT/TU", type="Chỉ thị", body="TU")
    slip = Directive(**wrong.at("19-CT/TU"), **told, date="2020-03-05", codes=(code.start,))
    doubt = Doubt(
        **wrong.sentence("19-CT/TU"),
        directive="19-CT/TU",
        kind="date",
        why="2020 is after 2019",
        code=code.start,
    )
    third = said(
        *("third", wrong.text, code, slip, doubt, day(wrong, "5/3/2020", "2020-03-05")),
        published="2020-06-01",
        place="tỉnh Hà Giang",
    )
    with Index.create(tmp_path_factory.mktemp("story") / "index") as index:
        with index.writer() as writer:
            for annotations in (first, second, third):
                writer.add(Source(annotations.article.path), [annotations])
        yield index


def test_what_happened_is_told_in_order_each_with_its_article_and_sentence(story: Index) -> None:
    rows = show(story, "19-CT/TU")["timeline"]

    assert [(r["date"], r["dated_by"], r["event"], r["unit"] or r["directive"]) for r in rows] == [
        ("2019-03-05", "issue", "issued", "Tỉnh ủy Hà Giang"),
        ("2019-04-01", "issue", "directive", "8-KH/HU"),
        ("2019-04-07", "act", "act", "Huyện ủy Xín Mần"),  # its sentence begins with that day
        ("2019-04-10", "article", "act", "Huyện ủy Vị Xuyên"),  # a day in it is another's perhaps
        ("2019-04-10", "article", "statistics", None),
    ]
    assert {tuple(row["articles"]) for row in rows} == {("first",)}
    assert rows[0]["evidence"].startswith("Ngày 5/3/2019, Tỉnh ủy Hà Giang")
    assert rows[2]["evidence"].startswith("Sáng 7/4/2019")
    assert rows[4]["figures"] == ["12 chi bộ"]


def test_what_has_no_day_is_told_apart(story: Index) -> None:
    rows = show(story, "19-CT/TU")["undated"]

    assert [(r["event"], r["unit"], r["directive"], r["articles"]) for r in rows] == [
        ("act", "Đảng ủy xã Nấm Dẩn", "19-CT/TU", ["second"]),
        ("directive", None, "9-KH/HU", ["first"]),
    ]


def test_a_doubt_has_its_article_and_both_sides(story: Index) -> None:
    (doubt,) = show(story, "19-CT/TU")["doubts"]

    assert (doubt["article"], doubt["published"]) == ("third", "2020-06-01")
    assert doubt["evidence"].startswith("Chỉ thị 19-CT/TU ngày 5/3/2020")
    assert [(side["value"], side["articles"]) for side in doubt["sides"]] == [
        ("2020-03-05", ["third"]),
        ("2019-03-05", ["first"]),
    ]
    assert doubt["sides"][1]["sentence"].startswith("Ngày 5/3/2019, Tỉnh ủy Hà Giang")
