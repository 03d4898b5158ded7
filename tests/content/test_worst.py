"""The list of worst pages: made samples, no text of theirs in it."""

from __future__ import annotations

import numpy as np

from benchmarks.metrics import tokens
from training.content.dataset import Sample
from training.content.worst import worst_pages


def sample(page: str, texts: list[str], shares: list[float], gold: str) -> Sample:
    """A page of which only what the list needs is known."""
    have = tokens(gold)
    return Sample(
        page, page, "made", "article", "html", np.zeros((len(texts), 1)), np.array(shares), None,
        texts, have, have.total(), None,
    )  # fmt: skip


def test_pages_are_named_worst_first_with_the_direction_of_the_fault() -> None:
    body, other = "the ferry calls at the harbour twice", "buy tickets here today for nothing at all"
    pages = [
        sample("good", [body], [1.0], body),
        sample("greedy", [body, other], [1.0, 0.0], body),
        sample("timid", [body, other], [1.0, 1.0], f"{body} {other}"),
        sample("strange", [other], [0.0], "no word of this stands on any page"),
    ]
    kept = {"good": [True], "greedy": [True, True], "timid": [False, True], "strange": [True]}
    table = worst_pages(pages, lambda s: kept[s.page], lambda s: True)
    rows = [line for line in table.splitlines() if line.startswith("| ") and "whose" not in line]
    assert [row.split(" | ")[0][2:] for row in rows] == ["strange", "greedy", "timid", "good"]
    assert "no choice of blocks" in rows[0]
    assert "too much" in rows[1]
    assert "too little" in rows[2]
    assert body not in table


def test_made_pages_and_other_sites_are_left_out() -> None:
    made = sample("made", ["a b c"], [1.0], "a b c")
    made.form = "html+spliced"
    back = sample("back", ["a b c"], [1.0], "a b c")
    assert "|" not in worst_pages([made, back], lambda s: [True], lambda s: s.page != "back")
