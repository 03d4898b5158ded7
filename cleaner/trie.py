"""A regular expression for many strings at once, which reads each character once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

__all__ = ["one_of", "trie"]


def trie(keys: Iterable[str]) -> str:
    """An expression that matches where one of ``keys`` stands; where several do, the shortest.

    Like ``a|bc|bd``, but it branches character by character; it matches nowhere if there are no keys.

    >>> trie(["bd", "bc", "a"])
    '(?=[ab])(?:a|b[cd])'
    """
    keys = set(keys)
    if not keys:
        return "(?!)"
    return f"(?=[{_listed({key[:1] for key in keys})}]){_branches(keys)}"


def one_of(characters: Iterable[str]) -> str:
    """An expression for any of these characters; it matches nowhere if there are none."""
    characters = set(characters)
    if not characters:
        return "(?!)"
    return re.escape(characters.pop()) if len(characters) == 1 else f"[{_listed(characters)}]"


def _listed(characters: set[str]) -> str:
    return "".join(re.escape(char) for char in sorted(characters))


def _branches(keys: set[str]) -> str:
    """The same without the quick look at the first character; a key's own beginning stands for it.

    Characters with the same continuation share a branch: what takes long is to compile many of them.
    """
    rests: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        if not key:
            return ""
        rests[key[0]].add(key[1:])
    branches: dict[str, set[str]] = defaultdict(set)
    for first, rest in rests.items():
        branches[_branches(rest)].add(first)
    parts = [one_of(firsts) + rest for rest, firsts in sorted(branches.items(), key=lambda b: min(b[1]))]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
