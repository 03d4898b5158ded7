"""The cases of the pattern rows, as they stand in the tables: the program itself has no use for them."""

from __future__ import annotations

from cleaner.roles.rows import TABLES
from cleaner.roles.tables import pattern_table

CASES: dict[str, tuple[list[str], list[str]]] = {
    raw["id"]: (raw["fires"], raw["silent"]) for name in TABLES for raw in pattern_table(name)["row"]
}
FIRES = [(row, text) for row, (fires, _) in CASES.items() for text in fires]
SILENT = [(row, text) for row, (_, silent) in CASES.items() for text in silent]
