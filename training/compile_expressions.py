"""What one Python makes of regular expressions: run by each version that is to find its own prepared.

Reads a JSON list of ``[regex, flags]`` and writes one of what ``cleaner.expressions`` restores. Needs nothing
but the standard library, so that any interpreter can run it: ``python3.12 training/compile_expressions.py``.
"""

from __future__ import annotations

import base64
import json
import struct
import sys
import types
import zlib
from typing import Any

__all__ = ["compile_all"]


def compile_all(expressions: list[tuple[str, int]]) -> dict[str, Any]:
    """The name of this Python, its engine's number, and what it hands to the engine for each expression."""
    try:
        from re import _compiler as compiler  # type: ignore[attr-defined]
    except ImportError:  # Python 3.10
        import sre_compile as compiler
    engine = compiler._sre
    compiler._sre = types.SimpleNamespace(**{**vars(engine), "compile": lambda *handed: handed})
    try:
        kept = {
            f"{int(flags)} {regex}": _packed(*compiler.compile(regex, flags)) for regex, flags in expressions
        }
    finally:
        compiler._sre = engine
    return {"tag": sys.implementation.cache_tag, "magic": str(engine.MAGIC), "kept": kept}


def _packed(regex: str, flags: int, codes: list[int], groups: int, index: Any, names: Any) -> str:
    """One expression as a line of JSON; the engine's code is mostly zeros."""
    packed = zlib.compress(struct.pack(f"<{len(codes)}I", *codes), 9)
    return json.dumps([int(flags), groups, list(names), base64.b64encode(packed).decode("ascii")])


if __name__ == "__main__":
    json.dump(compile_all(json.load(sys.stdin)), sys.stdout)
