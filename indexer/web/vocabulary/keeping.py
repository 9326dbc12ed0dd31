"""What the pages say that take files in, tell the state of the index, and list the API."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {  # Vietnamese, English
    # state
    "state": ("Tình trạng kho", "State of the index"),
    "state articles": ("Bài viết", "Articles"),
    "state directives": ("Văn bản", "Directives"),
    "state units": ("Đơn vị", "Units"),
    "state sources": ("Tệp đã đọc", "Files read"),
    "state undecided": ("Chỗ chưa xác định", "Undecided places"),
    "state doubts": ("Chỗ đáng ngờ", "Doubtful places"),
    "state engine": ("Máy tìm toàn văn", "Full-text engine"),
    "state folder": ("Thư mục kho", "Index folder"),
    "state pending": ("Bài chờ vào toàn văn", "Waiting for the full text"),
    "state written": ("Đang có chương trình ghi vào kho", "A program is writing to the index"),
    "plugins": ("Bộ nhận dạng", "Plugins"),
    "plugin name": ("Tên, phiên bản", "Name and version"),
    "plugin kind": ("Tìm gì", "What it finds"),
    "built in": ("có sẵn", "built in"),
    "runs": ("Các lần nạp gần đây", "Last runs"),
    "no runs": ("Chưa có lần nạp nào được ghi lại.", "No run is recorded."),
    "run": ("Lần nạp", "Run"),
    "started": ("Bắt đầu", "Started"),
    "finished": ("Kết thúc", "Ended"),
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
        "Trang web, Word, OpenDocument, PDF, thư điện tử, văn bản thuần, bản ghi JSONL hay CSV, và "
        "tệp nén của chúng. Bản sao được giữ trong thư mục kho.",
        "Web pages, Word, OpenDocument, PDF, messages, plain text, JSONL or CSV records, and "
        "archives of these. Copies are kept in the index folder.",
    ),
    "choose files": ("Chọn tệp", "Choose files"),
    "drop": ("Thả tệp vào đây, hoặc", "Drop files here, or"),
    "chosen": ("Đã chọn {} tệp", "{} files are chosen"),
    "place of": ("Địa bàn của các bài không nói rõ", "Place of texts that do not say"),
    "place help": ("Không bắt buộc.", "May be left empty."),
    "place example": ("tỉnh Bắc Ninh", "tỉnh Bắc Ninh"),
    "take in": ("Nạp vào kho", "Take in"),
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
    "under way": ("Đã đọc {} bài viết, {} tệp.", "{} articles of {} files so far."),
    "now reading": ("Đang đọc {}", "Reading {}"),
    "ended": ("Đã nạp xong", "Done"),
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
    "not read": ("{} tệp không đọc được:", "{} files were not read:"),
    "search now": ("Tìm trong kho", "Search"),
    "more files": ("Nạp thêm tệp", "Take in more"),
    "reload": ("Xem lại tiến độ", "Look again"),
    # api
    "api": ("API cho chương trình khác", "API for other programs"),
    "api about": (
        "Mọi trang ở đây đều có thể đọc bằng chương trình: trả lời là JSON, khóa bằng tiếng Anh "
        "như của lệnh tracuu --json. Phần mô tả dưới đây chỉ có bằng tiếng Anh.",
        "What the pages show, for programs: answers are JSON with the keys of tracuu --json.",
    ),
    "api schema": ("Bản mô tả OpenAPI (JSON)", "The OpenAPI document (JSON)"),
    "parameter": ("Tham số", "Parameter"),
    "in": ("Nằm ở", "In"),
    "kind": ("Kiểu", "Type"),
    "needed": ("bắt buộc", "required"),
    "meaning": ("Ý nghĩa", "Meaning"),
}
# What the plugins that are shipped find; they tell it in English themselves.
PLUGINS: Mapping[str, str] = {
    "codes": "Số ký hiệu văn bản: viết đủ, viết tắt, viết thành dãy.",
    "places": "Địa danh hành chính, và bài viết nói về nơi nào.",
    "dates": "Thời gian: ngày, tháng, quý, năm và khoảng thời gian.",
    "words": "Các từ của bài viết để tìm kiếm; một số ký hiệu là một từ.",
    "organisations": "Cơ quan, đơn vị, tập thể, với tên đầy đủ và địa danh.",
    "directives": "Bài viết nói gì về từng văn bản: loại, cơ quan ban hành, ngày, trích yếu.",
    "relations": "Văn bản nào căn cứ, thực hiện, sửa đổi, thay thế, bãi bỏ, viện dẫn văn bản nào.",
    "units": "Đơn vị nào ban hành, thực hiện, sơ kết, kiểm tra hay tham mưu văn bản nào.",
    "doubts": "Chỗ mâu thuẫn về một văn bản mà người đọc kỹ sẽ hỏi lại.",
    "statistics": "Số liệu: số đếm, tỷ lệ, số tiền, diện tích và các số đo khác.",
}
