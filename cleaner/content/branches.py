"""The different branches of a page's tree: what elements with the same tags and names above them share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import count, pairwise
from typing import TYPE_CHECKING

from ..reading.document import Element
from .names import GROUPS, NameTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["FAR", "TAGS", "Branches"]

FAR = 30
"""The distance given to what does not stand above a block at all."""
_LEVELS = 24
"""Steps up that are looked at."""

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


class Branches:
    """The branches of a tree: elements with the same path of tags and names are one, such as items of a list.

    Args:
        elements: those of a page, parents before children, at least one.
        parents: the parent of each; the first is its own.
        names: the table of names.

    Attributes:
        of: for each element, its branch.
        depth: of each branch.
        tags, named: a number for each branch, the same for the same path of tags (and of names).
    """

    def __init__(self, elements: Sequence[Element], parents: Sequence[int], names: NameTable) -> None:
        import numpy as np

        known: dict[tuple[int, str, str, int], int] = {}
        paths: defaultdict[tuple[int | str, ...], int] = defaultdict(count(1).__next__)
        above, depth, tags, named, bits, steps = [0], [0], [0], [0], [0], [0]  # of what is above all
        of = [0] * len(elements)
        for i, (parent, element) in enumerate(zip(parents, elements, strict=True)):
            upper, tag = of[parent], element.tag
            key = (upper, tag, element.names, element.depth)
            branch = known.get(key)
            if branch is None:
                branch = len(above)
                above.append(upper)
                depth.append(element.depth)
                tags.append(paths[tags[upper], tag])
                named.append(paths[named[upper], tag, element.names])
                bits.append(_TAG_BITS.get(tag, 0))
                steps.append(steps[upper] + 1)
                if i > 1:  # html and body hold everything, their names tell nothing of a part
                    bits[branch] |= names.bits(element.names)
                    known[key] = branch
            of[i] = branch
        self.of = np.array(of)
        self.depth = np.array(depth, np.float32)
        self.tags, self.named = np.array(tags), np.array(named)
        self._above, self._bits, self._steps = np.array(above), np.array(bits), np.array(steps)

    def distances(self) -> NDArray[np.float32]:
        """Steps up from each branch to the nearest element of each group of names and tags, a row for each.

        They are counted from the top of the tree down, all branches of one level together.
        """
        import numpy as np

        kinds = len(GROUPS) + len(TAGS)
        order = np.argsort(self._steps, kind="stable")
        place = np.empty_like(order)
        place[order] = np.arange(len(order))
        above = place[self._above[order]]
        bits = self._bits[order].astype("<i8").view(np.uint8).reshape(len(order), -1)
        others = 1 - np.unpackbits(bits, axis=1, count=kinds, bitorder="little")
        steps = np.full((len(order), kinds), FAR, np.int16)
        ends = np.cumsum(np.bincount(self._steps)).tolist()
        for start, end in pairwise(ends):
            level = steps.take(above[start:end], axis=0)
            level += 1
            np.multiply(level, others[start:end], out=steps[start:end])
        steps[steps >= _LEVELS] = FAR
        table: NDArray[np.float32] = steps[place].T.astype(np.float32)
        return table
