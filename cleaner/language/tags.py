"""Language tags as pages write them, brought to the form that this package gives back."""

from __future__ import annotations

from ..expressions import compiled

__all__ = ["normalize_tag"]

_TAG = compiled(r"([a-z]{2,3})(?:-([a-z0-9-]{1,30}))?")
_TRADITIONAL = frozenset(("hant", "tw", "hk", "mo", "cht"))
_SIMPLIFIED = frozenset(("hans", "cn", "sg", "my", "chs"))
_OLD = {
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "nb": "no",
    "nn": "no",
    "cn": "zh-Hans",
    "jp": "ja",
    "kr": "ko",
    "yue": "zh-Hant",
    "cmn": "zh",
}


def normalize_tag(tag: str | None) -> str | None:
    """The language of a BCP 47 tag, without region, and with the script for Chinese.

    ``en-US`` is ``en``, ``zh-TW`` and ``zh_HK`` are ``zh-Hant``; ``None`` for what is no tag.
    """
    match = _TAG.fullmatch((tag or "").strip().lower().replace("_", "-"))
    if match is None:
        return None
    language = _OLD.get(match[1], match[1])
    parts = set((match[2] or "").split("-"))
    if language == "zh":
        if parts & _TRADITIONAL:
            return "zh-Hant"
        return "zh-Hans" if parts & _SIMPLIFIED else "zh"
    return language
