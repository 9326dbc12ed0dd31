"""The words of the page, in Vietnamese and English; those of the reports stand in report.words."""

from __future__ import annotations

from collections.abc import Mapping

from indexer.report.words import ENGLISH, LANGUAGES, VIETNAMESE, cell, phrase

_WORDS: Mapping[str, tuple[str, str]] = {  # Vietnamese, English
    "about": ("Tra cứu văn bản, ngay trên máy này", "Directives, looked up on this machine"),
    "skip": ("Đến nội dung chính", "Skip to the content"),
    "menu": ("Các trang", "Pages"),
    "language": ("English", "Tiếng Việt"),
    "nav search": ("Tìm kiếm", "Search"),
    "nav reports": ("Báo cáo", "Reports"),
    "nav doubts": ("Nghi vấn", "Doubts"),
    "nav undecided": ("Chưa xác định", "Undecided"),
    "nav intake": ("Nạp tài liệu", "Take files in"),
    "nav state": ("Tình trạng", "State"),
    "nav api": ("API", "API"),
    "log out": ("Đăng xuất", "Log out"),
    "footer": (
        "tracuu chạy trên máy này; không có gì được gửi đi nơi khác.",
        "tracuu runs on this machine; nothing is sent anywhere.",
    ),
    "keys": (
        "Phím tắt: / để gõ câu hỏi, ↑ ↓ để chọn, Enter để mở.",
        "Keys: / to type a question, ↑ ↓ to choose, Enter to open.",
    ),
    # search
    "query": ("Số ký hiệu hoặc từ cần tìm", "A code or words"),
    "query example": ("380-TB/TU, qd 290 tw, dân vận khéo", "380-TB/TU, qd 290 tw, dân vận khéo"),
    "query help": (
        "Gõ có dấu hay không dấu đều được. “cụm từ” trong ngoặc kép, AND OR NOT, ngh* là các từ "
        "bắt đầu như vậy.",
        "With or without diacritics. “Phrases” in quotes, AND OR NOT, ngh*: words that begin so.",
    ),
    "search": ("Tìm", "Search"),
    "filters": ("Điều kiện lọc", "Filters"),
    "apply": ("Lọc", "Apply"),
    "clear": ("Bỏ lọc", "Clear"),
    "remove": ("Bỏ điều kiện {}", "Remove {}"),
    "any": ("Tất cả", "Any"),
    "day example": ("2019, 10/2019 hoặc 09/10/2019", "2019, 10/2019 or 09/10/2019"),
    "sort": ("Sắp xếp", "Order"),
    "by relevance": ("Phù hợp nhất", "Best first"),
    "by oldest": ("Cũ nhất", "Oldest first"),
    "by title": ("Theo tên", "By title"),
    "by date": ("Mới nhất", "Newest first"),
    "each one": ("Hiện cả bài trùng nội dung", "Each article with the same news"),
    "as groups": ("Gộp bài trùng nội dung", "The same news once"),
    "directives found": ("Văn bản", "Directives"),
    "articles found": ("Bài viết", "Articles"),
    "total": ("{} bài viết", "{} articles"),
    "one": ("1 bài viết", "1 article"),
    "took": ("{} ms", "{} ms"),
    "nothing": ("Không tìm thấy bài viết nào.", "No article was found."),
    "nothing narrowed": (
        "Không có bài viết nào khớp với các điều kiện lọc.",
        "No article fits the filters.",
    ),
    "narrow": ("Thu hẹp theo", "Narrow by"),
    "facet type": ("Loại", "Type"),
    "facet issuer": ("Cơ quan ban hành", "Issuer"),
    "facet place": ("Địa bàn", "Place"),
    "facet year": ("Năm đăng", "Year"),
    "facet unit": ("Đơn vị", "Unit"),
    "facet relation": ("Việc làm", "What is done"),
    "more values": ("Thêm {} mục", "{} more"),
    "pages": ("Trang kết quả", "Pages of results"),
    "page": ("Trang {} / {}", "Page {} of {}"),
    "previous": ("Trang trước", "Previous"),
    "next": ("Trang sau", "Next"),
    "suggestions": ("Gợi ý", "Suggestions"),
    "kind code": ("văn bản", "directive"),
    "kind unit": ("đơn vị", "unit"),
    "kind issuer": ("cơ quan", "issuer"),
    "kind word": ("từ", "word"),
    "articles": ("{} bài", "articles: {}"),
    "names": ("Nhắc đến", "Names"),
    "source": ("Nguồn gốc", "Source"),
    "published": ("Đăng ngày", "Published"),
    "open here": ("Chưa xác định", "Undecided"),
    "start with": ("Bắt đầu từ", "Start with"),
    "most cited": ("Được nhắc đến nhiều nhất", "Most often named"),
    "holds": (
        "Trong kho có {articles} bài viết, nhắc đến {directives} văn bản và {units} đơn vị.",
        "{articles} articles, which name {directives} directives and {units} units, are here.",
    ),
    "nav saved": ("Đã lưu", "Saved"),
    "saved": ("Tìm kiếm đã lưu", "Saved searches"),
    "none saved": (
        "Chưa lưu câu hỏi nào. Tìm một điều gì đó, rồi bấm “Lưu” ở dưới kết quả.",
        "None yet. Search for something, then press “Save” below what is found.",
    ),
    "save": ("Lưu", "Save"),
    "save as": ("Lưu câu hỏi này với tên", "Save this search as"),
    "new": ("{} bài mới", "new: {}"),
    "nothing new": ("Không có bài mới.", "Nothing is new."),
    "mark seen": ("Đánh dấu đã xem", "Mark as seen"),
    "only new": ("Chỉ bài mới", "Only what is new"),
    "all found": ("Tất cả kết quả", "All that is found"),
    "remove saved": ("Xóa", "Remove"),
    "drop saved": ("Xóa {}", "Remove {}"),
    "alike articles": ("Bài tương tự", "Articles like this one"),
    "by words": ("Theo các từ", "By the words"),
    # directive
    "contents": ("Trong trang này", "On this page"),
    "card": ("Thẻ văn bản", "Card"),
    "undated": ("Chưa rõ ngày", "Without a day"),
    "issued by": ("do {} ban hành", "issued by {}"),
    "diagram": ("Sơ đồ quan hệ", "Diagram of relations"),
    "diagram whole": ("Xem sơ đồ rộng hơn", "A wider diagram"),
    "diagram live": ("Sơ đồ tương tác", "Interactive diagram"),
    "diagram still": ("Sơ đồ tĩnh", "Still diagram"),
    "diagram live label": (
        "Sơ đồ tương tác; các quan hệ cũng có trong những bảng của trang này",
        "Interactive diagram; its relations stand in the lists of this page as well",
    ),
    "diagram failed": (
        "Không tải được sơ đồ. Hãy thử lại.",
        "The diagram could not be fetched. Try again.",
    ),
    "depth": ("Số bước", "Steps"),
    "planned": ("dự kiến", "planned"),
    "evidence": ("Câu chứng", "Evidence"),
    "in text": ("Xem trong bài", "In the text"),
    "more": ("Xem thêm {}", "{} more"),
    "report of": ("Bảng đầy đủ và xuất Excel", "The whole table, and Excel"),
    "alike": ("Số ký hiệu này có ở nhiều văn bản", "Several directives have this code"),
    "choose": (
        "Chọn văn bản cần xem; cơ quan ban hành và ngày cho biết chúng khác nhau thế nào.",
        "Choose one; issuer and day tell them apart.",
    ),
    "gap": ("còn thiếu", "missing"),
    "open why": ("Vì sao chưa xác định", "Why it is open"),
    "may be": ("có thể là", "may be"),
    "says otherwise": ("bài này viết", "this article says"),
    "others say": ("các bài viết", "articles say"),
    "search this": ("Tìm các bài nhắc đến văn bản này", "Search the articles that name it"),
    # article
    "legend": ("Chú giải", "Legend"),
    "mark code": ("số ký hiệu", "code"),
    "mark date": ("thời gian", "date"),
    "mark statistic": ("số liệu", "statistic"),
    "mark other": ("mục khác", "other finding"),
    "mark link": ("câu nói đơn vị làm gì", "sentence on what a unit does"),
    "mark relation": ("câu nói quan hệ văn bản", "sentence on a relation"),
    "mark doubt": ("chỗ đáng ngờ", "doubtful place"),
    "mark here": ("chỗ đang xem", "the place asked for"),
    "text": ("Toàn văn", "Text"),
    "found": ("Những gì tìm thấy trong bài", "What was found in it"),
    "own": ("Bài này là văn bản", "This is the text of"),
    "file": ("Tệp", "File"),
    "page of": ("Trang gốc", "Original page"),
    "untitled": ("(không có tên)", "(no title)"),
    "no text": ("Bài viết không có chữ nào.", "The article has no text."),
    # reports
    "reports": ("Báo cáo", "Reports"),
    "one directive": ("Số ký hiệu hoặc mã văn bản", "Code or id of the directive"),
    "needs one": (
        "Báo cáo này nói về một văn bản: hãy gõ số ký hiệu của văn bản đó.",
        "This report is on one directive: type its code.",
    ),
    "needs place": (
        "Báo cáo này cần một văn bản và một tỉnh: hãy gõ số ký hiệu và địa bàn, ví dụ “tỉnh Thái "
        "Bình”.",
        "This report needs a directive and a province: type a code and a place.",
    ),
    "export": ("Tải về", "Download"),
    "by": ("Cộng theo", "Add up by"),
    "by directive": ("văn bản", "directive"),
    "by unit": ("đơn vị", "unit"),
    "by place": ("địa bàn", "place"),
    "by period": ("thời gian", "period"),
    "by nothing": ("không cộng", "nothing"),
    "level": ("Cấp", "Level"),
    "level district": ("huyện", "districts"),
    "level commune": ("xã, phường", "communes"),
    "rows": ("{} dòng", "{} rows"),
    "wide": ("Bảng rộng: kéo ngang để xem hết.", "A wide table: scroll sideways."),
    # undecided
    "undecided": ("Văn bản chưa xác định", "Undecided directives"),
    "undecided about": (
        "Những chỗ mà bài viết không nói rõ là văn bản nào trong các văn bản cùng số ký hiệu.",
        "Where an article does not tell which of several directives with one code it means.",
    ),
    "none undecided": ("Không có chỗ nào chưa xác định.", "Nothing is undecided."),
    # state
    "state": ("Tình trạng kho", "State of the index"),
    "state articles": ("Bài viết", "Articles"),
    "state directives": ("Văn bản", "Directives"),
    "state units": ("Đơn vị", "Units"),
    "state sources": ("Tệp đã đọc", "Files read"),
    "state undecided": ("Chỗ chưa xác định", "Undecided claims"),
    "state doubts": ("Nghi vấn", "Doubts"),
    "state engine": ("Máy tìm toàn văn", "Full-text engine"),
    "state folder": ("Thư mục kho", "Index folder"),
    "state pending": ("Bài chờ vào toàn văn", "Articles that the full text waits for"),
    "state written": ("Đang có chương trình ghi vào kho", "A program is writing to the index"),
    "plugins": ("Bộ nhận dạng", "Plugins"),
    "plugin name": ("Tên", "Name"),
    "plugin kind": ("Tìm gì", "What it finds"),
    "plugin version": ("Phiên bản", "Version"),
    "plugin origin": ("Nguồn", "Origin"),
    "runs": ("Các lần nạp gần đây", "Last runs"),
    "no runs": ("Chưa có lần nạp nào được ghi lại.", "No run is recorded."),
    "run": ("Lần", "Run"),
    "started": ("Bắt đầu", "Started"),
    "outcome": ("Kết quả", "Outcome"),
    "outcome done": ("xong", "done"),
    "outcome stopped": ("dừng giữa chừng", "stopped"),
    "outcome failed": ("hỏng", "failed"),
    "outcome cut off": ("bị ngắt", "cut off"),
    "outcome under way": ("đang chạy", "under way"),
    "seen": ("Đã đọc", "Seen"),
    "added": ("Thêm mới", "Added"),
    "updated": ("Cập nhật", "Updated"),
    "unchanged": ("Không đổi", "Unchanged"),
    "duplicates": ("Trùng lặp", "Duplicates"),
    "failed": ("Không đọc được", "Failed"),
    "seconds": ("Giây", "Seconds"),
    "reason": ("Lý do", "Reason"),
    # intake
    "intake": ("Nạp tài liệu vào kho", "Take files in"),
    "intake about": (
        "Trang web, Word, OpenDocument, PDF, thư, văn bản thuần, bản ghi JSONL hay CSV, và tệp nén "
        "của chúng. Bản sao được giữ trong thư mục kho.",
        "Web pages, Word, OpenDocument, PDF, messages, plain text, JSONL or CSV records, and "
        "archives of these. Copies are kept in the index folder.",
    ),
    "choose files": ("Chọn tệp", "Choose files"),
    "drop": ("Thả tệp vào đây, hoặc chọn tệp", "Drop files here, or choose them"),
    "place of": ("Địa bàn của các bài không nói rõ", "Place of texts that do not say"),
    "place example": ("tỉnh Bắc Ninh", "tỉnh Bắc Ninh"),
    "take in": ("Nạp", "Take in"),
    "at most": (
        "Mỗi lần không quá {files} tệp, {size} MB.",
        "At most {files} files and {size} MB at a time.",
    ),
    "progress": ("Tiến độ", "Progress"),
    "sending": ("Đang gửi …", "Sending …"),
    "not sent": (
        "Không gửi được. Xem các tệp có quá lớn không, rồi thử lại.",
        "They could not be sent. See whether they are too large, then try again.",
    ),
    "under way": ("Đang nạp: {} bài viết, {} tệp.", "Under way: {} articles, {} files."),
    "of files": ("{} trên {} tệp", "{} of {} files"),
    "now reading": ("Đang đọc {}", "Reading {}"),
    "ended": ("Đã nạp xong.", "Done."),
    "ended badly": ("Không nạp được", "It failed"),
    "stop": ("Dừng", "Stop"),
    "stopping": ("Đang dừng sau tệp này …", "Stopping after this file …"),
    "no answer": (
        "tracuu không trả lời; đang hỏi lại. Việc nạp có thể vẫn tiếp tục.",
        "tracuu does not answer; asking again. Taking in may be going on.",
    ),
    "stopped": (
        "Đã dừng; những gì đã nạp vẫn còn. Đưa cùng tệp vào lần nữa thì nạp tiếp.",
        "Stopped; what was taken in stays. Hand the same files in again to go on.",
    ),
    "not read": ("Không đọc được {} tệp:", "{} files were not read:"),
    "search now": ("Tìm trong kho", "Search"),
    "reload": ("Xem lại tiến độ", "Look again"),
    # api
    "api": ("API cho chương trình khác", "API for other programs"),
    "api about": (
        "Mọi trang ở đây đều có thể đọc bằng chương trình: trả lời là JSON, khóa bằng tiếng Anh "
        "như của lệnh tracuu --json.",
        "What the pages show, for programs: answers are JSON with the keys of tracuu --json.",
    ),
    "api schema": ("Bản mô tả OpenAPI (JSON)", "The OpenAPI document (JSON)"),
    "parameter": ("Tham số", "Parameter"),
    "in": ("Ở", "In"),
    "kind": ("Kiểu", "Type"),
    "needed": ("bắt buộc", "required"),
    "meaning": ("Ý nghĩa", "Meaning"),
    "try": ("Thử", "Try"),
    # log in
    "log in": ("Đăng nhập", "Log in"),
    "password": ("Mật khẩu", "Password"),
    "wrong": ("Mật khẩu không đúng.", "The password is wrong."),
    "wait": ("Đã sai nhiều lần. Hãy đợi {} giây.", "Too many tries. Wait {} seconds."),
    # what goes wrong
    "error 400": ("Yêu cầu chưa đúng", "The request is not right"),
    "error 403": ("Không được phép", "Not allowed"),
    "error 404": ("Không tìm thấy", "Not found"),
    "error 405": ("Không làm như vậy được", "Not possible this way"),
    "error 409": ("Chưa làm được lúc này", "Not possible right now"),
    "error 413": ("Quá lớn", "Too large"),
    "error 429": ("Hãy đợi một lát", "Wait a moment"),
    "error 500": ("tracuu bị lỗi", "A fault of tracuu"),
    "error 503": ("Không đọc được kho", "The index cannot be read"),
    "form expired": (
        "Trang đã cũ. Hãy mở lại trang rồi làm lại.",
        "The page is too old. Open it again and repeat.",
    ),
    "fault": (
        "Đây là lỗi của tracuu, hãy báo cho người phát triển. Cửa sổ lệnh có chi tiết.",
        "This is a fault of tracuu, please report it. The terminal has the details.",
    ),
    "back": ("Về trang tìm kiếm", "Back to the search"),
}
_PLACES = {VIETNAMESE: 0, ENGLISH: 1}


class Wording:
    """What the page says in one language."""

    def __init__(self, lang: str | None) -> None:
        self.lang = lang if lang in LANGUAGES else VIETNAMESE

    @property
    def other(self) -> str:
        """The other language."""
        return ENGLISH if self.lang == VIETNAMESE else VIETNAMESE

    def __call__(self, name: str, *values: object, **named: object) -> str:
        """What is called *name* here, with *values* in its gaps."""
        told = _WORDS[name][_PLACES[self.lang]]
        return told.format(*values, **named) if values or named else told

    def term(self, name: str) -> str:
        """A term of the reports."""
        return phrase(name, self.lang)

    def cell(self, value: object, key: str = "") -> str:
        """A value of the reports."""
        return cell(value, key, self.lang)

    def number(self, value: float) -> str:
        """A figure with its thousands apart: 12.034 in Vietnamese, 12,034 in English."""
        told = f"{value:,}"
        return told.replace(",", ".") if self.lang == VIETNAMESE else told
