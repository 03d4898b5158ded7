"""What sections are made of: a title, a sentence, a picture, and a table behind a click."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..render.words import Words
from .text import escaped

__all__ = ["Cell", "section", "share", "table"]

_MOST_ROWS = 100

Cell = str | int


def section(
    name: str,
    words: Words,
    picture: str,
    heads: Sequence[str] | None = None,
    rows: Sequence[Sequence[Cell]] = (),
    *,
    about: str | None = None,
    titles: Sequence[str] = (),
) -> str:
    """One section: title, a sentence, picture, and the numbers behind a click.

    ``heads`` are the words of the table's columns; ``titles`` where they are words already.
    """
    about = words[f"report.{name}.about"] if about is None else about
    titles = [words[f"report.{name}.{head}"] for head in heads] if heads else titles
    numbers = ""
    if titles:
        summary = escaped(words["report.numbers"])
        numbers = f"<details><summary>{summary}</summary>{table(titles, rows, words)}</details>"
    return (
        f'<section id="{name}"><h2>{escaped(words[f"report.{name}.title"])}</h2>'
        f'<p class="about">{escaped(about)}</p>{picture}{numbers}</section>'
    )


def table(titles: Sequence[str], rows: Sequence[Sequence[Cell]], words: Words) -> str:
    """A table; the first column names the row, numbers stand to the right."""
    numeric = [bool(rows) and _is_figure(rows[0][column]) for column in range(len(titles))]
    head = "".join(
        f'<th scope="col"{_number(flag)}>{escaped(title)}</th>'
        for title, flag in zip(titles, numeric, strict=True)
    )
    body = "".join(f"<tr>{_cells(row)}</tr>" for row in rows[:_MOST_ROWS])
    more = ""
    if len(rows) > _MOST_ROWS:
        more = f'<p class="about">{escaped(words("report.more", count=len(rows) - _MOST_ROWS))}</p>'
    return (
        f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{more}'
    )


def _cells(row: Iterable[Cell]) -> str:
    first, *rest = row
    cells = [f'<th scope="row"><bdi>{escaped(str(first))}</bdi></th>']
    for cell in rest:
        text = f"{cell:,}" if isinstance(cell, int) else f"<bdi>{escaped(cell)}</bdi>"
        cells.append(f"<td{_number(_is_figure(cell))}>{text}</td>")
    return "".join(cells)


def _is_figure(cell: Cell) -> bool:
    return isinstance(cell, int) or cell.endswith(" %")


def _number(flag: bool) -> str:
    return ' class="number"' if flag else ""


def share(part: int, whole: int) -> str:
    """A part in per cent of the whole."""
    return f"{100 * part / whole:.1f} %" if whole else "-"
