"""One directive, one article, or several to choose from."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.answer.show import UnknownCode, show
from indexer.models import Annotations, Article, Code, Directive
from indexer.store.index import Index
from indexer.store.sources import Source


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
