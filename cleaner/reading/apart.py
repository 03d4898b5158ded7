"""Takes a Chinese page apart that was flattened into one line, its blocks joined by spaces."""

from __future__ import annotations

from ..expressions import compiled

__all__ = ["APART", "is_page", "parted"]

APART = "the blocks of a page were joined by spaces in one line: it was cut at them"
_LEAST, _SEAMS, _SENTENCES = 200, 10, 2
"""Characters of a line that may be a page, places where it would be cut, and sentences that it must hold."""
_A_LINE, _LINES = 8, 5
"""Characters of a paragraph or headline, and how many a page has; a list of names has none."""
_DENSEST, _MOST_KANA = 0.4, 0.1
"""Shares of a line's characters: with fewer Han ones, or more kana to them, it is no Chinese page."""
_HAN = compiled("[\u3400-\u9fff]")
_KANA = compiled("[\u3041-\u30ff]")
_SEAM = compiled(
    "(?<![讯电訊])(?<!\\d[年月日时分])(?<=[\u3400-\u9fff。！？…：；）」』】》”’])\\s(?=[\u3400-\u9fff（「『【《“‘]|[12]\\d{3}[-年/.]\\d"
    "|\\d{1,2}月\\d{1,2}日)"
    "|(?<=[。！？])\\s(?=[\\dA-Za-z])|(?<=[)\\]])\\s(?=[\u3400-\u9fff]|\\d{1,2}月\\d)"
    "|\\s(?=(?:发布|发表|更新)(?:日期|时间)[:：]\\s?20)|(?<=[%A-Za-z])\\s(?=20\\d\\d[-年/]\\d{1,2}[-月/]\\d)"
    "|(?:(?<=[\u3400-\u9fff]\\d)|(?<=[\u3400-\u9fff]\\d\\d)|(?<=[\u3400-\u9fff]\\d{3})|(?<=\\d%))\\s(?=[\u3400-\u9fff])"
)
"""A space between two Chinese characters or marks, or before a date; beside figures it may be theirs."""
_MENU = compiled(r"(?:[^|>]{1,12}(?:\s[|>]\s)){2,16}(?:正文\s)?(?=[^|>]{8,100}$)")
_SENTENCE = compiled("[^\\s。]{16}。")


def is_page(text: str) -> bool:
    """Whether a line is such a page.

    Chinese is written without spaces, so that ten of them in a line, and sentences between some, are what was
    left of line breaks. A few stand in titles and between names.

    Args:
        text: a line, its white space folded.
    """
    if len(text) < _LEAST or text.isascii() or text.count(" ") < _SEAMS:
        return False
    han = len(_HAN.findall(text))
    if han < _DENSEST * (len(text) - text.count(" ")) or len(_KANA.findall(text)) > _MOST_KANA * han:
        return False
    if len(_SENTENCE.findall(text)) < _SENTENCES:
        return False
    blocks = _SEAM.split(text)
    return len(blocks) > _SEAMS and sum(len(block) >= _A_LINE for block in blocks) >= _LINES


def parted(text: str) -> list[str]:
    """A line that is a page, or a segment of it, cut where spaces stood for line breaks."""
    return [part for block in _SEAM.split(text) for part in _without_menu(block)]


def _without_menu(block: str) -> list[str]:
    """A path or a menu, and the title that stands behind it: 首页 > 新闻 > ..."""
    menu = _MENU.match(block)
    return [menu[0].strip(), block[menu.end() :]] if menu else [block]
