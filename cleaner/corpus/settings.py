"""Everything that decides what a run writes: compared when a run is resumed, and kept in its manifest."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from ..model import Verdict
from .names import writable_name
from .options import Cleaning, Columns

__all__ = ["Form", "Settings"]

_GIGABYTE = 2**30


class Form(str, Enum):
    """How rows are written."""

    JSONL = "jsonl"
    PARQUET = "parquet"


@dataclass(frozen=True)
class Settings:
    """The options of a run that its output depends on.

    Attributes:
        cleaning: how pages are cleaned.
        columns: the names of the input's fields, and which to carry.
        form: how articles and rejected records are written; errors are always JSON Lines.
        shard_records: records of input that make up a part.
        keep_verdicts: the verdicts of ``articles``; all others are ``rejected``.
        page_seconds: that one page may take; ``None`` for no limit.
        worker_memory: bytes of address space that a worker may take; ``None`` for no limit.

    Raises:
        ValueError: for a number that is not above 0.
    """

    cleaning: Cleaning = field(default_factory=Cleaning)
    columns: Columns = field(default_factory=Columns)
    form: Form = Form.JSONL
    shard_records: int = 10_000
    keep_verdicts: frozenset[Verdict] = frozenset({Verdict.CLEAN, Verdict.SPAM_REMOVED})
    page_seconds: float | None = 30.0
    worker_memory: int | None = 4 * _GIGABYTE

    def __post_init__(self) -> None:
        for name in ("shard_records", "page_seconds", "worker_memory"):
            value = getattr(self, name)
            if value is not None and not value > 0:
                raise ValueError(f"{name} must be above 0, not {value!r}")

    def described(self) -> dict[str, Any]:
        """As plain data, flat, with the digests of the files that are used; raises ``OSError``."""
        flat = {**asdict(self.cleaning), **asdict(self.columns)}
        flat |= {key: value for key, value in asdict(self).items() if key not in ("cleaning", "columns")}
        flat["carry"] = list(self.columns.carry)
        for name in ("lexicons", "spam_model", "site_profile"):
            flat[name] = _with_digest(flat[name])
        return {key: _plain(flat[key]) for key in sorted(flat)}


def _with_digest(paths: Any) -> Any:
    """A path, or several, each with the digest of what is in the file."""
    if paths is None:
        return None
    if isinstance(paths, (str, Path)):
        return f"{paths} sha256:{hashlib.sha256(Path(paths).read_bytes()).hexdigest()}"
    return [_with_digest(path) for path in paths]


def _plain(value: Any) -> Any:
    """Plain data that can be written as JSON in UTF-8; a path need not be UTF-8."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (set, frozenset)):
        return sorted(map(_plain, value))
    if isinstance(value, (list, tuple)):
        return list(map(_plain, value))
    return writable_name(value) if isinstance(value, str) else value
