"""New names and phrases as rows of a lexicon: a file to be reviewed, then given to ``--lexicon``."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from ...model import LANGUAGES
from ...spam.lexicon import CLASSES, Row
from ...spam.normalize import normalize
from ...spam.term_toml import term_toml
from .novel import NewTerm

__all__ = ["as_row", "lexicon_toml"]

_HEADER = """\
# Names and phrases that planted lines repeat and the lexicon does not have.
# Read each row before you use it: delete what honest pages say too. Then: cleaner clean --lexicon THIS-FILE
"""
_WEIGHT = MappingProxyType({"platform": 0.5, "cover-phrase": 0.4, "sales-talk": 0.3})
_REASONS = MappingProxyType(
    {
        "platform": ("a name that planted lines push", "广告反复推销的名称"),
        "cover-phrase": ("an opener of planted lines", "广告常用的开头"),
        "sales-talk": ("a phrase of planted lines", "广告常用的说法"),
    }
)


def as_row(term: NewTerm, number: int) -> Row:
    """The term as a row that matches at once; for the rest of the run."""
    kind = _kind(term)
    form = normalize(term.text).text
    reasons = dict.fromkeys(LANGUAGES, CLASSES[kind])
    return Row(
        f"found.{number}", kind, _category(term), (), "", _WEIGHT[kind], (form,), (), False, reasons, (), ()
    )


def lexicon_toml(terms: Iterable[NewTerm]) -> str:
    """The rows as TOML, with what was counted and examples as comments."""
    parts = [_HEADER]
    for number, term in enumerate(terms, 1):
        kind = _kind(term)
        english, chinese = _REASONS[kind]
        comments = [f"# in {term.lines} different lines, such as:"]
        comments += [f"#   {_one_line(example)}" for example in term.examples]
        fields = {
            "id": f"found.{'name' if term.name else 'phrase'}-{number}",
            "class": kind,
            "category": _category(term),
            "weight": _WEIGHT[kind],
            "forms": [term.text],
            "reason_en": english,
            "reason_zh": chinese,
        }
        parts.append("\n".join([*comments, term_toml(fields)]))
    return "\n".join(parts)


def _kind(term: NewTerm) -> str:
    if term.name:
        return "platform"
    return "cover-phrase" if term.opener else "sales-talk"


def _category(term: NewTerm) -> str:
    """The lexicon's category; empty where the lines are of neither kind."""
    if term.family == "other":
        return ""
    return "gambling" if term.family == "gambling" else "cheats"


def _one_line(text: str) -> str:
    """Text that may stand in a comment: printable, on one line, not too long."""
    plain = "".join(c if c.isprintable() else " " for c in text[:100])
    return " ".join(plain.split())
