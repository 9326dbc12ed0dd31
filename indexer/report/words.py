"""How keys and values read in a table: in Vietnamese, or where it is asked for in English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from indexer.report import card_words, english
from indexer.report.values import VALUES

Columns = Mapping[str, str]  # key of a row → heading of its column

VIETNAMESE, ENGLISH = "vi", "en"

_HEADINGS: Columns = {
    "f1": "F1",
    "fault": "Lỗi",
    "figures": "Số liệu đã cộng",
    "in_index": "Có toàn văn",
    "found": "Tìm thấy",
    "gold": "Mẫu",
    "item": "Mục",
    "layer": "Lớp",
    "precision": "Độ chính xác",
    "recall": "Độ phủ",
    "achieved_by": "Đơn vị đạt được",
    "added": "Thêm mới",
    "apart": "Không cộng vào",
    "article": "Bài viết",
    "articles": "Bài viết",
    "codes": "Số ký hiệu",
    "filters": "Điều kiện lọc",
    "looked": "Xem lần cuối",
    "new": "Mới",
    "query": "Câu hỏi",
    "snippet": "Đoạn trích",
    "url": "Địa chỉ",
    "cited_by": "Văn bản viện dẫn",
    "code": "Số ký hiệu",
    "date": "Ngày ban hành",
    "directive": "Văn bản",
    "directive_date": "Ngày ban hành",
    "directive_id": "Mã văn bản",
    "directive_issuer": "Cơ quan ban hành",
    "directives": "Văn bản thực hiện",
    "duplicates": "Trùng lặp",
    "enabled": "Bật",
    "evidence": "Câu chứng",
    "first": "Từ ngày",
    "from": "Văn bản",
    "id": "Mã",
    "issuer": "Cơ quan ban hành",
    "kind": "Nghi vấn về",
    "last": "Đến ngày",
    "level": "Cấp",
    "mentions": "Số lần nhắc",
    "name": "Tên",
    "node": "Văn bản, đơn vị",
    "number": "Số bài viết",
    "of": "Trên tổng",
    "origin": "Nguồn",
    "period": "Thời gian",
    "place": "Địa bàn",
    "planned": "Dự kiến",
    "published": "Ngày đăng",
    "relation": "Việc làm",
    "role": "Mắt xích",
    "removed": "Đã bỏ",
    "run": "Lần",
    "started": "Bắt đầu",
    "outcome": "Kết quả",
    "failed": "Không đọc được",
    "path": "Tệp",
    "candidates": "Chưa xác định giữa",
    "reason": "Vì sao chưa xác định",
    "open": "Bài viết chưa xác định",
    "open_number": "Số bài chưa xác định",
    "same": "Bài trùng nội dung",
    "seconds": "Giây",
    "seen": "Đã đọc",
    "sentence": "Câu chứng",
    "successor": "Nay là",
    "issuer_successor": "Cơ quan ban hành nay là",
    "start": "Vị trí",
    "sum": "Tổng cộng",
    "text": "Như viết",
    "title": "Trích yếu",
    "to": "Với văn bản",
    "total": "Tổng",
    "type": "Loại",
    "unchanged": "Không đổi",
    "undecided": "Chưa xác định",
    "unit": "Đơn vị",
    "units": "Đơn vị thực hiện",
    "updated": "Cập nhật",
    "value": "Giá trị",
    "version": "Phiên bản",
    "what": "Đếm gì",
    "why": "Vì sao",
}
# Figures added up by something.
SUMS = tuple(f"statistics-by-{by}" for by in ("directive", "unit", "place", "period"))
_SUM = ("what", "unit", "sum", "of", "figures", "number", "articles", "evidence", "apart")
# Where a key reads otherwise in one table.
_ELSEWHERE: Mapping[str, Columns] = {
    "chain": {"why": "Còn thiếu"},
    "failures": {"reason": "Lý do"},
    "dates": {"value": "Thời gian"},
    "differences": {"what": "Ở đâu", "why": "Sai gì"},
    "hits": {"title": "Tiêu đề"},
    "graph-edges": {"from": "Bên này", "relation": "Liên hệ", "to": "Bên kia"},
    "graph-nodes": {"role": "Là"},
    "plugins": {"kind": "Tìm gì"},
    "relations": {"relation": "Quan hệ"},
    "silent": {"unit": "Đơn vị chưa thấy", "articles": "Chỉ thấy tên trong"},
    **{table: {"unit": "Đơn vị tính"} for table in ("statistics", *SUMS)},
}
_COLUMNS: Mapping[str, Sequence[str]] = {
    # reports
    "implementers": (
        *("directive_id", "code", "directive_issuer", "directive_date", "unit", "relation"),
        *("planned", "first", "last", "number", "articles", "evidence"),
        *("successor", "issuer_successor", "candidates", "reason"),
    ),
    "units": (
        *("unit", "directive_id", "code", "directive_issuer", "directive_date", "relation"),
        *("planned", "first", "last", "number", "articles", "evidence"),
        *("successor", "issuer_successor", "candidates", "reason"),
    ),
    "directives": (
        *("directive_id", "code", "type", "issuer", "date", "title", "number", "articles", "units"),
        *("successor", "open_number", "open"),
    ),
    "statistics": (
        *("directive_id", "code", "achieved_by", "text", "value", "of", "unit", "what"),
        *("place", "period", "planned", "published", "article", "sentence"),
        *("candidates", "reason", "same"),
    ),
    SUMS[0]: ("directive_id", "code", *_SUM, "candidates", "reason"),
    SUMS[1]: ("achieved_by", *_SUM),
    SUMS[2]: ("place", *_SUM),
    SUMS[3]: ("period", *_SUM),
    "doubts": ("directive_id", "code", "kind", "why", "number", "articles", "candidates", "reason"),
    "matrix": ("unit", "successor", "total", "directives"),
    "chain": (
        *("place", "level", "role", "directive_id", "code", "directive_issuer", "directive_date"),
        *("unit", "relation", "to", "planned", "first", "last", "number", "articles", "evidence"),
        *("why", "successor", "issuer_successor", "candidates", "reason"),
    ),
    "silent": ("unit", "directive_id", "code", "number", "articles", "open_number", "open"),
    "red-links": (
        *("directive_id", "code", "type", "issuer", "date", "title"),
        *("mentions", "number", "articles", "cited_by", "successor", "open_number", "open"),
    ),
    # the tables below a graph
    "graph-nodes": (
        *("node", "role", "type", "issuer", "date", "title", "level", "in_index", "id"),
    ),
    "graph-edges": ("from", "relation", "to", "planned", "undecided", "articles", "evidence"),
    # layers of an article, parts of a directive
    "said": ("code", "type", "issuer", "date", "title"),
    "codes": ("start", "text", "code"),
    "dates": ("start", "text", "value"),
    "links": ("unit", "relation", "planned", "directive", "evidence"),
    "relations": ("from", "relation", "to", "evidence"),
    # lists
    "plugins": ("name", "kind", "version", "enabled", "origin"),
    "open": ("code", "article", "candidates", "reason"),
    "differences": ("what", "why"),
    "scores": ("layer", "precision", "recall", "f1", "gold", "found"),
    "faults": ("article", "fault", "item", "sentence"),
    "ingest": ("seen", "added", "updated", "unchanged", "duplicates", "removed", "seconds"),
    "runs": (
        *("run", "started", "outcome", "seen", "added", "updated", "unchanged", "duplicates"),
        *("removed", "failed", "seconds"),
    ),
    "failures": ("path", "reason"),
    "hits": (
        *("title", "published", "place", "successor", "codes", "snippet", "article", "path"),
        *("url", "same"),
    ),
    "saved": ("name", "query", "filters", "total", "new", "looked"),
}
_SUM_ON_SCREEN = ("what", "sum", "of", "unit", "articles", "evidence", "apart")
# What fits on a screen, where that is less.
_ON_SCREEN: Mapping[str, Sequence[str]] = {
    "implementers": ("code", "unit", "relation", "articles", "evidence"),
    "units": ("unit", "code", "relation", "articles", "evidence"),
    "directives": ("code", "type", "issuer", "date", "title", "articles", "units"),
    "statistics": ("code", "achieved_by", "text", "value", "unit", "what", "article", "sentence"),
    SUMS[0]: ("code", *_SUM_ON_SCREEN),
    SUMS[1]: ("achieved_by", *_SUM_ON_SCREEN),
    SUMS[2]: ("place", *_SUM_ON_SCREEN),
    SUMS[3]: ("period", *_SUM_ON_SCREEN),
    "doubts": ("code", "kind", "why", "articles"),
    "chain": ("place", "code", "unit", "relation", "articles", "evidence"),
    "silent": ("unit", "code", "articles"),
    "red-links": ("code", "issuer", "date", "title", "mentions", "articles", "cited_by"),
}
_PHRASES: Columns = {
    # the reports
    "implementers": "Đơn vị thực hiện văn bản",
    "units": "Việc thực hiện theo đơn vị",
    "directives": "Danh mục văn bản",
    "statistics": "Số liệu",
    SUMS[0]: "Số liệu cộng theo văn bản",
    SUMS[1]: "Số liệu cộng theo đơn vị",
    SUMS[2]: "Số liệu cộng theo địa bàn",
    SUMS[3]: "Số liệu cộng theo thời gian",
    "doubts": "Nghi vấn",
    "matrix": "Ma trận đơn vị và văn bản",
    "chain": "Chuỗi triển khai từ trung ương xuống cơ sở",
    "silent": "Đơn vị chưa thấy dấu vết thực hiện",
    "red-links": "Văn bản được nhắc nhiều nhưng chưa có trong kho",
    "hits": "Bài viết tìm thấy",
    # what they were narrowed to
    "query": "Câu hỏi",
    "code": "Số ký hiệu",
    "type": "Loại",
    "issuer": "Cơ quan ban hành",
    "unit": "Đơn vị",
    "place": "Địa bàn",
    "relation": "Việc làm",
    "since": "Đăng từ",
    "until": "Đăng đến",
    "as_written": "Chỉ tên như viết",
    # around the answer of a search
    "facet type": "Loại",
    "facet issuer": "Cơ quan ban hành",
    "facet place": "Địa bàn",
    "facet year": "Năm",
    "facet unit": "Đơn vị",
    "facet relation": "Việc làm, quan hệ",
    "one page": "{} bài viết, {}",
    "page": "{}–{} trong {} bài viết, {}",
    "next": ". Xem tiếp: --offset {}",
    "beyond": "Không còn bài viết nào từ số {} trở đi; tất cả có {} bài viết.",
    "like": "Các bài viết giống: {}",
    "by words": "Theo các từ: {}",
    "some new": "{}: {} bài viết mới, tính từ {}",
    "none new": "{0}: không có bài viết nào mới từ {2}. Thêm --seen để xem lại tất cả.",
    "new": "mới",
    "none saved": "Chưa lưu câu hỏi nào. Lưu: tracuu saved add TÊN CÂU-HỎI",
    "added": 'Đã lưu “{}”: hiện có {} bài viết. Xem bài mới: tracuu saved run "{}"',
    # in cells and around them
    "yes": "có",
    "undecided": "chưa xác định",
    "planned": "dự kiến",
    "now": "nay",
    "rows": "dòng",
    "others": "Văn bản khác",
    "total": "Tổng số đơn vị",
    "more": "và {} bài nữa",
    "same": "+{} bài trùng nội dung",
    "told": "{} bài",
    "further": "… và {} số liệu nữa",
    "cut": "… và {} dòng nữa; --output FILE.xlsx hay FILE.csv ghi đủ.",
    "nothing": "Không có dòng nào.",
    "narrowed": "Không có dòng nào khớp với các điều kiện lọc.",
}


class _Wording(NamedTuple):
    """All that is worded in one language; a value that is not told reads as it is."""

    headings: Columns
    elsewhere: Mapping[str, Columns]
    values: Mapping[str, Columns]
    phrases: Columns


_WORDINGS = {
    VIETNAMESE: _Wording(_HEADINGS, _ELSEWHERE, VALUES, {**_PHRASES, **card_words.VIETNAMESE}),
    ENGLISH: _Wording(
        english.HEADINGS,
        english.ELSEWHERE,
        english.VALUES,
        {**english.PHRASES, **card_words.ENGLISH},
    ),
}
LANGUAGES = tuple(_WORDINGS)


def columns(table: str, lang: str = VIETNAMESE) -> Columns:
    """The columns of *table* with their headings, in order."""
    worded = _WORDINGS[lang]
    own = worded.elsewhere.get(table, {})
    return {key: own.get(key) or worded.headings[key] for key in _COLUMNS[table]}


def on_screen(table: str, lang: str = VIETNAMESE) -> Columns:
    """Those columns of *table* that a screen has room for."""
    every = columns(table, lang)
    return {key: every[key] for key in _ON_SCREEN.get(table, every)}


def phrase(name: str, lang: str = VIETNAMESE) -> str:
    """What is called *name* here, as people call it."""
    return _WORDINGS[lang].phrases[name]


def called(name: str, successor: str | None, lang: str = VIETNAMESE) -> str:
    """*name* as it was written, with what it is called now beside it."""
    return f"{name} ({phrase('now', lang)}: {successor})" if successor else name


def cell(value: object, key: str = "", lang: str = VIETNAMESE) -> str:
    """*value* of the column *key* as a person reads it: nothing for None, có (yes) for True."""
    match value:
        case None | False:
            return ""
        case True:
            return phrase("yes", lang)
        case list() | tuple():
            return "; ".join(cell(item, key, lang) for item in value)
        case dict():
            told = {k: v for k, v in value.items() if v is not None and k not in ("start", "end")}
            return "; ".join(f"{k}: {cell(v, k, lang)}" for k, v in told.items())
        case float() if value.is_integer():
            return str(int(value))
        case str() if key == "reason" and ": " in value:  # "not told: issuer, date"
            head, _, parts = value.partition(": ")
            return f"{cell(head, key, lang)}: {cell(parts.split(', '), key, lang)}"
        case str():
            return _WORDINGS[lang].values.get(key, {}).get(value, value)
    return str(value)
