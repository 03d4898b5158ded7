"""Pages and texts with advertisements put in, and honest sentences of the same words in their articles.

The advertisements are not content. Only their words set some of them apart from what stands around them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from .advertisements import Lines
from .augment import HEADS, Donor, Made, escaped, parse, put_after, put_beside, spots_of, to_html

__all__ = ["finished", "plant", "plant_text"]

_OPEN_END = re.compile(r"\.{3,}|…+|[。.!！\s]+$")
_AFTER, _INSIDE, _AMONG, _BESIDE = 0.4, 0.6, 0.7, 0.93
"""Where planted lines stand: after the last paragraph, each by itself between paragraphs, together before the
last paragraphs, outside; else above (bounds)."""
_TOLD, _REPORTS = 0.4, 0.15
"""Of pages with advertisements, how many speak of the same things in their articles, and of texts, how many
are of nothing else."""
_LEAST_REPORT = 5
"""Sentences that there have to be to choose from."""


def plant(html: str, gold: str, lines: Lines, donors: Sequence[Donor], rng: random.Random) -> Made | None:
    """The page with advertisements put in: as a list, as bare paragraphs, between paragraphs, hidden.

    Now and then sentences that honestly speak of the same things are put into its article before.

    Args:
        html, gold: the page and its main content.
        lines: what to put in.
        donors: stories whose titles stand among the advertisements now and then.
        rng: where chance comes from.
    """
    from lxml.html import fragment_fromstring

    tree = parse(html)
    spots = spots_of(tree, gold)
    if not spots or not lines.planted:
        return None
    told = _some(lines.told, 1, 5, rng) if rng.random() < _TOLD else []
    for sentence in told:
        new = fragment_fromstring(f"<p>{escaped(sentence)}</p>", create_parent=False)
        put_after(rng.choice(spots), new)
        spots.append(new)
    gold = "\n".join([gold, *told])
    place = rng.random()
    if _AFTER <= place < _INSIDE:
        for line in _some(lines.planted, 1, 4, rng):
            hidden = ' style="display:none"' if rng.random() < 0.2 else ""
            text = finished(line) if rng.random() < 0.4 else line
            piece = fragment_fromstring(f"<p{hidden}>{escaped(text)}</p>", create_parent=False)
            put_after(rng.choice(spots), piece)
        return Made(to_html(tree), gold)
    piece = fragment_fromstring(f"<div>{_list(lines, donors, rng)}</div>", create_parent=False)
    if place < _AMONG:
        after = spots[-1] if place < _AFTER else spots[max(0, len(spots) - rng.choice((2, 2, 3)))]
        if rng.random() < 0.5:
            for child in reversed(list(piece)):  # nothing but their words sets these apart
                put_after(after, child)
        else:
            put_after(after, piece)
    elif place < _BESIDE:
        put_beside(spots[-1], piece)
    else:
        spots[0].addprevious(piece)
    return Made(to_html(tree), gold)


def _list(lines: Lines, donors: Sequence[Donor], rng: random.Random) -> str:
    """HTML of several advertisements, with titles of other stories among them now and then."""
    rows = _some(lines.planted, 2, 12, rng)
    how = rng.randrange(6)
    if how == 5:
        rows = [finished(row) for row in rows]
    elif rng.random() < 0.4:
        rows += _titles(lines, donors, rng)
        rng.shuffle(rows)
    texts = [escaped(row) for row in rows]
    links = [f'<a href="/{rng.randrange(10**6)}.html">{text}</a>' for text in texts]
    if how == 0:
        head = f"<h3>{rng.choice(HEADS['zh'])}</h3>" if rng.random() < 0.5 else ""
        return head + "<ul>" + "".join(f"<li>{link}</li>" for link in links) + "</ul>"
    if how == 1:
        return "".join(f"<p>{link}</p>" for link in links)
    if how == 2:
        return "<p>" + "<br>".join(links) + "</p>"
    if how == 3:
        halves = [(row[: len(row) // 2], row[len(row) // 2 :]) for row in rows]
        return "".join(f'<div><a href="/">{escaped(a)}</a> {escaped(b)}</div>' for a, b in halves)
    return "".join(f"<p>{text}</p>" for text in texts)


def _titles(lines: Lines, donors: Sequence[Donor], rng: random.Random) -> list[str]:
    """Honest teasers to stand among advertisements, some of the same subjects."""
    if rng.random() < 0.5:
        return _some(lines.teasers, 1, 4, rng)
    return [d.title for d in rng.sample(donors, min(len(donors), rng.randint(1, 4)))]


def plant_text(text: str, lines: Lines, donors: Sequence[Donor], rng: random.Random) -> tuple[str, str]:
    """Flattened text with advertisements below it, and now and then between its lines or above it.

    Returns it with the main content, which may have been joined by sentences that honestly speak of the
    same things, or be made of them alone.
    """
    body = text.rstrip().split("\n")
    gold = list(body)
    report = rng.random() < _REPORTS and len(lines.told) >= _LEAST_REPORT
    if report:
        gold = [*_some(lines.teasers, 1, 1, rng), *_paragraphs(lines, rng)]
        body = "\n\n".join(gold).split("\n") if rng.random() < 0.5 else list(gold)
    elif rng.random() < _TOLD:
        told = _some(lines.told, 1, 5, rng)
        gold += told
        for sentence in told:
            body.insert(rng.randint(1, len(body)), sentence)
    if not (report and rng.random() < 0.3):
        _put_in(body, _rows(lines, donors, rng), rng)
    return "\n".join(body), "\n".join(gold)


def _rows(lines: Lines, donors: Sequence[Donor], rng: random.Random) -> list[str]:
    """Advertisements, as whole sentences or with teasers of other stories among them now and then."""
    whole = rng.random() < 0.5
    rows = _some(lines.planted, 1, 12, rng)
    if whole:
        return [finished(row) for row in rows]
    if rng.random() < 0.5:
        rows += _titles(lines, donors, rng)
        rng.shuffle(rows)
    return rows


def _put_in(body: list[str], rows: list[str], rng: random.Random) -> None:
    """Puts lines below, above, or before the last lines of a text, or a few of them anywhere."""
    place = rng.random()
    if place < 0.65:
        body += [*([""] if rng.random() < 0.5 else []), *rows]
    elif place < 0.75:
        body[:0] = rows
    elif place < 0.85:
        at = max(1, len(body) - rng.choice((1, 1, 2, 3)))
        body[at:at] = rows
    else:
        for row in rows[:4]:
            body.insert(rng.randint(1, len(body)), row)


def _paragraphs(lines: Lines, rng: random.Random) -> list[str]:
    """Paragraphs of one to three honest sentences."""
    told = [finished(s) if rng.random() < 0.5 else s for s in _some(lines.told, 3, 12, rng)]
    out: list[str] = []
    while told:
        size = rng.choice((1, 1, 2, 3))
        between = " " if told[0].isascii() else ""
        out.append(between.join(told[:size]))
        del told[:size]
    return out


def _some(lines: Sequence[str], least: int, most: int, rng: random.Random) -> list[str]:
    """A few of the lines, or all of them where there are not enough."""
    return rng.sample(lines, min(len(lines), rng.randint(least, most)))


def finished(line: str) -> str:
    """The line as a whole sentence."""
    return _OPEN_END.sub("", line) + ("." if line.isascii() else "。")
