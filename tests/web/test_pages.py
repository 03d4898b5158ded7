"""The review pages, as a browser without script sees them."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from cleaner.web.feedback import Feedback, FeedbackError
from cleaner.web.pages.language import preferred
from cleaner.web.pages.samples import sample_names
from cleaner.web.pages.store import PageStore, Source
from cleaner.web.pages.switch import local_path
from cleaner.web.problems import Problem

from .conftest import PORTAL, Page

Open = Callable[..., TestClient]
SPAM_BLOCK = re.compile(r'<li class="block spam removed')
HOSTILE = "</textarea></title></bdi></article><script>x()</script><img src=x onerror=x()> javascript:x() \"'>"


class Tree(HTMLParser):
    """What a document loads, links to and runs."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def check(document: str) -> str:
    """A page that loads and runs nothing but our own files."""
    for tag, attributes in Tree(document).found:
        assert tag not in ("iframe", "object", "embed", "base", "style")
        assert not any(name.startswith("on") or name == "style" for name in attributes), attributes
        if tag == "script":
            assert attributes["src"] == "/static/site.js"
        for name in ("src", "href", "action", "data-copy"):
            target = attributes.get(name)
            assert target is None or re.match(r"/(?!/)|#", target), target
    return document


def paste(client: TestClient, page: str, **fields: str) -> Any:
    return client.post("/review", data={"page": page, **fields}, files={"file": ("", b"")})


def upload(client: TestClient, data: bytes, name: str = "page.html") -> Any:
    return client.post("/review", data={"page": ""}, files={"file": (name, data)})


# --- a page and its review ---------------------------------------------------------------------------


def test_paste_a_page_and_see_what_goes(site: Open) -> None:
    client = site()
    answer = paste(client, PORTAL.decode(), url="https://news.example/1.html")
    assert answer.status_code == 200
    assert answer.history[0].status_code == 303
    html = check(answer.text)
    assert len(SPAM_BLOCK.findall(html)) == 7
    assert html.count("<del>") == 7
    assert "names a cheat tool" in html
    assert "<mark " in html
    assert "https://news.example/1.html" in html
    assert client.get(answer.url).text == html


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "utf-16"])
def test_upload_a_file_in_any_charset(site: Open, charset: str) -> None:
    text = PORTAL.decode().replace('charset="utf-8"', f'charset="{charset}"')
    html = check(upload(site(), text.encode(charset), "门户.html").text)
    assert len(SPAM_BLOCK.findall(html)) == 7
    assert "门户.html" in html


def test_every_sample_is_one_click_away(site: Open) -> None:
    client = site()
    start = check(client.get("/").text)
    assert len(sample_names()) >= 10
    for name in sample_names():
        assert f'href="/review/sample-{name}"' in start
        assert client.get(f"/review/sample-{name}").status_code == 200
    assert client.get("/review/sample-..%2f..%2fpyproject.toml").status_code == 404


def test_the_article_to_take_away(site: Open) -> None:
    client = site()
    base = "/review/sample-portal-related.html"
    text = client.get(f"{base}/article.txt")
    assert text.text.startswith("昨天傍晚六点")
    assert "attachment; filename*=UTF-8''portal-related.txt" in text.headers["content-disposition"]
    assert client.get(f"{base}/article.md").text.startswith("# 离岸八十二公里")
    assert json.loads(client.get(f"{base}/article.json").text)["verdict"] == "spam_removed"
    assert client.get(f"{base}/article.exe").status_code == 404


