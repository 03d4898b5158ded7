"""Numbers on the command line: what is out of bounds or no number is told in one line, with status 2."""

from __future__ import annotations

import pytest

from cleaner.cli.numbers import above_zero, seconds, size, whole

from .conftest import Run

BATCH = ("batch", "-", "-o", "out")


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (("clean", "a", "--timeout", "1e12"), "'1e12' is not a number of seconds from 0.000001 to 1,000,000"),
        (("clean", "a", "--timeout", "inf"), "is not a number of seconds"),
        (("explain", "a", "--timeout", "nan"), "is not a number of seconds"),
        ((*BATCH, "--page-seconds", "1e7"), "is not a number of seconds"),
        ((*BATCH, "--workers", "1__0"), "'1__0' is not a number from 1 to 10,000"),
        ((*BATCH, "--workers", "0"), "is not a number from 1 to 10,000"),
        ((*BATCH, "--workers", "9" * 5_000), "is not a number from 1 to 10,000"),
        ((*BATCH, "--shard-records", "1.5"), "is not a number from 1 to 1,000,000,000"),
        ((*BATCH, "--worker-memory", "99999999999T"), "is not a size such as 4G, from 256M to 1024T"),
        ((*BATCH, "--worker-memory", "9" * 5_000), "is not a size such as 4G"),
        ((*BATCH, "--worker-memory", "1K"), "'1K' is not a size such as 4G, from 256M to 1024T"),
        (("campaigns", "run", "--most", "0"), "--most: '0' is not a number from 1 to"),
        (("serve", "--port", "65536"), "'65536' is not a number from 0 to 65,535"),
        (("serve", "--concurrency", "1_000_0"), "is not a number from 1 to 1,000"),
        (("serve", "--max-body", "2T"), "'2T' is not a size such as 8M, from 1 to 1T"),
        (("serve", "--max-body", "0"), "is not a size such as 8M"),
        (("serve", "--seconds", "0"), "is not a number of seconds"),
        (("serve", "--rate", "1e-320"), "'1e-320' is not a number from 0.000001 to 1,000,000"),
    ],
)
def test_what_is_out_of_bounds(run: Run, argv: tuple[str, ...], message: str) -> None:
    result = run(*argv)
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert message in result.err


def test_what_is_not() -> None:
    assert [whole(0, 10_000)(text) for text in ("0", "7", "10_000")] == [0, 7, 10_000]
    assert [seconds(text) for text in ("0.5", "1e6", " 3 ")] == [0.5, 1e6, 3.0]
    assert above_zero("2") == 2.0
    sizes = size("1", "1T", "8M")
    assert [sizes(text) for text in ("1", "3k", "8MiB", "2GB", "1T")] == [1, 3 * 2**10, 2**23, 2**31, 2**40]
