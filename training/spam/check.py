"""Checks ``lines.jsonl``: ``python -m training.spam.check`` counts, and fails on what must not be in it."""

from __future__ import annotations

import difflib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["problems"]

LINES = Path(__file__).parent / "lines.jsonl"
FIELDS = {"id", "text", "label", "family", "lang", "obfuscated"}
CONTACT = re.compile(r"https?:|www\.|\d{6,}|@\w")
MOST_ALIKE = 0.85


def problems(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Everything wrong with the rows, in words."""
    seen: set[str] = set()
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        text, label = row.get("text", ""), row.get("label")
        if set(row) != FIELDS or label not in ("spam", "legit") or not text.strip() or "\n" in text:
            yield f"row {number}: fields"
            continue
        if row["id"] in seen:
            yield f"row {number}: id {row['id']} again"
        seen.add(row["id"])
        if CONTACT.search(text):
            yield f"row {number}: looks like a working contact: {text[:60]}"
        shingles = {text[i : i + 3] for i in range(len(text) - 2)} or {text}
        near = Counter(j for s in shingles for j in index[label, s][-200:])
        for other, _ in near.most_common(5):
            matcher = difflib.SequenceMatcher(None, text, rows[other]["text"], autojunk=False)
            if matcher.ratio() > MOST_ALIKE:
                yield f"row {number}: near-duplicate of row {other}: {text[:60]}"
                break
        for shingle in shingles:
            index[label, shingle].append(number)


def main() -> int:
    """Prints counts and problems; 1 if there are any."""
    rows = [json.loads(line) for line in LINES.read_text("utf-8").splitlines()]
    for label in ("spam", "legit"):
        texts = [r["text"] for r in rows if r["label"] == label]
        short = sum(len(t) <= 12 for t in texts) / len(texts)
        languages = len({r["lang"] for r in rows if r["label"] == label})
        print(f"{label}: {len(texts)} lines, {languages} languages, {short:.0%} of 12 characters or fewer")
    found = list(problems(rows))
    print("\n".join(found) or "no problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
