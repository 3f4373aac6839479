"""Tells which form a path has, and imports all that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from mockmind_lab.core.problem import Difficulty
from mockmind_lab.errors import MockmindError, Refused
from mockmind_lab.importing.exercism import read_exercism
from mockmind_lab.importing.finish import complete
from mockmind_lab.importing.found import Item, Prepared
from mockmind_lab.importing.humaneval import read_humaneval
from mockmind_lab.importing.kattis import read_kattis
from mockmind_lab.importing.tree import read_text_file, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mockmind_lab.importing.tree import Tree
    from mockmind_lab.judge import Judge

__all__ = ["FORMATS", "Format", "import_path"]

Format = Literal["kattis", "humaneval", "exercism"]
FORMATS: tuple[str, ...] = get_args(Format)
_LINES = (".jsonl", ".jsonl.gz", ".ndjson")


def import_path(
    path: Path,
    judge: Judge,
    folder: Path,
    *,
    form: Format | None = None,
    difficulty: Difficulty = Difficulty.MEDIUM,
    replace: bool = False,
) -> Iterator[Item]:
    """Import every problem at ``path`` into ``folder``; yields an item for each as it is done.

    ``path`` is a file of JSON lines, a package or exercise as folder or zip, or a folder of such. With
    ``replace`` a package of the same name gives way. Raises ``Refused`` where there is nothing of a form we
    know; whatever ails a single problem is its item's ``reason``.
    """
    if not path.exists():
        raise Refused(f"{path} is not there.")
    for found in _found(path, judge, form, difficulty):
        if isinstance(found, Item):
            yield found
        else:
            yield complete(found, judge, folder, fresh=not replace)


def _found(
    path: Path, judge: Judge, form: Format | None, difficulty: Difficulty
) -> Iterator[Prepared | Item]:
    if path.is_file() and (form == "humaneval" or path.name.endswith(_LINES)):
        yield from read_humaneval(read_text_file(path), judge, difficulty)
        return
    if path.is_file() and path.suffix not in (".zip", ".kpp"):
        raise Refused(
            f"{path.name} is neither a folder, a zip file nor JSON lines (.jsonl); --format names one."
        )
    tree = tree_of(path)
    parts = [tree] if form_of(tree) else [part for name in tree.folders() if form_of(part := tree.part(name))]
    inner = (
        sorted(p for p in path.iterdir() if p.suffix == ".zip") if path.is_dir() and not form_of(tree) else []
    )
    if not parts and not inner:
        raise Refused(
            f"{path.name} is of no form we know: it holds neither problem.yaml with data/ or submissions/ "
            "(Kattis/ICPC) nor .meta/config.json (Exercism), and no folder in it does."
        )
    for part in parts:
        yield from _read(part, form or form_of(part), judge, difficulty)
    for zipped in inner:
        try:
            part = tree_of(zipped)
            yield from _read(part, form or form_of(part), judge, difficulty)
        except MockmindError as error:
            yield Item(zipped.name, reason=str(error))


def form_of(tree: Tree) -> str:
    """The form of what lies at the top of ``tree``; empty if it is none."""
    if tree.has(".meta/config.json"):
        return "exercism"
    kattis = tree.has("problem.yaml") and (tree.below("data") or tree.below("submissions"))
    return "kattis" if kattis and not tree.has("statement.md") else ""


def _read(tree: Tree, form: str, judge: Judge, difficulty: Difficulty) -> Iterator[Prepared | Item]:
    if form == "exercism":
        yield from read_exercism(tree, judge, difficulty)
    elif form == "kattis":
        yield from read_kattis(tree, difficulty)
    else:
        yield Item(tree.name, reason="it is of no form we know")
