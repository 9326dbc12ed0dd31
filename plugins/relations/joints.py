"""What the words before a document's number tell: which relation, and which document acts."""

from __future__ import annotations

from typing import NamedTuple

import regex

from indexer.models import DirectiveRelation
from plugins._vocabulary import type_pattern

CHANGES = ("amends", "replaces", "repeals")
_LONGEST = 300  # code points before a number that are looked at

# From the verb to the number: "các Nghị định số", "Luật Tổ chức Chính phủ số", "Quy chế … ban
# hành kèm theo Quyết định số", or to the word that stands for it: "Nghị định này".
_TYPES = type_pattern()
_LAW = (
    r"(?<!\bkỷ )(?i:luật|bộ luật|pháp lệnh)"
    r"(?: (?!(?i:nghị (?:định|quyết)|thông tư|quy(?:ết)? định|kết luận|chỉ thị)\b)"
    r"[\p{L},\-]+){1,14}? số"
)
_TYPE = rf"(?i:{_TYPES}|văn bản)(?: (?:chuyên đề|hành động|phối hợp|kết luận)){{0,2}}"
_WITH = rf"(?:(?i:{_TYPES})\b[^.;]{{0,80}}? (?:kèm )?theo )?"
_MANY = (
    r"(?:(?:toàn bộ |các |những |(?:cả )?(?:hai|ba|bốn|\d+) )"
    r"(?:(?:văn bản|quy định)(?: sau(?: đây)?)? ?: ?)?)?"
)
NUMBER = (
    rf"{_MANY}{_WITH}(?:{_LAW}|{_TYPE})(?: sau(?: đây)?)?(?: ?:)?(?: ?số)?:? ?"
    r"(?:(?:này|trên|mới|nêu trên|nói trên))?\Z"
)
# A part of a document: "một số điều của", "khoản 1, 2 Điều 5", "các cụm từ … tại".
_ELSE = (
    r"(?<!kèm )theo\b|so với|để\b|nhằm\b|phù hợp|thay thế|hướng dẫn|căn cứ|(?:cụ thể|thể chế) hóa"
)
PART = (
    r"(?:(?:(?:một số|các|nhiều) )?(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Cc]hương|[Pp]hụ lục|nội dung"
    rf"|quy định|cụm từ|từ|[Mm]ẫu|biểu mẫu|[Dd]anh mục|tên)\b(?:(?!{_ELSE})[^.;:]){{0,120}}? "
    r"|một (?:số|phần) )"
)
_CHANGE = r"(?:sửa đổi|bổ sung|bãi bỏ|thay thế|điều chỉnh|hủy bỏ)"
# What is changed in a document: "sửa đổi giá dịch vụ tại …", "điều chỉnh mức vay quy định tại …".
_OBJECT = (
    rf"(?:sửa đổi|điều chỉnh)(?:, bổ sung)? (?:(?!{_ELSE}|thực hiện|trên cơ sở|đáp ứng|được)"
    r"[^.;:]){1,120}? (?:tại|trong|ở|kèm theo) "
)
_CHANGED = rf"{_CHANGE}(?:(?:,| và|, và) {_CHANGE})*"
CARRY_OUT = (
    r"(?:thực hiện|triển khai|thi hành|cụ thể hóa|thể chế hóa|hướng dẫn|quy định chi tiết"
    r"|quán triệt|tuyên truyền|học tập)"
)
_CARRIED = (
    rf"{CARRY_OUT}(?:(?:,| và)? (?:một số điều và biện pháp )?{CARRY_OUT})*"
    r"(?: (?:có hiệu quả|hiệu quả|đúng|nghiêm túc|nghiêm|chi tiết|cụ thể|đầy đủ|kịp thời))?"
)
# What is carried out of a document: "thể chế hóa các quan điểm, chủ trương … nêu tại".
_AIMS = (
    r"(?:(?:đầy đủ|kịp thời|các|những|một số|cụ thể),? ){0,3}(?:quan điểm|chủ trương|mục tiêu"
    r"|nhiệm vụ|chính sách|định hướng|giải pháp|yêu cầu|kết luận|nội dung|chỉ đạo)\b"
    rf"(?:(?!{_ELSE})[^.;:]){{0,120}}? (?:tại|của|trong|theo) (?:{PART})?"
)
_BY = r"(?:bởi|theo|tại|bằng) "
_GROUNDS = (
    r"(?:căn cứ(?: vào)?|trên cơ sở|dựa (?:trên|vào)(?: cơ sở)?|trên nền tảng"
    r"|(?:theo|trên|đúng|với) tinh thần|(?:theo|xét) (?:đề nghị|đề xuất))"
)
# What of a document others follow: "theo chỉ đạo của Thủ tướng tại".
_FOLLOWED = (
    r"(?:các |những |đúng )*(?:(?:ý kiến )?chỉ đạo|chủ trương|định hướng|yêu cầu|mục tiêu|nội dung"
    r"|nhiệm vụ|lộ trình|kết luận|nguyên tắc|tiêu chuẩn|điều kiện|danh mục|mức|biểu mẫu|mẫu)"
)


