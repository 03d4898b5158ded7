"""Keeps account of what hides text, and lifts the hiding of a page that shows itself by script."""

from __future__ import annotations

from .visibility import FONT_SIZE

__all__ = ["Hides"]

_LEAST = 200
"""Characters below which a hidden element is no page that waits for its script."""


class Hides:
    """Every element that hides itself, numbered from 1; 0 means hidden by nothing.

    Text belongs to the innermost such element around it.
    """

    def __init__(self) -> None:
        self._reasons = [""]
        self._parents = [0]
        self._chars = [0]
        self._link_chars = [0]
        self._heap_chars = 0

    def add(self, reason: str, parent: int) -> int:
        """A new hiding element inside another one (or 0); gives its number."""
        if reason == FONT_SIZE == self._reasons[parent]:
            return parent
        self._reasons.append(reason)
        self._parents.append(parent)
        self._chars.append(0)
        self._link_chars.append(0)
        return len(self._reasons) - 1

    def count(self, hide: int, chars: int, link_chars: int, *, heap: bool = False) -> None:
        """Text found under a hiding element; a heap of search phrases is none that waits for its script."""
        if heap:
            self._heap_chars += chars
            return
        self._chars[hide] += chars
        self._link_chars[hide] += link_chars

    def resized(self, hide: int) -> int:
        """What still hides an element that has a font size of its own."""
        while self._reasons[hide] == FONT_SIZE:
            hide = self._parents[hide]
        return hide

    def settle(self, total: int) -> tuple[list[str], list[str]]:
        """Reasons by number, empty where the hiding does not count, and a note on each that was lifted.

        ``total`` is the number of characters on the page. An element with nearly all of them, or with
        most of them and more than links, is not hidden from readers: a script shows it when the page
        has loaded.
        """
        total -= self._heap_chars
        chars, links = self._chars[:], self._link_chars[:]
        for hide in range(len(chars) - 1, 0, -1):
            chars[self._parents[hide]] += chars[hide]
            links[self._parents[hide]] += links[hide]
        reasons, lifted = self._reasons[:], set()
        for hide in range(len(chars) - 1, 0, -1):
            most = 10 * chars[hide] > 9 * total
            many = 2 * chars[hide] > total and 2 * links[hide] <= chars[hide]
            if hide in lifted or (chars[hide] >= _LEAST and (most or many)):
                lifted |= {hide, self._parents[hide]}
                reasons[hide] = ""
        found = sorted({self._reasons[hide] for hide in lifted if hide})
        return reasons, [f"most of the text is hidden until a script shows it ({why})" for why in found]
