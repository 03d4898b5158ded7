"""Profiles of sites: which blocks stand on how many of their pages. Written and read as JSON."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from os import PathLike
from pathlib import Path
from typing import Any

from ..files import write_text
from ..reading.addresses import site_of

__all__ = ["Repeated", "SiteProfile", "SiteProfileError", "SiteProfiles", "fingerprint"]

_FORMAT = "cleaner.sites"
_VERSION = 1
_PART = 1_000


class SiteProfileError(ValueError):
    """A file of profiles that cannot be used: which file, and what is wrong with it."""


def fingerprint(text: str) -> str | None:
    """Equal for blocks whose letters and digits are equal; None where there are none.

    Digits count: two sentences of figures are not one.

    >>> fingerprint("新闻热线：010-1234") == fingerprint("【新闻热线】 010 1234")
    True
    """
    # part by part: to put a long tower of combining marks in order takes quadratic time
    parts = (text[at : at + _PART] for at in range(0, len(text), _PART))
    folded = "".join(unicodedata.normalize("NFKC", part) for part in parts).lower()
    plain = "".join(filter(str.isalnum, folded))
    return blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest() if plain else None


@dataclass(frozen=True, slots=True)
class Repeated:
    """A block that stands on many pages: on how many at least, and how it begins, for people to read."""

    pages: int
    text: str


@dataclass(frozen=True, slots=True)
class SiteProfile:
    """What was learned of one site.

    Attributes:
        site: its host.
        pages: the number of its different pages that were looked at.
        blocks: the blocks that repeat, by fingerprint.
    """

    site: str
    pages: int
    blocks: Mapping[str, Repeated]

    def pages_with(self, text: str) -> int:
        """On how many of the site's pages a block stood, at least; 0 for one that does not repeat."""
        if not self.blocks:
            return 0
        found = self.blocks.get(fingerprint(text) or "")
        return found.pages if found else 0


@dataclass(frozen=True, slots=True)
class SiteProfiles:
    """The profiles of all sites, by host."""

    sites: Mapping[str, SiteProfile] = field(default_factory=dict)

    def of(self, url: str | None) -> SiteProfile | None:
        """The profile of the site of an address."""
        site = site_of(url)
        return None if site is None else self.sites.get(site)

    def save(self, path: str | PathLike[str]) -> None:
        """Writes them as JSON: the same profiles give the same bytes. A row can be deleted by hand.

        The file is there whole or not at all, and the old one stays until then; what a link leads to, and not
        the link, is replaced. Raises ``OSError``.
        """
        sites = {
            name: {
                "pages": profile.pages,
                "repeated": [
                    {"fingerprint": key, "pages": block.pages, "text": block.text}
                    for key, block in sorted(profile.blocks.items(), key=lambda each: (-each[1].pages, each))
                ],
            }
            for name, profile in sorted(self.sites.items())
        }
        whole = {"format": _FORMAT, "version": _VERSION, "sites": sites}
        text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
        write_text(Path(os.path.realpath(path)), text, errors="replace")

    @classmethod
    def load(cls, path: str | PathLike[str]) -> SiteProfiles:
        """Reads what ``save`` wrote.

        Raises:
            SiteProfileError: for a file that cannot be read, or is something else.
        """
        try:
            whole = json.loads(Path(path).read_text("utf-8"))
        except OSError as error:
            raise SiteProfileError(f"{path}: {(error.strerror or str(error)).lower()}") from error
        except (ValueError, RecursionError) as error:
            raise SiteProfileError(f"{path}: not JSON in UTF-8: {error}") from error
        if not isinstance(whole, dict) or whole.get("format") != _FORMAT:
            raise SiteProfileError(f"{path}: not a site profile")
        if whole.get("version") != _VERSION:
            raise SiteProfileError(f"{path}: version {whole.get('version')!r}, not {_VERSION}")
        try:
            return cls({name: _profile(name, raw) for name, raw in whole["sites"].items()})
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise SiteProfileError(f"{path}: not well formed: {type(error).__name__}: {error}") from error


def _profile(name: str, raw: Any) -> SiteProfile:
    """A checked profile; raises what a wrong shape raises."""
    rows = raw["repeated"]
    blocks = {str(row["fingerprint"]): Repeated(_count(row["pages"]), str(row["text"])) for row in rows}
    return SiteProfile(name, _count(raw["pages"]), blocks)


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"{value!r} is not a number of pages")
    return value
