"""The records of an input, whatever its kind."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from ...extras import require
from ...model import Kind
from ..options import Columns
from .folders import read_folder
from .items import Item
from .lines import read_lines
from .listing import STDIN, Input, Source
from .meter import Meter
from .packed import ZSTD_ENDINGS
from .pages import read_page

__all__ = ["check_packages", "read_input"]

_KINDS = {Source.HTML: Kind.HTML, Source.MARKDOWN: Kind.MARKDOWN, Source.TEXT: None}
"""Files of one page: what is in them, or that it is text and to be told from Markdown."""


def check_packages(inputs: Sequence[Input]) -> None:
    """Raises ``ImportError`` if a package is missing that an input needs, by its name.

    Its turn may come when a run has worked for days.
    """
    kinds = {each.source for each in inputs}
    if Source.PARQUET in kinds:
        require("pyarrow.parquet", "corpus", "reading Parquet")
    if kinds & {Source.WARC, Source.WET}:
        require("fastwarc.warc", "warc", "reading WARC")
    unpacked = (each for each in inputs if each.source is Source.LINES or each.source in _KINDS)
    if any(each.path.lower().endswith(ZSTD_ENDINGS) for each in unpacked):
        require("zstandard", "corpus", "reading Zstandard")


def read_input(each: Input, columns: Columns, meter: Meter | None = None) -> Iterator[Item]:
    """The items of one input, lazily and in order; what cannot be read is a fault among them.

    Raises:
        ImportError: where the package that reads the format is missing.
    """
    if each.source in _KINDS:
        return read_page(each.path, each.name, _KINDS[each.source])
    if each.source is Source.FOLDER:
        return read_folder(each.path, each.name)
    if each.source is Source.LINES:
        stdin = sys.stdin.buffer if each.path == STDIN else None
        return read_lines(each.path, each.name, meter, stdin)
    if each.source is Source.PARQUET:
        from .parquet import read_parquet

        return read_parquet(each.path, each.name, columns, meter)
    from .warc import read_archive

    return read_archive(each.path, each.name, meter)
