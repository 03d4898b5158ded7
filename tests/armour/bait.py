"""Finds every regular expression that the package compiles, and makes strings that are hard for each.

Run as a program it prints, as JSON lines, the expressions that take too long on one of their baits:
``python -m tests.armour.bait``.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

if sys.version_info >= (3, 11):
    from re import _constants as constants
    from re import _parser as parser
else:
    import sre_constants as constants
    import sre_parse as parser

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "cleaner"
LENGTH = 100_000
"""Characters of a bait. A linear search takes milliseconds for them, a quadratic one many seconds."""
SECONDS = 1.5
"""Processor seconds for one bait."""
BOUNDED = {r"(?:\.{3,}|…+|。{2,})[”’\"'』」)）\]】 ]{0,4}$": 12}
"""Expressions that are tried on a few characters only, and on how many."""
_COMPILES = str(PACKAGE / "expressions.py")
_MOST_DEPTH = 30
_OPERATIONS = ("match", "fullmatch", "search", "sub", "subn", "findall", "finditer", "split")


class Pattern(NamedTuple):
    """One expression: where it is compiled, how it is used, and the longest text it is used on."""

    place: str
    regex: re.Pattern[Any]
    anchored: bool
    longest: int = LENGTH


class TooSlowError(Exception):
    """A bait took too long."""


# -- finding ------------------------------------------------------------------------------------


def patterns() -> list[Pattern]:
    """Every expression of the package, as it is when the package has been at work."""
    found: dict[tuple[Any, int], tuple[str, int]] = {}
    compile_one = re._compile  # type: ignore[attr-defined]

    def watch(pattern: Any, flags: int) -> Any:
        regex = compile_one(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back is not None and _only_compiles(frame.f_code.co_filename):
            frame = frame.f_back
        if frame.f_code.co_filename.startswith(str(PACKAGE)):
            place = str(Path(frame.f_code.co_filename).relative_to(PACKAGE))
            found.setdefault((regex.pattern, regex.flags), (place, frame.f_lineno))
        return regex

    re._compile = watch  # type: ignore[attr-defined]
    try:
        _work()
    finally:
        re._compile = compile_one  # type: ignore[attr-defined]
    lines = {place: (PACKAGE / place).read_text("utf-8").splitlines() for place, _ in found.values()}
    made = [
        Pattern(
            f"{place}:{line}",
            re.compile(pattern, flags),
            _anchored(lines[place], line),
            BOUNDED.get(pattern, LENGTH),
        )
        for (pattern, flags), (place, line) in found.items()
        if place != "roles/expression.py"
    ]
    return made + list(_rows())


def _only_compiles(path: str) -> bool:
    """Whether a file is of the module ``re`` itself, or hands on to it what others ask for."""
    return Path(path).parent.name == "re" or Path(path).name == "re.py" or path == _COMPILES


def _work() -> None:
    """Loads every module and lets the package do what it does."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "cleaner"]:
        del sys.modules[name]
    import cleaner
    from cleaner import expressions

    expressions._kept = dict  # what comes ready does not pass by here
    for module in pkgutil.walk_packages(cleaner.__path__, "cleaner."):
        if module.name != "cleaner.__main__":
            try:
                importlib.import_module(module.name)
            except ImportError:
                continue  # an optional part that is not installed
    judge = cleaner.Cleaner()
    for page in sorted((ROOT / "samples").iterdir()):
        if page.suffix in (".html", ".txt"):
            article = judge.clean(page.read_bytes())
            article.to_markdown(links=True, images=True), article.to_html(links=True, images=True)


def _rows() -> Iterator[Pattern]:
    """The rows of the tables of wordings, which are tried on short blocks only."""
    from cleaner.roles.rows import load_rows

    for row in load_rows():
        for regex in filter(None, (row.regex, row.run, row.needs)):
            yield Pattern(f"roles row {row.id}", re.compile(regex), regex != row.needs, row.longest)


def _anchored(lines: list[str], line: int) -> bool:
    """Whether what is compiled there is only ever matched at the start of a text."""
    here = "\n".join(lines[max(0, line - 6) : line])
    names = re.findall(r"^(\w+)(?:: [^=\n]+)? = (?:re\.compile|compiled)\(", here, re.M)
    if not names:
        return bool(re.search(r"re\.(full)?match\(", lines[line - 1]))
    name = names[-1]
    used = re.findall(rf"\b{name}\.({'|'.join(_OPERATIONS)})\b", "\n".join(lines))
    return bool(used) and set(used) <= {"match", "fullmatch"}


# -- baits --------------------------------------------------------------------------------------


