from __future__ import annotations

import random

import numpy as np
import pytest

pytest.importorskip("lxml")
from benchmarks.data import LabelledPage, script_of
from benchmarks.peers import flatten_html
from training.content.advertisements import Advertisements, Lines
from training.content.augment import Donor, shorten, splice, tangle
from training.content.dataset import Sample
from training.content.excerpts import bare_article, index_of, remainder, window
from training.content.fit import rows_of, weights_of
from training.content.folds import FOLDS, KEPT_BACK, fold_of, fold_of_template
from training.content.labels import IGNORED, label_blocks
from training.content.planting import finished, plant, plant_text

from .documents import OTHERS, PARAGRAPHS, html_page

GOLD = "\n".join(PARAGRAPHS)


def test_blocks_are_labelled_by_the_gold_text():
    labels = label_blocks(["首页", *PARAGRAPHS, OTHERS[0]], GOLD)
    assert labels.shares == [0.0, 1.0, 1.0, 1.0, 1.0, 0.0]
    assert labels.found > 0.8  # shingles across two paragraphs are in the gold only


def test_acceptable_lines_and_second_copies_are_ignored():
    labels = label_blocks([*PARAGRAPHS, PARAGRAPHS[0], "图：新华社"], GOLD, ["图：新华社"])
    assert labels.shares[-2:] == [IGNORED, IGNORED]


def test_short_lines_count_only_near_other_gold():
    far = ["小标题", *OTHERS, *OTHERS, PARAGRAPHS[0], "小标题", PARAGRAPHS[1]]
    labels = label_blocks(far, f"{PARAGRAPHS[0]}\n小标题\n{PARAGRAPHS[1]}")
    assert labels.shares[0] == 0.0
    assert labels.shares[-2] == 1.0


def test_flattening_keeps_visible_text_a_block_a_line():
    html = "<p>a <b>b</b>c</p><script>x</script><div>d<br>e<!-- f --> g</div>"
    assert flatten_html(html) == "a bc\nd\ne g"


def test_foreign_pieces_are_not_in_the_gold():
    donors = [Donor(t, (t + "，" + "另一则消息的第一段文字写在这里。",)) for t in OTHERS]
    made = splice(html_page(), GOLD, donors, "zh", random.Random(3))
    assert made is not None
    assert made.gold == GOLD
    flat = flatten_html(made.html)
    assert all(p in flat for p in PARAGRAPHS)
    assert len(flat) > len(flatten_html(html_page()))


ADS = tuple(
    f"老玩家推荐{name}麻将开挂神器，安装教程{n}分钟学会..." for n, name in enumerate("甲乙丙丁戊己庚")
)


TOLD = tuple(
    f"警方{n}日通报，{name}等三人制售外挂，涉案金额达{n}万元。" for n, name in enumerate("甲乙丙丁戊己庚")
)
TEASERS = tuple(f"{name}市查处外挂案" for name in "甲乙丙丁戊己庚")
LINES = Lines(ADS, TOLD, TEASERS)


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("seed", range(24))
def test_planted_advertisements_stand_on_the_page_and_not_in_the_gold(seed):
    donors = [Donor(t, (t,)) for t in OTHERS]
    made = plant(html_page(), GOLD, LINES, donors, random.Random(seed))
    assert made is not None
    page = flat(flatten_html(made.html))
    assert made.gold.startswith(GOLD)
    assert all(flat(line) in page for line in made.gold.splitlines())
    assert {*made.gold.splitlines()} <= {*PARAGRAPHS, *TOLD}
    assert any(finished(ad)[:-1] in page for ad in ADS)


@pytest.mark.parametrize("seed", range(24))
def test_planted_text_keeps_its_lines_in_order(seed):
    donors = [Donor(t, (t,)) for t in OTHERS]
    text, gold = plant_text(GOLD, LINES, donors, random.Random(seed))
    lines = text.split("\n")
    assert {*gold.split("\n")} <= {*lines}
    own = [line for line in lines if line in PARAGRAPHS]
    assert own in ([], list(PARAGRAPHS))  # now and then the article is made of honest sentences alone
    assert not any(ad[:-3] in gold for ad in ADS)
    assert any(ad[:-3] in text for ad in ADS) or not own


def test_honest_sentences_are_told_in_some_pages_and_some_articles_are_made_of_them():
    donors = [Donor(t, (t,)) for t in OTHERS]
    golds = [plant_text(GOLD, LINES, donors, random.Random(seed))[1] for seed in range(60)]
    assert any(PARAGRAPHS[0] not in gold for gold in golds)
    assert any(PARAGRAPHS[0] in gold and any(t in gold for t in TOLD) for gold in golds)
    assert GOLD in golds


