"""Names of files that are no UTF-8: a run reads them, and tells them apart."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.cli import main
from cleaner.corpus.names import writable_name
from cleaner.corpus.runs import Run
from tests.conftest import SAMPLES

PAGE = SAMPLES / "clean-driving.html"
LEXICON = """\
[[term]]
id = "mine.1"
class = "platform"
category = "cheats"
weight = 0.5
forms = ["豆蔻互娱"]
reason_en = "a name"
reason_zh = "名称"
"""
SURROGATES = st.characters(min_codepoint=0xD800, max_codepoint=0xDFFF)


@given(st.sets(st.text(st.sampled_from("\\xufd5c8/\udcff\udc5c\ud800é"), max_size=8), max_size=20))
def test_different_names_stay_different_and_can_be_written(names: set[str]) -> None:
    written = [writable_name(name) for name in names]
    assert len(set(written)) == len(names)
    assert "".join(written).encode().decode().isprintable()


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\\")))
def test_other_names_stay_as_they_are(name: str) -> None:
    assert writable_name(name) == name


def test_a_run_over_files_whose_names_are_no_utf8(tmp_path: Path) -> None:
    folder, lexicon = tmp_path / "in", tmp_path / os.fsdecode(b"lx\xff.toml")
    folder.mkdir()
    names = [b"\xfe\xff.html", b"\xff\xff.html", rb"\xff\xff.html", b"\xff.css"]
    try:
        for name in names:
            (folder / os.fsdecode(name)).write_bytes(PAGE.read_bytes())
        lexicon.write_text(LEXICON, "utf-8")
    except (OSError, UnicodeError):
        pytest.skip("the system has no such names")
    named, out = folder / os.fsdecode(names[0]), tmp_path / os.fsdecode(b"out\xff")
    command = ["batch", str(named), str(folder), "-o", str(out), "--lexicon", str(lexicon), "--workers", "1"]
    assert main(command) == 0
    found = Run(out)
    ids = [row["id"] for row in found.articles()]
    written = [rf"{folder}/{name}" for name in (r"\x5cxff\x5cxff.html", r"\xfe\xff.html", r"\xff\xff.html")]
    assert ids == [written[1], *written]
    assert [each["input"] for each in found.manifest["inputs"]] == [written[1], str(folder)]
    (option,) = found.manifest["options"]["lexicons"]
    assert option.startswith(rf"{tmp_path}/lx\xff.toml sha256:")
    assert main([*command, "--resume"]) == 0
    assert json.loads((out / "done" / "part-00000.json").read_bytes())["records"] == 4
