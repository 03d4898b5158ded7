"""Plain data and JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner import Evidence, Judgement, Label
from cleaner.render.data import dump, line_to_dict

from .example import AT, NOTHING, SPAM, article, paragraphs


def test_the_article_as_plain_data() -> None:
    data = article().to_dict()
    assert data["version"] == cleaner.__version__
    for name in ("title", "author", "date", "source", "language", "url", "encoding", "text"):
        assert data[name] == getattr(article(), name)
    assert data["verdict"] == "spam_removed"
    assert data["spam"] == [SPAM]
    assert data["notes"] == ["declared utf-8, but the bytes are gb18030"]
    assert data["counts"]["body"] == 4
    assert data["counts"]["credit"] == 0
    assert set(data["counts"]) == {str(label) for label in Label}
    assert sum(data["counts"].values()) == len(data["blocks"]) == 10


def test_a_block_says_only_what_it_knows() -> None:
    blocks = article().to_dict()["blocks"]
    assert blocks[0]["line"] == [1, 1]
    assert "path" not in blocks[0]
    assert blocks[2]["links"] == [{"start": 0, "end": 3, "href": "http://a.example/"}]
    assert blocks[2]["path"] == "/p[1]"
    assert blocks[3]["gap"] == ""
    assert blocks[4]["level"] == 3
    assert not {"gap", "level", "links", "line", "path"} & set(blocks[8])
    assert blocks[9]["hidden"] is True


def test_evidence_keeps_its_span_and_numbers_are_rounded() -> None:
    (evidence,) = article().to_dict()["blocks"][9]["evidence"]
    assert evidence == {
        "code": "spam.term",
        "reason": "names a cheat",
        "weight": 2.1235,
        "span": [AT, AT + 2],
    }
    assert article().to_dict()["blocks"][8]["evidence"][0]["span"] is None


def test_json_is_the_plain_data_and_readable() -> None:
    text = article().to_json()
    assert json.loads(text) == article().to_dict()
    assert "候鸟提前抵达湿地" in text
    assert "\n" not in text
    assert json.loads(article().to_json(indent=2)) == article().to_dict()
    assert article().to_json(indent=2).startswith('{\n  "version"')


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_no_json_holds_nan(value: float) -> None:
    block = replace(article().blocks[0], score=value)
    data = json.loads(article(blocks=(block,)).to_json(), parse_constant=pytest.fail)
    assert data["blocks"][0]["score"] == 0.0
    with pytest.raises(ValueError, match="JSON compliant"):
        dump({"x": value})


@given(st.text(st.characters(), max_size=40))
def test_json_of_any_text_can_be_written_and_read_back(text: str) -> None:
    made = paragraphs(text)
    written = made.to_json().encode("utf-8")
    assert json.loads(written)["blocks"][0]["text"] == text


def test_lone_surrogates_stay_escaped() -> None:
    assert dump(["a\ud800", "😀"]) == '["a\\ud800", "😀"]'


def test_an_article_of_nothing() -> None:
    data = NOTHING.to_dict()
    assert (data["text"], data["spam"], data["blocks"]) == ("", [], [])
    assert set(data["counts"].values()) == {0}


def test_a_judgement_as_plain_data() -> None:
    judgement = Judgement(True, 0.98765, (Evidence("spam.term", "names a cheat", 1.5, (0, 2)),))
    assert line_to_dict("外挂", judgement) == {
        "text": "外挂",
        "spam": True,
        "score": 0.9877,
        "evidence": [{"code": "spam.term", "reason": "names a cheat", "weight": 1.5, "span": [0, 2]}],
    }
