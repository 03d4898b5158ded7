"""How likely is each block part of the main content? One interface, several engines."""

from __future__ import annotations

from .engine import BodyScore, Engine, PageScore, Signal
from .engines import ENGINES, get_engine

__all__ = ["ENGINES", "BodyScore", "Engine", "PageScore", "Signal", "get_engine"]
