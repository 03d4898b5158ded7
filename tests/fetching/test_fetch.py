"""Fetching a page: what is followed, what is refused, and that every refusal says why."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

import cleaner
from cleaner import FetchError, Limits, Page
from cleaner.fetching import Network, PrivateAddressError, RobotsError

from .world import PAGE, PUBLIC, World, answer, raw, served, to


@pytest.fixture
def world() -> Iterator[World]:
    with served() as opened:
        yield opened


def fetch(world: World, url: str, **options: Any) -> Page:
    return cleaner.fetch(url, network=world.network, **{"seconds": 60, **options})


def refused(world: World, url: str, why: str, kind: type[FetchError] = FetchError, **options: Any) -> str:
    with pytest.raises(kind) as caught:
        fetch(world, url, **options)
    message = str(caught.value)
    assert why in message
    assert "\n" not in message
    return message


# -- what is fetched ----------------------------------------------------------------------------


def test_a_page_its_address_and_its_charset(world: World) -> None:
    text = "<p>海上風電場全部投運</p>"
    url = world.add("news.example/a?b=1&c=2", answer(text.encode("big5"), kind="text/html; charset=big5"))
    page = fetch(world, url + "#part")
    assert page == Page(text.encode("big5"), url=url, encoding="big5")
    assert cleaner.clean(page).url == url


@pytest.mark.parametrize(
    "kind", [None, "text/plain", "application/xhtml+xml; x=y", "TEXT/HTML", "application/xml"]
)
def test_types_that_are_text(world: World, kind: str | None) -> None:
    assert fetch(world, world.add("news.example/", answer(kind=kind))).content == PAGE


def test_a_wrong_charset_is_seen_through(world: World) -> None:
    url = world.add("news.example/", answer(kind="text/html; charset=shift_jis"))
    assert "小城的书店" in cleaner.clean(fetch(world, url)).blocks[0].text


def test_an_address_in_other_scripts(world: World) -> None:
    world.add("xn--fiqs8s.example/%E6%96%B0?q=%E9%97%BB%20x")
    page = fetch(world, "http://中国.example/新?q=闻 x")
    assert page.url == "http://xn--fiqs8s.example/%E6%96%B0?q=%E9%97%BB%20x"


def test_packed_bodies(world: World) -> None:
    url = world.add("news.example/", answer(gzip.compress(PAGE), Content_Encoding="gzip"))
    assert fetch(world, url).content == PAGE


def test_chunks(world: World) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    url = world.add("news.example/", raw(head, b"3\r\n<p>\r\n", b"1;x=y\r\na\r\n", b"0\r\n\r\n"))
    assert fetch(world, url).content == b"<p>a"


def test_the_program_says_who_it_is(world: World) -> None:
    fetch(world, world.add("news.example/"))
    for _, headers in world.got:
        assert headers["User-Agent"] == f"cleaner/{cleaner.__version__}"
        assert "Cookie" not in headers


def test_the_real_network_and_this_machine() -> None:
    with served() as world:
        world.add("/page")
        url = f"http://127.0.0.1:{world.port}/page"
        assert cleaner.fetch(url, allow_private=True).content == PAGE
        with pytest.raises(PrivateAddressError, match=r": 127\.0\.0\.1 is loopback"):
            cleaner.fetch(url)
        with pytest.raises(PrivateAddressError, match="which is loopback"):
            cleaner.fetch(f"http://localhost:{world.port}/page")
        assert [place for place, _ in world.got] == [
            f"127.0.0.1:{world.port}/robots.txt",
            f"127.0.0.1:{world.port}/page",
        ]


# -- redirects ----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_chain_of_redirects(world: World, status: int) -> None:
    url = world.add("a.example/", to("/two", status))
    world.add("a.example/two", to("//b.example/three", status))
    world.add("b.example/three", to("http://c.example:8080/four?x#y", status))
    end = world.add("c.example:8080/four?x")
    assert fetch(world, url) == Page(PAGE, url=end)
    assert world.asked == ["a.example", "b.example", "c.example"]


def test_a_circle(world: World) -> None:
    url = world.add("a.example/", to("/two"))
    world.add("a.example/two", to("/"))
    refused(world, url, "its redirects go round in a circle")


def test_more_hops_than_anybody_needs(world: World) -> None:
    for number in range(30):
        world.add(f"a.example/{number}", to(f"/{number + 1}"))
    refused(world, "http://a.example/0", "more than 10 redirects")
    assert len(world.got) < 15


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("http://inside.example/", "inside.example has the address 10.0.0.1, which is private"),
        ("http://169.254.169.254/latest/meta-data", "169.254.169.254 is link-local"),
        ("http://[::1]/", "::1 is loopback"),
        ("file:///etc/passwd", "only http and https addresses are fetched"),
        ("ftp://a.example/", "only http and https addresses are fetched"),
        ("javascript:alert(1)", "only http and https addresses are fetched"),
        ("http://user:secret@a.example/", "an address with a user name or password"),
        ("http://a.example:0/", "not an address"),
        ("http://[::1/", "not an address"),
    ],
)
def test_a_redirect_to_what_is_refused(world: World, place: str, why: str) -> None:
    world.names |= {"inside.example": [["10.0.0.1"]], "::1": [["::1"]]}
    world.names["169.254.169.254"] = [["169.254.169.254"]]
    message = refused(world, world.add("a.example/", to(place)), why)
    assert "secret" not in message
    assert message.startswith("http://a.example/: ")
    assert set(world.dialled) == {PUBLIC}


# -- addresses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "news.example",
        "//news.example/",
        "ftp://news.example/",
        "file:///etc/passwd",
        "data:text/html,x",
        "gopher://x/",
    ],
)
def test_other_schemes(world: World, url: str) -> None:
    refused(world, url, "only http and https addresses are fetched")
    assert world.asked == []


@pytest.mark.parametrize(
    "url", ["http://me@news.example/", "https://me:secret@news.example/", "http://:@a.example/"]
)
def test_credentials(world: World, url: str) -> None:
    assert "secret" not in refused(world, url, "an address with a user name or password is not fetched")
    assert world.asked == []


@pytest.mark.parametrize(
    "url",
    ["http://", "http:///x", "http://a b/", "http://a.example:99999/", "http://fe80::1%25eth0/", "http://[fe80::1%25eth0]/",
     "http://a\\@b/", "http://" + "a" * 300 + "/", "http://news.example/" + "a" * 9_000, "http://-a.example/"],
)  # fmt: skip
def test_what_is_no_address(world: World, url: str) -> None:
    refused(world, url, "address")
    assert world.asked == []


@pytest.mark.parametrize(
    "host",
    ["127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "0", "[::ffff:7f00:1]", "[::]", "[64:ff9b::a00:1]"],
)
def test_other_spellings_of_this_machine(host: str) -> None:
    """The system's own resolver reads them; none of them needs to ask anybody."""

    def dial(*_: object) -> Any:
        raise AssertionError("connected")

    with pytest.raises(PrivateAddressError):
        cleaner.fetch(f"http://{host}/", network=Network(dial=dial), ignore_robots=True, seconds=60)


