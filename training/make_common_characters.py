"""Make ``cleaner/reading/common_characters.json``: the Han characters that running text is made of.

Charset detection asks which reading of the bytes gives common characters. The counts come from the
word list of jieba (MIT), the traditional forms from OpenCC's character tables (Apache-2.0).

    python training/make_common_characters.py
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

TARGET = Path(__file__).parent.parent / "cleaner" / "reading" / "common_characters.json"
HOW_MANY = 1500


def main() -> None:
    """Count characters by word frequency and write the most frequent ones, most frequent first."""
    import jieba
    from opencc import OpenCC

    counts: Counter[str] = Counter()
    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as words:
        for line in words:
            word, frequency, *_ = line.split()
            for character in word:
                if "\u4e00" <= character <= "\u9fff":
                    counts[character] += int(frequency)
    simplified = "".join(character for character, _ in counts.most_common(HOW_MANY))
    convert = OpenCC("s2t").convert
    traditional = "".join(dict.fromkeys(convert(character) for character in simplified))
    table = {"simplified": simplified, "traditional": traditional}
    TARGET.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
