"""A missing package gets one clear line."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cleaner.corpus.options import Columns
from cleaner.extras import require
from cleaner.integrations.ray import clean_dataset

from .conftest import ROOT


def test_what_is_there_is_imported() -> None:
    assert require("json.decoder", "corpus").JSONDecoder


def test_what_is_missing_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ImportError) as caught:
        clean_dataset(None, columns=Columns())
    assert str(caught.value) == 'cleaning with ray needs ray: pip install ".[ray]" in a checkout of cleaner'


def test_a_module_that_is_nothing_without_its_package_says_so_when_imported() -> None:
    code = "import sys; sys.modules['datatrove'] = None; import cleaner.integrations.datatrove"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert 'cleaning with datatrove needs datatrove: pip install ".[datatrove]" in' in done.stderr
