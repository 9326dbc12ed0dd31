"""The wording around figures: results that open a paragraph, deeds without a subject, aims."""

from __future__ import annotations

from pathlib import Path

import regex

from indexer.text.tables import table
from plugins._counted import any_of

_LEADING = r"[\s\-–+*•“\"]*(?:\(?[\da-zđ]{1,2}[.)] )?"
_DEEDS = any_of(row["verb"] for row in table(Path(__file__).with_name("deeds.csv")))
# "Sau 5 năm triển khai thực hiện, …", "Đến nay", "Kết quả": results of what was spoken of.
OPENER = regex.compile(
    rf"{_LEADING}(?:(?:Sau|Qua|Trong)\s(?:hơn\s|gần\s|những\s)?(?:\d+|một|hai|ba|bốn|năm|mười|các)?"
    rf"\s?(?:năm|tháng|quá trình|thời gian)\b|Đến nay|Tính đến|Đến hết|Đến cuối|Kết quả\b"
    rf"|Theo (?:báo cáo|thống kê)(?= tại hội nghị|,))"
)
_ADVERBS = (
    r"(?:Đã|đã|Đồng thời|Ngoài ra|Bên cạnh đó|Cùng với đó|Trong đó|Qua đó|Từ đó|Đặc biệt|Riêng"
    r"|Hiện nay|Hiện|Hằng năm|Hàng năm|Chủ động|Tích cực|Có)"
)
_DONE_FIRST = (
    rf"(?:(?:đã|có|được|chủ động|tích cực)\s)*(?:{_DEEDS}(?!\p{{L}})|\d|có\b|đã\b|toàn\s|cả\s)"
)
# A sentence that leaves its subject out: it opens with a deed, or with a time and then a deed.
CONTINUES = regex.compile(
    rf"{_LEADING}(?:{_ADVERBS}\b[, ]*)*(?i:{_DONE_FIRST})"
    rf"|{OPENER.pattern}(?:[^.;:\n]{{0,160}}?,\s|:?,?\s)(?i:{_DONE_FIRST})"
)
# What a subject does; without it, the figure only stands behind a name.
DOES = regex.compile(
    rf"(?i)\b(?:đã|đang|có|gồm|đạt|là|còn|hiện|được|bị|vừa|cũng|sẽ|tiếp tục|tập trung"
    rf"|{_DEEDS})\b|[:–-]\s"
)
PLANNED = regex.compile(
    r"(?i)\b(?:phấn đấu|(?<!chương trình )mục tiêu(?! quốc gia)|sẽ|dự kiến|đề ra|yêu cầu"
    r"|đề nghị|thời gian tới|năm tới|hướng tới|(?:đặt|giao|với|theo) chỉ tiêu"
    r"|giao(?! (?:ban|thông|lưu|dịch|đất|tiếp|khoán)))\b"
)
DONE = regex.compile(r"(?i)\b(?:đã|vượt|kết quả)\b")
# Who asks, tells, awards or lays down has not achieved what comes after.
HANDS_ON = regex.compile(
    r"(?i)\b(?:yêu cầu|đề nghị|chỉ đạo|phân công|giao cho|giao(?! (?:ban|thông|lưu|dịch|đất))"
    r"|tặng|trao|cho biết|cho rằng|cho hay|khẳng định|nhấn mạnh|quy định|công nhận|phê duyệt"
    r"|chưa|không(?! ngừng)|sửa đổi|bãi bỏ|thay thế)\b"
)
