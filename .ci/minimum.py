"""Prints pip constraints that hold every dependency in pyproject.toml to the smallest version it allows."""

from __future__ import annotations

import re
import sys
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
_REQUIREMENT = re.compile(r"([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?\s*>=\s*([\w.]+)")


def main() -> None:
    """One line for each dependency; what has no bound is an error."""
    project = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]
    pins: dict[str, str] = {}
    for requirement in sum(project["optional-dependencies"].values(), project["dependencies"]):
        if requirement.startswith("cleaner["):
            continue
        match = _REQUIREMENT.match(requirement)
        if match is None:
            raise SystemExit(f"no lower bound: {requirement}")
        name, version = match.groups()
        if pins.setdefault(name, version) != version:
            raise SystemExit(f"two lower bounds for {name}: {pins[name]} and {version}")
    for name, version in sorted(pins.items()):
        sys.stdout.write(f"{name}=={version}\n")


if __name__ == "__main__":
    main()
