"""Web pages: the article comes out, what stands around it does not."""

from __future__ import annotations

import time
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from indexer.models import Article
from indexer.read import Unread, read

Written = Callable[[str, str], bytes]

SHARED = Path(__file__).parents[3] / "shared" / "corpora" / "files" / "html"

LEAD = (
    "Sáng 7/4, Huyện ủy Sông Mây tổ chức hội nghị sơ kết một năm thực hiện Kế hoạch số "
    "15-KH/HU về công tác dân vận ở cơ sở."
)
MORE = (
    "Theo báo cáo tại hội nghị, trong năm các xã, thị trấn đã lập 62 tổ dân vận, vận động "
    "nhân dân hiến 1.250 m<sup>2</sup> đất làm đường."
)
NAME = "Sông Mây sơ kết công tác dân vận"
MENU = "<ul><li><a href='/'>Trang chủ</a></li><li><a href='/gt'>Giới thiệu</a></li></ul>"


def page(body: str, *, head: str = f"<title>{NAME} - Cổng thông tin điện tử huyện</title>") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def article(tmp_path: Path, html: str | bytes) -> Article:
    path = tmp_path / "page.html"
    path.write_bytes(html.encode() if isinstance(html, str) else html)
    (found,) = read(path)
    assert isinstance(found, Article), found
    return found


PORTAL = page(f"""
<div id="header"><div class="menu">{MENU}</div>Thứ Năm, 21/10/2021</div>
<div class="breadcrumb"><a>Trang chủ</a> » <a>Tin tức</a></div>
<div class="detail"><h1>{NAME}</h1><div class="date">08/04/2021 15:33 Số lượt xem: 711</div>
<p>{LEAD}</p>
<table><tr><td>Xã Đồi Cọ</td><td>12</td></tr><tr><td>Xã Suối Đá</td><td>15</td></tr></table>
<h2>Kết quả</h2><ul><li>Lập 62 tổ dân vận</li><li>Hiến đất làm đường</li></ul>
<p>{MORE}</p><p>Số 15-<br>KH/HU</p><div>In trang Gửi email</div></div>
<aside><h3>Tin liên quan</h3><ul><li><a href="x">Huyện Núi Xa họp báo</a></li></ul></aside>
<div id="footer">Bản quyền thuộc về huyện Sông Mây</div>""")


def test_text_heading_table_and_list_survive(tmp_path: Path) -> None:
    text = article(tmp_path, PORTAL).text
    for part in (NAME, LEAD, "1.250 m2 đất", "Kết quả", "Lập 62 tổ dân vận", "Hiến đất"):
        assert part in text
    assert "Xã Đồi Cọ | 12\nXã Suối Đá | 15" in text
    assert text.index(NAME) < text.index("Xã Đồi Cọ") < text.index("Lập 62") < text.index("1.250")


SHORT = ["và", "ở", "v&agrave;", "&#7903;", "cá", "“", "5"]


@pytest.mark.parametrize("word", SHORT)
def test_a_short_word_between_two_tags_survives(tmp_path: Path, word: str) -> None:
    html = page(
        f"<h1>{NAME}</h1><p>{LEAD}</p><p>Tên <b>Điều 3</b> {word} <i>khoản 1</i>; {MORE}</p>"
    )
    assert f"Tên Điều 3 {unescape(word)} khoản 1; Theo" in article(tmp_path, html).text


def test_thousands_of_lists_and_items_are_read_in_time(tmp_path: Path) -> None:
    started = time.monotonic()
    for body in ("<ul><li>Một</li></ul>" * 3_000, f"<ul>{'<li>Một hai ba</li>' * 10_000}</ul>"):
        assert article(tmp_path, page(f"<p>{LEAD}</p>{body}")).text.count("Một") >= 3_000
    assert time.monotonic() - started < 20  # it took more than a minute each


def test_what_stands_around_the_article_is_gone(tmp_path: Path) -> None:
    text = article(tmp_path, PORTAL).text
    for part in ("Giới thiệu", "Trang chủ", "711", "Gửi email", "Núi Xa", "Bản quyền"):
        assert part not in text


def test_the_stamp_stays_in_the_text_and_tells_the_day(tmp_path: Path) -> None:
    found = article(tmp_path, PORTAL)
    assert "08/04/2021 15:33" in found.text
    assert found.published == "2021-04-08"  # not today's date in the page's header


