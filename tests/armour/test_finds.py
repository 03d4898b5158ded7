"""What fuzzing and damaged pages found, each as a page of our own."""

from __future__ import annotations

import random
from pathlib import Path

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


def test_what_falls_apart_line_by_line_is_read_until_nothing_more_goes() -> None:
    """Text in a wrong encoding, of which seven readings in turn took a line away; after six it was let be."""
    text = cleaner.clean((Path(__file__).parent / "finds" / "falls_apart_line_by_line.bin").read_bytes()).text
    assert text
    assert cleaner.clean(Page(text, kind=Kind.TEXT)).text == text
