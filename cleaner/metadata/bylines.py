"""Takes a byline line apart: date, labelled names, counters, and the bare names that are left."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from ..expressions import compiled
from ..roles.fold import fold
from ..roles.tables import weekday_names
from .authors import split_authors
from .dates import find_date, without_dates
from .names import CASED, begins_as_surname, is_section
from .outlets import clean_source
from .signatures import signature
from .word_lists import any_of, words

__all__ = [
    "Byline",
    "begins_as_outlet",
    "ends_as_outlet",
    "is_label",
    "is_no_name",
    "is_person",
    "names_others",
    "read_byline",
]

_LONGEST = 240
_SEPARATOR = compiled(r"\s?[|;,、·\n]\s?|\s[-–—/]\s|/|\s{2,}")
_ADDRESS = compiled(
    r"(?:^\s*|(?=\S{1,200}\s+\d{4}))(?:https?://|www\.)[\w.-]{1,80}(?:/[\w./?=&%-]{0,120})?", re.A
)
"""A web address at the beginning, or right before a date."""
_MARKED = compiled(r"^原创|[\[(](?:原创|整理|编辑)?[\])]?|(?:原创|整理)$")
_EVENT = compiled(
    r"(?:比赛|活动|演出|考试|报名|会议|开幕|闭幕|开馆|闭馆|营业|开放|举办|举行|截止|开始|结束|面试|笔试|培训|讲座|展览|展出|上映|首映|航班|发车"
    r"|到达|出发|开课|开学|放假|投票|缴费|交付|开盘|开庭|出生|死亡|案发|事发)(?:时间|日期)[ :]"
)
"""When something else than the text takes place: 比赛时间."""
_WITHIN = compiled(
    r"(?<=[\u3400-\u9fff]{2})\d{4}年\d{1,2}月\d{1,2}日(?!星期|周[一二三四五六日天])"
    r"(?:\s?\d{1,2}(?::\d\d|[时点](?:\d{1,2}分)?))?([\u3400-\u9fff]{2,})"
)
"""A day inside a sentence, with or without the time, and without a space or a mark on either side."""
_LONGEST_OUTLET = 10
"""Characters of an outlet's name behind a date; what is longer is a clause: 升级发布雷电黄色预警信号."""
_TOLD = compiled(
    r"(?:[将定拟已曾]于|(?<!来)自|截[至止])\s?\d{4}年"
    r"|^\d{4}年\d{1,2}月(?:\d{1,2}日)?,\s?(?!.{0,12}记者.{2,12}(?:报道|摄影?|讯)$)[\u3400-\u9fff]{2}[^\s|/]{6}"
    r"|。(?!(?:来源|作者|记者|责任?编|发布))[\u3400-\u9fff\d“《]"
)
"""What only sentences have: a word that binds the date to what was done, a clause behind it, a full stop."""
_ZONE = compiled(r"(?:gmt|utc)\s?[+-]\s?\d{1,2}(?::?\d\d)?")
_LEAST_SENTENCE = 5
"""Words before a date that make a sentence without a full stop, not all of them small."""
_HANGUL = ("\uac00", "\ud7a3")
_PACKED = compiled("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""Scripts in which a space parts names rather than the words of one."""
_REPORTER_KO = compiled(
    r"(?:\[[^\[\]=]{2,20}=)?([\uac00-\ud7a3]{2,4})\s?(?:인턴|선임|수석|전문|객원|수습)?\s?(?:기자|특파원|논설위원|칼럼니스트)(?![\uac00-\ud7a3])\]?"
)
_PARTICLES = frozenset(("de", "van", "von", "der", "la", "bin", "al"))


@dataclass(slots=True)
class Byline:
    """What one line near the title says.

    Attributes:
        date: ISO 8601, or ``None``.
        authors, sources: names behind a label.
        people, outlets: bare names, by what they look like.
        updated: the date is one of change.
        rest: how many characters are left that no part explains.
    """

    date: str | None = None
    authors: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    updated: bool = False
    rest: int = 0


def read_byline(text: str, day_first: bool = True) -> Byline:
    """The parts of a short line that stands near a title."""
    text = _ADDRESS.sub(" | ", text[:_LONGEST])
    line = Byline(find_date(text, day_first))
    folded = fold(text)
    head = folded[:24].lower()
    line.updated = any(
        word in head for word in ("updated", "modified", "更新", "修改", "aktualis", "actualiz")
    )
    bare = _counter().sub(" | ", without_dates(folded))
    if _HANGUL[0] < max(bare, default=""):
        bare = _REPORTER_KO.sub(lambda found: _reporter(line, found), bare)
    labels = list(_labels().finditer(bare))
    if _is_sentence(folded, bare, labels):
        line.rest = len(bare)
        return line
    for place, label in enumerate(labels):
        end = labels[place + 1].start() if place + 1 < len(labels) else len(bare)
        _labelled(line, label.lastgroup or "", bare[label.end() : end])
    _bare(line, bare[: labels[0].start()] if labels else bare)
    for names in (line.authors, line.sources, line.people, line.outlets):
        names[:] = [_as_given(name, text, folded) for name in names]
    return line


def _reporter(line: Byline, found: re.Match[str]) -> str:
    """Files a Korean reporter, whose position stands behind the name; what is left in its place."""
    if not is_person(found[1]):
        return found[0]
    line.authors.append(found[1])
    return " | "


def _as_given(name: str, text: str, folded: str) -> str:
    """A name that was cut from the folded text, in the spelling of the page."""
    place = folded.find(name)
    return text[place : place + len(name)] if place >= 0 else name


def _is_sentence(text: str, bare: str, labels: list[re.Match[str]]) -> bool:
    """Whether the date is that of a story: words lead up to it, or are about it; or a label names an event.

    Args:
        text: the line, folded.
        bare: the same with bars in place of dates.
        labels: in ``bare``.
    """
    if _poster().search(text) or _TOLD.search(text):
        return True
    if any(_EVENT.search(bare, 0, label.end()) for label in labels if label.lastgroup == "date"):
        return True
    within = _WITHIN.search(text)
    if within:
        behind = within[1]
        named = len(behind) <= _LONGEST_OUTLET and ends_as_outlet(behind)
        return not (_labels().match(behind) or named or is_no_name(behind))
    ended = text.rstrip("\"' ").endswith(".")
    first = labels[0].lastgroup if labels and labels[0].start() == 0 else None
    if first is not None and (not ended or first != "date"):
        return False
    before, bar, after = bare.partition(" | ")
    *earlier, near = _SEPARATOR.split(before)
    if any(is_person(piece.strip()) for piece in earlier):
        return False
    leading = 0
    if bar and not text[len(before) :].lstrip().startswith("|"):
        words, leading = _small(_labels().sub(" ", near), korean=ended)
        if leading > 1 and 2 * leading >= words and (ended or _LEAST_SENTENCE <= words != leading):
            return True
    if not ended or first is not None:
        return False
    return leading > 0 or any(_small(piece, korean=True)[1] > 1 for piece in _SEPARATOR.split(after))


def _small(text: str, *, korean: bool) -> tuple[int, int]:
    """How many words there are, and how many begin small, as most in a sentence do; Korean ones if asked."""
    words = [word for word in text.split() if word[0].isalpha() and word not in _PARTICLES]
    hangul = _HANGUL if korean else ("", "")
    return len(words), sum(word[0].islower() or hangul[0] < word[0] < hangul[1] for word in words)


def _labelled(line: Byline, label: str, value: str) -> None:
    """Files what stands behind a label: its first piece, the others as bare names."""
    pieces = [p.strip(" :()[]") for p in re.split(r"\s?[|·;]\s?|\s[-–—]\s|\s{2,}", value.strip(" |·:"))]
    pieces = [p for p in pieces if p]
    if not pieces or label in ("date", "other"):
        if label == "date":
            _bare(line, value)
        return
    if label == "author":
        line.authors.extend(split_authors(pieces[0]))
    else:
        name = clean_source(pieces[0])
        line.sources.extend([name] if name else [])
    for piece in pieces[1:]:
        _bare(line, piece)


def _bare(line: Byline, text: str) -> None:
    """Files the names that stand without a label."""
    for piece in _SEPARATOR.split(text):
        name = _without_zone(piece.strip(" :()[]<>\"'“”@#*©"))
        if not name or ":" in name or is_no_name(name) or name.isdigit() or not any(map(str.isalpha, name)):
            continue
        if name.isascii() and " " not in name and name.islower():
            line.rest += len(name)
            continue
        if len(name) > 40 or name[-1] in "。!?！？…":
            line.rest += len(name)
        elif is_person(name):
            line.people.append(name)
        else:
            for word in _dense_words(name):
                (line.people if is_person(word) else line.outlets).append(word)


def is_label(text: str) -> bool:
    """Whether a line is but a word that forums show around the poster's name, or a weekday."""
    said = fold(text).lower()
    return said in words("byline", "forum") or said in weekday_names()


def _without_zone(name: str) -> str:
    """A name without the zone of the time that it stands behind."""
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in words("byline", "zones") else name


def _dense_words(name: str) -> list[str]:
    """Words of a name in a dense script that stand side by side, without those that are no names."""
    if _PACKED.search(name) is None:
        return [name]
    parts = (_MARKED.sub("", part) for part in name.split())
    return [part for part in parts if any(map(str.isalpha, part)) and not is_no_name(part)]


def is_person(name: str) -> bool:
    """Whether a bare name looks like a person's rather than an outlet's."""
    if not name or ends_as_outlet(name) or is_no_name(name) or begins_as_outlet(name):
        return False
    if name[0] < CASED:
        parts = name.split()
        initials = all(part[0].isupper() or part in _PARTICLES for part in parts)
        likely = 2 <= len(parts) <= 4 and initials and not any(map(str.isdigit, name)) and not name.isupper()
        return likely and _no_parts().isdisjoint(name.lower().split())
    if _HANGUL[0] <= name[0] <= _HANGUL[1]:
        return len(name) == 3 and name[0] in words("person", "surnames_ko")[0]
    if name.startswith(words("person", "surnames_ja")):
        return 3 <= len(name) <= 5
    return 2 <= len(name) <= 3 and begins_as_surname(name)


def ends_as_outlet(name: str) -> bool:
    """Whether a name ends in a word that names of outlets and companies end in."""
    return _outlet_end().search(fold(name)) is not None


def names_others(text: str) -> bool:
    """Whether a line has a field of its own for its source or editor, who need not be the author."""
    fields = (label for label in _labels().finditer(fold(text)) if label.lastgroup in ("source", "other"))
    return any(":" in label[0] for label in fields)


def begins_as_outlet(name: str) -> bool:
    """Whether a name begins with a word for a paper or a station."""
    return _outlet_start().match(name) is not None


def is_no_name(text: str) -> bool:
    """Whether a piece of a byline is a weekday, a zone, a button or a word between two parts."""
    said = fold(text).lower()
    return said in _no_names() or _ZONE.fullmatch(said) is not None or is_section(said)


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    return frozenset((*words("byline", "no_name"), *words("byline", "forum"), *weekday_names()))


@lru_cache(maxsize=1)
def _no_parts() -> frozenset[str]:
    return frozenset(words("person", "no_part"))


@lru_cache(maxsize=1)
def _poster() -> re.Pattern[str]:
    """What is said of a day in the life of someone who posts on a forum."""
    return compiled(
        rf"(?i)(?<![^\W_]){any_of('byline', 'poster')}\s?[:：\d]|(?<![^\W_]){any_of('byline', 'poster')}\s\w"
    )


@lru_cache(maxsize=1)
def _outlet_end() -> re.Pattern[str]:
    return compiled(rf"{any_of('outlet', 'dense')}$|(?i:\b{any_of('outlet', 'latin')}\.?$)")


@lru_cache(maxsize=1)
def _outlet_start() -> re.Pattern[str]:
    return compiled(rf"(?i){any_of('outlet', 'starts')}\b")


@lru_cache(maxsize=1)
def _counter() -> re.Pattern[str]:
    """Counts of readers and the like, reading times, and buttons for the size of the type."""
    what = any_of("byline", "counted")
    return compiled(
        rf"{what}(?:量|数|次数|人数)?\s?[:(]?\s?[\d,.]+\s?(?:万|次|人|条)?(?:参与)?\)?|{what}(?:量|数|次数|人数):(?!\s?\d)|{what}:\s?次"
        rf"|(?<![\d,.])[\d,.]+\s?(?:万|次|人|条)?\s?(?:人参与|{what})"
        r"|(?i:(?<!\d)\d+[\s-]?(?:min(?:ute)?s?)(?:\s?read(?:ing)?)?|(?<!\d)\d+\s?(?:views?|comments?|shares?|likes?))"
        rf"|{any_of('byline', 'controls')}"
        r"|用\s?[A-Za-z]{1,12}\s?分享|分享到?\s?(?:Facebook|LINE|Twitter|X)\b"
        r"|字[号体][:\s]{0,2}(?:[TA][+-]?\s?|[大中小]\s?\|?){1,4}|\bA[-+]\s?A?\s?A?[-+]?"
    )


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    """Labels in front of a value; the group says of what kind."""
    labels = {kind: "|".join(words("byline", kind)) for kind in ("source", "author", "other", "date")}
    labels["author"] += f"|{signature()}"
    return compiled("|".join(f"(?P<{kind}>{regex})" for kind, regex in labels.items()))
