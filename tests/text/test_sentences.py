"""Where sentences end, and which line breaks only fit a text to a page."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text.sentences import sentence_at, sentences, unwrapped

SENTENCES = [
    ("Xã họp. Huyện nghe.", ["Xã họp.", "Huyện nghe."]),
    ("Xã họp! Huyện nghe? Tỉnh biết…", ["Xã họp!", "Huyện nghe?", "Tỉnh biết…"]),
    ("Xã họp... Huyện nghe.", ["Xã họp...", "Huyện nghe."]),
    ("Ông nói: “Xã họp.” Huyện nghe.", ["Ông nói: “Xã họp.”", "Huyện nghe."]),
    ("Xã họp. “Huyện nghe”, ông nói.", ["Xã họp.", "“Huyện nghe”, ông nói."]),
    ("Xã họp. 12 thôn dự.", ["Xã họp.", "12 thôn dự."]),
    ("Xã họp. - Huyện nghe.", ["Xã họp.", "- Huyện nghe."]),
    ("Thu 19.471 m2, đạt 99.5 điểm.", ["Thu 19.471 m2, đạt 99.5 điểm."]),
    ("Họp ngày 5.3.2020. Huyện nghe.", ["Họp ngày 5.3.2020.", "Huyện nghe."]),
    ("Xã họp. huyện nghe.", ["Xã họp. huyện nghe."]),  # no capital
    ("làm đúng quy định.Thậm chí sớm hơn.", ["làm đúng quy định.", "Thậm chí sớm hơn."]),
    ("Nơi nhận: Như trên./.\nLưu: VT.", ["Nơi nhận: Như trên./.", "Lưu: VT."]),
    # shortened words
    ("Họp tại TP. Hà Nội sáng nay.", ["Họp tại TP. Hà Nội sáng nay."]),
    ("Ra Q. Ba Đình, P. Điện Biên.", ["Ra Q. Ba Đình, P. Điện Biên."]),
    ("PGS.TS. Trần Văn Bình nói. Xã nghe.", ["PGS.TS. Trần Văn Bình nói.", "Xã nghe."]),
    ("Đ/c. Bình nói. Xã nghe.", ["Đ/c. Bình nói.", "Xã nghe."]),
    ("Ông Nguyễn V. Bình nói. Xã nghe.", ["Ông Nguyễn V. Bình nói.", "Xã nghe."]),
    # codes and addresses hold no end
    ("Theo 64-KL/TW. Xã họp.", ["Theo 64-KL/TW.", "Xã họp."]),
    ("Xem www.xa.example.vn. Xã họp.", ["Xem www.xa.example.vn.", "Xã họp."]),
    # lines
    ("Xã họp\nHuyện nghe", ["Xã họp", "Huyện nghe"]),  # a title has no full stop
    ("Xã họp.\n\n\nHuyện nghe.", ["Xã họp.", "Huyện nghe."]),
    ("- Trồng cây;\n- Làm đường;", ["- Trồng cây;", "- Làm đường;"]),
    ("1. Trồng cây\n2. Làm đường", ["1. Trồng cây", "2. Làm đường"]),
    ("Xã họp bàn việc\ntrồng cây. Huyện nghe.", ["Xã họp bàn việc\ntrồng cây.", "Huyện nghe."]),
    ("Nghị quyết của\nHuyện ủy Yên Khánh.", ["Nghị quyết của\nHuyện ủy Yên Khánh."]),
    ("Kết luận số\n64-KL/TW được học.", ["Kết luận số\n64-KL/TW được học."]),
    ("gồm ba việc:\ntrồng cây", ["gồm ba việc:", "trồng cây"]),  # a colon opens a list
    ("", []),
    (" \n \n", []),
    ("...", ["..."]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences_end_where_a_reader_would_pause(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


UNWRAPPED = [
    ("Xã họp\nbàn việc", "Xã họp bàn việc"),
    ("Xã họp\nHuyện nghe", "Xã họp\nHuyện nghe"),
    ("của\nHuyện ủy", "của Huyện ủy"),
    ("ngày\n4/6/2018", "ngày 4/6/2018"),
    ("Căn cứ Luật\nĐê điều", "Căn cứ Luật Đê điều"),
    ("Thư viện Pháp Luật\nHuyện nghe", "Thư viện Pháp Luật\nHuyện nghe"),  # a name at its end
    ("khoản\n1 Điều\n9 Nghị định", "khoản 1 Điều 9 Nghị định"),
    ("Các khoản\n1. Tiền cây", "Các khoản\n1. Tiền cây"),  # a list
    ("Xã họp.\nbàn việc", "Xã họp.\nbàn việc"),  # the sentence was at its end
    ("\nbàn việc", "\nbàn việc"),
]


@pytest.mark.parametrize(("text", "expected"), UNWRAPPED)
def test_only_line_breaks_that_fit_a_page_become_blanks(text: str, expected: str) -> None:
    assert unwrapped(text) == expected


ANY = st.text() | st.text(alphabet="aXĐ.!?…”“ \n-1\t/củasố")


@given(ANY)
def test_a_text_keeps_its_length_when_it_is_unwrapped(text: str) -> None:
    whole = unwrapped(text)

    assert len(whole) == len(text)
    assert unwrapped(whole) == whole


@given(ANY)
def test_sentences_are_in_order_and_hold_all_that_is_no_blank(text: str) -> None:
    spans = sentences(text)
    held = {i for start, end in spans for i in range(start, end)}

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    assert held >= {i for i, c in enumerate(text) if not c.isspace()}


@given(ANY)
def test_each_position_in_a_sentence_finds_it(text: str) -> None:
    spans = sentences(text)
    for span in spans:
        assert sentence_at(spans, span[0]) == span
        assert sentence_at(spans, span[1] - 1) == span


@pytest.mark.parametrize("position", [-1, 7, 8, 20, 99])
def test_a_position_between_sentences_is_told(position: int) -> None:
    with pytest.raises(ValueError, match=f"no sentence at {position}"):
        sentence_at([(0, 7), (9, 20)], position)
