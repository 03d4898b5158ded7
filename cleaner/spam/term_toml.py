"""Terms as TOML, for the files of a user's own that ``lexicon`` reads."""

from __future__ import annotations

import json
from collections.abc import Mapping

__all__ = ["term_toml"]


def term_toml(fields: Mapping[str, object]) -> str:
    """One ``[[term]]``, a field on each line; what is an empty text is left out.

    >>> print(term_toml({"id": "mine.hammer", "category": "", "weight": 0.5, "forms": ["锤子辅助"]}), end="")
    [[term]]
    id = "mine.hammer"
    weight = 0.5
    forms = ["锤子辅助"]
    """
    lines = (f"{name} = {_toml(value)}\n" for name, value in fields.items() if value != "")
    return "".join(["[[term]]\n", *lines])


def _toml(value: object) -> str:
    """A TOML value: JSON's strings, numbers and lists are TOML's too, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
