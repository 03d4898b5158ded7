"""Names as they are written on the command line; for argparse, which tells which option has none.

An empty name is a variable of the shell that was not set. As a path it would be the current folder.
"""

from __future__ import annotations

import argparse
from pathlib import Path

__all__ = ["as_list", "file_name", "file_path"]


def file_name(text: str) -> str:
    """The name of a file or folder."""
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def file_path(text: str) -> Path:
    """The path of a file or folder."""
    return Path(file_name(text))


def as_list(text: str) -> list[str]:
    """Names that are separated by commas, at least one."""
    names = [part.strip() for part in text.split(",") if part.strip()]
    if not names:
        raise argparse.ArgumentTypeError(f"{text!r} names nothing")
    return names
