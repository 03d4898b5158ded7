"""What is worked out from tables ahead of time, so that a program that cleans one page starts at once.

``python -m training.prepare`` writes it to ``prepared/NAME.json``: a line with a digest of the tables, and a
line of JSON. Where somebody has edited a table since, the digest tells, and it is worked out anew.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

__all__ = ["digest_of", "read_prepared", "write_prepared"]

_FOLDER = Path(__file__).parent / "prepared"


def digest_of(sources: Iterable[Path]) -> str:
    """Tells whether any of these files was edited; guards against nothing else."""
    digest = 0
    for path in sources:
        digest = zlib.crc32(path.read_bytes(), digest)
    return f"{digest:08x}"


def read_prepared(name: str, digest: str) -> Any:
    """What was prepared under a name; ``None`` if it is missing, or was made from other tables."""
    try:
        made_of, _, data = (_FOLDER / f"{name}.json").read_bytes().partition(b"\n")
    except OSError:
        return None
    return json.loads(data) if made_of == digest.encode() else None


def write_prepared(name: str, digest: str, data: Any) -> None:
    """Writes what ``read_prepared`` then reads: the same bytes for the same data."""
    _FOLDER.mkdir(exist_ok=True)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    (_FOLDER / f"{name}.json").write_text(f"{digest}\n{text}\n", "utf-8")
