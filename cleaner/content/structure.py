"""Figures of the elements around each block: ancestors, names, siblings, the densest container."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, Any

from ..reading.document import Document
from .names import GROUPS, NameTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float32]

__all__ = ["FAR", "TAGS", "Structure"]

FAR = 30
"""The distance given to what does not stand above a block at all."""
_LEVELS = 24
_AT_ONCE = 1024
"""Blocks whose ancestors are looked at together."""
_NEAR = 4

TAGS = {
    "article": ("article",),
    "main": ("main",),
    "section": ("section",),
    "aside": ("aside",),
    "nav": ("nav", "menu"),
    "header": ("header",),
    "footer": ("footer",),
    "form": ("form", "fieldset", "select", "dialog"),
    "figure": ("figure", "figcaption", "picture"),
    "table": ("table",),
    "list": ("ul", "ol"),
    "item": ("li",),
    "quote": ("blockquote",),
    "terms": ("dl",),
    "control": ("button", "label", "summary", "details"),
    "paragraph": ("p",),
    "code": ("pre", "code"),
}
"""Groups of tags to whose nearest element each block's distance is taken."""
_TAG_BITS = {tag: 1 << (len(GROUPS) + i) for i, tags in enumerate(TAGS.values()) for tag in tags}


class Structure:
    """The elements of a document as columns, with what their subtrees hold.

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
        self.depth = np.array([element.depth for element in elements], np.float32)
        self.chars = np.array([element.chars for element in elements], np.float32)
        self.links = np.array([element.link_chars for element in elements], np.float32)
        self._bits = [names.bits(e.names) | _TAG_BITS.get(e.tag, 0) for e in elements]
        self._kinds = self._intern(document)
        self._width, self._prose = width, prose
        self._sums()
        self.container = self._densest()
        self.kind = self._kinds[1][self.owner]

    def _intern(self, document: Document) -> tuple[Any, Any]:
        """Two numbers for each element: the same path of tags, and the same path of tags and names."""
        import numpy as np

        known: defaultdict[tuple[int | str, ...], int] = defaultdict(count(1).__next__)
        tags, named = [0] * self.count, [0] * self.count
        for i, (above, element) in enumerate(zip(self.parent.tolist(), document.elements, strict=True)):
            tag = element.tag
            tags[i] = known[tags[above], tag]
            named[i] = known[named[above], tag, element.names]
        return np.array(tags, np.int64), np.array(named, np.int64)

    def _sums(self) -> None:
        """How many blocks each subtree holds, and how many columns of them are running text."""
        import numpy as np

        blocks = np.bincount(self.owner, minlength=self.count).tolist()
        prose = np.bincount(self.owner, self._prose, minlength=self.count).tolist()
        paragraphs = np.bincount(self.owner, self._prose > 0, minlength=self.count).tolist()
        self._own_prose = list(prose)
        parents = self.parent.tolist()
        for i in range(self.count - 1, 0, -1):
            above = parents[i]
            blocks[above] += blocks[i]
            prose[above] += prose[i]
            paragraphs[above] += paragraphs[i]
        self.blocks = np.array(blocks, np.float32)
        self.prose = np.array(prose, np.float32)
        self.paragraphs = np.array(paragraphs, np.float32)

    def _densest(self) -> int:
        """The element in which most running text stands close together.

        Each element hands its own running text to its parent in full, to the one above by half, and so
        on for four levels, so that the body wins over the page and over a single paragraph.
        """
        score = [0.0] * self.count
        parents = self.parent.tolist()
        for i, prose in enumerate(self._own_prose):
            share, at = 1.0, i
            for _ in range(_NEAR if prose else 0):
                score[at] += prose * share * (0.8 if at == i else 1.0)
                at, share = parents[at], share * 0.6
                if not at:
                    break
        return max(range(self.count), key=score.__getitem__)

    def features(self) -> Iterator[dict[str, Column]]:
        """Every other figure of this room, one column each, group by group."""
        yield self._ancestors()
        yield self._distances()
        yield self._siblings()

    def _ancestors(self) -> dict[str, Column]:
        """Density of text and links in the block's element and the four above it."""
        import numpy as np

        out: dict[str, Column] = {}
        total = max(1.0, float(self.chars[0])) if self.count else 1.0
        all_prose = max(1.0, float(self.prose[0]))
        at = self.owner
        for level in range(_NEAR + 1):
            chars = np.maximum(self.chars[at], np.float32(1))
            out[f"a{level}_share"] = chars / total
            out[f"a{level}_links"] = self.links[at] / chars
            out[f"a{level}_blocks"] = np.log1p(self.blocks[at])
            out[f"a{level}_prose"] = np.minimum(2.5, self.prose[at] / chars)
            out[f"a{level}_prose_share"] = self.prose[at] / np.float32(all_prose)
            out[f"a{level}_mean"] = np.log1p(chars / np.maximum(1, self.blocks[at]))
            at = self.parent[at]
        return out

    def _distances(self) -> dict[str, Column]:
        """Steps up to the nearest element of each group of names and tags; ``FAR`` where there is none."""
        import numpy as np

        kinds = len(GROUPS) + len(TAGS)
        bits = np.array(self._bits, "<i8").view(np.uint8).reshape(self.count, -1)
        table = np.unpackbits(bits, axis=1, count=kinds, bitorder="little").view(bool)
        table[:2, : len(GROUPS)] = False  # html and body hold everything, their names tell nothing of a part
        columns = np.empty((kinds, len(self.owner)), np.float32)
        for start in range(0, len(self.owner), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            above = [self.owner[some]]
            while len(above) < _LEVELS and above[-1].any():
                above.append(self.parent[above[-1]])
            nearest = np.full((len(above[0]), kinds), FAR, np.uint8)
            for level in range(len(above) - 1, -1, -1):  # what is nearer replaces what is farther
                np.copyto(nearest, level, where=table.take(above[level], axis=0))
            columns[:, some] = nearest.T
        names = [f"n_{g}" for g in GROUPS] + [f"t_{t}" for t in TAGS]
        return dict(zip(names, columns, strict=True))

    def around_container(self) -> dict[str, Column]:
        """Where each block stands towards the densest container."""
        import numpy as np

        parents = self.parent.tolist()
        chain, at = {self.container}, self.container
        while at:
            at = parents[at]
            chain.add(at)
        depth = self.depth.tolist()
        shared, inside = [0.0] * self.count, [False] * self.count
        for i in range(self.count):
            above = parents[i] if i else 0
            shared[i] = depth[i] if i in chain else shared[above]
            inside[i] = i == self.container or (i > 0 and inside[above])
        owner, top = self.owner, self.container
        meeting = np.array(shared, np.float32)[owner]
        within = np.array(inside, np.float32)[owner]
        index = np.arange(len(owner))
        found = index[within > 0]
        first, last = (found[0], found[-1]) if len(found) else (0, len(owner) - 1)
        span = max(1, last - first)
        share = self.prose[top] / max(1.0, float(self.prose[0]))
        return {
            "depth": self.depth[owner],
            "c_inside": within,
            "c_up": self.depth[owner] - meeting,
            "c_down": float(self.depth[top]) - meeting,
            "c_place": np.clip((index - first) / span, -1, 2).astype(np.float32),
            "c_after": np.clip(index - last, -20, 20).astype(np.float32),
            "c_before": np.clip(first - index, -20, 20).astype(np.float32),
            "c_share": np.full(len(owner), share, np.float32),
            "c_links": np.full(len(owner), self.links[top] / max(1.0, float(self.chars[top])), np.float32),
        }

    def _siblings(self) -> dict[str, Column]:
        """How many blocks share a block's path, and how alike they are in length."""
        import numpy as np

        out: dict[str, Column] = {}
        log = np.log1p(self._width)
        for name, table in zip(("path", "names"), self._kinds, strict=True):
            kind = table[self.owner]
            count = np.maximum(1, np.bincount(kind))
            mean = np.bincount(kind, log) / count
            square = np.bincount(kind, log * log) / count
            prose = np.bincount(kind, self._prose) / np.maximum(1, np.bincount(kind, self._width))
            spread = np.sqrt(np.maximum(0, square - mean * mean))
            out[f"same_{name}"] = np.log1p(count[kind]).astype(np.float32)
            out[f"same_{name}_mean"] = mean[kind].astype(np.float32)
            out[f"same_{name}_spread"] = spread[kind].astype(np.float32)
            out[f"same_{name}_prose"] = prose[kind].astype(np.float32)
        return out
