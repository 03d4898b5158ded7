"""The sections of a report: each a picture, and the numbers behind it in a table."""

from __future__ import annotations

from collections.abc import Iterator

from ..corpus.campaigns import Campaign
from ..corpus.campaigns.lines import FAMILIES
from ..model import KEPT_LABELS, Label, Verdict
from ..render.words import Words
from .charts import Bar, bars, columns, stack
from .frame import Cell, section, share, table
from .gather import Report
from .text import escaped

__all__ = ["sections"]

_MOST_BARS = 15
_MOST_CAMPAIGNS = 10
_MOST_WORDINGS = 4
_LONGEST_EXAMPLE = 200


def sections(report: Report, words: Words) -> Iterator[str]:
    """All of them, in the order in which they are read."""
    yield f'<div class="pair">{_verdicts(report, words)}{_removed(report, words)}</div>'
    yield f'<div class="pair">{_families(report, words)}{_time(report, words)}</div>'
    yield _sites(report, words)
    yield _campaigns(report, words)
    if report.campaigns.terms:
        yield _new_terms(report, words)
    yield f'<div class="pair">{_languages(report, words)}{_errors(report, words)}</div>'
    if report.notes:
        yield _notes(report, words)


def _verdicts(report: Report, words: Words) -> str:
    counts = [(str(verdict), report.verdicts[verdict]) for verdict in Verdict]
    whole = sum(count for _, count in counts)
    rows = [(words[f"verdict.{name}"], count, share(count, whole)) for name, count in counts]
    picture = bars(Bar(row[0], row[1], name) for row, (name, _) in zip(rows, counts, strict=True))
    return section("verdicts", words, picture, ["column", "pages", "share"], rows)


def _removed(report: Report, words: Words) -> str:
    whole = sum(report.characters.values())
    if not whole:
        return section("removed", words, "", about=words["report.removed.none"])
    sizes = report.characters
    labels = sorted((label for label in Label if sizes[label]), key=lambda label: -sizes[label])
    gone = [label for label in labels if label not in KEPT_LABELS]
    kept = whole - sum(sizes[label] for label in gone)
    parts = [Bar(words["report.removed.kept"], kept, "kept", f" · {share(kept, whole)}")]
    parts += [
        Bar(words[f"label.{label}"], sizes[label], str(label), f" · {share(sizes[label], whole)}")
        for label in gone
    ]
    rows = [
        (words[f"label.{label}"], report.blocks[label], sizes[label], share(sizes[label], whole))
        for label in [*(label for label in labels if label in KEPT_LABELS), *gone]
    ]
    about = words("report.removed.about", share=share(whole - kept, whole))
    heads = ["column", "blocks", "characters", "share"]
    return section("removed", words, stack(parts, about) + bars(parts), heads, rows, about=about)


def _families(report: Report, words: Words) -> str:
    found = report.campaigns
    if not found.lines:
        return section("families", words, "", about=words["report.families.none"])
    rows = [
        (
            words[f"report.family.{family}"],
            found.families[family],
            share(found.families[family], found.lines),
        )
        for family in FAMILIES
        if found.families[family]
    ]
    tones = [family for family in FAMILIES if found.families[family]]
    picture = bars(Bar(row[0], row[1], tone) for row, tone in zip(rows, tones, strict=True))
    about = words("report.families.about", blocks=f"{found.lines:,}", pages=f"{found.pages:,}")
    return section("families", words, picture, ["column", "blocks", "share"], rows, about=about)


def _time(report: Report, words: Words) -> str:
    if not report.periods:
        return section("time", words, "", about=words["report.time.none"])
    present = [family for family in FAMILIES if any(each.families.get(family) for each in report.periods)]
    named = [words[f"report.family.{family}"] for family in present]
    picture = columns(
        [(each.name, each.families) for each in report.periods],
        [(family, family) for family in present],
        words["report.time.about"],
    )
    legend = "".join(
        f'<li><svg width="10" height="10" aria-hidden="true"><rect class="{family}" width="10" height="10"/>'
        f"</svg>{escaped(name)}</li>"
        for family, name in zip(present, named, strict=True)
    )
    picture += f'<ul class="legend">{legend}</ul>'
    rows: list[tuple[Cell, ...]] = [
        (each.name, *[each.families.get(family, 0) for family in present], each.total)
        for each in report.periods
    ]
    about = words["report.time.about"]
    if report.undated:
        gap = "" if words.language == "zh" else " "
        about += gap + words("report.time.undated", count=f"{report.undated:,}")
    heads = [words["report.time.column"], *named, words["report.total"]]
    return section("time", words, picture, None, rows, about=about, titles=heads)


