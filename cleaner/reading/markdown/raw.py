"""Tells HTML in Markdown from words in angle brackets, which are text."""

from __future__ import annotations

import re

from ...expressions import compiled
from ..tags import DROPPED, KNOWN, ROLES, UNSEEN

__all__ = ["without_false_blocks", "without_false_tags"]

_TAG = compiled(r"<(/?)([A-Za-z][A-Za-z\d-]{0,60})((?:[\s/][^<>]{0,5000})?)>")
_SWITCHES = frozenset(
    (
        *("allowfullscreen", "async", "autoplay", "checked", "controls", "defer", "disabled", "hidden"),
        *("itemscope", "loop", "muted", "noshade", "nowrap", "open", "reversed", "selected"),
    )
)
"""Attributes that stand without a value."""
_NEEDS_END = frozenset(
    (*(name for name, role in ROLES.items() if role == DROPPED), *UNSEEN, "textarea", "xmp", "plaintext")
)
"""Elements that hide the rest of the page where they have no end."""
_BLOCK = compiled(r"^ {0,3}(?=<((?:script|pre|style|textarea)(?=[\s>])|!--|\?|!\[CDATA\[))", re.I | re.M)
_BLOCK_ENDS = {
    **{name: f"</{name}" for name in ("script", "pre", "style", "textarea")},
    "!--": "-->",
    "?": "?>",
    "![cdata[": "]]>",
}


def without_false_blocks(text: str) -> str:
    """Markdown in which nothing opens a block of HTML, up to its end, that has none."""
    if "<" not in text:
        return text
    lower = text.lower()
    ends = {opening: lower.rfind(end) for opening, end in _BLOCK_ENDS.items()}

    def escaped(block: re.Match[str]) -> str:
        return block[0] if ends[block[1].lower()] > block.start() else block[0] + "\\"

    return _BLOCK.sub(escaped, text)


def without_false_tags(html: str) -> str:
    """HTML that was made of Markdown, in which ``<name>`` is shown unless it is a tag that HTML knows.

    An element that hides what is in it needs an end.
    """
    lower = html.lower()
    ends = {name: lower.rfind(f"</{name}") for name in _NEEDS_END if f"<{name}" in lower}

    def shown(tag: re.Match[str]) -> str:
        slash, name, said = tag[1], tag[2].lower(), tag[3].strip(" \t\n/")
        known = name in KNOWN or "-" in name
        likely = not said or "=" in said or _SWITCHES.issuperset(said.lower().split())
        ended = bool(slash) or ends.get(name, len(html)) > tag.start()
        return tag[0] if known and likely and ended else "&lt;" + tag[0][1:]

    return _TAG.sub(shown, html)
