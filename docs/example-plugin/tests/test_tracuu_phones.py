"""What is a telephone number, and whose it is."""

import pytest
import tracuu_phones

from indexer.annotate import annotate
from indexer.models import Annotations, Article, Finding, Organisation
from indexer.plugin import Plugin

ROWS = [
    ("Liên hệ 0912 345 678 để biết thêm.", ["0912345678"]),
    ("Tổng đài 1900 6789.", ["19006789"]),
    ("ĐT: (024) 3825-1234; 0209.3812.345", ["02438251234", "02093812345"]),
    ("Gọi +84 912 345 678", ["0912345678"]),  # as one dials it in the country
    ("Ngày 01/02/2020 và 01.02.2020", []),  # dates
    ("Số 0123456789", []),  # no mobile number begins with 01 any more
    ("Tài khoản 09123456789012", []),  # too long
    ("Mã 0912345678-A, 0912345678/KH", []),  # part of something longer
    ("", []),
]


def article(text: str) -> Article:
    return Article(id="a", path="a.txt", text=text)


@pytest.mark.parametrize(("text", "numbers"), ROWS)
def test_numbers_are_found_with_their_digits(text: str, numbers: list[str]) -> None:
    found = tracuu_phones.extract(article(text), Annotations(article=article(text)))

    assert [finding.value for finding in found] == numbers


def test_a_number_has_the_organisation_before_it_in_the_sentence() -> None:
    text = "Ban Dân vận ra thông báo. Hội Nông dân xã An Khê, điện thoại 0912 345 678."
    names = ("Ban Dân vận", "Hội Nông dân xã An Khê")
    spans = [(n, text.index(n), text.index(n) + len(n)) for n in names]
    organisations = [Organisation(start=s, end=e, text=n, name=n) for n, s, e in spans]

    # As tracuu runs it, after the plugin that it needs; this one knows all the answers.
    plugins = [
        Plugin("organisations", extract=lambda *_: organisations),
        Plugin(tracuu_phones.name, tracuu_phones.extract, tracuu_phones.needs),
    ]
    annotations = annotate(article(text), plugins)

    assert annotations.failures == ()
    assert [f.attributes for f in annotations.of(Finding)] == [{"organisation": names[1]}]
