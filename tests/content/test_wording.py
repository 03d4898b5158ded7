"""Pieces of wording: what counts as the same, whatever stands around it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.content.page import words_of_page
from cleaner.content.wording import BINS, BUCKETS, STEPS, pieces_of, wording, wording_figures


def buckets(text: str) -> list[int]:
    """The pieces of one block, in order of their numbers."""
    return sorted(pieces_of([text]).bucket.tolist())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Share this story", "SHARE  this, story!"),
        ("Published 12:30", "published 09:45"),
        ("责任编辑:王", "责任编辑 王"),
        ("x" * 200 + " far " + "the end " * 20, "x" * 200 + " off " + "the end " * 20),
    ],
)
def test_what_means_the_same_has_the_same_pieces(one: str, other: str) -> None:
    assert buckets(one) == buckets(other) != []


@pytest.mark.parametrize(
    ("one", "other"), [("read more", "more read"), ("story", "stories"), ("责任", "任责"), ("ab", "a b")]
)
def test_what_means_something_else_has_not(one: str, other: str) -> None:
    assert buckets(one) != buckets(other)


@pytest.mark.parametrize("text", ["", " ", "...", "\u3000。"])
def test_no_words_no_pieces(text: str) -> None:
    assert buckets(text) == []
    odds, counts = wording([text], np.ones(1, np.int64), np.ones(BUCKETS, np.int8))
    assert odds.tolist() == [0.0]
    assert counts.tolist() == [0.0] * BINS


def test_characters_that_become_two_in_lower_case() -> None:
    assert len(pieces_of(["İ" * 300] * 300).bucket) == 300 * len(buckets("İ" * 300))


def test_no_blocks() -> None:
    odds, counts = wording([], np.ones(0, np.int64), np.ones(BUCKETS, np.int8))
    assert odds.tolist() == []
    assert counts.tolist() == [0.0] * BINS


@given(st.lists(st.text(st.characters(exclude_characters="\n"), max_size=300), max_size=8), st.data())
def test_a_block_has_its_pieces_whatever_stands_around_it(texts: list[str], data: st.DataObject) -> None:
    # more blocks than are hashed together
    filling = ["a line"] * data.draw(st.sampled_from((0, 254, 600)))
    bucket, owner = pieces_of([*filling, *texts])
    for number, text in enumerate(texts):
        assert sorted(bucket[owner == number + len(filling)].tolist()) == buckets(text)


def test_weights_speak_for_the_blocks_that_hold_their_words() -> None:
    words = np.zeros(BUCKETS, np.int8)
    first, alone, inside = ("subscribe now please", "subscribe", "to subscribe to")
    (only,) = set(buckets(first)) & set(buckets(alone)) & set(buckets(inside))
    words[only] = -3 * STEPS
    texts = ["Subscribe!", "The council met.", "subscribe to our letter"]
    odds = wording(texts, np.ones(3, np.int64), words).odds
    assert odds[0] < odds[2] < 0
    assert odds[1] == 0


def test_texts_count_as_often_as_they_stand_on_the_page() -> None:
    texts, none = ["Add to cart", "The council met."], np.zeros(BUCKETS, np.int8)
    counts = [wording([text], np.ones(1, np.int64), none).counts for text in texts]
    both = wording(texts, np.array([3, 1]), none).counts
    np.testing.assert_array_equal(both, 3 * counts[0] + counts[1])
    assert counts[0].sum() == len(buckets(texts[0]))


def test_words_of_a_page_are_weighed_by_direction_not_by_length() -> None:
    weights = np.zeros(BINS + 1, np.float32)
    weights[7], weights[-1] = 2.0, 0.5
    shop, other = np.zeros(BINS, np.float32), np.zeros(BINS, np.float32)
    shop[7], other[8] = 30, 30
    assert words_of_page(shop, weights) == pytest.approx(2.5)
    assert words_of_page(other, weights) == 0.5
    assert words_of_page(np.zeros(BINS, np.float32), weights) == 0.5
    assert 0.5 < words_of_page(shop + other, weights) < 2.5


def test_figures_are_those_of_neighbours() -> None:
    figures = wording_figures(np.array([1.0, 2.0, 4.0], np.float32))
    np.testing.assert_array_equal(figures["before1_wording"], [np.nan, 1, 2])
    np.testing.assert_array_equal(figures["after2_wording"], [4, np.nan, np.nan])
    assert figures["page_wording"] == pytest.approx(7 / 3)
    np.testing.assert_allclose(figures["w3_wording"], [7 / 3] * 3, rtol=1e-6)


def test_one_block_has_no_neighbours() -> None:
    figures = wording_figures(np.array([1.5], np.float32))
    sides = ("before1", "before2", "after1", "after2")
    assert np.isnan([figures[f"{side}_wording"][0] for side in sides]).all()
