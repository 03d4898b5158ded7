"""Regular expressions without the time to compile them: what ``.pyc`` files are for modules.

Compiling takes Python longer than the page that wants them. ``python -m training.prepare`` keeps what each
Python makes of them in ``prepared/expressions-cpython-311.json`` and its like. A Python for which there is
none, and an expression that nobody has prepared, are compiled as ever: nothing but speed depends on it.
"""

from __future__ import annotations

import json
import re
import struct
import sys
import zlib
from binascii import a2b_base64
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any, cast

from .prepared import read_prepared

__all__ = ["KEPT", "compiled", "kept_name"]

KEPT = "kept"


def compiled(regex: str, flags: int = 0) -> re.Pattern[str]:
    """The same as ``re.compile``, for expressions that are part of the program."""
    kept = _kept().get(f"{int(flags)} {regex}")
    if kept is not None:
        try:
            return _restored(regex, *json.loads(kept))
        except (RuntimeError, TypeError, ValueError, OverflowError):
            pass  # an engine of that number which wants other code after all
    return re.compile(regex, flags)


def kept_name(tag: str | None) -> str:
    """The name under which the expressions for one implementation (``cpython-311``) are prepared."""
    return f"expressions-{tag}"


@lru_cache(maxsize=1)
def _kept() -> Mapping[str, str]:
    """What was kept for this Python, if its engine is still the one that it was kept for."""
    if sys.byteorder != "little":  # large sets of characters are kept as bytes in words
        return {}
    engine = f"{getattr(_engine(), 'MAGIC', 0)}"
    data = read_prepared(kept_name(sys.implementation.cache_tag), engine)
    return {} if data is None else cast("Mapping[str, str]", data[KEPT])


@lru_cache(maxsize=1)
def _engine() -> Any:
    """The engine of ``re``: private to Python, hence asked only by a version that the kept names."""
    return import_module("_sre")


def _restored(regex: str, flags: int, groups: int, names: list[str | None], code: str) -> re.Pattern[str]:
    """One expression, as ``re.compile`` hands it to the engine, which checks the code before it runs it."""
    packed = zlib.decompress(a2b_base64(code))
    codes = list(struct.unpack(f"<{len(packed) // 4}I", packed))
    index = {name: number for number, name in enumerate(names) if name is not None}
    pattern: re.Pattern[str] = _engine().compile(regex, flags, codes, groups, index, tuple(names))
    return pattern
