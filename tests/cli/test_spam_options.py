"""``--category`` and ``--spam-model``: which advertisements are looked for, and by which model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cleaner.cli import main
from cleaner.spam.line_model import LineModel

GAMBLING = "真人百家乐开户送彩金,提款秒到账"
CHEATS = "三分钟了解(微乐麻将外挂辅助)确实有挂"


def judged(capsys: pytest.CaptureFixture[str], *argv: Any) -> dict[str, Any]:
    assert main(["line", "-f", "json", *map(str, argv)]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_category_alone_lets_the_others_stand(capsys: pytest.CaptureFixture[str]) -> None:
    assert judged(capsys, GAMBLING)["spam"]
    assert judged(capsys, CHEATS)["spam"]
    assert not judged(capsys, "--category", "cheats", GAMBLING)["spam"]
    assert judged(capsys, "--category", "cheats", CHEATS)["spam"]
    assert not judged(capsys, "--category", "gambling", CHEATS)["spam"]
    both = ("--category", "cheats", "--category", "gambling")
    assert judged(capsys, *both, GAMBLING)["spam"]


def test_a_model_of_ones_own_decides(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_text(LineModel(-20.0, {}, {}).to_json(), "utf-8")
    assert judged(capsys, "--spam-model", path, CHEATS)["score"] < 0.01


@pytest.mark.parametrize(
    ("option", "value", "complaint"),
    [
        ("--category", "pharma", "unknown category 'pharma'"),
        ("--spam-model", "none.json", "cleaner: none.json: no such file"),
    ],
)
def test_what_cannot_be_used(
    capsys: pytest.CaptureFixture[str], option: str, value: str, complaint: str
) -> None:
    assert main(["line", option, value, "早安"]) == 2
    err = capsys.readouterr().err
    assert complaint in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("content", "complaint"), [("{}", "'format' is missing"), ("[]", "its values"), ("x", "Expecting value")]
)
def test_a_file_that_is_no_model(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str, complaint: str
) -> None:
    path = tmp_path / "model.json"
    path.write_text(content, "utf-8")
    assert main(["line", "--spam-model", str(path), "早安"]) == 2
    assert capsys.readouterr().err.startswith(f"cleaner: {path}: not a line model: {complaint}")


def test_a_run_keeps_the_options(tmp_path: Path) -> None:
    from cleaner.cli.batch_options import settings_of
    from cleaner.cli.parser import parse

    argv = ["batch", "in", "-o", str(tmp_path), "--category", "cheats", "--spam-model", "m.json"]
    cleaning = settings_of(parse(argv)).cleaning
    assert (cleaning.categories, cleaning.spam_model) == (("cheats",), "m.json")
    plain = settings_of(parse(argv[:4])).cleaning
    assert (plain.categories, plain.spam_model) == (None, None)


def test_the_server_keeps_the_options(tmp_path: Path) -> None:
    from cleaner.cli.parser import parse
    from cleaner.cli.serve import _settings

    model = tmp_path / "model.json"
    argv = ["serve", "--category", "gambling", "--spam-model", str(model)]
    cleaning = _settings(parse(argv), "127.0.0.1").cleaning
    assert (cleaning.categories, cleaning.spam_model) == (("gambling",), str(model))
    usual = _settings(parse(["serve"]), "127.0.0.1").cleaning
    assert (usual.categories, usual.spam_model) == (None, None)
