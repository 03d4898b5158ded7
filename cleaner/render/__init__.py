"""Shows an article: as plain data, JSON, Markdown and HTML, and with the reason for everything removed."""

from __future__ import annotations

from .data import dump, line_to_dict, to_dict, to_json
from .explain import explain, explain_line, summary
from .explain_html import explain_close, explain_html, explain_open, explain_section
from .html import html_close, html_open, html_section, to_html
from .markdown import to_markdown

__all__ = [
    "dump",
    "explain",
    "explain_close",
    "explain_html",
    "explain_line",
    "explain_open",
    "explain_section",
    "html_close",
    "html_open",
    "html_section",
    "line_to_dict",
    "summary",
    "to_dict",
    "to_html",
    "to_json",
    "to_markdown",
]
