"""Cuts lines too long to be one paragraph, as pages have that were flattened into a single line."""

from __future__ import annotations

from collections.abc import Iterator

from ..expressions import compiled
from ..model import PARAGRAPH

__all__ = ["MOST_LINE", "cut_line", "segments"]

MOST_LINE = 1_000
"""Characters up to which a line is one block."""

# a run of white space that was a line break or an indent once
_SEAM = compiled(r"\s{2,}|[\t\u3000\u2028\u2029]")
_TYPIST = compiled(r"[.!?:][\"'”’)\]]?$")
_QUOTES = "\"'”’」』》)）】\\]〕"
_END = compiled(
    # what every end begins with first: a place without it costs a tenth
    r"(?=[。！？…!?.])(?:"
    # full-width marks end a sentence wherever they stand, ellipses and half-width marks before a space
    rf"[。！？]+[。！？!?…]*[{_QUOTES}]{{0,4}}|(?:…+|\.{{3,}})[{_QUOTES}]{{0,4}}"
    rf"|(?<![!?])[!?]+[{_QUOTES}]{{0,4}}(?=\s|[^\x00-\x7f])"
    # not after an initial or a title: J. Smith, Dr. Smith
    rf"|(?<!\b[A-Z])(?<!\bMr)(?<!\bDr)(?<!\bMs)(?<!\bSt)(?<!\bMrs)(?<!\bProf)\.[{_QUOTES}]{{0,4}}"
    r"(?=\s[\"'“‘(\[]{0,2}(?:[A-Z\d]|[^\x00-\x7f])))"
)


def cut_line(raw: str) -> Iterator[tuple[str, str]]:
    """The pieces of a long line, each with the gap before it: a paragraph's, or what stood in the line.

    Wide seams (tabs, ideographic spaces, runs of spaces) part paragraphs. A paragraph that is still too
    long is cut behind its sentences, and the cut holds: joined and read again, it gives the same pieces.
    """
    for segment in segments(raw):
        if len(segment) <= MOST_LINE:
            yield segment, PARAGRAPH
            continue
        gap, at = PARAGRAPH, 0
        for end in [*(match.end() for match in _END.finditer(segment)), len(segment)]:
            piece = segment[at:end]
            if piece.strip():
                yield piece.strip(), gap if at == 0 or not piece[0].isspace() else " "
                gap = ""
            at = end


def segments(raw: str) -> Iterator[str]:
    """The folded paragraphs between wide seams."""
    at = 0
    for seam in _SEAM.finditer(raw):
        # two spaces behind a full stop are how some people type
        if seam.group() == "  " and _TYPIST.search(raw, max(at, seam.start() - 3), seam.start()):
            continue
        segment = " ".join(raw[at : seam.start()].split())
        if segment:
            yield segment
        at = seam.end()
    segment = " ".join(raw[at:].split())
    if segment:
        yield segment
