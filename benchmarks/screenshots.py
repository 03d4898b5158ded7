"""Takes the pictures of the README: `make screenshots`, or `python -m benchmarks.screenshots [NAME ...]`.

Needs Chromium and its driver (Debian: chromium, chromium-driver, fonts-noto-cjk) and the extras web and dev.
The pages are served on this machine, from this checkout, with the samples in it and a run of an invented
crawl; nothing else is asked.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from cleaner.corpus.options import Cleaning
from cleaner.corpus.run import run as batch
from cleaner.corpus.runs import Run
from cleaner.corpus.schema import Removed
from cleaner.corpus.settings import Settings as BatchSettings
from cleaner.report import gather, report_html
from cleaner.web import Settings, create_app

from .local import served
from .made_crawl import write_crawl

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "images"
PORTAL = "/review/sample-portal-related.html"
OPEN_SPAM = "document.querySelectorAll('.block.spam details')[0].open = true;"


@dataclass(frozen=True)
class Shot:
    """One picture: what is opened, in which language and light, how large, and what is clicked before.

    ``path`` is one of the server's, or the name of a report without its ending.
    """

    name: str
    path: str
    language: str = "en"
    dark: bool = False
    width: int = 1360
    height: int = 860
    script: str = ""


SHOTS = (
    Shot("review-en", "/review/sample-en-hidden.html", height=1120, script=OPEN_SPAM),
    Shot("review-zh", PORTAL, "zh-CN", height=1600, script=OPEN_SPAM),
    Shot("phone-zh", f"{PORTAL}?open=20#b20", "zh-CN", dark=True, width=390, height=844),
    Shot("run-en", "/run?spam=2", height=700),
    Shot("report-en", "report-en", height=1500, width=1100),
    Shot("report-zh", "report-zh", "zh-CN", height=1500, width=1100),
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
            served_here = shot.path.startswith("/")
            take(window, shot, base + shot.path if served_here else Path(name, f"{shot.path}.html").as_uri())
            path = OUT / f"{shot.name}.png"
            print(f"{path} {path.stat().st_size // 1000} kB")


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
    seen = Image.open(BytesIO(window.get_screenshot_as_png())).convert("RGB")
    # 256 well chosen colours are enough for letters and bars, at half the bytes
    seen.quantize(256, kmeans=2, dither=Image.Dither.NONE).save(OUT / f"{shot.name}.png", optimize=True)


@contextmanager
def site(folder: Path) -> Iterator[str]:
    """The server's address, with a small run in it; the run's reports are in ``folder``."""
    crawl, run = folder / "crawl.jsonl", folder / "crawl-2025"
    write_crawl(crawl)
    batch([str(crawl)], run, BatchSettings(cleaning=Cleaning(removed=Removed.ALL)))
    report = gather(Run(run))
    for language in ("en", "zh"):
        (folder / f"report-{language}.html").write_text(report_html(report, language), "utf-8")
    with served(create_app(Settings(run=run, concurrency=1, seconds=60.0))) as base:
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
