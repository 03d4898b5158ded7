"""Coverage-guided fuzzing with atheris: no input may raise, or break a promise that holds of every article.

    python -m benchmarks.fuzz TARGET --seconds 60     # needs atheris: pip install "cleaner[ci]"

Targets: ``bytes`` and ``text`` to Article, ``line`` for ``judge_line``, ``lexicon`` for the loader. Starts
from the samples; a find is written to the working folder as ``crash-...``. Each find becomes a test.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner import Article, Kind, Limits, Page, Verdict

if TYPE_CHECKING:
    from cleaner import Cleaner

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 20
"""Seconds for one input, from which it counts as a hang."""


def _promises(article: Article, judge: Cleaner) -> None:
    """What must hold of every article."""
    empty = article.verdict in (Verdict.NO_ARTICLE, Verdict.SPAM)
    if empty == bool(article.text):
        raise AssertionError(f"{article.verdict} with {len(article.text)} characters of text")
    if any(not block.evidence for block in article.removed):
        raise AssertionError("removed without evidence")
    if len(article.kept) + len(article.removed) != len(article.blocks):
        raise AssertionError("blocks not accounted for")
    article.to_json(), article.to_markdown(), article.to_html()
    if article.text and judge.clean(Page(article.text, kind=Kind.TEXT)).text != article.text:
        raise AssertionError("cleaning twice changes the text")


def _targets() -> dict[str, tuple[Callable[[bytes], None], str]]:
    """What is called for each input, and which files to start from."""
    from cleaner import Cleaner, LexiconError

    judge = Cleaner(limits=Limits(size=100_000))

    def lexicon(data: bytes) -> None:
        with tempfile.NamedTemporaryFile(suffix=".toml") as file:
            file.write(data)
            file.flush()
            try:
                Cleaner(lexicons=[file.name])
            except LexiconError:
                return

    return {
        "bytes": (lambda data: _promises(judge.clean(data), judge), "samples/*.[ht]*"),
        "text": (
            lambda data: _promises(judge.clean(data.decode("utf-8", "surrogateescape")), judge),
            "samples/*.txt",
        ),
        "line": (lambda data: _line(judge, data.decode("utf-8", "replace")), "samples/*.txt"),
        "lexicon": (lexicon, "cleaner/spam/lexicon/a*.toml"),
    }


def _line(judge: Cleaner, text: str) -> None:
    judgement = judge.judge_line(text)
    if not 0.0 <= judgement.score <= 1.0:
        raise AssertionError(judgement.score)
    for evidence in judgement.evidence:
        if evidence.span is not None and not 0 <= evidence.span[0] < evidence.span[1] <= len(text):
            raise AssertionError(evidence.span)


def main() -> None:
    """Fuzzes one target."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("target", choices=("bytes", "text", "line", "lexicon"))
    parser.add_argument("--seconds", type=int, default=60)
    args = parser.parse_args()
    import atheris

    with atheris.instrument_imports(include=["cleaner"]):
        import cleaner.pipeline  # noqa: F401 - instrumented as it is loaded
    call, seeds = _targets()[args.target]
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(ROOT.glob(seeds)):
            (Path(folder) / path.name).write_bytes(path.read_bytes()[:4_000])
        options = [f"-max_total_time={args.seconds}", f"-timeout={LONGEST}", "-max_len=4096", folder]
        atheris.Setup([sys.argv[0], *options], call)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
