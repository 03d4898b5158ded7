"""The language of a page."""

from __future__ import annotations

from .detect import detect_language
from .tags import normalize_tag

__all__ = ["detect_language", "normalize_tag"]
