"""The weights of the shipped model's n-grams, unpacked as lines need them, for all take longer than a page.

They are kept by their heads, which are n-grams of every text that holds them: one character of a dense
script, two of any other, and for a whole word its first letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

__all__ = ["GramWeights", "packed"]

_DENSE = "\u2e80"
_BETWEEN = "\t"


class GramWeights(Mapping[str, float]):
    """What ``packed`` packed; may be shared by threads.

    Args:
        by_head: what was packed.
        step: what the weights are multiples of.
    """

    def __init__(self, by_head: Mapping[str, str], step: float) -> None:
        self._packed = by_head
        self._left = set(by_head)
        self._weights = _Weights(step)
        self._known: dict[str, float] = {}

    def knowing(self, present: set[str]) -> Mapping[str, float]:
        """The weights of these n-grams of a line, and of some others."""
        self._unpack(list(filter(self._left.__contains__, present)))
        return self._known

    def _unpack(self, heads: Iterable[str]) -> None:
        for head in heads:
            fields = self._packed[head].split(_BETWEEN)
            self._known.update(zip(fields[::2], map(self._weights.__getitem__, fields[1::2]), strict=True))
            self._left.discard(head)  # another thread may have unpacked it as well

    def _all(self) -> dict[str, float]:
        self._unpack(list(self._left))
        return self._known

    def __getitem__(self, gram: str) -> float:
        return self._all()[gram]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


class _Weights(dict[str, float]):
    """Weights by the number of their steps: few differ, and to look one up is faster than to work it out."""

    def __init__(self, step: float) -> None:
        super().__init__()
        self._step = step

    def __missing__(self, steps: str) -> float:
        weight = self[steps] = int(steps) * self._step
        return weight


def packed(weights: Iterable[tuple[str, int]]) -> dict[str, str]:
    """N-grams and their weights, in steps, by their heads."""
    by_head: dict[str, list[str]] = {}
    for gram, weight in weights:
        by_head.setdefault(_head(gram), []).append(f"{gram}{_BETWEEN}{weight}")
    return {head: _BETWEEN.join(fields) for head, fields in sorted(by_head.items())}


def _head(gram: str) -> str:
    if gram.startswith(" "):
        return gram[1]
    return gram[0] if gram[0] >= _DENSE else gram[:2]
