"""How much planted spam survives: real article pages with advertisements put in, six ways.

``python -m benchmarks.appended_spam --data DIR [--pages N] [--model FILE] [--peers a,b]``

Layouts: (a) a list at the end of the article's own element, in several mark-ups; (b) the same list after
it; (c) one to three lines between body paragraphs, some hidden; (d) bare paragraphs at the end, without
links or heading; (e) flattened text, list appended; (f) flattened text, whole sentences without ``...``.
Leak: share of the planted lines found in the output. Loss: token F1 on the untouched page minus F1 here.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from .data import LabelledPage, load_pages
from .metrics import token_score
from .peers import PEERS, Extract, available

LAYOUTS = ("a", "b", "c", "d", "e", "f")
SEED = 7
KEYWORDS = re.compile("外挂|透视|辅助|开挂|作弊|赌|casino|slot|cheat|hack", re.I)


def squeeze(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


class Planted:
    """A page with spam in it."""

    def __init__(self, page: str, spam: Sequence[str], is_text: bool) -> None:
        self.page, self.spam, self.is_text = page, list(spam), is_text


def article_element(tree: Any, gold: str) -> Any:
    """The deepest element that holds most of the gold text, or ``None``."""
    pieces = [squeeze(x)[:60] for x in gold.split("\n") if len(squeeze(x)) >= 20]
    holders = []
    for node in tree.iter():
        if not isinstance(node.tag, str) or node.tag in ("script", "style", "head", "title"):
            continue
        own = squeeze("".join(node.xpath(".//text()"))) if node.tag in ("p", "div", "section", "td") else ""
        if own and len(own) < 50_000 and any(p[:30] in own for p in pieces):
            holders.append((node, sum(p[:30] in own for p in pieces), len(own)))
    if not holders:
        return None
    most = max(count for _, count, _ in holders)
    return min((h for h in holders if h[1] >= 0.9 * most), key=lambda h: h[2])[0]


def markup(rows: Sequence[tuple[str, bool]], form: int) -> str:
    """A list of titles as HTML, in one of five forms; the last has its snippets outside the links."""
    lines = [html.escape(text) for text, _ in rows]
    if form == 0:
        return (
            "<h3>相关阅读</h3><ul>"
            + "".join(f'<li><a href="/r{i}">{x}</a></li>' for i, x in enumerate(lines))
            + "</ul>"
        )
    if form == 1:
        return "".join(f'<p><a href="/r{i}">{x}</a></p>' for i, x in enumerate(lines))
    if form == 2:
        return "<br>".join(f'<a href="/r{i}">{x}</a>' for i, x in enumerate(lines))
    if form == 3:
        return "".join(f"<p>{x}</p>" for x in lines)
    cut = [(x[:16], x[16:]) for x in lines]
    return "".join(f'<div><a href="/r{i}">{a}</a> {b}</div>' for i, (a, b) in enumerate(cut))


def plant(
    page: LabelledPage, source: str, layout: str, spam: list[str], honest: list[str], rng: random.Random
) -> Planted | None:
    """The page with spam planted after the layout; ``None`` where the article's element is not found."""
    from lxml import etree
    from lxml import html as lxml_html

    if layout in ("e", "f"):
        return _plant_text(page, layout, spam, honest, rng)
    tree = lxml_html.document_fromstring(
        source.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    )
    element = article_element(tree, page.text)
    if element is None or element.getparent() is None:
        return None
    if layout == "c":
        lines = _some(spam, 1, 3, rng)
        children = [c for c in element if isinstance(c.tag, str)]
        for line in lines:
            hidden = ' style="display:none"' if rng.random() < 0.3 else ""
            node = lxml_html.fragment_fromstring(f"<p{hidden}>{html.escape(line)}</p>")
            element.insert(rng.randint(min(1, len(children)), len(children)), node)
        return Planted(etree.tostring(tree, encoding="unicode", method="html"), lines, False)
    lines = _some(spam, 6, 12, rng)
    if layout == "d":
        rows = [(x, True) for x in lines]
        block = lxml_html.fragment_fromstring(f"<div>{markup(rows, 3)}</div>")
        for child in list(block):
            element.append(child)
    else:
        rows = [(x, True) for x in lines] + [(x, False) for x in _some(honest, 2, 4, rng)]
        rng.shuffle(rows)
        block = lxml_html.fragment_fromstring(f"<div>{markup(rows, rng.randrange(5))}</div>")
        if layout == "a":
            element.append(block)
        else:
            element.addnext(block)
    return Planted(etree.tostring(tree, encoding="unicode", method="html"), lines, False)


def _plant_text(
    page: LabelledPage, layout: str, spam: list[str], honest: list[str], rng: random.Random
) -> Planted:
    lines = _some(spam, 6, 12, rng)
    if layout == "f":
        lines = [re.sub(r"\.{3,}|…+|[。.!\s]+$", "", x) + "。" for x in lines]
        rows = lines
    else:
        rows = [*lines, *_some(honest, 2, 4, rng)]
    rng.shuffle(rows)
    return Planted(page.text.rstrip() + "\n\n" + "\n".join(rows) + "\n", lines, True)


def _some(lines: list[str], least: int, most: int, rng: random.Random) -> list[str]:
    """A few of the lines, or all of them where there are not enough."""
    return rng.sample(lines, min(len(lines), rng.randint(least, most)))


