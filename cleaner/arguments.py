"""What callers hand over, checked where they see it: misuse is a TypeError that names the argument."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from os import PathLike
from typing import Any, TypeVar

from .model import Page

__all__ = ["as_list", "as_page", "as_pages"]

_T = TypeVar("_T")


def as_list(name: str, value: Iterable[_T]) -> tuple[_T, ...]:
    """The elements of an argument that is a list; a single str would be one of characters.

    Raises:
        TypeError: for a single str or path, and for what is no list at all.
    """
    if isinstance(value, (str, bytes, PathLike)):
        raise TypeError(f"{name} must be a list, not a single {type(value).__name__}")
    if not isinstance(value, Iterable):
        raise TypeError(f"{name} must be a list, not {type(value).__name__}")
    return tuple(value)


def as_pages(pages: Iterable[bytes | str | Page]) -> Iterable[bytes | str | Page]:
    """Several pages, which may be read as lazily as the caller has them.

    Raises:
        TypeError: for a single page.
    """
    if isinstance(pages, (str, bytes, bytearray, memoryview, Page)):
        raise TypeError(f"pages must be several pages, such as a list, not a single {type(pages).__name__}")
    return pages


def as_page(page: bytes | str | Page, url: str | None = None) -> Page:
    """The caller's input as a Page.

    Raises:
        TypeError: for content, an address or an encoding of another type.
    """
    address = page.url if url is None and isinstance(page, Page) else url
    if address is not None and not isinstance(address, str):
        raise TypeError(f"url must be str or None, not {type(address).__name__}")
    content: Any = page.content if isinstance(page, Page) else page
    if isinstance(content, (bytearray, memoryview)):
        content = bytes(content)
    if not isinstance(content, (bytes, str)):
        raise TypeError(f"page must be bytes, str or cleaner.Page, not {type(content).__name__}")
    if not isinstance(page, Page):
        return Page(content, address)
    if page.encoding is not None and not isinstance(page.encoding, str):
        raise TypeError(f"encoding must be str or None, not {type(page.encoding).__name__}")
    return replace(page, content=content, url=address)
