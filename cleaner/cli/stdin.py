"""The lines of standard input, none of which is held in memory beyond a record's limit."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus.records import RecordError
from .errors import InputError, os_reason
from .streams import STDIN_NAME, stdin_bytes

__all__ = ["stdin_lines"]


def stdin_lines() -> Iterator[bytes | RecordError]:
    """Every line as it comes, with its end; an error in place of one longer than ``batch`` would read.

    Raises:
        InputError: where standard input cannot be read.
    """
    from ..corpus.sources.items import MOST_BYTES
    from ..corpus.sources.lines import capped_lines

    try:
        for _, line in capped_lines(stdin_bytes()):
            yield RecordError(f"longer than {MOST_BYTES:,} bytes") if line is None else line
    except OSError as error:
        raise InputError(f"{STDIN_NAME}: {os_reason(error)}") from error