BODY = f"<div><h1>{NAME}</h1><p>{LEAD}</p><p>{MORE}</p></div>"
OTHER = "<title>Cổng thông tin điện tử huyện Sông Mây</title>"
TITLES = [
    (page(BODY), NAME),
    (page(BODY, head=OTHER), NAME),  # the site's name is no title
    (page(BODY.replace("h1", "h3"), head=f"<title>{NAME} | Sông Mây</title>"), NAME),
    (page(BODY.replace("h1", "h3"), head=OTHER), NAME),  # then the text's first line
    (page(BODY, head=f'<meta property="og:title" content="{NAME} - Báo Mây">{OTHER}'), NAME),
    (page(BODY.replace("h1", "h3"), head="<title>Chi tiết tin</title>"), NAME),
    (page(f"<h1>Huyện Sông Mây</h1>{BODY.replace('h1', 'h2')}"), NAME),  # the site's own h1
]


@pytest.mark.parametrize(("html", "expected"), TITLES)
def test_the_title_is_without_the_site(tmp_path: Path, html: str, expected: str) -> None:
    found = article(tmp_path, html)
    assert found.title == expected
    assert expected in found.text


DATES = [
    '<meta property="article:published_time" content="2021-04-08T23:30:00+07:00">',
    '<meta itemprop="datePublished" content="2021-04-08">',
    '<meta name="pubdate" content="2021-04-08T08:00:00Z">',
    '<script type="application/ld+json">{"@type": "NewsArticle", '
    '"datePublished": "2021-04-08T08:00:00+07:00"}</script>',
    '<time datetime="2021-04-08">hôm qua</time>',
    '<span itemprop="datePublished">08/04/2021</span>',
]


@pytest.mark.parametrize("date", DATES)
def test_the_day_stated_for_machines_counts(tmp_path: Path, date: str) -> None:
    assert article(tmp_path, page(BODY + date)).published == "2021-04-08"


def test_a_date_in_a_sentence_is_not_the_day(tmp_path: Path) -> None:
    assert article(tmp_path, page(BODY + "<p>Họp ngày 07/04/2021 tại huyện.</p>")).published is None


def test_a_page_whose_main_content_is_hidden_in_a_sidebar_is_read_whole(tmp_path: Path) -> None:
    html = page(f"<div class='comment'><p>{LEAD}</p><p>{MORE}</p></div><p>Xem</p>")
    assert LEAD in article(tmp_path, html).text


WORD = (
    '<html><head><meta http-equiv=Content-Type content="text/html; charset={charset}"></head>'
    "<body><p>K&#7871; ho\xe1 \xea chu\xe3n b&#7883; h&#7897;i ngh&#7883;.</p></body></html>"
)


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "windows-1258"])
def test_a_declared_encoding_is_believed(tmp_path: Path, charset: str) -> None:
    data = WORD.format(charset=charset).encode("cp1252").replace(b"\xe3", b"a")
    assert article(tmp_path, data).text == "Kế hoá ê chuan bị hội nghị."


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("windows-1252", "tcvn3"), ("iso-8859-1", "tcvn3"), ("utf-8", "tcvn3"), ("utf-8", "viscii")],
)
def test_words_tell_more_than_what_a_page_declares(
    tmp_path: Path, written: Written, charset: str, encoding: str
) -> None:
    head = f'<meta charset="{charset}"><title>{NAME} | Sông Mây</title>'
    found = article(tmp_path, written(page(BODY, head=head), encoding))
    assert (found.title, found.encoding) == (NAME, encoding)
    assert LEAD in found.text


def test_a_page_of_references_to_the_characters_of_an_old_font(
    tmp_path: Path, written: Written
) -> None:
    shown = written(page(BODY), "tcvn3").decode("latin-1")
    html = "".join(c if c.isascii() else f"&#{ord(c)};" for c in shown)
    found = article(tmp_path, html)
    assert (found.title, found.encoding) == (NAME, "tcvn3")


def test_a_page_of_bytes_that_are_no_text_gives_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"<p>" + bytes(range(128, 256)) * 20)
    (found,) = read(path)
    assert isinstance(found, Unread)
    assert found.reason.startswith("it is no text in UTF-8 or an old Vietnamese encoding (byte")


def test_a_page_60_000_levels_deep_is_read_in_no_time(tmp_path: Path) -> None:
    began = time.perf_counter()
    found = article(tmp_path, "<div>" * 60_000 + f"<p>{LEAD}</p>" + "</div>" * 60_000)
    assert found.text == LEAD
    assert time.perf_counter() - began < 10


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpora are not beside the checkout")
def test_real_pages_give_a_title_and_text() -> None:
    """Documents saved by Word, and pages of portals."""
    for path in sorted(SHARED.iterdir()):
        (found,) = read(path)
        assert isinstance(found, Article), found
        assert found.title, path
        assert "\ufffd" not in found.text, path
