"""What a run was made from and what came of it: written when it begins, compared when it is resumed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .._version import __version__
from ..files import TEMPORARY
from .digests import InputDigests, records_digest
from .files import read_json, write_json
from .parts import KINDS, never_carried, totals
from .schema import SCHEMA_VERSION
from .settings import Settings

__all__ = [
    "MANIFEST",
    "TIMES",
    "TIMING",
    "RunError",
    "begin",
    "check_input",
    "complete",
    "differences",
    "identity",
]

MANIFEST = "run.json"
TIMING = "timing.json"
"""The one file that differs between equal runs."""
TIMES = "inputs_changed"
"""Where it says when the inputs were last changed."""


class RunError(Exception):
    """A run that cannot begin or go on; says why, and what would help."""


def identity(settings: Settings, accounts: list[dict[str, Any]]) -> dict[str, Any]:
    """What must be the same for two runs to write the same bytes; raises ``OSError``."""
    versions = {"cleaner": __version__, "schema": SCHEMA_VERSION}
    return {"versions": versions, "options": settings.described(), "inputs": accounts}


def begin(folder: Path, known: dict[str, Any], resume: bool) -> dict[str, Any] | None:
    """Claims a folder for a run; the manifest that it had already, or ``None`` for a new run.

    Raises:
        RunError: if the folder is in use without ``resume``, or was begun with something else.
        OSError: if it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = [path.name for path in folder.iterdir() if not path.name.endswith(TEMPORARY)]
    if not names:
        write_json(folder / MANIFEST, {"complete": False, **known})
        return None
    if not resume:
        more = "--resume goes on with it" if MANIFEST in names else "choose another"
        raise RunError(f"{folder}: is not empty; {more}")
    if MANIFEST not in names:
        raise RunError(f"{folder}: holds no run that could be resumed")
    try:
        before = read_json(folder / MANIFEST)
        changed = differences(before, known)
    except (ValueError, AttributeError) as error:
        raise RunError(f"{folder / MANIFEST}: cannot be read: {error}") from error
    if changed:
        raise RunError(f"{folder}: cannot be resumed, this differs: {'; '.join(changed)}")
    return dict(before)


def check_input(marker: dict[str, Any], digests: InputDigests) -> None:
    """Raises ``RunError`` unless a part was made from the items that were read again."""
    if marker["inputs"] != digests.described():
        raise RunError(
            f"cannot be resumed: the input of part {marker['part']} has changed; choose another folder"
        )


def complete(folder: Path, known: dict[str, Any], markers: list[dict[str, Any]], read: int) -> dict[str, Any]:
    """Writes the final manifest and returns it.

    Args:
        folder: of the run.
        known: the run's identity.
        markers: of all parts, in order.
        read: records that came out of the inputs, counted where they were read.
    """
    counts = totals(markers)
    problems = _problems(folder, counts, markers, read)
    manifest = {"complete": True, "adds_up": not problems, "problems": problems, **counts, **known}
    manifest["parts"] = len(markers)
    manifest["never_carried"] = never_carried(markers, known["options"]["carry"])
    manifest["inputs"] = [
        {**account, "records_digest": records_digest(markers, given)}
        for given, account in enumerate(known["inputs"])
    ]
    write_json(folder / MANIFEST, manifest)
    return manifest


def differences(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What differs between two identities, in words: ``option removed was 'spam', is now 'all'``."""
    found = []
    for section, word in (("versions", "version of"), ("options", "option")):
        old, new = before.get(section, {}), now[section]
        found += [
            f"{word} {name} was {old.get(name)!r}, is now {new.get(name)!r}"
            for name in sorted({*old, *new})
            if old.get(name) != new.get(name)
        ]
    old, new = before.get("inputs", []), now["inputs"]
    if [each.get("input") for each in old] != [each["input"] for each in new]:
        names = [", ".join(str(each.get("input")) for each in side) for side in (old, new)]
        found.append(f"the inputs were {names[0]}, are now {names[1]}")
        return found
    for one, other in zip(old, new, strict=True):
        keys = ("files", "bytes", "listing")
        if any(one.get(key) != other[key] for key in keys):
            found.append(
                f"input {other['input']} had {one.get('files')} files of {one.get('bytes')} bytes,"
                f" has {other['files']} of {other['bytes']}, or other names"
            )
    return found


def _problems(folder: Path, counts: dict[str, Any], markers: list[dict[str, Any]], read: int) -> list[str]:
    """What does not add up; nothing of it should ever be seen."""
    problems = []
    written = sum(counts[kind] for kind in KINDS)
    if read != counts["records"]:
        problems.append(f"{read} records were read, {counts['records']} are accounted for")
    if counts["records"] != written:
        problems.append(f"{counts['records']} records came in, {written} went out")
    if sum(counts["verdicts"].values()) != written - counts["errors"]:
        problems.append("the verdicts are not as many as the articles and rejected records")
    for marker in markers:
        for name, file in marker["files"].items():
            path = folder / name
            if not path.is_file() or path.stat().st_size != file["bytes"]:
                problems.append(f"{name} is not as it was written")
    return problems
