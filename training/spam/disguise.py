"""Makes disguised variants of lines, for training only: the disguises that are seen in the wild.

Spam gets all of them. Honest lines get the innocent ones (full-width characters, traditional forms,
spaced-out titles, symbols around the line), so that a model does not learn decoration as a sign.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from functools import lru_cache

__all__ = ["HONEST", "SPAM", "disguise"]

Disguise = Callable[[str, random.Random], str]

FILLERS = "★☆◆●■♥❤※→➕✚♠☞。·.-_~*&|/+^﹏ 　"
INVISIBLE = "​‌‍⁠­︀"
LOOKS_LIKE: Mapping[str, str] = {
    "挂": "卦褂桂诖掛g",
    "外": "歪夕",
    "透": "偷秀",
    "视": "试式视",
    "辅": "甫輔铺",
    "助": "肋注",
    "麻": "痳嘛",
    "将": "匠酱醬",
    "微": "薇徽嶶",
    "信": "伩杺訫",
    "德": "徳得",
    "扑": "朴卟",
    "牌": "排脾",
    "插": "揷",
    "件": "仵",
    "脚": "腳",
    "软": "輭",
    "群": "裙峮",
    "赌": "堵",
    "博": "愽搏",
    "彩": "采",
    "开": "幵",
    "器": "噐",
    "神": "紳",
}
INITIALS: Mapping[str, tuple[str, ...]] = {
    "外挂": ("wg", "waigua", "外g", "WG"),
    "透视": ("ts", "toushi", "TS"),
    "辅助": ("fz", "fuzhu", "FZ", "辅z"),
    "微信": ("vx", "wx", "VX", "V信", "薇"),
    "麻将": ("mj", "majiang"),
    "开挂": ("kg", "kaigua", "开g"),
    "扑克": ("pk", "puke"),
    "自瞄": ("zm", "自m"),
    "软件": ("rj",),
    "教程": ("jc",),
    "德州": ("dz", "德z"),
}
SPLIT: Mapping[str, str] = {
    "挂": "扌圭",
    "外": "夕卜",
    "辅": "车甫",
    "扑": "扌卜",
    "神": "礻申",
    "信": "亻言",
}
LEET: Mapping[str, str] = {
    "a": "4а@", "e": "3е", "i": "1і", "o": "0о", "s": "5ѕ", "t": "7", "c": "с", "p": "р", "x": "х",
}  # fmt: skip
_HAN_RUN = re.compile(r"[一-鿿]{3,}")


@lru_cache(maxsize=1)
def _to_traditional() -> Callable[[str], str]:
    import opencc  # only at training time

    converter = opencc.OpenCC("s2t")
    return lambda text: str(converter.convert(text))


def insert_fillers(line: str, rng: random.Random) -> str:
    """One symbol between the characters of a window; ``外★挂★透★视``."""
    return _between(line, rng, rng.choice(FILLERS))


def insert_invisible(line: str, rng: random.Random) -> str:
    """Zero-width characters between the characters of a window."""
    return _between(line, rng, rng.choice(INVISIBLE))


def _between(line: str, rng: random.Random, filler: str) -> str:
    runs = list(_HAN_RUN.finditer(line))
    if not runs:
        return line
    run = rng.choice(runs)
    size = min(len(run.group()), rng.randint(3, 10))
    start = run.start() + rng.randint(0, len(run.group()) - size)
    step = 1 if rng.random() < 0.7 else 2
    window = line[start : start + size]
    spaced = filler.join(window[i : i + step] for i in range(0, size, step))
    return line[:start] + spaced + line[start + size :]


def look_alikes(line: str, rng: random.Random) -> str:
    """Characters replaced by look-alikes and homophones."""
    return "".join(rng.choice(LOOKS_LIKE[c]) if c in LOOKS_LIKE and rng.random() < 0.6 else c for c in line)


def initials(line: str, rng: random.Random) -> str:
    """Words replaced by pinyin or its initials."""
    for word, forms in INITIALS.items():
        if word in line and rng.random() < 0.7:
            line = line.replace(word, rng.choice(forms))
    return line


def split_characters(line: str, rng: random.Random) -> str:
    """Characters taken apart into their halves."""
    return "".join(SPLIT[c] if c in SPLIT and rng.random() < 0.7 else c for c in line)


def reverse_words(line: str, rng: random.Random) -> str:
    """Words written backwards."""
    for word in INITIALS:
        if word in line and rng.random() < 0.5:
            line = line.replace(word, word[::-1])
    return line


def full_width(line: str, rng: random.Random) -> str:
    """ASCII letters and digits as full-width characters."""
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in line)


def styled(line: str, rng: random.Random) -> str:
    """Latin letters and digits in a mathematical or circled alphabet."""
    upper, lower, digit = rng.choice(
        [(0x1D400, 0x1D41A, 0x1D7CE), (0x1D5D4, 0x1D5EE, 0x1D7EC), (0x24B6, 0x24D0, 0)]
    )
    out = []
    for c in line:
        if "A" <= c <= "Z":
            out.append(chr(upper + ord(c) - 65))
        elif "a" <= c <= "z":
            out.append(chr(lower + ord(c) - 97))
        elif c.isdigit() and c.isascii() and digit:
            out.append(chr(digit + int(c)))
        else:
            out.append(c)
    return "".join(out)


def leetspeak(line: str, rng: random.Random) -> str:
    """Latin letters replaced by digits and by Cyrillic look-alikes."""
    return "".join(rng.choice(LEET[c]) if c in LEET and rng.random() < 0.35 else c for c in line)


def traditional(line: str, rng: random.Random) -> str:
    """Simplified characters replaced by traditional ones."""
    return _to_traditional()(line)


def spaced_out(line: str, rng: random.Random) -> str:
    """A blank between all characters of a short line, as in honest headings too."""
    return " ".join(line) if len(line) <= 14 else _between(line, rng, " ")


def decorated(line: str, rng: random.Random) -> str:
    """Symbols around the line, which means nothing."""
    mark = rng.choice("★◆●■▶【】☆※")
    return f"{mark}{line}{mark}" if rng.random() < 0.5 else f"{mark} {line}"


SPAM: tuple[Disguise, ...] = (
    insert_fillers, insert_fillers, insert_invisible, look_alikes, look_alikes, initials, split_characters,
    reverse_words, full_width, styled, leetspeak, traditional, spaced_out,
)  # fmt: skip
HONEST: tuple[Disguise, ...] = (full_width, traditional, traditional, decorated, spaced_out)


def disguise(line: str, kinds: tuple[Disguise, ...], rng: random.Random) -> str | None:
    """One variant of the line, or ``None`` where the disguise drawn changes nothing in it."""
    changed = rng.choice(kinds)(line, rng)
    if rng.random() < 0.3:
        changed = rng.choice(kinds)(changed, rng)
    return changed if changed != line else None
