"""The review pages and the explanation in a real browser: Debian's Chromium, headless, without a network."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner.corpus.runs import Run
from cleaner.render.explain_html import explain_html
from cleaner.report import gather, report_html

pytest.importorskip("starlette", reason="starlette is not installed")
pytest.importorskip("jinja2", reason="jinja2 is not installed")
pytest.importorskip("uvicorn", reason="uvicorn is not installed")
pytest.importorskip("duckdb", reason="duckdb is not installed")
pytest.importorskip("selenium.webdriver", reason="selenium is not installed")

from selenium import webdriver
from selenium.webdriver import ActionChains
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from benchmarks.local import served
from cleaner.web import Settings, create_app
from tests.corpus.made_run import NEW, made_rows, write_run

from .conftest import PORTAL

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
    pytest.mark.skipif(DRIVER is None, reason="chromedriver is not installed"),
]

SAMPLE = "/review/sample-portal-related.html"
ATTACK = (
    "</title></textarea></bdi></del></summary></details></article></script>"
    "<script>window.owned = 1</script><img src=x onerror='window.owned = 2'>"
    "<svg onload='window.owned = 3'></svg><a href='javascript:window.owned = 4'>x</a>"
    "<link rel=stylesheet href=//evil.example/x.css><img src=//evil.example/x.png>"
)


class Browser:
    """A browser window and the server that it looks at."""

    def __init__(self, driver: Any, base: str) -> None:
        self.driver = driver
        self.base = base

    def open(self, path: str) -> None:
        self.driver.get(self.base + path if path.startswith("/") else path)

    def all(self, selector: str) -> list[Any]:
        return [e for e in self.driver.find_elements(By.CSS_SELECTOR, selector) if e.is_displayed()]

    def one(self, selector: str) -> Any:
        (found,) = self.all(selector)
        return found

    def run(self, script: str, *values: Any) -> Any:
        return self.driver.execute_script(script, *values)

    def wait(self, condition: Callable[[], Any]) -> Any:
        return WebDriverWait(self.driver, 20).until(lambda _: condition())

    def press(self, *keys: str) -> None:
        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    def leaving(self, act: Callable[[], Any]) -> None:
        """Does what leads to another page, and waits for it."""
        self.run("window.before = true")
        act()
        self.wait(lambda: self.run("return !window.before && document.readyState === 'complete'"))

    def paste(self, page: str) -> None:
        self.open("/")
        self.run("document.getElementById('page').value = arguments[0]", page)
        self.leaving(self.one("#page-form .primary").click)

    def as_screen(self, width: int, *, dark: bool = False) -> None:
        features = [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def hosts(self) -> set[str]:
        """Every host that was asked for anything since the last call."""
        found = set()
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                found.add(url.split("/")[2] if "://" in url else url.partition(":")[0])
        return found

    def complaints(self) -> list[str]:
        """What the console says of the policy, of scripts and of files that are missing."""
        return [entry["message"] for entry in self.driver.get_log("browser")]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run: made pages, and one record that is hostile in every field."""
    hostile = {
        **made_rows()[0],
        **dict.fromkeys(("id", "title", "author", "date", "source", "language", "text"), ATTACK),
        "url": f"https://{ATTACK}/",
        "spam": [f"麻将外挂透视 {ATTACK}"],
        "removed": [{"label": "spam", "text": ATTACK, "evidence": [{"code": ATTACK, "reason": ATTACK}]}],
        "notes": [ATTACK],
    }
    errors = [{"id": ATTACK, "file": ATTACK, "position": 1, "reason": ATTACK}]
    return write_run(tmp_path_factory.mktemp("batch") / "run", [*made_rows(), hostile], errors)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, run: Path) -> Iterator[str]:
    """The server's own application on a free port of this machine, with a run."""
    file = tmp_path_factory.mktemp("feedback") / "f.sqlite"
    with served(create_app(Settings(feedback=file, run=run, concurrency=1, seconds=60.0))) as base:
        yield base


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory, run: Path) -> dict[str, str]:
    """The addresses of the files that readers send on: the run's report, and the explanation of a page."""
    folder = tmp_path_factory.mktemp("documents")
    report = gather(Run(run))
    made = {f"report-{lang}": report_html(report, lang) for lang in ("en", "zh")}
    made["explanation"] = explain_html("portal-related.html", cleaner.clean(PORTAL))
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in made}


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """One headless Chromium for all tests."""
    options = Options()
    options.binary_location = CHROMIUM or ""
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--accept-lang=en",
        f"--user-data-dir={tmp_path_factory.mktemp('chromium')}",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    os.environ["SE_OFFLINE"] = "true"
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def browser(window: Any, base: str) -> Iterator[Browser]:
    """A window without cookies; nothing may be asked of another host, and the console stays silent."""
    made = Browser(window, base)
    made.as_screen(1360)
    made.open("about:blank")
    made.hosts()
    made.complaints()
    yield made
    assert made.hosts() <= {base.partition("://")[2], "about"}
    assert made.complaints() == []
    window.delete_all_cookies()


