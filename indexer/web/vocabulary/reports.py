"""What the reports say on the page, beside what they say everywhere."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {  # Vietnamese, English
    "reports": ("Báo cáo", "Reports"),
    "needs one": (
        "Báo cáo này nói về một văn bản: hãy gõ số ký hiệu của văn bản đó.",
        "This report is on one directive: type its code.",
    ),
    "needs place": (
        "Báo cáo này cần một văn bản và một tỉnh: hãy gõ số ký hiệu và địa bàn, ví dụ “tỉnh Thái "
        "Bình”.",
        "This report needs a directive and a province: type a code and a place.",
    ),
    "asked for": ("Báo cáo về", "Report on"),
    "show": ("Xem báo cáo", "Show the report"),
    "export": ("Tải về cả bảng", "Download all of it"),
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
    "rows one": ("1 dòng", "1 row"),
    "rows shown": ("Dòng {}–{} trong {} dòng", "Rows {}–{} of {}"),
    "when": ("Thời gian", "When"),
    "who": ("Văn bản, đơn vị", "Directive or unit"),
    "owner": ("Của ai, ở đâu, khi nào", "Whose, where, when"),
    "added up": ("cộng {} số liệu", "{} figures added"),
    "in all": ("cả thảy {} bài", "{} articles in all"),
    "also open": ("thêm {} bài chưa xác định", "{} more undecided"),
    "one of": ("chưa xác định, có thể là", "undecided, may be"),
    # what each one is for
    "about implementers": (
        "Từng văn bản: đơn vị nào thực hiện, sơ kết, kiểm tra, tham mưu, kèm câu chứng.",
        "Of each directive: which units implement, review, supervise or advise, with the sentence.",
    ),
    "about units": (
        "Từng đơn vị: đã làm và dự kiến làm gì với những văn bản nào.",
        "Of each unit: what it does, or plans to do, with which directives.",
    ),
    "about directives": (
        "Mọi văn bản được nhắc đến, với cơ quan ban hành, ngày và trích yếu.",
        "All directives that are named, with issuer, day and subject.",
    ),
    "about statistics": (
        "Số liệu trong các bài viết: của ai, ở đâu, theo văn bản nào; có thể cộng lại.",
        "Figures in the articles: whose, where, under which directive; they can be added up.",
    ),
    "about doubts": (
        "Ngày không có thật, cơ quan ban hành không khớp số ký hiệu, số liệu trái nhau.",
        "Days that do not exist, issuers that contradict their code, figures that do not agree.",
    ),
    "about matrix": (
        "Đơn vị theo hàng, văn bản theo cột: ai làm gì với văn bản nào.",
        "Units in rows, directives in columns: who does what with which.",
    ),
    "about red-links": (
        "Văn bản hay được nhắc mà toàn văn chưa có ở đây: nên tìm để nạp thêm.",
        "Often named, but their own text is not here: worth finding and taking in.",
    ),
    "about chain": (
        "Một văn bản đi từ trung ương xuống cơ sở, và khâu nào còn thiếu.",
        "One directive from the centre down, and what is missing on the way.",
    ),
    "about silent": (
        "Một văn bản ở một tỉnh: huyện, xã nào chưa thấy dấu vết thực hiện.",
        "One directive in a province: the districts or communes without a trace of it.",
    ),
    "about diagram": (
        "Văn bản nào căn cứ, thực hiện, thay thế văn bản nào, và đơn vị nào làm.",
        "Which directives are based on, implement or replace which, and the units that act.",
    ),
    "on all": ("Về cả kho", "On the whole index"),
    "on one": ("Về một văn bản", "On one directive"),
    # what a unit does, in a cell of the matrix
    "short implements": ("TH", "Im"),
    "short reviews": ("SK", "Re"),
    "short supervises": ("KT", "Su"),
    "short advises": ("TM", "Ad"),
    "short planned": ("( ) là dự kiến", "( ) is planned"),
}
