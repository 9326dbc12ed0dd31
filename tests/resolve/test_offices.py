import pytest

from indexer.resolve.offices import contradict, office, term

SAME = [
    ("Tỉnh ủy Bắc Ninh", "Tỉnh uỷ Bắc Ninh"),
    ("Ban Thường vụ Tỉnh ủy Bắc Ninh", "Tỉnh ủy Bắc Ninh"),
    ("Thường trực Thành ủy Phủ Lý", "Ban Chấp hành Thành ủy Phủ Lý"),
    ("Ban Chấp hành Đảng bộ tỉnh Bắc Ninh", "TỈNH ỦY BẮC NINH"),
    ("BCH Đảng bộ huyện Tiên Du", "Huyện ủy Tiên Du"),
    ("Đảng bộ xã Liên Bão", "Đảng ủy xã Liên Bão"),
    ("Chủ tịch UBND tỉnh Hà Nam", "Ủy ban nhân dân tỉnh Hà Nam"),
    ("Thường trực HĐND tỉnh Hà Nam", "Hội đồng nhân dân tỉnh Hà Nam"),
    ("Thành ủy TP. Hồ Chí Minh", "Thành ủy Hồ Chí Minh"),
    ("UBND TP Huế", "Uỷ ban nhân dân thành phố Huế"),
    ("Bộ Chính trị khóa XI", "Bộ Chính trị"),
    ("Bộ Chính trị (khoá XI)", "Bộ Chính trị Ban Chấp hành Trung ương Đảng"),
    ("Trung ương Đảng", "Ban Chấp hành Trung ương Đảng khóa XII"),
]

CONTRADICT = [
    ("Thành ủy Bắc Ninh", "Tỉnh ủy Bắc Ninh"),  # the city and the province of one name
    ("Tỉnh ủy Bắc Ninh", "Tỉnh ủy Hà Nam"),
    ("Ban Dân vận Tỉnh ủy Hà Nam", "Tỉnh ủy Hà Nam"),  # a department issues its own
    ("UBND xã Liên Bão", "UBND xã Hoàn Sơn"),
    ("UBND tỉnh Hà Nam", "HĐND tỉnh Hà Nam"),
    ("Bộ Chính trị", "Ban Bí thư"),
    ("Bộ Nội vụ", "Bộ Tài chính"),
    ("Đảng bộ Quân khu 3", "Quận ủy Hải An"),
]

AGREE = [
    ("Tỉnh ủy", "Tỉnh ủy Hà Nam"),  # its place is not told
    ("Bộ Chính trị", "Ban Chấp hành Trung ương"),  # a part of it
    ("Ban Bí thư", "Trung ương"),
    ("UBND xã Liên Bão", "UBND xã Liên Bão, huyện Tiên Du"),
    ("Chính phủ", "Thủ tướng Chính phủ"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_of_one_office(one: str, other: str) -> None:
    first, second = office(one), office(other)
    assert first is not None
    assert first == second


@pytest.mark.parametrize(("one", "other"), CONTRADICT)
def test_offices_that_are_not_one(one: str, other: str) -> None:
    first, second = office(one), office(other)
    assert first is not None
    assert second is not None
    assert contradict(first, second)
    assert contradict(second, first)


@pytest.mark.parametrize(("one", "other"), AGREE)
def test_offices_that_may_be_one(one: str, other: str) -> None:
    first, second = office(one), office(other)
    assert first is not None
    assert second is not None
    assert not contradict(first, second)
    assert not contradict(second, first)


@pytest.mark.parametrize("name", [None, "", "Ban Thường vụ", "khóa XI"])
def test_no_office_is_told(name: str | None) -> None:
    assert office(name) is None


@pytest.mark.parametrize(
    ("issuer", "expected"),
    [("Bộ Chính trị khóa XI", "XI"), ("Bộ Chính trị (khoá x)", "X"), ("Tỉnh ủy Hà Nam", None)],
)
def test_the_term_in_a_name(issuer: str, expected: str | None) -> None:
    assert term(issuer) == expected
