"""An article as plain data, and as JSON that any reader takes."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from typing import Any

from .._version import __version__
from ..model import PARAGRAPH, Article, Block, Evidence, Judgement, Label, Link

__all__ = ["dump", "escape_surrogates", "line_to_dict", "to_dict", "to_json"]

_DIGITS = 4
"""Decimal places of scores and weights: enough to rank by, and the same on every machine."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_dict(article: Article) -> dict[str, Any]:
    """The article as plain data: strings, numbers, lists and dicts only.

    ``version`` is that of the program. ``counts`` names every label, also those with 0 blocks. A block
    has ``line`` (flattened text) or ``path`` (HTML), and ``gap``, ``level``, ``links`` and ``images``
    only where they say something: ``gap`` where it is not a blank line, ``level`` on headings.
    """
    counts = Counter(block.label for block in article.blocks)
    return {
        "version": __version__,
        "title": article.title,
        "author": article.author,
        "date": article.date,
        "source": article.source,
        "language": article.language,
        "url": article.url,
        "verdict": article.verdict.value,
        "text": article.text,
        "encoding": article.encoding,
        "notes": list(article.notes),
        "spam": [block.text for block in article.spam],
        "counts": {label.value: counts[label] for label in Label},
        "blocks": [_block(block) for block in article.blocks],
    }


def to_json(article: Article, indent: int | None = None) -> str:
    """``to_dict`` as JSON; characters are not escaped to ASCII."""
    return dump(to_dict(article), indent=indent)


def line_to_dict(text: str, judgement: Judgement) -> dict[str, Any]:
    """The judgement of one line as plain data, beside the line."""
    return {
        "text": text,
        "spam": judgement.spam,
        "score": _number(judgement.score),
        "evidence": [_evidence(e) for e in judgement.evidence],
    }


def dump(data: Any, indent: int | None = None) -> str:
    """JSON that can be written as UTF-8: lone surrogates stay escaped, and there is no NaN.

    Raises:
        ValueError: for NaN or infinity in ``data``.
        RecursionError: for data nested too deep.
    """
    return escape_surrogates(json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent))


def escape_surrogates(text: str) -> str:
    """JSON that can be written as UTF-8: lone surrogates, which stand in strings only, become escapes."""
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _block(block: Block) -> dict[str, Any]:
    """One block as plain data."""
    data: dict[str, Any] = {
        "index": block.index,
        "text": block.text,
        "label": block.label.value,
        "score": _number(block.score),
        "hidden": block.hidden,
    }
    if block.line is not None:
        data["line"] = list(block.line)
    if block.path is not None:
        data["path"] = block.path
    if block.gap != PARAGRAPH:
        data["gap"] = block.gap
    if block.level:
        data["level"] = block.level
    if block.links:
        data["links"] = [_link(link) for link in block.links]
    if block.images:
        data["images"] = [{"source": image.source, "alt": image.alt} for image in block.images]
    data["evidence"] = [_evidence(e) for e in block.evidence]
    return data


def _link(link: Link) -> dict[str, Any]:
    return {"start": link.start, "end": link.end, "href": link.href}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "code": evidence.code,
        "reason": evidence.reason,
        "weight": _number(evidence.weight),
        "span": None if evidence.span is None else [int(at) for at in evidence.span],
    }


def _number(value: float) -> float:
    """A plain rounded float, whatever numeric type a model gave; 0 for what JSON cannot hold."""
    value = float(value)
    return round(value, _DIGITS) if math.isfinite(value) else 0.0