def test_paste_the_sample_and_see_what_goes(browser: Browser) -> None:
    browser.paste(PORTAL.decode())
    struck = browser.all(".block.spam.removed del")
    assert len(struck) == 7
    assert all("line-through" in each.value_of_css_property("text-decoration") for each in struck)
    assert "外挂透视" in struck[0].text
    article = browser.one("#article article").text
    assert article.startswith("离岸八十二公里")
    assert "昨天傍晚六点" in article
    assert "外挂" not in article
    assert "spam removed" in browser.one("#verdict").text


def test_a_click_shows_the_reasons_with_their_characters_marked(browser: Browser) -> None:
    browser.open(SAMPLE)
    block = browser.all(".block.spam.removed")[0]
    assert not block.find_element(By.CSS_SELECTOR, ".reasons").is_displayed()
    plain = block.find_element(By.CSS_SELECTOR, "mark:not(.wide)").value_of_css_property("background-color")
    block.find_element(By.CSS_SELECTOR, "summary").click()
    reasons = block.find_elements(By.CSS_SELECTOR, ".reasons li")
    assert len(reasons) > 3
    assert all(reason.is_displayed() for reason in reasons)
    mark = block.find_element(By.CSS_SELECTOR, "mark:not(.wide)")
    assert mark.value_of_css_property("background-color") != plain
    assert "spam.term" in reasons[0].text


def test_what_the_reader_says_is_there_after_a_reload(browser: Browser) -> None:
    browser.paste(PORTAL.decode())
    teaser = browser.all(".block.related")[0]
    number = teaser.find_element(By.TAG_NAME, "summary").get_attribute("id")
    teaser.find_element(By.CSS_SELECTOR, "summary").click()
    browser.leaving(teaser.find_element(By.CSS_SELECTOR, "button[value=spam]").click)
    assert len(browser.all(".block.spam.removed")) == 8
    assert browser.one(f"#{number} .said-mark").text == "You said: spam"
    assert browser.run("return document.activeElement.id") == number
    browser.leaving(browser.driver.refresh)
    assert len(browser.all(".block.spam.removed")) == 8
    browser.paste(PORTAL.decode())
    assert len(browser.all(".block.spam.removed")) == 8
    browser.open("/feedback")
    assert len(browser.all("tbody tr")) == 1
    browser.leaving(browser.one("tbody button").click)
    browser.paste(PORTAL.decode())
    assert len(browser.all(".block.spam.removed")) == 7


def test_the_language_switch(browser: Browser) -> None:
    browser.open(SAMPLE)
    assert browser.one("h2#article-title").text == "The article"
    browser.leaving(browser.driver.find_element(By.LINK_TEXT, "中文").click)
    assert browser.one("h2#article-title").text == "文章"
    assert browser.driver.current_url.endswith(SAMPLE)
    browser.open("/")
    assert browser.run("return document.documentElement.lang") == "zh-Hans"


def test_the_keyboard_is_enough(browser: Browser) -> None:
    browser.open("/")
    for _ in range(40):
        browser.press(Keys.TAB)
        if browser.run("return document.activeElement.href || ''").endswith(SAMPLE):
            break
    browser.leaving(lambda: browser.press(Keys.ENTER))
    assert browser.driver.current_url.endswith(SAMPLE)

    def block() -> str:
        return str(browser.run("return document.activeElement.id"))

    browser.press("j", "j", "j", "k")
    assert block() == "b1"
    browser.press("n", "n")
    assert block() == "b12"
    browser.press(Keys.ENTER)
    assert browser.one("li:has(#b12) .reasons").is_displayed()
    browser.leaving(lambda: browser.press("a"))
    assert "kept" in browser.one("li:has(#b12)").get_attribute("class")
    assert block() == "b12"
    browser.leaving(lambda: browser.press("u"))
    assert "removed" in browser.one("li:has(#b12)").get_attribute("class")
    browser.press("?")
    assert browser.one("#help h2").text == "Keys"
    browser.press(Keys.ESCAPE)
    assert browser.all("#help") == []


def test_labels_can_be_hidden(browser: Browser) -> None:
    browser.open(SAMPLE)
    assert len(browser.all(".block.spam")) == 7
    browser.one("label[for=show-spam]").click()
    assert browser.all(".block.spam") == []
    assert len(browser.all(".block.related")) == 3
    browser.one("label[for=show-spam]").click()
    assert len(browser.all(".block.spam")) == 7


