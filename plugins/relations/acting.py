"""Whether it is the document before a phrase that acts, or somebody named between."""

from __future__ import annotations

import regex

from plugins.relations.joints import CHANGES, NUMBER, Joint, joint

# Somebody else acts, or it has not been done.
_OTHERS_ACT = regex.compile(
    r"\b(?:yêu cầu|đề nghị|giao|kiến nghị|đề xuất|nghiên cứu|soạn thảo|dự thảo|rà soát|dự kiến"
    r"|đang|không|chưa)\b"
)
# What stands before a verb of carrying out whose subject is not the document: "việc thực hiện".
_NOT_ITS_OWN = regex.compile(
    r"\b(?:tổng kết|sơ kết|đánh giá|kiểm tra|giám sát)\b[^.;:]{0,80}\Z"
    r"|(?:\b(?:quá trình|trong|kết quả|tình hình|\d+ năm|phổ biến|chỉ đạo|tập trung|được|đã|cần"
    r"|phải|sẽ|khi|đang)|(?<!về )(?<!cho )\bviệc)(?: (?:việc|tổ chức|tiếp tục|kết quả))*\s*\Z"
)
# "sửa đổi mức thuế của một số mặt hàng quy định tại Nghị định …"
_OTHERS = regex.compile(r", (?:đồng thời |và )?(?:\p{Lu}|(?:các|nhiều|tỉnh|huyện|xã) )[^,;:]*\Z")
_CHANGED_IN = regex.compile(r"\b(?:sửa đổi|(?P<ended>[Bb]ãi bỏ))\b(?:(?!so với)[^.;:]){0,200}\Z")
_AND_CHANGES = regex.compile(r";\s*(?:đồng thời|và)?\s*\Z")
# The last part of what stands between, after its comma: another subject ("…, UBND tỉnh đã").
_SUBJECT = regex.compile(
    r",\s+(?:đồng thời |và )?(?:\p{Lu}|(?:các|nhiều|toàn|mỗi|những|tỉnh|huyện|xã|cả) )"
    r"(?:[^,;:])*\Z|\bvà các (?:bộ|cấp|ngành|sở|xã|địa phương|đơn vị|cơ quan)\b[^;:]*\Z"
    r"|\b(?:đã|sẽ|cần|phải)\s*\Z"
)
# "Tại Nghị định …, Chính phủ bổ sung", "Theo Công văn …, các trường phải thực hiện": its content.
_WITHIN = regex.compile(rf"\b[Tt]ại {NUMBER}")
_CONTENT = regex.compile(rf"\b(?:Theo|[Tt]ại) {NUMBER}")
_DUE = regex.compile(r"\b(?:phải|cần|tiếp tục|có trách nhiệm)(?: tổ chức)?\s*\Z")
# A sentence that is about the document whose number ends this: "Theo quy định tại Nghị định …",
# "Thông tư này …", "Bộ Tài chính đã có công văn số …"; "Lưu ý: Theo Mục 5.2 Kết luận …".
_ABOUT_IT = regex.compile(
    r"\A\P{L}*(?:[^,.;:]{0,60}, )?(?:(?:[Tt]heo|[Tt]ại|Trong|Căn cứ)(?: [^,.;:]{0,40})? )?"
    rf"{NUMBER}"
    r"|\b(?:ban hành|ký|có|ra|gửi|thông qua|công bố) (?:\p{L}+ ){0,4}(?:số:? )?\Z"
)
# Its content: "Theo Nghị quyết số …, các mỏ được hưởng ưu đãi theo", "… quy định: mức đóng theo".
_SAYING = r"quy định|nêu rõ|quyết nghị|yêu cầu|hướng dẫn|xác định|khẳng định|chỉ rõ|ghi rõ|cho phép"
_SAYS = regex.compile(rf"\b(?:{_SAYING}|như sau|trong đó)\b")
_SAYS_AFTER = regex.compile(rf"\A[^;]{{0,200}}?(?:{_SAYING}|như sau): ")
# The document itself says it: "Về học phí, Nghị định số … cũng quy định: …".
_FRONTED = regex.compile(
    rf"(?:\A|[:;(–-])\W*(?:[Tt]heo|[Tt]ại|[Tt]rong|[Cc]ăn cứ)(?: [^,;:]{{0,60}}?)? {NUMBER}"
)
_OPENS_CLAUSE = regex.compile(rf"(?:\A|[,:;–-])\W*(?:đồng thời |[Nn]ội dung )?{NUMBER}")
_ITSELF_SAYS = regex.compile(rf"[^,;:.“\"]{{0,120}}? (?:{_SAYING}|nêu|đề xuất|bổ sung|sửa đổi)\b")
_SPEAKS = regex.compile(r"\b(?:cho biết|cho rằng|nhấn mạnh|lý giải|theo (?:ông|bà))\b")
_QUOTED = regex.compile(r"“[^”]{0,300}”|\"[^\"]{0,300}\"")  # a title
_BARE = regex.compile(r"(?:theo|áp dụng|nêu tại) (?!(?:các |những )?(?:quy định|hướng dẫn) )")
_ASKS = regex.compile(r"\byêu cầu\b(?:(?!\b(?:báo cáo|kiểm tra|giám sát|đánh giá)\b)[^.;:])*\Z")
_FIRST = regex.compile(r"\A\P{L}*\p{L}")


