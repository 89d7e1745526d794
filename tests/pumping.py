"""Worst inputs of a regular expression, made from it: what comes before each repeat, then its body many times over.

A pattern that looks back over a run does so at each of its characters: the run of what a repeat takes, ended by what it
does not, is its worst case (Davis et al. 2018, "The impact of regular expression denial of service in practice").
"""

import ast
import importlib
import pkgutil
import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import panj

SIZE = 50_000
MOST = 24  # repeats of one pattern that are pumped
ENDINGS = ("!", "\n")
CATEGORIES = {
    codes.CATEGORY_DIGIT: "7",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_NOT_WORD: " ",
}
REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}
SEARCHING = {"search", "sub", "subn", "split", "findall", "finditer"}
AT_ONE_PLACE = {"match", "fullmatch"}


def modules() -> Iterator[ModuleType]:
    """Yield every module of the package that can be imported here."""
    for info in pkgutil.walk_packages(panj.__path__, "panj."):
        if "migrations" not in info.name and not info.name.endswith("__main__"):
            yield importlib.import_module(info.name)


class Shipped(NamedTuple):
    """A pattern over text, where it stands, and whether it is looked for all over a text or at one place only."""

    pattern: re.Pattern[str]
    where: str
    roams: bool


def shipped() -> tuple[Shipped, ...]:
    """Return every pattern that the package holds or writes out in a call of `re`, each once."""
    everywhere = list(modules())
    trees = {
        module.__name__: ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")) for module in everywhere
    }
    roaming = {name for tree in trees.values() for name in _searched(tree)}
    found: dict[str, Shipped] = {}
    for module in everywhere:
        named = [(name, p) for name, value in vars(module).items() for p in _patterns(value)]
        here = [
            Shipped(p, f"{module.__name__}.{name}", name in roaming) for name, p in named if isinstance(p.pattern, str)
        ]
        for item in (*here, *_written(module.__name__, trees[module.__name__])):
            before = found.get(item.pattern.pattern)
            found[item.pattern.pattern] = item._replace(roams=item.roams or (before is not None and before.roams))
    return tuple(found.values())


def _searched(tree: ast.AST) -> Iterator[str]:
    """Yield the names of the patterns that a module looks for all over a text; of those it hands on too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr not in AT_ONE_PLACE and isinstance(node.value, ast.Name):
            yield node.value.id
        elif isinstance(node, ast.Call):
            yield from (arg.id for arg in node.args if isinstance(arg, ast.Name))


def _patterns(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _patterns(inner)
    elif isinstance(value, tuple | list | frozenset | set):
        for inner in value:
            yield from _patterns(inner)


def _written(module: str, tree: ast.AST) -> Iterator[Shipped]:
    """Yield the patterns that stand as literals in calls of `re` inside functions."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
            continue
        owner, first = node.func.value, node.args[0]
        used = node.func.attr in SEARCHING | AT_ONE_PLACE
        if used and isinstance(owner, ast.Name) and owner.id == "re" and isinstance(first, ast.Constant):
            yield Shipped(re.compile(str(first.value)), module, node.func.attr in SEARCHING)


def worst_inputs(pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield texts of `SIZE` characters that make the pattern look at each of them as often as it can."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    pumps = dict.fromkeys(_pumps(list(tree), ""))
    whole = _sample(list(tree))
    pumps[("", whole)] = None
    for before, body in list(pumps)[:MOST]:
        if body:
            for ending in ENDINGS:
                yield before + (body * (SIZE // len(body) + 1))[: SIZE - len(before)] + ending
    for run in ("a", " ", "\n", "1", '"', "a ", "A a. "):
        yield (run * SIZE)[:SIZE] + "!"


def _pumps(nodes: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """Yield each repeat's body with what has to stand before it."""
    for op, arg in nodes:
        if op in REPEATS:
            body = list(arg[2])
            yield before, _sample(body)
            yield "", before + _sample(body)
            yield from _pumps(body, before)
        elif op is codes.SUBPATTERN:
            yield from _pumps(list(arg[3]), before)
        elif op is codes.BRANCH:
            for branch in arg[1]:
                yield from _pumps(list(branch), before)
        elif op in {codes.ASSERT, codes.ASSERT_NOT}:
            yield from _pumps(list(arg[1]), before)
        before = (before + _sample([(op, arg)]))[-200:]


def _sample(nodes: list[Any]) -> str:
    """Return one text that the nodes match, as short as may be but for one turn of each repeat."""
    return "".join(_one(node) for node in nodes)


def _one(node: tuple[Any, Any]) -> str:
    op, arg = node
    if op is codes.LITERAL:
        return chr(arg)
    if op is codes.NOT_LITERAL:
        return "a" if arg != ord("a") else "b"
    if op is codes.ANY:
        return "a"
    if op is codes.IN:
        return _of_set(arg)
    if op in REPEATS:
        return str(_sample(list(arg[2])) * max(1, min(int(arg[0]), 50)))
    if op is codes.SUBPATTERN:
        return _sample(list(arg[3]))
    if op is codes.ATOMIC_GROUP:
        return _sample(list(arg))
    if op is codes.BRANCH:
        return str(_sample(list(arg[1][0])))
    return ""


def _of_set(items: list[Any]) -> str:
    if items[0][0] is codes.NEGATE:
        inside = {chr(value) for op, value in items if op is codes.LITERAL}
        return next(letter for letter in "a 1.\x01" if letter not in inside)
    op, value = items[0]
    if op is codes.RANGE:
        return chr(value[0])
    return chr(value) if op is codes.LITERAL else str(CATEGORIES.get(value, "a"))
