"""What makes two texts the same news, and what does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.resolve.alike import Member, grouped
from indexer.resolve.likeness import Worded, differing, likeness, same_news
from indexer.resolve.sketch import LEAST, estimate, numbers, sketch

NEWS = """Sáng 12/5, Ủy ban nhân dân xã Tân Lập họp sơ kết ba năm xây dựng nông thôn mới.
Tính đến ngày 30/4, báo cáo tại hội nghị cho thấy toàn xã đã bê tông hóa 18 km đường
liên thôn, sửa 4 nhà văn hóa và vận động nhân dân hiến gần hai nghìn mét vuông đất. Thu nhập bình
quân tăng đều qua từng năm, tỷ lệ hộ nghèo giảm mạnh. Phát biểu kết luận, đồng chí Bí thư
Đảng ủy đề nghị các chi bộ tiếp tục phân công đảng viên phụ trách từng hộ,
giữ gìn cảnh quan sạch đẹp, không để phát sinh điểm đổ rác mới và
sớm hoàn thành hệ thống đèn chiếu sáng trước dịp Tết. Đại diện các đoàn thể đã ký giao ước thi đua,
hứa cùng nhau chăm sóc những tuyến đường hoa do phụ nữ và thanh niên trong xã trồng từ đầu xuân."""

SAME = {
    "another headline and footer": f"Nông thôn đổi thay\n{NEWS}\nTheo Báo Quê Hương, ngày 13/5",
    "tone marks in the old way": NEWS.replace("hóa", "hoá").replace("hòa", "hoà"),
    "a few other words": NEWS.replace("giảm mạnh", "giảm nhanh").replace("gìn giữ", "giữ"),
    "a slip of the keyboard": NEWS.replace("cảnh quan", "cảnh qaun"),
    "no end": NEWS[: len(NEWS) * 4 // 5],
    "a day written in another way": NEWS.replace("30/4", "30.4"),
    "figures with leading zeros": NEWS.replace("sửa 4 nhà", "sửa 04 nhà"),
    "capitals": NEWS.upper(),
}
OTHER = {
    "another commune": NEWS.replace("xã Tân Lập", "xã Yên Mỹ"),
    "another day": NEWS.replace("30/4", "31/7"),
    "another number": NEWS.replace("18 km", "27 km"),
    "half of it": NEWS[: len(NEWS) // 2],
    "nothing": "",
}


@pytest.mark.parametrize("how", SAME)
def test_the_same_news(how: str) -> None:
    assert same_news(Worded(NEWS), Worded(SAME[how]))
    assert same_news(Worded(SAME[how]), Worded(NEWS))


@pytest.mark.parametrize("how", OTHER)
def test_other_news(how: str) -> None:
    assert not same_news(Worded(NEWS), Worded(OTHER[how]))
    assert not same_news(Worded(OTHER[how]), Worded(NEWS))


def test_what_differs_is_told() -> None:
    other = NEWS.replace("xã Tân Lập", "xã Yên Mỹ").replace("18 km", "27 km")

    assert list(differing(Worded(NEWS), Worded(other))) == [("Tân Lập", "Yên Mỹ"), ("18", "27")]


def test_in_a_long_text_one_figure_may_be_a_slip() -> None:
    lines = (f"Thôn {n} có vườn cam đẹp, thôn {n} có đường hoa mới" for n in range(30))
    long = f"{NEWS}\n" + "\n".join(lines)

    assert same_news(Worded(long), Worded(long.replace("18 km", "27 km")))
    assert not same_news(
        Worded(long), Worded(long.replace("18 km", "27 km").replace("sửa 4", "sửa 9"))
    )


# own code and codes named of either → whether the same words make them one
CODES = [
    ((None, {"1-NQ/TU"}), (None, {"1-NQ/TU"}), True),
    ((None, {"1-NQ/TU", "2-NQ/TU"}), (None, {"1-NQ/TU"}), True),  # a missing end
    ((None, {"1-NQ/TU", "2-NQ/TU"}), (None, {"1-NQ/TU", "3-NQ/TU"}), False),
    (("5/QĐ-UBND", set()), ("5/QĐ-UBND", set()), True),
    (("5/QĐ-UBND", set()), ("6/QĐ-UBND", set()), False),
    (("5/QĐ-UBND", set()), (None, set()), False),
]


@pytest.mark.parametrize(("one", "other", "expected"), CODES)
def test_documents_with_other_codes_are_others(
    one: tuple[str | None, set[str]], other: tuple[str | None, set[str]], expected: bool
) -> None:
    texts = [Worded(NEWS, own, frozenset(codes)) for own, codes in (one, other)]

    assert same_news(*texts) == expected


def test_a_sketch_tells_how_alike_texts_are() -> None:
    for text in (*SAME.values(), *OTHER.values()):
        other = sketch(text)
        if other.signature:
            guess = estimate(numbers(sketch(NEWS).signature), numbers(other.signature))
            assert abs(guess - likeness(Worded(NEWS), Worded(text))) < 0.2


def test_the_same_news_have_bands_in_common_and_documents_of_other_codes_none() -> None:
    bands = set(numbers(sketch(NEWS).bands))

    assert all(bands & set(numbers(sketch(text).bands)) for text in SAME.values())
    assert not bands & set(numbers(sketch(NEWS, "5/QĐ-UBND").bands))


def test_a_short_text_has_no_sketch() -> None:
    words = [f"từ{n}" for n in range(LEAST)]

    assert sketch(" ".join(words[:10])) == sketch("") == (b"", b"")


def days(ids: str) -> list[Member]:
    """Articles of one length, each published a day after the one before it."""
    return [Member(known, f"2019-01-{n:02}", 9) for n, known in enumerate(ids, start=1)]


def near(ties: list[str]) -> Callable[[str], set[str]]:
    """What is tied to an article, by either side of *ties*."""
    return lambda known: {each for tie in ties if known in tie for each in tie if each != known}


# days in order, ties → groups
GROUPED = [
    ("abc", ["ab", "bc", "ac"], ["abc"]),
    ("abc", ["ab", "bc"], ["ab", "c"]),  # a and c are unlike: b is of the earlier one
    ("cba", ["ab", "bc"], ["cb", "a"]),
    ("bac", ["ab", "bc"], ["ba", "c"]),
    ("abcd", ["ab", "bc", "cd"], ["ab", "cd"]),
    ("abcd", ["ab", "ac", "bc", "bd", "cd"], ["abc", "d"]),
    ("abcd", ["ac", "bd"], ["ac", "bd"]),
    ("ab", [], ["a", "b"]),
]


@pytest.mark.parametrize(("ids", "ties", "expected"), GROUPED)
def test_every_two_of_a_group_are_alike(ids: str, ties: list[str], expected: list[str]) -> None:
    groups = [list(group) for group in expected]

    assert grouped(days(ids), near(ties)) == groups
    assert grouped(reversed(days(ids)), near(ties)) == groups


FIRST = [
    ([Member("b", "2019-01-02", 9), Member("a", "2019-01-03", 9)], "b"),  # published first
    ([Member("b", "2019-01-02", 9), Member("a", None, 99)], "b"),  # a day that is not told is late
    ([Member("a", "2019", 9), Member("b", "2019", 10)], "b"),  # then the fullest
    ([Member("b", None, 9), Member("a", None, 9)], "a"),
]


@pytest.mark.parametrize(("members", "expected"), FIRST)
def test_who_stands_for_all(members: list[Member], expected: str) -> None:
    (group,) = grouped(members, near(["ab"]))

    assert group[0] == expected
    assert grouped(reversed(members), near(["ab"])) == [group]
