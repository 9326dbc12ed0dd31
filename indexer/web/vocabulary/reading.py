"""What the pages of directives and of articles say."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {  # Vietnamese, English
    # directive
    "contents": ("Trong trang này", "On this page"),
    "card": ("Thẻ văn bản", "Card"),
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
    "diagram fit": ("Thu vừa khung", "Fit into the frame"),
    "diagram about": (
        "Mũi tên đi từ văn bản hay đơn vị đến văn bản mà nó làm theo. Bấm vào một ô để mở; hình "
        "lớn thì kéo để xem hết.",
        "An arrow leads from a directive or unit to what it follows. Choose a box to open it; "
        "scroll to see all of a large picture.",
    ),
    "no ties": (
        "Chưa thấy quan hệ nào giữa các văn bản trong kho.",
        "No relation between directives is told in the index.",
    ),
    "depth": ("Xa đến mấy bước", "How many steps"),
    "report of": ("Bảng đầy đủ, xuất Excel", "The whole table, and Excel"),
    "alike": ("Số ký hiệu này có ở nhiều văn bản", "Several directives have this code"),
    "choose": (
        "Chọn văn bản cần xem; cơ quan ban hành và ngày cho biết chúng khác nhau thế nào.",
        "Choose one; issuer and day tell them apart.",
    ),
    "open articles": (
        "Bài viết chưa rõ nói về văn bản nào",
        "Articles that do not tell which one they mean",
    ),
    "gap": ("còn thiếu", "missing"),
    "local level": ("Địa phương", "Provinces and below"),
    "says otherwise": ("Bài này viết", "This article says"),
    "others say": ("Các bài viết", "Articles say"),
    "search this": ("Tìm các bài nhắc đến văn bản này", "Search the articles that name it"),
    # article
    "legend": ("Chú giải", "Legend"),
    "mark code": ("số ký hiệu", "code"),
    "mark date": ("thời gian", "date"),
    "mark statistic": ("số liệu", "statistic"),
    "mark other": ("mục khác", "other finding"),
    "mark link": ("việc làm của đơn vị", "what a unit does"),
    "mark relation": ("quan hệ giữa các văn bản", "relation of directives"),
    "mark doubt": ("chỗ đáng ngờ", "doubtful place"),
    "mark here": ("chỗ đang xem", "the place asked for"),
    "text": ("Toàn văn", "Text"),
    "found": ("Tìm thấy trong bài", "What was found in it"),
    "own": ("Bài này là văn bản", "This is the text of"),
    "file": ("Tệp", "File"),
    "page of": ("Trang gốc", "Original page"),
    "untitled": ("(không có tên)", "(no title)"),
    "no text": ("Bài viết không có chữ nào.", "The article has no text."),
    # undecided
    "undecided": ("Văn bản chưa xác định", "Undecided directives"),
    "undecided about": (
        "Những chỗ mà bài viết không nói rõ là văn bản nào trong các văn bản cùng số ký hiệu.",
        "Where an article does not tell which of several directives with one code it means.",
    ),
    "none undecided": ("Không có chỗ nào chưa xác định.", "Nothing is undecided."),
}
