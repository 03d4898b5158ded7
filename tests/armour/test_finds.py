"""What fuzzing and damaged pages found, each as a page of our own."""

from __future__ import annotations

import random

import cleaner
from cleaner import Kind, Page

from ..test_invariants import check

CODE = ["window.x", "{a:1}", "?", "!b", "é", "ü", "«", "var a=1;", "(NREUM={})", "http://a.b/c", "179?432"]
CODE += ["function(){return!1}", "。", "中", "a", "Il était une fois."]


def test_a_block_that_goes_as_a_whole_leaves_no_article() -> None:
    """A second reading cut the block and kept a piece, so the page was called clean, and was empty."""
    for seed in range(60):
        rng = random.Random(seed)
        text = "".join(rng.choices(CODE, k=rng.choice((200, 600, 2000))))
        check(cleaner.clean(f"<html><body><p>{text}</p></body></html>"))
        check(cleaner.clean(Page(text, kind=Kind.TEXT)))
