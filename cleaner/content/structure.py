"""Figures of the elements around each block: ancestors, names, siblings, the densest container."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..reading.document import Document
from .branches import Branches
from .names import GROUPS, NameTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float32]
    Table = NDArray[np.float32]

__all__ = ["Structure"]

_NEAR = 4


class Structure:
    """The elements of a document as columns, with what their subtrees hold.

    Elements that have the same tags and names above them have the same names, tags and distances: much is
    worked out once for each such *branch*.

    Args:
        document: an HTML document with at least one element.
        names: the table of names.
        width: columns of each block.
        prose: columns of each block that read as running text, links taken off.
    """

    def __init__(self, document: Document, names: NameTable, width: Column, prose: Column) -> None:
        import numpy as np

        elements = document.elements
        self.count = len(elements)
        self.owner = np.maximum(0, np.array([block.element for block in document.blocks], np.int64))
        self.parent = np.maximum(0, np.array([element.parent for element in elements], np.int64))
        self._parents = self.parent.tolist()
        self.chars = np.array([element.chars for element in elements], np.float32)
        self.links = np.array([element.link_chars for element in elements], np.float32)
        self._branches = Branches(elements, self._parents, names)
        self._branch = self._branches.of[self.owner]
        self._width, self._prose = width, prose
        self._sums()
        self.container = self._densest()
        self.kind = self._branches.named[self._branch]

    def _sums(self) -> None:
        """How many blocks each subtree holds, and how many columns of them are running text.

        Elements come in the order of the page, so that each subtree is one run of them.
        """
        import numpy as np

        sizes, parents = [1] * self.count, self._parents
        for i in range(self.count - 1, 0, -1):
            sizes[parents[i]] += sizes[i]
        index = np.arange(self.count)
        self.end = index + np.array(sizes)
        own = np.zeros((2, self.count + 1))
        own[0, 1:] = np.bincount(self.owner, minlength=self.count)
        own[1, 1:] = np.bincount(self.owner, self._prose, minlength=self.count)
        self._own_prose = own[1, 1:].copy()
        # figures of single precision: their sums in double precision are exact in any order
        np.cumsum(own, axis=1, out=own)
        self.blocks, self.prose = (own[:, self.end] - own[:, index]).astype(np.float32)

    def _densest(self) -> int:
        """The element in which most running text stands close together.

        Each element hands its own running text to its parent in full, to the one above by half, and so
        on for four levels, so that the body wins over the page and over a single paragraph. Wrappers of one
        block count as the block: page builders put two or three around each paragraph.
        """
        import numpy as np

        score = np.zeros(self.count)
        alone = (self.blocks == 1).tolist()
        for i in self._own_prose.nonzero()[0].tolist():
            prose, share, at = float(self._own_prose[i]), 1.0, i
            while self._parents[at] and alone[self._parents[at]]:
                at = self._parents[at]
            own = at
            for _ in range(_NEAR):
                score[at] += prose * share * (0.8 if at == own else 1.0)
                at, share = self._parents[at], share * 0.6
                if not at:
                    break
        return int(score.argmax())

    def features(self) -> Iterator[tuple[str, Table]]:
        """Every other figure of this room, group by group: the name of the first, and a row for each."""
        yield "a0_share", self._ancestors()
        yield f"n_{GROUPS[0]}", self._branches.distances()[:, self._branch]
        yield "same_path", self._siblings()

    def _ancestors(self) -> Table:
        """Density of text and links in the block's element and the four above it."""
        import numpy as np

        total = max(1.0, float(self.chars[0]))
        all_prose = np.float32(max(1.0, float(self.prose[0])))
        at = [self.owner]
        for _ in range(_NEAR):
            at.append(self.parent[at[-1]])
        above = np.array(at)
        chars, blocks, prose = np.maximum(self.chars, 1)[above], self.blocks[above], self.prose[above]
        figures = (
            chars / total, self.links[above] / chars, np.log1p(blocks), np.minimum(2.5, prose / chars),
            prose / all_prose, np.log1p(chars / np.maximum(1, blocks)),
        )  # fmt: skip
        table: Table = np.array(figures, np.float32).swapaxes(0, 1).reshape(-1, len(self.owner))
        return table

    def inside_container(self) -> Column:
        """Which blocks stand in the densest container."""
        import numpy as np

        top = self.container
        within: Column = ((self.owner >= top) & (self.owner < self.end[top])).astype(np.float32)
        return within

    def around_container(self, within: Column) -> dict[str, Column | float]:
        """Where each block stands towards the densest container; ``within`` says which stand in it."""
        import numpy as np

        chain = [self.container]
        while chain[-1]:
            chain.append(self._parents[chain[-1]])
        depth = self._branches.depth[self._branches.of]
        shared = np.empty(self.count, np.float32)
        for i in reversed(chain):
            shared[i : self.end[i]] = depth[i]
        owner, top = self.owner, self.container
        depths, meeting = depth[owner], shared[owner]
        index = np.arange(len(owner))
        found = within.nonzero()[0]
        first, last = (found[0], found[-1]) if len(found) else (0, len(owner) - 1)
        span = max(1, last - first)
        share = self.prose[top] / max(1.0, float(self.prose[0]))
        return {
            "depth": depths,
            "c_up": depths - meeting,
            "c_down": float(depth[top]) - meeting,
            "c_place": np.maximum(-1, np.minimum(2, (index - first) / span)).astype(np.float32),
            "c_after": np.maximum(-20, np.minimum(20, index - last)).astype(np.float32),
            "c_before": np.maximum(-20, np.minimum(20, first - index)).astype(np.float32),
            "c_share": float(share),
            "c_links": float(self.links[top] / max(1.0, float(self.chars[top]))),
        }

    def _siblings(self) -> Table:
        """How many blocks share a block's path, and how alike they are in length."""
        import numpy as np

        parts = []
        log = np.log1p(self._width)
        for kind in (self._branches.tags[self._branch], self.kind):
            count = np.maximum(1, np.bincount(kind))
            mean = np.bincount(kind, log) / count
            square = np.bincount(kind, log * log) / count
            prose = np.bincount(kind, self._prose) / np.maximum(1, np.bincount(kind, self._width))
            spread = np.sqrt(np.maximum(0, square - mean * mean))
            parts.append(np.array((np.log1p(count), mean, spread, prose), np.float32)[:, kind])
        return np.concatenate(parts)
