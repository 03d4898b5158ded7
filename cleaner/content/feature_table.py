"""The features of the block model, in the order of the model's columns, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping

from .branches import TAGS
from .names import GROUPS, load_rows

__all__ = ["COLUMNS", "FEATURES", "NEIGHBOUR_FEATURES", "SIDES", "WINDOWS"]

WINDOWS = (3, 10)
"""Blocks on each side over which means are taken."""

SIDES = {"before2": -2, "before1": -1, "after1": 1, "after2": 2}
"""The neighbours on each side, and the steps to them."""

NEIGHBOUR_FEATURES = (
    "log_width", "link_density", "end", "comma", "level", "prose", "role_any", "list_heading", "topic_lead",
    "start",
)  # fmt: skip
"""The figures that are also taken of two blocks on each side."""

_TEXT = {
    "log_width": "paragraphs are wider than labels and titles; as a logarithm, and beside many others",
    "words": "how many words the block has, for scripts that put spaces between them",
    "comma": "running text is divided by commas, titles and labels are not",
    "final": "running text has sentence ends inside",
    "colon": "labels (Source: ..., Tags: ...) have colons",
    "quote": "reports quote people",
    "symbol": "menus and paths are put together with bars, arrows and slashes",
    "digit": "dates, counters, prices and tables are mostly digits",
    "upper": "menus and labels are set in capitals",
    "mark": "particles are frequent in Chinese sentences and rare in Chinese titles",
    "cjk": "the other shares mean different things in different scripts",
    "space": "as ``cjk``: long words against short ones",
    "small_words": "sentences hold articles and prepositions, menus don't",
    "end": "paragraphs end like sentences, teasers are cut, labels end without a mark or in a colon",
    "bullet": "numbered and bulleted lines",
    "start": "paragraphs start with a capital or a quotation mark, fragments in lower case",
    "repeats": "what stands several times on a page is furniture, or a body given twice",
    "repeated": "of several copies, the first is the one to keep",
    "link_density": "lists of other stories are links, articles are not",
    "links": "many short links in one block are a menu",
    "level": "headings belong to the article if what follows them does",
    "hidden": "a browser would not show it",
    "prose": "reads as running text by a short rule: finished or divided, and not linked",
    "spam": "the spam judge's score: an advertisement is no part of the article",
    "role_title": "the title is kept apart from the body",
    "role_byline": "author, source and date lines stand just above the body",
    "role_credit": "editor and copyright lines stand just below it",
    "role_caption": "captions are kept where the picture is part of the article",
    "role_related": "its wording is that of a teaser",
    "role_boilerplate": "its wording is that of furniture",
    "role_any": "its wording gives it away as something else than body",
    "list_heading": "a heading such as Related stories",
}
_PLACE = {
    "place": "articles stand in the middle of the list of blocks",
    "from_top": "the first blocks of a page are its header",
    "from_end": "the last blocks of a page are its footer",
    "width_before": "as ``place``, counted in text and not in blocks",
    "prose_before": "an article begins where running text begins",
    "prose_after": "and ends where there is none left",
    "from_first_prose": "blocks from the first paragraph of the page",
    "from_last_prose": "blocks from the last paragraph of the page",
    "since_prose": "a line between two paragraphs belongs to them",
    "until_prose": "as ``since_prose``, downwards",
    "since_heading": "the block under a heading",
    "until_heading": "the block above a heading",
    "since_h1": "the body follows the main heading closely",
    "since_list_heading": "what follows the heading of a list of stories is that list",
    "until_list_heading": "the article ends shortly before such a heading",
    "list_headings_before": "the more such headings came, the less is left of the article",
    "since_byline": "the body follows the byline",
    "since_credit": "the article is over after its credits",
    "since_related": "as ``since_list_heading``, for anything worded like a teaser",
    "since_title": "the body follows the title",
    "since_title_copy": "as ``since_title``, for any copy of the title that the page declares",
}
_TOPIC = {
    "topic_title": "words shared with the title: other stories share none",
    "topic_lead": "words shared with the leading paragraphs and the description",
    "topic_all": "words shared with all running text of the densest container",
    "is_title": "repeats the title, or a part of it such as the name of the site",
    "is_lead": "begins like the description that the page declares: the first paragraph",
    "in_declared": "stands in the article body of the structured data, where there is one",
}
_PAGE = {
    "page_prose": "how much of the page is running text",
    "page_links": "how much of the page is links",
    "page_cjk": "the script of the page",
    "page_blocks": "shares mean less on pages of few blocks",
    "page_paragraphs": "one paragraph against a hundred",
    "page_longest": "the longest paragraph: forums and shops have none",
    "page_h1": "index pages have several main headings, or none",
    "page_list_headings": "how many lists of other stories the page announces",
    "page_ld_article": "the structured data speaks of an article",
    "page_ld_other": "the structured data speaks of a collection, a list or goods",
    "page_og_article": "the page calls itself an article",
    "page_og_site": "the page calls itself a site or a product",
    "page_author": "the page declares an author",
    "page_dated": "the page declares when it was published",
    "page_url_depth": "pages of lists stand near the top of a site",
    "page_url_hyphens": "addresses of articles spell their titles",
    "page_url_digits": "or have numbers and dates",
}
_MARKUP = {
    "depth": "depth of the element in the page",
    "c_inside": "inside the densest container of the page",
    "c_up": "steps up to where the block's branch meets that of the densest container",
    "c_down": "steps down from there to the container: a body split over sibling sections is near",
    "c_place": "place between the container's first and last block",
    "c_after": "blocks after the container's end",
    "c_before": "blocks before its beginning",
    "c_share": "how much of the page's running text the container holds",
    "c_links": "link density of the container",
}
_ANCESTOR = {
    "share": "share of the page's text",
    "links": "link density",
    "blocks": "number of blocks, as a logarithm",
    "prose": "share of running text",
    "prose_share": "share of the page's running text",
    "mean": "mean length of a block",
}
_WINDOW = {
    "prose": "share of running text",
    "links": "share of links",
    "mean": "mean width",
    "topic": "nearness to the lead",
    "small": "share of small words",
    "final": "how many end like sentences",
}

_WORDING = {
    "wording": "some words stand in articles, others in furniture: by learned weights",
    "page_wording": "its mean over the page: what is usual here",
}


def _build() -> dict[str, str]:
    """All features with their reasons."""
    out = {**_TEXT, **_PLACE, **_TOPIC, **_PAGE, **_MARKUP}
    for level in range(5):
        where = "the block's element" if not level else f"ancestor {level} of the block's element"
        out |= {f"a{level}_{name}": f"{reason} in {where}" for name, reason in _ANCESTOR.items()}
    reasons = {row["group"]: row["reason"] for row in load_rows("names")}
    out |= {f"n_{g}": f"steps up to the nearest element {reasons[g]}" for g in GROUPS}
    out |= {f"t_{t}": f"steps up to the nearest <{'>, <'.join(tags)}>" for t, tags in TAGS.items()}
    for name in ("path", "names"):
        what = "the same path of tags" if name == "path" else "the same path of tags and names"
        out[f"same_{name}"] = f"how many blocks have {what}: items of lists come in numbers"
        out[f"same_{name}_mean"] = f"mean width of the blocks with {what}"
        out[f"same_{name}_spread"] = "how different in width they are: cards are alike, paragraphs are not"
        out[f"same_{name}_prose"] = "how much of them is running text"
    for size in WINDOWS:
        out |= {
            f"w{size}_{name}": f"{reason} among {size} blocks on each side"
            for name, reason in _WINDOW.items()
        }
    for side in SIDES:
        where = f"the block {side[-1]} {side[:-1]}"
        out |= {f"{side}_{name}": f"``{name}`` of {where}" for name in NEIGHBOUR_FEATURES}
        out[f"{side}_same_path"] = f"whether {where} has the same path"
        out[f"{side}_wording"] = f"``wording`` of {where}"
    out |= {f"w{size}_wording": f"mean ``wording`` among {size} blocks on each side" for size in WINDOWS}
    return out | _WORDING


FEATURES: Mapping[str, str] = _build()
"""Name to reason; the order is that of the model's columns."""

COLUMNS: Mapping[str, int] = {name: i for i, name in enumerate(FEATURES)}
"""The column of each."""