def _sites(report: Report, words: Words) -> str:
    ranked = sorted(report.sites.items(), key=lambda each: (-each[1].blocks, -each[1].pages, each[0]))
    rows = [
        (
            name or words["report.sites.unknown"],
            site.pages,
            site.hit,
            site.blocks,
            share(site.hit, site.pages),
        )
        for name, site in ranked
    ]
    picture = bars(
        Bar(row[0], row[3], "spam", words("report.sites.of", hit=f"{row[2]:,}", pages=f"{row[1]:,}"))
        for row in rows[:_MOST_BARS]
        if row[3]
    )
    return section("sites", words, picture, ["column", "pages", "hit", "blocks", "share"], rows)


def _campaigns(report: Report, words: Words) -> str:
    found = report.campaigns.campaigns
    if not found:
        return section("campaigns", words, "", about=words["report.campaigns.none"])
    shown = "".join(_campaign(each, words) for each in found[:_MOST_CAMPAIGNS])
    rows = [
        (
            each.product or words["report.campaigns.nameless"],
            each.lines,
            each.pages,
            len(list(filter(None, each.sites))),
            each.first or "-",
            each.last or "-",
        )
        for each in found
    ]
    heads = ["column", "lines", "pages", "sites", "first", "last"]
    return section("campaigns", words, shown, heads, rows)


def _campaign(campaign: Campaign, words: Words) -> str:
    name = campaign.product or words["report.campaigns.nameless"]
    new = f"<small>{escaped(words['report.campaigns.new'])}</small>" if campaign.new else ""
    sites = len(list(filter(None, campaign.sites)))
    facts = [words("report.campaigns.counts", lines=campaign.lines, pages=campaign.pages, sites=sites)]
    if campaign.first:
        facts.append(words("report.campaigns.dates", first=campaign.first, last=campaign.last))
    ranked = sorted(campaign.templates.values(), key=lambda each: (-each.lines, each.parts))
    wordings = []
    for template in ranked[:_MOST_WORDINGS]:
        parts = " ".join(words[f"report.part.{part}"] for part in template.parts.split())
        parts = parts or words["report.campaigns.no_term"]
        wordings.append(words("report.campaigns.wordings", lines=template.lines, parts=parts))
    examples = "".join(
        f"<li><del><bdi>{escaped(text[:_LONGEST_EXAMPLE])}</bdi></del></li>" for text in campaign.examples
    )
    return (
        f'<div class="campaign"><h3><bdi>{escaped(name)}</bdi>{new}</h3><p>{escaped(" · ".join(facts))}</p>'
        f"<ul>{examples}</ul><p>{escaped('; '.join(wordings))}</p></div>"
    )


def _new_terms(report: Report, words: Words) -> str:
    rows = [
        (
            each.text,
            words["report.new.name" if each.name else "report.new.phrase"],
            each.lines,
            each.examples[0][:100],
        )
        for each in report.campaigns.terms
    ]
    listed = table(
        [words[f"report.new.{head}"] for head in ("column", "kind", "lines", "example")], rows, words
    )
    return section("new", words, listed)


def _languages(report: Report, words: Words) -> str:
    rows = [
        (name or words["report.languages.unknown"], count) for name, count in report.languages.most_common()
    ]
    picture = bars(Bar(name, count, "plain") for name, count in rows[:_MOST_BARS])
    return section("languages", words, picture, ["column", "articles"], rows)


def _errors(report: Report, words: Words) -> str:
    if not report.errors:
        return section("errors", words, "", about=words["report.errors.none"])
    rows = [
        (reason, count, ", ".join(report.error_places[reason]))
        for reason, count in report.reasons.most_common()
    ]
    heads = [words[f"report.errors.{head}"] for head in ("column", "records", "places")]
    return section("errors", words, table(heads, rows, words))


def _notes(report: Report, words: Words) -> str:
    rows = [(words.sentence(note), count) for note, count in report.notes.most_common()]
    return section(
        "notes", words, table([words["report.notes.column"], words["report.notes.pages"]], rows, words)
    )