def test_copying_the_article(browser: Browser) -> None:
    grant = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": browser.base}
    browser.driver.execute_cdp_cmd("Browser.grantPermissions", grant)
    browser.open(SAMPLE)
    button = browser.one("button[data-copy$='article.md']")
    button.click()
    browser.wait(lambda: button.text == "Copied")
    copied = browser.driver.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    assert copied.replace("\r", "").startswith("# 离岸八十二公里")


def test_a_file_can_be_chosen_or_dropped(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "门户.html"
    file.write_bytes(PORTAL.decode().replace("utf-8", "gb18030").encode("gb18030"))
    browser.open("/")
    browser.one("#file").send_keys(str(file))
    browser.leaving(browser.one("#page-form .primary").click)
    assert len(browser.all(".block.spam.removed")) == 7
    assert "门户.html" in browser.one(".crumb").text
    browser.open("/")
    drop = (
        "const data = new DataTransfer();"
        "data.items.add(new File([arguments[0]], 'dropped.html'));"
        "const event = name => new DragEvent(name, {dataTransfer: data, bubbles: true, cancelable: true});"
        "document.body.dispatchEvent(event('dragover')); document.body.dispatchEvent(event('drop'));"
    )
    browser.leaving(lambda: browser.run(drop, PORTAL.decode()))
    assert "dropped.html" in browser.one(".crumb").text


def test_a_hostile_page_runs_nothing(browser: Browser) -> None:
    text, value = escape(ATTACK), escape(ATTACK, quote=True)
    page = (
        f"<html lang='{value}'><head><title>{text}</title><meta name='author' content='{value}'></head>"
        f"<body><h1>{text}</h1><p>来源:{text}</p><p>麻将外挂透视辅助下载 {text}</p>"
        f"<p class='{value}'>候鸟提前十天抵达了这片湿地。{text}</p>{ATTACK}</body></html>"
    )
    browser.paste(page)
    for summary in browser.all(".block summary"):
        summary.click()
    assert "<script>window.owned = 1</script>" in browser.one("#blocks").text
    assert browser.run("return window.owned") is None
    assert browser.run("return document.querySelectorAll('script').length") == 1
    assert browser.run("return document.querySelectorAll('a[href^=javascript], img[src*=evil]').length") == 0
    browser.leaving(browser.all("button[value=other]")[0].click)
    browser.open("/feedback")
    assert browser.run("return window.owned") is None
    browser.leaving(browser.one("tbody button").click)
    browser.open("/")
    browser.one("#line").send_keys("外挂下载" + ATTACK)
    browser.leaving(browser.one(".line-form button").click)
    assert browser.run("return window.owned") is None
    assert "<script>" in browser.one(".judged").text


def test_the_explanation_of_a_hostile_page_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    text = escape(ATTACK)
    article = cleaner.clean(f"<title>{text}</title><h1>{text}</h1><p>麻将外挂透视辅助下载 {text}</p>" * 2)
    file = tmp_path / "why.html"
    file.write_text(explain_html(ATTACK, article), "utf-8")
    browser.open(file.as_uri())
    # the style is allowed by its digest
    assert "line-through" in browser.all(".block.spam del")[0].value_of_css_property("text-decoration")
    for summary in browser.all(".block summary"):
        summary.click()
    assert "<script>window.owned = 1</script>" in browser.one(".blocks").text
    assert browser.run("return window.owned") is None
    assert browser.run("return document.querySelectorAll('script, img, link, a').length") == 0
    # the boxes work without script
    before = len(browser.all(".block.spam"))
    assert before
    browser.one("label[for=show-spam]").click()
    assert browser.all(".block.spam") == []
    assert browser.hosts() == {""}


def test_a_hostile_run_runs_nothing(browser: Browser, documents: dict[str, str]) -> None:
    browser.open("/run")
    assert len(browser.all("tbody tr")) == len(made_rows()) + 2
    assert ATTACK[:40] in browser.one("tbody").text
    hostile = [a.get_attribute("href") for a in browser.all("tbody a") if "window.owned" in a.text]
    assert len(hostile) == 2  # the record and the error
    for address in hostile:
        browser.open(address)
        for summary in browser.all(".block summary"):
            summary.click()
        assert "<script>window.owned = 1</script>" in browser.one("main").text
        assert browser.run("return window.owned") is None
        assert browser.run("return document.querySelectorAll('script').length") == 1
        assert browser.run("return document.querySelectorAll('main img, main link, main svg').length") == 0
    assert browser.hosts() <= {browser.base.partition("://")[2]}
    for name in ("report-en", "report-zh"):
        browser.open(documents[name])
        for summary in browser.all("summary"):
            summary.click()
        assert "<script>window.owned = 1</script>" in browser.one("main").text
        assert browser.run("return window.owned") is None
        assert browser.run("return document.querySelectorAll('script, img, link, a').length") == 0
    assert browser.hosts() == {""}


def test_a_run_is_searched_filtered_and_opened(browser: Browser) -> None:
    browser.open("/run")
    browser.one("#search").send_keys(NEW, Keys.ENTER)
    browser.wait(lambda: "search=" in browser.driver.current_url)
    found = browser.all("tbody tr")
    assert len(found) == 9
    assert browser.one("[role=status]").text == "9 found"
    browser.one("#verdict option[value=spam]").click()
    browser.leaving(browser.one(".filters .primary").click)
    assert len(browser.all("tbody tr")) == 1
    assert browser.one("#search").get_attribute("value") == NEW
    browser.leaving(browser.one("tbody a").click)
    assert "advertisement" in browser.one("#verdict").text
    assert browser.all(".block.spam del")
    browser.leaving(browser.driver.find_element(By.LINK_TEXT, "Back to the run").click)
    browser.one("#spam").send_keys("3")
    browser.leaving(browser.one(".filters .primary").click)
    assert len(browser.all("tbody tr")) == 12
    browser.leaving(browser.driver.find_element(By.LINK_TEXT, "Clear").click)
    assert len(browser.all("tbody tr")) == len(made_rows()) + 2


@pytest.mark.parametrize("width", [390, 1360])
@pytest.mark.parametrize("name", ["report-en", "report-zh", "explanation"])
def test_no_document_is_wider_than_the_screen(
    browser: Browser, documents: dict[str, str], width: int, name: str
) -> None:
    browser.as_screen(width)
    browser.open(documents[name])
    browser.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert browser.run("return document.documentElement.scrollWidth") <= width
    assert browser.hosts() == {""}


@pytest.mark.parametrize("width", [360, 768, 1360])
@pytest.mark.parametrize("path", ["/", SAMPLE, "/line", "/feedback", "/run", "/run/1"])
def test_no_page_is_wider_than_the_screen(browser: Browser, width: int, path: str) -> None:
    browser.as_screen(width)
    browser.open(path)
    assert browser.run("return document.documentElement.scrollWidth") <= width


CONTRAST = """
const part = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
const light = ([r, g, b]) => .2126 * part(r) + .7152 * part(g) + .0722 * part(b);
const parse = colour => (colour.match(/[0-9.]+/g) || []).map(Number);
const behind = e => {
  for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] > .99) return c;
  }
  return [255, 255, 255];
};
const low = [];
for (const e of document.querySelectorAll('body *')) {
  const own = Array.from(e.childNodes).some(n => n.nodeType === 3 && n.textContent.trim());
  const style = getComputedStyle(e);
  if (!own || !e.getClientRects().length || style.visibility === 'hidden') continue;
  const [a, b] = [light(parse(style.color)), light(behind(e))].sort((x, y) => y - x);
  const ratio = (a + .05) / (b + .05);
  if (ratio < 4.5) low.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)} ${e.textContent.slice(0, 30)}`);
}
return low;
"""


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    "path", ["/", f"{SAMPLE}?open=19", "/line", "/feedback", "/review/gone", "/run", "/run/1", "/nothing"]
)
def test_every_text_can_be_read(window: Any, base: str, path: str, dark: bool) -> None:
    browser = Browser(window, base)
    browser.as_screen(1360, dark=dark)
    browser.open(path)
    assert browser.run(CONTRAST) == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", ["report-en", "report-zh", "explanation"])
