"""Which claims about one code speak of one directive."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.resolve.evidence import Claim
from indexer.resolve.identity import Partition, resolve

TITLE = "tăng cường trật tự đô thị giai đoạn 2016 - 2020"


def claim(says: str, code: str = "02-NQ/TU") -> Claim:
    """A claim from a row: "issuer | date | title | place of the article | its day | type word".

    An issuer with "?" is not named, but what the code's body tells in that article.
    """
    values = [part.strip() or None for part in (*says.split("|"), *"      ")][:6]
    issuer, date, title, place, published, type_ = values
    return Claim(
        0,
        code,
        type=type_,
        issuer=issuer and issuer.strip("? "),
        named=not (issuer and issuer.endswith("?")),
        date=date,
        title=title,
        place=place,
        published=published,
    )


def groups(partition: Partition) -> tuple[list[list[int]], list[int]]:
    """The keys that are together, and those that are open."""
    return (
        sorted(sorted(d.claims) for d in partition.directives),
        sorted(left.key for left in partition.open),
    )


# What is said of one code → which are one directive, and which stay open.
ROWS: list[tuple[str, str, list[str], list[list[int]], list[int]]] = [
    ("a city and a province", "02-NQ/TU",
     ["Thành ủy Bắc Ninh | 2015-12-11", "Tỉnh ủy Hà Nam"], [[0], [1]], []),
    ("terms that are told and not", "217-QĐ/TW",
     ["Bộ Chính trị khóa XI", "Bộ Chính trị"], [[0, 1]], []),
    ("two terms", "35-CT/TW",
     ["Bộ Chính trị khóa XII", "Bộ Chính trị khóa XIII"], [[0], [1]], []),
    ("parts of one committee", "02-NQ/TU",
     ["Ban Thường vụ Tỉnh ủy Bắc Ninh | 2019-09-11", "Tỉnh ủy Bắc Ninh", "| 2019-09-11"],
     [[0, 1, 2]], []),
    ("a date known in part", "02-NQ/TU",
     ["Tỉnh ủy Hà Nam | 2025-04-05", "Tỉnh ủy Hà Nam | 2025", "Tỉnh ủy Hà Nam | 2025-04"],
     [[0, 1, 2]], []),
    ("days that differ", "02-NQ/TU",
     ["Tỉnh ủy Hà Nam | 2015-12-11", "Tỉnh ủy Hà Nam | 2021-02-26"], [[0], [1]], []),
    ("a day mistyped: office and title agree", "02-NQ/TU",
     [f"Tỉnh ủy Hà Nam | 2015-12-11 | {TITLE}", f"Tỉnh ủy Hà Nam | 2015-12-12 | {TITLE}"],
     [[0, 1]], []),
    ("a year mistyped", "02-NQ/TU",
     [f"Tỉnh ủy Hà Nam | 2010-02-25 | {TITLE}", f"Tỉnh ủy Hà Nam | 2020-02-25 | {TITLE}"],
     [[0, 1]], []),
    ("the same title in two terms", "02-NQ/TU",
     [f"Tỉnh ủy Hà Nam | 2015-12-11 | {TITLE}", f"Tỉnh ủy Hà Nam | 2021-02-26 | {TITLE}"],
     [[0], [1]], []),
    ("the article's own place", "02-NQ/TU",
     ["Tỉnh ủy Bắc Ninh", "Tỉnh ủy Hà Nam", "| | | tỉnh Hà Nam"], [[0], [1, 2]], []),
    ("nothing decides", "02-NQ/TU",
     ["Tỉnh ủy Bắc Ninh", "Tỉnh ủy Hà Nam", ""], [[0], [1]], [2]),
    ("only one fits", "02-NQ/TU", ["Tỉnh ủy Bắc Ninh", ""], [[0, 1]], []),
    ("nothing is told", "02-NQ/TU", ["", ""], [[0, 1]], []),
    ("articles about two provinces", "02-NQ/TU",
     ["| | | tỉnh Hà Nam", "| | | tỉnh Bắc Ninh", "| | | tỉnh Hà Nam"], [[0, 2], [1]], []),
    ("an article about a third province", "02-NQ/TU",
     ["Tỉnh ủy Bắc Ninh", "| | | tỉnh Lào Cai"], [[0], [1]], []),
    ("where an article plays tells nothing of a central body", "60-NQ/TW",
     ["| | | tỉnh Hà Nam", "| | | tỉnh Bắc Ninh"], [[0, 1]], []),
    ("a code of the centre that a province is said to have issued", "15-CT/TW",
     ["Tỉnh ủy Hà Nam | 2022-02-08", "Bộ Chính trị | 2022-02-08", "| 2022", ""],
     [[0], [1, 2, 3]], []),
    ("nor where the body is not told", "39-NQ",
     ["| | | tỉnh Hà Nam", "| | | thành phố Huế"], [[0, 1]], []),
    ("the title decides", "02-NQ/TU",
     [f"Tỉnh ủy Hà Nam | 2015-12-11 | {TITLE}", "Tỉnh ủy Hà Nam | 2021-02-26 | phát triển du lịch",
      f"Tỉnh ủy Hà Nam | | {TITLE}"], [[0, 2], [1]], []),
    ("the date decides", "02-NQ/TU",
     ["Tỉnh ủy Hà Nam | 2015-12-11", "Tỉnh ủy Hà Nam | 2021-02-26", "| 2021"],
     [[0], [1, 2]], []),
    ("no article speaks of what is not yet issued", "02-NQ/TU",
     ["Tỉnh ủy Hà Nam | 2015-12-11", "Tỉnh ủy Hà Nam | 2021-02-26", "Tỉnh ủy Hà Nam | | | | 2016"],
     [[0, 2], [1]], []),
    ("Politburo or Secretariat, of one day", "66-QĐ/TW",
     ["Bộ Chính trị | 2022-07-07", "Ban Bí thư | 2022-07-07", "Trung ương"], [[0, 1, 2]], []),
    ("Politburo and Secretariat", "66-QĐ/TW",
     ["Bộ Chính trị | 2022-07-07", "Ban Bí thư | 2017-02-06"], [[0], [1]], []),
    ("terms that the day tells", "35-CT/TW",
     ["Bộ Chính trị | 2019-05-30", "Bộ Chính trị khóa XIII", "Bộ Chính trị khóa XII",
      "| 2024-06-14"], [[0, 2], [1, 3]], []),
    ("a year in which the term changed tells no term", "05-CT/TW",
     ["Bộ Chính trị khóa XII | 2016-05-15", "Bộ Chính trị | 2016"], [[0, 1]], []),
    ("the term in which the article was written", "35-CT/TW",
     ["| 2019-05-30", "| 2024-06-14", "| | | | 2024-09-01", "| | | | 2026-03-01"],
     [[0], [1, 2]], [3]),
    ("a day that is a slip: in one term an office gives a number once", "02-NQ/TU",
     ["Tỉnh ủy Hà Nam | 2016-03-04", "Tỉnh ủy Hà Nam | 2016-03-14", "Tỉnh ủy Hà Nam | 2019"],
     [[0, 1, 2]], []),
    ("a congress lies between, but number and day are near", "02-NQ/TU",
     ["Tỉnh ủy Hà Nam | 2020-10-20", "Tỉnh ủy Hà Nam | 2020-10-02"], [[0, 1]], []),
    ("a year that is a slip", "02-NQ/TU",
     ["Tỉnh ủy Hà Nam | 2016-03-04", "Tỉnh ủy Hà Nam | 2006-03-04"], [[0, 1]], []),
    ("an article of 2015 does not know a day of 2024", "02-NQ/TU",
     ["Tỉnh ủy Hà Nam | 2014-03-04", "Tỉnh ủy Hà Nam | 2024-05-06 | | | 2015-01-01"],
     [[0, 1]], []),
    ("state numbers begin anew each year", "1234/QĐ-UBND",
     ["UBND tỉnh Hà Nam | 2019-03-04", "UBND tỉnh Hà Nam | 2020-05-06",
      "UBND tỉnh Hà Nam | 2019-03-14", "UBND tỉnh Hà Nam | 2020"], [[0, 2], [1, 3]], []),
    ("an article about a district is about its province", "02-NQ/TU",
     ["Tỉnh ủy Hà Nam", "Tỉnh ủy Bắc Ninh", "| | | huyện Lý Nhân", "| | | huyện Bình Lục"],
     [[0, 2, 3], [1]], []),
    ("two districts have committees of their own", "02-NQ/HU",
     ["| | | huyện Lý Nhân", "| | | huyện Bình Lục", "Huyện ủy Lý Nhân"], [[0, 2], [1]], []),
    ("a place with all that it lies in", "02-NQ/ĐU",
     ["| | | xã Bắc Lý, huyện Lý Nhân", "| | | xã Bắc Lý, huyện Hiệp Hòa"], [[0], [1]], []),
    ("a province without its level", "02-NQ/TU",
     ["Tỉnh ủy Hà Nam", "Tỉnh ủy Bắc Ninh", "| | | Hà Nam"], [[0, 2], [1]], []),
    ("an article of 2026 about the province that one was merged into", "02-NQ/TU",
     ["Tỉnh ủy Hà Nam | 2021-12-11", "| | | tỉnh Ninh Bình | 2026-02-01"], [[0, 1]], []),
    ("but not before the merger", "02-NQ/TU",
     ["Tỉnh ủy Hà Nam | 2021-12-11", "| | | tỉnh Ninh Bình | 2024-02-01"], [[0], [1]], []),
    ("which of the merged it is about is open", "02-NQ/TU",
     ["Tỉnh ủy Hà Nam | 2021-12-11", "Tỉnh ủy Nam Định | 2022-01-05",
      "| | | tỉnh Ninh Bình | 2026-02-01"], [[0], [1]], [2]),
    ("an issuer that nobody names may be the district's or the province's", "215/QĐ-UBND",
     ["UBND tỉnh Hà Nam | 2023-06-30", "UBND huyện Lý Nhân ? | 2023-06-30 | | huyện Lý Nhân"],
     [[0, 1]], []),
    ("one that is named is that of the district", "215/QĐ-UBND",
     ["UBND tỉnh Hà Nam | 2023-06-30", "UBND huyện Lý Nhân | 2023-06-30 | | huyện Lý Nhân"],
     [[0], [1]], []),
    ("Quyết định and Quy định have runs of their own", "66-QĐ/TW",
     ["Bộ Chính trị | 2022-02-01 | | | | Quyết định", "Bộ Chính trị | 2022-07-07 | | | | Quy định",
      "| | | | | Quy định"], [[0], [1, 2]], []),
    ("but of one day they are one", "66-QĐ/TW",
     ["Bộ Chính trị | 2022-07-07 | | | | Quyết định", "Bộ Chính trị | 2022-07-07 | | | | Quy định"],
     [[0, 1]], []),
    ("a title that two tell alike is another document's", "02-NQ/TU",
     [f"Tỉnh ủy Hà Nam | 2015-12-11 | {TITLE}", "Tỉnh ủy Hà Nam | | phát triển du lịch sinh thái",
      "Tỉnh ủy Hà Nam | | phát triển du lịch sinh thái"], [[0], [1, 2]], []),
    ("a title that one alone tells, in an article of another term", "02-NQ/TU",
     [f"Tỉnh ủy Hà Nam | 2015-12-11 | {TITLE}",
      "Tỉnh ủy Hà Nam | | phát triển du lịch sinh thái | | 2021-12-01"], [[0], [1]], []),
    ("a title that none but one contradicts", "35-CT/TW",
     [f"| 2019-05-30 | {TITLE}", "| 2024-06-14", "| | phát triển du lịch sinh thái | | 2026-03-01"],
     [[0], [1, 2]], []),
    ("a title that one alone tells may be misread", "02-NQ/TU",
     [f"Tỉnh ủy Hà Nam | 2015-12-11 | {TITLE}", "Tỉnh ủy Hà Nam | | phát triển du lịch sinh thái"],
     [[0, 1]], []),
    ("what was open is closed by what is heard later", "02-NQ/TU",
     ["Tỉnh ủy Hà Nam | 2015-12-11", "Tỉnh ủy Hà Nam | 2021-02-26", f"Tỉnh ủy Hà Nam | | {TITLE}",
      f"| 2021 | {TITLE} | tỉnh Hà Nam"], [[0], [1, 2, 3]], []),
    ("a year that cannot be, with the day and month of one of two", "35-CT/TW",
     ["| 2019-05-30", "| 2024-06-14", "| 2109-05-30", "| 2204-06-14 | | | 2026-03-01"],
     [[0, 2], [1, 3]], []),
    ("a slip in the year goes before a slip in day and month", "35-CT/TW",
     ["| 2020-10-04", "| 2020-10-04", "| 2023-04-20", "| 2021-10-04"], [[0, 1, 3], [2]], []),
    ("that the centre issued it decides nothing", "35-CT/TW",
     ["| 2019-05-30", "Trung ương | 2024-06-14", "| | | | 2026-03-01"], [[0], [1]], [2]),
    ("which of its organs did decides last", "26-NQ/TW",
     ["| 2008-08-05", "Bộ Chính trị | 2013-07-30", "Bộ Chính trị"], [[0], [1, 2]], []),
    ("the number is given once in a term, whatever the title", "68-NQ/TW",
     ["Bộ Chính trị | 2025-05-04 | phát triển kinh tế tư nhân", "| 2025 | nhiệm vụ và giải pháp",
      "| 2025 | nhiệm vụ và giải pháp"], [[0, 1, 2]], []),
    ("what one calls wrong binds no other", "66-QĐ/TW",
     [*["Bộ Chính trị | 2022-07-07"] * 2, "Ban Bí thư | 2022-07-07", "Bộ Chính trị"],
     [[0, 1, 2, 3]], []),
    ("nor does the type word of one", "66-QĐ/TW",
     [*["| 2022-07-07 | | | | Quy định"] * 2, "| 2022-07-07 | | | | Quyết định",
      "| 2022-02-01 | | | | Quyết định"], [[0, 1, 2], [3]], []),
    ("a merged province's document called by the new one's name", "02-NQ/TU",
     ["Tỉnh ủy Hà Nam | 2021-12-11", "Tỉnh ủy Ninh Bình | 2021-12-11 | | | 2026-02-01",
      "Tỉnh ủy Ninh Bình | 2021-12-11 | | | 2026-03-01", "Tỉnh ủy Hà Nam"], [[0, 1, 2, 3]], []),
    ("not without its day or title", "02-NQ/TU",
     ["Tỉnh ủy Hà Nam | 2021-12-11", "Tỉnh ủy Ninh Bình | | | | 2026-02-01"], [[0], [1]], []),
    ("an issuer that nobody names may be one that was merged", "02-NQ/TU",
     ["Tỉnh ủy Hà Nam | 2021-12-11", "Tỉnh ủy Ninh Bình ? | | | tỉnh Ninh Bình | 2026-02-01"],
     [[0, 1]], []),
    ("a bare code in an article on the province is not a district's", "215/QĐ-UBND",
     ["UBND huyện Lý Nhân | 2023-06-30", "| | | tỉnh Hà Nam", "| 2023-06-30 | | tỉnh Hà Nam"],
     [[0, 2], [1]], []),
    ("number and year are given once", "123/2020/NĐ-CP",
     ["Chính phủ | 2020-10-19", "Thủ tướng Chính phủ | 2020-10-09", ""], [[0, 1, 2]], []),
    ("but every province has its own", "12/2020/QĐ-UBND",
     ["UBND tỉnh Hà Nam", "UBND tỉnh Bắc Ninh"], [[0], [1]], []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "says", "together", "left_open"), [row[1:] for row in ROWS], ids=[r[0] for r in ROWS]
)
def test_claims_are_one_directive_where_nothing_contradicts(
    code: str, says: list[str], together: list[list[int]], left_open: list[int]
) -> None:
    claims = [replace(claim(said, code), key=n) for n, said in enumerate(says)]
    assert groups(resolve(claims)) == (together, left_open)


def test_no_claims_are_no_directives() -> None:
    assert resolve([]) == Partition()


def test_a_directive_has_the_fullest_of_what_is_said() -> None:
    says = [
        "Tỉnh ủy Hà Nam | 2015 | trật tự đô thị",
        "Ban Thường vụ Tỉnh ủy Hà Nam | 2015-12-11 | tăng cường trật tự đô thị",
        "Tỉnh ủy",
    ]
    (found,) = resolve(replace(claim(said), key=n) for n, said in enumerate(says)).directives

    assert found.id == "02-nq-tu.tinh-uy-ha-nam.2015"
    assert found.issuer == "Ban Thường vụ Tỉnh ủy Hà Nam"
    assert found.date == "2015-12-11"
    assert found.title == "tăng cường trật tự đô thị"


def test_a_directive_is_of_the_province_that_there_was() -> None:
    says = [
        "Tỉnh ủy Hà Nam | 2021-12-11",
        *["Ban Thường vụ Tỉnh ủy Ninh Bình | 2021-12-11 | | | 2026-02-01"] * 2,
    ]
    (found,) = resolve(replace(claim(said), key=n) for n, said in enumerate(says)).directives
    assert (found.id, found.issuer) == ("02-nq-tu.tinh-uy-ha-nam.2021", "Tỉnh ủy Hà Nam")


def test_one_odd_value_does_not_outweigh_many() -> None:
    odd = "về việc này việc nọ và mọi việc khác nữa, theo lời một bài viết"
    says = [*[f"Tỉnh ủy Hà Nam | | {TITLE}"] * 9, f"Tỉnh ủy Hà Nam | | {odd}"]
    (found,) = resolve(replace(claim(said), key=n) for n, said in enumerate(says)).directives
    assert found.title == TITLE


@pytest.mark.parametrize(
    ("says", "issuer", "title"),
    [
        (["Chính phủ"] * 4 + ["Thủ tướng Chính phủ"], "Chính phủ", None),
        (["Bộ Chính trị"] * 3 + ["Ban Chấp hành Trung ương"], "Bộ Chính trị", None),
        (["Bộ Chính trị"] * 3 + ["Bộ Chính trị khóa XII"], "Bộ Chính trị khóa XII", None),
        (
            ["| | phát triển nghề rèn"] * 3 + ["| | phát triển nghề rèn giúp thợ có việc làm"],
            None,
            "phát triển nghề rèn",
        ),
        (
            ["| | phát triển nghề rèn", "| | phát triển nghề rèn ở nông thôn"],
            None,
            "phát triển nghề rèn ở nông thôn",
        ),
    ],
)
def test_the_card_tells_what_most_tell(
    says: list[str], issuer: str | None, title: str | None
) -> None:
    claims = [replace(claim(said, "67/2014/NĐ-CP"), key=n) for n, said in enumerate(says)]
    (found,) = resolve(claims).directives
    assert (found.issuer, found.title) == (issuer, title)


@pytest.mark.parametrize("slip", ["2015-00-11", "2015-02-29", "2015-13"])
def test_a_day_that_does_not_exist_is_no_day_of_issue_where_another_is_told(slip: str) -> None:
    claims = [claim(f"Tỉnh ủy Hà Nam | {slip}"), replace(claim("Tỉnh ủy Hà Nam | 2015"), key=1)]
    (found,) = resolve(claims).directives
    assert found.date == "2015"


def test_ids_tell_directives_of_one_office_and_year_apart() -> None:
    days = ["2015-01-05", "2015-12-11"]
    claims = [replace(claim(f"Tỉnh ủy Hà Nam | {day}"), key=n) for n, day in enumerate(days)]
    ids = {d.id for d in resolve(claims).directives}
    assert ids == {f"02-nq-tu.tinh-uy-ha-nam.{end}" for end in ("2015", "2015-12-11")}


def test_ways_to_write_a_code_are_one_directive_with_the_code_that_most_write() -> None:
    codes = ["19-QĐi/TW", "19-QĐ/TW", "19-QĐ/TW"]
    claims = [replace(claim("| 2016-03-04", code), key=n) for n, code in enumerate(codes)]
    (found,) = resolve(claims).directives
    assert (found.id, found.code) == ("19-qd-tw.2016", "19-QĐ/TW")


IDS = [
    ("217-QĐ/TW", "Bộ Chính trị", "217-qd-tw.bo-chinh-tri"),
    ("06-ĐA/TU", "Tỉnh ủy Đắk Lắk | 2016-10-03", "06-da-tu.tinh-uy-dak-lak.2016"),
    ("01-CTr/QU", "", "01-ctr-qu"),
    ("30/2020/NĐ-CP", "Chính phủ | 2020-03-05", "30-2020-nd-cp"),
    ("12/2020/QĐ-UBND", "UBND tỉnh Hà Nam", "12-2020-qd-ubnd.uy-ban-nhan-dan-tinh-ha-nam"),
]


@pytest.mark.parametrize(("code", "says", "expected"), IDS)
def test_an_id_is_plain_to_type(code: str, says: str, expected: str) -> None:
    (found,) = resolve([claim(says, code)]).directives
    assert found.id == expected


def test_an_id_that_another_code_has_is_not_given_again() -> None:
    says = ["Tỉnh ủy Hà Nam | 2015-12-11"]
    ids = []
    for _ in range(3):
        (found,) = resolve([claim(said) for said in says], ids).directives
        ids.append(found.id)
    short, long = "02-nq-tu.tinh-uy-ha-nam.2015", "02-nq-tu.tinh-uy-ha-nam.2015-12-11"
    assert ids == [short, long, f"{long}.2"]


def test_an_open_claim_names_its_candidates() -> None:
    says = ["Tỉnh ủy Bắc Ninh", "Tỉnh ủy Hà Nam", ""]
    (left,) = resolve(replace(claim(said), key=n) for n, said in enumerate(says)).open
    assert left.candidates == ("02-nq-tu.tinh-uy-bac-ninh", "02-nq-tu.tinh-uy-ha-nam")


UNTOLD = [  # what is said → why the last claim is open
    ("02-NQ/TU", ["Tỉnh ủy Bắc Ninh", "Tỉnh ủy Hà Nam", ""], "not told: issuer"),
    ("02-NQ/TU",
     ["Tỉnh ủy Hà Nam | 2015-12-11", "Tỉnh ủy Hà Nam | 2021-02-26", "Tỉnh ủy Hà Nam"],
     "not told: date"),
    ("02-NQ/TU",
     ["Tỉnh ủy Hà Nam | 2021-12-11", "Tỉnh ủy Nam Định | 2021-10-11", "| 2021"],
     "not told: issuer"),
    ("66-QĐ/TW",
     ["| 2019-05-30 | | | | Quyết định", "| 2019-08-30 | | | | Quy định", "| 2019"],
     "several fit equally"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "says", "why"), UNTOLD)
def test_an_open_claim_tells_what_the_article_does_not(
    code: str, says: list[str], why: str
) -> None:
    (left,) = resolve(replace(claim(said, code), key=n) for n, said in enumerate(says)).open
    assert (left.key, left.reason) == (2, why)


def test_each_claim_tells_why_it_is_where_it_is() -> None:
    says = ["Tỉnh ủy Bắc Ninh", "Tỉnh ủy Hà Nam", "| | | tỉnh Hà Nam"]
    directives = resolve(replace(claim(said), key=n) for n, said in enumerate(says)).directives
    reasons = {key: why for d in directives for key, why in d.claims.items()}
    assert reasons == {0: "tells most", 1: "tells most", 2: "the only one that fits"}


def _some(*values: str) -> "st.SearchStrategy[str | None]":
    return st.sampled_from([None, *values])


CLAIMS = st.lists(
    st.builds(
        Claim,
        key=st.just(0),
        code=st.sampled_from(["02-QĐ/TU", "02-QĐi/TU"]),
        type=_some("Quyết định", "Quy định"),
        named=st.booleans(),
        issuer=_some(
            "Tỉnh ủy Hà Nam", "Ban Thường vụ Tỉnh ủy Hà Nam", "Thành ủy Bắc Ninh", "Tỉnh ủy",
            "Bộ Chính trị khóa XI", "Bộ Chính trị", "Ban Bí thư", "Trung ương",
        ),
        date=_some("2015-12-11", "2015-12-12", "2015-12", "2015", "2021-02-26", "2021", "--12-11"),
        title=_some(TITLE, "phát triển du lịch bền vững", "trật tự đô thị"),
        term=_some("XI", "XII"),
        published=_some("2014-01-01", "2016-05-05", "2022-01-01", "2026-01-01"),
        place=_some(
            "tỉnh Hà Nam", "thành phố Bắc Ninh", "huyện Lý Nhân", "Hà Nam", "tỉnh Ninh Bình"
        ),
    ),
    max_size=9,
)  # fmt: skip


def told(partition: Partition, claims: list[Claim]) -> Any:
    """The partition without keys: each directive with the contents of its claims."""
    by_key = {c.key: replace(c, key=0) for c in claims}
    directives = {
        d.id: (sorted(map(repr, (by_key[k] for k in d.claims))), replace(d, claims={}))
        for d in partition.directives
    }
    left = sorted((repr(by_key[o.key]), o.candidates, o.reason) for o in partition.open)
    return directives, left


@settings(deadline=None, max_examples=300)
@given(st.data(), CLAIMS)
def test_the_order_of_claims_does_not_matter(data: st.DataObject, claims: list[Claim]) -> None:
    one = [replace(c, key=n) for n, c in enumerate(claims)]
    other = [replace(c, key=n) for n, c in enumerate(data.draw(st.permutations(claims)))]
    assert told(resolve(one), one) == told(resolve(other), other)


@settings(deadline=None, max_examples=200)
@given(CLAIMS)
def test_each_claim_is_in_one_place_and_each_id_is_given_once(claims: list[Claim]) -> None:
    one = [replace(c, key=n) for n, c in enumerate(claims)]
    partition = resolve(one)
    keys = [k for d in partition.directives for k in d.claims] + [o.key for o in partition.open]
    ids = [d.id for d in partition.directives]

    assert sorted(keys) == list(range(len(claims)))
    assert len(set(ids)) == len(ids)
    assert all(set(o.candidates) <= set(ids) and len(o.candidates) > 1 for o in partition.open)
