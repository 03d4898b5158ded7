"""One record of JSON Lines: the object on its line, and the page and the id in its fields."""

from __future__ import annotations

import base64
import json
import math
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from ..model import Page
from ..reading import told_kind

__all__ = ["RecordError", "id_text", "members_of", "page_in", "parse_object", "plain_value"]


_SPACE = re.compile(r"[ \t\n\r]*")


class RecordError(Exception):
    """A record that cannot be cleaned, and why; ``id`` and ``url`` where they could be read."""

    def __init__(self, reason: str, record_id: str | None = None, url: str | None = None) -> None:
        super().__init__(reason)
        self.id = record_id
        self.url = url


def parse_object(line: bytes) -> dict[str, Any]:
    """The object on one line.

    Lone surrogates are let through, escaped or not; NaN and infinity, which JSON has not, become null.

    Raises:
        RecordError: for what is no JSON object in UTF-8.
        RecursionError: for one nested too deep.
    """
    try:
        text = line.decode("utf-8", "surrogatepass")
        record = json.loads(text, parse_constant=lambda _: None, parse_float=_finite)
    except UnicodeDecodeError as error:
        raise RecordError(f"not UTF-8 at byte {error.start + 1}") from error
    except json.JSONDecodeError as error:
        raise RecordError(f"not JSON: {error.msg} at column {error.colno}") from error
    except ValueError as error:  # a number of thousands of digits
        raise RecordError(f"not JSON: {error}") from error
    if not isinstance(record, dict):
        raise RecordError("not a JSON object")
    return record


def members_of(text: str) -> list[tuple[str, str]]:
    """The members of a JSON object that could be parsed: the name of each, and the whole as it is written.

    >>> members_of('{"id": 1.10, "x":NaN}')
    [('id', '"id": 1.10'), ('x', '"x":NaN')]
    """
    decoder, members = json.JSONDecoder(), []
    at = _behind_space(text, text.index("{") + 1)
    while text[at] != "}":
        name, end = decoder.raw_decode(text, at)
        colon = _behind_space(text, end)
        _, end = decoder.raw_decode(text, _behind_space(text, colon + 1))
        members.append((name, text[at:end]))
        at = _behind_space(text, end)
        if text[at] == ",":
            at = _behind_space(text, at + 1)
    return members


def _behind_space(text: str, at: int) -> int:
    """Where the next character is that is no white space of JSON."""
    found = _SPACE.match(text, at)
    return at if found is None else found.end()


def page_in(fields: Mapping[str, Any], *, html: str, text: str, url: str) -> Page:
    """The page in a record's fields, which have these names; HTML goes first, and text may be Markdown.

    Raises:
        RecordError: where there is none, or a field is neither a string nor, in a table, bytes.
    """
    address = fields.get(url)
    if address is not None and not isinstance(address, str):
        raise RecordError(f"field {url!r} is not a string")
    for name in (html, text):
        content = fields.get(name)
        if isinstance(content, (str, bytes)):
            return Page(content, url=address, kind=told_kind(content, html=name == html))
        if content is not None:
            raise RecordError(f"field {name!r} is not a string", url=address)
    raise RecordError(f"neither field {html!r} nor {text!r}", url=address)


def id_text(value: Any) -> str:
    """The id in a field as text: strings and UTF-8 as they are, all else as JSON has it.

    Raises:
        RecordError: for one nested too deep.

    >>> [id_text(value) for value in ("1.10", 7, True, {"a": [None]}, b"x")]
    ['1.10', '7', 'true', '{"a": [null]}', 'x']
    """
    if isinstance(value, bytes):
        with suppress(UnicodeDecodeError):
            return value.decode()
    if not isinstance(value, (bool, int, float, list, dict)):
        return plain_value(value)
    try:
        return json.dumps(value, ensure_ascii=False, default=plain_value)
    except RecursionError as error:
        raise RecordError("the id is nested too deep") from error


def plain_value(value: Any) -> str:
    """A value of a table that JSON has no word for: bytes as Base64, all else as its text."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return base64.b64encode(value).decode()
    return str(value)


def _finite(text: str) -> float | None:
    number = float(text)
    return number if math.isfinite(number) else None
