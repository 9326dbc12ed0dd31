"""Organisations: in full with their locality, collectives as worded, persons left out."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.models import Annotations, Article, Organisation
from indexer.text.unicode import normalise
from plugins import places
from plugins.organisations import extract


def find(text: str, *, place: str | None = None) -> list[Organisation]:
    """The organisations of *text*, an article about *place*."""
    article = Article(id="a", path="a.txt", text=normalise(text), place=place)
    named = tuple(places.extract(article, Annotations(article=article)))
    return list(extract(article, Annotations(article=article, found={"places": named})))


IN_FULL = [
    # party committees and their organs
    ("Tỉnh ủy Hà Nam", "Tỉnh ủy Hà Nam", "TU"),
    ("Tỉnh đoàn Hà Nam", "Tỉnh đoàn Hà Nam", None),  # the level stands in the name
    ("Tỉnh uỷ Hà Nam", "Tỉnh ủy Hà Nam", "TU"),  # named bodies are spelled ủy
    ("Ban Thường vụ Tỉnh ủy Hà Nam", "Ban Thường vụ Tỉnh ủy Hà Nam", "TU"),
    ("BTV Tỉnh ủy Hà Nam", "Ban Thường vụ Tỉnh ủy Hà Nam", "TU"),
    ("Thường trực Huyện ủy Kim Sơn", "Thường trực Huyện ủy Kim Sơn", "HU"),
    ("Ban Dân vận Huyện ủy Kim Sơn", "Ban Dân vận Huyện ủy Kim Sơn", None),
    ("Thành ủy Hải Phòng", "Thành ủy Hải Phòng", "TU"),
    ("Đảng ủy xã Đông Hòa", "Đảng ủy xã Đông Hòa", "ĐU"),
    ("Ban Tuyên giáo và Dân vận Tỉnh ủy Hà Nam", "Ban Tuyên giáo và Dân vận Tỉnh ủy Hà Nam", None),
    # the committee stands for its executive committee and for both as a whole
    ("Ban Chấp hành và Ban Thường vụ Thành ủy Hải Phòng", "Thành ủy Hải Phòng", "TU"),
    # people's committees and councils
    ("UBND huyện Kim Sơn", "UBND huyện Kim Sơn", "UBND"),
    ("HĐND tỉnh Hà Nam", "HĐND tỉnh Hà Nam", "HĐND"),
    ("Thường trực HĐND tỉnh Hà Nam", "Thường trực HĐND tỉnh Hà Nam", "HĐND"),
    ("UBND TP. Huế", "UBND thành phố Huế", "UBND"),
    ("Chủ tịch UBND tỉnh Hà Nam", "Chủ tịch UBND tỉnh Hà Nam", "UBND"),  # issues and acts as one
    # the centre
    ("Bộ Chính trị", "Bộ Chính trị", "TW"),
    ("Bộ Chính trị khóa XI", "Bộ Chính trị khóa XI", "TW"),
    ("Bộ Chính trị khoá XI", "Bộ Chính trị khóa XI", "TW"),
    ("Bộ Chính trị (khóa XI)", "Bộ Chính trị khóa XI", "TW"),
    ("Ban Bí thư", "Ban Bí thư", "TW"),
    ("Ban Chấp hành Trung ương", "Ban Chấp hành Trung ương", "TW"),
    ("Chính phủ", "Chính phủ", "CP"),
    ("Thủ tướng Chính phủ", "Thủ tướng Chính phủ", "TTg"),
    ("Thủ tướng", "Thủ tướng Chính phủ", "TTg"),
    ("Bộ Nội vụ", "Bộ Nội vụ", "BNV"),
    ("Bộ Tài Chính", "Bộ Tài chính", "BTC"),
    ("BỘ TƯ PHÁP", "Bộ Tư pháp", "BTP"),  # no "TƯ" for Trung ương
    ("BỘ KẾ HOẠCH VÀ ĐẦU TƯ", "Bộ Kế hoạch và Đầu tư", "BKHĐT"),
    ("UBKT Trung ương", "Ủy ban Kiểm tra Trung ương", "UBKTTW"),
    # agencies
    ("Đảng ủy Khối các cơ quan tỉnh Hà Nam", "Đảng ủy Khối các cơ quan tỉnh Hà Nam", None),
    ("Ban Dân tộc tỉnh Hà Nam", "Ban Dân tộc tỉnh Hà Nam", None),
    ("Ban Quản lý các khu công nghiệp tỉnh Hà Nam",) * 2 + (None,),
    ("Ngân hàng TMCP Phát triển Phương Nam", "Ngân hàng TMCP Phát triển Phương Nam", None),
    ("Công ty cổ phần Cấp nước Hà Nam", "Công ty cổ phần Cấp nước Hà Nam", None),
    ("Thanh tra Sở Y tế tỉnh Hà Nam", "Thanh tra Sở Y tế tỉnh Hà Nam", None),
    ("Ban cán sự đảng Bộ Nội vụ", "Ban cán sự đảng Bộ Nội vụ", None),
    ("Sở Nội vụ tỉnh Hà Nam", "Sở Nội vụ tỉnh Hà Nam", "SNV"),
    ("Công an tỉnh Hà Nam", "Công an tỉnh Hà Nam", None),
    ("Hội Nông dân huyện Kim Sơn", "Hội Nông dân huyện Kim Sơn", "HND"),
    (
        "Hội đồng Thi đua-Khen thưởng Bộ Quốc phòng thống nhất",
        "Hội đồng Thi đua-Khen thưởng Bộ Quốc phòng",
        None,
    ),
]


@pytest.mark.parametrize(("text", "name", "body"), IN_FULL)
def test_a_body_has_its_full_name_and_its_symbol(text: str, name: str, body: str | None) -> None:
    found = find(f"Sáng nay, {text} đã họp.")

    assert [o.name for o in found] == [name]
    if body:
        assert [o.body for o in found] == [body]
    assert not any(o.collective or o.office for o in found)


LOCAL = [
    ("Tỉnh ủy", "tỉnh Hà Nam", "Tỉnh ủy Hà Nam"),
    ("Ban Thường vụ Tỉnh ủy", "tỉnh Hà Nam", "Ban Thường vụ Tỉnh ủy Hà Nam"),
    ("UBND tỉnh", "tỉnh Hà Nam", "UBND tỉnh Hà Nam"),
    ("Huyện ủy", "huyện Kim Sơn", "Huyện ủy Kim Sơn"),
    ("UBND huyện", "huyện Kim Sơn", "UBND huyện Kim Sơn"),
    ("Quận ủy", "quận Ba Đình", "Quận ủy Ba Đình"),
    ("Huyện đoàn", "huyện Kim Sơn", "Huyện đoàn Kim Sơn"),
    ("Huyện đoàn Kim Sơn", "huyện Kim Sơn", "Huyện đoàn Kim Sơn"),
    ("Tỉnh đoàn Hà Nam", None, "Tỉnh đoàn Hà Nam"),
    ("Thành ủy", "thành phố Huế", "Thành ủy Huế"),
    ("UBND thành phố", "thành phố Huế", "UBND thành phố Huế"),
    ("UBND TP", "thành phố Huế", "UBND thành phố Huế"),
    ("Sở Nội vụ", "tỉnh Hà Nam", "Sở Nội vụ tỉnh Hà Nam"),
    ("UBND tỉnh", None, "UBND tỉnh"),
    ("Huyện ủy", "tỉnh Hà Nam", "Huyện ủy"),  # which huyện is not told
    ("Bộ Chính trị", "tỉnh Hà Nam", "Bộ Chính trị"),
]


@pytest.mark.parametrize(("text", "place", "name"), LOCAL)
def test_a_body_gets_the_locality_of_the_article(text: str, place: str | None, name: str) -> None:
    assert [o.name for o in find(f"Sáng nay, {text} đã họp.", place=place)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Tỉnh ủy:Hà Nam",
        "Tỉnh ủy\nHà Nam",
        "Tỉnh ủy, Hà Nam",
        "Tỉnh ủy. Hà Nam",
    ],
)
def test_a_locality_stands_right_behind_its_body(text: str) -> None:
    assert [o.text for o in find(f"Sáng nay, {text} đã họp.")] == ["Tỉnh ủy"]


def test_an_organ_alone_is_the_one_last_named_in_full() -> None:
    text = "Ban Dân vận Huyện ủy Kim Sơn họp. Chiều nay, Ban Dân vận ra kế hoạch."

    assert [o.name for o in find(text)] == ["Ban Dân vận Huyện ủy Kim Sơn"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "các huyện ủy, thành ủy",
        "các huyện uỷ, thành uỷ",  # as the text words it
        "các sở, ban, ngành",
        "các cấp ủy, tổ chức đảng",
        "Đảng ủy các xã, phường",
        "UBND các xã, phường",
        "cấp ủy, chính quyền",
        "cấp ủy các cấp",
        "các đoàn thể",
        "các Bộ trưởng, Thủ trưởng cơ quan ngang bộ",
        "Giám đốc các sở, ngành và Chủ tịch UBND các huyện",
        "Thủ trưởng các cơ quan, tổ chức, đơn vị và cá nhân có liên quan",
        "các phòng giáo dục và đào tạo, các trường THPT",
        "các bộ ngành, cơ sở giáo dục, tổ chức tín dụng",
        "các cơ quan truyền thông",
        "Sở Nội vụ các tỉnh, thành phố",
        "UBND các tỉnh thành ven biển",
        "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương",
        "HĐND cấp tỉnh",
    ],
)
def test_a_collective_is_named_as_the_text_words_it(text: str) -> None:
    found = find(f"Sáng nay, {text} đã họp.", place="tỉnh Hà Nam")

    assert [(o.name, o.collective) for o in found] == [(text, True)]


@pytest.mark.parametrize(
    "text",
    [
        "đồng chí Bí thư Tỉnh ủy", "Phó Bí thư Thường trực Huyện ủy", "Ủy viên Bộ Chính trị",
        "Ủy viên Ban Thường vụ Tỉnh ủy", "Trưởng Ban Dân vận Huyện ủy", "Thứ trưởng Bộ Nội vụ",
        "Phó Giám đốc Sở Nội vụ", "lãnh đạo UBND tỉnh", "đại diện Sở Y tế",
        "Phó Chủ tịch HĐND tỉnh", "Chánh Văn phòng Huyện ủy", "trụ sở UBND xã",
        "hội trường Huyện ủy", "cán bộ Sở Y tế", "Phó Thủ tướng Chính phủ",
    ],
)  # fmt: skip
def test_persons_and_buildings_are_no_units(text: str) -> None:
    units = [o.name for o in find(f"Sáng nay, {text} Trần Văn Bình đã nói.") if not o.office]

    assert units == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Cục Quản lý dược (QLD) họp. Cục QLD đã nói. QLD đã làm.",
            ["Cục Quản lý dược"] * 3,
        ),
        ("Tập đoàn Điện lực (EVN) họp. Luật số 12/EVN ra đời.", ["Tập đoàn Điện lực"]),
        ("Sở Y tế tỉnh Hà Nam họp. Sở đã kiểm tra.", ["Sở Y tế tỉnh Hà Nam"] * 2),
        (
            "Đoàn kiểm tra số 4 của Ban Bí thư đến. Đoàn sẽ làm việc 3 ngày.",
            ["Đoàn kiểm tra số 4 của Ban Bí thư"] * 2,
        ),
        ("Sở đã kiểm tra.", []),  # which one is not told
        ("Tập đoàn Điện lực Việt Nam điều chỉnh giá.", ["Tập đoàn Điện lực Việt Nam"]),
        (
            "Đoàn công tác số 2 của Quốc hội đến. Đoàn công tác sẽ làm việc 3 ngày.",
            ["Đoàn công tác số 2 của Quốc hội"] * 2,
        ),
        # words of a name that elsewhere open a predicate
        ("Cục Viễn thông và Cục Đăng kiểm đã họp.", ["Cục Viễn thông", "Cục Đăng kiểm"]),
        ("Cục Viễn thông thông báo.", ["Cục Viễn thông"]),
        ("Tổng cục Hậu cần cần họp.", ["Tổng cục Hậu cần"]),
        ("Trung tâm Đăng ký đất đai ký hợp đồng.", ["Trung tâm Đăng ký đất đai"]),
        ("Công điện 12/CĐ-UBND, 13/CĐ-HĐND.", []),  # a symbol is no body
        ("Cơ quan Cảnh sát điều tra, Bộ Công an", ["Cơ quan Cảnh sát điều tra, Bộ Công an"]),
    ],
)
def test_a_short_name_is_the_body_that_the_text_named(text: str, names: list[str]) -> None:
    assert [o.name for o in find(text)] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bộ trưởng Bộ Nội vụ", "Bộ trưởng Bộ Nội vụ"),
        ("Giám đốc Sở Y tế", "Giám đốc Sở Y tế"),
        ("Thống đốc Ngân hàng Nhà nước Việt Nam", "Thống đốc Ngân hàng Nhà nước Việt Nam"),
    ],
)
def test_an_office_that_signs_is_marked(text: str, name: str) -> None:
    assert [(o.name, o.office) for o in find(f"Thông tư của {text} về lương.")] == [(name, True)]


@given(
    st.text()
    | st.lists(
        st.sampled_from(["Tỉnh ủy", "UBND", "các", "sở", ",", " ", "Ban", "huyện", "Kim Sơn", "\n"])
    ).map(" ".join)
)
def test_any_text_gives_spans_in_order(text: str) -> None:
    organisations = find(text)
    text = normalise(text)
    for organisation in organisations:
        assert organisation.text == text[organisation.start : organisation.end]
    starts = [o.start for o in organisations]
    assert starts == sorted(starts)


def test_the_name_of_a_steering_board_ends_where_the_sentence_goes_on() -> None:
    text = "Ban Chỉ đạo tỉnh về nghề rèn đồng thời đôn đốc các xã."
    assert find(text)[0].text == "Ban Chỉ đạo tỉnh về nghề rèn"


@pytest.mark.parametrize(
    "piece",
    [
        "UBND ",
        "các xã, ",
        "Ban Chỉ đạo tỉnh về ",
        "Tỉnh ủy ",
        "Cục A B ",
        "Ban Dân vận và ",
        "Cục A (AB) ",
        "Sở đã ",
        "Giám đốc các sở, ",
        "Thủ trưởng cơ quan, ",
    ],
)
def test_hostile_text_ends_in_seconds(piece: str) -> None:
    begin = time.perf_counter()
    find(piece * (100_000 // len(piece)))
    assert time.perf_counter() - begin < 20
