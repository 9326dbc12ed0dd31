"""Where the title of a directive begins and ends.

It stands after "về", in quotes, after a colon or straight after the day of issue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from indexer.text.spans import match_near
from plugins._vocabulary import type_pattern
from plugins.directives.clauses import Setting, main_clause

_QUOTES = {"“": "”", '"': '"', "«": "»", "‘": "’"}
_ABOUT = regex.compile(
    r"""[\s,:*_]*
    # an issuer that is not known, or the second of two: "của Hội Làm vườn về …"; not a committee,
    # whose own name goes on with "về", nor a verb: "của Bộ quy định về …"
    (?:(?:của|(?<=\p{Ll}),|(?<=\p{Ll})\svà)\s(?!Ban\s[Cc]hỉ\sđạo)
       \p{Lu}(?:(?!\s(?:quy|có|chỉ|đã|được|yêu)\s)[^.;:,()\d\n]){2,70}?\s(?=về\s(?!cơ\sbản))
      |khóa\s\d+\s(?=về\s)
      |(?:gửi|trình|báo\scáo)\s[^.;:\n]{3,250}?\s(?=(?:về\s)?về\sviệc\s)  # to whom it goes
    )?
    (?P<rules>(?:quy\sđịnh|hướng\sdẫn|phê\sduyệt|ban\shành)\s(?:chi\stiết\s)?)?
    (?:thông\sbáo\s[kK]ết\sluận(?:\scủa\s[^.;,\n]{3,60}?)?\s)?
    (?:(?:[vV]ề\s){1,2}(?:việc[\s:]+)?|[vV]ề(?:\sviệc)?:\s+|[vV]/v:?\s)
    """,
    regex.VERBOSE,
)
_COLON = regex.compile(r"[\s*_]*:\s*(?=\p{Lu})")
_QUOTE = regex.compile(r"[\s,:*_]*(?=[“\"«])")
_QUOTED_LATER = regex.compile(  # "triển khai tổ chức thực hiện “Năm kỷ cương …”"
    r" (?:triển khai|thực hiện|ban hành|phê duyệt|phát động)[^“\".;:()\n]{0,40}(?=[“\"«])"
)
# What a document does in law, which is its subject. Not "giao", "yêu cầu", "nêu rõ", which tell
# what it says, nor "triển khai", "thực hiện", which tell what for.
_DOES = (
    r"(?i:quy\sđịnh|hướng\sdẫn|sửa\sđổi|bổ\ssung|phê\sduyệt|phê\schuẩn|ban\shành|thành\slập|tiếp\stục"
    r"|tăng\scường|đẩy\smạnh|điều\schỉnh|công\snhận|thí\sđiểm|xử\sphạt\svi|bãi\sbỏ|phân\sbổ|kiện\stoàn"
    r"|bổ\snhiệm|thu\shồi|tổng\skết|sơ\skết)[\s,]"
)
_WORK = regex.compile(
    rf"""(?P<comma>,)?[\s*_]+(?={_DOES})(?!quy\sđịnh\s(?:rõ|cụ\sthể|như|tại|này)
    |ban\shành\s(?:ngày|năm|tháng|kèm|theo|nhằm|trước|sau|và|có))""",
    regex.VERBOSE,
)
# A title says nothing of a subject and does not point at what was named before.
_SAYS = regex.compile(r"\b(?:phải|sẽ|không được|thì|có hiệu lực|này|nói trên|trên đây)\b")
# What a subject begins with behind a colon. Not the news in a headline: "Nghị định 29/2025/NĐ-CP:
# Cục Thuế hoạt động theo 3 cấp".
_SUBJECT = regex.compile(
    rf"{_DOES}|(?i:về|một số|những|chương trình|kế hoạch|quy chế|chiến lược|đề án|chính sách)\s"
)
# What goes on after a title that has no quotes.
_END = regex.compile(
    r"""[;\n*|] | \.(?=\s|$) | \.\.\. | … | \? | :(?=\s)
    | \s\((?=[^)]{0,30}\d|i+\)|sau|gọi|trong\sđó|viết\stắt|bao\sgồm|Hình) | \s[-–]\s(?=\p{Lu})
    | ,?\s(?:bao\s)?gồm[\s:]
    | ,?\s(?:có\s(?:nêu|hiệu\slực|quy\sđịnh|gì\s)|nêu\s(?:rõ|tại)|như\s(?:sau|thế\snào)|ra\ssao
      |là\sgì|cho\sthấy|thì\s|gắn\svới|nhằm\s|hết\shiệu\slực|mà\s|vào\sngày\s|là\s(?:cơ|căn|một)
      |cũng\s(?:nêu|quy|đặt|yêu|xác|chỉ|đề|khẳng|là|được|có|đã|nhấn)
      |được\s(?:ban\shành|quy|xác|nêu|triển|sửa)|quy\sđịnh\s(?:rõ|cụ|như))
    # what it has done; not those it is for: "quân nhân đã phục viên", "người đã hết tuổi"
    | ,?\sđã\s(?!phục|thôi|hết|qua\s|xuất|nghỉ|đầu\stư|gây|hoàn|tham|hưởng|mất)
    | ,\sđể\s | \sđể\s(?:báo|trình|phục|bàn|các|phù|làm|quán|triển|thực|tổ|xin|lấy|chỉ|đưa)
    # what it demands or rules; not "đáp ứng yêu cầu", "vi phạm quy định về …", nor what another
    # document does that the title names
    | (?<!theo|ứng|các|những|số|hợp|và|về|với|cao|,)\syêu\scầu\s(?=\p{Lu}|các|phải|việc|cán|mọi)
    | (?<!theo|các|những|số|hiện|hành|phạm|và|về|việc|đúng|,)
      (?<!một\ssố\sđiều\scủa\s[^,;]{0,110})\squy\sđịnh\s
      (?!về|tại|của|pháp|này|trên|chung|mới|hiện|chi|tiết|một|liên)
    | \svà\s(?:các\svăn\sbản|công\sbố|trao\s|phát\sđộng|biểu\sdương|khen\sthưởng|phê\sduyệt)
    | ,?\sđang\s | ,\sđược\s | \sđược\s(?:(?=\p{Lu})|cộng\sđồng|dư\sluận|nhân\sdân)
    | \sđến\s(?!(?:19|20)\d\d)(?=\d)
    # a clause of its own begins; it is the document that was changed
    | ,\s(?:[\p{L}]+\s){1,6}(?:đã|sẽ)\s(?!được\s(?:sửa|bổ\ssung|thay\sthế|bãi\sbỏ))
    | ,\s(?:trong\sđó|qua\sđó|theo\sđó|từ\sđó|đến\snay|đồng\sthời|nhất\slà|các\scấp|với\s|ngay\s
      |thời\sgian\squa|những\snăm|năm\s\d|toàn\s(?:tỉnh|huyện|thành)|bên\scạnh|tại\s|mới\s
      |các\s(?:huyện|sở|ban|đơn|địa|bộ)|công\stác\s(?:này|trên)|(?:huyện|thành\sphố|xã)\sđã)
    | \s(?:được\s)?ban\shành\sngày\s\d
    | (?<!\d[\w/-]{0,20}[A-ZĐ]),\sngày\s\d   # a day after a code in the title belongs to it
    """,
    regex.VERBOSE,
)
# "quy định đào tạo lái xe; cấp giấy phép lái xe": what rules lay down may be a list. Not the next
# thing that the sentence tells.
_GOES_ON = regex.compile(
    r"; (?=\p{Ll}{2})(?!(?:khoản|điểm|trong|ngày|đồng thời|các|chủ động|tiếp|từ|đến|theo|không|được"
    r"|bãi bỏ|sửa đổi|thay thế|xây dựng|chịu|để|căn cứ|trên cơ sở|thực hiện|triển khai|xét)\b)"
)
_NAMED = regex.compile(rf"(?:{type_pattern()}|Luật|Bộ luật|Pháp lệnh)\b")
_DOCUMENT = regex.compile(rf"(?:,| và|, và)\s(?={_NAMED.pattern})")  # ", Nghị quyết Đại hội …"
_LONGEST = 400  # code points; the longest title of a law's implementing decree is near it


@dataclass(frozen=True)
class Title:
    """A title and where it ends in the text."""

    text: str
    end: int


def title_after(text: str, position: int, stops: Sequence[int], setting: Setting) -> Title | None:
    """The title that begins at *position*, without quotes and without "về"; None where none does.

    *stops* are where it can go no further: another document in the list, the unit that acts.
    """
    about = _ABOUT.match(text, position)
    opening = about or match_near(_COLON, text, position) or _QUOTE.match(text, position)
    if opening and text[opening.end() : opening.end() + 1] in _QUOTES:
        quoted = _quoted(text, opening.end())
        if quoted:
            return quoted
    if about:
        told = _of_a_part(about, setting)
        return None if told else _bare(text, about.end(), stops, setting, bool(about["rules"]))
    later = None if opening else _QUOTED_LATER.match(text, position)
    if later:
        return _quoted(text, later.end())
    return _headed(text, position, stops, setting) or _worked(text, position, stops, setting)


def _of_a_part(about: regex.Match[str], setting: Setting) -> bool:
    """Whether *about* tells what a part of the document is about, or what the sentence is."""
    if not setting.bare:
        return False
    if setting.provision and (about["rules"] or setting.amended):
        return True  # "Điều 20 Nghị định 90/2020/NĐ-CP quy định về …"
    return setting.introduced and about[0].startswith(",")  # "Theo Nghị định 29, về tổ chức, …"


def _headed(text: str, position: int, stops: Sequence[int], setting: Setting) -> Title | None:
    """What a colon announces: behind a day anything, in a heading what can only be a subject."""
    colon = match_near(_COLON, text, position)
    if colon is None or not (setting.dated or setting.heading):
        return None
    if not setting.dated and not _SUBJECT.match(text, colon.end()):
        return None
    return _bare(text, colon.end(), stops, setting)


def _worked(text: str, position: int, stops: Sequence[int], setting: Setting) -> Title | None:
    """What the document does, straight after its day: "… ngày 3/7/2025 sửa đổi, bổ sung …".

    Behind the issuer it is what the sentence says (gold rule).
    """
    does = _WORK.match(text, position) if setting.dated and setting.day_last else None
    if does is None or (setting.introduced and does["comma"]):
        return None  # "Căn cứ Nghị định … ngày …, thành lập tổ công tác"
    title = _bare(text, does.end(), stops, setting, listing=True)
    return None if title is None or _SAYS.search(title.text) else title


def _quoted(text: str, start: int) -> Title | None:
    """What stands between the quotes that open at *start*; quotes inside it may nest."""
    opening, closing = text[start], _QUOTES[text[start]]
    depth = 0
    for i in range(start, min(len(text), start + _LONGEST)):
        if text[i] == opening and (opening != closing or i == start):
            depth += 1
        elif text[i] == closing:
            depth -= 1
            if depth == 0:
                return _tidy(text, start + 1, i)
    return None


def _bare(
    text: str, start: int, stops: Sequence[int], setting: Setting, listing: bool = False
) -> Title | None:
    limit = min([start + _LONGEST, len(text), *(s for s in stops if s > start)])
    end = _first(_END, text, start, limit, listing)
    if setting.introduced:
        end = main_clause(text, start, end)
    document = _first(_DOCUMENT, text, start, end)
    if not _NAMED.search(text, start, document):  # not "của Luật Đất đai, Luật Nhà ở"
        end = document
    return _tidy(text, start, end)


def _first(
    pattern: regex.Pattern[str], text: str, start: int, limit: int, listing: bool = False
) -> int:
    """Where *pattern* is first found outside quotes, else *limit*; a *listing* has semicolons."""
    for match in pattern.finditer(text, start, min(len(text), limit + 10)):
        if match.start() >= limit:
            break
        if listing and _GOES_ON.match(text, match.start()):
            continue
        if not _in_quotes(text, start, match.start()):
            return match.start()
    return limit


def _in_quotes(text: str, start: int, position: int) -> bool:
    part = text[start:position]
    return part.count("“") > part.count("”") or part.count('"') % 2 == 1


def _tidy(text: str, start: int, end: int) -> Title | None:
    """The title in one line, without what punctuation and brackets are left over at its ends."""
    tidy = " ".join(text[start:end].replace("*", "").split()).strip(" ,.;:-–…/")
    tidy = regex.sub(r"^Về (?:việc )?", "", tidy)
    if tidy.count(")") > tidy.count("("):
        tidy = tidy.rpartition(")")[0].strip()
    if tidy.count("(") > tidy.count(")"):
        tidy = tidy.rpartition("(")[0].strip()
    for opening, closing in (("“", "”"), ('"', '"')):
        if tidy.startswith(opening) and tidy.find(closing, 1) == len(tidy) - 1:
            tidy = tidy[1:-1]
    closed = end + 1 if text[end : end + 1] in _QUOTES.values() else end
    return Title(tidy, closed) if len(tidy) > 3 else None
