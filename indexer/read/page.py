"""A web page → its article: main text, title and day; the only file that imports resiliparse."""

from __future__ import annotations

from collections.abc import Sequence

import regex
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import ElementNode, HTMLTree, Node, NodeType

from indexer.read import decode, page_fonts
from indexer.read.article import Draft
from indexer.read.furniture import without_furniture
from indexer.read.heading import title
from indexer.read.stamp import day, published
from indexer.text.unicode import fold, normalise

# The time for the main content grows with the square of the depth: 2,000 levels take 0.04 s,
# 60,000 take 47 s. No page that people wrote is as deep as this.
DEEPEST = 500
_TOO_DEEP = " > ".join(["*"] * DEEPEST)
_PROSE = 80  # characters; a line of a menu or a counter is shorter
_AROUND = (  # what stands around an article, for pages whose main content is not found
    *("nav", "footer", "aside", "form", "button", "select"),
    *("[class*=breadcrumb]", "[class*=menu]", "[id*=menu]", "[class*=sidebar]", "[id*=footer]"),
    *("[class*=footer]", "[class*=related]", "[class*=toolbar]", "[class*=share]"),
)
_DATES = (  # where pages state their day, the surest first
    'meta[property="article:published_time"]',
    '[itemprop="datePublished"]',
    'meta[name="pubdate"]',
    'meta[name="DC.date.issued"]',
    'meta[name="dc.created"]',
    "time[pubdate]",
    "article time[datetime]",
    "main time[datetime]",
    "time[datetime]",
)
# resiliparse leaves out of the main content what stands alone between two tags and has no more than
# three bytes: "và" (and) between two links, "ở", a quotation mark. A joiner that nobody sees, and
# that is taken out again, makes it longer.
_SHORT = regex.compile(r"(?<=>)\s*+(?:&\#?\w{2,8};|[^\s<>&]){1,2}+(?=\s*+<)")
_JOINER = "\N{WORD JOINER}"
_LINKED_DATA = regex.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_SEPARATOR = regex.compile(r"\s+(?:[|»•·]|::|[-–—])\s+")
_SITE = regex.compile(
    r"(?:cổng|trang) (?:thông tin|tin|tttđt|ttđt)|website|trang chủ|^báo |tạp chí|^đài "
    r"|\.(?:vn|com|net)\b",
    regex.IGNORECASE,
)


def draft(data: bytes) -> Draft:
    """The article of a web page; raises decode.NotText for what is no text."""
    source = decode.page(data)
    tree = HTMLTree.parse(_SHORT.sub(rf"\g<0>{_JOINER}", source.text))
    if source.encoding == "tcvn3":
        _draw_capitals(tree)
    stated = _stated_day(tree)
    name = _title(tree)
    main, full = _texts(tree)
    if name and _flat(name) not in _flat(full):
        # "Chi tiết tin" (details of the news): a name that no reader of the page sees.
        name = title(without_furniture(normalise(main))) or name
    elif name and _flat(name) not in _flat(main):
        main = f"{name}\n\n{main}"
    found = stated or published(main.split("\n")) or _day_below(name, full)
    return Draft(text=main, title=name, published=found, encoding=source.encoding)


def _draw_capitals(tree: HTMLTree) -> None:
    """Change to capitals what fonts show as such."""
    marked = [*_all(tree, "[style]"), *_all(tree, "font[face]")]
    chosen = [node for node in marked if _draws_capitals(node)]
    sheets = " ".join(sheet.text or "" for sheet in _all(tree, "style"))
    for selector in page_fonts.selectors(sheets):
        chosen += [node for node in _all(tree, selector) if _draws_capitals(node) is None]
    while chosen:
        for child in chosen.pop().child_nodes[:]:
            if child.type == NodeType.TEXT:
                child.value = (child.value or "").upper()
            elif isinstance(child, ElementNode) and _draws_capitals(child) is None:
                chosen.append(child)


def _draws_capitals(node: ElementNode) -> bool | None:
    return page_fonts.draws_capitals(node.getattr("style"), node.getattr("face"))


