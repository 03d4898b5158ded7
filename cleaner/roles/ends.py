"""The ends of the blocks of a page as one text: what is asked of every block is asked of all at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from .fold import MARKS, fold_long

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["LONGEST", "Ends"]

_HEAD, _TAIL = 36, 24
LONGEST = _HEAD + _TAIL
"""Of a longer block only so many characters are looked at, near its ends: there stand the tell-tale words."""
_BETWEEN = "\n"


class Ends:
    """The ends of some blocks, none of which is empty.

    Attributes:
        texts: the blocks.
        lower: the ends of each, folded and in lower case, and ``cores`` without the marks around them.
        page: all the ends in lower case, each with a line feed behind it.
        starts: where each begins, and where the page ends.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        ends = [t if len(t) <= LONGEST else f"{t[:_HEAD]}{_BETWEEN}{t[-_TAIL:]}" for t in texts]
        self._folded = fold_long(_BETWEEN.join([*ends, ""]))
        self.page = self._folded.lower()  # folded, no letter changes its length
        self.starts = [0, *accumulate([len(end) + len(_BETWEEN) for end in ends])]
        self._places = [slice(at, at + len(end)) for at, end in zip(self.starts, ends, strict=False)]
        self.lower = list(map(self.page.__getitem__, self._places))
        self.cores = [text.strip(MARKS) for text in self.lower]

    def folded(self, number: int) -> str:
        """The ends of one block, folded."""
        return self._folded[self._places[number]]

    @cached_property
    def codes(self) -> NDArray[np.uint32]:
        """The characters of ``page`` as numbers."""
        import numpy as np

        return np.frombuffer(self.page.encode("utf-32-le", "surrogatepass"), "<u4")
