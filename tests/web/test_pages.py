"""Every page answers, leads on, and says in one line what it cannot do."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from html import unescape
from typing import TYPE_CHECKING

import openpyxl
import pytest

from indexer.answer.show import show
from indexer.report.rows import REPORTS
from indexer.store.index import Index

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

NOTICE = "380-tb-tu.yen-son.2018"


def text_of(markup: str) -> str:
    """What a reader sees of a page, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def test_the_first_page_tells_what_there_is(page: TestClient) -> None:
    told = text_of(page.get("/").text)

    assert "6 bài viết" in told
    assert "380-TB/TU" in told


def test_a_typed_code_names_its_directive_first_and_leads_to_it(page: TestClient) -> None:
    answer = page.get("/", params={"q": "380 tb tu"}).text

    first = answer.index("/directive?id=380-tb-tu")
    assert first < answer.index("/article?id=notice")
    assert "Huyện ủy Yên Sơn" in text_of(answer)


def test_words_are_marked_where_they_stand(page: TestClient) -> None:
    answer = page.get("/", params={"q": "múa lân"}).text

    assert "<mark>múa</mark> <mark>lân</mark>" in answer


def test_facets_narrow_and_a_filter_can_be_taken_away(page: TestClient) -> None:
    every = page.get("/", params={"q": "quán triệt"}).text
    year = re.search(r'<a href="([^"]+)">2019</a>', every)
    assert year
    narrowed = page.get(unescape(year[1])).text
    without = re.findall(r'<li>[^<]*<b>2019</b> <a href="([^"]+)"', narrowed)

    assert "/article?id=notice" in narrowed
    assert "/article?id=here" not in narrowed
    assert len(without) == 2  # from and to
    assert all("2019" in href for href in without)  # each leaves the other


def test_filters_without_words_list_all_that_pass(page: TestClient) -> None:
    answer = page.get("/", params={"place": "yên sơn"}).text

    assert "/article?id=plan" in answer
    assert "/article?id=festival" not in answer


def test_pages_go_on_without_end(page: TestClient) -> None:
    answer = page.get("/", params={"q": "quán triệt", "page": 99_999})

    assert answer.status_code == 200


def test_what_is_not_understood_is_searched_and_told(page: TestClient) -> None:
    answer = page.get("/", params={"q": '"dân vận'})

    assert answer.status_code == 200
    assert 'class="hint"' in answer.text


def test_a_directive_tells_all_that_is_known(page: TestClient, undecided: Index) -> None:
    with undecided.connect():
        known = show(undecided, "380-TB/TU")
    answer = page.get("/directive", params={"id": known["directive"]["id"]})
    told = text_of(answer.text)

    assert answer.status_code == 200
    assert "Ban Thường vụ Tỉnh ủy Tuyên Quang" in told
    assert "công tác dân vận khéo" in told
    assert "Ban Dân vận Huyện ủy Yên Sơn" in told
    assert "25 mô hình" in told
    for part in ("units", "chain", "timeline", "relations", "statistics", "mentions", "diagram"):
        assert (f'id="{part}"' in answer.text) == (part == "diagram" or bool(known[part]))
    assert "<svg" in answer.text


def test_a_sentence_of_a_directive_opens_the_article_at_its_place(page: TestClient) -> None:
    directive = page.get("/directive", params={"id": "380-TB/TU"}).text
    link = re.search(r'href="(/article\?id=notice&amp;start=\d+&amp;end=\d+#here)"', directive)
    assert link
    article = page.get(unescape(link[1])).text

    assert 'id="here"' in article
    assert re.search(r'<a class="m m-(?:code|statistic)[^"]* here"', article)


def test_a_code_of_several_directives_lets_choose(page: TestClient) -> None:
    told = page.get("/directive", params={"id": "05-NQ/TU"}).text

    assert "Tỉnh ủy Hà Nam" in told
    assert "Tỉnh ủy Tuyên Quang" in told
    assert "/article?id=somewhere" in told  # the article of which it is open


def test_an_article_has_its_findings_marked_and_each_leads_on(page: TestClient) -> None:
    answer = page.get("/article", params={"id": "plan"}).text

    assert 'class="m m-code' in answer
    assert "/directive?id=290-" in answer
    assert 'href="#link-0"' in answer
    assert 'id="link-0"' in answer
    assert "Chú giải" in answer
    assert text_of(answer).count("290-QĐ/TW") >= 2


