"""How keys and values read in a table: in Vietnamese, or where it is asked for in English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from indexer.report import english

Columns = Mapping[str, str]  # key of a row → heading of its column

VIETNAMESE, ENGLISH = "vi", "en"

_HEADINGS: Columns = {
    "f1": "F1",
    "fault": "Lỗi",
    "in_index": "Có toàn văn",
    "found": "Tìm thấy",
    "gold": "Mẫu",
    "item": "Mục",
    "layer": "Lớp",
    "precision": "Độ chính xác",
    "recall": "Độ phủ",
    "added": "Thêm mới",
    "article": "Bài viết",
    "articles": "Bài viết",
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
    "place": "Địa bàn",
    "planned": "Dự kiến",
    "published": "Ngày đăng",
    "relation": "Việc làm",
    "role": "Mắt xích",
    "removed": "Đã bỏ",
    "candidates": "Chưa xác định giữa",
    "open": "Bài viết chưa xác định",
    "open_number": "Số bài chưa xác định",
    "same": "Bài trùng nội dung",
    "seconds": "Giây",
    "seen": "Đã đọc",
    "sentence": "Câu chứng",
    "start": "Vị trí",
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
# Where a key reads otherwise in one table.
_ELSEWHERE: Mapping[str, Columns] = {
    "chain": {"why": "Còn thiếu"},
    "dates": {"value": "Thời gian"},
    "differences": {"what": "Ở đâu", "why": "Sai gì"},
    "graph-edges": {"from": "Bên này", "relation": "Liên hệ", "to": "Bên kia"},
    "graph-nodes": {"role": "Là"},
    "plugins": {"kind": "Tìm gì"},
    "relations": {"relation": "Quan hệ"},
    "shown_relations": {"relation": "Quan hệ"},
    "shown_statistics": {"unit": "Đơn vị tính"},
    "silent": {"unit": "Đơn vị chưa thấy", "articles": "Chỉ thấy tên trong"},
    "statistics": {"unit": "Đơn vị tính"},
}
_COLUMNS: Mapping[str, Sequence[str]] = {
    # reports
    "implementers": (
        *("directive_id", "code", "directive_issuer", "directive_date", "unit", "relation"),
        *("planned", "first", "last", "number", "articles", "evidence", "candidates"),
    ),
    "units": (
        *("unit", "directive_id", "code", "directive_issuer", "directive_date", "relation"),
        *("planned", "first", "last", "number", "articles", "evidence", "candidates"),
    ),
    "directives": (
        *("directive_id", "code", "type", "issuer", "date", "title", "number", "articles", "units"),
        *("open_number", "open"),
    ),
    "statistics": (
        *("directive_id", "code", "text", "value", "of", "unit", "what"),
        *("published", "place", "article", "sentence", "candidates", "same"),
    ),
    "doubts": ("directive_id", "code", "kind", "why", "number", "articles", "candidates"),
    "matrix": ("unit", "total", "directives"),
    "chain": (
        *("place", "level", "role", "directive_id", "code", "directive_issuer", "directive_date"),
        *("unit", "relation", "to", "planned", "first", "last", "number", "articles", "evidence"),
        *("why", "candidates"),
    ),
    "silent": ("unit", "directive_id", "code", "number", "articles", "open_number", "open"),
    "red-links": (
        *("directive_id", "code", "type", "issuer", "date", "title"),
        *("mentions", "number", "articles", "cited_by", "open_number", "open"),
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
    "mentions": ("article", "start", "text"),
    # lists
    "plugins": ("name", "kind", "version", "enabled", "origin"),
    "open": ("code", "article", "candidates"),
    "candidates": ("id", "code", "type", "issuer", "date", "title", "articles"),
    "differences": ("what", "why"),
    "scores": ("layer", "precision", "recall", "f1", "gold", "found"),
    "faults": ("article", "fault", "item", "sentence"),
    "shown_units": ("unit", "relation", "planned", "articles", "evidence"),
    "shown_relations": ("from", "relation", "to", "article", "evidence"),
    "shown_statistics": ("text", "value", "of", "unit", "what", "article"),
    "shown_doubts": ("kind", "why", "article"),
    "ingest": ("seen", "added", "updated", "unchanged", "duplicates", "removed", "seconds"),
}
# What fits on a screen, where that is less.
_ON_SCREEN: Mapping[str, Sequence[str]] = {
    "implementers": ("code", "unit", "relation", "articles", "evidence"),
    "units": ("unit", "code", "relation", "articles", "evidence"),
    "directives": ("code", "type", "issuer", "date", "title", "articles", "units"),
    "statistics": ("code", "text", "value", "unit", "what", "article", "sentence"),
    "doubts": ("code", "kind", "why", "articles"),
    "chain": ("place", "code", "unit", "relation", "articles", "evidence"),
    "silent": ("unit", "code", "articles"),
    "red-links": ("code", "issuer", "date", "title", "mentions", "articles", "cited_by"),
}
_VALUES: Mapping[str, Mapping[str, str]] = {
    "relation": {
        "issues": "ban hành",
        "implements": "thực hiện",
        "reviews": "sơ kết, tổng kết",
        "supervises": "kiểm tra, giám sát",
        "advises": "tham mưu",
        "based_on": "căn cứ",
        "amends": "sửa đổi, bổ sung",
        "replaces": "thay thế",
        "repeals": "bãi bỏ",
        "cites": "viện dẫn",
        "may_mean": "có thể là",
    },
    "kind": {
        "date": "ngày",
        "body": "ký hiệu cơ quan",
        "issuer": "cơ quan ban hành",
        "type": "loại văn bản",
        "code": "số ký hiệu",
        "figure": "số liệu",
    },
    "fault": {"missed": "sót", "surplus": "thừa"},
    "level": {
        "centre": "trung ương",
        "province": "tỉnh",
        "local": "huyện, xã",
        "other": "khác",
    },
    "role": {
        "directive": "văn bản",
        "unit": "đơn vị",
        "open": "chưa xác định",
        "gap": "còn thiếu",
    },
    "why": {
        "nothing above": "Không thấy văn bản cấp trên mà văn bản này căn cứ hay thực hiện.",
        "no province": "Cấp huyện, xã đã làm nhưng không thấy cấp tỉnh ban hành hay làm gì.",
        "nothing local": "Cấp tỉnh đã làm nhưng không thấy huyện, xã nào.",
        "nobody": "Không thấy địa phương nào.",
    },
}
_PHRASES: Columns = {
    # the reports
    "implementers": "Đơn vị thực hiện văn bản",
    "units": "Việc thực hiện theo đơn vị",
    "directives": "Danh mục văn bản",
    "statistics": "Số liệu",
    "doubts": "Nghi vấn",
    "matrix": "Ma trận đơn vị và văn bản",
    "chain": "Chuỗi triển khai từ trung ương xuống cơ sở",
    "silent": "Đơn vị chưa thấy dấu vết thực hiện",
    "red-links": "Văn bản được nhắc nhiều nhưng chưa có trong kho",
    # what they were narrowed to
    "code": "Số ký hiệu",
    "type": "Loại",
    "issuer": "Cơ quan ban hành",
    "unit": "Đơn vị",
    "place": "Địa bàn",
    "relation": "Việc làm",
    "since": "Đăng từ",
    "until": "Đăng đến",
    # in cells and around them
    "yes": "có",
    "undecided": "chưa xác định",
    "planned": "dự kiến",
    "rows": "dòng",
    "others": "Văn bản khác",
    "total": "Tổng số đơn vị",
    "more": "và {} bài nữa",
    "cut": "… và {} dòng nữa; --output FILE.xlsx hay FILE.csv ghi đủ.",
}


class _Wording(NamedTuple):
    """All that is worded in one language; a value that is not told reads as it is."""

    headings: Columns
    elsewhere: Mapping[str, Columns]
    values: Mapping[str, Columns]
    phrases: Columns


_WORDINGS = {
    VIETNAMESE: _Wording(_HEADINGS, _ELSEWHERE, _VALUES, _PHRASES),
    ENGLISH: _Wording(english.HEADINGS, english.ELSEWHERE, english.VALUES, english.PHRASES),
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
        case str():
            return _WORDINGS[lang].values.get(key, {}).get(value, value)
    return str(value)
