"""Names below the last paragraph."""

from __future__ import annotations

import pytest

import cleaner

SENTENCES = [
    "Sáu giờ sáng, chuyến phà đầu tiên cập bến và trên bờ chưa có nhiều người chờ.",
    "Ông bán cá xếp lại mấy chiếc rổ, ngước nhìn trời rồi bảo hôm nay gió nhẹ.",
    "Người lái phà nói rằng con đò cũ vẫn chạy mỗi ngày bốn chuyến, kể cả mùa lũ.",
]


def page(last: str, lang: str = "vi") -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in SENTENCES)
    return (
        f"<html lang='{lang}'><head><title>Bến phà buổi sáng</title></head><body><h1>Bến phà buổi sáng</h1>"
        f"<span>Thứ ba, 9/7/2024, 09:05 (GMT+7)</span><article>{paragraphs}{last}</article></body></html>"
    )


def test_a_vietnamese_article_is_signed_at_its_end() -> None:
    found = cleaner.clean(page("<p style='text-align:right'><strong>Minh Khôi</strong></p>"))
    assert found.author == "Minh Khôi"
    assert SENTENCES[-1] in found.text
    assert "Minh Khôi" not in found.text


@pytest.mark.parametrize(
    ("last", "lang"),
    [
        ("<p>Minh Khôi</p>", "en"),
        ("<p>Hết.</p>", "vi"),
        ("<p><a href='/1'>Minh Khôi</a></p>", "vi"),
        ("<div>Minh Khôi</div>", "vi"),
    ],
)
def test_other_lines_at_the_end_are_no_signature(last: str, lang: str) -> None:
    assert cleaner.clean(page(last, lang)).author is None
