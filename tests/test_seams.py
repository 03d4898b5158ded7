"""Paragraphs cut into pieces: text, links and gaps stay where they were, however many pieces there are."""

from __future__ import annotations

from cleaner.limits import DEFAULT_LIMITS, Limits, Watch
from cleaner.model import Judgement, Kind, Link
from cleaner.reading.document import Document, Hints, RawBlock
from cleaner.seams import Pieces, cut_seams
from cleaner.spam import Detector

NOTHING = Judgement(False, 0.0)


def cut(text: str, links: tuple[Link, ...], pieces: Pieces) -> list[RawBlock]:
    """The pieces of one block, as though the detector had found them."""
    document = Document(Kind.TEXT, [RawBlock(text, links=links)], Hints())
    return cut_seams(document, Detector(), {text: pieces}, Watch(), DEFAULT_LIMITS)[0].blocks


def test_a_link_across_a_seam_belongs_to_both_pieces() -> None:
    text = "One two. Three four."
    links = (Link(0, 3, "a"), Link(4, 14, "b"), Link(15, 19, "c"))
    first, second = cut(text, links, [(0, 9, NOTHING), (9, 20, NOTHING)])
    assert (first.text, second.text, second.gap) == ("One two.", "Three four.", " ")
    assert first.links == (Link(0, 3, "a"), Link(4, 8, "b"))
    assert second.links == (Link(0, 5, "b"), Link(6, 10, "c"))


def test_many_seams_and_links_are_not_quadratic() -> None:
    count, sentence = 40_000, "This is one sentence of the paragraph. "
    text = (sentence * count).strip()
    places = range(0, count * len(sentence), len(sentence))
    links = tuple(Link(start, start + 4, "a") for start in places)
    blocks = cut(text, links, [(start, start + len(sentence), NOTHING) for start in places])
    assert len(blocks) == count
    assert all(block.links == (Link(0, 4, "a"),) for block in blocks)


def test_pieces_count_as_blocks_for_the_limit() -> None:
    text = "One. " * 10
    document = Document(Kind.TEXT, [RawBlock(text), RawBlock("Two.")], Hints())
    pieces = [(start, start + 5, NOTHING) for start in range(0, 50, 5)]
    known = {text: pieces, "Two.": [(0, 4, NOTHING)]}
    cut_short, spam = cut_seams(document, Detector(), known, Watch(), Limits(blocks=7))
    assert [block.text for block in cut_short.blocks] == ["One."] * 7
    assert len(spam) == 7
    assert cut_short.notes == ["only the first 7 blocks of the page were read"]
    assert len(cut_seams(document, Detector(), known, Watch(), Limits(blocks=11))[0].blocks) == 11
