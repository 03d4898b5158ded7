"""Optional packages: one clear line where one is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["require"]


def require(module: str, extra: str) -> Any:
    """The module of an optional package.

    Args:
        module: what to import, such as ``ray.data``.
        extra: the extra of cleaner that brings it.

    Raises:
        ImportError: where it is missing, with the command that installs it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        engine = module.partition(".")[0]
        missing = (error.name or module).partition(".")[0]
        what = f"cleaning with {engine} needs {missing}"
        raise ImportError(f'{what}: pip install "cleaner[{extra}]"', name=missing) from error
