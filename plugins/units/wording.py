"""The wording of deeds: what marks subjects, plans, grounds, lists and the ends of clauses."""

from __future__ import annotations

import regex

REACH = 90  # code points between a verb and what it governs, and between two verbs of a chain
CLOSE = 30  # between a verb and the law that it governs, not only refers to
FAR = 170  # the same where "theo" ties the deed to the directive
OBJECT = regex.compile(  # what makes the name that follows no subject
    r"(?ir)(?:\b(?:của|với|cho|từ|về|giữa|giúp|bởi|thuộc|tại|trong|đến|tới|đối với|cùng|trên|theo"
    r"|trình|báo cáo|là|gửi|tham mưu|trước|hội nghị|chi bộ|đảng bộ)|\d) (?:các )?\Z"
    r"|\b(?:với|giữa) [\p{Ll} ]{1,25}(?:,| và) \Z"
)
GIVEN = regex.compile(r"\b(?:kế hoạch|vốn|dự toán|kinh phí|nhiệm vụ|chỉ tiêu|biên chế) \Z")
GIVES_IT = regex.compile(
    r" (?:đã |được )?(?:giao|phân bổ|bố trí|cấp)\b"
)  # "kế hoạch Thủ tướng giao"
OF_PLACE = regex.compile(
    r"\w (?:\p{Lu}\p{L}+|Quốc hội|(?:nhân|người|của) dân|dân|cán bộ|lãnh đạo) \Z"
)
MISSION = regex.compile(r"[Đđ]oàn (?!Chủ tịch|[Tt]hể|Thanh niên|TNCS|[Đđ]ại biểu|Luật sư)")
JOINED = regex.compile(r"\s?(?:,|và|, và|;) ")
BREAK = regex.compile(r"[.!?] |: ?(?=\p{Lu})")
SAYS = regex.compile(
    r"\b(?:cho biết(?! (?:đã|đang|sẽ|vừa)\b)|cho rằng|nhấn mạnh|khẳng định|đánh giá cao)\b"
)
PLANNED = regex.compile(
    r"(?i)\b(?:cần|phải|sẽ|đề nghị|yêu cầu|(?:chịu|có) trách nhiệm|trong thời gian tới"
    r"|thời gian tới|phấn đấu|phương hướng"
    r"|(?<!(?:các|những) nhiệm vụ được )giao(?! (?:ban|thông|lưu|dịch|đất|tiếp|khoán))"
    r"|nhiệm vụ (?:trọng tâm|sau)|năm tới|dự kiến|chủ động tiến hành)\b"
)
ASKS = regex.compile(  # somebody wants another to do it; not "được giao", "theo yêu cầu"
    r"(?<!\b(?:được|theo|các|những|mọi|đáp ứng|bảo đảm|đảm bảo|xét|văn bản|công văn) )"
    r"\b(?:[Yy]êu cầu|[Đđ]ề nghị|[Kk]iến nghị|lưu ý|nhắc nhở|nhấn mạnh|[Pp]hân công"
    r"|thống nhất:|nhất trí:|[Gg]iao (?=các |\p{Lu}|nhiệm vụ cho|cho))"
)
DONE = regex.compile(r"\b(?:đã|vừa)\b")
NEGATED = regex.compile(r"\b(?:chưa|không(?! ngừng)|thiếu)\b")
CHANGES = regex.compile(r"\b(?:sửa đổi|bổ sung|thay thế|bãi bỏ|thu hồi|hủy bỏ|dự thảo)\b")
OF_DOCUMENT = regex.compile(  # what a document is about: "Kế hoạch số 12 triển khai Nghị quyết 7"
    r"[\s)]*(?:năm \d{4} )?(?:(?:về|quy định|hướng dẫn|sửa đổi|phê duyệt|ban hành) [^,;.:]{0,90})?"
    r"(?:tổ chức |tiếp tục |đẩy mạnh |tăng cường )?"
)
ACCORDING = regex.compile(
    r"\b(?i:theo|trên (?:cơ sở|tinh thần)|căn cứ)(?: tinh thần| nội dung| quy định tại)? "
)
GROUNDS = regex.compile(rf"{ACCORDING.pattern}(?:\p{{L}}+ ){{0,6}}\Z")
GROUNDS_IN = regex.compile(  # "Trên cơ sở định hướng của Bộ Chính trị tại Kết luận số …"
    r"(?:Căn cứ|Trên cơ sở|Thực hiện)(?: vào)? (?:các |những )?(?:quy định|định hướng|chủ trương"
    r"|(?:ý kiến )?chỉ đạo|kết luận|yêu cầu|đề nghị|nhiệm vụ|hướng dẫn|thẩm quyền)\b[^.;:]{0,110}?"
    r" (?:tại|của|trong|theo)(?: [^,.;:]{0,40}?)? (?:\p{L}+ ){0,4}(?:số:? )?\Z"
)
CONTENTS = regex.compile(  # what of a document is carried out, and where in it that stands
    r" (?:\p{L}+ ){0,6}(?:chỉ đạo|kết luận|yêu cầu|nhiệm vụ|nội dung|chủ trương|quan điểm|mục tiêu"
    r"|giải pháp|chính sách|đề nghị|định hướng|tinh thần)\b[^.;:]*"
    r" (?:tại|trong|theo)(?: \p{L}+){0,4} \Z"
)
MENTIONED = regex.compile(  # a law that a rule merely refers to
    r"(?<!theo )(?<!ăn cứ )quy định (?:tại|trong|ở)[^,;.]{0,40}\Z"
)
OPENING = regex.compile(  # a clause before the subject: "Sau 10 năm thực hiện …, UBND tỉnh đã …"
    r"[\s\-–+*•]*(?:Riêng )?(?:Sau|Qua|Thực hiện|Triển khai|Trên cơ sở|Theo|Để|Căn cứ|Nhằm"
    r"|Ngay sau|Quán triệt|[Tt]rong|Từ khi|Với|Xác định|Chấp hành"
    r"|[^,;]{0,120}\b(?:trên cơ sở|theo|căn cứ))\b"
)
SINCE = regex.compile(r"[\s\-–+*•]*(?:Ngay )?(?:[Ss]au khi|[Tt]ừ khi|[Kk]hi)\b")
NO_SUBJECT = regex.compile(  # nothing but adverbs and adjuncts stand before the verb
    r"[\s\-–+*•]*(?:(?:Về|Trong|Đối với|Cùng với|Bên cạnh|Ngoài)[^,;]{0,80}?(?:,|(?= đã))\s*)?"
    r"(?:(?:Đồng thời|Bên cạnh đó|Ngoài ra|Đặc biệt|Trong đó|Qua đó),? )?"
    r"(?:(?:Đã|đã|Chủ động|chủ động|cũng đã|kịp thời|thường xuyên|tích cực)\b,? ?)+"
    r"(?:\p{Ll}+ ){0,3}"
)
LISTING = 260  # where a list names the documents of a kind
ABOVE_ALL = regex.compile(  # "các nghị quyết, chỉ thị của Đảng, nhất là …, Chỉ thị số 05-CT/TW"
    r" (?:\p{Ll}+,? ){0,6}(?:các|những) (?:nghị quyết|chỉ thị|kết luận|chủ trương|văn bản|quy định"
    r"|chính sách|nghị định|quyết định)\b[^.;:]*"
    r"\b(?:nhất là|trọng tâm là|đặc biệt là|trong đó có|trước hết là)\b[^.;:]*\Z"
)
ACTUALLY = regex.compile(  # it is told, not laid down: "đều thực hiện mức lương theo Nghị định"
    r"(?: \p{Lu}\p{L}+){0,3} (?:đã|đều|đang|vẫn)(?: và đang| tiếp tục| tổ chức)*"
    r" (?:thực hiện|triển khai|chấp hành|áp dụng|phối hợp)\b(?!.*\b(?:được|đóng mới)\b)"
)
GUIDED_BY = (", hướng dẫn thi hành", ", hướng dẫn thực hiện", ", hướng dẫn triển khai")
TYPE_NAMES = ("hướng dẫn", "chỉ đạo")
TYPE_WORD = regex.compile(r" (?:số:? )?")
REVIEWED = regex.compile(
    r",? (?:(?:lại |về )?(?:việc|kết quả|tình hình|công tác|hiệu quả|quá trình|\d|một|hai|ba|năm"
    r"|sơ)|thực hiện)"
)
ISSUED = regex.compile(r" (?:đã |vừa )?(?:ký|ban hành|quy định|quyết định|thông qua)\b")
PASSIVE = regex.compile(r",? (?:đã |đang )*(?:được|do) ")
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
ENDS_IN_NAME = regex.compile(r"(?: \p{Lu}\p{Ll}*){3}\Z")
BEGINS = regex.compile(  # a verb right behind the unit; not "Bộ Y tế về …", "Sở Y tế trong …"
    r" (?!(?:và|về|với|của|tại|ở|trong|trên|năm|khóa|nhiệm|số|có|là|cùng|do|theo|đối|từ|đến|giai"
    r"|lần|nay|này|cho|các|thuộc|ngày|hay|hoặc|nói|nêu|như)\b)\p{Ll}+ [\p{Ll}\d]"
)
WITH = regex.compile(r"[\s\-–+*•]*Với (?:\p{L}+ ){0,4}")  # "Với Chương trình số 04, UBND quận …"
ASKING = regex.compile(
    r" (?:đã |vừa |cũng |tiếp tục )*(?:yêu cầu|đề nghị|giao|cho (?:biết|rằng))\b"
)
BY_PLAN = regex.compile(
    r"\b(?:theo|trên cơ sở)(?: đúng)?(?: tinh thần| nội dung)? (?:\p{L}+ ){0,3}\Z"
)
BY_ORDER = regex.compile(  # "UBND xã căn cứ ý kiến chỉ đạo của Huyện ủy tại Công văn số …, mở …"
    r"\b(?:theo|căn cứ|trên cơ sở) (?:(?:ý kiến )?chỉ đạo|kết luận|yêu cầu|phân công)\b"
    r"[^,;.:]{0,80} (?:tại|trong) (?:\p{L}+ ){0,4}(?:số:? )?\Z"
)
THEN_ACTS = regex.compile(
    r"[^.;:]{0,60}?, (?:\p{Ll}+ ){0,2}(?:phối hợp|triển khai|chủ động|khẩn trương|tổ chức|thực hiện"
    r"|chỉ đạo|tập trung|rà soát)\b"
)
PART_STARTS = regex.compile(
    r"(?:[,;:](?: (?:và|thì))?|thì|[Yy]êu cầu|[Đđ]ề nghị|[Gg]iao|rằng|rõ|rõ,) (?:các )?\Z"
)
MADE = regex.compile(  # what exists "theo" a directive, or was only said, is not done by it
    r"\b(?:ban hành|thành lập|phê duyệt|được|bị|kèm|báo cáo|cho biết|xác nhận|khẳng định|Phụ lục)\b"
)
QUOTED = regex.compile(r"[\s\-–+*•]*(?:Cũng )?[Tt]heo\b")  # what a document says, not what is done
ACTED = regex.compile(r" (?:\p{Ll}+ )?(?:đã|sẽ|đang)\b")
PREDICATE = regex.compile(r" (?:được|đã|có|là)\b")
PREAMBLE = regex.compile(r"[\s\-–+*•]*(?:Căn cứ|Thực hiện|Theo|Xét)\b")
TOGETHER = regex.compile(
    r"\b(?:phối hợp|cùng)(?: \p{Ll}+){0,2} với (?:các )?\Z| cùng (?:với )?(?:các )?\Z"
)
ADVERBS = regex.compile(r" (?:tổ chức |tiến hành |đã |sẽ |cùng )*")
MEANS = regex.compile(r"\bbằng (?:\p{L}+ ){0,5}(?:số:? )?\Z")  # "cụ thể hóa … bằng Kế hoạch số 12"
CAUSES = regex.compile(  # who directs or guides others to do it
    r" (?:đã |đang |cũng )*(?:tập trung |thường xuyên |chủ động |kịp thời )?"
    r"(?:lãnh đạo,? ?)?(?:chỉ đạo|hướng dẫn|lãnh đạo|vận động) (?:các )?\Z"
)
LIABLE = regex.compile(r"(?:, [^.;]{1,60}?)? (?:chịu|có) trách nhiệm\b")
MADE_IT = regex.compile(r"\b(?:ban hành|ký) (?!kèm )(?:các |những )?(?:\p{L}+ ){0,4}(?:số:? )?\Z")
HOLDS = regex.compile(  # "Hội nghị sơ kết … Chỉ thị số 12 do Huyện ủy tổ chức"
    r" (?:phối hợp [^.;]{0,80} )?(?:tổ chức|chủ trì|tiến hành)\b"
)
MEETS = regex.compile(  # "làm việc với Huyện ủy về việc …": it is Huyện ủy that acts
    r"\blàm việc với (?:các )?\Z"
)
MEETING = regex.compile(  # "tại buổi làm việc của đoàn kiểm tra với Huyện ủy về …"
    r"\b(?:buổi|cuộc) (?:làm việc|kiểm tra|giám sát|khảo sát)[^.;,]{0,60} (?:của|giữa) (?:các )?\Z"
)
WITH_WHOM = regex.compile(r"(?: [^.;,]{0,40})? (?:với|tại|và) (?:các )?")
CHECKED = regex.compile(r" về (?:việc |kết quả |tình hình |công tác )?(?:\p{Ll}+,? ){0,6}\Z")
CONCERNS = regex.compile(r"\b(?:đối với|giúp|với|cho|của) (?:các )?\Z")
SENT = regex.compile(r"\b(?:gửi|trình|báo cáo) (?:các |tới |đến |cho )*\Z")
IN_CHARGE = regex.compile(  # what a plan lays on a unit: "Theo Kế hoạch …, Sở Y tế chủ trì …"
    r" (?:là (?:cơ quan|đơn vị) )?(?:chủ trì|chịu trách nhiệm|có trách nhiệm|có nhiệm vụ"
    r"|được giao|được phân công|sẽ|phải|cần)\b"
)
FIRST_GROUNDS = regex.compile(
    r"[\s\-–+*•]*(?:\p{L}[^,;]{0,40}, )?(?:[Tt]heo|[Cc]ăn cứ|[Tt]rên (?:cơ sở|tinh thần)|[Vv]ới"
    r"|Sau khi|Từ khi|Khi|Ngay)\b"
)
