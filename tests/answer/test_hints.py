"""What is offered where nothing, or next to nothing, answers a question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from indexer.answer.search import Question, search
from indexer.models import Annotations, Article
from indexer.store.index import Index
from indexer.store.sources import Source

TEXTS = {
    "standing": "Ban Thường vụ Tỉnh ủy họp, bàn về 1.500 tỷ đồng vốn vay.",
    "council": "Hội đồng nhân dân thành phố họp, Hội đồng nhân dân quận giám sát.",
    "short": "HĐND xã họp về vốn vay.",
    "prize": "Khen thưởng các đơn vị.",
    "rank": "Xếp loại cán bộ trong năm.",
}


@pytest.fixture(scope="module")
def hinted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with Index.create(tmp_path_factory.mktemp("hinted") / "index") as index:
        with index.writer() as writer:
            for name, text in TEXTS.items():
                article = Article(id=name, path=name, text=text, published="2020-05-06")
                writer.add(Source(name), [Annotations(article=article, found={})])
        yield index


def ask(index: Index, typed: str) -> dict[str, Any]:
    return search(index, Question(query=typed))


# What is typed → how many it finds, the line that is told, what is offered
ROWS: list[tuple[str, int, str | None, str | None]] = [
    ("BTV TU họp", 0, "Có phải ý bạn là", "Ban Thường vụ Tỉnh ủy họp"),
    ("1500 tỷ", 0, "Có phải ý bạn là", "1.500 tỷ"),
    ("vo61n vay", 0, "Có phải ý bạn là", "vốn vay"),
    ("hđnd họp", 1, None, None),  # in full there are no more
    ("HĐND giám sát", 0, "Có phải ý bạn là", "Hội đồng nhân dân giám sát"),
    ("tp họp", 0, "Có phải ý bạn là", "thành phố họp"),
    ("xếp loại HOẶC khen thưởng", 0, "hãy viết OR", None),
    ("xếp loại or khen thưởng", 0, "hãy viết OR", None),
    ("XẾP LOẠI VÀ CÁN BỘ", 0, "Có từ nào cũng được", "XẾP OR LOẠI OR VÀ OR CÁN OR BỘ"),
    ("999-QĐ/XYZ", 0, "Không có số ký hiệu nào là “999-QĐ/XYZ”.", None),
    ("vốn date:2019", 0, "Bỏ các trường thì có 2 bài viết: vốn", "vốn"),
    ("date:2017", 0, "được đăng từ 2020-05-06 đến 2020-05-06", None),
    ("năm 2017", 0, "Có từ nào cũng được: năm OR 2017", "năm OR 2017"),
    ("date:[2017 TO 2018]", 0, "được đăng từ 2020-05-06 đến 2020-05-06", None),
    ("tiêu đề:vốn", 0, "Có phải ý bạn là title:?", None),
    ("cơ quan ban hành:vốn", 0, "Có phải ý bạn là issuer:?", None),
    ("xếp khen khen 15", 0, "Có từ nào cũng được: xếp OR khen", "xếp OR khen"),
    ("vốn vay", 2, None, None),
]


@pytest.mark.parametrize(("typed", "found", "line", "offered"), ROWS)
def test_a_hint_tells_what_to_ask(
    hinted: Index, typed: str, found: int, line: str | None, offered: str | None
) -> None:
    answer = ask(hinted, typed)

    assert answer["total"] == found
    assert (answer["suggestion"] is None) == (line is None)
    assert (line or "") in (answer["suggestion"] or "")
    assert answer["did_you_mean"] == offered
    assert offered is None or ask(hinted, offered)["total"] > found


def test_what_is_abbreviated_is_offered_in_full_where_that_finds_more(hinted: Index) -> None:
    answer = ask(hinted, "hđnd")

    assert [hit["id"] for hit in answer["hits"]] == ["short"]
    assert answer["did_you_mean"] is None  # one article has it in full, as many as in short

    answer = ask(hinted, "đơn vị:hđnd họp")
    assert answer["unknown"] == [{"filter": "field", "value": "đơn vị", "near": ["unit"]}]
