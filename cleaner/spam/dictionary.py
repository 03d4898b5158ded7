"""jieba's dictionary, read word by word as texts need it: all of it at once takes half a second.

Where each character's words stand in the file, and how often jieba takes our own terms to be used, is
prepared; for another edition of the dictionary, or other terms, jieba reads all of it in its own way. The
words come straight from the package: jieba's cache is a marshal file at a predictable temporary path, which
another user could have planted.
"""

from __future__ import annotations

import math
import warnings
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..expressions import compiled
from ..prepared import Prepared, read_prepared

__all__ = ["Segmenter", "segmenter_of", "words_to_prepare"]

_PREPARED = "words"
_KNOWN = 1 << 15
"""Pairs of characters with which words may begin, whose words are kept at hand."""
_SAMPLED = 61
"""Of so many bytes of the dictionary one tells whether it is another edition: all take longer than a page."""
_BETWEEN = "\t"

# what jieba takes for words, for marks of its own, and for letters that it keeps together
_BLOCK = compiled(r"([\u4E00-\u9FD5a-zA-Z0-9+#&\._%\-]+)")
_SPACE = compiled(r"(\r\n|\s)")
_LETTER = compiled("[a-zA-Z0-9]")


class Segmenter:
    """Cuts texts as jieba does that has read all of its dictionary; may be shared by threads.

    jieba itself is not imported, which takes as long as all that is done here.

    Args:
        dictionary: jieba's file.
        data: what was prepared for it.
    """

    def __init__(self, dictionary: bytes, data: Mapping[str, Any]) -> None:
        self._dictionary = dictionary
        self._places: Mapping[str, str] = data["places"]
        self._log_total = math.log(data["total"])
        self._lines: dict[str, str] = {}
        self._beginning = lru_cache(maxsize=_KNOWN)(self._counts)

    def cut(self, text: str, *, HMM: bool = False) -> Iterator[str]:  # noqa: N803 (as jieba names it)
        """The words of a text; ``HMM`` must be false: unknown words are not guessed."""
        if HMM:
            raise ValueError("there is no hidden Markov model here")
        for block in filter(None, _BLOCK.split(text)):
            if _BLOCK.match(block):
                yield from self._words(block)
            else:
                for mark in _SPACE.split(block):
                    yield from (mark,) if _SPACE.match(mark) else mark

    def _words(self, block: str) -> Iterator[str]:
        """The likeliest words of a block without marks; single letters and digits stay together."""
        ends = self._likeliest(block)
        at, letters = 0, ""
        while at < len(block):
            word = block[at : ends[at]]
            at = ends[at]
            if len(word) == 1 and _LETTER.match(word):
                letters += word
                continue
            if letters:
                yield letters
                letters = ""
            yield word
        if letters:
            yield letters

    def _likeliest(self, block: str) -> list[int]:
        """For each character where the word ends that begins there, if one does."""
        size, padded = len(block), f"{block} "
        chances, ends = [0.0] * (size + 1), [size] * (size + 1)
        for start in range(size - 1, -1, -1):
            best, last = -math.inf, 0
            counts = self._beginning(padded[start : start + 2])
            end = start + 1
            while end <= size and (count := counts.get(block[start:end])) is not None:
                if count:
                    chance = math.log(count) - self._log_total + chances[end]
                    if chance >= best:  # of equally likely words the longest
                        best, last = chance, end
                end += 1
            if not last:
                best, last = 0.0 - self._log_total + chances[start + 1], start + 1
            chances[start], ends[start] = best, last
        return ends

    def _counts(self, head: str) -> dict[str, int]:
        """How often words are used that begin with two characters, and the first of these alone.

        What longer words begin with, as jieba looks for it, is a word that is never used.
        """
        lines = self._lines_of(head[0])
        counts: dict[str, int] = {}
        for beginning in (f"\n{head[0]} ", f"\n{head}"):
            at = lines.find(beginning)
            while at >= 0:
                end = lines.index("\n", at + 1)
                word, count = lines[at + 1 : end].split(" ")[:2]
                counts[word] = int(count)
                for size in range(1, len(word)):
                    counts.setdefault(word[:size], 0)
                at = lines.find(beginning, end)
        return counts

    def _lines_of(self, char: str) -> str:
        """The lines of the dictionary that begin with a character, with a line feed before each."""
        lines = self._lines.get(char)
        if lines is None:
            places, *own = self._places.get(char, "").split(_BETWEEN)
            numbers = [int(number) for number in places.split()]
            parts = [self._dictionary[a:b] for a, b in zip(numbers[::2], numbers[1::2], strict=True)]
            lines = "\n".join(["", b"".join(parts).decode("utf-8").rstrip("\n"), *own, ""])
            self._lines[char] = lines
        return lines


def segmenter_of(words: Iterable[str], lexicon_digest: str | None = None) -> Any:
    """A segmenter of our own that knows these words: no cache file, nothing logged, nothing shared.

    Args:
        words: our terms.
        lexicon_digest: of the terms, where they are those of the built-in lexicon and no others.
    """
    if lexicon_digest is not None:
        dictionary = _dictionary()
        data = read_prepared(_PREPARED, _digest(lexicon_digest, dictionary))
        if data is not None:
            return Segmenter(dictionary, data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word in words:
        tokenizer.add_word(word)
    return tokenizer


def words_to_prepare(words: Iterable[str], lexicon_digest: str) -> Prepared:
    """What ``segmenter_of`` finds for these words."""
    words = tuple(words)
    full = segmenter_of(words)
    dictionary = _dictionary()
    places = {char: " ".join(map(str, found)) for char, found in _places(dictionary).items()}
    for word in words:
        places[word[0]] = f"{places.get(word[0], '')}{_BETWEEN}{word} {full.FREQ[word]}"
    data = {"total": full.total, "places": places}
    return Prepared(_PREPARED, _digest(lexicon_digest, dictionary), data, "places")


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
    """Tells other terms, and another edition of the dictionary."""
    return f"{lexicon_digest}-{len(dictionary)}-{zlib.crc32(dictionary[::_SAMPLED]):08x}"


def _dictionary() -> bytes:
    """jieba's file, without jieba; empty if it is not where it was."""
    package = find_spec("jieba")
    if package is None or package.origin is None:
        return b""
    path = Path(package.origin).with_name("dict.txt")
    return path.read_bytes() if path.is_file() else b""
