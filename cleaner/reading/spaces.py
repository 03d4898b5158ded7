"""White space as a browser shows it: any run of it is one space."""

from __future__ import annotations

__all__ = ["fold_spaces"]


def fold_spaces(text: str) -> str:
    """White space folded to single spaces, none at the ends.

    Most text has none but single spaces inside, and words need not be taken apart to see that: of all white
    space only the plain space counts as printable.
    """
    text = text.strip()
    return text if text.isprintable() and "  " not in text else " ".join(text.split())
