"""Writes ``cleaner/roles/patterns/fold.toml``: traditional forms of the characters that the patterns use.

Run from the repository root: ``python training/roles/make_fold.py``. Needs opencc.
"""

from __future__ import annotations

import re
from pathlib import Path

from opencc import OpenCC

PATTERNS = Path("cleaner/roles/patterns")
HEAD = """\
# Traditional character and its simplified form, for the characters that the patterns use, so that one
# pattern serves both. Written by training/roles/make_fold.py; run it again when a pattern changes.

han = \"\"\"
"""


def pairs(patterns: str) -> list[str]:
    """Traditional character followed by simplified, for every simplified character in ``patterns``."""
    simplify = OpenCC("t2s")
    used = {simplify.convert(c) for c in re.findall(r"[\u3400-\u9fff]", patterns)}
    found = []
    for code in range(0x4E00, 0xA000):
        char = chr(code)
        simple = simplify.convert(char)
        if simple != char and len(simple) == 1 and simple in used:
            found.append(char + simple)
    return found


def main() -> None:
    """Writes the table."""
    text = "".join(p.read_text("utf-8") for p in sorted(PATTERNS.glob("*.toml")) if p.name != "fold.toml")
    rows = pairs(text)
    lines = [" ".join(rows[i : i + 30]) for i in range(0, len(rows), 30)]
    (PATTERNS / "fold.toml").write_text(HEAD + "\n".join(lines) + '\n"""\n', "utf-8")
    print(f"{len(rows)} characters")


if __name__ == "__main__":
    main()
