"""Walks over an HTML page while it is parsed, and cuts it into blocks.

The parser of lxml drives a :class:`Walk` with the events that would build its tree, so a page is parsed
and walked once, nothing recurses, and depth costs nothing. The three event methods run for every tag and
every piece of text on a page: what is written out in them instead of called is so for speed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple, NoReturn

from ..expressions import compiled
from ..limits import Watch
from .collect import Collector, Step
from .hiding import Hides
from .hints import HintCollector
from .runs import Run
from .signed import AUTHOR, NOTHING, holds_name, is_part_of_card, said_by_class
from .styles import PLAIN, Look, Styles
from .tags import BLOCK, BREAK, DROPPED, INLINE, LINK, META, PREFORMATTED, ROLES, ROOT, SPECIAL, UNSEEN

__all__ = ["TooDeep", "TooMany", "Walk"]

_NOT_COUNTED = 2
"""Levels that the limit for depth leaves out: html and body."""
_MOST_CLASS = 300
_CARD = 3
"""Levels around a name among which one says whose it is."""
_MOST_AROUND = 8
"""Hidden inline elements inside each other that are told apart; each boundary visits all of them."""
_DRAWING = frozenset(
    ("svg", "g", "symbol", "path", "use", "defs", "text", "rect", "circle", "mask", "clippath")
)
_CODE = compiled(r"code|highlight|prettyprint|brush|syntax|lang", re.I)

_Attributes = Mapping[str, str]


class _Before(NamedTuple):
    """How things stood before an inline element that does something."""

    href: str | None
    aside: bool
    time: str | None


class TooDeep(Exception):  # noqa: N818 (not an error: the page is read again)
    """Elements are inside each other deeper than the limit."""


class TooMany(Exception):  # noqa: N818 (not an error: the page is read again)
    """An element has more attributes than the limit."""


class Walk:
    """Parser target that finds blocks, elements and hints, and leaves them in ``found`` and ``hints``.

    Raises:
        TooDeep: from an event, for an element with more than ``most_depth`` around it.
        TooMany: from an event, for an element with more than ``most_attributes``.
    """

    def __init__(
        self,
        styles: Styles,
        most_blocks: int,
        watch: Watch,
        most_depth: int | None = None,
        most_attributes: int | None = None,
    ) -> None:
        self._most_depth = sys.maxsize if most_depth is None else most_depth + _NOT_COUNTED
        self._most_attributes = most_attributes or sys.maxsize
        self._hides = Hides()
        self.found = Collector(self._hides, most_blocks, watch)
        self.hints = HintCollector()
        self.notes: list[str] = []
        self._look, self._by_tag, self._ruled = styles.look, styles.by_tag, styles.ruled
        self._stack: list[Step] = []
        # the block-level ones on it: those in which text was found, and where the others are
        self._opened, self._waiting = self.found.opened, self.found.waiting
        self._counts: dict[str, int] = {}  # of the elements in the innermost open one, by tag
        self._lines = False  # in preformatted text: every line is a block
        self._hide = 0
        self._href: str | None = None
        self._run = Run(0)
        self._parts = self._run.parts
        # runs that a hidden inline element interrupts, and the finished insides of such elements
        self._around: list[Run] = []
        self._asides: list[Run] = []
        self._dropping = 0
        self._empty = 0  # elements without text that are open
        self._caught: list[str] | None = None
        self._time: list[str] | None = None
        # open inline elements that hold an author: where on the stack, and from which part of which parts
        self._naming: list[tuple[int, int, list[str]]] = []
        self._known_names: dict[str, int] = {}  # by class
        self._stopped = False

    @property
    def over(self) -> bool:
        """Whether an event has raised: nothing that comes after it is read."""
        return self._stopped or self.found.full

    # -- events ---------------------------------------------------------------------------------

    def start(self, tag: str, attributes: _Attributes) -> None:
        """An element begins."""
        stack = self._stack
        if self._dropping or len(stack) > self._most_depth or len(attributes) > self._most_attributes:
            self._start_beyond(attributes)
            return
        role = ROLES.get(tag, INLINE)
        if role < INLINE:
            if tag != "template" or "shadowrootmode" not in attributes:
                self._start_empty(tag, role, attributes)
                return
            role = BLOCK  # a shadow tree in the page itself: browsers show it
        counts = self._counts
        counts[tag] = number = counts.get(tag, 0) + 1
        self._counts = {}
        look = PLAIN
        if (
            attributes and (self._ruled or "style" in attributes or "hidden" in attributes)
        ) or tag in self._by_tag:
            look = self._look(tag, attributes, self._hide > 0)
        before: Any = None
        if role >= BLOCK or look.block:
            if self._parts or self._asides or self._around:
                self._flush()
            if role == ROOT:
                number = self._start_root(tag, number, attributes, look)
            elif look is not PLAIN:
                role = BLOCK
                self._hide = self._run.hide = self._hide_of(look)
            self._waiting.append(len(stack))
            before = self._lines
            self._lines = before or (
                tag in PREFORMATTED and not _CODE.search(attributes.get("class", "")[:_MOST_CLASS])
            )
        elif role == SPECIAL or look is not PLAIN:
            role, before = SPECIAL, self._start_special(tag, attributes, look)
        elif role == LINK and "href" in attributes:
            before = self._href
            self._href = attributes["href"].strip()
            self._run.mark(self._href)
        else:
            role = INLINE
        if attributes and role < BLOCK and self._names(attributes):
            self._naming.append((len(stack), len(self._parts), self._parts))
        stack.append((tag, number, role, self._hide, attributes, counts, before))

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._dropping:
            self._end_dropped(tag)
            return
        stack = self._stack
        if not (stack and stack[-1][0] == tag) and not self._end_other(tag):
            return
        if self._naming and self._naming[-1][0] >= len(stack) - 1:
            _, start, parts = self._naming.pop()
            if parts is self._parts:  # else a block begins or ends in it: no mere name
                self._run.name(start)
        role = stack[-1][2]
        if role >= BLOCK:
            if self._parts or self._asides or self._around:
                self._flush()
            (self._waiting or self._opened).pop()
            _, _, _, _, _, self._counts, self._lines = stack.pop()
            self._hide = self._run.hide = stack[-1][3] if stack else 0
        elif role == INLINE:
            self._counts = stack.pop()[5]
        else:
            _, _, _, _, _, self._counts, before = stack.pop()
            if role == LINK:
                self._href = before
                self._run.mark(before)
            else:
                self._end_special(before, stack[-1][3] if stack else 0)

    def data(self, text: str) -> None:
        """Text, in pieces of any size."""
        if self._dropping:
            if self._caught is not None:
                self._caught.append(text)
            return
        if self._lines and ("\n" in text or "\r" in text):
            self._preformatted(text)
        elif self._parts or not text.isspace():
            self._parts.append(text)
        if self._time is not None:
            self._time.append(text)

    def close(self) -> None:
        """The parser is done."""
        self._flush()

    # -- elements -------------------------------------------------------------------------------

    def _start_empty(self, tag: str, role: int, attributes: _Attributes) -> None:
        """An element that holds no text, or none that is read."""
        if role == DROPPED:
            self._dropping = 1
            parent = self._stack[-1][0] if self._stack else ""
            linked_data = tag == "script" and "ld+json" in attributes.get("type", "").lower()
            if linked_data or (tag == "title" and parent not in _DRAWING):
                self._caught = []
            return
        self._empty += 1
        if len(self._stack) + self._empty > self._most_depth:
            self._stop(TooDeep)
        if role == BREAK:
            self._flush()
            self.found.breaks += 1 if tag == "br" else 2
        elif tag == "img":
            if not self._hide:
                self.found.add_picture(attributes)
        elif role == META:
            if tag == "meta":
                self.hints.meta(attributes)
            else:
                self.hints.link(attributes)

    def _end_dropped(self, tag: str) -> None:
        """The end of something inside a dropped element, or of that element itself."""
        self._dropping -= 1
        if self._dropping or self._caught is None:
            return
        text = "".join(self._caught)
        self._caught = None
        if tag == "title":
            self.hints.title(text)
        else:
            self.hints.jsonld(text)

    def _start_beyond(self, attributes: _Attributes) -> None:
        """An element inside one that is dropped, or beyond a limit."""
        if self._dropping:
            self._dropping += 1
        elif len(attributes) > self._most_attributes:
            self._stop(TooMany)
        if len(self._stack) + self._dropping > self._most_depth:
            self._stop(TooDeep)

    def _stop(self, limit: type[Exception]) -> NoReturn:
        """Ends the walk at an element that is beyond a limit."""
        self._stopped = True
        raise limit

    def _end_other(self, tag: str) -> bool:
        """Ends what libxml2 left open inside ``tag``; False if ``tag`` itself is not on the stack."""
        if ROLES.get(tag, INLINE) < INLINE:
            self._empty -= 1
            return False
        if all(entry[0] != tag for entry in self._stack):
            return False
        while self._stack[-1][0] != tag:
            self.end(self._stack[-1][0])
        return True

    def _start_root(self, tag: str, number: int, attributes: _Attributes, look: Look) -> int:
        """The root of the page, its head or its body; gives its number, 0 for one that is alone."""
        if tag == "html":
            self.hints.root(attributes)
        if look.block:
            self._hide = self._run.hide = self._hide_of(look)
        elif look.hidden_by:
            self.notes.append(f"the whole page is hidden until a script shows it ({look.hidden_by})")
        return number if number > 1 else 0

    def _start_special(self, tag: str, attributes: _Attributes, look: Look) -> _Before:
        """An inline element that hides, says a time, or is out of the ordinary."""
        href, time = self._href, None
        if tag in UNSEEN and not look.hidden_by:
            look = Look(UNSEEN[tag])
        hide = self._hide_of(look)
        aside = hide != self._hide and len(self._around) < _MOST_AROUND
        if aside:
            self._around.append(self._run)
            self._hide = hide
            self._begin(Run(hide, href))
        if tag == "a" and "href" in attributes:
            self._href = attributes["href"].strip()
            self._run.mark(self._href)
        elif tag == "time" and self._time is None:
            self._time, time = [], attributes.get("datetime", "")
        elif tag == "code":
            self._lines = False
        return _Before(href, aside, time)

    def _end_special(self, before: _Before, hide: int) -> None:
        if before.time is not None:
            self.hints.time(before.time, "".join(self._time or ()))
            self._time = None
        if self._href != before.href:
            self._href = before.href
            self._run.mark(before.href)
        if before.aside:
            self._asides.append(self._run)
            self._hide = hide
            self._begin(self._around.pop())

    def _names(self, attributes: _Attributes) -> bool:
        """Whether an inline element is said to hold an author; most have a class that the page has often."""
        names = attributes.get("class", "")
        known = self._known_names.get(names)
        if known is None:
            known = self._known_names[names] = said_by_class(names)
        if known == NOTHING and "rel" not in attributes and "itemprop" not in attributes:
            return False
        if known == AUTHOR or holds_name(attributes):
            return True
        return is_part_of_card(attributes) and any(holds_name(step[4]) for step in self._stack[-_CARD:])

    def _hide_of(self, look: Look) -> int:
        """What hides the inside of an element that looks like this."""
        if look.hidden_by:
            return self._hides.add(look.hidden_by, self._hide)
        return self._hides.resized(self._hide) if look.sized and self._hide else self._hide

    # -- runs -----------------------------------------------------------------------------------

    def _begin(self, run: Run) -> None:
        self._run = run
        self._parts = run.parts

    def _preformatted(self, text: str) -> None:
        """Text in which every line is a block of its own."""
        first, *others = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._parts.append(first)
        for line in others:
            self._flush()
            self.found.breaks += 1
            self._parts.append(line)

    def _flush(self) -> None:
        """Ends the run: a block boundary. Hidden words inside a line come after the line, as blocks."""
        if self._around or self._asides:
            self._flush_all()
        elif self._parts:
            run = self._run
            self.found.add(run, self._stack)
            run.parts = self._parts = []
            run.named = []
            run.marks = [(0, self._href)] if self._href else []

    def _flush_all(self) -> None:
        """Ends the run and the ones that it interrupts."""
        if self._around:
            done = [*self._around, *self._asides, self._run]
            self._around = [Run(run.hide, run.marks[-1][1] if run.marks else None) for run in self._around]
        else:
            done = [self._run, *self._asides]
        self._asides = []
        for run in done:
            self.found.add(run, self._stack)
        self._begin(Run(self._hide, self._href))
