"""How much of a block is links."""

from __future__ import annotations

from .document import RawBlock

__all__ = ["LINKED", "is_links", "link_density"]

LINKED = 0.8
"""Share of a block's characters in links from which it is nothing else."""


def link_density(block: RawBlock) -> float:
    """Share of the block's characters that stand inside links, 0 to 1."""
    if not block.links or not block.text:
        return 0.0
    return min(1.0, sum(link.end - link.start for link in block.links) / len(block.text))


def is_links(block: RawBlock) -> bool:
    """Whether the block is nothing but links, and what stands between the links of a menu."""
    if not block.links:
        return False
    if link_density(block) > LINKED:
        return True
    ends = [0, *(link.end for link in block.links)]
    starts = [*(link.start for link in block.links), len(block.text)]
    between = "".join(block.text[end:start] for end, start in zip(ends, starts, strict=True))
    return not any(map(str.isalnum, between))
