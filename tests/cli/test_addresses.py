"""Pages named by their address, on the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ..fetching.world import World, answer, served, to
from .conftest import Run

Write = Callable[..., Path]
TEXT = "第一段。".encode()
HERE = "--allow-private"


@pytest.fixture
def world() -> Iterator[World]:
    with served() as opened:
        opened.routes["/a.html"] = answer(TEXT, kind="text/plain; charset=utf-8")
        yield opened


def address(world: World, path: str = "/a.html") -> str:
    return f"http://127.0.0.1:{world.port}{path}"


def test_a_page_is_fetched_and_cleaned(run: Run, world: World) -> None:
    result = run("clean", HERE, address(world))
    assert (result.status, result.out) == (0, "第一段。\n")
    assert result.err == f"{address(world)}: clean, 1 block kept, none removed\n"


def test_its_address_charset_and_kind_go_with_it(run: Run, world: World) -> None:
    world.routes["/old"] = to("/a.html")
    out = run("clean", HERE, "-f", "json", "--kind", "html", address(world, "/old")).out
    assert f'"url": "{address(world)}"' in out
    assert '"encoding": "utf-8"' in out
    assert '"title": "kind html"' in out
    assert '"encoding": "utf-16"' in run(
        "clean", HERE, "-f", "json", "--encoding", "utf-16", address(world)
    ).out.replace("utf-16le", "utf-16")


def test_files_and_addresses_together(run: Run, world: World, write: Write, tmp_path: Path) -> None:
    page = write("b.txt", "第二段。")
    result = run("clean", HERE, page, address(world), "-o", f"{tmp_path / 'out'}/")
    assert result.status == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.txt", "b.txt"]


def test_explain(run: Run, world: World) -> None:
    result = run("explain", HERE, address(world))
    assert result.status == 0
    assert "第一段。" in result.out


def test_a_refusal_says_how_to_do_it_all_the_same(run: Run, world: World) -> None:
    result = run("clean", address(world))
    assert (result.status, result.out) == (1, "")
    assert result.err == (f"cleaner: {address(world)}: 127.0.0.1 is loopback (--allow-private fetches it)\n")
    world.routes["/robots.txt"] = answer(b"User-agent: *\nDisallow: /a\n")
    result = run("clean", HERE, address(world))
    assert result.status == 1
    assert result.err.endswith("asks programs to leave this page alone (--ignore-robots fetches it)\n")
    assert run("clean", HERE, "--ignore-robots", address(world)).status == 0


def test_one_line_for_each_that_fails_and_the_others_are_done(run: Run, world: World) -> None:
    result = run("clean", HERE, address(world, "/none"), "ftp://x/", address(world))
    assert result.status == 1
    assert result.out.endswith("第一段。\n")
    assert result.err.splitlines()[:2] == [
        f"cleaner: {address(world, '/none')}: the server answered 404 Not Found",
        "cleaner: ftp://x/: only http and https addresses are fetched",
    ]


def test_a_pdf_that_says_it_is_a_page(run: Run, world: World) -> None:
    world.routes["/x"] = answer(b"%PDF-1.4 x")
    result = run("clean", HERE, address(world, "/x"))
    assert result.err == f"cleaner: {address(world, '/x')}: PDF document, not a page\n"


@pytest.mark.parametrize(
    "argv", [("--url", "http://a/", "http://b/"), ("--timeout", "0", "x"), ("--timeout", "x", "x")]
)
def test_wrong_usage(run: Run, argv: tuple[str, ...]) -> None:
    assert run("clean", *argv).status == 2
