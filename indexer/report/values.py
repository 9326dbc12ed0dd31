"""How values read in a table, in Vietnamese; by key of a row, then by value."""

from __future__ import annotations

from collections.abc import Mapping

VALUES: Mapping[str, Mapping[str, str]] = {
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
    "outcome": {
        "done": "xong",
        "stopped": "bị dừng",
        "failed": "lỗi",
        "cut off": "bị ngắt",
        "under way": "đang chạy",
    },
    "fault": {"missed": "sót", "surplus": "thừa"},
    "reason": {
        "several fit equally": "các văn bản cùng khớp như nhau",
        "not told": "bài viết không nói",
        "issuer": "cơ quan ban hành",
        "date": "ngày ban hành",
        "title": "trích yếu",
    },
    "level": {
        "centre": "trung ương",
        "province": "tỉnh",
        "local": "huyện, xã",
        "other": "khác",
    },
    "apart": {
        "rate": "tỷ lệ, không cộng được",
        "aim": "chỉ tiêu",
        "untold": "không rõ của ai",
        "differs": "trái nhau",
        "part": "nằm trong số khác",
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
