"""How organisations are named: one pattern for each kind, over text in new tone placement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import regex

from indexer.text.spans import matches
from indexer.text.tables import table
from plugins._vocabulary import central, fields, type_pattern

LEVEL = (
    r"(?:T[Pp]\.?|Q\.|TX\.?|(?:[Tt]ỉnh|[Tt]hành phố|[Qq]uận|[Hh]uyện|[Tt]hị xã|[Xx]ã|[Pp]hường"
    r"|[Tt]hị trấn|[Đđ]ặc khu)(?!\p{L}))"
)
_COMMITTEE = "(?:Tỉnh|Thành|Huyện|Quận|Thị xã|Thị|Đảng) [ủỦ]y"
_PEOPLES = "(?:UBND|HĐND|Ủy ban [nN]hân dân|Hội đồng [nN]hân dân)"
_FRONT = (
    "(?:(?:Ban Thường trực )?(?:Ủy ban|UB) (?:MTTQ|Mặt trận Tổ quốc)|UBMTTQ|MTTQ|Mặt trận Tổ quốc)"
)
_UNION = (
    "(?:Hội (?:Nông dân|Liên hiệp Phụ nữ|LHPN|Phụ nữ|Cựu chiến binh|CCB|Chữ thập đỏ|Người cao tuổi)"
    "|Liên đoàn Lao động|LĐLĐ"
    "|Đoàn (?:Thanh niên|TNCS)(?: Cộng sản)?(?: Hồ Chí Minh)?"
    "|Công an|(?:Chánh )?Thanh tra(?= (?:tỉnh|thành phố|TP|huyện|quận|thị xã))"
    "|Bộ (?:Chỉ huy|CHQS)(?: [Qq]uân sự)?|Ban [Cc]hỉ huy [Qq]uân sự|Bộ đội Biên phòng"
    "|Tòa án nhân dân|TAND|Viện [Kk]iểm sát nhân dân|VKSND|(?:Chi c|C)ục [Tt]huế"
    "|Thuế(?= (?:tỉnh|thành phố|TP) )"
    "|Bảo hiểm xã hội|BHXH|Kho bạc Nhà nước"
    "|Ban [Qq]uản lý (?:các )?(?:công trình|dự án|rừng phòng hộ)"
    "|Ban [Qq]uản lý (?:các )?[Kk]hu (?:công nghiệp|kinh tế)"
    "(?:(?: và|,) (?:các )?[Kk]hu (?:công nghiệp|kinh tế))*"
    "|Đảng ủy [kK]hối (?:[cC]ác )?(?:[cC]ơ quan|[dD]oanh nghiệp)(?: và [dD]oanh nghiệp)?"
    rf"|Ban (?:Dân tộc|Tôn giáo|Xây dựng Đảng)(?= {LEVEL}))"
)

# Who stands before the name (\0) makes a person of it: "Bí thư Tỉnh ủy", "Thứ trưởng Bộ Nội vụ".
# It is found soonest from there, backwards.
PERSON_BEFORE = regex.compile(
    r"(?r)(?:[Bb]í thư(?: [Tt]hường trực)?|[Ủủ]y viên|UVTV|UVBTV|Phó|Chánh|[Gg]iám đốc|[Cc]hủ nhiệm"
    r"|Phó (?:Thủ tướng|[Cc]hủ tịch)(?: [Tt]hường trực)?(?:, [Pp]hụ trách)?"
    r"|[Tt]rưởng(?: (?:[Bb]an|[Pp]hòng|[Đđ]oàn|[Kk]hối))?|[Ll]ãnh đạo|[Đđ]ại diện|[Cc]án bộ"
    r"|[Cc]huyên viên|[Tt]hành viên|[Đđ]ại biểu|[Pp]hụ trách|[Cc]ông chức|[Tt]rụ sở|[Tt]ư lệnh"
    r"|[Đđ]ảng viên|[Bb]áo cáo viên"
    r"|[Nn]gười dân|[Nn]hân dân|[Cc]ử tri|[Hh]ội trường|[Kk]ỳ họp|[Ll]ời|[Cc]ông dân"
    r"|[Đđ]ại hội|nghị quyết"
    r"|Thường trực(?= \0Ban Bí thư)"
    r"|Chủ tịch(?= \0(?:HĐND|Hội|Ủy ban M|UBM|MTTQ|Liên đoàn|Quốc hội)))"
    r" (?:toàn thể )?(?=\0)|[Kk]ỳ họp thứ [\p{L}\d]+, (?=\0)"
)
OFFICE_BEFORE = regex.compile(  # heads who sign for what they head
    r"(?<![Pp]hó )(?:Bộ trưởng|Thống đốc|Giám đốc|Tổng [Gg]iám đốc|Chánh án|Viện trưởng"
    r"|Tổng Thanh tra|Tổng Kiểm toán|Chủ nhiệm|Cục trưởng|Tổng [Cc]ục trưởng|Hiệu trưởng"
    r"|Chánh Văn phòng) \Z"
)
PART_BEFORE = regex.compile(  # a mission or an organ of the body that follows
    r"(?<!\p{L})(?:[Đđ]oàn (?:kiểm tra|giám sát|công tác)(?: số \d+)?(?: của)?"
    r"|Ban [Cc]án sự [đĐ]ảng|(?:Ban [Tt]hường vụ )?Đảng ủy|Đảng đoàn|Thanh tra"
    r"|Cơ quan (?:Cảnh sát|An ninh) [đĐ]iều tra(?: \(\p{Lu}+\))?,?) \Z"
)

_CENTRE = (r"Trung\ ương", r"(?:Trung\ ương|T\.?Ư|TW)")  # as it is written, within a name

_FIELD = "|".join(regex.escape(f) for f in sorted(fields(), key=len, reverse=True))
_ITEM = (
    "(?:(?:tỉnh|thành|huyện|quận|thị|thị xã|đảng|chi|cấp) ủy(?! viên)(?: đảng)?"
    "|chi, đảng bộ|chi bộ|[đĐ]ảng bộ|tổ chức (?:cơ sở )?[đĐ]ảng|chính quyền(?: địa phương)?"
    "|(?:UB|Ủy ban )?MTTQ|(?:Ủy ban )?[mM]ặt trận(?: Tổ quốc)?"
    "|tổ chức chính trị ?[-–] ?xã hội|hội quần chúng|lực lượng vũ trang"
    "|đoàn thể(?: chính trị(?: ?[-–] ?xã hội)?| nhân dân)?"
    "|(?:[sS]ở|phòng),? ban,? ngành|[sS]ở,? ngành|[sS]ở|phòng(?=,|;| và)|[bB]ộ ngành|ngành"
    "|ban(?=,|;| và| đảng)|ban,? ngành|[bB]ộ(?=,|;| và)"
    "|địa phương|đơn vị(?: (?:có )?liên quan| hành chính| trực thuộc| chức năng)?"
    "|cơ quan(?: khác(?: ở [tT]rung ương)?| chuyên môn| hành chính| nhà nước| (?:có )?liên quan"
    "| ngang [bB]ộ| chức năng| (?:trực )?thuộc Chính phủ| [tT]rung ương(?! \\p{Lu})| truyền thông"
    "| báo chí| tư pháp| tham mưu(?= của|,)| (?:tiến hành )?tố tụng| đại diện chủ sở hữu"
    "| quản lý nhà nước)?"
    "|UBND|HĐND|[kK]hối [dD]ân vận|thị xã|xã,? phường|xã|phường|thị trấn|huyện|thành phố|quận"
    "|tỉnh thành(?: phố)?|tỉnh)"
)
# What acts together only where "các" or a list before it says that several are meant.
_MORE = (
    "(?:tổ chức (?:tín dụng|thành viên|(?:có )?liên quan)|tổ chức(?=,? (?:và )?(?:đơn vị|cá nhân))"
    "|lực lượng chức năng|cấp(?=, (?:các )?ngành)|cấp [hH]ội(?: phụ nữ| nông dân)?|tổ dân vận"
    "|[tT]ập đoàn(?! \\p{Lu})|[tT]ổng công ty(?! \\p{Lu})|chi cục thuế(?: khu vực)?|nhà mạng"
    "|cơ sở (?:giáo dục(?: đại học)?|y tế|đào tạo|khám,? chữa bệnh)|bệnh viện|ngân hàng thương mại"
    "|trường (?:học|đại học|cao đẳng|tiểu học|trung học|mầm non|THPT|THCS)|báo, đài"
    rf"|(?:[sS]ở|[pP]hòng) (?i:{_FIELD})"
    "|doanh nghiệp(?: nhà nước| viễn thông| bảo hiểm)?)"
)
_AND = r"(?:(?:\s?, và |\s?, | và |\s?; )(?:các )?|(?<=ủy|UBND|HĐND|vận) các )"
_ANY = rf"(?:{_MORE}|{_ITEM})(?!\p{{L}})"
_LIST = rf"{_ANY}(?:{_AND}{_ANY})*+"
_TAIL = (
    "(?:(?: và|,) cá nhân(?: (?:có )?liên quan)?"
    "| (?:các cấp|cấp (?:tỉnh|huyện|xã)|trực thuộc(?: [Tt]rung ương)?|ở cơ sở|toàn tỉnh"
    r"|(?:có )?liên quan|ven biển|biên giới|miền núi"
    rf"|(?:trên địa bàn|thuộc|trong)(?: toàn)? {LEVEL}))"
)
# "Thủ trưởng cơ quan ngang bộ", "Chủ tịch UBND các tỉnh": heads of many bodies, no person.
_ROLE = (
    r"(?:Bộ trưởng|[Tt]hủ trưởng|[Gg]iám đốc|[Cc]hủ tịch (?:UBND|[Ủủ]y ban [nN]hân dân)"
    r"|[Nn]gười đứng đầu)(?!\p{L})"
)
_HEAD = rf"{_ROLE}(?: (?:các )?{_LIST}{_TAIL}?| cấp (?:tỉnh|huyện|xã))?"
_HEADS = (
    rf"(?:[Cc]ác {_HEAD}|{_HEAD}(?={_AND}{_ROLE})|{_ROLE} các {_LIST}{_TAIL}?)"
    rf"(?:{_AND}{_HEAD})*+(?:{_AND}{_LIST}{_TAIL}?)?"
)
_OF_MANY = "(?:Hải quan|Công an|Kho bạc|BHXH|Thanh tra)"  # "Hải quan các tỉnh": not the tỉnh
_COLLECTIVE = regex.compile(
    rf"(?<!\p{{L}})(?:{_HEADS}|(?:[Cc]ác|[Tt]oàn thể) {_LIST}{_TAIL}?"
    rf"|{_ITEM}(?!\p{{L}})(?:{_AND}{_ANY})++{_TAIL}?"
    rf"|[Cc]ấp ủy(?! viên)(?: đảng)?(?!\p{{L}}){_TAIL}?"
    rf"|(?:Đảng ủy|[Kk]hối [Dd]ân vận(?: Đảng ủy)?|{_PEOPLES}|{_OF_MANY}|MTTQ|Sở (?i:{_FIELD}))"
    rf" các {_LIST}{_TAIL}?"
    rf"|(?:Đảng ủy|{_PEOPLES})(?:, {_PEOPLES})? (?:cấp (?:tỉnh|huyện|xã)|các cấp))(?!\p{{L}})"
)
# Where a collective can start: at the word that opens it, or at the first item of a list.
_OPENING = regex.compile(
    rf"(?<!\p{{L}})(?:[Cc]ác|[Tt]oàn thể|[Cc]ấp ủy|Đảng ủy|[Kk]hối [Dd]ân vận|{_PEOPLES}|MTTQ"
    rf"|{_OF_MANY}|Sở(?= \p{{L}}[^.,;]{{1,40}} các )|{_ROLE})(?!\p{{L}})"
)
_JOINT = r"(?:\s?[,;] | và | các )"
_FIRST_ITEM = regex.compile(rf"(?r)(?<!\p{{L}}){_ITEM}{_JOINT}")
_AFTER_ITEM = regex.compile(rf"(?:[,;] | và | các )(?<={_ITEM}{_JOINT})")  # the comma first: quick
_AGENCY = (
    "(?:Cục|Tổng [cC]ục|Chi cục|Viện|Học viện|(?:Trường )?Đại học"
    "|Ban Quản lý|Trung tâm|Hội đồng|Tập đoàn|(?:Tổng )?[cC]ông ty(?: cổ phần)?|Vụ|Hiệp hội"
    "|Đồn Biên phòng|Ngân hàng(?! Nhà nước)"
    "|Ủy ban(?! (?:Kiểm|[Nn]hân|MTTQ|Mặt)))"
)
# The body that a list names next: "Cục Thú y, Cục Trồng trọt và Sở Y tế".
_HEAD_WORD = (
    rf"{type_pattern()}|{_AGENCY} \p{{Lu}}|(?:Sở|Bộ|Công an|Thanh tra|{_PEOPLES})(?!\p{{L}})"
)
# A syllable in lower case that ends a word of a name: the "tộc" of "Hội đồng Dân tộc".
_TAIL_WORD = (
    r"(?: (?!(?:đã|sẽ|và|về|tại|có|cho|của|là|trong|với|phải|được|tổ|ban|yêu|đang|vừa|cũng|do"
    r"|để|từ|theo|thì|mà|này|khi|nhằm|hướng|thực (?:hiện|thi)|triển khai|trình|báo|đề|xây|tăng|chủ"
    r"|phối|tiếp|luôn|các|thành|tỉnh|huyện|quận|xã|phường|đến|trên|cùng|nêu|giao|ra|chỉ|tham|khẳng"
    r"|thống nhất|không|xác|nhấn|phát|kết|gửi|lại|mới|đều|chưa|thông (?:báo|qua|tin)|quyết|công bố"
    r"|nhận|hỗ|khuyến|lưu|cảnh báo|kiến|kiểm (?:tra|điểm)|rà|giám|đôn|đánh|quán|nghiêm|khẩn|xin"
    r"|nghe|một|cấp|quy định)\b|(?<!Đăng )ký\b|(?<!Hậu )cần\b)"
    r"(?<!Việt Nam )\p{Ll}+){0,4}"
)


@cache
def organs() -> dict[str, str]:
    """The organs of a party committee, as written → in full; empty for the committee itself."""
    return {row["written"]: row["name"] for row in table(Path(__file__).parent / "organs.csv")}


@cache
def patterns() -> dict[str, regex.Pattern[str]]:
    """The pattern of each kind of organisation but collectives, by the kind's name."""
    organ = _either(organs())
    field = _either(fields())
    level = rf"(?: (?P<level>{LEVEL}))?"
    kinds = {
        "committee": rf"(?:(?P<organ>{organ})(?P<two> và (?:{organ}))? )?"
        rf"(?P<head>{_COMMITTEE}){level}",
        "board": rf"(?P<head>(?:Ban Chấp hành )?Đảng bộ) (?P<level>{LEVEL})",
        "people": r"(?:(?P<organ>Thường trực|Chủ tịch|Văn phòng|Đảng ủy|Ban [Cc]án sự đảng"
        r"|Đảng đoàn|[Cc]ác [Bb]an(?= HĐND)"
        r"|Ban \p{Lu}\p{L}*(?:(?: -|,| và)? \p{L}+){0,5}?(?= HĐND)) )?"
        rf"(?P<head>{_PEOPLES}){level}",
        "front": rf"(?P<head>{_FRONT}(?: Việt Nam)?|{_UNION}(?: Việt Nam| VN)?){level}",
        "youth": rf"(?P<head>(?:Tỉnh|Thành|Huyện|Quận|Thị) đoàn){level}",
        "agency": rf"(?={_AGENCY} \p{{Lu}})(?!(?:{_either(central())})(?!\p{{L}}))"
        rf"(?P<head>{_AGENCY}(?: \p{{Lu}}[\p{{L}}&]*{_TAIL_WORD})"
        rf"(?:(?:(?: và| -| –|,) (?!{_HEAD_WORD})|[-–](?!{_HEAD_WORD})| (?!{type_pattern()}))"
        rf"\p{{Lu}}[\p{{L}}&]*{_TAIL_WORD})*){level}",
        "central": rf"(?P<head>{_either(central()).replace(*_CENTRE)})"
        r"(?:,? ?\(?[kK](?:hóa|hoá) (?P<term>[IVX]+|\d{1,2})\b\)?)?",
        "office": rf"(?P<head>(?:Sở|Phòng|Bộ) (?i:{field})){level}",
        "branch": rf"(?P<head>[Nn]gành (?i:{field})) (?P<level>{LEVEL})",
        "steering": r"Ban [Cc]hỉ đạo (?:Trung ương|T\.?Ư|TW|tỉnh|thành phố)"
        r"(?: về [^.;:()\n“”\"*]{4,150}?(?=\s?[.;()\n*]|,? (?:đã|ban hành|tổ chức|do|tại|để|nhằm"
        r"|thông báo|yêu cầu|phù hợp|gắn với|đồng thời|theo|trên địa bàn|có)\b|\Z))?",
        "organ": rf"(?P<organ>{organ})",
    }
    return {
        kind: regex.compile(rf"(?<!\p{{L}})(?:{pattern})(?!\p{{L}})")
        for kind, pattern in kinds.items()
    }


def collectives(text: str) -> Iterator[regex.Match[str]]:
    """Where *text* names several bodies together: "các sở, ban, ngành", "UBND các huyện"."""
    starts = {m.start() for m in _OPENING.finditer(text, overlapped=True)}
    lists = (_FIRST_ITEM.match(text, 0, m.end()) for m in _AFTER_ITEM.finditer(text))
    starts.update(m.start() for m in lists if m)
    return matches(_COLLECTIVE, text, sorted(s for s in starts if not of_code(text, s)))


def of_code(text: str, position: int) -> bool:
    """Whether a symbol at *position* belongs to a code: the "UBND" of "12/QĐ-UBND"."""
    return position > 1 and text[position - 1] == "-" and text[position - 2].isupper()


def _either(words: Iterable[str]) -> str:
    """A pattern for one of *words*, the longest first; only the first letter minds its case.

    Those with the same first word are one branch, so that few are tried where none stands.
    """
    branches: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        first, blank, rest = word.partition(" ")
        branches.setdefault(first, []).append(regex.escape(blank + rest))
    return "|".join(
        f"{regex.escape(first[0])}(?i:{regex.escape(first[1:])}(?:{'|'.join(rests)}))"
        for first, rests in branches.items()
    )
