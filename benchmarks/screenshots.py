"""Takes the pictures of the README: `make screenshots`, or `python -m benchmarks.screenshots [NAME ...]`.

Needs Chromium and its driver (Debian: chromium, chromium-driver, fonts-noto-cjk) and the extras web and dev.
The pages are served on this machine, from this checkout, with the samples in it; nothing else is asked.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool

import cleaner
from cleaner.web.pages import routes

from .local import served
from .run_pages import make_run

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "images"
PORTAL = "/review/sample-portal-related.html"
OPEN_SPAM = "document.querySelectorAll('.block.spam details')[0].open = true;"


@dataclass(frozen=True)
class Shot:
    """One picture: what is opened, in which language and light, how large, and what is clicked before."""

    name: str
    path: str
    language: str = "en"
    dark: bool = False
    width: int = 1360
    height: int = 860
    script: str = ""


SHOTS = (
    Shot("review-en", "/review/sample-en-hidden.html", height=1120, script=OPEN_SPAM),
    Shot("review-zh", PORTAL, "zh-CN", height=1480, script=OPEN_SPAM),
    Shot("phone-zh", f"{PORTAL}?open=20#b20", "zh-CN", dark=True, width=390, height=844),
    Shot("run-en", "/run?spam=2", height=700),
)


def main() -> None:
    """Takes all pictures, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="those to take, such as review-en (default: all)")
    wanted = parser.parse_args().names
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, site(Path(name)) as base, browser(Path(name)) as window:
        for shot in SHOTS:
            if wanted and shot.name not in wanted:
                continue
            take(window, shot, base + shot.path)
            print(OUT / f"{shot.name}.png")


def take(window: Any, shot: Shot, url: str) -> None:
    """Opens one page as its reader would, and saves what is seen."""
    light = {"name": "prefers-color-scheme", "value": "dark" if shot.dark else "light"}
    screen = {"width": shot.width, "height": shot.height, "deviceScaleFactor": 1, "mobile": shot.width < 600}
    still = {"name": "prefers-reduced-motion", "value": "reduce"}
    window.execute_cdp_cmd("Network.enable", {})
    headers = {"headers": {"Accept-Language": shot.language}}
    window.execute_cdp_cmd("Network.setExtraHTTPHeaders", headers)
    window.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [light, still]})
    window.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    window.get(url)
    if shot.script:
        window.execute_script(shot.script)
    time.sleep(0.3)
    window.save_screenshot(str(OUT / f"{shot.name}.png"))


@contextmanager
def site(folder: Path) -> Iterator[str]:
    """The review pages with a small run, on a free port of this machine; gives their address."""
    run = folder / "pages-2025"
    run.mkdir()
    make_run(run, 2_000)
    judge = cleaner.Cleaner()
    app = Starlette(routes=routes(SimpleNamespace(max_body_bytes=10_000_000, feedback=None, run=run)))

    async def clean(page: cleaner.Page) -> cleaner.Article:
        return await run_in_threadpool(judge.clean, page)

    app.state.cleaner, app.state.clean = judge, clean
    with served(app) as base:
        yield base


@contextmanager
def browser(folder: Path) -> Iterator[Any]:
    """A headless Chromium with a profile of its own."""
    options = Options()
    options.binary_location = "/usr/bin/chromium"
    switches = "headless=new no-sandbox disable-gpu hide-scrollbars no-first-run disable-sync"
    quiet = "disable-background-networking disable-component-update disable-dev-shm-usage"
    for switch in (*switches.split(), *quiet.split(), f"user-data-dir={folder / 'profile'}"):
        options.add_argument(f"--{switch}")
    window = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    try:
        yield window
    finally:
        window.quit()


if __name__ == "__main__":
    main()
