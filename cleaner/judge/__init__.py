"""The only room where decisions are made: one label for each block, one verdict for the page.

Everything below this room finds evidence; here it is weighed together. The order: what is spam once its
surroundings have spoken (``context``), what the wording gives away and what the content engine thinks
(``blocks``), and last the page as a whole (``page``).
"""

from __future__ import annotations

from ..reading.document import Document
from .blocks import label_blocks, signals_of
from .context import spam_blocks
from .decision import Decision, Findings, speaks_against
from .page import judge_page

__all__ = ["Decision", "Findings", "decide", "signals_of", "speaks_against"]


def decide(document: Document, findings: Findings) -> Decision:
    """Labels every block and the page."""
    spam = spam_blocks(document, findings)
    decision = label_blocks(document, findings, spam)
    judge_page(document, findings, decision)
    return decision
