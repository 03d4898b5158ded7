"""Tells text that is made for programs: feeds, sitemaps, data, scripts, style sheets."""

from __future__ import annotations

import json
import re

from ..expressions import compiled

__all__ = ["sniff_other"]

_COMMENT = r"/\*(?:[^*]|\*(?!/)){0,5000}\*/"
_PROLOG = compiled(
    r"(?:[\s\ufeff]|<\?[^>]{0,2000}>|<!--(?:[^-]|-(?!->)){0,5000}-->|<!DOCTYPE\s(?!html)[^>\[]{0,500}>)*",
    re.I,
)
_ROOT = compiled(r"<([a-z][\w:.-]{0,40})[\s>/]", re.I)
_ROOTS = {
    "rss": "RSS feed",
    "rdf:rdf": "RSS feed",
    "feed": "Atom feed",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
    "opml": "list of feeds",
    "soap:envelope": "SOAP message",
}
_LEAST = 200
"""Characters; what is shorter may be anything."""
_CALL = compiled(r"(?:/\*\*/)?[\w$.]{1,60}\(\s*(?=[{\[])")
_SCRIPT = compiled(
    rf"(?:{_COMMENT}|//[^\n]{{0,500}}\n|\s)*"
    r"(?:[!;(+]{0,3}function\b|\(\(\)\s?=>|[\"']use strict[\"']|(?:var|let|const)\s[\w${\[]"
    r"|import\s(?:[{*\"']|\w+\sfrom\s[\"'])"
    r"|(?:window|self|document)\.\w|define\(|require\(|webpackJsonp)"
)
_STYLE = compiled(
    rf"(?:{_COMMENT}|\s)*"
    r"(?:@(?:charset|import|media|font-face|keyframes)\b|:root\s?\{"
    r"|[\w.#:*\[][\w.#:*\[\]=\"', >+~-]{0,300}\{\s?[\w-]{2,40}\s?:)"
)
_FIELD = compiled(
    r"(?:user-agent|(?:dis)?allow|sitemap|crawl-delay|host|clean-param|noindex|request-rate)\s?:", re.I
)
"""What a line of robots.txt begins with."""
_SAMPLE = 20_000
_LINES = 10
"""Lines that tell whether a text is JSON Lines."""
_BRACES, _FEWEST = 0.005, 4
"""Share and number of braces, from which what begins like a script is one."""
_AROUND = " \t\r\n\ufeff"
_PAGE = ("<html", "<body", "<p")
"""A page may begin with what was left of a script."""


def sniff_other(text: str, *, fetched: bool = True) -> str | None:
    """What the text is, such as ``RSS feed``, if it was written for a program to read; else ``None``.

    Scripts, style sheets and short objects of JSON are looked for in what was ``fetched`` only: an article
    may begin with code, or be about a snippet.
    """
    head = text[:_SAMPLE]
    begin = _PROLOG.match(head)
    root = _ROOT.match(head, begin.end() if begin else 0)
    if root is not None:
        return _ROOTS.get(root[1].lower())
    if _is_robots_txt(head):
        return "robots.txt"
    if _is_json_lines(text):
        return "JSON Lines"
    if len(text) < _LEAST:
        return "JSON" if fetched and _is_object(text.strip(_AROUND)) else None
    if _is_data(text):
        return "JSON"
    if not fetched:
        return None
    braces = head.count("{") + head.count("}")
    if braces < max(_FEWEST, _BRACES * len(head)):
        return None
    kind = "script" if _SCRIPT.match(head) else "style sheet" if _STYLE.match(head) else None
    if kind is None or (kind == "style sheet" and head.count("{") < 2):
        return None
    lower = text.lower()
    return None if any(tag in lower for tag in _PAGE) else kind


def _is_robots_txt(head: str) -> bool:
    """Whether all lines but comments are fields of robots.txt; the last may be cut off."""
    lines = [line for line in map(str.strip, head.split("\n")) if line and not line.startswith("#")]
    return len(lines) > 1 and lines[0].lower().startswith("user-agent") and all(map(_FIELD.match, lines[:-1]))


def _is_json_lines(text: str) -> bool:
    """Whether each line is an object of JSON, and there are several; the last may be cut off."""
    text = text.lstrip(_AROUND)
    if not text.startswith("{"):
        return False
    lines = [line for line in map(str.strip, text.split("\n", 2 * _LINES)[: 2 * _LINES]) if line][:_LINES]
    return len(lines) > 1 and lines[-1].startswith("{") and all(map(_is_object, lines[:-1]))


def _is_object(text: str) -> bool:
    """Whether a text is one object of JSON, and not an empty one."""
    if text[:1] + text[-1:] != "{}":
        return False
    try:
        return bool(json.loads(text))
    except (ValueError, RecursionError):
        return False


def _is_data(text: str) -> bool:
    """Whether the text is JSON, by itself or in a call."""
    data = text.strip(_AROUND)
    call = _CALL.match(data)
    if call:
        data = data[call.end() :].rstrip(" \t\r\n;").removesuffix(")")
    if data[:1] + data[-1:] not in ("{}", "[]"):
        return False
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True
