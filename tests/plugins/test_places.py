"""Places: named with their level, the one the article is about, and names that are none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.models import Annotations, Article, Place
from indexer.text.unicode import normalise
from plugins.places import extract


def find(text: str) -> list[Place]:
    """The places that *text* names."""
    article = Article(id="a", path="a.txt", text=normalise(text))
    return list(extract(article, Annotations(article=article)))


def main(text: str) -> str | None:
    """The place that *text* as a whole is about."""
    return next((p.full for p in find(text) if p.main), None)


def todo(*row: object, why: str) -> object:
    """A row that the rules ask for and that is not met yet."""
    return pytest.param(*row, marks=pytest.mark.xfail(reason=why, strict=True))


NAMED = [
    ("tại tỉnh Bắc Ninh", ["tỉnh Bắc Ninh"]),
    ("Tỉnh Bắc Ninh có", ["tỉnh Bắc Ninh"]),
    ("thành phố Cần Thơ", ["thành phố Cần Thơ"]),
    ("TP. Cần Thơ", ["thành phố Cần Thơ"]),
    ("TP Cần Thơ", ["thành phố Cần Thơ"]),
    ("Tp.Cần Thơ", ["thành phố Cần Thơ"]),
    ("huyện Kim Sơn", ["huyện Kim Sơn"]),
    ("thị xã Sơn Tây", ["thị xã Sơn Tây"]),
    ("TX. Sơn Tây", ["thị xã Sơn Tây"]),
    ("quận Ba Đình", ["quận Ba Đình"]),
    ("Q. Ba Đình", ["quận Ba Đình"]),
    ("quận 10", ["quận 10"]),
    ("phường 12", ["phường 12"]),
    ("xã Đông Hòa", ["xã Đông Hòa"]),  # no table holds all communes: by its shape
    ("thị trấn Phát Diệm", ["thị trấn Phát Diệm"]),
    ("đặc khu Phú Quốc", ["đặc khu Phú Quốc"]),
    # each way to write a level, at the start of a sentence too
    ("Thành phố Cần Thơ", ["thành phố Cần Thơ"]),
    ("tp. Cần Thơ", ["thành phố Cần Thơ"]),
    ("TX Sơn Tây", ["thị xã Sơn Tây"]),
    ("Thị xã Sơn Tây", ["thị xã Sơn Tây"]),
    ("Huyện Kim Sơn", ["huyện Kim Sơn"]),
    ("H. Kim Sơn", ["huyện Kim Sơn"]),
    ("Quận Ba Đình", ["quận Ba Đình"]),
    ("Xã Đông Hòa", ["xã Đông Hòa"]),
    ("Phường 12", ["phường 12"]),
    ("P. 12", ["phường 12"]),
    ("Thị trấn Phát Diệm", ["thị trấn Phát Diệm"]),
    ("TT. Phát Diệm", ["thị trấn Phát Diệm"]),
    ("Đặc khu Phú Quốc", ["đặc khu Phú Quốc"]),
    ("Thành ủy Cần Thơ", ["thành phố Cần Thơ"]),
    ("Thị xã ủy Sơn Tây", ["thị xã Sơn Tây"]),
    ("huyện Ea H’Leo", ["huyện Ea H’Leo"]),
    ("thành phố Phan Rang - Tháp Chàm", ["thành phố Phan Rang - Tháp Chàm"]),
    ("tỉnh Bà Rịa - Vũng Tàu", ["tỉnh Bà Rịa - Vũng Tàu"]),
    ("tỉnh Bà Rịa-Vũng Tàu", ["tỉnh Bà Rịa - Vũng Tàu"]),
    ("tỉnh Đăk Lăk", ["tỉnh Đắk Lắk"]),  # other diacritics
    ("tỉnh Khánh Hoà", ["tỉnh Khánh Hòa"]),  # the old place of the tone
    ("huyện\nKim Sơn", ["huyện Kim Sơn"]),  # a line broken to fit
    ("Họp ở xã Đông Hòa\nTrời mưa to", ["xã Đông Hòa"]),
    # a committee bears its place's level
    ("Huyện ủy Kim Sơn họp", ["huyện Kim Sơn"]),
    ("Tỉnh uỷ Hà Nam họp", ["tỉnh Hà Nam"]),
    ("Thị ủy Sơn Tây", ["thị xã Sơn Tây"]),
    ("Quận ủy Ba Đình", ["quận Ba Đình"]),
    # provinces and central cities without their level
    ("ông Bình (Hà Nam)", ["tỉnh Hà Nam"]),
    ("về Hải Phòng", ["thành phố Hải Phòng"]),
    # several
    ("huyện Kim Sơn, tỉnh Ninh Bình", ["huyện Kim Sơn", "tỉnh Ninh Bình"]),
    ("các tỉnh Hà Nam, Nam Định", ["tỉnh Hà Nam", "tỉnh Nam Định"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_places_have_their_level_and_name(text: str, expected: list[str]) -> None:
    assert [p.full for p in find(f"Sáng nay, {text}.")] == expected


@pytest.mark.parametrize(
    "text",
    [
        "toàn tỉnh", "các huyện", "huyện đã họp", "xã hội", "cấp xã", "Thành phố đáng sống",
        "thành phố trẻ", "học tập tư tưởng Hồ Chí Minh", "Chủ tịch Hồ Chí Minh",
        "Đoàn TNCS Hồ Chí Minh", "nông thôn", "quận huyện", "UBND TỈNH", "Tỉnh ủy", "tỉnh táo",
    ],
)  # fmt: skip
def test_a_level_or_a_name_alone_is_no_place(text: str) -> None:
    assert [p.full for p in find(f"Sáng nay, {text}.")] == []


@pytest.mark.parametrize(
    ("text", "place", "province"),
    [
        ("quận Ba Đình", "quận Ba Đình", "Hà Nội"),
        ("huyện Kim Sơn", "huyện Kim Sơn", "Ninh Bình"),
        ("huyện Châu Thành", "huyện Châu Thành", None),  # nine provinces had one
        ("tỉnh Hà Nam", "tỉnh Hà Nam", None),  # a province lies in none
    ],
)
def test_a_place_lies_in_its_province(text: str, place: str, province: str | None) -> None:
    assert [(p.full, p.province) for p in find(text)] == [(place, province)]


KIM_SON = "Kim Sơn: tổng kết công tác dân vận\nSáng 4/6, Huyện ủy Kim Sơn (Ninh Bình) họp. "

ABOUT = [
    (KIM_SON + "Toàn huyện có 25 xã. UBND huyện báo cáo.", "huyện Kim Sơn"),
    todo(
        "Hà Nam trồng cây\nTỉnh ủy Hà Nam ra nghị quyết. Huyện Bình Lục làm trước. Toàn tỉnh theo.",
        "tỉnh Hà Nam",
        why="one mention of a district near the top outweighs its province",
    ),
    (
        "Xã Đông Hòa sơ kết\nSáng nay, Đảng ủy xã Đông Hòa họp. Toàn xã có 12 thôn. "
        "Xã Đông Hòa trồng 200 cây.",
        "xã Đông Hòa",
    ),
    ("Chính phủ họp\nThủ tướng nói về thuế. Đại biểu Trần Bình (Hà Nam) hỏi.", None),  # the centre
    ("Trời mưa to ở nhiều nơi.", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "place"), ABOUT)
def test_an_article_is_about_the_smallest_place_as_a_whole(text: str, place: str | None) -> None:
    assert main(text) == place


@given(st.text() | st.text(alphabet=st.sampled_from("tỉnhuyệãTPQ.HàNam ủy-–\n1")))
def test_any_text_gives_spans_in_order_and_at_most_one_main(text: str) -> None:
    places = find(text)
    position = 0
    for place in places:
        assert position <= place.start < place.end
        position = place.end
    assert sum(place.main for place in places) <= 1


@pytest.mark.parametrize("piece", ["huyện ", "Hà Nam, ", "A ", "A - ", "TP.", "huyện A B C D E "])
def test_hostile_text_ends_in_seconds(piece: str) -> None:
    begin = time.perf_counter()
    find(piece * (200_000 // len(piece)))
    assert time.perf_counter() - begin < 20
