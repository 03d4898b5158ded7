"""The words of explanations in each language: data in ``en.toml`` and ``zh.toml`` beside this file.

Some rooms give their reasons in English only; ``[[reason]]`` rows say the same in another language. A
``{}`` stands for whatever stands there.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...model import LANGUAGES, Evidence

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["Words", "load_words"]


@dataclass(frozen=True)
class Words:
    """The words of one language.

    Attributes:
        language: ``en`` or ``zh``.
        texts: dotted name to text, such as ``label.spam``.
        reasons: English sentence with ``{}`` as a pattern, and the sentence in this language.
        exact: whole English sentences, in this language; looked up before the patterns.
    """

    language: str
    texts: Mapping[str, str]
    reasons: tuple[tuple[re.Pattern[str], str], ...] = ()
    exact: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """The text of a dotted name; ``KeyError`` for a name that there is not."""
        return self.texts[name]

    def __call__(self, name: str, **values: object) -> str:
        """The text of a dotted name with its ``{holes}`` filled."""
        return self.texts[name].format(**values)

    def sentence(self, english: str) -> str:
        """A reason or note in this language, where a row translates it; else as it is."""
        if english in self.exact:
            return self.exact[english]
        for pattern, text in self.reasons:
            match = pattern.fullmatch(english)
            if match:
                # what stands in a hole is a sentence or a noun of the rows, or a piece of the page
                return text.format(*(self.exact.get(part, part) for part in match.groups()))
        return english

    def evidence(self, evidence: Evidence) -> Evidence:
        """The evidence with its reason in this language."""
        reason = self.sentence(evidence.reason) if self.exact else evidence.reason
        return evidence if reason == evidence.reason else replace(evidence, reason=reason)


@lru_cache(maxsize=8)
def load_words(language: str, folder: Path | None = None) -> Words:
    """The words of ``language``; with ``folder``, those of another room added to them.

    Raises:
        ValueError: for a language that there is not.
    """
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}; known are {', '.join(LANGUAGES)}")
    tables = [_table(Path(__file__).parent, language)]
    if folder is not None:
        tables.append(_table(folder, language))
    texts: dict[str, str] = {}
    exact, reasons = {}, []
    for table in tables:
        for row in table.pop("reason", []):
            if "{}" in row["en"]:
                reasons.append((_pattern(row["en"]), row[language]))
            else:
                exact[row["en"]] = row[language]
        texts.update(_flat(table))
    return Words(language, texts, tuple(reasons), exact)


def _table(folder: Path, language: str) -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((folder / f"{language}.toml").read_text("utf-8"))
    return table


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Nested tables as one, with dotted names."""
    flat: dict[str, str] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            flat.update(_flat(value, f"{prefix}{name}."))
        else:
            flat[prefix + name] = value
    return flat


def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile("(.+?)".join(map(re.escape, sentence.split("{}"))))
