"""How likely is a line a planted advertisement, and why: disguise off, evidence on.

>>> from cleaner.spam import Detector
>>> Detector().judge("三分钟了解(微乐麻将外挂)确实有挂").spam    # doctest: +SKIP
True
"""

from __future__ import annotations

from .detector import Detector
from .lexicon import Lexicon, LexiconError
from .normalize import Normalized, normalize

__all__ = ["Detector", "Lexicon", "LexiconError", "Normalized", "normalize"]
