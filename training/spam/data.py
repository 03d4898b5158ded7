"""The lines to learn from: our own labelled set, the development set, and real headlines."""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from cleaner.model import Page
from cleaner.reading import read
from cleaner.spam import Detector

__all__ = ["Line", "every_line", "headlines", "labelled", "own_lines", "page_lines", "template_groups"]

HERE = Path(__file__).parent
MOST_OF_A_PAGE = 25
GAMBLING = re.compile("(?i)casino|betting|gambl|poker|slots?\\b|jackpot|博彩|赌|棋牌|外挂")


class Line(NamedTuple):
    """One labelled line; ``origin`` names the set it comes from."""

    text: str
    spam: bool
    family: str
    lang: str
    disguised: bool = False
    origin: str = ""


def labelled(path: Path, origin: str = "") -> list[Line]:
    """The lines of a JSON Lines file with ``text``, ``label``, ``family``, ``lang`` and ``obfuscated``."""
    rows = (json.loads(x) for x in path.read_text("utf-8").splitlines())
    return [
        Line(r["text"], r["label"] == "spam", r["family"], r["lang"], bool(r.get("obfuscated")), origin)
        for r in rows
    ]


def own_lines() -> list[Line]:
    """Our own open set, which ships with the project."""
    return labelled(HERE / "lines.jsonl", "own set")


def every_line(data: Path, detector: Detector) -> list[Line]:
    """All lines to learn from, always in the same order: groups of templates are numbered by it.

    Args:
        data: folder with ``spam-dev``, ``headlines-dev`` and ``extraction-dev``.
        detector: tells which blocks of real pages hold a term of the lexicon.
    """
    return [
        *own_lines(),
        *labelled(data / "spam-dev" / "lines.jsonl", "spam-dev"),
        *headlines(data / "headlines-dev"),
        *page_lines(data / "extraction-dev", detector),
    ]


def headlines(folder: Path) -> Iterator[Line]:
    """Real headlines, none of which advertises anything; a family for each kind."""
    for row in (folder / "headlines.tsv").read_text("utf-8").splitlines():
        yield Line(row.split("\t", 1)[1], False, "real-edited", "zh")
    for name, family in (("trap-headlines.txt", "real-trap"), ("hot-headlines.txt", "real-hot")):
        for row in (folder / name).read_text("utf-8").splitlines():
            if row.strip():
                yield Line(row.strip(), False, family, "zh")


def page_lines(folder: Path, detector: Detector) -> Iterator[Line]:
    """Blocks of real pages that hold a term of the lexicon, as honest lines: article text and furniture.

    Real pages carry a little real spam too, in lists of links: furniture that names a kind of gambling is
    left out. At most a few lines of one page, and each text once.
    """
    seen: set[str] = set()
    for row in map(json.loads, filter(None, (folder / "pages.jsonl").read_text("utf-8").split("\n"))):
        content = gzip.decompress((folder / "html" / f"{row['id']}.html.gz").read_bytes())
        gold = {"".join(x.split()) for x in (row.get("text") or "").split("\n")}
        taken = 0
        for block in read(Page(content)).blocks:
            inside = "".join(block.text.split()) in gold
            if taken >= MOST_OF_A_PAGE or (not inside and GAMBLING.search(block.text)):
                continue
            if block.text in seen:
                continue
            seen.add(block.text)
            if detector.describe(block.text) is not None:
                taken += 1
                yield Line(block.text, False, "real-page", row["dataset"])


def template_groups(lines: Iterable[Line]) -> list[int]:
    """A group number for each line, so that lines made after one template are never split between folds.

    Lines fall into one group when they share their opening or their ending once digits, Latin letters
    and punctuation are taken out (a union over both), within one label.
    """
    parent: list[int] = []

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    seen: dict[tuple[bool, str, str], int] = {}
    members = list(lines)
    for i, line in enumerate(members):
        parent.append(i)
        core = re.sub(r"[\W\da-zA-Z_]+", "", line.text) or line.text
        for key in ((line.spam, "head", core[:5]), (line.spam, "tail", core[-5:])):
            if key in seen:
                parent[root(i)] = root(seen[key])
            else:
                seen[key] = i
    numbers: dict[int, int] = defaultdict(lambda: len(numbers))
    return [numbers[root(i)] for i in range(len(members))]
