"""No codes: what only looks like a document's number, and numbers that were left blank."""

from __future__ import annotations

import pytest

from indexer.models import Annotations, Article, Code
from indexer.text.unicode import normalise
from plugins.codes import extract


def find(text: str) -> list[Code]:
    """The codes of *text* as it comes through the door, in order."""
    article = Article(id="a", path="a.txt", text=normalise(text))
    found = extract(article, Annotations(article=article))
    return sorted(found, key=lambda code: code.start)


LOOKALIKES = [
    # terms, years, days
    "nhiệm kỳ 2021-2026", "giai đoạn 2021 – 2025", "năm học 2022-2023", "niên vụ 2019/2020",
    "ngày 15/02/2020", "ngày 15-2-2020", "dịp 30/4-1/5", "quý I/2024", "từ 2015-2020/KH",
    # ratios, fractions, scores, scales, measures
    "đạt 19/19 tiêu chí", "478/488 phiếu", "chiếm 3/4 diện tích", "thắng 3-1", "tỷ lệ 1/500",
    "bản đồ 1/25.000", "huyết áp 120/80", "học lực 12/12", "trực 24/7", "điểm 8,5/10",
    "trạm 110/22kV", "đường dây 35/22 KV", "tốc độ 80 km/h", "xe 16-29 chỗ", "mật độ 120/km2",
    # prices
    "giá 85.000/kg", "12.000 đ/m2", "500.000 đồng/người/ngày", "500/USD-VND", "lãi 6%/năm",
    # roads, houses, plots, flats
    "tại Km 12/3", "Km 12+300/QL-1A", "cột mốc 1116/2", "số nhà 24/7", "số 12/3-ĐC/TT Láng",
    "ngõ 15/3/8 phố Huế", "lô 12-CN5", "căn hộ 1205-CT4/X2", "tổ 5/KP-2", "cầu vượt 2/9",
    # telephones, accounts, taxes, plates, identity
    "điện thoại 0203-382-5111", "ĐT: 0912/345/678", "hotline 1900-6068",
    "mã số thuế 0100109106-003", "tài khoản 1020-1000/0123", "biển số 29A-123.45",
    "BKS 36C-045.67", "xe 17B-01234", "CCCD số 034085001234",
    # bids, contracts, forms, files of a case
    "gói thầu số 03-XL/TB", "gói thầu XL-02", "E-TBMT 20240512345-00",
    "Hợp đồng số 08/HĐKT-2020", "Mẫu số 02-KNĐ",
    "biểu số 03/BC", "phụ lục 2/KH", "theo mẫu số 12",
    "hợp đồng số 27/2019/HĐ-TC",
    "Hợp đồng số 15/HĐ-XD",
    "mẫu số 01/TB-ĐK",
    "Mẫu 05/BC-KT kèm theo",
    # standards and products
    "TCVN 6909:2001", "TCVN 5687-2010", "QCVN 01-1:2018/BYT", "QCVN 06:2022/BXD", "ISO 9001:2015",
    "ISO/IEC 17025", "máy bay A320-200", "SARS-CoV-2", "cúm A/H5N1", "súng AK-47", "chíp i7-1165",
    "phim 35-mm/HD", "tivi 4K/UHD-TV", "NPK 16-16-8",
    # units of the army, of a school
    "Trung đoàn 12/F3", "Sư đoàn 5/QK7", "lớp 12/A-B", "lớp 7A-THCS",
    # files and addresses
    "tệp 64-KL-TW.pdf", "218_KH-UBND.docx", "tải tại 218-KH-UBND.doc",
    "https://yenkhanh.example/van-ban/64-KL/TW", "www.yenkhanh.example/12/2017/NĐ-CP",
    "yenkhanh.example.vn/van-ban/218/KH-UBND", "quyet-dinh-731-QD-TTg-2019.aspx",
    "http://vb.example/?so=64-KL/TW&trang=2", "vanthu-64-kl/tw@yenkhanh.example",
    # articles and clauses
    "Điều 12", "khoản 3, Điều 5", "điểm a/khoản 2/Điều 7", "mục 2-II/A", "Chương 3-Mục 1/TT",
]  # fmt: skip


@pytest.mark.parametrize("text", LOOKALIKES)
def test_what_only_looks_like_a_code_is_none(text: str) -> None:
    assert [(c.text, c.code) for c in find(f"Sáng nay, {text} được nhắc tới.")] == []


@pytest.mark.parametrize(
    "text",
    [
        "Số: /KH-MTTQ",
        "Số:      /QĐ-UBND",
        "Số: ......-TB/TU",
        "Số …/BC-SNV",
        "Số: ___/TTr-UBND",
        "Số:       /2019/NQ-HĐND",
        "Số …/2020/QĐ-UBND ngày …/…/2020",
        "Số:     -KH/TU",
        "Số      /UBND-KT",
        "Số: xx/QĐ-UBND",
    ],
)
def test_a_blank_number_is_no_code(text: str) -> None:
    assert [(c.text, c.code) for c in find(text)] == []
