"""Fetching one page that a person asked for: the only room that opens a connection."""

from __future__ import annotations

from .errors import FetchError, PrivateAddressError, RobotsError
from .fetch import fetch
from .network import Network

__all__ = ["FetchError", "Network", "PrivateAddressError", "RobotsError", "fetch"]
