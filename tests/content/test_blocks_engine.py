from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner.content
from cleaner.content import Signal, get_engine
from cleaner.content.blocks_engine import BlocksEngine
from cleaner.content.copies import copies_of
from cleaner.content.model import MISSING, Forest, load_weights
from cleaner.content.sequence import _in_pieces, choose
from cleaner.content.text_rule import UnlessClean
from cleaner.model import Kind

from .documents import OTHERS, PARAGRAPHS, document, html_page, plain, worded


@pytest.fixture(scope="module")
def engine():
    return BlocksEngine()


def kept(engine, doc, signals=plain):
    scores = engine.judge(doc, signals(doc)).blocks
    assert len(scores) == len(doc.blocks)
    return [b.text for b, s in zip(doc.blocks, scores, strict=True) if s.score >= 0.5]


def test_the_article_is_kept_and_the_rest_is_not(engine):
    found = kept(engine, document(html_page()))
    assert [t for t in found if t in PARAGRAPHS] == PARAGRAPHS
    assert not set(found) & set(OTHERS)


def test_the_same_from_flattened_text(engine):
    doc = document(html_page())
    flat = document("\n".join(b.text for b in doc.blocks), Kind.TEXT)
    found = kept(engine, flat, worded)
    assert set(PARAGRAPHS) <= set(found)
    assert not set(found) & set(OTHERS)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_short_articles_are_found(engine, count):
    found = kept(engine, document(html_page(PARAGRAPHS[:count])))
    assert set(PARAGRAPHS[:count]) <= set(found)


ADS = [
    "微乐斗地主透视辅助软件下载，装上就能赢，客服微信备注隐藏。",
    "【德扑圈底牌透视挂】永久免费更新，真有挂不信来试。",
    "手把手教你装山东麻将外挂，起手三对不是梦。",
]
UNKNOWN = "雀友天天乐新版助手已上架，想要好手气的朋友点进来领取。"


def flat(lines, planted):
    """Flattened text with what the spam judge says of its lines."""
    doc = document("\n\n".join(lines), Kind.TEXT)
    return doc, [Signal(spam=0.99 if b.text in planted else 0.0) for b in doc.blocks]


@pytest.mark.parametrize("place", range(1, 4))
def test_paragraphs_of_flattened_text_stay_between_advertisements(engine, place):
    lines = [*PARAGRAPHS[:place], ADS[0], PARAGRAPHS[place], *ADS[1:], *PARAGRAPHS[place + 1 :]]
    doc, signals = flat(lines, ADS)
    scores = engine.judge(doc, signals).blocks
    assert all(s.score >= 0.5 for b, s in zip(doc.blocks, scores, strict=True) if b.text in PARAGRAPHS)


def test_an_unknown_advertisement_is_known_by_its_company(engine):
    def score(lines):
        doc, signals = flat(lines, ADS)
        return engine.judge(doc, signals).blocks[-1].score

    alone, among = score([*PARAGRAPHS, UNKNOWN]), score([*PARAGRAPHS, *ADS, UNKNOWN])
    assert among < 0.5
    assert among < alone


def test_text_of_nothing_but_advertisements_is_judged(engine):
    doc, signals = flat(ADS, ADS)
    assert len(engine.judge(doc, signals).blocks) == len(ADS)


def test_a_body_given_twice_is_kept_once(engine):
    found = kept(engine, document(html_page(copies=2)))
    assert [t for t in found if t in PARAGRAPHS] == PARAGRAPHS


def test_low_scores_have_reasons_in_words(engine):
    doc = document(html_page())
    for block, score in zip(doc.blocks, engine.judge(doc, plain(doc)).blocks, strict=True):
        if score.score < 0.5:
            assert score.evidence
            assert all(e.reason and e.code.startswith("content.") for e in score.evidence)
        if block.text in OTHERS:
            assert any(e.reason == "100% of it is links" for e in score.evidence)


def test_never_nothing(engine):
    for page in ("<p>短</p>", "<div><a href='/'>首页</a></div>"):
        assert kept(engine, document(page))


def test_an_empty_page_has_no_scores(engine):
    page = engine.judge(document("", Kind.TEXT), [])
    assert page.blocks == []
    assert page.article == 0


def test_an_article_is_likelier_an_article_than_a_list_is(engine):
    links = "".join(f'<li><a href="/{i}.html">{t}</a></li>' for i, t in enumerate(OTHERS * 12))
    listing = document(f"<html><title>新闻列表</title><body><ul>{links}</ul></body></html>")
    article = document(html_page())
    assert engine.judge(article, plain(article)).article > engine.judge(listing, plain(listing)).article


def test_threads_and_calls_give_the_same(engine):
    doc = document(html_page())
    once = engine.judge(doc, plain(doc))
    with ThreadPoolExecutor(4) as pool:
        assert all(r == once for r in pool.map(lambda _: engine.judge(doc, plain(doc)), range(8)))