def test_ids_lead_to_what_they_are(page: TestClient) -> None:
    as_directive = page.get("/directive", params={"id": "notice"}, follow_redirects=False)
    as_article = page.get("/article", params={"id": "380-TB/TU"}, follow_redirects=False)

    assert as_directive.headers["location"] == "/article?id=notice"
    assert as_article.headers["location"].startswith("/directive?id=380")


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_is_a_table_or_says_what_it_needs(page: TestClient, name: str) -> None:
    answer = page.get(f"/report/{name}")

    assert answer.status_code == 200
    assert ("<table>" in answer.text) == (name not in ("chain", "silent"))


def rows_of(markup: str) -> list[str]:
    """What a reader sees of each row of a table."""
    return [text_of(row) for row in re.findall(r"<tr[ >].*?</tr>", markup, re.DOTALL)]


def test_a_report_tells_in_one_cell_what_belongs_together(page: TestClient) -> None:
    head, *rows = rows_of(page.get("/report/implementers").text)
    notice = [row for row in rows if row.startswith("380-TB/TU")]

    assert "Ngày ban hành" not in head  # it stands below the code
    assert notice
    assert all("Ban Thường vụ Tỉnh ủy Tuyên Quang" in row for row in notice)
    assert not any(re.search(r"\d{4}-\d\d-\d\d", row) for row in rows)


def test_a_report_is_turned_page_by_page(page: TestClient) -> None:
    whole = page.get("/report/statistics.csv").content.decode("utf-8-sig").count("\n") - 1
    beyond = page.get("/report/statistics", params={"page": 9_999}).text  # its last page

    assert f"{whole} dòng" in text_of(page.get("/report/statistics").text)
    assert len(rows_of(page.get("/report/statistics").text)) == whole + 1
    assert len(rows_of(beyond)) > 1


def test_a_matrix_says_in_letters_what_a_unit_does(page: TestClient) -> None:
    markup = page.get("/report/matrix").text
    head, *rows, totals = rows_of(markup)

    assert "TH thực hiện" in text_of(markup)
    assert "380-TB/TU" in head
    assert "Huyện ủy Yên Sơn 1 KT" in rows
    assert totals.startswith(f"Tổng số đơn vị {len(rows)}")


def test_what_narrows_a_report_is_told_by_its_name(page: TestClient) -> None:
    narrowed = page.get("/report/implementers", params={"code": NOTICE, "from": "2018-01"}).text
    told = text_of(narrowed)

    assert "380-TB/TU (Ban Thường vụ Tỉnh ủy Tuyên Quang" in told
    assert "Đăng từ: 01/2018" in told
    assert NOTICE not in told
    assert f'href="/report/implementers?code={NOTICE}"' in unescape(narrowed)  # without the day


def test_a_chain_is_that_of_one_directive(page: TestClient) -> None:
    answer = page.get("/report/chain", params={"code": "380-TB/TU"}).text
    several = page.get("/report/chain", params={"code": "05-NQ/TU"}).text

    assert "<table>" in answer
    assert "/directive?id=05-NQ" in several