class Joint(NamedTuple):
    """A relation that a phrase tells of the document before it and the one behind it."""

    relation: DirectiveRelation
    turned: bool  # the second one acts
    before: str  # what was read before the phrase
    phrase: str  # up to the number


# The first that fits counts; True where the second one acts.
_PHRASES: tuple[tuple[str, DirectiveRelation, bool], ...] = (
    (rf"(?:được|bị) thay thế[^.;]{{0,20}} {_BY}", "replaces", True),
    (rf"(?:được|bị) (?:bãi bỏ|hủy bỏ)[^.;]{{0,20}} {_BY}", "repeals", True),
    (r"hết hiệu lực(?: thi hành)?,? (?:kể )?từ (?:ngày|khi) ", "repeals", True),
    (rf"được (?:sửa đổi|bổ sung)[^.;]{{0,60}}? {_BY}(?:{PART})?", "amends", True),
    (rf"\((?:sửa đổi|bổ sung)[^.;()]{{0,60}}? {_BY}(?:{PART})?", "amends", True),
    (
        r"được (?:cụ thể hóa|thể chế hóa|hướng dẫn|quy định chi tiết)[^.;]{0,60}? "
        rf"(?:tại|bằng|trong|bởi) (?:{PART})?",
        "implements",
        True,
    ),
    (rf"{_CHANGED} {PART}", "amends", False),
    (rf"{_OBJECT}(?:{PART})?", "amends", False),
    (r"(?:sửa đổi|bổ sung|điều chỉnh)(?:(?:,| và) (?:sửa đổi|bổ sung))* ", "amends", False),
    (r"(?:thay thế|thay)(?: cho| hoàn toàn)? (?:(?:sửa đổi|bổ sung)[, ])*", "replaces", False),
    (r"(?:bãi bỏ|hủy bỏ|làm hết hiệu lực) ", "repeals", False),
    (rf"{_GROUNDS}(?: [^.;]{{1,80}}?)? tại (?:{PART})?", "based_on", False),
    (rf"{_GROUNDS} (?:của )?(?:{PART})?", "based_on", False),
    (r"trên nền tảng(?: [^.;]{1,40}?)? (?:như|là|của) ", "based_on", False),
    (r"gắn với (?:việc )?(?:(?:thực hiện|triển khai|tổng kết|sơ kết) )*", "cites", False),
    (r"đáp ứng (?:các |những )?(?:yêu cầu|nhu cầu)[^.;,]{0,80}? (?:của|theo|tại) ", "cites", False),
    (
        r"(?:trả lời|phúc đáp|tiếp theo)(?: [^.;:,]{1,80}? (?:tại|trong|theo|nêu tại))? ",
        "cites",
        False,
    ),
    (rf"{_CARRIED} (?:{PART})?", "implements", False),
    (rf"{_CARRIED} {_AIMS}", "implements", False),
    (rf"hướng dẫn [^.;]{{0,120}}?theo (?:quy định (?:tại|của) )?(?:{PART})?", "implements", False),
    (
        rf"(?<!theo )(?<!đúng )(?<!được )hướng dẫn (?!của|tại)[^.;,]{{1,120}}? (?:tại|trong|của) "
        rf"(?:{PART})?",
        "implements",
        False,
    ),
    (
        rf"(?:theo|đúng) (?:các |những )?(?:quy định|hướng dẫn) (?:tại|của|trong) (?:{PART})?",
        "cites",
        False,
    ),
    (rf"quy định (?:tại|trong) (?:{PART})?", "cites", False),
    (rf"theo {_FOLLOWED}\b[^.;:]{{0,60}}? (?:tại|trong|của) (?:{PART})?", "cites", False),
    (rf"(?:theo|áp dụng|nêu tại) (?:đúng )?(?:{PART})?", "cites", False),
)
_COMPILED = [
    (regex.compile(rf"(?<![^\s,(]){phrase}{NUMBER}"), relation, turned)
    for phrase, relation, turned in _PHRASES
]


def joint(words: str) -> Joint | None:
    """What *words*, which end where a number begins, tell of the document that has it."""
    tail = words[-_LONGEST:]
    for pattern, relation, turned in _COMPILED:
        match = pattern.search(tail)
        if match:
            before = words[: len(words) - len(match[0])]
            return Joint(relation, turned, before, match[0])
    return None
