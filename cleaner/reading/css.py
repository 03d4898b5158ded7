"""Reads the simple rules of a page's own style sheets, as far as they can hide text.

A linear scanner, not a CSS parser: selectors are tags, classes and ids without combinators, blocks for
other media are skipped, and whatever it cannot read is left out. A rule that is left out hides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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
_STYLE = compiled("<style", re.I | re.A)
_RAW = compiled(r"<(!--|script\b|style\b|noscript\b)", re.I | re.A)
_RAW_END = {
    "!--": compiled("-->"),
    "script": compiled("</script", re.I | re.A),
    "style": compiled("</style", re.I | re.A),
    "noscript": compiled("</noscript", re.I | re.A),
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
    last = max((match.start() for match in _STYLE.finditer(source)), default=-1)
    while at <= last and (match := _RAW.search(source, at)):
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


def split_rules(css: str, wanted: Callable[[str], bool] | None = None) -> list[tuple[str, str]]:
    """The rules that hold on a wide screen as (selectors, declarations), unparsed, in order.

    Args:
        css: a style sheet.
        wanted: asked of each rule's declarations, in lower case and without any white space; all rules if
            absent.
    """
    css = _without_comments(css)
    chunks = css.split("}")[:-1]
    compact = "".join(css.split()).lower().split("}") if wanted else chunks
    rules: list[tuple[str, str]] = []
    left, depth = _MOST_RULES, 0
    for chunk, plain in zip(chunks, compact, strict=False):
        if depth:
            depth += chunk.count("{") - 1
            continue
        selectors, brace, body = chunk.partition("{")
        if not brace:  # the end of a media block
            continue
        if "{" in body or "@" in selectors:
            selectors, body, depth = _innermost(chunk)
            if not selectors:
                continue
        if not left:
            break
        left -= 1
        if wanted is None or wanted(plain.rpartition("{")[2]):
            rules.append((selectors.rpartition(";")[2].strip(), body))
    return rules


def parse_rule(selectors: str, body: str) -> list[Rule]:
    """One rule for each simple selector; none for other selectors, or if nothing here matters."""
    matches = [_SIMPLE.fullmatch(selector.strip()) for selector in selectors.split(",")[:50]]
    simple = [match for match in matches if match is not None and match.group()]
    if not simple:  # as most are: the declarations need not be read
        return []
    declarations, important = parse_declarations(body)
    if not declarations and not important:
        return []
    return [_rule(match, declarations, important) for match in simple]


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


def _rule(simple: re.Match[str], declarations: dict[str, str], important: dict[str, str]) -> Rule:
    """The rule of a simple selector."""
    parts = _PART.findall(simple.group(2))
    ids = frozenset(name for mark, name in parts if mark == "#")
    classes = frozenset(name for mark, name in parts if mark == ".")
    return Rule((simple.group(1) or "").lower(), ids, classes, declarations, important)


def _without_comments(css: str) -> str:
    first, *rest = css.split("/*")
    return first + "".join(part.partition("*/")[2] for part in rest)


def _innermost(chunk: str) -> tuple[str, str, int]:
    """The rule at the end of nested blocks, in what stands between two closing braces.

    As selectors, declarations, and 0; or nothing where an outer block does not apply, and how many blocks
    are yet to be closed until that one is over.
    """
    *preludes, body = chunk.split("{")
    for at, prelude in enumerate(preludes, 1):
        prelude = prelude.rpartition(";")[2].strip()  # an @import before it ends with a semicolon
        inside = len(preludes) - at
        if prelude.startswith("@"):
            if not _applies(prelude.lower()):
                return "", "", inside
        else:  # nested rules are left out
            return ("", "", inside) if inside else (prelude, body, 0)
    return "", "", 0


def _applies(prelude: str) -> bool:
    """Whether the rules inside an at-rule hold for a reader at a wide screen."""
    if prelude.startswith("@media"):
        return not _OTHER_MEDIA.search(prelude[:300])
    return prelude.startswith(("@supports", "@layer", "@container"))
