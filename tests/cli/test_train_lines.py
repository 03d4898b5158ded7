"""``cleaner train-lines``: a category of one's own, from a lexicon file and a few hundred lines."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

import cleaner
from cleaner.cli import main

TERMS = """
[defaults]
category = "pills"
languages = ["zh"]

[[term]]
id = "pills.ware"
class = "ware"
weight = 0.7
forms = ["减肥药", "瘦身胶囊", "燃脂片", "酵素果冻", "左旋肉碱", "瘦身茶"]

[[term]]
id = "pills.promise"
class = "claim"
weight = 0.6
forms = ["月瘦二十斤", "不反弹", "躺着瘦", "三天见效", "不节食"]

[[term]]
id = "pills.order"
class = "sales-talk"
weight = 0.6
forms = ["货到付款", "买二送一", "正品代购", "批发价", "限时抢购"]
"""
WARES = ("减肥药", "瘦身胶囊", "燃脂片", "酵素果冻", "左旋肉碱", "瘦身茶")
PROMISES = ("月瘦二十斤", "不反弹", "躺着瘦", "三天见效", "不节食")
ORDERS = ("货到付款", "买二送一", "正品代购", "批发价", "限时抢购")
SELLING = ("{0}{1},{2}", "姐妹们都在吃的{0},{1},{2}", "{2}!{0}{1}", "明星同款{0} {1} {2}")
REPORTS = ("药监局通报:{0}检出禁用成分", "{0}宣称{1},专家提醒别信", "医生谈{0}的危害", "一女子吃{0}进了医院")
PAGE = """<html><head><title>{title}</title></head><body><h1>{title}</h1>
<p>本报讯 市水务局昨日介绍,新建的雨水调蓄池已经完工,可容纳两万立方米雨水,下月起投入试运行。</p>
<p>工程位于老城区北侧,历时十四个月,施工期间周边道路的积水点减少了三处,居民出行有所改善。</p>
<p>{spam}</p>
<p>水务局表示,今后两年还将改造八公里排水管道,并在低洼路段加装水位监测设备,提前发布提醒。</p>
</body></html>"""
UNSEEN = "产后妈妈选燃脂片,不节食,月瘦二十斤,批发价货到付款"


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    path = tmp_path / "pills.toml"
    path.write_text(TERMS, "utf-8")
    return path


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    spam = [
        form.format(*words)
        for i, words in enumerate(itertools.product(WARES, PROMISES, ORDERS))
        for form in SELLING[i % 4 : i % 4 + 1]
    ]
    honest = [form.format(*words) for words in itertools.product(WARES, PROMISES) for form in REPORTS]
    rows = [{"text": t, "label": "spam"} for t in spam] + [{"text": t, "label": "legit"} for t in honest]
    path = tmp_path / "pills.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def test_a_category_of_ones_own_end_to_end(
    terms: Path, lines: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "pills.json"
    assert main(["train-lines", str(lines), "--lexicon", str(terms), "-o", str(model)]) == 0
    assert "of 150 spam lines are found" in capsys.readouterr().err

    own = cleaner.Cleaner(lexicons=[terms], spam_model=model)
    assert own.judge_line(UNSEEN).spam
    assert not own.judge_line("市监局抽检:一批燃脂片检出西布曲明").spam
    assert own.judge_line("三分钟了解(微乐麻将外挂辅助)确实有挂").spam, "what it knew before stays"
    assert own.judge_line("真人百家乐开户送彩金,提款秒到账").spam
    assert not own.judge_line("法院宣判一起游戏外挂案,三人获刑").spam

    page = PAGE.format(title="老城区雨水调蓄池完工", spam=UNSEEN)
    article = own.clean(page)
    assert article.verdict == cleaner.Verdict.SPAM_REMOVED
    assert "燃脂片" not in article.text
    assert "水位监测设备" in article.text

    off = cleaner.Cleaner(lexicons=[terms], spam_model=model, categories=["cheats", "gambling"])
    assert not off.judge_line(UNSEEN).spam
    assert off.judge_line("三分钟了解(微乐麻将外挂辅助)确实有挂").spam
    assert off.clean(page).verdict == cleaner.Verdict.CLEAN


def test_the_same_lines_make_the_same_model(terms: Path, lines: Path, tmp_path: Path) -> None:
    made = [tmp_path / "one.json", tmp_path / "two.json"]
    for path in made:
        assert main(["train-lines", str(lines), "--lexicon", str(terms), "-o", str(path)]) == 0
    assert made[0].read_bytes() == made[1].read_bytes()


def test_a_category_alone(terms: Path, capsys: pytest.CaptureFixture[str]) -> None:
    only = cleaner.Cleaner(lexicons=[terms], categories=["pills"])
    assert not only.judge_line("真人百家乐开户送彩金,提款秒到账").spam
    with pytest.raises(ValueError, match="known are cheats, gambling, pills"):
        cleaner.Cleaner(lexicons=[terms], categories=["pharma"])
    assert main(["line", "--category", "pills", "早安"]) == 2, "without the lexicon there is no such category"
    assert "unknown category 'pills'" in capsys.readouterr().err


SPAM_ROWS = '{"text": "月瘦二十斤", "label": "spam"}\n' * 30
GOOD = SPAM_ROWS + '{"text": "早安", "label": "legit"}\n' * 30


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (GOOD + "{oops\n", "line 61: not JSON"),
        (GOOD + "[1]\n", 'line 61: not an object with "text" and "label"'),
        (GOOD + '{"text": " ", "label": "spam"}\n', "line 61: text must be"),
        (GOOD + '{"text": "a", "label": "ham"}\n', "line 61: label must be spam or legit, not 'ham'"),
        (SPAM_ROWS, "0 lines labelled legit: at least 20 are needed"),
        (GOOD, "30 of 30 spam lines hold no term of the lexicon"),
    ],
)
def test_bad_lines(rows: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text(rows, "utf-8")
    assert main(["train-lines", str(path), "-o", str(tmp_path / "m.json")]) == 2
    err = capsys.readouterr().err
    assert says in err
    assert "Traceback" not in err
    assert not (tmp_path / "m.json").exists()


def test_files_that_are_not_there(lines: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train-lines", str(tmp_path / "none.jsonl"), "-o", "m.json"]) == 2
    assert "no such file" in capsys.readouterr().err
    model = str(tmp_path / "none.json")
    assert main(["train-lines", str(lines), "--spam-model", model, "-o", str(tmp_path / "m.json")]) == 2
    assert "no such file" in capsys.readouterr().err


def test_what_is_learned_from_is_not_overwritten(
    terms: Path, lines: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (terms, lines):
        before = path.read_bytes()
        assert main(["train-lines", str(lines), "--lexicon", str(terms), "-o", str(path)]) == 2
        assert f"{path}: is a file to be learned from, not overwritten" in capsys.readouterr().err
        assert path.read_bytes() == before
