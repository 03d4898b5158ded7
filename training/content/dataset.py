"""Training rows: the figures of every block of every page and of the pages made from it, with labels."""

from __future__ import annotations

import hashlib
import pickle
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.data import LabelledPage, data_digest, script_of
from benchmarks.metrics import tokens
from benchmarks.peers import flatten_tree
from benchmarks.subjects import signals_for
from cleaner.content.features import page_figures
from cleaner.content.names import NameTable
from cleaner.content.wording import pieces_of
from cleaner.model import Kind, Page
from cleaner.reading import read
from cleaner.reading.decode import decode

from .advertisements import Advertisements, Lines
from .augment import Donor, parse, shorten, splice, tangle
from .excerpts import bare_article, index_of, remainder, window
from .labels import label_blocks, squeeze
from .planting import plant, plant_text

__all__ = ["WITH_LISTS", "Material", "Sample", "build", "donors_of"]

WITH_LISTS = ("wcxb",)
"""The data sets that have lists of their own, more than a few."""


@dataclass(slots=True)
class Sample:
    """One document of the training set.

    Attributes:
        form: ``html``, ``text`` (from our blocks), ``text-lxml`` (flattened without us); with ``+`` and the
            name of what was done to it for pages that were made.
        table: figures, one row for each block.
        shares: how much of each block is gold; -1 for blocks that may be in or out.
        sizes: tokens of each block.
        texts, gold: what scores are counted from; only for pages as they are.
        width: columns of each block.
        planted, told: which blocks are advertisements that were put in, and which are honest sentences about
            the same things; ``None`` where nothing was put in.
    """

    page: str
    site: str
    group: str
    page_type: str
    form: str
    table: Any
    shares: Any
    sizes: Any
    texts: list[str] = field(default_factory=list)
    gold: Counter[str] = field(default_factory=Counter)
    gold_size: int = 0
    width: Any = None
    pieces: Any = None
    planted: Any = None
    told: Any = None


class Material(NamedTuple):
    """What pages are made of, besides the pages themselves.

    Attributes:
        donors: stories to splice into other pages, by script.
        ads: advertisements, and honest sentences of the same words.
        headlines: Chinese ones, for index pages.
    """

    donors: dict[str, list[Donor]]
    ads: Advertisements
    headlines: tuple[str, ...]


def donors_of(pages: Iterable[LabelledPage], titles: dict[str, str]) -> dict[str, list[Donor]]:
    """Stories to splice into other pages, by script."""
    found: dict[str, list[Donor]] = {}
    for page in pages:
        lines = [line.strip() for line in page.text.splitlines() if len(line.strip()) > 12]
        if page.page_type == "article" and len(lines) >= 3:
            title = titles.get(page.id) or lines[0][:40]
            script = script_of(page.text)
            found.setdefault(script, []).append(Donor(title, tuple(lines[:12])))
    return found


def build(pages: Sequence[LabelledPage], material: Material, cache: Path) -> list[Sample]:
    """All samples; cached under ``cache`` by the digest of the data and of the code that makes them."""
    key = hashlib.sha256((data_digest(pages) + _code_digest() + repr(material)).encode()).hexdigest()[:16]
    path = cache / f"samples-{key}.pickle"
    if path.exists():
        with path.open("rb") as file:
            return list(pickle.load(file))  # noqa: S301 - our own file
    with Pool(2) as pool:
        parts = pool.map(partial(_samples, material=material), pages, chunksize=8)
    samples = [s for part in parts for s in part]
    cache.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        pickle.dump(samples, file, protocol=5)
    return samples


_LEAST_LIST = 15
"""Blocks of a page that may be called a list."""
_INDEXES = 6
"""Index pages that are made from one Chinese page."""
_NOT_IN_ROWS = frozenset({
    "fit", "fit_page", "fit_page_words", "fit_words", "__main__", "evaluate", "blocks_engine", "model",
    "sequence", "page", "copies", "reasons", "text_rule", "trafilatura_engine", "tail", "shape",
})  # fmt: skip
"""Modules that don't change what is in the training rows."""


def _code_digest() -> str:
    root = Path(__file__).resolve().parents[2]
    digest = hashlib.sha256()
    places = ("cleaner/content", "cleaner/reading", "cleaner/roles", "training/content")
    for place in places:
        for path in sorted((root / place).rglob("*")):
            if path.suffix in (".py", ".toml") and path.stem not in _NOT_IN_ROWS:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _samples(page: LabelledPage, material: Material) -> list[Sample]:
    """The page as it is, flattened twice, and what is made from it."""
    rng = random.Random(page.id)
    names = NameTable()
    html = decode(page.content).text
    out = [_sample(page, "html", Page(page.content, page.url, Kind.HTML), page.text, names)]
    out.append(_sample(page, "text", Page("\n".join(out[0].texts), None, Kind.TEXT), page.text, names))
    tree = parse(html)
    flat = flatten_tree(tree) if tree is not None else ""
    out.append(_sample(page, "text-lxml", Page(flat, None, Kind.TEXT), page.text, names))
    out.append(_sample(page, "text+tangled", Page(tangle(flat, rng), None, Kind.TEXT), page.text, names))
    if page.page_type == "article":
        clean = "\n\n".join(line for line in page.text.splitlines() if line.strip())
        # what is clean already has to stay as it is
        out.append(_sample(page, "text+clean", Page(clean, None, Kind.TEXT), page.text, names))
        for form, made_html, gold in _made(page, html, material.donors, rng):
            sample = _sample(page, form, Page(made_html, page.url, Kind.HTML), gold, names)
            out.append(sample)
            if rng.random() < 0.5:
                text = "\n".join(sample.texts)
                out.append(
                    _sample(page, form.replace("html", "text"), Page(text, None, Kind.TEXT), gold, names)
                )
        out.extend(_planted(page, html, clean, material, names))
    out.extend(_excerpts(page, material.donors, names))
    out.extend(_indexes(page, material.headlines, names))
    for sample in out:
        if "+" in sample.form:
            sample.texts, sample.gold = [], Counter()
    return [s for s in out if len(s.table)]


