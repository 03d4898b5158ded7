"""Which characters running text is made of: the yardstick for readings of undeclared bytes."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

__all__ = ["common_han", "common_hangul"]

# the syllables that Korean endings, particles and frequent words are made of
_HANGUL = (
    "이다는에의가을하고로지를사기서한은도리어대자그나인시수과정해부만일스장보전상아공여주조소구선비제계동원국"
    "으들있년것라면세중관성경유영연적신원방학위실내모치문안통발용물개무회화현생진미마업오분간형의했되명할행건"
    "습니까요게던때후체력금당까래데차운두러였음표출와된입양산른우바트드레르거같합단반속직합격재우석심종"
)


@lru_cache(maxsize=1)
def common_han() -> frozenset[str]:
    """The 1,500 most frequent Han characters, in simplified and traditional form."""
    table = json.loads(Path(__file__).with_name("common_characters.json").read_text("utf-8"))
    return frozenset(table["simplified"] + table["traditional"])


@lru_cache(maxsize=1)
def common_hangul() -> frozenset[str]:
    """About 170 frequent hangul syllables."""
    return frozenset(_HANGUL)
