from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.content.branches import FAR, TAGS
from cleaner.content.features import FEATURES, page_figures
from cleaner.content.model import load_weights
from cleaner.content.names import GROUPS, NameTable, load_rows
from cleaner.content.page import PAGE_FEATURES, page_row
from cleaner.content.sequence import choose
from cleaner.content.topic import tokens_of
from cleaner.model import Kind

from .documents import OTHERS, PARAGRAPHS, document, html_page, plain

COLUMNS = {name: i for i, name in enumerate(FEATURES)}


def figures(doc):
    return page_figures(doc, plain(doc), NameTable(), load_weights().words).table


def value(doc, table, text, name):
    row = next(i for i, b in enumerate(doc.blocks) if b.text == text)
    return float(table[row, COLUMNS[name]])


def test_every_feature_has_a_reason():
    assert all(len(reason) > 10 for reason in FEATURES.values())


def test_every_figure_of_a_page_has_a_name_and_a_reason():
    doc = document(html_page())
    found = page_figures(doc, plain(doc), NameTable(), load_weights().words)
    odds = np.linspace(-2, 2, len(doc.blocks))
    row = page_row(found.table, odds, found.width, choose(odds, found.width, True), 0.5)
    named = dict(zip(PAGE_FEATURES, row.tolist(), strict=True))
    assert named["words"] == 0.5
    assert 0 < named["body_share"] < 1
    assert named["mean_prose"] <= 1
    assert all(len(reason) > 10 for reason in PAGE_FEATURES.values())


def test_every_feature_is_filled_for_html():
    doc = document(html_page())
    table = figures(doc)
    empty = [name for name, i in COLUMNS.items() if np.isnan(table[:, i]).all()]
    # no address was given, and no structured data
    assert set(empty) <= {"in_declared", "page_url_depth", "page_url_hyphens", "page_url_digits"}


def test_paragraph_against_link():
    doc = document(html_page())
    table = figures(doc)
    assert value(doc, table, PARAGRAPHS[1], "prose") == 1
    assert value(doc, table, PARAGRAPHS[1], "link_density") == 0
    assert value(doc, table, OTHERS[0], "link_density") == 1
    assert value(doc, table, OTHERS[0], "prose") == 0


def test_equal_blocks_have_equal_figures_of_their_text():
    doc = document("\n".join([OTHERS[0], PARAGRAPHS[0], OTHERS[0], OTHERS[1], OTHERS[0]]), Kind.TEXT)
    table = figures(doc)
    assert table[:, COLUMNS["repeats"]].tolist() == [3, 1, 3, 1, 3]
    assert table[:, COLUMNS["repeated"]].tolist() == [0, 0, 1, 0, 1]
    for name in ("words", "small_words", "end", "start", "bullet", "topic_lead"):
        assert len(set(table[[0, 2, 4], COLUMNS[name]].tolist())) == 1


def test_names_above_the_block():
    doc = document(html_page())
    table = figures(doc)
    assert value(doc, table, PARAGRAPHS[0], "n_body") == 1
    assert value(doc, table, OTHERS[0], "n_related") == 2
    assert value(doc, table, "首页", "n_nav") == 2


def test_the_densest_container_holds_the_article():
    doc = document(html_page())
    table = figures(doc)
    assert value(doc, table, PARAGRAPHS[3], "c_inside") == 1
    assert value(doc, table, OTHERS[1], "c_inside") == 0


def test_topic_is_nearer_in_the_article():
    doc = document(html_page())
    table = figures(doc)
    assert value(doc, table, PARAGRAPHS[0], "topic_title") > value(doc, table, OTHERS[2], "topic_title")


def test_markup_is_missing_in_text():
    doc = document("\n".join(PARAGRAPHS), Kind.TEXT)
    table = figures(doc)
    assert math.isnan(table[0, COLUMNS["link_density"]])
    assert math.isnan(table[0, COLUMNS["depth"]])
    assert table[0, COLUMNS["prose"]] == 1


