"""The explanation on a colour terminal, drawn by rich: whole blocks, wrapped, telling characters marked."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from ..console import one_line
from ..model import Article, Block, Label
from .account import Entry, entries, facts, parts
from .explain import LABEL_COLOURS, VERDICT_COLOURS, summary
from .words import Words, load_words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

__all__ = ["explain_rich"]

_MOST_CHARACTERS = 600
"""Characters of a block that are shown."""


def explain_rich(
    article: Article, width: int, only: Collection[Label] | None = None, lang: str = "en"
) -> str:
    """The page block by block for a terminal of ``width`` columns; safe to print.

    Raises:
        ImportError: where rich is missing.
    """
    from rich.console import Console
    from rich.table import Table

    words = load_words(lang)
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(40, width),
        force_terminal=True,
        color_system="standard",
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    _describe(console, article, words)
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for name in ("sign", "label", "score"):
        grid.add_column(name, no_wrap=True, justify="right" if name == "score" else "left")
    grid.add_column("text", ratio=1, overflow="fold")
    for entry in entries(article, words, only):
        _add(grid, entry, words)
    console.print(grid)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _describe(console: Console, article: Article, words: Words) -> None:
    """The verdict with the counts, and the fields of the page."""
    from rich.text import Text

    verdict = str(article.verdict)
    line = Text(verdict, style=f"bold {VERDICT_COLOURS[article.verdict]}")
    console.print(line.append(summary(article)[len(verdict) :], style="not bold default"))
    for name, value in facts(article):
        shown = one_line(words.sentence(value) if name == "note" else value[:_MOST_CHARACTERS])
        console.print(Text(f"{name:9} ", style="dim").append(shown, style="not dim"))
    console.print()


def _add(grid: Table, entry: Entry, words: Words) -> None:
    """One row for the block, and one for each of its reasons."""
    from rich.text import Text

    block = entry.block
    style = _style(entry)
    sign = Text(f"{'+' if entry.kept else '-'} {block.index}", style="dim")
    label = Text(words[f"label.{block.label}"], style=LABEL_COLOURS.get(block.label, ""))
    grid.add_row(sign, label, Text(f"{block.score:.2f}", style="dim"), _text(block, entry, style, words))
    for line in _reasons(entry):
        grid.add_row("", "", "", line)
    if entry.more:
        grid.add_row("", "", "", Text(words("explain.more", count=entry.more), style="dim"))


def _text(block: Block, entry: Entry, style: str, words: Words) -> Text:
    """The block's text with the characters that the reasons speak of set apart."""
    from rich.text import Text

    text = Text(style=style)
    if block.hidden:
        text.append(f"({words['explain.hidden']}) ", style="not strike italic")
    for part in parts(block.text[:_MOST_CHARACTERS], entry.reasons):
        text.append(one_line(part.text), style="bold underline not dim" if part.reasons else "")
    return text.append("…") if len(block.text) > _MOST_CHARACTERS else text


def _reasons(entry: Entry) -> Iterator[Text]:
    from rich.text import Text

    for reason in entry.reasons:
        line = Text(f"{reason.weight:+.2f} ", style="dim")
        line.append(one_line(reason.code), style="not dim cyan")
        yield line.append(f"  {one_line(reason.reason)}")


def _style(entry: Entry) -> str:
    colour = LABEL_COLOURS.get(entry.block.label, "")
    return f"{colour} strike" if entry.block.label is Label.SPAM and not entry.kept else colour