def test_a_report_is_taken_to_excel_with_links_to_its_articles(page: TestClient) -> None:
    answer = page.get("/report/implementers.xlsx", params={"unit": "yên sơn"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    links = [cell.hyperlink.target for row in sheet for cell in row if cell.hyperlink]

    assert "attachment" in answer.headers["content-disposition"]
    assert sheet.max_row > 1
    assert "http://127.0.0.1:8765/article?id=plan" in links


def test_a_report_is_taken_as_csv_in_the_language_of_the_page(page: TestClient) -> None:
    vietnamese = page.get("/report/doubts.csv", params={"lang": "vi"}).content.decode("utf-8-sig")
    english = page.get("/report/doubts.csv", params={"lang": "en"}).content.decode("utf-8-sig")

    assert "Số ký hiệu" in vietnamese
    assert "Doubt about" in english


def test_what_is_open_is_listed_with_its_candidates(page: TestClient) -> None:
    told = page.get("/undecided").text

    assert "/article?id=somewhere&amp;start=" in told
    assert "/directive?id=05-nq-tu.tinh-uy-ha-nam" in told
    assert "Tỉnh ủy Hà Nam" in text_of(told)  # by name, not by id
    assert "05-nq-tu" not in text_of(told)


def test_the_state_counts_and_lists_plugins(page: TestClient) -> None:
    told = text_of(page.get("/state").text)

    assert "Bài viết 6" in told
    assert "codes" in told
    assert "whoosh" in told


def test_the_picture_around_a_directive_leads_on(page: TestClient) -> None:
    answer = page.get("/graph", params={"id": "290-QĐ/TW", "depth": 1}).text

    assert '<a href="/directive?id=45-kh-ubnd' in answer
    assert "<style" not in answer


def test_the_language_is_kept(own: Callable[..., TestClient]) -> None:
    client = own()

    assert '<html lang="vi">' in client.get("/").text
    assert '<html lang="en">' in client.get("/?lang=en").text
    assert '<html lang="en">' in client.get("/reports").text
    assert '<html lang="vi">' in client.get("/?lang=vi").text


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    "path",
    [
        *("/", "/?q=380", "/directive?id=380-TB/TU", "/directive?id=05-NQ/TU", "/article?id=plan"),
        *("/reports", "/report/doubts", "/undecided", "/state", "/intake", "/graph", "/api"),
        *("/directive?id=none", "/report/none"),
    ],
)
def test_every_page_is_there_in_both_languages(page: TestClient, path: str, lang: str) -> None:
    answer = page.get(path, params={"lang": lang}, follow_redirects=True)
    page.get("/?lang=vi")

    assert answer.status_code < 500
    assert f'<html lang="{lang}">' in answer.text
    assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("path", ["/directive?id=none", "/article?id=none", "/nothing", "/runs/7"])
def test_what_is_not_there_is_told_on_a_page(page: TestClient, path: str) -> None:
    answer = page.get(path)

    assert answer.status_code == 404
    assert "Không tìm thấy" in answer.text


def test_an_unknown_code_leads_to_those_like_it_and_to_the_search(page: TestClient) -> None:
    unknown = page.get("/directive", params={"id": "381-TB/TU"}).text

    assert '<a class="code" href="/directive?id=380-TB%2FTU">380-TB/TU</a>' in unknown
    assert '<a href="/?q=381-TB%2FTU">' in unknown
    assert "Không có trang này" in text_of(page.get("/nothing").text)


@pytest.mark.parametrize(
    "path",
    [
        *("/?from=yesterday", "/?page=0", "/?page=x", "/?sort=upwards", "/?relation=eats"),
        *("/report/none", "/report/doubts.exe", "/directive", "/graph?depth=99"),
        *("/report/statistics?by=colour", "/article?id=plan&start=-1"),
    ],
)
def test_what_is_asked_wrongly_is_told_in_a_line(page: TestClient, path: str) -> None:
    answer = page.get(path)

    assert answer.status_code == 400
    assert 'class="hint"' in answer.text


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("/directive?id=zz", "Trong kho không có văn bản hay bài viết nào là “zz”."),
        ("/like?id={x}", "Trong kho không có bài viết “{x}”."),
        ("/runs/7", "Kho không giữ lần nạp số 7."),
        ("/saved/new?name=abc", "Chưa có tìm kiếm nào được lưu với tên “abc”."),
        ("/?from=hôm qua", "“hôm qua” không phải là ngày."),
        ("/report/silent?code=380-TB/TU&place=Atlantis", "không có huyện hay xã nào"),
    ],
)
def test_what_is_wrong_is_told_in_the_language_of_the_page(
    page: TestClient, path: str, line: str
) -> None:
    vietnamese = page.get(path, params=None).text
    english = page.get(path, headers={"cookie": "lang=en"}).text

    assert line in text_of(vietnamese)
    assert 'class="hint" lang="vi"' in vietnamese
    assert line not in text_of(english)
    assert 'class="hint" lang="en"' in english


def test_labels_belong_to_fields_and_ids_are_there_once(page: TestClient) -> None:
    for path in ("/?q=380", "/report/statistics", "/intake", "/article?id=plan"):
        markup = page.get(path).text
        ids = re.findall(r'\sid="([^"]+)"', markup)

        assert len(ids) == len(set(ids))
        for label in re.findall(r'<label for="([^"]+)"', markup):
            assert label in ids
        for field in re.findall(r"<(?:input|select)\b[^>]*>", markup):
            name = re.search(r'\sid="([^"]+)"', field)
            assert 'type="hidden"' in field or (name and f'for="{name[1]}"' in markup)