def test_one_private_address_among_public_ones_is_enough(world: World) -> None:
    url = world.add("a.example/")
    world.names["a.example"] = [[PUBLIC, "192.168.1.1"]]
    refused(world, url, "a.example has the address 192.168.1.1, which is private", PrivateAddressError)
    assert world.dialled == []


def test_a_name_that_changes_its_mind_gains_nothing(world: World) -> None:
    url = world.add("a.example/", to("/two"))
    world.add("a.example/two")
    world.names["a.example"] = [[PUBLIC], ["127.0.0.1"]]
    assert fetch(world, url).content == PAGE
    assert world.asked == ["a.example"]
    assert set(world.dialled) == {PUBLIC}


def test_the_next_address_where_one_does_not_answer(world: World) -> None:
    url = world.add("a.example/")
    world.names["a.example"] = [["93.184.216.1", PUBLIC]]
    network = world.network

    def dial(address: str, port: int, seconds: float) -> Any:
        if address != PUBLIC:
            raise ConnectionRefusedError(111, "Connection refused")
        return network.dial(address, port, seconds)

    page = cleaner.fetch(url, network=Network(network.resolve, dial), seconds=60)
    assert page.content == PAGE


def test_an_unknown_host(world: World) -> None:
    refused(world, "http://nowhere.example/", "there is no host nowhere.example")


