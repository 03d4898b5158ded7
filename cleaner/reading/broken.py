"""Joins the lines of an HTML page that ``<br>`` or preformatted text breaks at a fixed width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model import Link
from .document import Element, RawBlock
from .wrap import join_wrapped

__all__ = ["join_broken"]

_LEAST = 4
"""Lines that go on; :func:`join_wrapped` asks for as many."""


def join_broken(blocks: list[RawBlock], broken: Sequence[int], elements: Sequence[Element]) -> list[RawBlock]:
    """The blocks, and in place of wrapped lines the paragraphs that they are of.

    Args:
        blocks: of the page, in page order.
        broken: those that go on behind a single break in the element of the block before, ascending.
        elements: of the page.

    The same list where nothing was wrapped. Elements of one kind in one parent, such as the paragraphs of an
    article, are looked at together, and each by itself where they were not all wrapped.
    """
    if len(broken) < _LEAST:
        return blocks
    alike: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for start, end in _runs(blocks, broken):
        element = elements[blocks[start].element]
        alike.setdefault((element.parent, element.tag), []).append((start, end))
    going_on = set(broken)
    paragraphs: list[tuple[int, int, str]] = []
    for runs in alike.values():
        together = list(_paragraphs(blocks, runs, going_on))
        each = () if together or len(runs) == 1 else runs
        paragraphs += together
        paragraphs += (found for run in each for found in _paragraphs(blocks, [run], going_on))
    joined: list[RawBlock] = []
    done = 0
    for start, end, text in sorted(paragraphs):
        joined += blocks[done:start]
        joined.append(_one_block(blocks[start:end], text))
        done = end
    return [*joined, *blocks[done:]] if done else blocks


def _paragraphs(
    blocks: Sequence[RawBlock], runs: Sequence[tuple[int, int]], going_on: set[int]
) -> Iterator[tuple[int, int, str]]:
    """What was wrapped: the first block, the one behind the last, and their text without the breaks."""
    lines: list[str] = []
    places: list[int] = []
    for start, end in runs:
        for at in range(start, end):
            if at == start or at not in going_on:
                lines.append("")
                places.append(at)
            lines.append(blocks[at].text)
            places.append(at)
    for first, last, text in join_wrapped(lines) or ():
        if first != last:
            yield places[first - 1], places[last - 1] + 1, text


def _runs(blocks: Sequence[RawBlock], broken: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Visible blocks of one element that stand side by side, some of them broken: first, behind the last."""
    done = 0
    for at in broken:
        if at < done or not _are_alike(blocks[at - 1], blocks[at]):
            continue
        start, done = at - 1, at + 1
        while start and _are_alike(blocks[start - 1], blocks[at]):
            start -= 1
        while done < len(blocks) and _are_alike(blocks[done], blocks[at]):
            done += 1
        yield start, done


def _are_alike(one: RawBlock, other: RawBlock) -> bool:
    return one.element == other.element and not (one.hidden or other.hidden)


def _one_block(lines: Sequence[RawBlock], text: str) -> RawBlock:
    """Several blocks as one, whose links and pictures move with their text."""
    links: list[Link] = []
    at = 0
    for line in lines:
        at += text.startswith(" ", at)
        links += (replace(link, start=link.start + at, end=link.end + at) for link in line.links)
        at += len(line.text)
    images = tuple(image for line in lines for image in line.images)
    return replace(lines[0], text=text, links=tuple(links), images=images)
