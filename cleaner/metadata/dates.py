"""Reads dates as pages write them, and gives them back in ISO 8601, as exact as they were.

``2024年7月24日 17:40`` becomes ``2024-07-24T17:40``; a numeric offset stays as given, the name of a zone
(BST, WIB) is dropped, for such names mean different offsets in different places.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from ..expressions import compiled
from ..roles.tables import month_numbers
from .calendars import ascii_digits, from_persian, persian_month, year_of_era
from .numerals import chinese_number

__all__ = ["date_in_url", "find_date", "find_relative", "from_timestamp", "without_dates"]

_LONGEST = 300
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_BUDDHIST = 543
_TWO_WORDS = compiled(r"(?:كانون|تشرين) (?:الأول|الاول|الثاني)")
_MERIDIEM_PM = compiled(r"(?i)p\.?\s?m|下午|午後|午后|晚|오후")
_MERIDIEM_AM = compiled(r"(?i)a\.?\s?m|上午|凌晨|早|午前|오전")

_SHAPES = (
    compiled(
        r"(?<![\d.])(?P<y>(?:19|20)\d\d)\s?[-/.年년]\s?(?P<m>\d{1,2})\s?[-/.月월]\s?(?P<d>\d{1,2})(?!\d)\s?[日号號일]?"
    ),
    compiled(
        r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?:(?P<H>[0-2]\d)(?P<M>[0-5]\d)(?P<S>[0-5]\d)?)?(?!\d)"
    ),
    compiled(
        r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s-]{0,3}(?:de |of )?"
        r"(?P<name>[^\W\d_][^\s\d_,·•⋅|]{1,14})[,\s-]{1,3}(?:de |del |พ\.ศ\. ?)?(?P<y>\d{4})(?!\d)"
    ),
    compiled(
        r"(?P<name>[^\W\d_][^\s\d_,·•⋅|]{1,12})\s{1,2}(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s{1,2}(?P<y>\d{4})(?!\d)"
    ),
    compiled(r"(?<![\d.])(?P<a>\d{1,2})\s?[./-]\s?(?P<b>\d{1,2})\s?[./-]\s?(?P<y>(?:19|20|25)\d\d)(?!\d)"),
    compiled(r"(?<!\d)(?P<d>\d{1,2})\s?tháng\s?(?P<m>\d{1,2})[,\s]{1,2}(?:năm\s)?(?P<y>(?:19|20)\d\d)"),
    compiled(
        r"(?<![\d./-])(?P<jy>1(?:3[5-9]|4[01])\d)\s?[/-]\s?(?P<jm>[01]?\d)\s?[/-]\s?(?P<jd>[0-3]?\d)(?![\d/-])"
    ),
    compiled(
        r"(?<!\d)(?P<jd>\d{1,2})\s(?P<jname>[^\W\d_]{2,9})(?:\s?ماه)?[,،]?\s(?P<jy>1(?:3[5-9]|4[01])\d)(?!\d)"
    ),
    compiled(
        r"(?P<era>令和|平成|民[国國])\s?(?P<ey>\d{1,3}|元)\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日"
    ),
    compiled(r"(?<!\d)(?P<y>20\d\d)\s(?P<m>[01]\d)/(?P<d>[0-3]\d)(?=\s[0-2]\d:[0-5]\d)"),
    compiled(
        r"(?P<hy>[一二][〇零○O０一二三四五六七八九]{3})年(?P<hm>[一二三四五六七八九十]{1,3})月(?P<hd>[一二三四五六七八九十]{1,3})日"
    ),
)
_MONTHS = (
    compiled(r"(?<![\d.])(?P<y>(?:19|20)\d\d)\s?[-/.年년]\s?(?P<m>\d{1,2})(?![\d.])\s?[月월]?(?!\s?\d)"),
    compiled(
        r"(?<!\d\s)(?<!\w)(?P<name>[^\W\d_][^\s\d_,·•⋅|]{1,12})[,\s]{1,2}(?:de )?(?P<y>(?:19|20)\d\d)(?!\d)"
    ),
)
_TIME = compiled(
    r"\.?\s?[T,|·(]?\s?(?:(?:(?!上午|下午|凌晨|早上|晚上|中午|午前|午後|오전|오후)[^\W\d_]{1,12}\.?|[(（][^()（）]{1,6}[)）])[,)]?\s?){0,2}[,|·–—-]?\s?"
    r"(?P<half>上午|下午|凌晨|早上|晚上|中午|午前|午後|오전|오후)?\s?"
    r"(?P<H>\d{1,2})\s?(?:[:：.h時时点點]|시)\s?(?P<M>\d{2})(?!\d)(?:\s?(?:[:：.]|分|분)\s?(?P<S>\d{2})?(?:[.,]\d{1,9})?\s?[秒초]?)?"
    r"\s?(?P<ap>[ap]\.?m\b\.?)?\s?(?P<zone>Z\b|(?:(?:GMT|UTC)\s?)?[+-]\d{1,2}(?::?\d{2})?)?",
    re.I,
)
_TIME_BEFORE = compiled(
    r"(?<!\d)(?P<H>\d{1,2})[:h時时](?P<M>\d{2})(?::(?P<S>\d{2}))?\s?(?P<ap>[ap]\.?m\b\.?)?[^\d]{0,14}$", re.I
)
_DAY_TIME = compiled(r"(?<![\d/-])(?P<m>\d{1,2})\s?[-/月]\s?(?P<d>\d{1,2})\s?日?(?=\s|$)")
_AGO = compiled(
    r"(?P<n>\d{1,3}|an?|one)\s?个?個?\s?(?P<unit>秒|分|小时|小時|时|時|天|日|周|週|星期|"
    r"sec|min|hour|hr|day|week|초|시간|일|주|detik|menit|jam|hari|minggu|giây|phút|giờ|ngày|tuần|"
    r"нед|час|мин|сек|дн|ден)[^\d]{0,8}(?:前|ago|전|lalu|trước|назад)",
    re.I,
)
_UNITS = (
    (60, ("分", "min", "분", "menit", "phút", "мин")),
    (3600, ("小时", "小時", "时", "時", "hour", "hr", "시간", "jam", "giờ", "час")),
    (86400, ("天", "日", "day", "일", "hari", "ngày", "дн", "ден")),
    (604800, ("周", "週", "星期", "week", "주", "minggu", "tuần", "нед")),
)
_DAYS_BACK = (
    ("前天", 2),
    ("昨", 1),
    ("yesterday", 1),
    ("今", 0),
    ("刚刚", 0),
    ("剛剛", 0),
    ("just now", 0),
    ("today", 0),
)
_URL = (
    compiled(r"[/_=-](?P<y>(?:19|20)\d\d)[/_-](?P<m>\d{1,2})[/_-](?P<d>\d{1,2})(?=[/_.?-]|$)"),
    compiled(r"[/_=t-](?P<y>(?:19|20)\d\d)-?(?P<m>[01]\d)[-/]?(?P<d>[0-3]\d)(?=[/_.?A-Z-]|$)"),
)


def find_date(text: str, day_first: bool = True) -> str | None:
    """The first full date in ``text``, with the time beside it, or failing that a year and month.

    Args:
        text: some words with a date among them; only the first 300 characters are looked at.
        day_first: how ``3/4/2024`` is meant where both readings are possible.
    """
    text = _spelled(text[:_LONGEST])
    found = []
    for shape in _SHAPES:
        for match in shape.finditer(text):
            day = _day(match, day_first)
            if day is not None:
                found.append((match.start(), day, match))
                break
    if found:
        _, day, match = min(found, key=lambda item: (item[0], -item[2].end()))
        return day + _time(text, match)
    for shape in _MONTHS:
        for match in shape.finditer(text):
            month = _month(match)
            if month and _FIRST_YEAR <= int(match["y"]) <= _LAST_YEAR:
                return f"{int(match['y']):04d}-{month:02d}"
    return None


def without_dates(text: str) -> str:
    """``text`` with each date and the time beside it replaced by a bar."""
    text = _spelled(text[:_LONGEST])
    for shape in (*_SHAPES, *_MONTHS, _AGO):
        match = shape.search(text)
        for _ in range(3):
            if match is None:
                break
            if shape is _AGO or _means_date(match):
                clock = _TIME.match(text, match.end()) if shape in _SHAPES else None
                end = clock.end() if clock is not None and _clock(clock) else match.end()
                text = f"{text[: match.start()]} | {text[end:]}"
                match = shape.search(text, match.start() + 3)
            else:
                match = shape.search(text, match.end())
    return re.sub(
        r"(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)(?:\s?[ap]\.?m\b\.?)?(?:\s?[A-Z]{2,4}\b)?",
        " | ",
        text,
        flags=re.I,
    )


def _spelled(text: str) -> str:
    """``text`` with our digits, and with names of months that are two words as one."""
    if text.isascii():
        return text
    text = ascii_digits(text)
    return _TWO_WORDS.sub(lambda month: month[0].replace(" ", "\u200c"), text)


def _means_date(match: re.Match[str]) -> bool:
    """Whether a match of a shape means a day or a month that exists."""
    part = match.groupdict()
    if any(part.get(name) for name in ("d", "a", "hy", "jy")):
        return _day(match, True) is not None
    return _month(match) is not None


def find_relative(text: str, base: str) -> str | None:
    """A date told by its distance from ``base`` (an ISO date): hours ago, yesterday, a day without year."""
    text = text[:_LONGEST]
    now = _parse_iso(base)
    if now is None:
        return None
    lower = text.lower()
    match = _AGO.search(lower)
    if match:
        return _ago(now, match)
    for word, back in _DAYS_BACK:
        at = lower.find(word)
        if at >= 0:
            day = (now - timedelta(days=back)).date().isoformat()
            return day + _time(text, None, at + len(word))
    match = _DAY_TIME.search(text)
    if match:
        for year in (now.year, now.year - 1):
            day = _valid(year, int(match["m"]), int(match["d"])) or ""
            if day and day <= now.date().isoformat():
                return day + _time(text, match)
    return None


def from_timestamp(text: str) -> str | None:
    """A Unix time in seconds or milliseconds, in UTC."""
    digits = text.strip()
    if not re.fullmatch(r"1\d{9}(?:\d{3})?", digits):
        return None
    moment = datetime.fromtimestamp(int(digits[:10]), timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def date_in_url(url: str) -> str | None:
    """The date that an address spells out (``/2024/07/24/``, ``/20240724/``)."""
    for shape in _URL:
        for match in shape.finditer(url[:500]):
            day = _valid(int(match["y"]), int(match["m"]), int(match["d"]))
            if day:
                return day
    return None


def _day(match: re.Match[str], day_first: bool) -> str | None:
    """The ISO day that a match of a shape means, or ``None`` where there is no such day."""
    part = match.groupdict()
    if part.get("hy"):
        year = int("".join(str(chinese_number(c)) for c in part["hy"]))
        return _valid(year, chinese_number(part["hm"]), chinese_number(part["hd"]))
    if part.get("jy"):
        month = int(part.get("jm") or 0) or persian_month(part["jname"])
        found = from_persian(int(part["jy"]), month, int(part["jd"]))
        return found.isoformat() if found else None
    if part.get("era"):
        year = year_of_era(part["era"], 1 if part["ey"] == "元" else int(part["ey"]))
        return _valid(year, int(part["m"]), int(part["d"]))
    year = int(part["y"])
    year -= _BUDDHIST if year > _LAST_YEAR + 300 else 0
    if part.get("a"):
        first, second = int(part["a"]), int(part["b"])
        orders = ((second, first), (first, second)) if day_first else ((first, second), (second, first))
        return _valid(year, *orders[0]) or _valid(year, *orders[1])
    number = _month(match)
    return _valid(year, number, int(part["d"])) if number else None


def _month(match: re.Match[str]) -> int | None:
    """The month of a match, by number or by name."""
    part = match.groupdict()
    if part.get("m"):
        number = int(part["m"])
        return number if 1 <= number <= 12 else None
    return month_numbers().get(part["name"].rstrip(".").lower()) if part.get("name") else None


def _valid(year: int, month: int, day: int) -> str | None:
    """The ISO day, if there is such a day in a year that a page may speak of."""
    try:
        found = datetime(year, month, day)
    except ValueError:
        return None
    return found.strftime("%Y-%m-%d") if _FIRST_YEAR <= year <= _LAST_YEAR else None


def _time(text: str, day: re.Match[str] | None, end: int | None = None) -> str:
    """``THH:MM[:SS][offset]`` for the time that stands beside a day, or nothing."""
    part = day.groupdict() if day is not None else {}
    if part.get("H"):
        return f"T{int(part['H']):02d}:{int(part['M']):02d}" + (f":{int(part['S']):02d}" if part["S"] else "")
    match = _TIME.match(text, day.end() if day is not None else end or 0)
    if match is None and day is not None:
        match = _TIME_BEFORE.search(text[: day.start()])
    return _clock(match) if match is not None else ""


def _clock(match: re.Match[str]) -> str:
    """The matched time, half days reckoned, or nothing where there is no such time."""
    part = match.groupdict()
    hour, minute, second = int(part["H"]), int(part["M"]), part.get("S")
    half = part.get("half") or part.get("ap") or ""
    if _MERIDIEM_PM.match(half) and hour < 12:
        hour += 12
    elif _MERIDIEM_AM.match(half) and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or int(second or 0) > 59:
        return ""
    return (
        f"T{hour:02d}:{minute:02d}"
        + (f":{int(second):02d}" if second else "")
        + _offset(part.get("zone") or "")
    )


def _offset(zone: str) -> str:
    """``Z`` or ``+08:00`` for an offset as the page gives it."""
    if zone.upper() == "Z":
        return "Z"
    match = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", zone)
    return f"{match[1]}{int(match[2]):02d}:{match[3] or '00'}" if match and int(match[2]) <= 14 else ""


def _ago(now: datetime, match: re.Match[str]) -> str:
    """So long before ``now``: to the minute below a day, else to the day."""
    count = int(match["n"]) if match["n"].isdigit() else 1
    unit = match["unit"].lower()
    seconds = next((size for size, names in _UNITS if unit.startswith(names)), 1)
    then = now - timedelta(seconds=count * seconds)
    return then.strftime("%Y-%m-%dT%H:%M") if seconds < 86400 else then.strftime("%Y-%m-%d")


def _parse_iso(text: str) -> datetime | None:
    """The moment of an ISO date, its offset left out."""
    match = re.match(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?:T(\d{2}):(\d{2}))?", text)
    if match is None:
        return None
    year, month, day, hour, minute = (int(part) if part else 0 for part in match.groups())
    try:
        return datetime(year, month, day or 1, hour, minute)
    except ValueError:
        return None
