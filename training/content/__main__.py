"""Makes the weights of the block model: ``python -m training.content --data DIR``.

Pages are split by site, never by page. Four folds are crossed for the figures that are printed; the sites
kept back are judged with ``--final`` by trees that never saw them; with ``--ship`` the weights that go into
the program are then fitted on all sites.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.data import load_pages
from cleaner.content.continuation import continued
from cleaner.content.copies import copies_of
from training.spam.data import headlines

from .advertisements import advertisements
from .dataset import Material, Sample, build, donors_of
from .evaluate import report
from .fit import BLOCK, Forests, crossfit, fit_blocks, kind_of
from .fit_page import chosen, crossfit_pages, fit_pages, page_rows
from .fit_page_words import crossfit_page_words, fit_page_words
from .fit_words import crossfit_words, fit_words
from .folds import FOLDS, KEPT_BACK, fold_of
from .worst import worst_pages

_SHIPPED = Path(__file__).resolve().parents[2] / "cleaner" / "content" / "weights.npy"


def kept_blocks(sample: Sample, odds: Any) -> Any:
    """What the engine would keep: smoothing, best cut, short sentences that go on, later copies folded."""
    moved = chosen(sample, odds).odds
    kept = moved >= 0
    if sample.texts:
        kept = continued(sample.texts, sample.table, odds, moved, kind_of(sample) == "markup")
    return kept & (np.array(copies_of(sample.texts, kept)) < 0)


def print_report(samples: Sequence[Sample], odds: Sequence[Any], pages: Any, back: bool) -> None:
    """Scores by form and group, and how often the page verdict is right."""
    number = {id(s): i for i, s in enumerate(samples)}

    def where(sample: Sample) -> bool:
        return (fold_of(sample.site, FOLDS) == KEPT_BACK) is back

    table = report(samples, lambda s: kept_blocks(s, odds[number[id(s)]]), where)
    for name, (mean, median, count) in table.items():
        print(f"| {name} | {mean:.4f} | {median:.4f} | {count} |")
    kept = [
        float((s.width * (chosen(s, odds[i]).odds >= 0)).sum() / s.width.sum())
        for i, s in enumerate(samples)
        if s.form == "text+clean" and where(s)
    ]
    print(f"| kept of clean text | {np.mean(kept):.4f} | {np.median(kept):.4f} | {len(kept)} |")
    for key, (left, count) in planted_left(samples, odds, where).items():
        print(f"| planted lines left {key} | {left / count:.4f} | | {count} |")
    right: dict[tuple[str, str], list[bool]] = {}
    for i, sample in enumerate(samples):
        if where(sample) and "+" not in sample.form:
            truth = sample.page_type == "article"
            right.setdefault((sample.form, sample.page_type), []).append(bool((pages[i] > 0) == truth))
    for key, values in sorted(right.items()):
        print(f"| page verdict {' '.join(key)} | {np.mean(values):.4f} | | {len(values)} |")


def planted_left(
    samples: Sequence[Sample], odds: Sequence[Any], where: Callable[[Sample], bool]
) -> dict[str, tuple[int, int]]:
    """How many planted advertisements stay where no spam judge is asked, of how many, by form and set."""
    found: dict[str, tuple[int, int]] = {}
    for sample, z in zip(samples, odds, strict=True):
        if sample.planted is not None and where(sample):
            kept = chosen(sample, z).odds >= 0
            key = f"{sample.form} {sample.group}"
            left, count = found.get(key, (0, 0))
            found[key] = left + int((kept & sample.planted).sum()), count + int(sample.planted.sum())
    return {key: pair for key, pair in sorted(found.items()) if pair[1]}


def worst_of(samples: Sequence[Sample], odds: Sequence[Any]) -> str:
    """The worst pages of each set, sites kept back aside."""
    number = {id(s): i for i, s in enumerate(samples)}
    return worst_pages(
        samples,
        lambda s: kept_blocks(s, odds[number[id(s)]]),
        lambda s: fold_of(s.site, FOLDS) != KEPT_BACK,
    )


def save(path: Path, blocks: Forests, pages: Forests, words: Any, page_words: Any) -> None:
    """Writes forests and weights of words as one record, which is sooner read than an archive of arrays."""
    arrays: dict[str, Any] = {"words": words, "page_words": page_words}
    for name, forest in {**blocks, **pages}.items():
        arrays |= {
            f"{name}_feature": forest.feature, f"{name}_border": forest.border,
            f"{name}_leaves": forest.leaves, f"{name}_bias": np.float64(forest.bias),
        }  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    fields = [(name, array.dtype, array.shape) for name, array in arrays.items()]
    record = np.zeros((), np.dtype(fields, align=True))
    for name, array in arrays.items():
        record[name] = array
    np.save(path, record, allow_pickle=False)


def ship(samples: Sequence[Sample], odds: Sequence[Any], said: Sequence[float], path: Path) -> None:
    """Fits all models on all sites, trees on what crossed words and trees said, and writes them."""
    articles = [i for i, s in enumerate(samples) if s.page_type == "article"]
    blocks = fit_blocks(samples, articles, BLOCK)
    everything = range(len(samples))
    pages = fit_pages(samples, page_rows(samples, odds, said), everything)
    save(path, blocks, pages, fit_words(samples, articles), fit_page_words(samples, everything))


def main(argv: list[str] | None = None) -> int:
    """Trains, prints the crossed figures, and writes the weights."""
    parser = argparse.ArgumentParser(prog="training.content", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("build/content"))
    parser.add_argument("--folds", type=Path, help="folder for the weights of each fold, for the benchmark")
    parser.add_argument("--ship", action="store_true", help="write the weights that go into the program")
    parser.add_argument("--final", action="store_true", help="also show the sites kept back")
    parser.add_argument("--worst", type=Path, help="write the worst pages of each set to this file")
    args = parser.parse_args(argv)
    pages = load_pages(args.data)
    donors = donors_of(pages, titles(args.data))
    material = Material(donors, advertisements(args.data), chinese_headlines(args.data))
    samples = [s for s in build(pages, material, args.cache) if len(s.table)]
    words, all_words = crossfit_words(samples, FOLDS)
    odds, forests, whole = crossfit(samples, BLOCK, FOLDS)
    said, page_words = crossfit_page_words(samples, FOLDS)
    verdicts, page_forests = crossfit_pages(samples, page_rows(samples, odds, said), FOLDS)
    print_report(samples, odds, verdicts, back=False)
    if args.final:
        print_report(samples, odds, verdicts, back=True)
    if args.worst:
        args.worst.write_text(worst_of(samples, odds), encoding="utf-8")
    if args.folds:
        parts = zip((*forests, whole), page_forests, (*words, all_words), page_words, strict=True)
        for n, fitted in enumerate(parts):
            save(args.folds / f"fold{n}.npy", *fitted)
        places = {s.site: fold_of(s.site, FOLDS) for s in samples}
        sites = {site: FOLDS if place == KEPT_BACK else place for site, place in places.items()}
        (args.folds / "sites.json").write_text(json.dumps(sites), encoding="utf-8")
    if args.ship:
        ship(samples, odds, said, _SHIPPED)
        print(f"wrote {_SHIPPED.name}, {_SHIPPED.stat().st_size // 1024} KB")
    return 0


def titles(data: Path) -> dict[str, str]:
    """Titles of the pages, for the teasers that are made of them."""
    root = data if (data / "pages.jsonl").exists() else data / "extraction-dev"
    rows = map(json.loads, (root / "pages.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n"))
    return {row["id"]: row["title"] for row in rows if row.get("title")}


def chinese_headlines(data: Path) -> tuple[str, ...]:
    """Real headlines, of which index pages are made."""
    return tuple(line.text for line in headlines(data / "headlines-dev") if line.family != "real-trap")


if __name__ == "__main__":
    raise SystemExit(main())
