"""What WeChat's pages say of themselves in their scripts only: when they were sent, and by which account."""

from __future__ import annotations

from ..expressions import compiled
from .declared import Declared

__all__ = ["add_scripted"]

_PAGE = 'id="js_content"'
_TIME = compiled(r"\bvar ct\s{0,3}=\s{0,3}[\"'](1\d{9})[\"']")
_ACCOUNT = compiled(r"\bvar nickname\s{0,3}=\s{0,3}(?:htmlDecode\(\s{0,3})?[\"']([^\"'\\<>]{1,60})[\"']")
_WHERE = "script"


def add_scripted(source: str, said: Declared) -> None:
    """Adds what the scripts of a page say, behind what it declares; ``source`` is the page."""
    if _PAGE not in source:
        return
    sent, account = _TIME.search(source), _ACCOUNT.search(source)
    if sent:
        said.dates.append((sent[1], _WHERE))
    if account:
        from html import unescape  # with its table of entities, which few pages need

        said.sources.append((unescape(account[1]), _WHERE))