def test_no_byte_of_an_upload_touches_the_disk(site: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a file was opened")

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", refuse)
    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    large = PORTAL + b"<!--" + b"x" * 1_500_000 + b"-->"
    assert len(SPAM_BLOCK.findall(upload(site(), large).text)) == 7


def test_what_cannot_be_cleaned_is_said(site: Open) -> None:
    client = site()
    assert (paste(client, "  ").status_code, upload(client, b"").status_code) == (400, 400)
    picture = upload(client, b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert picture.status_code == 400
    assert "This is no page: " in picture.text
    chinese = client.post(
        "/review",
        files={"file": ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(200))},
        headers={"accept-language": "zh"},
    )
    assert "这不是网页：PNG 图片" in chinese.text
    assert upload(client, b"x" * 2_100_000).status_code == 413
    assert client.post("/review", content=b"x", headers={"content-type": "text/plain"}).status_code == 415
    broken = client.post("/review", content=b"x", headers={"content-type": "multipart/form-data; boundary=y"})
    assert broken.status_code == 400
    gone = client.get("/review/nothing")
    assert gone.status_code == 404
    assert "no longer in memory" in check(gone.text)


@pytest.mark.parametrize(
    ("most", "said"),
    [
        (8 * 2**20, "8 MB"),
        (100 * 2**10, "100 KB"),
        (3 * 2**19, "1.5 MB"),
        (2_000_000, "1.9 MB"),
        (20, "20 bytes"),
    ],
)
def test_the_largest_page_is_told_as_it_was_set(site: Open, most: int, said: str) -> None:
    answer = upload(site(max_body_bytes=most), b"x" * (most + 1_000))
    assert answer.status_code == 413
    assert f"at most {said}." in answer.text


def test_a_body_of_untold_length_is_not_read_forever(site: Open) -> None:
    def chunks() -> Any:
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
        for _ in range(40):
            yield b"x" * 100_000

    headers = {"content-type": "multipart/form-data; boundary=b"}
    assert site().post("/review", content=chunks(), headers=headers).status_code == 413


# --- corrections -------------------------------------------------------------------------------------


def block_of(html: str, text: str) -> str:
    """The number of the block that holds ``text``."""
    at = html.index(escape(text))
    return re.findall(r'id="b(\d+)"', html[:at])[-1]


def test_a_correction_is_kept_and_applied_and_taken_back(site: Open, tmp_path: Path) -> None:
    file = tmp_path / "f.sqlite"
    client = site(feedback=file)
    first = paste(client, PORTAL.decode())
    spam = block_of(first.text, "国产大型邮轮")
    said = client.post(f"{first.url.path}/feedback", data={"block": spam, "choice": "spam"})
    assert said.history[0].headers["location"].endswith(f"?open={spam}#b{spam}")
    assert len(SPAM_BLOCK.findall(check(said.text))) == 8
    assert "feedback.spam" in said.text
    # another server with the same file, and another page with the same block
    again = paste(site(feedback=file), PORTAL.decode().replace("昨天傍晚", "前天傍晚"))
    assert len(SPAM_BLOCK.findall(again.text)) == 8
    undone = client.post(f"{first.url.path}/feedback", data={"block": spam, "choice": "undo"})
    assert len(SPAM_BLOCK.findall(undone.text)) == 7


def test_what_was_wrongly_taken_comes_back_into_the_article(site: Open) -> None:
    client = site()
    base = "/review/sample-portal-related.html"
    credit = block_of(client.get(base).text, "封面图来源")
    client.post(f"{base}/feedback", data={"block": credit, "choice": "article"})
    assert "封面图来源:项目方" in client.get(f"{base}/article.txt").text


def test_corrections_that_make_no_sense(site: Open) -> None:
    client = site()
    base = "/review/sample-portal-related.html/feedback"
    for block in ("9999", "-1", "x", "", "9" * 30):
        assert client.post(base, data={"block": block, "choice": "spam"}).status_code == 404
    assert client.post(base, data={"block": "1", "choice": "nonsense"}).status_code == 400
    assert client.post("/review/gone/feedback", data={"block": "1", "choice": "spam"}).status_code == 404
    assert "no corrections yet" in client.get("/feedback").text


def test_the_list_of_corrections_and_its_exports(site: Open) -> None:
    client = site()
    base = "/review/sample-portal-related.html"
    for text, choice in (("国产大型邮轮", "spam"), ("候鸟提前十天", "other")):
        block = block_of(client.get(base).text, text)
        client.post(f"{base}/feedback", data={"block": block, "choice": choice})
    listed = check(client.get("/feedback").text)
    assert "国产大型邮轮" in listed
    assert "--feedback FILE" in listed
    lines = [json.loads(line) for line in client.get("/feedback/lines.jsonl").text.splitlines()]
    assert [line["label"] for line in lines] == ["legit", "spam"]
    assert "[[term]]" in client.get("/feedback/lexicon.toml").text
    number = re.findall(r'name="id" value="(\d+)"', listed)[0]
    assert client.post("/feedback/remove", data={"id": number}).text.count("<tr>") == 2


# --- one line, language, safety ------------------------------------------------------------------------


def test_one_line(site: Open) -> None:
    client = site()
    spam = check(client.post("/line", data={"text": "三分钟了解(微乐麻将外挂透视)确实有挂"}).text)
    assert 'class="chip spam"' in spam
    assert "<mark" in spam
    assert "not spam" in client.post("/line", data={"text": "候鸟提前抵达湿地"}).text
    assert check(client.post("/line", data={"text": f"外挂{HOSTILE}"}).text)
    assert client.post("/line", data={"text": " "}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/line", "/feedback", "/review/sample-portal-related.html", "/review/gone"]
)
def test_every_page_in_both_languages(site: Open, path: str) -> None:
    client = site()
    english = client.get(path)
    chinese = client.get(path, headers={"accept-language": "zh-CN,zh;q=0.9,en;q=0.8"})
    assert '<html lang="en">' in english.text
    assert '<html lang="zh-Hans">' in chinese.text
    assert "Review" in english.text
    assert "审阅" in chinese.text
    assert "Accept-Language" in english.headers["vary"]
    switched = client.get("/language/zh", params={"next": path})
    assert '<html lang="zh-Hans">' in switched.text
    assert switched.url.path == path


def test_reasons_are_in_the_readers_language(site: Open) -> None:
    html = site().get("/review/sample-portal-related.html", headers={"accept-language": "zh"}).text
    assert "提到作弊工具：“外挂透视”" in html
    reasons = re.findall(r"</code> ([^<]*)</li>", html)
    assert len(reasons) > 50
    assert not [reason for reason in reasons if not re.search("[\u4e00-\u9fff]", re.sub("“.*?”", "", reason))]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("de", "en"),
        ("zh-TW", "zh"),
        ("en;q=0.3, zh;q=0.7", "zh"),
        ("zh;q=0.2, en-GB", "en"),
        ("zh;q=x", "en"),
        ("zh;q=0", "en"),
        (",;,=", "en"),
    ],
)
def test_the_language_that_the_browser_likes_best(header: str, language: str) -> None:
    assert preferred(header) == language


