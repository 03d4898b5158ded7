"""jieba's dictionary, read word by word as texts need it: all of it at once takes half a second.

Where each character's words stand in the file, and how often jieba takes our own terms to be used, is
prepared; for another edition of the dictionary, or other terms, jieba reads all of it in its own way. The
words come straight from the package: jieba's cache is a marshal file at a predictable temporary path, which
another user could have planted.
"""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Any

from ..prepared import read_prepared

__all__ = ["Segmenter", "segmenter_of", "to_prepare"]

_PREPARED = "words"


class Segmenter:
    """Cuts texts as jieba does that has read all of its dictionary; may be shared by threads.

    Args:
        tokenizer: jieba's, which has read nothing.
        dictionary: the file.
        data: what was prepared for it.
    """

    def __init__(self, tokenizer: Any, dictionary: bytes, data: Mapping[str, Any]) -> None:
        tokenizer.FREQ, tokenizer.total, tokenizer.initialized = {}, data["total"], True
        self._tokenizer = tokenizer
        self._dictionary = dictionary
        self._places: Mapping[str, list[int]] = data["places"]
        self._own: Mapping[str, Mapping[str, int]] = data["own"]
        self._known: set[str] = set()
        self._lock = Lock()

    def cut(self, text: str, *, HMM: bool = False) -> Iterable[str]:  # noqa: N803 (as jieba names it)
        """The words of a text."""
        if not self._known.issuperset(text):
            with self._lock:
                for char in set(text) - self._known:
                    self._read(char)
                    self._known.add(char)
        words: Iterable[str] = self._tokenizer.cut(text, HMM=HMM)
        return words

    def _read(self, char: str) -> None:
        """Adds the words that begin with a character, which nothing but these tells about."""
        counts: dict[str, int] = self._tokenizer.FREQ
        places = self._places.get(char, [])
        for start, end in zip(places[::2], places[1::2], strict=True):
            for line in self._dictionary[start:end].decode("utf-8").splitlines():
                word, count = line.split(" ")[:2]
                counts[word] = int(count)
                _add_beginnings(counts, word)
        for word, count in self._own.get(char, {}).items():
            counts[word] = count
            _add_beginnings(counts, word)


def _add_beginnings(counts: dict[str, int], word: str) -> None:
    """Notes that longer words begin so, as jieba looks for them."""
    for end in range(1, len(word)):
        counts.setdefault(word[:end], 0)


def segmenter_of(words: Iterable[str], lexicon_digest: str | None = None) -> Any:
    """A segmenter of our own that knows these words: no cache file, nothing logged, nothing shared.

    Args:
        words: our terms.
        lexicon_digest: of the terms, where they are those of the built-in lexicon and no others.
    """
    tokenizer = _tokenizer()
    if lexicon_digest is not None:
        dictionary = tokenizer.get_dict_file().read()
        data = read_prepared(_PREPARED, _digest(lexicon_digest, dictionary))
        if data is not None:
            return Segmenter(tokenizer, dictionary, data)
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word in words:
        tokenizer.add_word(word)
    return tokenizer


def to_prepare(words: Iterable[str], lexicon_digest: str) -> tuple[str, str, dict[str, Any]]:
    """The name under which ``segmenter_of`` looks, the digest, and what it finds for these words."""
    words = tuple(words)
    full = segmenter_of(words)
    dictionary: bytes = _tokenizer().get_dict_file().read()
    own: dict[str, dict[str, int]] = {}
    for word in words:
        own.setdefault(word[0], {})[word] = full.FREQ[word]
    data = {"total": full.total, "own": own, "places": _places(dictionary)}
    return _PREPARED, _digest(lexicon_digest, dictionary), data


def _places(dictionary: bytes) -> dict[str, list[int]]:
    """For each character the bytes ``[start, end)`` of the runs of lines that begin with it, flattened."""
    places: dict[str, list[int]] = {}
    at, before = 0, ""
    for line in dictionary.splitlines(keepends=True):
        first = line.decode("utf-8")[0]
        found = places.setdefault(first, [])
        if first == before:
            found[-1] += len(line)
        else:
            found += [at, at + len(line)]
        at, before = at + len(line), first
    return places


def _digest(lexicon_digest: str, dictionary: bytes) -> str:
    return f"{lexicon_digest}-{zlib.crc32(dictionary):08x}"


def _tokenizer() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    return jieba.Tokenizer()
