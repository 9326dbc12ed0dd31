"""The title of a text that states none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.read.heading import title

LEAD = "Sáng 7/4, Huyện ủy Sông Mây tổ chức hội nghị sơ kết công tác dân vận quý I."
NAME = "Sông Mây sơ kết công tác dân vận quý I"
STATE = "UBND HUYỆN SÔNG MÂY\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"

TITLES = [
    (f"{NAME}\n\n{LEAD}", NAME),
    (f"{NAME}\n07/04/2021 15:33\n{LEAD}", NAME),
    (f"07/04/2021\n{NAME}\n{LEAD}", NAME),
    (f"Đảng - đoàn thể\n\n{NAME}\nNgày đăng 07/04/2021\n{LEAD}", NAME),  # under its section
    (f"Đảng - đoàn thể\n07/04/2021\n{NAME}\n{LEAD}", NAME),
    (
        f"07/04/2021\nSÔNG MÂY SƠ KẾT\nCÔNG TÁC DÂN VẬN\n-----\n{LEAD}",
        "SÔNG MÂY SƠ KẾT CÔNG TÁC DÂN VẬN",
    ),
    (
        f"SƠ KẾT CÔNG TÁC DÂN VẬN\nCỦA HUYỆN SÔNG MÂY\n07/04/2021\n{LEAD}",
        "SƠ KẾT CÔNG TÁC DÂN VẬN CỦA HUYỆN SÔNG MÂY",
    ),
    (
        f"Sơ kết một năm thực hiện Chỉ thị 15\nvề công tác dân vận\n\n{LEAD}",
        "Sơ kết một năm thực hiện Chỉ thị 15 về công tác dân vận",
    ),
    (f"# {NAME}\n\n{LEAD}", NAME),
    (f"Tin tức\n\n# **{NAME}**\n\n{LEAD}", NAME),
    (f"{NAME}\n\n## Kết quả\n\n{LEAD}", NAME),  # a part's heading is not the whole's
    (f"Thế nào là dân vận khéo?\n{LEAD}", "Thế nào là dân vận khéo?"),
    (f"TP. Sông Mây sơ kết công tác dân vận\n{LEAD}", "TP. Sông Mây sơ kết công tác dân vận"),
    (
        f"{STATE}\nSố: 15/KH-UBND\n\nKẾ HOẠCH\nTổ chức hội nghị sơ kết\n\nCăn cứ Luật",
        "KẾ HOẠCH Tổ chức hội nghị sơ kết",
    ),
    (
        f"{STATE}\n(DỰ THẢO) KẾ HOẠCH\nthực hiện Kết luận số 15\nvề dân vận\n\nThực hiện Kết",
        "(DỰ THẢO) KẾ HOẠCH thực hiện Kết luận số 15 về dân vận",
    ),
    (
        f"{STATE}\n\nQUYẾT ĐỊNH\n\nVề việc lập tổ dân vận,\n\nở xã Đồi Cọ\n\nUBND HUYỆN",
        "QUYẾT ĐỊNH Về việc lập tổ dân vận, ở xã Đồi Cọ",
    ),
]


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_the_title_is_the_line_that_reads_like_one(text: str, expected: str) -> None:
    assert title(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        LEAD,  # a sentence
        f"Huyện ủy họp. Nhiều ý kiến được nêu. Hội nghị kéo dài đến chiều tối\n{NAME}",
        f"{LEAD[:-1]} {LEAD * 4}",
        "07/04/2021",
        "-----",
        "",
    ],
)
def test_running_text_is_no_title(text: str) -> None:
    assert title(text) is None


@given(st.text(alphabet="AaĐ .#*\n|-0123/:KẾHOẠCH"))
def test_a_title_is_one_line_with_words(text: str) -> None:
    found = title(text)
    assert found is None or ("\n" not in found and any(c.isalpha() for c in found))