def _made(
    page: LabelledPage, html: str, donors: dict[str, list[Donor]], rng: random.Random
) -> Iterator[tuple[str, str, str]]:
    """Pages made from one page; scripts with few pages get more of them."""
    script = script_of(page.text)
    pool = donors.get(script) or donors["latin"]
    times = {"zh": 6, "ja": 4}.get(script, 3 if page.dataset != "wcxb" else 1)
    for _ in range(times):
        short = shorten(html, page.text, rng) if rng.random() < 0.5 else None
        if short is not None and rng.random() < 0.4:
            yield "html+short", short.html, short.gold
            continue
        base_html, base_gold = (short.html, short.gold) if short is not None else (html, page.text)
        made = splice(base_html, base_gold, pool, script, rng)
        if made is not None:
            yield "html+spliced", made.html, made.gold
        elif short is not None:
            yield "html+short", short.html, short.gold


def _planted(
    page: LabelledPage, html: str, clean: str, material: Material, names: NameTable
) -> Iterator[Sample]:
    """The page, and its clean text, with advertisements put in."""
    rng = random.Random(f"planted {page.id}")
    script = script_of(page.text)
    pool = material.donors.get(script) or material.donors["latin"]
    for _ in range(4 if script == "zh" else 1):
        lines = material.ads.of(page.site, script, rng)
        made = plant(html, page.text, lines, pool, rng)
        if made is not None:
            source = Page(made.html, page.url, Kind.HTML)
            sample = _sample(page, "html+planted", source, made.gold, names, lines)
            yield sample
            if rng.random() < 0.5:
                text = "\n".join(sample.texts)
                yield _sample(page, "text+planted", Page(text, None, Kind.TEXT), made.gold, names, lines)
        text, gold = plant_text(clean, lines, pool, rng)
        yield _sample(page, "text+clean+planted", Page(text, None, Kind.TEXT), gold, names, lines)


def _excerpts(page: LabelledPage, donors: dict[str, list[Donor]], names: NameTable) -> Iterator[Sample]:
    """Parts of the page's flattened text, and of an article with next to no markup."""
    rng = random.Random(f"excerpts {page.id}")
    document = read(Page(page.content, page.url, Kind.HTML))
    texts = [block.text for block in document.blocks if not block.hidden]
    if page.page_type != "article":
        parts = [window(texts, None, rng) for _ in range(4)]
    else:
        shares = label_blocks(texts, page.text, page.acceptable).shares
        parts = [window(texts, shares, rng) for _ in range(2)]
        pool = donors.get(script_of(page.text)) or donors["latin"]
        teasers = [donor.title for donor in pool]
        for _ in range(2):
            made = bare_article(page.text, document.hints.title, teasers, rng)
            if made is not None:
                yield _sample(page, "html+bare", Page(made.html, None, Kind.HTML), made.gold, names)
    for part in parts:
        yield _sample(page, "text+window", Page("\n".join(part), None, Kind.TEXT), page.text, names)


def _indexes(page: LabelledPage, headlines: Sequence[str], names: NameTable) -> Iterator[Sample]:
    """Flattened pages without an article, made from a page of a set that has none, or next to none."""
    if page.dataset in WITH_LISTS or page.page_type != "article":
        return
    rng = random.Random(f"indexes {page.id}")
    blocks = [b.text for b in read(Page(page.content, page.url, Kind.HTML)).blocks if not b.hidden]
    above, below = remainder(blocks, label_blocks(blocks, page.text, page.acceptable).shares)
    made = [("text+rest", above + below)]
    if headlines and script_of(page.text) == "zh":
        made += [("text+index", index_of(headlines, above, below, rng)) for _ in range(_INDEXES)]
    for form, texts in made:
        if len(texts) >= _LEAST_LIST:
            sample = _sample(page, form, Page("\n".join(texts), None, Kind.TEXT), "", names)
            yield replace(sample, page_type="listing")


def _sample(
    page: LabelledPage, form: str, source: Page, gold: str, names: NameTable, lines: Lines | None = None
) -> Sample:
    import numpy as np

    document = read(source)
    texts = [block.text for block in document.blocks]
    labels = label_blocks(texts, gold, page.acceptable)
    if not texts:
        return Sample(page.id, page.site, "", page.page_type, form, np.zeros((0, 0)), [], [])
    figures = page_figures(document, signals_for(document), names, None)
    counters = [tokens(t) for t in texts]
    from benchmarks.extraction import group_of

    want = tokens(gold)
    return Sample(
        page.id, page.site, group_of(page), page.page_type, form, figures.table,
        np.array(labels.shares, np.float32),
        np.array([c.total() for c in counters], np.float32), texts, want, want.total(),
        figures.width, pieces_of(texts), *(_masks(texts, lines) if lines else (None, None)),
    )  # fmt: skip


def _masks(texts: Sequence[str], lines: Lines) -> tuple[Any, Any]:
    """Which blocks are planted lines, and which begin with honest ones."""
    import numpy as np

    keys = [squeeze(text) for text in texts]
    planted = {squeeze(line) for line in lines.planted} - {""}
    told = tuple(squeeze(line) for line in lines.told)
    honest = [key.startswith(told) for key in keys]
    return np.array([key in planted for key in keys], bool), np.array(honest, bool)
