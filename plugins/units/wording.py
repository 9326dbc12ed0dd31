"""The wording of deeds: what marks subjects, plans, grounds, lists and the ends of clauses."""

from __future__ import annotations

import regex

REACH = 90  # code points between a verb and what it governs, and between two verbs of a chain
CLOSE = 30  # between a verb and the law that it governs, not only refers to
FAR = 170  # the same where "theo" ties the deed to the directive
OBJECT = regex.compile(  # what makes the name that follows no subject
    r"(?i)(?:\b(?:của|với|cho|từ|về|giữa|giúp|bởi|thuộc|tại|trong|đến|tới|đối với|cùng|trên|theo"
    r"|trình|là|gửi|tham mưu)|\d) (?:các )?\Z|\b(?:với|giữa) [\p{Ll} ]{1,25}(?:,| và) \Z"
)
JOINED = regex.compile(r"\s?(?:,|và|, và|;) ")
BREAK = regex.compile(r"[.!?] |: ?(?=\p{Lu})")
SAYS = regex.compile(r"\b(?:cho biết|cho rằng|nhấn mạnh|khẳng định|đánh giá cao)\b")
PLANNED = regex.compile(
    r"(?i)\b(?:cần|phải|sẽ|đề nghị|yêu cầu|trong thời gian tới|thời gian tới|phấn đấu"
    r"|(?<!được )giao(?! (?:ban|thông|lưu|dịch|đất|tiếp|khoán))"
    r"|nhiệm vụ (?:trọng tâm|sau)|năm tới|dự kiến|chủ động tiến hành)\b"
)
DONE = regex.compile(r"\b(?:đã|vừa)\b")
NEGATED = regex.compile(r"\b(?:chưa|không(?! ngừng)|thiếu)\b")
CHANGES = regex.compile(r"\b(?:sửa đổi|bổ sung|thay thế|bãi bỏ|dự thảo)\b")
ACCORDING = regex.compile(r"\b(?i:theo|trên cơ sở|căn cứ)(?: tinh thần| nội dung| quy định tại)? ")
GROUNDS = regex.compile(rf"{ACCORDING.pattern}(?:\p{{L}}+ ){{0,6}}\Z")
MENTIONED = regex.compile(  # a law that a rule merely refers to
    r"(?<!theo )quy định (?:tại|trong|ở)[^,;.]{0,40}\Z"
)
OPENING = regex.compile(  # a clause before the subject: "Sau 10 năm thực hiện …, UBND tỉnh đã …"
    r"[\s\-–+*•]*(?:Sau|Qua|Thực hiện|Triển khai|Trên cơ sở|Theo|Để|Căn cứ|Nhằm|Ngay sau"
    r"|Quán triệt|Trong|Từ khi|Với|Xác định|Chấp hành|[^,;]{0,120}\b(?:trên cơ sở|theo|căn cứ))\b"
)
SINCE = regex.compile(r"[\s\-–+*•]*(?:Ngay )?(?:[Ss]au khi|[Tt]ừ khi|[Kk]hi)\b")
NO_SUBJECT = regex.compile(  # nothing but adverbs and adjuncts stand before the verb
    r"[\s\-–+*•]*(?:(?:Về|Trong|Đối với|Cùng với|Bên cạnh|Ngoài)[^,;]{0,80}?(?:,|(?= đã))\s*)?"
    r"(?:(?:Đồng thời|Bên cạnh đó|Ngoài ra|Đặc biệt|Trong đó|Qua đó),? )?"
    r"(?:(?:Đã|đã|Chủ động|chủ động|cũng đã|kịp thời|thường xuyên|tích cực)\b,? ?)+"
    r"(?:\p{Ll}+ ){0,3}"
)
TYPE_NAMES = ("hướng dẫn", "chỉ đạo")
TYPE_WORD = regex.compile(r" (?:số:? )?")
REVIEWED = regex.compile(
    r",? (?:(?:lại |về )?(?:việc|kết quả|tình hình|công tác|hiệu quả|quá trình|\d|một|hai|ba|năm"
    r"|sơ)|thực hiện)"
)
ISSUED = regex.compile(r" (?:đã |vừa )?(?:ký|ban hành|quy định|quyết định|thông qua)\b")
PASSIVE = regex.compile(r",? (?:đã |đang )*(?:được|do) ")
ASSIGNS = regex.compile(r" (?:đã )?(?:giao|phân công|yêu cầu) ")
TOPIC = regex.compile(
    r"(?:[Đđ]ối với|[Vv]ới|;|\A) ?(?:[Cc]hương trình|[Đđ]ề án|[Nn]ghị quyết|[Cc]hỉ thị|[Kk]ế hoạch"
    r"|[Kk]ết luận)? ?(?:số )?\Z"
)
THEN = regex.compile(
    r",? (?:đã |cần )?(?:chủ động |tiếp tục |tập trung )?"
    r"(?:xây dựng|triển khai|phối hợp|đề xuất|tổ chức|thực hiện|tham mưu|ban hành|rà soát)\b"
)
ACTS = regex.compile(
    r"[^.;]{0,25}?\b(?:đã|sẽ|đang|cần|phải|luôn|tập trung|chủ động|tổ chức|ban hành|xây dựng"
    r"|thực hiện|triển khai|chỉ đạo|tiếp tục|có|được|cũng|đều|trọng tâm)\b"
)
PERSON_NAME = regex.compile(r"(?: \p{Lu}\p{Ll}+){2,4}\b")