@pytest.mark.parametrize(
    "target", ["//evil.example", "/\\evil.example", "https://evil.example/", "evil", "/a\r\nb", "/a\\b", ""]
)
def test_the_switch_goes_nowhere_else(site: Open, target: str) -> None:
    assert local_path(target) == "/"
    answer = site().get("/language/zh", params={"next": target}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_a_hostile_page_is_text_everywhere(site: Open, tmp_path: Path) -> None:
    client = site(feedback=tmp_path / "f.sqlite")
    text = escape(HOSTILE)
    page = (
        f"<html lang='{escape(HOSTILE, quote=True)}'><title>{text}</title>"
        f"<meta name=author content='{escape(HOSTILE, quote=True)}'>"
        f"<h1>{text}</h1><p>麻将外挂透视辅助下载 {text}</p><p>候鸟提前十天抵达了这片湿地。{text}</p>"
        f"<a href='javascript:x()'>{text}</a>" * 3
    )
    answer = client.post(
        "/review", data={"page": "", "url": HOSTILE}, files={"file": (HOSTILE, page.encode())}
    )
    html = check(answer.text)
    assert text.replace("&#x27;", "&#39;")[:30] in html
    for block in ("0", "1", "2"):
        check(client.post(f"{answer.url.path}/feedback", data={"block": block, "choice": "spam"}).text)
    check(client.get("/feedback").text)
    client.get(f"{answer.url.path}/article.md").headers["content-disposition"].encode("ascii")


@pytest.mark.parametrize(
    "page", ["\x00\x01 text \x1b[2J", "a\ud800b 外挂透视麻将确实有挂", "<p>" * 5000, "\u202e\u2067 x"]
)
def test_pages_of_odd_characters_can_be_shown(site: Open, page: str) -> None:
    answer = upload(site(), page.encode("utf-8", "surrogatepass"), "a.txt")
    assert answer.status_code in (200, 400)
    assert "\x1b" not in check(answer.text)


def test_a_page_of_very_many_blocks_is_cut_in_the_view_only(site: Open) -> None:
    client = site()
    answer = paste(client, "".join(f"<p>第{i}行</p>" for i in range(2100)))
    assert "100 more blocks are not shown" in answer.text
    assert len(json.loads(client.get(f"{answer.url.path}/article.json").text)["blocks"]) == 2100


def test_a_correction_that_cannot_be_kept_is_said(site: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise FeedbackError("f.sqlite: disk is full")

    monkeypatch.setattr(Feedback, "add", fail)
    answer = site().post("/review/sample-glued.txt/feedback", data={"block": "0", "choice": "spam"})
    assert answer.status_code == 500
    assert "f.sqlite: disk is full" in check(answer.text)


@pytest.mark.parametrize(
    ("status", "said"),
    [(503, "too much to do"), (408, "too long"), (413, "too large"), (500, "error of ours")],
)
def test_what_the_server_refuses_is_a_page_that_says_so(site: Open, status: int, said: str) -> None:
    client = site()

    async def refuse(page: Page) -> None:
        raise Problem(status, "busy", "of some kind", {"Retry-After": "3"})

    client.app.state.clean = refuse  # type: ignore[attr-defined]
    answer = client.get("/review/sample-glued.txt")
    assert (answer.status_code, answer.headers["retry-after"]) == (status, "3")
    assert said in check(answer.text).lower()


def test_a_mistake_of_ours_is_left_to_the_server(site: Open) -> None:
    client = site()

    async def fail(page: Page) -> None:
        raise KeyError("ours")

    client.app.state.clean = fail  # type: ignore[attr-defined]
    with pytest.raises(KeyError, match="ours"):
        client.get("/review/sample-glued.txt")


def test_the_memory_for_pages_is_bounded() -> None:
    store = PageStore(most_pages=3, most_bytes=1000)
    keys = [store.put(Source(str(i), Page(b"x" * 10))) for i in range(5)]
    assert [store.get(key) is not None for key in keys] == [False, False, True, True, True]
    big = store.put(Source("big", Page(b"x" * 5000)))
    assert store.get(big) is not None
    assert not any(store.get(key) for key in keys)


def test_static_files_and_nothing_else(site: Open) -> None:
    client = site()
    assert client.get("/static/site.css").headers["content-type"].startswith("text/css")
    assert client.get("/static/blocks.css").headers["content-type"].startswith("text/css")
    assert "javascript" in client.get("/static/site.js").headers["content-type"]
    assert client.get("/static/..%2fwords/en.toml").status_code == 404
    assert client.get("/static/../words/en.toml").status_code == 404


def test_the_words_of_both_languages_have_the_same_names() -> None:
    from cleaner.web.pages.language import words_of

    english, chinese = words_of("en"), words_of("zh")
    assert set(english.texts) == set(chinese.texts)
    for name, text in english.texts.items():
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", chinese[name])), name
