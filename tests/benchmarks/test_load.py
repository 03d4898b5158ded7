"""The table of the load benchmark."""

from __future__ import annotations

from typing import Any

from benchmarks.load import table

RUN = {"connections": 8, "seconds": 60, "ok": 1200, "shed": 3, "other": 1, "socket_errors": 2}
RESULT: dict[str, Any] = {
    "measured": "2025-01-31",
    "cores": 2,
    "note": "",
    "load_before": 0.5,
    "client": "wrk",
    "page_bytes": 79358,
    "runs": [{**RUN, "p50_ms": 12.5, "p99_ms": 40.0, "pages_a_second": 20.0, "rss_mb": [247, 332, 1332]}],
    "recovery": 1.5,
}


def test_every_figure_is_in_its_column() -> None:
    made = table(RESULT)
    assert "| 8 | 1,200 | 20.0 | 12.5 | 40.0 | 3 | 3 | 247, 332, 1,332 |" in made
    assert "answered in 1.5 s" in made
    assert "No page is answered" in table({**RESULT, "recovery": None})
