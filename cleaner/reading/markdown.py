"""Reads Markdown, as crawlers hand it out: its marks become structure, as tags do in HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from ..expressions import compiled
from ..limits import DEFAULT_LIMITS, Limits, Watch
from .document import Document, Hints
from .html import read_html

__all__ = ["looks_like_markdown", "read_markdown"]

_LINK = compiled(r"\]\(<?(?:https?://|/|#|\./|\.\./|mailto:|javascript:)[^\s()]{0,2000}")
_HEADING = compiled(r"(?:\A|\n[ \t]*\n) {0,3}#{1,6}[ \t]+\S[^\n]*\n[ \t]*(?:\n|\Z)")
_FEWEST_LINKS = 3
_FEWEST_HEADINGS = 2
_MARK = compiled(r"\s*(?:[-*+>|#=]|\d{1,9}[.)]\s|`{3}|~{3})")
"""What begins a line that is not the rest of the line before."""
_FENCE = compiled(r"`{3,}[^`]*$|~{3,}")
_FENCE_ALONE = compiled(r"`{3,}|~{3,}")
_ITEM = compiled(r"[-*+]\s|\d{1,9}[.)]\s")
_LINK_START = compiled(r"\[[ \t]{0,40}(?:\n[ \t]{0,40}){1,4}")
_LINK_END = compiled(r"(?:[ \t]{0,40}\n){1,4}[ \t]{0,40}\]\(")
"""Line ends inside the brackets of a link around a box; CommonMark allows none that make a blank line."""
_RULE = frozenset("-:| ")
"""The line under the head of a table that is none, and borders."""
_SAID = compiled(
    r"(title|author|byline|date|published(?:[ _]time)?|url(?:[ _]source)?|source[ _]?url)[ \t]*:[ \t]+(.+)",
    re.I,
)
_LIKE_YAML = compiled(r"[\w-][\w -]{0,40}:(?:\s.*)?|\s+\S.*|-\s.*|#.*|\s*")
_FIELDS = {
    **dict.fromkeys(("author", "byline"), "author"),
    **dict.fromkeys(("date", "published", "published time"), "article:published_time"),
}
_READER = "Markdown Content:"
"""What Jina's reader writes between the lines that tell of the page and the page."""
_MOST_HEAD = 40
"""Lines of a head; a longer one is none."""
_LEAST_WRAPPED, _MOST_WIDTH = 4, 130


def looks_like_markdown(text: str) -> bool:
    """Whether a text has links or headings as Markdown writes them, and more of them than a slip."""
    return _has(text, "](", _LINK, _FEWEST_LINKS) or _has(text, "# ", _HEADING, _FEWEST_HEADINGS)


def read_markdown(source: str, limits: Limits = DEFAULT_LIMITS, watch: Watch | None = None) -> Document:
    """The blocks of a Markdown page, to be judged as flattened text is, with their links and headings.

    CommonMark with tables and raw HTML. Lines that are not joined by hard wrapping are lines of their own.
    Front matter, and what Jina's reader puts above a page, are hints and no blocks, as ``<head>`` is.
    """
    import cmarkgfm
    from cmarkgfm.cmark import Options

    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    hints, start = _head(lines)
    lines = lines[start:]
    options = Options.CMARK_OPT_UNSAFE  # raw HTML is read, and never shown
    if not _is_wrapped(lines):
        options |= Options.CMARK_OPT_HARDBREAKS
    marked = _LINK_END.sub("](", _LINK_START.sub("[", "\n".join(_plain(lines))))
    html = cmarkgfm.markdown_to_html_with_extensions(marked, options, ["table"])
    document = read_html(html, limits, watch).as_text()
    blocks = [b for b in document.blocks if "|" not in b.text or not _RULE.issuperset(b.text)]
    return replace(document, blocks=blocks, hints=hints, source=source)


def _head(lines: Sequence[str]) -> tuple[Hints, int]:
    """What stands above the page about it, and the number of its lines; 0 if nothing does."""
    first = next((i for i, line in enumerate(lines[:_MOST_HEAD]) if line.strip()), 0)
    front = bool(lines) and lines[first].rstrip() == "---"
    ends = ("---", "...") if front else (_READER,)
    top = range(first + front, min(len(lines), _MOST_HEAD))
    end = next((i for i in top if lines[i].rstrip() in ends), None)
    if end is None or not all(map(_LIKE_YAML.fullmatch, lines[first + front : end])):
        return Hints(), 0
    hints = Hints()
    for line in lines[first + front : end]:
        said = _SAID.fullmatch(line.rstrip())
        if said is None:
            continue
        name, value = said[1].lower().replace("_", " "), said[2].strip("\"'")
        if name == "title":
            hints.title = value
        elif name in _FIELDS:
            hints.meta.setdefault(_FIELDS[name], []).append(value)
        else:
            hints.canonical = value
    return hints, end + 1


def _plain(lines: Sequence[str]) -> Iterator[str]:
    """The lines without what would be code by its indentation alone, or by a fence that nothing closes.

    Crawlers indent lists, fence code, and write tildes around what is struck out.
    """
    stripped = map(str.strip, lines)
    closed = {line[0]: number for number, line in enumerate(stripped) if _FENCE_ALONE.fullmatch(line)}
    listed = fenced = blank = False
    less = 0
    for number, line in enumerate(lines):
        rest = line.lstrip(" \t")
        indent = len(line) - len(rest)
        if _FENCE.match(rest):
            if not fenced and closed.get(rest[0], -1) <= number:
                rest = line = "\\" + rest
            else:
                fenced = not fenced
        if not rest or fenced:
            blank |= not rest
            yield line
            continue
        less = less if 0 < less <= indent else 0
        if not listed and not less and line.startswith(("    ", "\t")):
            less = indent
        item = bool(_ITEM.match(rest))
        listed = item or (listed and bool(indent or not blank))  # what goes on in an item is indented
        blank = False
        yield line[less:]


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines of a paragraph are as full as they can be, so that its breaks mean nothing."""
    pairs = [
        (line, after.split(" ", 1)[0])
        for line, after in pairwise(map(str.strip, lines))
        if " " in line and "|" not in line and after and not _MARK.match(line) and not _MARK.match(after)
    ]
    if len(pairs) < _LEAST_WRAPPED:
        return False
    widest = sorted(len(line) for line, _ in pairs)[len(pairs) * 9 // 10]  # long addresses stick out
    full = sum(len(line) + 1 + len(word) > widest for line, word in pairs)
    return widest <= _MOST_WIDTH and 10 * full >= 9 * len(pairs)


def _has(text: str, sign: str, pattern: re.Pattern[str], fewest: int) -> bool:
    """Whether the pattern is found so often; ``sign`` stands in all that it finds."""
    if text.count(sign) < fewest:
        return False
    return sum(1 for _ in islice(pattern.finditer(text), fewest)) == fewest
