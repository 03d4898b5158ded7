"""Writes ``cleaner/language/han.json``: Han characters that only simplified or only traditional text uses.

Run from the repository root: ``python training/language/make_han.py``. Needs opencc.

A character counts as simplified-only when OpenCC turns it into another one for traditional text and
GB 2312 has it while Big5 has not; the other way round for traditional-only. Characters in use on both
sides (台, 后, 里, 著) fall out, and so do characters that Japanese shares with one side (国, 会).
"""

from __future__ import annotations

import json
from pathlib import Path

from opencc import OpenCC

TARGET = Path("cleaner/language/han.json")


def has(char: str, encoding: str) -> bool:
    """Whether ``encoding`` can write ``char``."""
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def main() -> None:
    """Writes the two lists."""
    to_simplified, to_traditional = OpenCC("t2s"), OpenCC("s2t")
    chars = [chr(code) for code in range(0x4E00, 0xA000)]
    simplified = [
        c for c in chars if to_traditional.convert(c) != c and has(c, "gb2312") and not has(c, "big5")
    ]
    traditional = [
        c for c in chars if to_simplified.convert(c) != c and has(c, "big5") and not has(c, "gb2312")
    ]
    table = {"simplified": "".join(simplified), "traditional": "".join(traditional)}
    TARGET.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(f"{len(simplified)} simplified, {len(traditional)} traditional")


if __name__ == "__main__":
    main()