def asked_in(found: Joint, opening: str) -> bool:
    """Whether the document whose number ends *opening* asks to carry out the next one."""
    asks = _ASKS.search(found.before)
    parted = asks and regex.search("[;:]", found.before[: asks.start()])
    return bool(asks) and not parted and _is_about(opening)


def changes_in(found: Joint) -> bool:
    """Whether what is changed is "quy định tại" the next document, not done "theo" it."""
    changed = _CHANGED_IN.search(found.before)
    by = found.phrase.startswith(("theo", "đúng", "áp dụng"))
    return changed is not None and (not by or changed["ended"] is not None)


def its_own(found: Joint, opening: str) -> bool:
    """Whether it is the document before the phrase that acts, not somebody named between."""
    before = _QUOTED.sub("", found.before)
    if not opening and found.relation not in CHANGES:  # goes on with the sentence before
        bare = found.relation == "cites" and _BARE.match(found.phrase)
        return found.relation != "implements" and not bare
    if found.relation in CHANGES:
        before = _AND_CHANGES.sub("", before)
    joins = found.phrase.startswith(("gắn với", "đáp ứng"))
    if found.relation == "cites" and not joins:
        return _refers(found, opening)
    if ";" in before or ":" in before or _OTHERS_ACT.search(before):
        return False
    if found.relation == "implements" and _NOT_ITS_OWN.search(before):
        return bool(_CONTENT.search(opening) and _DUE.search(before))
    other = _OTHERS if found.relation in CHANGES else _SUBJECT
    return joins or bool(_WITHIN.search(opening)) or not other.search(before)


def _refers(found: Joint, opening: str) -> bool:
    """Whether it is the document whose number ends *opening* that refers to the next one."""
    if _OPENS_CLAUSE.search(opening) and _ITSELF_SAYS.match(found.before):
        said = _QUOTED.sub("", _SAYS_AFTER.sub("", found.before))
        listed = ";" in said and said == _QUOTED.sub("", found.before)
        return not (listed or _SPEAKS.search(said))
    before = _SAYS_AFTER.sub("", found.before)
    if ";" in before or ":" in before or not _is_about(opening):
        return False
    if _CONTENT.search(opening) or _SAYS.search(found.before):
        return True
    # "Công văn số 12 gửi các trường theo Nghị định số 3": which of the two is not told
    bare = _BARE.match(found.phrase)
    return not (bare or _OTHERS_ACT.search(before) or _SUBJECT.search(before))


def _is_about(opening: str) -> bool:
    """Whether the sentence is about the document whose number ends *opening*."""
    return bool(_ABOUT_IT.search(opening) or _FRONTED.search(opening))


def is_changed(opening: str) -> bool:
    """Whether the document whose number ends *opening* is one that others change."""
    found = joint(lowered(opening))
    return bool(found and found.relation in CHANGES and not found.turned)


def lowered(words: str) -> str:
    """*words*, the start of a sentence, with its first letter as inside of one."""
    return _FIRST.sub(lambda match: match[0].lower(), words, count=1)