def test_every_text_of_a_document_can_be_read(
    window: Any, base: str, documents: dict[str, str], name: str, dark: bool
) -> None:
    browser = Browser(window, base)
    browser.as_screen(1360, dark=dark)
    browser.open(documents[name])
    browser.run("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert browser.run(CONTRAST) == []


NAMELESS = """
const needing = 'input:not([type=hidden]), textarea, select, button, a, nav, [role=group], [role=region]';
return Array.from(document.querySelectorAll(needing))
  .filter(e => !(e.labels && e.labels.length) && !e.textContent.trim() && !e.getAttribute('aria-label')
    && !document.getElementById(e.getAttribute('aria-labelledby')))
  .map(e => e.outerHTML.slice(0, 100));
"""


@pytest.mark.parametrize("path", ["/", SAMPLE, "/line", "/feedback", "/run", "/run/1"])
def test_everything_has_a_name_and_a_place(browser: Browser, path: str) -> None:
    browser.open(path)
    assert browser.run(NAMELESS) == []
    assert browser.run("return document.querySelectorAll('main').length") == 1
    assert browser.run("return document.querySelectorAll('h1').length") == 1
    levels = browser.run(
        "return Array.from(document.querySelectorAll('h1,h2,h3,h4')).map(h => +h.tagName[1])"
    )
    assert all(after <= before + 1 for before, after in pairwise(levels))
    identifiers = browser.run("return Array.from(document.querySelectorAll('[id]')).map(e => e.id)")
    assert len(identifiers) == len(set(identifiers))