def _texts(tree: HTMLTree) -> tuple[str, str]:
    """The page's main text and its full text; they are the same where too much would go."""
    deep = tree.document is not None and tree.document.query_selector(_TOO_DEEP) is not None
    if not deep:
        _keep_lists(tree)
    full = _lines(extract_plain_text(tree, alt_texts=False, skip_elements=list(_AROUND)))
    if deep:
        return full, full
    main = _lines(extract_plain_text(tree, main_content=True, post_meta=True, alt_texts=False))
    return (main if main and 3 * _prose(main) >= _prose(full) else full), full


def _lines(text: str) -> str:
    """*text* with bars between table cells, which come apart by tabs, and few blank lines."""
    text = text.replace(_JOINER, "")
    lines = (regex.sub(r"\s*\t\s*", " | ", line.strip()) for line in text.split("\n"))
    return regex.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _prose(text: str) -> int:
    return sum(len(line) for line in text.split("\n") if len(line) >= _PROSE)


def _keep_lists(tree: HTMLTree) -> None:
    """Turn lists that hold text into paragraphs: the main content would come without them.

    Lists of links, menus and other articles, stay what they are, and go.
    """
    for found in _all(tree, "ul"):
        linked = sum(len(_text(link)) for link in found.query_selector_all("a")[:])
        if 2 * linked < len(_text(found)):
            found.replace_with(_moved(tree, found, "div"))


def _moved(tree: HTMLTree, node: ElementNode, tag: str) -> Node:
    """All that *node* holds, in a new element; its items in paragraphs."""
    moved = tree.create_element(tag)
    if moved is None:
        return node
    for child in node.child_nodes[:]:
        if isinstance(child, ElementNode) and child.tag == "li":
            moved.append_child(_moved(tree, child, "p"))
        else:
            moved.append_child(child)
    return moved


def _all(tree: HTMLTree, selector: str) -> Sequence[ElementNode]:
    # As a slice: what it gives one by one is looked for anew each time.
    return tree.document.query_selector_all(selector)[:] if tree.document else ()


def _text(node: Node) -> str:
    return " ".join((node.text or "").split())


def _stated_day(tree: HTMLTree) -> str | None:
    """The day that the page states for machines."""
    for selector in _DATES:
        for node in _all(tree, selector)[:3]:
            value = node.getattr("content") or node.getattr("datetime") or _text(node)
            if found := day(value[:60]):
                return found
    for script in _all(tree, 'script[type="application/ld+json"]'):
        if (match := _LINKED_DATA.search(script.text or "")) and (found := day(match[1])):
            return found
    return None


def _day_below(name: str | None, full: str) -> str | None:
    """The stamp under the title, where the main content came without it.

    What stands above the title is not asked: many portals show today's date there.
    """
    lines = [line for line in full.split("\n") if line.strip()]
    at = next((i for i, line in enumerate(lines) if name and _flat(line) == _flat(name)), None)
    return None if at is None else published(lines[at + 1 : at + 6])


def _title(tree: HTMLTree) -> str | None:
    """The page's own name without the site's; its heading where that says the same or more."""
    sites = {_flat(site) for site in _meta(tree, "og:site_name")}
    given = [*_meta(tree, "og:title"), *([tree.title] if tree.title else [])]
    names = [bare for name in given if (bare := _without_site(name, sites))]
    heads = [head for h in _all(tree, "h1")[:5] if len((head := _text(h)).split()) > 1]
    for head in heads:
        if any(_flat(head) in _flat(name) or _flat(name) in _flat(head) for name in names):
            return head
    return next((name for name in [*names, *heads] if not _SITE.search(name)), None)


def _meta(tree: HTMLTree, name: str) -> list[str]:
    found = _all(tree, f'meta[property="{name}"]')[:1]
    return [content for node in found if (content := node.getattr("content"))]


def _without_site(name: str, sites: set[str]) -> str | None:
    """*name* without the parts that name the site: "… | Cổng thông tin điện tử …"."""
    parts = _SEPARATOR.split(name.strip())
    kept = [part for part in parts if not _SITE.search(part) and _flat(part) not in sites]
    if len(kept) == len(parts) and len(parts) > 1 and "|" in name:
        kept.pop()  # after a bar stands the site, whatever its name
    return " - ".join(kept).strip() or None


def _flat(text: str) -> str:
    return " ".join(fold(normalise(text)).split())
