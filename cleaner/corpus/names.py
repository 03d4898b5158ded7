"""Names of files and fields as they can be written down."""

from __future__ import annotations

import os
import re

__all__ = ["writable_name"]

_SURROGATE = re.compile("[\ud800-\udfff]")
_LIKE_ONE = re.compile(r"\\(?=x[0-9a-f]{2}|ud[89a-f][0-9a-f]{2})")


def writable_name(name: str) -> str:
    r"""The name with escapes for what UTF-8 cannot hold, which a name may have where it is any bytes.

    Different names stay different: a backslash that looks like the beginning of an escape becomes one itself.

    >>> writable_name("a/\udcff.html"), writable_name(r"a/\xff.html")
    ('a/\\xff.html', 'a/\\x5cxff.html')
    """
    if os.sep != "\\":
        name = _LIKE_ONE.sub(r"\\x5c", name)
    return _SURROGATE.sub(_escape, name)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"
