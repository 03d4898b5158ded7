"""A regular expression for many strings at once, which reads each character once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

__all__ = ["trie"]


def trie(keys: Iterable[str]) -> str:
    """An expression that matches where one of ``keys`` stands; where several do, the shortest.

    Like ``a|bc|bd``, but it branches character by character; it matches nowhere if there are no keys.

    >>> trie(["bd", "bc", "a"])
    '(?=[ab])(?:a|b(?:c|d))'
    """
    keys = set(keys)
    if not keys:
        return "(?!)"
    firsts = "".join(sorted(re.escape(key[:1]) for key in keys))
    return f"(?=[{firsts}]){_branches(keys)}"


def _branches(keys: set[str]) -> str:
    """The same without the quick look at the first character; a key's own beginning stands for it."""
    branches: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        if not key:
            return ""
        branches[key[0]].add(key[1:])
    parts = [re.escape(first) + _branches(rest) for first, rest in sorted(branches.items())]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
