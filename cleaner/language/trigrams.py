"""Tells the languages of one script apart with langdetect, always with the same result.

langdetect keeps a factory and a random seed for the whole process; both belong to whoever else uses it,
so this module makes factories of its own, each with the profiles of one script only, and seeds those.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

__all__ = ["most_likely"]

_SEED = 20240724
_LONGEST = 1_000


def most_likely(text: str, languages: tuple[str, ...]) -> tuple[str, float] | None:
    """The likeliest of ``languages`` and its probability, or ``None`` where nothing speaks for any.

    Args:
        text: a sample; the first 1,000 characters are looked at.
        languages: codes of langdetect profiles, sorted.
    """
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory(languages).create()
    detector.set_max_text_length(_LONGEST)
    try:
        detector.append(text)
        found = detector.get_probabilities()
    except LangDetectException:
        return None
    return (str(found[0].lang), float(found[0].prob)) if found else None


@lru_cache(maxsize=8)
def _factory(languages: tuple[str, ...]) -> Any:
    """A private factory with these profiles, in this order."""
    from langdetect import detector_factory

    factory = detector_factory.DetectorFactory()
    folder = Path(detector_factory.PROFILES_DIRECTORY)
    factory.load_json_profile([(folder / name).read_text("utf-8") for name in languages])
    factory.seed = _SEED  # on the instance: set_seed of langdetect's module would change it for all
    return factory
