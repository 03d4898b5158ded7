"""How records are cleaned: one typed object that is read once, compared on resume and sent to workers."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from ..content import ENGINES
from ..limits import DEFAULT_LIMITS, Limits
from ..model import KEPT_LABELS, Label
from .schema import Removed

if TYPE_CHECKING:
    from ..pipeline import Cleaner

__all__ = ["Cleaning", "Columns"]


@dataclass(frozen=True)
class Columns:
    """The names of the input's columns.

    Attributes:
        html: the page as HTML, bytes or str; goes first.
        text: the page as flattened text, for records without HTML.
        url: where the page came from.
        id: the record's id.
        carry: further columns to hand on unchanged.
    """

    html: str = "html"
    text: str = "text"
    url: str = "url"
    id: str = "id"
    carry: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cleaning:
    """What ``Cleaner`` is made with, and which removed blocks a record lists. It can be pickled.

    The fields are those of :class:`cleaner.Cleaner`; ``removed`` is one of ``none``, ``spam`` and ``all``, as
    :class:`Removed` or as str.

    Raises:
        ValueError: for another ``removed``. All else is for the Cleaner to say.
    """

    engine: str = ENGINES[0]
    lexicons: tuple[str, ...] = ()
    keep: frozenset[Label] = KEPT_LABELS
    categories: tuple[str, ...] | None = None
    lang: str = "en"
    spam_model: str | None = None
    removed: Removed = Removed.SPAM
    site_profile: str | None = None
    thorough: bool = False
    limits: Limits = DEFAULT_LIMITS

    def __post_init__(self) -> None:
        try:
            object.__setattr__(self, "removed", Removed(self.removed))
        except ValueError as error:
            known = ", ".join(each.value for each in Removed)
            raise ValueError(f"removed must be one of {known}, not {self.removed!r}") from error

    def cleaner(self) -> Cleaner:
        """A new Cleaner; raises as its constructor does."""
        from ..pipeline import Cleaner

        arguments = {field.name: getattr(self, field.name) for field in fields(self)}
        del arguments["removed"]
        return Cleaner(**arguments)
