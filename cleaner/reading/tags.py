"""What each HTML element does to the text inside it."""

from __future__ import annotations

__all__ = [
    "BLOCK",
    "BREAK",
    "DROPPED",
    "HEADING_LEVELS",
    "INLINE",
    "KNOWN",
    "LINK",
    "META",
    "PREFORMATTED",
    "ROLES",
    "ROOT",
    "SPECIAL",
    "UNSEEN",
    "VOID",
]

DROPPED, VOID, BREAK, META, INLINE, LINK, SPECIAL, BLOCK, ROOT = range(9)
"""Roles, in an order that lets ``role < INLINE`` mean "never on the stack of open elements"."""

HEADING_LEVELS = {f"h{level}": level for level in range(1, 7)}

PREFORMATTED = frozenset(("pre", "listing", "xmp", "plaintext"))

UNSEEN = {
    "noscript": "noscript",
    "noframes": "noframes",
    "noembed": "fallback content",
    "iframe": "fallback content",
    "video": "fallback content",
    "audio": "fallback content",
    "canvas": "fallback content",
    "datalist": "list of suggestions",
    "desc": "description of a drawing",
    "metadata": "description of a drawing",
}
"""Elements whose text a browser with scripts and media does not show, and why."""

_DROPPED = "script style template title"
_VOID = "img input wbr source track col param embed area base basefont frame keygen bgsound command"
_SPECIAL = "time code"
_BLOCK = (
    "address article aside blockquote button caption center colgroup dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup legend li listing "
    "main marquee menu menuitem nav ol optgroup option p plaintext pre search section select summary "
    "table tbody td textarea tfoot th thead tr ul xmp"
)

ROLES: dict[str, int] = {
    **dict.fromkeys(_DROPPED.split(), DROPPED),
    **dict.fromkeys(_VOID.split(), VOID),
    **dict.fromkeys(("br", "hr"), BREAK),
    **dict.fromkeys(("meta", "link"), META),
    **dict.fromkeys(_SPECIAL.split(), SPECIAL),
    **dict.fromkeys(UNSEEN, SPECIAL),
    **dict.fromkeys(_BLOCK.split(), BLOCK),
    **dict.fromkeys(("html", "head", "body"), ROOT),
    "a": LINK,
}
"""Role of each element; elements that are not listed are inline."""

_INLINE = (
    "a abbr acronym applet b bdi bdo big blink cite data del dfn em font i image ins kbd label map mark "
    "math meter nobr object output picture progress q rb rp rt rtc ruby s samp slot small span strike "
    "strong sub sup svg tt u var"
)
_DRAWN = (
    "circle clippath defs ellipse filter foreignobject g line lineargradient marker mask path pattern "
    "polygon polyline radialgradient rect stop symbol text textpath tspan use"
)

KNOWN = frozenset((*ROLES, *_INLINE.split(), *_DRAWN.split()))
"""Names of elements of HTML, and of the drawings in it."""
