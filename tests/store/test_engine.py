"""What every full-text engine has to keep."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.store.engine import (
    ENGINES,
    All,
    And,
    DateRange,
    Document,
    Engine,
    Fuzzy,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    engine,
)
from indexer.store.errors import EngineMissing, UnknownEngine

DOCUMENTS = [
    Document(
        id="khéo",
        title="Dân vận khéo ở xã Thượng",
        body="Phong trào dân vận khéo được đẩy mạnh. Thực hiện 380-TB/TU của Tỉnh uỷ.",
        words=("dân vận", "phong trào", "đẩy mạnh"),
        codes=("380-TB/TU",),
        types=("Thông báo",),
        issuers=("Tỉnh ủy Bắc Ninh", "Tỉnh ủy Hà Nam"),
        units=("UBND xã Thượng",),
        places=("xã Thượng",),
        date="2019-10-09",
    ),
    Document(
        id="trại",
        title="Chăn nuôi",
        body="Nhân dân vận động nhau làm chuồng trại, khéo tay hay làm.",
        words=("nhân dân", "vận động", "chăn nuôi"),
        codes=("02-NQ/TU",),
        date="2016",
    ),
    Document(id="nghỉ", title="Lịch nghỉ lễ", body="Nghỉ từ thứ hai.", places=("tỉnh Hà Nam",)),
]

# What is asked → the ids of what is found, in any order.
FINDS: list[tuple[Query, str]] = [
    (All(), "khéo trại nghỉ"),
    (Term("khéo"), "khéo trại"),
    (Term("kheo"), "khéo trại"),  # without diacritics
    (Term("dàn"), ""),  # another tone is another word
    (Term("DÂN"), "khéo trại"),
    (Term("da\u0302n"), "khéo trại"),  # NFD
    (Term("uỷ"), "khéo"),  # both placements of the tone
    (Term("ủy"), "khéo"),
    (Term("380-TB/TU"), "khéo"),  # several syllables are a phrase
    (Term("380-TU/TB"), ""),
    (Term("không"), ""),
    (Term("…"), ""),
    (Phrase("dân vận khéo"), "khéo"),
    (Phrase("dan van kheo"), "khéo"),
    (Phrase("dân vận"), "khéo trại"),
    (Phrase("vận dân"), ""),
    (Phrase("Thượng Phong trào"), ""),  # no phrase runs from the title into the body
    (Prefix("ngh"), "nghỉ"),
    (Prefix("NGHỈ"), "nghỉ"),
    (Prefix("n"), ""),  # too short for a prefix
    (Prefix("ngoà"), ""),
    (Prefix("uỷ"), "khéo"),
    (Prefix("nghỉ…"), "nghỉ"),
    (Fuzzy("chuòng"), "trại"),
    (Fuzzy("chuxyg"), ""),
    (And((Term("dân"), Term("làm"))), "trại"),
    (And((Term("dan"), Not(Term("chuồng")))), "khéo"),
    (And((Not(Term("chuồng")), Not(Term("khéo")))), "nghỉ"),
    (And((Term("chuồng"), Not(Term("dân")))), ""),  # the unwanted word begins earlier
    (And((Or((Term("chuồng"), Term("nghỉ"))), Not(Term("dân")))), "nghỉ"),
    (And((Or((Term("chuồng"), Term("nghỉ"))), Or((Not(Term("dân")), Term("…"))))), "nghỉ"),
    (And((Term("thứ"), Or((And((Term("dan"), Not(Term("trại")))), Term("hai"))))), "nghỉ"),
    (And((Term("dân"), All())), "khéo trại"),
    (And((All(), Not(Term("dân")))), "nghỉ"),
    (And(()), ""),
    (Or((Term("chuồng"), Term("nghỉ"))), "trại nghỉ"),
    (Or(()), ""),
    (Not(Term("dân")), "nghỉ"),
    (Not(All()), ""),
    (Or((Not(Term("dân")), Term("chuồng"))), "trại nghỉ"),
    (Term("380 tb tu", "code"), "khéo"),
    (Term("2-NQ/TU", "code"), "trại"),  # leading zeros do not matter
    (Prefix("380", "code"), "khéo"),
    (Term("380", "code"), ""),
    (Term("khéo", "title"), "khéo"),
    (Phrase("ủy ha nam", "issuer"), "khéo"),
    (Phrase("Bắc Ninh Tỉnh ủy", "issuer"), ""),  # nor from one name into the next
    (Term("thông báo", "type"), "khéo"),
    (Term("ubnd", "unit"), "khéo"),
    (Phrase("hà nam", "place"), "nghỉ"),
    (DateRange("2016", "2016"), "trại"),
    (DateRange("2016", "2019-10"), "khéo trại"),
    (DateRange("2019-10-09", "2019-10-09"), "khéo"),
    (DateRange("2019-10-10"), ""),
    (DateRange(end="2018"), "trại"),
    (DateRange(), "khéo trại"),  # those that have a date
    (And((Term("dân"), DateRange("2019"))), "khéo"),
]


@pytest.fixture(params=sorted(ENGINES))
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    made = engine(request.param).create(tmp_path / "full text")
    yield made
    made.close()


@pytest.fixture
def full(empty: Engine) -> Engine:
    empty.add(DOCUMENTS)
    empty.commit()
    return empty


@pytest.mark.parametrize(("query", "found"), FINDS, ids=[str(q) for q, _ in FINDS])
def test_a_question_finds(full: Engine, query: Query, found: str) -> None:
    assert set(full.ids(query)) == set(found.split())

    result = full.search(query)
    assert {hit.id for hit in result.hits} == set(found.split())
    assert result.total == len(found.split())


def test_an_empty_full_text_answers(empty: Engine) -> None:
    assert empty.ids(All()) == []
    assert empty.search(Term("dân"), sort="date").total == 0


def test_neighbours_that_are_a_word_of_the_text_rank_first(full: Engine) -> None:
    hits = full.search(And((Term("vận"), Term("động")))).hits
    assert hits[0].id == "trại"

    hits = full.search(And((Term("dan"), Term("van"), Term("kheo")))).hits
    assert [hit.id for hit in hits] == ["khéo", "trại"]


def test_neighbours_rank_first_where_no_word_is_known(empty: Engine) -> None:
    """The syllables of "người có công" are everywhere, and each one alone says nothing."""
    apart = "Người dân có ý kiến; công việc của người ấy, người kia có công. Có người, có công. "
    texts = {"apart": apart.replace("có công", "có khi công"), "phrase": "Quà cho người có công."}
    empty.add([Document(id=f"n{n}", title="", body="Người có việc công.") for n in range(20)])
    empty.add([Document(id=name, title="", body=text * 2) for name, text in texts.items()])
    empty.commit()

    asked = And((Term("người"), Term("có"), Term("công")))
    assert empty.search(asked).hits[0].id == "phrase"
    assert empty.search(asked).total == 22


def test_a_beginning_may_have_its_tone_where_it_is_typed(empty: Engine) -> None:
    """Who types "hoạt" has typed "hoạ" before, and old spelling sets the tone so too."""
    texts = {"hoạt": "Sinh hoạt chi bộ", "họa": "Tai họa", "hoạ": "Tai hoạ", "họp": "Họp chi bộ"}
    empty.add([Document(id=name, title="", body=text) for name, text in texts.items()])
    empty.commit()

    assert sorted(empty.ids(Prefix("hoạ"))) == ["hoạ", "hoạt", "họa"]
    assert sorted(empty.ids(Prefix("họa"))) == ["hoạ", "họa"]
    assert {hit.score for hit in empty.search(Prefix("hoạ")).hits} == {1.0}


def test_a_word_of_the_title_ranks_above_one_of_the_body(empty: Engine) -> None:
    empty.add(
        [
            Document(id="body", title="Tin trong tỉnh", body="Họp về thủy lợi sáng nay."),
            Document(id="title", title="Họp về thủy lợi", body="Tin trong tỉnh sáng nay."),
        ]
    )
    empty.commit()

    assert [hit.id for hit in empty.search(Term("lợi")).hits] == ["title", "body"]


def test_a_text_without_diacritics_is_found_after_those_that_have_them(empty: Engine) -> None:
    texts = {"marked": "Hội dân vận họp", "plain": "Hoi dan van hop", "other": "Hội dàn văn họp"}
    empty.add(Document(id=name, title="", body=text) for name, text in texts.items())
    empty.commit()

    for query in (And((Term("dân"), Term("vận"))), Phrase("dân vận"), Prefix("vậ")):
        assert [hit.id for hit in empty.search(query).hits] == ["marked", "plain"]
    assert len(empty.ids(And((Term("dan"), Term("van"))))) == 3


def test_equal_hits_of_a_prefix_are_paged_by_days(empty: Engine) -> None:
    days = [f"2020-{1 + n % 12:02}" for n in range(60)]
    empty.add(
        Document(id=f"{n:02}", title="", body="vận" if n % 3 else "van", date=day)
        for n, day in enumerate(days)
    )
    empty.commit()
    expected = sorted(range(60), key=lambda n: (n % 3 == 0, -(n % 12), n))

    pages = [empty.search(Prefix("vậ"), limit=7, offset=n) for n in range(0, 60, 7)]

    assert [int(hit.id) for page in pages for hit in page.hits] == expected
    assert {page.total for page in pages} == {60}


def test_a_code_counts_more_than_words(empty: Engine) -> None:
    empty.add(
        [
            Document(id="words", title="380 TB TU", body="380-TB/TU " * 5),
            Document(id="code", title="Tin", body="Thông báo số 380", codes=("380-TB/TU",)),
            *(Document(id=f"{n}", title="", body="Tin khác", codes=("1-A",)) for n in range(8)),
        ]
    )
    empty.commit()

    hits = empty.search(Or((Term("380-TB/TU", "code"), Phrase("380-TB/TU")))).hits
    assert [hit.id for hit in hits] == ["code", "words"]


def test_newest_first_and_those_without_a_date_last(full: Engine) -> None:
    hits = full.search(All(), sort="date").hits
    assert [hit.id for hit in hits] == ["khéo", "trại", "nghỉ"]


def test_equal_hits_come_in_the_order_of_their_dates_then_ids(empty: Engine) -> None:
    days = {"a": "2019", "b": "2021", "d": None, "c": None}
    empty.add(Document(id=name, title="", body="như nhau", date=day) for name, day in days.items())
    empty.commit()

    assert [hit.id for hit in empty.search(Term("nhau")).hits] == ["b", "a", "c", "d"]


def test_pages_follow_one_another_without_gap(full: Engine) -> None:
    pages = [full.search(All(), limit=2, offset=n) for n in (0, 2, 4)]

    assert [page.total for page in pages] == [3, 3, 3]
    assert [len(page.hits) for page in pages] == [2, 1, 0]
    assert len({hit.id for page in pages for hit in page.hits}) == 3


def test_a_document_is_replaced_not_doubled(full: Engine) -> None:
    full.delete(["nghỉ", "not there"])
    full.add([Document(id="nghỉ", title="", body="đã đổi")])
    full.commit()

    assert sorted(full.ids(All())) == ["khéo", "nghỉ", "trại"]
    assert full.ids(Term("lịch")) == []
    assert full.ids(Term("đổi")) == ["nghỉ"]


def test_what_was_not_committed_is_not_there(tmp_path: Path) -> None:
    for name in ENGINES:
        folder = tmp_path / name
        made = engine(name).create(folder)
        made.add(DOCUMENTS[:1])
        made.commit()
        made.add(DOCUMENTS[1:])
        made.close()

        again = engine(name).connect(folder)
        assert again.ids(All()) == ["khéo"]
        again.close()


def test_an_open_reader_sees_what_another_has_committed(tmp_path: Path) -> None:
    for name in ENGINES:
        writer = engine(name).create(tmp_path / name)
        reader = engine(name).connect(tmp_path / name)
        assert reader.ids(All()) == []

        writer.add(DOCUMENTS)
        writer.commit()
        assert len(reader.ids(All())) == 3

        writer.close()
        reader.close()


def test_more_than_fits_in_memory_is_found_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.store.whoosh_engine._MEMORY", 0.001)
    made = engine("whoosh").create(tmp_path / "small")
    made.add(Document(id=str(n), title="Tin", body=f"số {n} của tháng") for n in range(300))
    made.commit()

    assert made.ids(Phrase("số 217 của")) == ["217"]
    assert len(made.ids(Term("tháng"))) == 300
    made.close()


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_a_folder_without_a_full_text_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises((OSError, ValueError)):
        engine(name).connect(tmp_path / "nothing")


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_a_full_text_of_another_version_is_told(name: str, tmp_path: Path) -> None:
    engine(name).create(tmp_path / "old").close()
    (tmp_path / "old" / "layout").write_text(f"{name} 0", encoding="utf-8")
    with pytest.raises(ValueError, match="another version of tracuu"):
        engine(name).connect(tmp_path / "old")


def test_an_engine_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tantivy", None)
    for module in ("tantivy_engine", "tantivy_query"):
        monkeypatch.delitem(sys.modules, f"indexer.store.{module}", raising=False)
    with pytest.raises(EngineMissing, match=r"is not installed\. Install it: pip install tantivy"):
        engine("tantivy")


def test_an_unknown_engine_is_told_with_those_that_are_known() -> None:
    with pytest.raises(
        UnknownEngine, match=r"No full-text engine 'lucene'\. Known: tantivy, whoosh"
    ):
        engine("lucene")