@pytest.mark.parametrize("row", load_rows("names"), ids=lambda row: row["id"])
def test_name_rows_fire_and_keep_silent(row):
    bit = 1 << GROUPS.index(row["group"])
    assert NameTable().bits(row["fires"]) & bit
    assert not NameTable().bits(row["silent"]) & bit
    assert all(len(part) >= 3 for part in row["parts"])


@pytest.mark.parametrize("row", load_rows("words"), ids=lambda row: row["id"])
def test_word_rows_fire_and_keep_silent(row):
    small = set(row.get("words", "").split()) | set(row.get("marks", ""))

    def hits(line):
        return [w for w in [*line.lower().split(), *line] if w in small and (len(w) > 1 or "marks" in row)]

    assert hits(row["fires"])
    assert not hits(row["silent"])


def test_names_are_remembered_rightly():
    table = NameTable()
    assert (
        table.bits("sidebar related")
        == table.bits("sidebar") | table.bits("related")
        == table.bits("related sidebar")
    )
    assert table.bits("sidebar related") == NameTable().bits("sidebar related")


def numbers_of(texts):
    """The numbers of each text's tokens."""
    found = tokens_of(texts)
    return [set(found.number[found.owner == i].tolist()) for i in range(len(texts))]


def test_tokens_are_pairs_and_words():
    words = ["海上", "上风", "风电", "offshore", "wind", "2024"]
    text, *each = numbers_of(["海上风电 Offshore wind in 2024", *words])
    assert [len(one) for one in each] == [1] * len(words)
    assert text == set().union(*each)
    assert len(text) == len(words)


CJK = "\u3040-\u30ff\u3400-\ufaff"
TOKENS = re.compile(rf"(?=([{CJK}]{{2}}))|(?<![^\W\d_{CJK}])([^\W\d_{CJK}]{{4,}})|(?<!\d)(\d{{2,}})")


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.text(st.sampled_from("abKİΣςЖ09५_-. \u3000\u0301②ﬁ中文か가\ue000\ud800𠀀😀𝔸𝟙"), max_size=60),
        max_size=6,
    )
)
def test_tokens_are_those_that_a_pattern_finds(texts):
    # in more texts than are looked at together
    filling = ["wind " * 80] * 100
    expected = [{"".join(m) for m in TOKENS.findall(text.lower())} for text in texts]
    found = numbers_of([*filling, *texts])[len(filling) :]
    for i, (one, tokens) in enumerate(zip(found, expected, strict=True)):
        assert len(one) == len(tokens)
        assert all(len(one & found[j]) == len(tokens & expected[j]) for j in range(i))


def test_distances_are_steps_up():
    page = (
        "<body class=nav><aside>a</aside><div class='related x'><ul><li>b<li>c</ul>"
        + "<div>" * 40
        + "d</div></html>"
        "<p>after"
    )
    doc = document(page)
    table = figures(doc)
    tags = {tag: group for group, members in TAGS.items() for tag in members}
    names = NameTable()
    for row, block in zip(table, doc.blocks, strict=True):
        nearest, at = {}, block.element
        for steps in range(24):
            element = doc.elements[at]
            known = [g for i, g in enumerate(GROUPS) if at > 1 and names.bits(element.names) >> i & 1]
            for column in [f"n_{g}" for g in known] + [f"t_{tags[t]}" for t in [element.tag] if t in tags]:
                nearest.setdefault(column, steps)
            at = max(0, element.parent)
        for column in [f"n_{g}" for g in GROUPS] + [f"t_{t}" for t in TAGS]:
            assert row[COLUMNS[column]] == nearest.get(column, FAR)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=60), max_size=12))
def test_any_text_gives_finite_or_missing_figures(lines):
    doc = document("\n".join(lines), Kind.TEXT)
    if doc.blocks:
        table = figures(doc)
        assert table.shape == (len(doc.blocks), len(FEATURES))
        assert not np.isinf(table).any()
