"""Coverage-guided fuzzing with atheris: no input may raise, or break a promise that holds of every article.

    python -m benchmarks.fuzz TARGET --seconds 60     # needs atheris: pip install "cleaner[ci]"

Targets: ``bytes`` and ``text`` to Article, ``line`` for ``judge_line``, ``lexicon`` for the loader, ``jsonl``
for the reader of JSON Lines. Starts from the samples; a find is written to the working folder as
``crash-...``. Each find becomes a test.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner import Kind, Limits, Page

from .promises import broken_promise, unaccounted

if TYPE_CHECKING:
    from cleaner import Cleaner

ROOT = Path(__file__).resolve().parent.parent
TARGETS = ("bytes", "text", "line", "lexicon", "jsonl")
LIMITS = Limits(size=100_000)
LONGEST = 20
"""Processor seconds for one input, from which it counts as a hang, whatever else the machine does."""
_STUCK = 300
"""Seconds by the clock, after which an input that does not use the processor ends the run."""


def _promises(page: bytes | str, judge: Cleaner) -> None:
    """What must hold of every page."""
    article = judge.clean(page)
    broken = broken_promise(article) or unaccounted(Page(page), article, LIMITS)
    if broken:
        raise AssertionError(broken)
    article.to_json(), article.to_markdown(), article.to_html()
    if article.text and judge.clean(Page(article.text, kind=Kind.TEXT)).text != article.text:
        raise AssertionError("cleaning twice changes the text")


def _targets() -> dict[str, tuple[Callable[[bytes], None], str]]:
    """What is called for each input, and which files to start from."""
    from cleaner import Cleaner, LexiconError

    judge = Cleaner(limits=LIMITS)

    def lexicon(data: bytes) -> None:
        with tempfile.NamedTemporaryFile(suffix=".toml") as file:
            file.write(data)
            file.flush()
            try:
                Cleaner(lexicons=[file.name])
            except LexiconError:
                return

    return {
        "bytes": (lambda data: _promises(data, judge), "samples/*.[ht]*"),
        "text": (
            lambda data: _promises(data.decode("utf-8", "surrogateescape"), judge),
            "samples/*.txt",
        ),
        "line": (lambda data: _line(judge, data.decode("utf-8", "replace")), "samples/*.txt"),
        "lexicon": (lexicon, "cleaner/spam/lexicon/a*.toml"),
        "jsonl": (_lines, "samples/*.json"),
    }


def _lines(data: bytes) -> None:
    """Every line that is not empty is one item, and every item a record or an error that can be written."""
    from cleaner.corpus.options import Columns
    from cleaner.corpus.sources.items import Fault, RecordError, digest_item, parse_item
    from cleaner.corpus.sources.lines import read_lines
    from cleaner.render.data import dump

    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        items = list(read_lines(file.name, "name"))
    if not any(isinstance(item, Fault) for item in items):
        lines = [line for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()]
        if not data.startswith((b"\x1f\x8b", b"\x28\xb5\x2f\xfd")) and len(items) != len(lines):
            raise AssertionError(f"{len(lines)} lines, {len(items)} items")
    for item in items:
        digest_item(item)
        try:
            record = parse_item(item, Columns(carry=("page", "spam")))
        except RecordError as error:
            dump({"error": str(error), "id": error.id, "url": error.url})
            continue
        digest_item(record)
        dump({"id": record.id, "url": record.url, **record.carried}).encode("utf-8", "surrogatepass")


def _timed(call: Callable[[bytes], None], data: bytes) -> None:
    """One call, which raises if it takes too long."""

    def over(*_: object) -> None:
        raise TimeoutError(f"more than {LONGEST} processor seconds")

    signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        call(data)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


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
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, help="the same inputs again, as far as the time goes")
    args = parser.parse_args()
    import atheris

    with atheris.instrument_imports(include=["cleaner"]):
        import cleaner.corpus.sources.lines
        import cleaner.pipeline  # noqa: F401 - instrumented as they are loaded
    call, seeds = _targets()[args.target]
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(ROOT.glob(seeds)):
            data = path.read_bytes()
            if args.target == "jsonl":
                fields = json.loads(data)
                data = (
                    json.dumps({"id": fields["page"], "text": fields["title"], **fields}).encode() + b"\n{}\n"
                )
            (Path(folder) / path.name).write_bytes(data[:4_000])
            call(data[:4_000])  # what is loaded late is loaded now
        options = [f"-max_total_time={args.seconds}", f"-timeout={_STUCK}", "-max_len=4096"]
        if args.seed is not None:
            options.append(f"-seed={args.seed}")
        atheris.Setup([sys.argv[0], *options, folder], lambda data: _timed(call, data))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
