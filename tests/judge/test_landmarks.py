"""What stands in navigation, footers, forms, dialogues and comments goes, if the article does without it."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.judge.decision import Decision
from cleaner.judge.landmarks import drop_landmarks
from cleaner.model import KEPT_LABELS, Kind, Label, Page
from cleaner.reading import read

from ..content.documents import PARAGRAPHS

SENTENCE = "本站读者可在此留下姓名与地址，编辑部会在三个工作日内答复。"
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def kept_of(html: str) -> tuple[list[str], set[str]]:
    """What is left of a page whose blocks were all kept, and the evidence of what went."""
    document = read(Page(html, kind=Kind.HTML))
    count = len(document.blocks)
    decision = Decision([Label.BODY] * count, [()] * count)
    drop_landmarks(document, decision)
    pairs = list(zip(document.blocks, decision.labels, strict=True))
    codes = {decision.evidence[i][0].code for i in range(count) if decision.evidence[i]}
    return [block.text for block, label in pairs if label in KEPT_LABELS], codes


@pytest.mark.parametrize(
    ("element", "code"),
    [
        ("<nav>{}</nav>", "navigation"),
        ('<div role="navigation">{}</div>', "navigation"),
        ('<div class="site-breadcrumb">{}</div>', "navigation"),
        ("<footer>{}</footer>", "footer"),
        ('<div role="contentinfo">{}</div>', "footer"),
        ("<form>{}</form>", "form"),
        ('<section role="search">{}</section>', "form"),
        ("<dialog open>{}</dialog>", "dialog"),
        ('<div role="alertdialog" aria-label="cookies">{}</div>', "dialog"),
        ('<div class="modal fade in">{}</div>', "dialog"),
        ("<select><option>{}</option></select>", "control"),
        ("<textarea>{}</textarea>", "control"),
        ('<div id="comments">{}</div>', "comments"),
        ('<div class="author-bio">{}</div>', "author"),
        ('<div class="block block--cta">{}</div>', "offer"),
    ],
)
def test_an_element_that_is_none_of_the_article_goes(element: str, code: str) -> None:
    inside = element.format(f"<p>{SENTENCE}</p>" if code != "control" else SENTENCE)
    assert kept_of(f"<div>{BODY}</div>{inside}") == (list(PARAGRAPHS), {f"element.{code}"})
    assert kept_of(f"<article>{BODY}{inside}</article>") == (list(PARAGRAPHS), {f"element.{code}"})


@pytest.mark.parametrize(
    "element", ["<form id='aspnetForm'>{}</form>", "<footer>{}</footer>", "<div class='comment'>{}</div>"]
)
def test_an_article_inside_such_an_element_stays(element: str) -> None:
    assert kept_of(element.format(BODY)) == (list(PARAGRAPHS), set())
    assert kept_of(f"<p>{SENTENCE}</p>{element.format(BODY)}") == ([SENTENCE, *PARAGRAPHS], set())


def test_an_element_that_is_not_believed_may_hold_others_that_are() -> None:
    page = f"<form>{BODY}<nav><p>{SENTENCE}</p></nav></form>"
    assert kept_of(page) == (list(PARAGRAPHS), {"element.navigation"})


def test_a_name_alone_is_believed_for_less_than_a_tag() -> None:
    half = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:2])
    assert kept_of(f"<div>{BODY}</div><footer>{half}</footer>")[1] == {"element.footer"}
    assert kept_of(f"<div>{BODY}</div><div class='author'>{half}</div>")[1] == set()


def test_two_such_elements_do_not_take_the_whole_page() -> None:
    kept, _ = kept_of(f"<nav><p>{PARAGRAPHS[0]}</p></nav><footer><p>{PARAGRAPHS[1]}</p></footer>")
    assert kept == [PARAGRAPHS[1]]


def test_who_is_quoted_stays_with_the_quotation() -> None:
    quote = f"<blockquote><p>{SENTENCE}</p><footer>周敏，编辑部主任</footer></blockquote>"
    assert kept_of(f"<div>{BODY}{quote}</div>")[1] == set()


def test_on_a_whole_page() -> None:
    page = (
        f"<h1>海上风电场投运</h1><div>{BODY}</div>"
        f"<textarea>&lt;h1&gt;海上风电场投运&lt;/h1&gt; {' '.join(PARAGRAPHS)}</textarea>"
    )
    article = clean(page)
    assert [block.text for block in article.kept] == ["海上风电场投运", *PARAGRAPHS]