def baits(regex: re.Pattern[Any], length: int) -> list[Any]:
    """Strings that are long in each way in which the expression repeats something, and then fail."""
    tree = parser.parse(regex.pattern, regex.flags)
    units: dict[tuple[str, str], None] = {("", " "): None, ("", "a"): None, ("", "中"): None, ("", "1"): None}
    for before, body in _repeats(tree, "", 0):
        for unit in (body, before[-40:] + body):
            if unit:
                units[(before, unit)] = None
                units[("", unit)] = None
    made: dict[str, None] = {}
    for before, unit in list(units)[:120]:
        start = before[-2_000:][: length // 2]
        long = start + unit * max(1, (length - len(start)) // len(unit))
        for end in ("", "\0"):
            made[long + end] = None
    texts = list(made)
    if isinstance(regex.pattern, bytes):
        return [text.encode("latin-1", "replace") for text in texts]
    return texts


def _repeats(tree: Any, before: str, depth: int) -> Iterator[tuple[str, str]]:
    """What may come before each repeat of the expression, and one round of it."""
    if depth > _MOST_DEPTH:
        return
    for op, value in tree:
        if op in (constants.MAX_REPEAT, constants.MIN_REPEAT, getattr(constants, "POSSESSIVE_REPEAT", None)):
            _, most, body = value
            if most > 1:
                for text in _examples(body, 0):
                    yield before, text
            yield from _repeats(body, before, depth + 1)
        elif op is constants.SUBPATTERN:
            yield from _repeats(value[-1], before, depth + 1)
        elif op is constants.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, before, depth + 1)
        elif op in (constants.ASSERT, constants.ASSERT_NOT):
            yield from _repeats(value[1], before, depth + 1)
        elif op is getattr(constants, "ATOMIC_GROUP", None):
            yield from _repeats(value, before, depth + 1)
        before += next(iter(_examples([(op, value)], 0)), "")


def _examples(tree: Any, depth: int) -> list[str]:
    """A few texts that match, or nearly."""
    texts = [""]
    for op, value in tree:
        texts = [text + more for text in texts[:4] for more in _of(op, value, depth)[:6]]
    return [text[:200] for text in texts[:8]]


def _of(op: Any, value: Any, depth: int) -> list[str]:
    """Examples of one item of an expression."""
    if depth > _MOST_DEPTH:
        return [""]
    if op is constants.LITERAL:
        return [chr(value)]
    if op is constants.NOT_LITERAL:
        return ["a" if value != ord("a") else "b"]
    if op is constants.ANY:
        return ["x"]
    if op is constants.IN:
        return _members(value)
    if op in (constants.MAX_REPEAT, constants.MIN_REPEAT, getattr(constants, "POSSESSIVE_REPEAT", None)):
        fewest, most, body = value
        count = max(fewest, min(1, most))
        return [text * count for text in _examples(body, depth + 1)]
    if op is constants.SUBPATTERN:
        return _examples(value[-1], depth + 1)
    if op is getattr(constants, "ATOMIC_GROUP", None):
        return _examples(value, depth + 1)
    if op is constants.BRANCH:
        return [text for branch in value[1][:12] for text in _examples(branch, depth + 1)[:2]]
    return [""]


def _members(items: Any) -> list[str]:
    """Some characters of a class: the ends of its ranges, and one of each category."""
    categories = {
        constants.CATEGORY_DIGIT: "1",
        constants.CATEGORY_SPACE: " ",
        constants.CATEGORY_WORD: "a",
        constants.CATEGORY_NOT_DIGIT: "a",
        constants.CATEGORY_NOT_SPACE: "a",
        constants.CATEGORY_NOT_WORD: "-",
    }
    found: list[str] = []
    excluded: set[str] = set()
    negated = bool(items) and items[0][0] is constants.NEGATE
    for op, value in items:
        if op is constants.LITERAL:
            found.append(chr(value))
        elif op is constants.RANGE:
            found.append(chr(value[0]))
        elif op is constants.CATEGORY:
            found.append(categories.get(value, "a"))
    if negated:
        excluded = set(found)
        return [c for c in "a 1中-Z.,\t\0" if c not in excluded][:3]
    return [c for c in found if not "\ud800" <= c <= "\udfff"][:6] or ["a"]


# -- measuring ----------------------------------------------------------------------------------


def slow_baits(pattern: Pattern) -> Iterator[str]:
    """The baits, shortened, on which the expression takes too long."""
    length = min(LENGTH, pattern.longest)
    for bait in baits(pattern.regex, length):
        text = bait[:length] if length < LENGTH else bait
        signal.signal(signal.SIGPROF, _over)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            if pattern.anchored:
                pattern.regex.match(text)
                pattern.regex.fullmatch(text)
            else:
                for _ in pattern.regex.finditer(text):
                    pass
        except TooSlowError:
            yield f"{text[:60]!r} ... {text[-8:]!r}"
            return
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)


def _over(_: int, __: FrameType | None) -> None:
    raise TooSlowError


def main() -> None:
    """Prints the slow ones, and how many were tried."""
    found = patterns()
    for pattern in found:
        for bait in slow_baits(pattern):
            print(
                json.dumps({"place": pattern.place, "regex": str(pattern.regex.pattern)[:300], "bait": bait})
            )
    print(json.dumps({"patterns": len(found)}))


if __name__ == "__main__":
    main()
