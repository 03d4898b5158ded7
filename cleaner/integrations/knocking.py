"""Whether anything answers at the address of a cluster."""

from __future__ import annotations

import socket
from collections.abc import Sequence

from ..corpus.engine import EngineError

__all__ = ["knock"]

_SECONDS = 10.0
"""For a machine to answer; the engines themselves ask again and again, for longer than anyone waits."""


def knock(engine: str, address: str, places: Sequence[tuple[str, str]]) -> None:
    """Raises ``EngineError`` where nothing answers at any of the places that an address names.

    Args:
        engine: by which name messages know it.
        address: as it was given.
        places: hosts and ports in it.
    """
    reasons = []
    for host, port in places:
        reason = _silence(host, int(port))
        if reason is None:
            return
        reasons.append(reason)
    if reasons:
        raise EngineError(f"{engine}: {address}: nothing answers there: {reasons[0].lower()}")


def _silence(host: str, port: int) -> str | None:
    """Why nobody can be reached there; ``None`` if somebody can."""
    try:
        socket.create_connection((host, port), _SECONDS).close()
    except (OSError, OverflowError, UnicodeError) as error:
        return getattr(error, "strerror", None) or str(error)
    return None
