"""The lines of standard input, none of which is held in memory beyond a record's limit."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus.records import RecordError
from .errors import InputError, os_reason
from .streams import STDIN_NAME, stdin_bytes

__all__ = ["stdin_lines"]

_PIECE = 2**20


def stdin_lines() -> Iterator[bytes | RecordError]:
    """Every line as it comes, with its end; an error in place of one longer than ``batch`` would read.

    Raises:
        InputError: where standard input cannot be read.
    """
    from ..corpus.sources.items import MOST_BYTES

    stream = stdin_bytes()
    try:
        while line := stream.readline(MOST_BYTES + 1):
            if line.endswith(b"\n") or len(line) <= MOST_BYTES:
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = stream.readline(_PIECE)
            yield RecordError(f"longer than {MOST_BYTES:,} bytes")
    except OSError as error:
        raise InputError(f"{STDIN_NAME}: {os_reason(error)}") from error
