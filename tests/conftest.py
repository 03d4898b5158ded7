"""Shared fixtures, and the rule that nothing which should run in CI is skipped there."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
SHARED = Path(os.environ.get("CLEANER_DATA", ROOT.parent / "shared"))
MAY_SKIP_IN_CI = ("data folder is absent",)

# the same examples each time, so that a change is what fails; `make explore` looks for new ones
settings.register_profile(
    "default",
    deadline=None,
    max_examples=60,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "explore",
    settings.get_profile("default"),
    max_examples=int(os.environ.get("EXAMPLES", "2000")),
    derandomize=False,
    print_blob=True,
)
settings.load_profile("default")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    outcome = yield
    report = outcome.get_result()
    if os.environ.get("CLEANER_CI") and report.skipped and not hasattr(report, "wasxfail"):
        reason = str(report.longrepr)
        if not any(word in reason for word in MAY_SKIP_IN_CI):
            report.outcome = "failed"
            report.longrepr = f"skipped in CI: {reason}"


def load_samples() -> list[dict[str, Any]]:
    """What to expect of each page in samples/."""
    return [json.loads(p.read_text("utf-8")) for p in sorted(SAMPLES.glob("*.json"))]


def shared(name: str) -> Path:
    """A folder of development data, or a skip that says what is missing."""
    path = SHARED / name
    if not path.is_dir():
        pytest.skip(f"the data folder is absent: {name} (set CLEANER_DATA)")
    return path
