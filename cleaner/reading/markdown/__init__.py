"""Reads Markdown, as crawlers hand it out: its marks become structure, as tags do in HTML."""

from __future__ import annotations

from .page import looks_like_markdown, read_markdown

__all__ = ["looks_like_markdown", "read_markdown"]
