"""How keys and values read in a Vietnamese table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Columns = Mapping[str, str]  # key of a row → heading of its column

_HEADINGS: Columns = {
    "f1": "F1",
    "fault": "Lỗi",
    "found": "Tìm thấy",
    "gold": "Mẫu",
    "item": "Mục",
    "layer": "Lớp",
    "precision": "Độ chính xác",
    "recall": "Độ phủ",
    "added": "Thêm mới",
    "article": "Bài viết",
    "articles": "Bài viết",
    "code": "Số ký hiệu",
    "date": "Ngày ban hành",
    "directive": "Văn bản",
    "directive_date": "Ngày ban hành",
    "directive_id": "Mã văn bản",
    "directive_issuer": "Cơ quan ban hành",
    "duplicates": "Trùng lặp",
    "enabled": "Bật",
    "evidence": "Câu chứng",
    "first": "Từ ngày",
    "from": "Văn bản",
    "id": "Mã",
    "issuer": "Cơ quan ban hành",
    "kind": "Nghi vấn về",
    "last": "Đến ngày",
    "name": "Tên",
    "of": "Trên tổng",
    "origin": "Nguồn",
    "place": "Địa bàn",
    "planned": "Dự kiến",
    "published": "Ngày đăng",
    "relation": "Việc làm",
    "removed": "Đã bỏ",
    "candidates": "Chưa xác định giữa",
    "open": "Bài viết chưa xác định",
    "seconds": "Giây",
    "seen": "Đã đọc",
    "sentence": "Câu chứng",
    "start": "Vị trí",
    "text": "Như viết",
    "title": "Trích yếu",
    "to": "Với văn bản",
    "type": "Loại",
    "unchanged": "Không đổi",
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
    "dates": {"value": "Thời gian"},
    "differences": {"what": "Ở đâu", "why": "Sai gì"},
    "plugins": {"kind": "Tìm gì"},
    "relations": {"relation": "Quan hệ"},
    "shown_relations": {"relation": "Quan hệ"},
    "shown_statistics": {"unit": "Đơn vị tính"},
    "statistics": {"unit": "Đơn vị tính"},
}
_COLUMNS: Mapping[str, Sequence[str]] = {
    # reports
    "implementers": (
        *("directive_id", "code", "directive_issuer", "directive_date", "unit", "relation"),
        *("planned", "first", "last", "articles", "evidence", "candidates"),
    ),
    "units": (
        *("unit", "directive_id", "code", "directive_issuer", "directive_date", "relation"),
        *("planned", "first", "last", "articles", "evidence", "candidates"),
    ),
    "directives": (
        *("directive_id", "code", "type", "issuer", "date", "title", "articles", "units", "open"),
    ),
    "statistics": (
        *("directive_id", "code", "text", "value", "of", "unit", "what"),
        *("published", "place", "article", "sentence", "candidates"),
    ),
    "doubts": ("directive_id", "code", "kind", "why", "articles", "candidates"),
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
}


def columns(table: str) -> Columns:
    """The columns of *table* with their headings, in order."""
    own = _ELSEWHERE.get(table, {})
    return {key: own.get(key, _HEADINGS[key]) for key in _COLUMNS[table]}


def on_screen(table: str) -> Columns:
    """Those columns of *table* that a screen has room for."""
    every = columns(table)
    return {key: every[key] for key in _ON_SCREEN.get(table, every)}


def cell(value: object, key: str = "") -> str:
    """*value* of the column *key* as a person reads it: nothing for None, có for True."""
    match value:
        case None | False:
            return ""
        case True:
            return "có"
        case list() | tuple():
            return "; ".join(cell(item, key) for item in value)
        case dict():
            told = {k: v for k, v in value.items() if v is not None and k not in ("start", "end")}
            return "; ".join(f"{k}: {cell(v, k)}" for k, v in told.items())
        case float() if value.is_integer():
            return str(int(value))
        case str():
            return _VALUES.get(key, {}).get(value, value)
    return str(value)
