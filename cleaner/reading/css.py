"""Reads the simple rules of a page's own style sheets, as far as they can hide text.

A linear scanner, not a CSS parser: selectors are tags, classes and ids without combinators, blocks for
other media are skipped, and whatever it cannot read is left out. A rule that is left out hides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from ..expressions import compiled

__all__ = ["MOST_CSS", "Rule", "find_styles", "names_in", "parse_declarations", "parse_rule", "split_rules"]

MOST_CSS = 500_000
"""Characters of style sheets that are read."""
_MOST_RULES = 5_000

_PROPERTIES = frozenset(
    (
        *("display", "visibility", "opacity", "font-size", "text-indent", "clip", "clip-path", "transform"),
        *("transition", "animation", "animation-name", "will-change"),
        *("width", "height", "max-width", "max-height", "overflow", "overflow-x", "overflow-y"),
        *("position", "left", "right", "top", "bottom", "margin-left"),
        *("padding", "padding-top", "padding-bottom", "color", "background", "background-color"),
        *("background-image", "background-clip", "-webkit-background-clip"),
    )
)
_SIMPLE = compiled(r"([A-Za-z][A-Za-z0-9]{0,30})?((?:[.#][\w-]{1,100}){0,6})")
_PART = compiled(r"([.#])([\w-]+)")
_RAW = compiled(r"<(!--|script\b|style\b|noscript\b)", re.I)
_RAW_END = {
    "!--": compiled("-->"),
    "script": compiled("</script", re.I),
    "style": compiled("</style", re.I),
    "noscript": compiled("</noscript", re.I),
}
_MEDIA_ATTRIBUTE = compiled(r"\bmedia\s{0,9}=\s{0,9}[\"']?([^\"'>]{0,200})", re.I)
# media that are not a wide screen; min-width holds on one
_OTHER_MEDIA = compiled(r"print|speech|aural|braille|\bnot\b|max-|prefers-|hover:|orientation")


class Rule(NamedTuple):
    """A rule with one simple selector, and those of its declarations that can hide or show."""

    tag: str
    ids: frozenset[str]
    classes: frozenset[str]
    declarations: dict[str, str]
    important: dict[str, str]

    @property
    def weight(self) -> tuple[int, int, int]:
        """Specificity."""
        return len(self.ids), len(self.classes), int(bool(self.tag))

    @property
    def all(self) -> dict[str, str]:
        """All of its declarations."""
        return {**self.declarations, **self.important}


def find_styles(source: str) -> tuple[str, bool]:
    """All of the page's ``<style>`` sheets in one, and whether that is more than is read.

    Style elements inside comments and scripts are no style sheets, and those inside ``<noscript>`` do
    not count where scripts run.
    """
    sheets: list[str] = []
    size = at = 0
    while match := _RAW.search(source, at):
        kind = match.group(1).lower()
        end = _RAW_END[kind].search(source, match.end())
        stop = end.start() if end else len(source)
        if kind == "style":
            body = source.find(">", match.end(), stop) + 1
            media = _MEDIA_ATTRIBUTE.search(source, match.end(), body)
            if body and size < MOST_CSS and not (media and _OTHER_MEDIA.search(media.group(1).lower())):
                sheets.append(source[body:stop][: MOST_CSS - size])
            size += stop - body
        if end is None:
            break
        at = end.end()
    return "\n".join(sheets), size > MOST_CSS


def split_rules(css: str) -> list[tuple[str, str]]:
    """The rules that hold on a wide screen as (selectors, declarations), unparsed, in order."""
    return list(islice(_blocks(_without_comments(css)), _MOST_RULES))


def parse_rule(selectors: str, body: str) -> list[Rule]:
    """One rule for each simple selector; none for other selectors, or if nothing here matters."""
    declarations, important = parse_declarations(body)
    if not declarations and not important:
        return []
    rules = (_simple(selector.strip(), declarations, important) for selector in selectors.split(",")[:50])
    return [rule for rule in rules if rule]


def names_in(selectors: str) -> list[str]:
    """Classes and ids in a selector of any kind."""
    return [name for _, name in _PART.findall(selectors[:1_000])]


def parse_declarations(body: str) -> tuple[dict[str, str], dict[str, str]]:
    """The declarations that matter here, lower case, ordinary and ``!important`` ones apart."""
    ordinary: dict[str, str] = {}
    important: dict[str, str] = {}
    for declaration in body.split(";"):
        name, colon, value = declaration.partition(":")
        name = name.strip().lower()
        if colon and name in _PROPERTIES:
            value = value[:200].strip().lower()
            if "!" in value:
                important[name] = value.partition("!")[0].strip()
            else:
                ordinary[name] = value
    return ordinary, important


def _simple(selector: str, declarations: dict[str, str], important: dict[str, str]) -> Rule | None:
    """The rule, if its selector is a simple one."""
    match = _SIMPLE.fullmatch(selector)
    if match is None or not selector:
        return None
    parts = _PART.findall(match.group(2))
    ids = frozenset(name for mark, name in parts if mark == "#")
    classes = frozenset(name for mark, name in parts if mark == ".")
    return Rule((match.group(1) or "").lower(), ids, classes, declarations, important)


def _without_comments(css: str) -> str:
    first, *rest = css.split("/*")
    return first + "".join(part.partition("*/")[2] for part in rest)


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Every ``prelude { declarations }`` that applies on a wide screen."""
    at = 0
    while (brace := css.find("{", at)) >= 0:
        # a closing brace before it ends a media block; an @import before it ends with a semicolon
        start = max(css.rfind("}", at, brace), css.rfind(";", at, brace)) + 1 or at
        prelude = css[start:brace].strip()
        if prelude.startswith("@"):
            at = brace + 1 if _applies(prelude.lower()) else _end_of_block(css, brace)
            continue
        end = css.find("}", brace)
        if end < 0:
            return
        inner = css.find("{", brace + 1, end)
        if inner >= 0:  # nested rules: leave them out
            at = _end_of_block(css, brace)
            continue
        yield prelude, css[brace + 1 : end]
        at = end + 1


def _applies(prelude: str) -> bool:
    """Whether the rules inside an at-rule hold for a reader at a wide screen."""
    if prelude.startswith("@media"):
        return not _OTHER_MEDIA.search(prelude[:300])
    return prelude.startswith(("@supports", "@layer", "@container"))


def _end_of_block(css: str, brace: int) -> int:
    """Where the block that opens at ``brace`` is over."""
    depth, at = 1, brace + 1
    while depth:
        close = css.find("}", at)
        if close < 0:
            return len(css)
        depth += css.count("{", at, close) - 1
        at = close + 1
    return at