def test_templates_that_are_held_out_are_never_planted():
    assert [fold_of_template(group) for group in range(6)] == [KEPT_BACK, 0, 1, 2, 3, KEPT_BACK]
    kinds = ("zh", "en", "other")
    pools = {n: {kind: Lines((f"{kind}{n}",), (), ()) for kind in kinds} for n in range(FOLDS)}
    ads = Advertisements(pools)
    site = next(name for name in "abcdefgh" if fold_of(name) == 2)
    assert ads.of(site, "zh", random.Random(1)).planted == ("zh2",)
    back = next(f"s{n}" for n in range(99) if fold_of(f"s{n}") == KEPT_BACK)
    assert ads.of(back, "zh", random.Random(1)).planted[0].startswith("zh")


def test_what_stood_there_before_counts_less_beside_what_was_put_in():
    def weights(planted, told):
        masks = [None if m is None else np.array(m) for m in (planted, told)]
        return weights_of(
            Sample("p", "s", "wcxb", "article", "html", np.zeros((3, 1)), np.array([1.0, 0.0, 1.0]),
                   np.array([50.0, 50.0, 50.0]), gold_size=100, planted=masks[0], told=masks[1])
        )  # fmt: skip

    plain = weights(None, None)
    mixed = weights([False, True, False], [False, False, True])
    assert mixed[0] < plain[0]
    assert mixed[1:].tolist() == plain[1:].tolist()


@pytest.mark.parametrize("seed", range(8))
def test_bare_pages_hold_what_their_gold_says_and_a_heading(seed):
    made = bare_article(GOLD, "A <title>", OTHERS, random.Random(seed))
    assert made is not None
    lines = made.gold.splitlines()
    assert lines == PARAGRAPHS[: len(lines)]
    assert [li for li in flatten_html(made.html).splitlines() if li not in ("A <title>", *OTHERS)] == lines


def test_too_short_a_text_is_no_bare_article():
    assert bare_article("三字文", "题", OTHERS, random.Random(1)) is None


@pytest.mark.parametrize("seed", range(8))
def test_windows_of_a_text_hold_the_beginning_of_its_article(seed):
    texts = [*OTHERS, *PARAGRAPHS, *OTHERS]
    shares = label_blocks(texts, GOLD).shares
    some = window(texts, shares, random.Random(seed))
    inside = [text for text in some if text in PARAGRAPHS]
    assert inside == PARAGRAPHS[: len(inside)]
    assert inside
    assert 0 < len(window(OTHERS * 9, None, random.Random(seed))) <= len(OTHERS * 9)
    assert window(OTHERS, [0.0] * len(OTHERS), random.Random(seed)) == []


def test_the_remainder_of_a_page_holds_nothing_of_its_article():
    texts = ["首页", *PARAGRAPHS, *OTHERS]
    above, below = remainder(texts, label_blocks(texts, GOLD).shares)
    assert (above, below) == (["首页"], OTHERS)
    assert remainder(OTHERS, [0.0] * len(OTHERS)) == ([], OTHERS)


@pytest.mark.parametrize("seed", range(8))
def test_index_pages_are_headlines_in_the_furniture_of_a_page(seed):
    rows = index_of(OTHERS, ["首页", "新闻"], ["关于我们"], random.Random(seed))
    assert sum(any(headline in row for headline in OTHERS) for row in rows) >= 8
    assert not any(paragraph in row for row in rows for paragraph in PARAGRAPHS)
    assert rows == index_of(OTHERS, ["首页", "新闻"], ["关于我们"], random.Random(seed))


def test_trees_of_blocks_learn_nothing_from_bare_pages():
    bare, page = (
        Sample("p", "s", "wcxb", "article", form, np.ones((2, 3), np.float32), np.ones(2), np.full(2, 30.0),
               gold_size=60)
        for form in ("html+bare", "html")
    )  # fmt: skip
    assert not weights_of(bare).any()
    rows, _, _ = rows_of([bare, page], [0, 1])
    assert len(rows) == len(page.table)


def test_short_articles_lose_their_other_paragraphs():
    made = shorten(html_page(), GOLD, random.Random(1))
    assert made is not None
    flat = flatten_html(made.html)
    assert PARAGRAPHS[0] in flat
    assert PARAGRAPHS[3] not in flat
    assert made.gold.splitlines()[0] == PARAGRAPHS[0]


@pytest.mark.parametrize("seed", range(6))
def test_tangled_text_loses_nothing(seed):
    text = "\n".join(["首页", "新闻", *PARAGRAPHS])
    assert "".join(tangle(text, random.Random(seed)).split()) == "".join(text.split())


def test_pages_of_one_site_share_a_fold(tmp_path):
    def page(name, url):
        return LabelledPage(name, "x", "article", url, "", (), (), (), tmp_path)

    sites = {
        page("a", "https://news.sina.com.cn/1").site,
        page("b", "https://sina.cn/2").site,
        page("gne-sina-3", None).site,
    }
    assert sites == {"sina"}
    assert fold_of("sina") in (KEPT_BACK, 0, 1, 2, 3)


def test_scripts():
    assert script_of(GOLD) == "zh"
    assert script_of("これはひらがなとカタカナの文章です") == "ja"
    assert script_of("plain words") == "latin"
