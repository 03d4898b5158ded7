"""A simple Cleaner in place of the real one, and a way to run a command in this process."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import pytest

import cleaner
from cleaner import Article, Block, Evidence, Judgement, Label, Page, Verdict
from cleaner.cli import main


class SimpleCleaner:
    """A line that names a cheat is spam, every other line is a paragraph; "boom" is a mistake of ours."""

    made: list[dict[str, Any]]

    def __init__(self, **options: Any) -> None:
        self.keep = frozenset(options.pop("keep", cleaner.KEPT_LABELS))
        self.lexicons = tuple(options.pop("lexicons", ()))
        self.lang = options.pop("lang", "en")
        self.engine = options.pop("engine", "blocks")
        self.thorough = options.pop("thorough", False)
        assert not any(options.values())

    def judge_line(self, text: str) -> Judgement:
        at = text.find("外挂")
        if at < 0:
            return Judgement(False, 0.01)
        reason = "names a cheat" if self.lang == "en" else "外挂名称"
        return Judgement(True, 0.99, (Evidence("spam.term", reason, 2.0, (at, at + 2)),))

    def clean(self, page: Page) -> Article:
        text = page.content
        if isinstance(text, bytes):
            text = text.decode(page.encoding or "utf-8")
        if "ctrl-c" in text:
            raise KeyboardInterrupt
        if "boom" in text:
            raise KeyError("boom")
        blocks = []
        for index, line in enumerate(filter(None, text.splitlines())):
            judgement = self.judge_line(line)
            label = Label.SPAM if judgement.spam else Label.BODY
            blocks.append(Block(index, line, label, 1.0 - judgement.score, judgement.evidence))
        spam = any(b.label is Label.SPAM for b in blocks)
        kind = str(page.kind) if page.kind else "guessed"
        return Article(
            title=f"kind {kind}",
            author=None,
            date=None,
            source=None,
            language="zh-Hans",
            url=page.url,
            verdict=Verdict.SPAM_REMOVED if spam else Verdict.CLEAN,
            blocks=tuple(blocks),
            encoding=page.encoding,
            keep=self.keep,
        )


@dataclass
class Result:
    """What a command did."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command with the simple Cleaner: ``run("clean", "page.html", stdin=b"...")``."""
    monkeypatch.setitem(vars(cleaner), "Cleaner", SimpleCleaner)

    def call(*argv: str | Path, stdin: bytes | BinaryIO = b"") -> Result:
        stream = io.BytesIO(stdin) if isinstance(stdin, bytes) else stdin
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(stream))
        capsys.readouterr()
        status = main([str(word) for word in argv])
        captured = capsys.readouterr()
        return Result(status, captured.out, captured.err)

    return call


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a page into the test's own folder."""

    def call(name: str, *lines: str, data: bytes | None = None) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes("\n".join(lines).encode() if data is None else data)
        return path

    return call


class Endless(io.RawIOBase):
    """A stream that never ends, and counts what is taken from it."""

    taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        buffer[:] = b"A" * len(buffer)
        self.taken += len(buffer)
        return len(buffer)


@pytest.fixture
def short_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of more than 100 bytes is too long."""
    for module in ("items", "lines"):
        monkeypatch.setattr(f"cleaner.corpus.sources.{module}.MOST_BYTES", 100)


def lines_of(texts: Iterable[str]) -> bytes:
    return "\n".join(texts).encode()
