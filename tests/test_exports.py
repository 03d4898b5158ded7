"""What a module hands to others stands in its ``__all__``."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import cleaner

PACKAGE = Path(cleaner.__file__).parent
TREES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): ast.parse(path.read_text("utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
}
PRIVATE = "cleaner._version"


def taken(tree: ast.AST, package: list[str]) -> Iterator[tuple[str, str]]:
    """Each module of ours, and the name in it, that a module takes when it runs."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.ImportFrom) and node.level:
            parents = package[: len(package) + 1 - node.level]
            module = ".".join([*parents, node.module] if node.module else parents)
            yield from ((module, alias.name) for alias in node.names)
        yield from taken(node, package)


def handed_out(module: str) -> set[str]:
    """``__all__`` of a module, and the modules in it if it is a package."""
    tree = TREES.get(module) or TREES[f"{module}.__init__"]
    names = {name.removeprefix(f"{module}.").partition(".")[0] for name in TREES if name.startswith(module)}
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            names.update(ast.literal_eval(node.value))
    return names


def test_what_others_take_is_handed_out() -> None:
    found = {(m, n) for name, tree in TREES.items() for m, n in taken(tree, name.split(".")[:-1])}
    assert len(found) > 500
    assert sorted(f"{m}.{n}" for m, n in found if m != PRIVATE and n not in handed_out(m)) == []
