"""Finds tables that would be next to nothing but filler: every row is filled up to the width of the head."""

from __future__ import annotations

__all__ = ["FILLED_TABLE", "without_filled_tables"]

FILLED_TABLE = "a Markdown table with next to nothing in its rows was read as text"
_MOST_FILLER = 50_000
"""Cells that nobody wrote, on one page: without a bound they grow with the square of the page."""
_DELIMITER = frozenset("|-: \t\v\f>")


def without_filled_tables(text: str) -> tuple[str, list[str]]:
    """The text with the tables turned into lines that hold too many empty cells; and notes."""
    if "|" not in text:
        return text, []
    lines = text.split("\n")
    filler, notes = 0, []
    end = 0
    while end < len(lines):
        begin = end
        while end < len(lines) and lines[end].strip(" \t"):
            end += 1
        heads = {number: width for number in range(begin, end) if (width := _width(lines[number])) > 1}
        if heads:
            width = max(heads.values())
            missing = sum(max(0, width - _cells(row)) for row in lines[begin:end])
            if filler + missing > _MOST_FILLER:
                notes = [FILLED_TABLE]
                for number in heads:
                    lines[number] = lines[number].replace("|", "\\|")
            else:
                filler += missing
        end += 1
    return ("\n".join(lines) if notes else text), notes


def _width(line: str) -> int:
    """The columns of a table whose head this line closes; 0 if it closes none."""
    if "|" not in line or not _DELIMITER.issuperset(line):
        return 0
    return sum("-" in cell for cell in line.split("|"))


def _cells(row: str) -> int:
    """The fewest cells that a row can have."""
    return max(1, row.count("|") - row.count("\\|") - 1)
