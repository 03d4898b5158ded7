"""Decides for each element of a page whether its styles hide it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ..expressions import compiled
from .css import Rule, find_styles, names_in, parse_declarations, parse_rule, split_rules
from .visibility import FONT_SIZE, has_font_size, hidden_by

__all__ = ["PLAIN", "Look", "Styles"]

# what a rule must declare to hide anything, and so to be worth parsing; the property is looked at only where
# the value fits, which few do
_CAN_HIDE = compiled(
    r":(?:none(?<=display:none)|hidden(?<=visibility:hidden)|collapse(?<=visibility:collapse)"
    r"|0(?:(?<=opacity:0)|(?<=font-size:0)|(?<=height:0)|(?<=width:0))"
    r"|\.(?:(?<=font-size:\.)|0(?<=opacity:\.0))"
    r"|1px(?:(?<=font-size:1px)|(?<=height:1px)|(?<=width:1px))"
    r"|-(?:(?<=text-indent:-)|(?<=left:-)|(?<=top:-)|(?<=right:-)|(?<=bottom:-))"
    r"|transparent(?<=color:transparent))"
)
_MOST_STYLE = 2_000
_MOST_CLASSES = 60
_MOST_UNDER_ONE_NAME = 60
_STREAMED = compiled(r"S:[0-9a-f]{1,6}")
"""Ids of the parts that React sends late and hidden, for a script to move to their places."""
_SHOWN_LATER = frozenset(("js_content",))
"""Ids of articles that their site's script shows: WeChat hides each of its own until it has loaded."""
_GAPLESS = frozenset(("ul", "ol", "dl", "nav", "table", "tr", "menu"))
"""Containers in which ``font-size:0`` closes the gaps between items and hides nothing."""

_Declared = tuple[dict[str, str], dict[str, str]]


class Look(NamedTuple):
    """What an element's own styles do.

    Attributes:
        hidden_by: why it is not seen; empty if it is.
        block: an inline element that is displayed as a block.
        sized: it has a readable font size of its own.
    """

    hidden_by: str = ""
    block: bool = False
    sized: bool = False


PLAIN = Look()


class Styles:
    """The rules of one page, with a memory of the combinations already looked at.

    Attributes:
        ruled: some rule hides, so elements need a look even without a style of their own.
        by_tag: tags that a rule hides: these need one even without attributes.
        cut: the page has more style sheets than were read.
    """

    def __init__(self, source: str = "") -> None:
        self._css, self.cut = find_styles(source)
        hiding = [rule for rule in self._parse(_can_hide) if hidden_by(rule.all)]
        self._hot = frozenset(name for rule in hiding for name in (*rule.classes, *rule.ids))
        self.ruled = bool(hiding)
        self.by_tag = frozenset(rule.tag for rule in hiding if not rule.classes and not rule.ids)
        self._rules: dict[str, list[tuple[tuple[int, int, int], int, Rule]]] = {}
        self._resized: frozenset[str] | None = None
        self._hot_classes: dict[str, bool] = {}
        self._seen: dict[tuple[str, str | None, str | None, str | None, bool], Look] = {}

    def look(self, tag: str, attributes: Mapping[str, str], thorough: bool = False) -> Look:
        """How the element looks by itself; what its ancestors do is not known here.

        An element that no rule can hide is passed over, unless ``thorough``: inside hidden elements it
        matters what a rule shows.
        """
        style, names, ident = attributes.get("style"), attributes.get("class"), attributes.get("id")
        off = "hidden" in attributes
        if not (thorough or off or style or ident in self._hot or tag in self.by_tag):
            if names is None:
                return PLAIN
            hot = self._hot_classes.get(names)
            if hot is None:
                hot = self._hot_classes[names] = not self._hot.isdisjoint(names.split())
            if not hot:
                return PLAIN
        key = (tag, names, ident, style, off)
        found = self._seen.get(key)
        if found is None:
            found = self._seen[key] = self._decide(*key)
        return found

    def _decide(self, tag: str, names: str | None, ident: str | None, style: str | None, off: bool) -> Look:
        classes = frozenset((names or "").split(None, _MOST_CLASSES)[:_MOST_CLASSES])
        ordinary, important = self._merged(tag, classes, ident or "") if self.ruled else ({}, {})
        own, own_important = parse_declarations(style[:_MOST_STYLE]) if style else ({}, {})
        declared = {**ordinary, **own, **important, **own_important}
        if off and declared.get("display", "none") == "none" and not _STREAMED.fullmatch(ident or ""):
            return Look("hidden attribute")
        if not declared:
            return PLAIN
        reason = hidden_by(declared) if ident not in _SHOWN_LATER else ""
        if reason == FONT_SIZE and "font-size" not in own and self._closes_gaps(tag, classes, ident or ""):
            reason = ""
        display = own_important.get("display") or own.get("display") or ""
        look = Look(reason, display.startswith(("block", "flex", "grid", "table")), has_font_size(declared))
        return PLAIN if look == PLAIN else look

    def _merged(self, tag: str, classes: frozenset[str], ident: str) -> _Declared:
        """The declarations of all rules that match, the more specific and later ones on top."""
        if not self._rules:
            self._index()
        ordinary: dict[str, str] = {}
        important: dict[str, str] = {}
        found = [
            entry
            for key in (tag, "#" + ident, *("." + name for name in classes))
            for entry in self._rules.get(key, ())
            if entry[2].classes <= classes and entry[2].ids <= {ident} and entry[2].tag in ("", tag)
        ]
        for _, _, rule in sorted(found, key=lambda entry: entry[:2]):
            ordinary.update(rule.declarations)
            important.update(rule.important)
        return ordinary, important

    def _index(self) -> None:
        """Files every rule under one of its parts, so that an element meets few of them."""
        for order, rule in enumerate(self._parse()):
            keys = ["#" + name for name in rule.ids] or ["." + name for name in rule.classes] or [rule.tag]
            filed = min((self._rules.setdefault(key, []) for key in sorted(keys)), key=len)
            if len(filed) < _MOST_UNDER_ONE_NAME:
                filed.append((rule.weight, order, rule))

    def _parse(self, wanted: Callable[[str], bool] | None = None) -> list[Rule]:
        """The simple rules whose declarations are wanted."""
        return [rule for split in split_rules(self._css, wanted) for rule in parse_rule(*split)]

    def _closes_gaps(self, tag: str, classes: frozenset[str], ident: str) -> bool:
        """Whether ``font-size:0`` only closes gaps: the sheet gives the inside its size back."""
        if self._resized is None:
            sized = (selectors for selectors, body in split_rules(self._css) if "font-size" in body)
            self._resized = frozenset(
                name for selectors in sized if " " in selectors.strip() for name in names_in(selectors)
            )
        return tag in _GAPLESS or not self._resized.isdisjoint((*classes, ident))


def _can_hide(declarations: str) -> bool:
    """Whether they may hide something; quick, and mistaken only to the safe side."""
    return _CAN_HIDE.search(declarations) is not None or "clip" in declarations or "translate" in declarations
