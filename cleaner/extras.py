"""Optional packages: one clear line where one is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["needs", "require"]


def needs(purpose: str, package: str, extra: str) -> str:
    """What to say where an optional package is missing: ``reading WARC needs fastwarc: pip install ...``."""
    return f'{purpose} needs {package}: pip install ".[{extra}]" in a checkout of cleaner'


def require(module: str, extra: str, purpose: str = "") -> Any:
    """The module of an optional package.

    Args:
        module: what to import, such as ``ray.data``.
        extra: the extra of cleaner that brings it.
        purpose: what it is needed for; cleaning with it, where nothing is said.

    Raises:
        ImportError: where it is missing, with the command that installs it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        missing = (error.name or module).partition(".")[0]
        purpose = purpose or f"cleaning with {module.partition('.')[0]}"
        raise ImportError(needs(purpose, missing, extra), name=missing) from error