def test_what_begins_as_one_types_is_listed(page: TestClient) -> None:
    listed = page.get("/complete", params={"q": "380"}).text
    told = page.get("/api/complete", params={"q": "380"}).json()

    assert 'role="option"' in listed
    assert 'data-query="380-TB/TU"' in listed
    assert told[0]["text"] == "380-TB/TU"
    assert page.get("/complete", params={"q": " "}).text.strip() == ""


def test_what_looks_like_a_slip_is_asked_back(page: TestClient) -> None:
    answer = page.get("/", params={"q": "381-TB/TU"}).text

    assert '<a href="/?q=380-TB%2FTU">' in answer


def test_every_sentence_of_a_directive_is_found_in_its_article(page: TestClient) -> None:
    for known in ("380-TB/TU", "290-QĐ/TW", "45/KH-UBND"):
        markup = page.get("/directive", params={"id": known}).text
        places = set(re.findall(r'href="(/article\?[^"]*(?:sentence|start)=[^"]+)"', markup))

        assert places
        for place in places:
            assert 'id="here"' in page.get(unescape(place)).text, place


TWIN = "Đảng ủy xã Minh Sơn quán triệt Nghị quyết số 09-NQ/TU của Tỉnh ủy Thái Bình. " + " ".join(
    f"Thôn {number} có {number + 3} mô hình mới." for number in range(40)
)


def test_the_same_news_is_told_once_with_the_others_below(own: Callable[..., TestClient]) -> None:
    client = own()
    files = [("files", (f"{name}.txt", f"{TWIN} {name}".encode())) for name in ("một", "hai")]
    token = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/intake").text)
    assert token
    client.post("/intake", data={"token": token[1]}, files=files)
    while "hx-get" in client.get("/intake/progress").text:
        time.sleep(0.1)

    once = client.get("/", params={"q": "09-NQ/TU"}).text
    each = client.get("/", params={"q": "09-NQ/TU", "all": "1"}).text
    directive = client.get("/directive", params={"id": "09-NQ/TU"}).text
    article = client.get(unescape(re.findall(r'<h3><a href="([^"]+)"', once)[0])).text

    assert once.count("<h3><a") == 1
    assert each.count("<h3><a") == 2
    for markup in (once, directive, article):
        assert markup.count('<details class="same">') == 1


def post(client: TestClient, path: str, **fields: str) -> None:
    """Press the button of a form."""
    token = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/intake").text)
    assert token
    assert client.post(path, data={"token": token[1], **fields}).status_code == 200


def test_a_search_is_saved_tells_what_is_new_and_is_dropped(own: Callable[..., TestClient]) -> None:
    client = own()
    post(client, "/saved", name="Dân vận", q="quán triệt", place="yên sơn", sort="date")
    assert "Dân vận" in text_of(client.get("/saved").text)
    assert "Không có bài mới" in client.get("/saved/new?name=Dân vận").text

    text = "Huyện ủy Yên Sơn quán triệt Thông báo số 380-TB/TU tại xã Mỹ Bằng."
    token = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/intake").text)
    assert token
    fields = {"token": token[1], "place": "huyện Yên Sơn"}
    client.post("/intake", data=fields, files={"files": ("moi.txt", text.encode())})
    while "hx-get" in client.get("/intake/progress").text:
        time.sleep(0.1)
    assert "1 bài mới" in text_of(client.get("/saved").text)
    assert client.get("/saved/new?name=Dân vận").text.count("<h3><a") == 1
    assert client.get("/saved/new?name=Dân vận&old=1").text.count("<h3><a") == 2
    assert client.get("/api/saved").json()[0]["new"] == 1

    post(client, "/saved/seen", name="Dân vận")
    assert "bài mới" not in text_of(client.get("/saved").text)
    post(client, "/saved/remove", name="Dân vận")
    assert "Dân vận" not in text_of(client.get("/saved").text)
    assert client.get("/saved/new?name=Dân vận").status_code == 404


def test_an_article_leads_to_those_like_it(page: TestClient) -> None:
    assert '<a href="/like?id=here">' in page.get("/article?id=here").text
    assert "/article?id=there" in page.get("/like?id=here").text
    assert page.get("/like?id=none").status_code == 404
    assert page.get("/api/like?id=here").json()["hits"]
