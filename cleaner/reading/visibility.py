"""Says why a browser would not show an element, from its declarations."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..expressions import compiled

__all__ = ["FONT_SIZE", "has_font_size", "hidden_by"]

FONT_SIZE = "font-size:0"
"""The one reason that a descendant can lift, by a font size of its own."""

_OFF_SCREEN = -500.0
_FAR_OFF_SCREEN = -2000.0
"""For margins: half the page width to the left is how old layouts centre a box."""

_LENGTH = compiled(r"([+-]?(?:\d{1,7}(?:\.\d{0,6})?|\.\d{1,6}))\s?(px|em|rem|ex|ch|pt|vw|vh|%)?")
_PIXELS = {"em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0, "pt": 4 / 3, "vw": 12.0, "vh": 8.0, "%": 12.0}
_MOVING = ("transition", "animation", "animation-name", "will-change", "transform")
_CLIPPED = compiled(r"rect\((?:[01](?:px|em)?[\s,]{0,5}){4}\)")
_CLIPPED_PATH = compiled(r"inset\((?:50|100)%|circle\(0|polygon\(\s{0,3}0(?:px)?\s0(?:px)?\s{0,3}\)")
_MOVED_AWAY = compiled(r"translate(?:x|y|3d)?\([^)]{0,40}-\d{4,7}px")
_COLOURS = {
    "white": "#fff",
    "#ffffff": "#fff",
    "rgb(255,255,255)": "#fff",
    "black": "#000",
    "#000000": "#000",
    "rgb(0,0,0)": "#000",
}

_Style = Mapping[str, str]


def hidden_by(style: _Style) -> str:
    """Why an element with these declarations is not seen, in a few words; empty if it is seen.

    ``style`` has property names and values in lower case. Where several reasons hold, the one that
    tells most is given, and the one that a descendant can lift only if it is alone.
    """
    reasons = {_TESTS[name][1] for name in style if name in _TESTS and _TESTS[name][0](style)}
    return min(reasons, key=_RANKS.index) if reasons else ""


def has_font_size(style: _Style) -> bool:
    """Whether a readable font size is declared."""
    size = _pixels(style.get("font-size"))
    return "font-size" in style and (size is None or size > 1)


def _pixels(value: str | None) -> float | None:
    """A length in CSS pixels, relative units taken for a usual page; ``None`` if it is not one."""
    match = _LENGTH.match(value) if value else None
    return float(match.group(1)) * _PIXELS.get(match.group(2), 1.0) if match else None


def _is_tiny(style: _Style, *names: str) -> bool:
    """Whether one of the lengths is given and at most one pixel."""
    return any(size is not None and size <= 1 for size in (_pixels(style.get(name)) for name in names))


def _display(style: _Style) -> bool:
    return style.get("display") == "none"


def _visibility(style: _Style) -> bool:
    return style.get("visibility") in ("hidden", "collapse")


def _opacity(style: _Style) -> bool:
    size = _pixels(style.get("opacity"))
    # what fades or slides in when the reader comes to it is seen
    return size is not None and size <= 0.01 and not any(name in style for name in _MOVING)


def _font_size(style: _Style) -> bool:
    return _is_tiny(style, "font-size")


def _clip(style: _Style) -> bool:
    if _CLIPPED_PATH.match(style.get("clip-path", "")):
        return True
    return style.get("position") in ("absolute", "fixed") and bool(_CLIPPED.match(style.get("clip", "")))


def _zero_size(style: _Style) -> bool:
    overflow = [style.get(name, "").split(" ")[0] for name in ("overflow", "overflow-x", "overflow-y")]
    if not any(value in ("hidden", "clip", "scroll", "auto") for value in overflow):
        return False
    # a box without height and with padding is how a picture keeps its proportions
    padded = any(_pixels(style.get(name)) for name in ("padding", "padding-top", "padding-bottom"))
    return _is_tiny(style, "height", "max-height", "width", "max-width") and not padded


def _off_screen(style: _Style) -> bool:
    if _MOVED_AWAY.search(style.get("transform", "")) or _below(style, _OFF_SCREEN, "text-indent"):
        return True
    if _below(style, _FAR_OFF_SCREEN, "margin-left"):
        return True
    if style.get("position") not in ("absolute", "fixed"):
        return False
    return _below(style, _OFF_SCREEN, "left", "top", "right", "bottom")


def _below(style: _Style, limit: float, *names: str) -> bool:
    return any(size is not None and size <= limit for size in (_pixels(style.get(name)) for name in names))


def _colour(style: _Style) -> bool:
    """Transparent text, or text in the colour of its own background, where both are plainly said."""
    if "color" not in style or any(name.endswith("background-clip") for name in style):
        return False
    background = style.get("background-color") or style.get("background", "")
    colour = style["color"].replace(" ", "")
    if colour in ("transparent", "rgba(0,0,0,0)"):
        return not background
    background = background.replace(" ", "")
    return bool(background) and _COLOURS.get(colour, colour) == _COLOURS.get(background, background)


# what to ask where a property is declared
_TESTS: dict[str, tuple[Callable[[_Style], bool], str]] = {
    "display": (_display, "display:none"),
    "visibility": (_visibility, "visibility:hidden"),
    "opacity": (_opacity, "opacity:0"),
    "font-size": (_font_size, FONT_SIZE),
    **dict.fromkeys(("clip", "clip-path"), (_clip, "clip (for screen readers)")),
    **dict.fromkeys(("position", "transform", "text-indent", "margin-left"), (_off_screen, "off-screen")),
    **dict.fromkeys(("overflow", "overflow-x", "overflow-y"), (_zero_size, "zero size")),
    "color": (_colour, "colour of its background"),
}
_RANKS = (
    *("display:none", "visibility:hidden", "clip (for screen readers)", "off-screen", "opacity:0"),
    *("zero size", "colour of its background", FONT_SIZE),
)
