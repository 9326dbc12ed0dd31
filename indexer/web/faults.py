"""What went wrong, in the language of the reader; in English errors tell it themselves."""

from __future__ import annotations

from collections.abc import Mapping

from indexer.answer.filters import BadDay
from indexer.answer.like import NoArticle
from indexer.answer.runs import UnknownRun
from indexer.answer.show import UnknownCode
from indexer.errors import NoIndex
from indexer.report.expected import UnknownProvince
from indexer.report.words import ENGLISH, VIETNAMESE
from indexer.store.errors import BrokenFullText, IndexBusy, IndexLocked, NotReadable
from indexer.store.saved import NotSaved
from indexer.web.taking import Busy
from indexer.web.uploads import TooMuch

_IN_VIETNAMESE: Mapping[type[Exception], str] = {
    UnknownCode: "Trong kho không có văn bản hay bài viết nào là “{typed}”.",
    NoArticle: "Trong kho không có bài viết “{typed}”.",
    UnknownRun: "Kho không giữ lần nạp số {number}.",
    NotSaved: "Chưa có tìm kiếm nào được lưu với tên “{name}”.",
    BadDay: "“{typed}” không phải là ngày. Hãy gõ 09/10/2019, 10/2019 hoặc 2019.",
    UnknownProvince: (
        "Bảng địa danh không có huyện hay xã nào của tỉnh “{typed}” vào thời gian này. Hãy gõ tên "
        "tỉnh như “tỉnh Bắc Ninh”, hoặc chọn cấp khác."
    ),
    IndexBusy: "Một chương trình tracuu khác đang ghi vào kho. Hãy đợi xong rồi thử lại.",
    Busy: "Đang nạp tài liệu. Hãy đợi xong rồi thử lại.",
    TooMuch: "Quá nhiều trong một lần. Hãy đưa ít tệp hơn, hoặc dùng lệnh tracuu ingest.",
    NoIndex: "Không có kho nào trong thư mục này nữa. Hãy tạo kho bằng lệnh tracuu ingest.",
    BrokenFullText: "Không đọc được phần toàn văn của kho. Hãy dựng lại bằng lệnh tracuu reindex.",
    NotReadable: (
        "Không đọc được kho. Hãy xem ổ đĩa có còn đó không, và có quyền đọc các tệp không; "
        "bản thân kho có thể vẫn nguyên vẹn."
    ),
    IndexLocked: (
        "Một chương trình khác đang giữ kho. Hãy đóng chương trình đó rồi thử lại; kho vẫn an toàn."
    ),
}


def told(error: Exception, lang: str) -> tuple[str, str]:
    """What went wrong, in *lang* where there are words for it, and the language it is in."""
    words = _IN_VIETNAMESE.get(type(error)) if lang == VIETNAMESE else None
    return (words.format(**vars(error)), lang) if words else (str(error), ENGLISH)
