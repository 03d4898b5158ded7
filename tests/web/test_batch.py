"""Answers to the lines of a batch: in order, bounded, and not later than they must be."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("starlette", reason="starlette is not installed")

from starlette.types import Message

from cleaner.web.batch import LineStream, answers
from cleaner.web.problems import Problem

MOST = 100


async def lines(count: int, problem: Problem | None = None) -> AsyncIterator[tuple[int, bytes | None]]:
    for number in range(1, count + 1):
        yield number, b"%d" % number
    if problem is not None:
        raise problem


@given(st.lists(st.integers(0, 3), max_size=8), st.integers(1, 4))
def test_answers_come_in_order_whichever_is_ready_first(turns: list[int], ahead: int) -> None:
    under_way, most = 0, 0

    async def answer(line: bytes, number: int) -> bytes:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        for _ in range(turns[number - 1]):
            await asyncio.sleep(0)
        under_way -= 1
        return line

    async def collected() -> list[bytes]:
        return [line async for line in answers(lines(len(turns)), answer, ahead, MOST)]

    assert asyncio.run(collected()) == [b"%d\n" % n for n in range(1, len(turns) + 1)]
    assert most <= ahead


@pytest.mark.parametrize("ahead", [1, 4])
def test_an_answer_does_not_wait_for_the_next_line(ahead: int) -> None:
    async def run() -> list[bytes]:
        read = asyncio.Event()

        async def polite() -> AsyncIterator[tuple[int, bytes | None]]:
            yield 1, b"first"
            await read.wait()
            yield 2, b"second"

        async def answer(line: bytes, number: int) -> bytes:
            return line

        found = []
        async for line in answers(polite(), answer, ahead, MOST):
            found.append(line)
            read.set()
        return found

    assert asyncio.run(asyncio.wait_for(run(), 60)) == [b"first\n", b"second\n"]


def test_what_came_before_a_problem_is_answered_first() -> None:
    found = []

    async def answer(line: bytes, number: int) -> bytes:
        await asyncio.sleep(0)
        return line

    async def run() -> None:
        async for line in answers(lines(3, Problem(408, "slow-body", "too slow")), answer, 2, MOST):
            found.append(line)  # noqa: PERF401 (what came before the problem is wanted)

    with pytest.raises(Problem, match="too slow"):
        asyncio.run(run())
    assert found == [b"1\n", b"2\n", b"3\n"]


def test_who_stops_listening_leaves_nothing_running() -> None:
    async def run() -> int:
        async def answer(line: bytes, number: int) -> bytes:
            if number > 1:
                await asyncio.Event().wait()
            return line

        stream = answers(lines(9), answer, 4, MOST)
        assert await anext(stream) == b"1\n"
        await stream.aclose()
        return len(asyncio.all_tasks())

    assert asyncio.run(run()) == 1


def test_who_takes_nothing_is_left_alone() -> None:
    left = False

    async def given_out() -> AsyncGenerator[bytes]:
        nonlocal left
        try:
            while True:
                yield b"{}\n"
        finally:
            left = True

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            await asyncio.Event().wait()

    async def receive() -> Message:
        return {"type": "http.request"}

    async def run() -> None:
        await LineStream(given_out(), 0.01)({"type": "http"}, receive, send)
        assert left

    asyncio.run(run())