def keyword_filter(extract: Callable[[str, str | None], str]) -> Extract:
    """A peer's text without the lines that hold a keyword."""
    return lambda page, url: "\n".join(x for x in extract(page, url).split("\n") if not KEYWORDS.search(x))


def c4_filter(extract: Callable[[str, str | None], str]) -> Extract:
    """A peer's text by the line rule of the Chinese C4 script: only lines that end as a sentence does."""
    return lambda page, url: "\n".join(
        x for x in extract(page, url).split("\n") if x.rstrip().endswith(tuple('。！？……”：.!?"'))
    )


def subjects(names: list[str], model: Path | None) -> dict[str, Extract]:
    """Ours, the peers, and two line filters behind trafilatura."""
    import cleaner

    options: dict[str, Any] = {"spam_model": model} if model else {}
    ours = cleaner.Cleaner(**options)
    found, missing = available(names)
    for name, why in missing.items():
        print(f"not measured: {name} ({why})", file=sys.stderr)
    out: dict[str, Extract] = {"cleaner": lambda page, url: ours.clean(page, url).text}
    out.update(found)
    if "trafilatura" in found:
        out["trafilatura + keyword list"] = keyword_filter(found["trafilatura"])
        out["trafilatura + C4 line rule"] = c4_filter(found["trafilatura"])
    return out


def safe(extract: Extract, planted: Planted, url: str | None) -> str:
    """What a subject gives; nothing where it fails."""
    try:
        return extract(planted.page, url) or ""
    except Exception:
        return ""


def spam_lines(path: Path) -> dict[str, list[str]]:
    """Spam lines by coarse language, undisguised and disguised alike."""
    rows = [json.loads(x) for x in path.read_text("utf-8").splitlines()]
    out: dict[str, list[str]] = {"zh": [], "other": [], "zh-honest": [], "other-honest": []}
    for row in rows:
        key = "zh" if row["lang"].startswith("zh") else "other"
        if len(squeeze(row["text"])) >= 8 and not row["family"].startswith("body"):
            out[key if row["label"] == "spam" else f"{key}-honest"].append(row["text"])
    return out


def main(argv: Sequence[str] | None = None) -> int:
    """Prints a Markdown table, and writes it as JSON where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--lines", type=Path, help="labelled lines; default: spam-dev/lines.jsonl in DATA")
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--model", type=Path, help="a spam model trained without these lines")
    parser.add_argument("--peers", default="trafilatura,readability-lxml,newspaper4k,resiliparse")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(argv)
    peers = [name for name in options.peers.split(",") if name]
    for name in peers:
        if name not in PEERS:
            parser.error(f"unknown peer {name!r}; there are {', '.join(PEERS)}")
    lines = spam_lines(options.lines or options.data / "spam-dev" / "lines.jsonl")
    pages = [p for p in load_pages(options.data) if p.page_type == "article" and len(p.text) > 300]
    chinese = [p for p in pages if p.language == "zh"]
    others = [p for p in pages if p.language == "latin"]
    rng = random.Random(SEED)
    chosen = chinese[: options.pages] + rng.sample(
        others, max(0, min(len(others), options.pages - len(chinese)))
    )
    figures = measure(chosen, lines, subjects(peers, options.model))
    print(table(figures))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False), "utf-8")
    return 0


def measure(
    pages: list[LabelledPage], lines: dict[str, list[str]], who: dict[str, Extract]
) -> dict[str, dict[str, list[float]]]:
    """Sums for each subject and layout: planted lines, leaked lines, pages, F1 untouched, F1 here."""
    from cleaner.reading import decode

    sums: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0] * 5))
    for number, page in enumerate(pages):
        source = decode(page.content, None, True).text
        key = "zh" if page.language == "zh" else "other"
        for layout in LAYOUTS:
            rng = random.Random(f"{SEED}-{page.id}-{layout}")
            planted = plant(page, source, layout, lines[key], lines[f"{key}-honest"], rng)
            if planted is None:
                continue
            for name, extract in who.items():
                plain = safe(
                    extract, Planted(page.text if planted.is_text else source, [], planted.is_text), page.url
                )
                found = safe(extract, planted, page.url)
                tight = squeeze(found)
                row = sums[name][layout]
                row[0] += len(planted.spam)
                row[1] += sum(squeeze(x) in tight for x in planted.spam)
                row[2] += 1
                row[3] += token_score(plain, page.text).f1
                row[4] += token_score(found, page.text).f1
        if number % 10 == 9:
            print(f"{number + 1}/{len(pages)} pages", file=sys.stderr)
    return {name: dict(rows) for name, rows in sums.items()}


def table(figures: dict[str, dict[str, list[float]]]) -> str:
    """Leak and F1 loss by layout, a row for each subject."""
    head = "| | " + " | ".join(f"{x} leak | {x} F1 loss" for x in LAYOUTS) + " |"
    rows = [head, "|---" * (1 + 2 * len(LAYOUTS)) + "|"]
    for name, layouts in figures.items():
        cells = []
        for layout in LAYOUTS:
            planted, leaked, count, plain, here = layouts.get(layout, [0, 0, 0, 0, 0])
            loss = f"{(plain - here) / count:+.3f} of {plain / count:.3f}" if planted else "-"
            cells += [f"{leaked / planted:.1%}" if planted else "-", loss]
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
