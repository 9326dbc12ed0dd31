"""What staff do on the page, done in Chromium."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import CODE, DESK, PAGES, PHONE, pages, served
from playwright.sync_api import Locator, Page, expect

Opened = Callable[..., Page]
PLAN = "UBND xã Sơn Đông ban hành Kế hoạch số 48/KH-UBND ngày 06/5/2021 về trồng cây."


def ask(page: Page, query: str) -> None:
    """Type *query* on the first page, and press the button."""
    page.goto("/")
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.fill(query)
    page.locator("main form[role=search] button").click()
    page.wait_for_url(re.compile(r"[?&]q="))


def test_a_code_typed_in_another_way_leads_to_its_directive(opened: Opened, site: str) -> None:
    page = opened(site)
    ask(page, "tb tu 415")
    page.locator(".directives a.code", has_text=CODE).first.click()

    expect(page.locator("h1")).to_contain_text(CODE)
    expect(page.locator("#chain")).to_be_visible()
    expect(page.locator("#units")).to_be_visible()


def test_a_facet_narrows_by_just_its_number(opened: Opened, site: str) -> None:
    page = opened(site)
    ask(page, "dân vận")
    value = page.locator("aside.narrow li").first
    number = int(value.locator(".count").inner_text())
    assert page.locator("ol.hits > li").count() > number > 0
    value.locator("a").click()

    expect(page.locator("ol.hits > li")).to_have_count(number)
    page.locator("a.chip, .chips a").first.click()
    assert page.locator("ol.hits > li").count() > number


def test_the_diagram_can_be_moved_about_and_leads_on(opened: Opened, site: str) -> None:
    page = opened(site)
    page.goto(pages(site)["directive"])
    still = page.locator("svg").first
    expect(still).to_contain_text(CODE)
    assert page.locator("svg a").count() > 2
    page.locator("button[aria-pressed]").click()
    expect(page.locator("canvas").first).to_be_visible()
    expect(still).to_be_hidden()


READABLE = 11  # pixels, the least height of letters


@pytest.mark.parametrize("name", ["directive", "diagram", "ties"])
def test_letters_of_a_diagram_can_be_read(name: str, opened: Opened, site: str) -> None:
    page = opened(site)
    page.goto(pages(site)[name])
    drawing = page.locator(".drawing svg")
    sizes = """svg => {
        const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
        const size = text => parseFloat(getComputedStyle(text).fontSize) * scale;
        return [...svg.querySelectorAll("text")].map(size);
    }"""
    assert min(drawing.evaluate(sizes)) >= READABLE
    frame = page.locator(".drawing")
    page.locator("#fit").check()
    assert frame.evaluate("f => f.scrollWidth <= f.clientWidth")


def test_rows_of_a_report_are_low_and_a_sentence_opens_without_a_script(
    opened: Opened, site: str
) -> None:
    page = opened(site, java_script_enabled=False)
    page.goto("/report/implementers")
    row = page.locator("tbody tr", has=page.locator("details")).first
    low = _height(row)
    row.locator("summary").click()

    assert _height(row) > low
    assert max(_height(each) for each in page.locator("tbody tr").all()[1:]) < 150


def test_on_a_phone_a_row_is_a_card_with_all_its_cells(opened: Opened, site: str) -> None:
    page = opened(site, viewport=PHONE)
    for name in ("implementers", "statistics", "doubts", "red-links"):
        page.goto(f"/report/{name}")
        for cell in page.locator("tbody tr").first.locator("td:not(:empty)").all():
            box = cell.bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= PHONE["width"]


def _height(row: Locator) -> float:
    box = row.bounding_box()
    assert box
    return box["height"]


def test_a_sentence_opens_the_article_at_its_place(opened: Opened, site: str) -> None:
    page = opened(site)
    page.goto(pages(site)["directive"])
    page.locator("a.to-text").first.click()

    here = page.locator(".text .here")
    expect(here.first).to_be_in_viewport()
    kinds = {name for mark in page.locator(".text .m").all() for name in _classes(mark)}
    assert {"m-code", "m-link"} <= kinds
    colours = {
        page.locator(f".text .{kind}").first.evaluate("e => getComputedStyle(e).backgroundColor")
        for kind in ("m-code", "m-date")
        if page.locator(f".text .{kind}").count()
    }
    assert len(colours) == 2
    page.locator(".text a.m-code").first.click()
    expect(page).to_have_url(re.compile("/directive"))


def _classes(mark: object) -> list[str]:
    return str(mark.get_attribute("class")).split()  # type: ignore[attr-defined]


def test_a_report_is_taken_to_excel(opened: Opened, site: str, tmp_path: Path) -> None:
    page = opened(site)
    page.goto("/report/implementers")
    rows = page.locator("tbody tr").count()
    with page.expect_download() as loading:
        page.locator(".exports a", has_text="Excel").click()
    path = tmp_path / loading.value.suggested_filename
    loading.value.save_as(path)

    assert path.suffix == ".xlsx"
    sheet = openpyxl.load_workbook(path).worksheets[0]
    told = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert len(told) > rows
    assert any(CODE in str(value) for row in told for value in row)


def test_files_that_are_chosen_are_taken_in_to_the_end(
    opened: Opened, corpus_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "index"
    shutil.copytree(corpus_folder, folder)
    plan = tmp_path / "kế hoạch.txt"
    plan.write_text(PLAN, encoding="utf-8")
    with served(folder, "--jobs", "1") as address:
        page = opened(address)
        page.goto("/intake")
        page.locator("#files").set_input_files(plan)
        page.route("**/intake/progress", lambda route: route.abort(), times=1)
        page.locator("#hand-in button:not([type])").click()
        expect(page.locator("#progress [role=alert]")).to_contain_text("không trả lời")
        expect(page.locator("#progress dl.numbers")).to_be_visible(timeout=60_000)
        expect(page.locator("#progress [role=alert]")).to_have_count(0)
        expect(page.locator("#progress dl.numbers dd").first).to_have_text("1")
        ask(page, "48/KH-UBND")
        expect(page.locator(".directives a.code").first).to_contain_text("48/KH-UBND")

        page.goto("/intake")
        with page.expect_navigation():  # what the last ones came to is still to be seen
            _drop(page, "ghi chép.txt", "Đảng ủy xã Tân Mỹ triển khai Chỉ thị số 31-CT/HU.")
        expect(page.locator("#progress dl.numbers")).to_be_visible(timeout=60_000)
        ask(page, "31-CT/HU")
        expect(page.locator(".directives a.code").first).to_contain_text("31-CT/HU")


def _drop(page: Page, name: str, text: str) -> None:
    """Let a file fall on the page, as one drags it from a folder."""
    dropped = page.evaluate_handle(
        """([name, text]) => {
            const held = new DataTransfer();
            held.items.add(new File([text], name, { type: "text/plain" }));
            return held;
        }""",
        [name, text],
    )
    page.dispatch_event("#drop", "drop", {"dataTransfer": dropped})


# Of what a template repeats, as many as tell: the hundredth row of a table is made as the tenth.
REPEATED = ("tbody tr", "ol.hits > li", "ul.items > li", ".text p", ".figures li", "g", "details")
SOME = [f"{each}:nth-of-type(n + 12):not(:last-of-type)" for each in REPEATED]


def grave_faults(page: Page) -> list[tuple[str, list[str]]]:
    """What shuts people out of *page*, as axe-core tells it, and where."""
    where = {"include": [["html"]], "exclude": [[each] for each in SOME]}
    found = Axe().run(page, context=where, options={"resultTypes": ["violations"]})
    return [
        (fault["id"], [node["html"][:200] for node in fault["nodes"]])
        for fault in found.response["violations"]
        if fault["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways_or_shuts_anyone_out(
    name: str, kept: Page, addresses: dict[str, str]
) -> None:
    kept.goto(addresses[name])
    for size in (PHONE, DESK):
        kept.set_viewport_size(size)
        width = kept.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], f"{width} pixels at {size['width']}"
    assert grave_faults(kept) == []


def test_what_shuts_someone_out_would_be_noticed(kept: Page, addresses: dict[str, str]) -> None:
    kept.goto(addresses["units"])
    kept.evaluate("document.querySelector('tbody td.relation').style.color = '#eee'")

    assert [fault for fault, _ in grave_faults(kept)] == ["color-contrast"]


def test_a_page_that_is_not_answered_says_so_and_asks_again(
    opened: Opened, addresses: dict[str, str], site: str
) -> None:
    page = opened(site)
    page.goto(addresses["directive"])
    page.route("**/api/graph**", lambda route: route.abort())
    page.locator("button[aria-pressed]").click()
    expect(page.locator("#diagram ~ [role=alert]")).to_contain_text("Không tải được sơ đồ")
    page.unroute("**/api/graph**")
    page.locator("button[aria-pressed]").click()
    expect(page.locator("canvas").first).to_be_visible()
    expect(page.locator("#diagram ~ [role=alert]")).to_be_hidden()


def test_sending_can_be_stopped(opened: Opened, site: str) -> None:
    page = opened(site)
    page.goto("/intake")
    page.route(
        "**/intake", lambda route: None if route.request.method == "POST" else route.continue_()
    )
    page.locator("#files").set_input_files(
        {"name": "a.txt", "mimeType": "text/plain", "buffer": b"x"}
    )
    take_in = page.locator("#hand-in button:not([type])")
    take_in.click()
    expect(take_in).to_be_disabled()
    page.locator("#sending button").click()

    expect(take_in).to_be_enabled()
    expect(page.locator("#sending")).to_be_hidden()
    expect(page.locator("[role=alert]")).to_have_count(0)


def test_without_javascript_one_searches_and_reads(opened: Opened, site: str) -> None:
    page = opened(site, java_script_enabled=False)
    ask(page, "dân vận")
    page.locator("ol.hits h3 a").first.click()
    assert page.locator(".text p").count() > 2
    page.locator(".text a.m-code").first.click()
    expect(page.locator("h1").first).to_be_visible()
    page.goto(pages(site)["directive"])
    expect(page.locator("svg").first).to_contain_text(CODE)
    page.goto("/report/units")
    assert page.locator("tbody tr").count() > 5


def test_the_keyboard_is_enough(opened: Opened, site: str) -> None:
    page = opened(site)
    page.goto("/reports")
    page.keyboard.press("/")
    page.keyboard.type("dân vận")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"[?&]q="))
    title = page.locator("ol.hits h3 a").nth(1).inner_text()
    page.locator("main").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.locator("article h1")).to_have_text(title)


def test_what_is_typed_is_completed(opened: Opened, site: str) -> None:
    page = opened(site)
    page.goto("/")
    box = page.locator("#q")
    box.press_sequentially("415", delay=30)
    expect(page.locator("#completions [role=option]").first).to_contain_text(CODE)
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(page.locator("#completions [aria-selected=true]")).to_have_count(1)
    box.press("Enter")

    expect(page.locator(".directives a.code").first).to_contain_text(CODE)


def test_english_is_kept_until_vietnamese_is_chosen(opened: Opened, site: str) -> None:
    page = opened(site)
    page.goto("/reports")
    assert page.locator("html").get_attribute("lang") == "vi"
    page.locator(".who a").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/state")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".who a").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")
