"""Why a page was not fetched; every message is one line, ready to be shown."""

from __future__ import annotations

__all__ = ["FetchError", "PrivateAddressError", "RobotsError"]


class FetchError(OSError):
    """A page that was refused or could not be fetched, and why."""


class PrivateAddressError(FetchError):
    """A host with an address that is not of the public internet."""


class RobotsError(FetchError):
    """A page that the site asks programs to leave alone."""
