"""What is worked out from tables ahead of time, so that a program that cleans one page starts at once.

``python -m training.prepare`` writes it to ``prepared/NAME.json``: a line with a digest of the tables, and a
line of JSON. Where somebody has edited a table since, the digest tells, and it is worked out anew. A module
that reads something prepared has a function ``to_prepare``, which gives what is to be found.

Of a mapping with thousands of texts a page needs a few. One such field of the data may follow in lines of its
own, its keys in one, in order, and each text in another: then only the texts that are asked for are decoded.
"""

from __future__ import annotations

import json
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

__all__ = ["Prepared", "Texts", "digest_of", "read_prepared", "write_prepared"]

_FOLDER = Path(__file__).parent / "prepared"
_BETWEEN = "\x1d"
"""Between keys, of which none holds it; nor a line feed, nor do texts."""


class Prepared(NamedTuple):
    """What is kept for a program that starts.

    Attributes:
        name: that it is found under.
        digest: of what it was made from.
        data: of which JSON can be made.
        field: of the data, which is a dict then, the texts to write in lines of their own.
    """

    name: str
    digest: str
    data: Any
    field: str = ""


class Texts(Mapping[str, str]):
    """Texts by key, looked up and decoded when they are asked for: to make a dict of them takes longer.

    Args:
        keys: in order.
        texts: in the order of their keys.
    """

    def __init__(self, keys: Sequence[str], texts: Sequence[bytes]) -> None:
        self._keys = keys
        self._texts = texts

    def __getitem__(self, key: str) -> str:
        at = bisect_left(self._keys, key)
        if at == len(self._keys) or self._keys[at] != key:
            raise KeyError(key)
        return self._texts[at].decode("utf-8")

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def digest_of(sources: Iterable[Path]) -> str:
    """Tells whether any of these files was edited; guards against nothing else."""
    digest = 0
    for path in sources:
        digest = zlib.crc32(path.read_bytes(), digest)
    return f"{digest:08x}"


def read_prepared(name: str, digest: str) -> Any:
    """What was prepared under a name; ``None`` if it is missing, or was made from other tables."""
    try:
        head, *lines = (_FOLDER / f"{name}.json").read_bytes().split(b"\n")
    except OSError:
        return None
    made_of, _, field = head.decode("utf-8").partition(" ")
    if made_of != digest:
        return None
    data = json.loads(lines[0])
    if not field:
        return data
    keys = lines[1].decode("utf-8").split(_BETWEEN)
    return {**data, field: Texts(keys, lines[2 : 2 + len(keys)])}


def write_prepared(prepared: Prepared) -> None:
    """Writes what ``read_prepared`` then reads: the same bytes for the same data."""
    name, digest, data, field = prepared
    texts: Mapping[str, str] = data[field] if field else {}
    if any("\n" in text for text in (*texts, *texts.values())) or any(_BETWEEN in key for key in texts):
        raise ValueError(
            f"{name}: {field}: each key and text must be one line, and keys without {_BETWEEN!r}"
        )
    lines = [f"{digest} {field}".rstrip()]
    if field:
        rest = {key: value for key, value in data.items() if key != field}
        keys = sorted(texts)
        lines += [_json(rest), _BETWEEN.join(keys), *(texts[key] for key in keys)]
    else:
        lines += [_json(data)]
    _FOLDER.mkdir(exist_ok=True)
    (_FOLDER / f"{name}.json").write_text("\n".join([*lines, ""]), "utf-8", newline="\n")


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