def test_the_hash_seed_changes_nothing():
    code = (
        "from tests.content.documents import *; from cleaner.content.blocks_engine import BlocksEngine;"
        "d = document(html_page()); print([s.score for s in BlocksEngine().judge(d, plain(d)).blocks])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "77")
    }
    assert len(runs) == 1


def test_the_engine_can_be_chosen_by_name():
    assert isinstance(get_engine("blocks", Kind.TEXT), UnlessClean)
    assert isinstance(get_engine("blocks", Kind.HTML), BlocksEngine)


def test_weights_are_small_and_need_no_pickle():
    path = Path(cleaner.content.__file__).with_name("weights.npy")
    assert path.stat().st_size <= 2_000_000
    arrays = np.load(path, allow_pickle=False)
    assert {arrays[name].dtype.kind for name in arrays.dtype.names} <= {"i", "f"}


def test_weights_that_are_none_are_refused(tmp_path):
    np.savez(tmp_path / "other.npz", x=np.zeros(3))
    np.save(tmp_path / "other.npy", np.zeros(3))
    for name in ("other.npz", "other.npy"):
        with pytest.raises(ValueError, match="no weights"):
            load_weights(str(tmp_path / name))


def test_a_forest_by_hand():
    forest = Forest(
        np.array([[0, 1]], np.int16),
        np.array([[0.5, 2.0]], np.float32),
        np.array([[1, 2, 3, 4]], np.float32),
        0.25,
    )
    rows = np.array([[0, 0], [1, 0], [0, 3], [1, 3], [np.nan, 3]], np.float32)
    assert forest.log_odds(rows).tolist() == [1.25, 2.25, 3.25, 4.25, 3.25]
    assert MISSING < -100


@pytest.mark.parametrize(("rows", "depth"), [(1, 3), (2, 6), (2500, 9)])
def test_every_tree_is_asked(rows, depth):
    rng = np.random.default_rng(5)
    feature = rng.integers(0, 4, (150, depth)).astype(np.int16)
    border = rng.integers(-9, 9, (150, depth)).astype(np.float32)
    leaves = rng.integers(-99, 99, (150, 1 << depth)).astype(np.float32)
    table = rng.integers(-12, 12, (rows, 6)).astype(np.float32)
    table[rng.random(table.shape) < 0.2] = np.nan
    asked = np.nan_to_num(table, nan=MISSING)[:, feature] > border
    leaf = (asked << np.arange(depth)).sum(axis=2)
    expected = leaves[np.arange(150), leaf].sum(axis=1) + 0.5
    assert Forest(feature, border, leaves, 0.5).log_odds(table).tolist() == expected.tolist()


@pytest.mark.parametrize("name", ["markup", "plain", "page_markup", "page_plain"])
def test_sums_of_leaves_are_exact(name):
    forest = getattr(load_weights(), name)
    steps = forest.leaves.astype(np.float64) * 2.0**44
    assert (steps == np.rint(steps)).all()
    assert np.abs(forest.leaves).max(axis=1).sum() < 2.0**8


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(-9, 9), st.integers(1, 500)), min_size=1, max_size=40), st.booleans())
def test_a_choice_always_keeps_something(pairs, markup):
    odds = np.array([p[0] for p in pairs], np.float32)
    choice = choose(odds, np.array([p[1] for p in pairs], np.float32), markup)
    assert (choice.odds >= 0).any()
    assert 0 <= choice.sure <= 1.0


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=9), st.floats(0, 40))
def test_the_best_pieces_are_found(gains, price):
    def worth(kept):
        return sum(np.array(gains)[list(kept)]) - price * sum(a != b for a, b in pairwise((False, *kept)))

    best = max(worth(kept) for kept in product((False, True), repeat=len(gains)))
    assert worth(_in_pieces(np.array(gains), price).tolist()) == pytest.approx(best)


def test_in_flattened_text_a_doubtful_line_stays_with_its_neighbours():
    odds = np.array([3, 3, 3, -2.2, 3, 3, 3, -3, -3], np.float32)
    width = np.array([100, 100, 100, 8, 100, 100, 100, 100, 100], np.float32)
    assert not choose(odds, width, True).odds[3] >= 0
    assert choose(odds, width, False).odds[3] >= 0
    assert (choose(odds, width, False).odds[7:] < 0).all()


def test_copies_are_whole_runs_only():
    body = [f"第{i}段。" + PARAGRAPHS[i % 4] * 2 for i in range(4)]
    texts = [*body, "隔开", *body]
    assert copies_of(texts, [True] * 9) == [-1, -1, -1, -1, -1, 0, 1, 2, 3]
    credit = ["图片来源：官网", "甲", "图片来源：官网", "乙"]
    assert copies_of(credit, [True] * 4) == [-1] * 4
    assert copies_of(texts, [True] * 5 + [False] * 4) == [-1] * 9


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>divpaul /=\"'中文。，xyz\n"), max_size=300))
def test_any_markup_is_scored(page):
    doc = document(page)
    assert len(BlocksEngine().judge(doc, plain(doc)).blocks) == len(doc.blocks)
