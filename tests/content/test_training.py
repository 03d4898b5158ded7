from __future__ import annotations

import random

import pytest

pytest.importorskip("lxml")
from benchmarks.data import LabelledPage, script_of
from benchmarks.peers import flatten_html
from training.content.augment import Donor, shorten, splice, tangle
from training.content.evaluate import KEPT_BACK, fold_of
from training.content.labels import IGNORED, label_blocks

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
