"""Where a block stands, read from its element path."""

from __future__ import annotations

from cleaner.reading.document import RawBlock
from cleaner.reading.place import Place, places

TABLE = "/html/body/ol[1]/li[2]/table[1]"


def block(path: str) -> RawBlock:
    return RawBlock("text", path=path, tag=path.rpartition("/")[2].partition("[")[0])


def test_what_stands_in_a_table_is_its_cell() -> None:
    paths = [f"{TABLE}/tr[{row}]/td[{cell}]" for row in (1, 2) for cell in (1, 2)]
    found = places(map(block, paths))
    assert [(place.table, place.cell) for place in found] == [(TABLE, path) for path in paths]
    assert {(place.item, place.number) for place in found} == {("", 0)}


def test_only_the_innermost_table_counts() -> None:
    deep = "/html/body/blockquote[1]" + "/table[1]/tr[1]/td[1]" * 500
    paths = [f"{deep}/table[1]/tr[{row}]/th[{cell}]/ul[1]/li[1]" for row in (1, 2) for cell in (1, 2)]
    first, *_ = places(map(block, paths))
    assert first == Place(
        item=paths[0],
        depth=1,
        table=f"{deep}/table[1]",
        row=f"{deep}/table[1]/tr[1]",
        cell=f"{deep}/table[1]/tr[1]/th[1]",
        header=True,
        quote="/html/body/blockquote[1]",
    )


def test_numbers_of_ordered_lists() -> None:
    paths = [f"/html/body/ul[1]/li[1]/ol[1]/li[{number}]/pre[1]" for number in (1, 2)]
    assert [(p.number, p.depth, p.code) for p in places(map(block, paths))] == [(1, 2, True), (2, 2, True)]
