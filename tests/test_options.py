"""The options of the Cleaner are the same wherever pages are cleaned: a new one may be forgotten nowhere."""

from __future__ import annotations

import inspect
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pytest

from cleaner import Cleaner, Label
from cleaner.cli.options import cleaner_arguments
from cleaner.cli.parser import parse
from cleaner.corpus.options import Cleaning
from cleaner.integrations.scrapy import SETTINGS
from cleaner.web.options import RequestOptions, options_from_json, options_from_query

ROOT = Path(__file__).resolve().parents[1]
OPTIONS = {
    name: parameter.default
    for name, parameter in inspect.signature(Cleaner).parameters.items()
    if parameter.kind is parameter.KEYWORD_ONLY
}
FOR_PROGRAMS = {"limits"}
FILES = {"lexicons", "spam_model", "site_profile"}
"""What the one who starts a server chooses, and no request."""
OF_A_LINE = {"lexicons", "categories", "lang", "spam_model"}
OTHER: dict[str, Any] = {"lang": "zh", "engine": "trafilatura", "thorough": True, "categories": ["cheats"]}


def test_cleaning_has_the_options_and_defaults_of_the_cleaner() -> None:
    assert {field.name: field.default for field in fields(Cleaning)} == {
        **OPTIONS,
        "removed": Cleaning.removed,
    }


@pytest.mark.parametrize(
    ("argv", "left_out"),
    [
        ("clean a", FOR_PROGRAMS),
        ("explain a", FOR_PROGRAMS),
        ("pipe", FOR_PROGRAMS),
        ("batch a -o b", FOR_PROGRAMS),
        ("line a", OPTIONS.keys() - OF_A_LINE),
        ("serve", OPTIONS.keys() - OF_A_LINE - {"engine"}),
    ],
)
def test_the_commands(argv: str, left_out: set[str]) -> None:
    asked = cleaner_arguments(parse(argv.split()))
    assert asked == {name: default for name, default in OPTIONS.items() if name not in left_out}


def test_the_settings_of_scrapy() -> None:
    of_the_pipeline = {"HTML_FIELD", "TEXT_FIELD", "URL_FIELD", "ARTICLE_FIELD", "DROP_PAGE", "DROP_VERDICTS"}
    names = {name.upper() for name in OPTIONS.keys() - FOR_PROGRAMS} | {"REMOVED"} | of_the_pipeline
    assert SETTINGS.keys() == {f"CLEANER_{name}" for name in names}
    documented = (ROOT / "docs" / "integrations.md").read_text("utf-8")
    assert [name for name in SETTINGS if f"`{name}`" not in documented] == []


def test_the_options_of_a_request() -> None:
    names = {field.name for field in fields(RequestOptions)} - {"drop", "blocks"}
    assert names == OPTIONS.keys() - FILES - FOR_PROGRAMS
    asked = {**OTHER, "keep": ["spam"], "drop": ["caption"], "blocks": False}
    query = {
        name: ",".join(value) if isinstance(value, list) else str(value) for name, value in asked.items()
    }
    query |= {"thorough": "true", "blocks": "false"}
    told = options_from_json(asked)
    assert told == options_from_query(query.items())
    assert {name: list(v) if isinstance(v, tuple) else v for name, v in asdict(told).items()} == asked
    cleaning = told.cleaning(Cleaning(lexicons=("a.toml",)))
    assert cleaning == Cleaning(
        lexicons=("a.toml",),
        keep=(Cleaning.keep | {Label.SPAM}) - {Label.CAPTION},
        **{**OTHER, "categories": ("cheats",)},
    )
    assert RequestOptions().cleaning(cleaning) == cleaning
