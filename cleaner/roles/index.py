"""Looks the rows up that a block could match, by short keys, and tries only those."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import add

from .fold import core, fold
from .menu import Menu
from .rows import Row

__all__ = ["RowIndex", "Spans"]

Spans = dict[str, tuple[int, int]]
"""Where the named groups of an expression matched."""

_HEAD, _TAIL = 36, 24
"""Of a longer block only so many characters at its ends are searched for keys."""


class RowIndex:
    """The rows by the keys that a block must hold; expressions are compiled on first use."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self.longest = max(row.longest for row in rows)
        self._words: dict[str, list[Row]] = {}
        self._menus = [(row, Menu(row.menu)) for row in rows if row.menu]
        self._starts: dict[str, dict[str, dict[str, Row]]] = {}
        self._grams: dict[str, dict[str, dict[str, Row]]] = {}
        self._compiled: dict[str, re.Pattern[str]] = {}
        for row in rows:
            for word in row.words:
                self._words.setdefault(word, []).append(row)
            for key in row.keys:
                table = self._starts if key.startswith("^") else self._grams
                key = key.removeprefix("^")
                table.setdefault(key[:2], {}).setdefault(key, {})[row.id] = row
        self._keys = frozenset(self._grams)

    def matches(self, text: str) -> Iterator[tuple[Row, Spans]]:
        """Rows that match ``text``, with the places of their groups."""
        near = text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]}\n{text[-_TAIL:]}"
        folded = fold(near)
        middle = core(folded)
        for row in self._words.get(middle, ()):
            yield row, {}
        candidates = self._candidates(folded, middle, len(text))
        if candidates and near is not text:
            folded = fold(text)
        for row in candidates:
            spans = self._try(row, folded)
            if spans is not None:
                yield row, spans
        for row, menu in self._menus:
            if 3 < len(text) <= row.longest and menu.match(folded):
                yield row, {}

    def _candidates(self, folded: str, middle: str, length: int) -> list[Row]:
        """Rows whose keys the block holds, each once, in a fixed order."""
        lower = folded.lower()
        grams = set(lower)
        grams.update(map(add, lower, lower[1:]))
        found: dict[str, Row] = {}
        for gram in self._keys & grams:
            for key, rows in self._grams[gram].items():
                if key in lower:
                    found.update(rows)
        for gram in (middle[:1], middle[:2]):
            for key, rows in self._starts.get(gram, {}).items():
                if middle.startswith(key):
                    found.update(rows)
        return [found[name] for name in sorted(found) if length <= found[name].longest]

    def _try(self, row: Row, folded: str) -> Spans | None:
        """The groups of the row's match of the whole block, or ``None``."""
        if row.needs and self._pattern(f"{row.id} needs", row.needs).search(folded) is None:
            return None
        if row.run:
            return self._try_run(row, folded)
        match = self._pattern(row.id, row.regex).fullmatch(folded)
        if match is None:
            return None
        return {name: match.span(name) for name in match.groupdict() if match.start(name) >= 0}

    def _try_run(self, row: Row, folded: str) -> Spans | None:
        """The same for a row whose expression matches piece after piece; the first of a group counts."""
        pattern = self._pattern(row.id, row.run)
        spans: Spans = {}
        at = count = 0
        while at < len(folded):
            match = pattern.match(folded, at)
            if match is None or match.end() == at:
                return None
            for name in match.groupdict():
                if match.start(name) >= 0:
                    spans.setdefault(name, match.span(name))
            at, count = match.end(), count + 1
        return spans if count >= row.fewest else None

    def _pattern(self, name: str, regex: str) -> re.Pattern[str]:
        pattern = self._compiled.get(name)
        if pattern is None:
            pattern = self._compiled[name] = re.compile(regex)
        return pattern
