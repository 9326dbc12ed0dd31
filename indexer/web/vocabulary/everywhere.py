"""What every page says, and what goes wrong."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {  # Vietnamese, English
    "skip": ("Đến nội dung chính", "Skip to the content"),
    "menu": ("Các trang", "Pages"),
    "language": ("English", "Tiếng Việt"),
    "nav search": ("Tìm kiếm", "Search"),
    "nav reports": ("Báo cáo", "Reports"),
    "nav doubts": ("Nghi vấn", "Doubts"),
    "nav undecided": ("Chưa xác định", "Undecided"),
    "nav saved": ("Đã lưu", "Saved"),
    "nav intake": ("Nạp tài liệu", "Take files in"),
    "nav state": ("Tình trạng", "State"),
    "nav api": ("API cho lập trình", "API"),
    "to top": ("Lên đầu trang", "Back to the top"),
    "log out": ("Đăng xuất", "Log out"),
    "footer": (
        "tracuu chạy trên máy này; không có gì được gửi đi nơi khác.",
        "tracuu runs on this machine; nothing is sent anywhere.",
    ),
    "keys": (
        "Phím tắt: / để gõ câu hỏi, ↑ ↓ để chọn, Enter để mở.",
        "Keys: / to type a question, ↑ ↓ to choose, Enter to open.",
    ),
    "quick": ("Số ký hiệu hoặc từ", "A code or words"),
    "articles": ("{} bài", "{} articles"),
    "articles one": ("1 bài", "1 article"),
    "pages": ("Các trang của danh sách", "Pages of the list"),
    "page": ("Trang {} / {}", "Page {} of {}"),
    "previous": ("Trang trước", "Previous"),
    "next": ("Trang sau", "Next"),
    "planned": ("dự kiến", "planned"),
    "in text": ("Xem trong bài", "In the text"),
    "more": ("Xem thêm {}", "{} more"),
    "may be": ("có thể là", "may be"),
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
    "no page": ("Không có trang này.", "There is no such page."),
    "form expired": (
        "Trang đã cũ. Hãy mở lại trang rồi làm lại.",
        "The page is too old. Open it again and repeat.",
    ),
    "fault": (
        "Đây là lỗi của tracuu, hãy báo cho người phát triển. Cửa sổ lệnh có chi tiết.",
        "This is a fault of tracuu, please report it. The terminal has the details.",
    ),
    "near codes": ("Số ký hiệu gần giống", "Codes like it"),
    "look for it": ("Tìm “{}” trong các bài viết", "Search the articles for “{}”"),
    "back": ("Về trang tìm kiếm", "Back to the search"),
}