def test_a_port_where_nobody_listens(world: World) -> None:
    def dial(*_: object) -> Any:
        raise ConnectionRefusedError(111, "Connection refused")

    world.add("a.example/")
    with pytest.raises(FetchError, match="the connection failed: connection refused"):
        cleaner.fetch("http://a.example/", network=Network(world.network.resolve, dial))


# -- bodies -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (404, "404 Not Found"),
        (403, "403 Forbidden"),
        (500, "500 Internal Server Error"),
        (304, "304"),
        (799, "799"),
    ],
)
def test_other_answers(world: World, status: int, why: str) -> None:
    refused(world, world.add("a.example/", answer(status=status)), f"the server answered {why}")


@pytest.mark.parametrize(
    "kind", ["image/png", "application/pdf", "video/mp4", "application/json", "application/zip"]
)
def test_what_is_no_text(world: World, kind: str) -> None:
    refused(world, world.add("a.example/", answer(kind=kind)), f"not a page but {kind}")


def test_an_empty_page(world: World) -> None:
    refused(world, world.add("a.example/", answer(b"")), "the page is empty")


@pytest.mark.parametrize("said", [True, False])
def test_a_page_that_is_too_large(world: World, said: bool) -> None:
    endless = threading.Event()

    def give(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n")
        handler.wfile.write(b"Content-Length: 99999999999\r\n\r\n" if said else b"\r\n")
        while not endless.is_set():
            handler.wfile.write(b"x" * 10_000)

    url = world.add("a.example/", give)
    refused(world, url, "the page has more than 100,000 bytes", limits=Limits(size=100_000))
    endless.set()
    exact = world.add("a.example/exact", answer(b"x" * 100_000))
    assert fetch(world, exact, limits=Limits(size=100_000)).content == b"x" * 100_000


def test_a_bomb(world: World) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    url = world.add("a.example/", answer(bomb, Content_Encoding="gzip"))
    refused(world, url, "packed too well")
    refused(world, url, "the page has more than 1,000,000 bytes", limits=Limits(size=1_000_000))


@pytest.mark.parametrize("packing", ["br", "zstd", "deflate", "gzip, gzip"])
def test_packings_that_were_not_asked_for(world: World, packing: str) -> None:
    url = world.add("a.example/", answer(Content_Encoding=packing))
    refused(world, url, f"packed in a way that was not asked for: {packing}")


@pytest.mark.parametrize("body", [gzip.compress(PAGE)[:-5], b"no gzip at all"])
def test_broken_packing(world: World, body: bytes) -> None:
    url = world.add("a.example/", answer(body, Content_Encoding="gzip"))
    refused(world, url, "the packed stream")


@pytest.mark.parametrize("packed", [True, False])
def test_a_body_that_breaks_off(world: World, packed: bool) -> None:
    body = gzip.compress(PAGE) if packed else PAGE
    more = {"Content_Encoding": "gzip"} if packed else {}
    url = world.add("a.example/", answer(body[:-5], Content_Length=str(len(body)), **more))
    refused(world, url, "the connection broke off in the middle")


@pytest.mark.parametrize(
    "junk",
    [b"", b"hello\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 500 + b"\r\n",
     b"HTTP/1.1 200 OK\r\nA: " + b"x" * 100_000 + b"\r\n\r\n",
     b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
     b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nx"],
)  # fmt: skip
def test_what_is_no_http(world: World, junk: bytes) -> None:
    refused(world, world.add("a.example/", raw(junk)), "http://a.example/: ", ignore_robots=True)


# -- time ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["status", "header", "body", "chunk", "continue"])
def test_a_server_that_drips(world: World, where: str) -> None:
    """Each byte comes soon after the one before, so that no timeout of a single read ever helps."""
    over = threading.Event()
    start = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    begin, drop = {
        "status": (b"HTTP/1.1 200 ", b"O"),
        "header": (start, b"X"),
        "body": (start + b"\r\n", b"x"),
        "chunk": (start + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        "continue": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    }[where]

    def give(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(begin)
        while not over.wait(0.01):
            handler.wfile.write(drop)

    url = world.add("a.example/", give)
    refused(world, url, "not done within 0.7 seconds", seconds=0.7, ignore_robots=True)
    over.set()


def test_a_server_that_says_nothing(world: World) -> None:
    over = threading.Event()
    url = world.add("a.example/", lambda _: over.wait(60) and None)
    refused(world, url, "not done within 0.5 seconds", seconds=0.5, ignore_robots=True)
    over.set()


def test_a_resolver_that_says_nothing(world: World) -> None:
    over = threading.Event()

    def resolve(*_: object) -> list[str]:
        over.wait(60)
        return []

    with pytest.raises(FetchError, match=r"not done within 0\.2 seconds"):
        cleaner.fetch("http://a.example/", network=Network(resolve), seconds=0.2)
    over.set()


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("inf"), 1e12])
def test_a_time_out_of_range_is_a_mistake(world: World, seconds: float) -> None:
    with pytest.raises(ValueError, match="seconds must be above 0 and at most 1,000,000"):
        fetch(world, "http://a.example/", seconds=seconds)


# -- robots.txt ---------------------------------------------------------------------------------


def test_robots_are_obeyed_unless_told_otherwise(world: World) -> None:
    url = world.add("a.example/private/page")
    world.add("a.example/robots.txt", answer(b"User-agent: *\nDisallow: /private\n", kind="text/plain"))
    refused(world, url, "robots.txt of http://a.example asks programs to leave this page alone", RobotsError)
    assert [place for place, _ in world.got] == ["a.example/robots.txt"]
    assert fetch(world, url, ignore_robots=True).content == PAGE
    assert fetch(world, world.add("a.example/public")).content == PAGE


def test_robots_speak_to_the_program_by_name(world: World) -> None:
    url = world.add("a.example/page")
    rules = (
        b"\xef\xbb\xbfUser-agent: other\nDisallow: /\n\nUser-agent: Cleaner\nDisallow: /*age$\nAllow: /p\n"
    )
    world.add("a.example/robots.txt", answer(rules))
    refused(world, url, "robots.txt", RobotsError)


def test_robots_of_every_host_on_the_way(world: World) -> None:
    url = world.add("a.example/", to("http://b.example/page"))
    world.add("b.example/page")
    world.add("b.example/robots.txt", answer(b"User-agent: *\nDisallow: /"))
    refused(world, url, "redirected to http://b.example/page: robots.txt of http://b.example", RobotsError)


@pytest.mark.parametrize(
    ("status", "fetched"), [(404, True), (403, True), (410, True), (500, False), (503, False)]
)
def test_robots_that_cannot_be_read(world: World, status: int, fetched: bool) -> None:
    url = world.add("a.example/page")
    world.add("a.example/robots.txt", answer(b"User-agent: *\nDisallow: /", status))
    if fetched:
        assert fetch(world, url).content == PAGE
    else:
        refused(world, url, f"robots.txt cannot be read (status {status})", RobotsError)


def test_robots_elsewhere_are_followed_and_checked(world: World) -> None:
    url = world.add("a.example/page")
    world.add("a.example/robots.txt", to("http://b.example/rules"))
    world.add("b.example/rules", answer(b"User-agent: *\nDisallow: /page"))
    refused(world, url, "robots.txt of http://a.example", RobotsError)
    world.names["b.example"] = [["10.0.0.1"]]
    refused(world, url, "b.example has the address 10.0.0.1", PrivateAddressError)


def test_only_the_beginning_of_large_robots_is_read(world: World) -> None:
    rules = b"User-agent: *\nDisallow: /page\n" + b"#" * 2_000_000 + b"\nAllow: /page\n"
    world.add("a.example/robots.txt", answer(gzip.compress(rules), Content_Encoding="gzip"))
    refused(world, world.add("a.example/page"), "robots.txt", RobotsError)


def test_robots_full_of_wildcards_take_no_time(world: World) -> None:
    rules = "User-agent: *\n" + "Disallow: /" + "*a" * 2_000 + "b$\n"
    world.add("a.example/robots.txt", answer(rules.encode()))
    assert fetch(world, world.add("a.example/" + "a" * 5_000 + "c")).content == PAGE
