"""The only room where decisions are made: one label for each block, one verdict for the page.

Everything below this room finds evidence; here it is weighed together. Before the content engine is asked:
what an advertisement scores in its place (``placed``), and what the engine is told of it (``signals``). Then
in order: what is spam once its surroundings have spoken (``context``, ``siblings`` by ``template``), what the
wording gives away and what the engine thinks (``blocks``), what belongs together (``paragraphs``, ``rows``,
``insets``, ``tables``), the page as a whole (``page``), and last what an article does without: elements that
say they are none of it (``landmarks``), and links to other stories at its end (``closing``).
"""

from __future__ import annotations

from ..reading.document import Document
from .blocks import label_blocks
from .closing import drop_closing_links
from .context import spam_blocks
from .decision import Decision, Findings, is_doubtful, is_told, reports
from .extent import note_extent
from .insets import keep_insets_whole
from .landmarks import drop_landmarks
from .page import judge_page
from .paragraphs import keep_paragraphs_together
from .placed import scores_in_place
from .rows import keep_rows_together
from .signals import acquit, signals_of
from .tables import keep_tables_whole

__all__ = [
    "Decision",
    "Findings",
    "acquit",
    "decide",
    "is_doubtful",
    "is_told",
    "reports",
    "scores_in_place",
    "signals_of",
]


def decide(document: Document, findings: Findings) -> Decision:
    """Labels every block and the page."""
    spam = spam_blocks(document, findings)
    decision = label_blocks(document, findings, spam)
    keep_paragraphs_together(document, decision)
    keep_rows_together(document, decision)
    keep_insets_whole(document, decision)
    keep_tables_whole(document, decision)
    judge_page(document, findings, decision)
    drop_landmarks(document, decision)
    drop_closing_links(document, decision)
    note_extent(document, findings, decision)
    return decision
