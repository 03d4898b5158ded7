"""A record of a run as an Article again, as far as the record goes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from ..model import Article, Block, Evidence, Label, Verdict

__all__ = ["article_of_record"]


def article_of_record(record: Mapping[str, Any]) -> Article:
    """The article of a record: its paragraphs, then the removed blocks that it lists.

    A record keeps neither the order of removed blocks among the others nor any score (NaN here). A
    record that could not be cleaned gives an empty page, with the reason as its note.
    """
    verdict = record.get("verdict")
    failed = record.get("error") or record.get("reason")
    if verdict not in set(map(str, Verdict)):
        verdict = Verdict.NO_ARTICLE.value
    kept = [(text, Label.BODY, ()) for text in (record.get("text") or "").split("\n\n") if text.strip()]
    blocks = [Block(i, *rest[:2], math.nan, rest[2]) for i, rest in enumerate([*kept, *_removed(record)])]
    notes = [str(note) for note in record.get("notes") or ()]
    return Article(
        title=record.get("title"),
        author=record.get("author"),
        date=record.get("date"),
        source=record.get("source"),
        language=record.get("language"),
        url=record.get("url"),
        verdict=Verdict(verdict),
        blocks=tuple(blocks),
        notes=(*notes, str(failed)) if failed else tuple(notes),
    )


def _removed(record: Mapping[str, Any]) -> list[tuple[str, Label, tuple[Evidence, ...]]]:
    """The removed blocks: those listed with their reasons, else the advertisements."""
    listed = record.get("removed") or ()
    if not listed:
        return [(text, Label.SPAM, ()) for text in record.get("spam") or ()]
    known = {label.value: label for label in Label}
    return [
        (
            each.get("text") or "",
            known.get(each.get("label") or "", Label.BOILERPLATE),
            tuple(map(_evidence, each.get("evidence") or ())),
        )
        for each in listed
    ]


def _evidence(data: Mapping[str, Any]) -> Evidence:
    start, end = data.get("start"), data.get("end")
    span = None if start is None or end is None else (int(start), int(end))
    return Evidence(data.get("code") or "", data.get("reason") or "", float(data.get("weight") or 0), span)
