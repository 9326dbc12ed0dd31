"""More like this: what is of the same matter, never the same news."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from indexer.answer.filters import Filters
from indexer.answer.like import NoArticle, like
from indexer.answer.search import Question, search
from indexer.models import Annotations, Article, Code, Directive, Words
from indexer.store.index import Index
from indexer.store.schema import counted, term
from indexer.store.sources import Source
from indexer.text.words import word_spans

CODE = "15-CT/TU"
FIRE = """Sáng nay, đội chữa cháy huyện Hòa An diễn tập cứu nạn tại khu chợ trung tâm. Lính cứu hỏa
trải vòi, dựng thang, đưa tiểu thương ra khỏi gian hàng có khói. Ban quản lý chợ kiểm tra lại bình
chữa cháy, lối thoát hiểm và bể nước dự trữ, nhắc các hộ không để hàng hóa chắn cửa."""
FIRE_TOO = """Ban quản lý chợ Nước Hai vừa thay toàn bộ bình chữa cháy đã hết hạn. Đội chữa cháy cơ
sở tập trải vòi, mở lối thoát hiểm, bơm nước từ bể dự trữ. Tiểu thương ký cam kết không đốt vàng mã
trong gian hàng."""
RICE = """Vụ xuân, bà con xã Vũ Hòa gieo cấy xong 320 ha lúa. Hợp tác xã điều tiết nước, đặt bẫy
chuột và phun thuốc trừ rầy nâu. Giống lúa thơm cho năng suất 65 tạ mỗi héc-ta, thương lái đặt mua
ngay tại ruộng."""
RICE_TOO = """Rầy nâu đã xuất hiện trên lúa trà sớm. Hợp tác xã khuyến cáo bà con thăm ruộng, phun
thuốc đúng lúc, giữ nước, bắt chuột bằng bẫy; nơi năng suất lúa giảm phải báo về xã."""
MUSIC = """Đêm nhạc thiếu nhi khép lại bằng bản hợp xướng về biển. Khán giả nhỏ tuổi vỗ tay theo
tiếng trống, các nghệ sĩ tặng hoa cho những em chơi đàn tranh hay nhất."""
ORDER = f"""Chỉ thị {CODE} được quán triệt tới cán bộ khối phố trong buổi chào cờ đầu tuần, kèm lịch
trực nhật mùa hanh khô của từng tổ."""


def said(name: str, text: str, day: str, *codes: str) -> Annotations:
    article = Article(id=name, path=f"{name}.txt", text=text, title=None, published=day)
    found: list[Any] = [Words(start=0, end=len(text), text=text, spans=tuple(word_spans(text)))]
    for code in codes:
        at = {"start": text.index(code), "end": text.index(code) + len(code), "text": code}
        found += [
            Code(**at, code=code, body="TU", form="full"),
            Directive(**at, code=code, codes=(at["start"],), issuer="Tỉnh ủy Cao Bằng"),
        ]
    return Annotations(article=article, found={"words": tuple(found)})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("like")
    articles = [
        said("fire", f"{FIRE}\nViệc này theo Chỉ thị {CODE}.", "2021-03-01", CODE),
        said("fire-copy", f"{FIRE}\nTheo báo Cao Bằng, Chỉ thị {CODE}.", "2021-03-02", CODE),
        said("fire-too", FIRE_TOO, "2021-04-01"),
        said("rice", RICE, "2021-02-01"),
        said("rice-too", RICE_TOO, "2022-02-01"),
        said("music", MUSIC, "2021-06-01"),
        said("order", ORDER, "2021-05-01", CODE),
    ]
    with Index.create(made) as index, index.writer() as writer:
        for each in articles:
            writer.add(Source(each.article.path), [each])
    return made


@pytest.fixture
def index(folder: Path) -> Iterator[Index]:
    with Index.open(folder) as opened:
        yield opened


def ids(answer: dict[str, Any]) -> list[str]:
    return [hit["id"] for hit in answer["hits"]]


def test_the_sample_has_a_group(index: Index) -> None:
    (hit,) = search(index, Question(query='"trải vòi" "cứu hỏa"'))["hits"]

    assert {hit["id"], *(other["id"] for other in hit["same"])} == {"fire", "fire-copy"}


@pytest.mark.parametrize(("asked", "first"), [("rice", "rice-too"), ("rice-too", "rice")])
def test_what_is_of_the_same_matter_comes_first(index: Index, asked: str, first: str) -> None:
    found = ids(like(index, asked, Question()))

    assert found[0] == first
    assert "music" not in found


@pytest.mark.parametrize("every", [False, True])
@pytest.mark.parametrize("asked", ["fire", "fire-copy"])
def test_neither_itself_nor_its_near_duplicates_are_like_it(
    index: Index, asked: str, every: bool
) -> None:
    found = ids(like(index, asked, Question(every=every)))

    assert "fire-too" in found
    assert not {"fire", "fire-copy"} & set(found)


def test_what_speaks_of_the_same_directive_is_like_it(index: Index) -> None:
    answer = like(index, "order", Question())

    assert set(ids(answer)) & {"fire", "fire-copy"}
    assert [known["code"] for known in answer["directives"]] == [CODE]


def test_a_group_is_one_hit_with_the_others_beside_it(index: Index) -> None:
    found = like(index, "fire-too", Question())
    (hit,) = [hit for hit in found["hits"] if hit["id"] in ("fire", "fire-copy")]
    each = like(index, "fire-too", Question(every=True))

    assert len(hit["same"]) == 1
    assert each["total"] == found["total"] + 1


def test_the_answer_has_the_keys_of_search(index: Index) -> None:
    answer = like(index, "rice", Question(limit=1))

    assert set(answer) == {*search(index, Question()), "like", "words"}
    assert answer["like"]["id"] == "rice"
    assert "lúa" in answer["words"]
    assert "<mark>" in answer["hits"][0]["snippet"]


def test_filters_orders_and_pages_hold(index: Index) -> None:
    late = like(index, "rice", Question(filters=Filters(since="2021-03")))
    old = ids(like(index, "fire-too", Question(sort="oldest", every=True)))

    assert "rice-too" in ids(late)
    assert all(hit["published"] >= "2021-03" for hit in late["hits"])
    assert old.index("fire") < old.index("fire-copy")
    assert ids(like(index, "rice", Question(offset=50))) == []


def test_an_index_whose_words_were_never_counted_answers_too(tmp_path: Path) -> None:
    with Index.create(tmp_path / "old") as old:
        with old.writer() as writer:
            for name, text in (("a", RICE), ("b", RICE_TOO), ("c", MUSIC)):
                writer.add(Source(f"{name}.txt"), [said(name, text, "2020-01-01")])
        engine = sa.create_engine(f"sqlite:///{old.folder / 'catalogue.db'}")
        with engine.begin() as connection:
            for table in (term, counted):
                connection.execute(sa.delete(table))
        engine.dispose()

        assert ids(like(old, "a", Question()))[0] == "b"


@pytest.mark.parametrize("typed", ["nobody", "", CODE, "fire'; --"])
def test_an_article_that_is_not_there_is_told(index: Index, typed: str) -> None:
    with pytest.raises(NoArticle, match="No article '"):
        like(index, typed, Question())


def test_a_text_without_words_is_like_nothing(tmp_path: Path) -> None:
    with Index.create(tmp_path / "few") as few:
        with few.writer() as writer:
            for name, text in (("a", "12 / 13"), ("b", RICE)):
                writer.add(Source(f"{name}.txt"), [said(name, text, "2020-01-01")])

        assert like(few, "a", Question())["total"] == 0
