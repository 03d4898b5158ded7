"""A run of text under construction: its pieces as the parser gives them, and the links in it."""

from __future__ import annotations

from itertools import pairwise

from ..model import Link
from .spaces import fold_spaces

__all__ = ["Run"]

_MOST_NAMES, _LONGEST_NAME = 12, 100


class Run:
    """Text between two block boundaries.

    Attributes:
        hide: number of what hides it (see :class:`cleaner.reading.hiding.Hides`); 0 for nothing.
        parts: the text as it came.
        marks: from which part on a link target holds; ``None`` where a link ends.
        named: from and to which part it is marked up as an author's name.
    """

    __slots__ = ("hide", "marks", "named", "parts")

    def __init__(self, hide: int, href: str | None = None) -> None:
        self.hide = hide
        self.parts: list[str] = []
        self.marks: list[tuple[int, str | None]] = [(0, href)] if href else []
        self.named: list[tuple[int, int]] = []

    def name(self, start: int) -> None:
        """From a part on the run is a name, unless an element inside said so of a part of it."""
        end = len(self.parts)
        if start < end and not (self.named and self.named[-1][0] >= start):
            self.named.append((start, end))

    def names(self) -> tuple[str, ...]:
        """What is marked up as names, folded like the text of the run."""
        if not self.named:
            return ()
        found = (fold_spaces("".join(self.parts[start:end])) for start, end in self.named[:_MOST_NAMES])
        return tuple(name for name in found if 0 < len(name) <= _LONGEST_NAME)

    def mark(self, href: str | None) -> None:
        """From here on text links to ``href``, or to nothing."""
        if self.parts:
            self.marks.append((len(self.parts), href))
        else:
            self.marks = [(0, href)] if href else []

    def links(self, text: str) -> tuple[Link, ...]:
        """The links of the run, in coordinates of its folded ``text``."""
        marks = self.marks
        start, href = marks[0]
        if href and start == 0 and len(marks) <= 2:
            # most links are all of their block
            behind = "".join(self.parts[marks[1][0] :]) if len(marks) == 2 else ""
            if not behind or behind.isspace():
                return (Link(0, len(text), href),)
        return tuple(self._folded_links())

    def _folded_links(self) -> list[Link]:
        """Folds stretch by stretch, keeping count of where each begins in the folded text."""
        parts, links = self.parts, []
        at, space = 0, False
        stretches: list[tuple[int, str | None]] = [(0, None), *self.marks, (len(parts), None)]
        for (start, href), (end, _) in pairwise(stretches):
            if start == end:
                continue
            raw = parts[start] if end - start == 1 else "".join(parts[start:end])
            words = raw.split()
            if not words:
                space = True
                continue
            if at and (space or raw[0].isspace()):
                at += 1
            begin, at = at, at + len(" ".join(words))
            space = raw[-1].isspace()
            if href:
                links.append(Link(begin, at, href))
        return links
