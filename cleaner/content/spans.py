"""Spans of a page's characters as numbers: the difference of two running sums (Karp and Rabin 1987).

Many texts are looked at together, as the lines of one page, with a few operations on arrays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["BEYOND", "lines_at", "mixed", "pages_of", "parts_of", "running", "span_numbers"]

BEYOND = 0x10000
"""Where tables of characters have what stands for all that are not of the first plane."""
_MOST = 1 << 16
"""Characters that can be looked at together."""
_AT_ONCE = 30_000
"""Characters from which on a page is full: one more text, and two for each, are still not too many."""
_PRIME = 0x9E3779B97F4A7C15


def parts_of(texts: Sequence[str]) -> Iterator[slice]:
    """Some of the texts at a time: as many as can be looked at together."""
    start = size = 0
    for end, length in enumerate(map(len, texts), 1):
        size += length + 1
        if size > _AT_ONCE:
            yield slice(start, end)
            start, size = end, 0
    if start < len(texts) or not texts:
        yield slice(start, len(texts))


def pages_of(texts: Sequence[str]) -> Iterator[tuple[slice, NDArray[np.uint32]]]:
    """Some of the texts at a time and their characters, lower-cased, each text a line of its own.

    Args:
        texts: short ones, without line breaks.
    """
    import numpy as np

    for some in parts_of(texts):
        page = "\n".join(map(str.lower, texts[some]))
        yield some, np.frombuffer(page.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))


def lines_at(codes: NDArray[np.uint32], *places: Any) -> list[Any]:
    """The numbers of the lines in which places are; each of ``places`` is in order."""
    import numpy as np

    breaks = (codes == ord("\n")).nonzero()[0]
    lines = np.arange(len(breaks) + 1)
    found = []
    for some in places:
        sizes = np.full(len(lines), len(some))
        sizes[:-1] = some.searchsorted(breaks)
        sizes[1:] -= sizes[:-1].copy()
        found.append(lines.repeat(sizes))
    return found


def span_numbers(values: NDArray[np.uint64], starts: Any, ends: Any) -> NDArray[np.uint64]:
    """A number for each span of at most ``_MOST`` values, the same wherever the span stands."""
    up, down = _powers()
    sums = running(values * up[: len(values)])
    numbers: NDArray[np.uint64] = (sums[ends] - sums[starts]) * down[starts]
    return numbers


@lru_cache(maxsize=1)
def _powers() -> tuple[Any, Any]:
    """Powers of the prime and of its inverse, modulo 2**64."""
    import numpy as np

    up, down = np.full(_MOST, _PRIME, np.uint64), np.full(_MOST, pow(_PRIME, -1, 1 << 64), np.uint64)
    up[0] = down[0] = 1
    return np.multiply.accumulate(up), np.multiply.accumulate(down)


def running(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Running sums, modulo 2**64, with 0 before the first."""
    import numpy as np

    sums = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values, out=sums[1:])
    return sums


def mixed(numbers: Any) -> Any:
    """Numbers whose every bit depends on every bit (the finalizer of MurmurHash3)."""
    import numpy as np

    numbers = numbers ^ (numbers >> np.uint64(33))
    numbers *= np.uint64(0xFF51AFD7ED558CCD)
    numbers ^= numbers >> np.uint64(33)
    numbers *= np.uint64(0xC4CEB9FE1A85EC53)
    numbers ^= numbers >> np.uint64(33)
    return numbers
