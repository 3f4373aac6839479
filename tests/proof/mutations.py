"""Random changes of a valid report, each aimed at some part of its structure, and an oracle of its own.

``shown`` says what of a notebook counts, without any code of ours: everything but what docs/report-format.md
lets an editor change. Where a change touches it, no proof may hold.
"""

from __future__ import annotations

import copy
import json
import random
import string
from typing import TYPE_CHECKING, Any

from mockmind_lab.proof import prove
from mockmind_lab.report.canonical import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockmind_lab.report.keys import KeyRing

__all__ = ["KINDS", "mutated", "shown", "verdict"]

_ODD = [
    "", "\x00", "\u202e", "é", "e\u0301", "\u200b", "\ud800", "💥", "<script>", "100 of 100", "null", "1e999",
]  # fmt: skip
_VALUES: list[Any] = [
    None, True, False, 0, -1, 1.5, 1e308, 10**30, "", "x", [], {}, [[]], {"a": 1}, "\ud800", [None], "1",
]  # fmt: skip


def verdict(data: bytes, ring: KeyRing) -> int | None:
    """The exit code that a file of these bytes gets; None where it is no notebook at all."""
    try:
        notebook = read(data.decode("utf-8"))
    except ValueError:
        return None
    return prove(notebook, ring=ring).code


def shown(data: bytes) -> str | None:
    """What of a notebook counts, as text to be compared; None where a JSON parser gives up."""
    try:
        notebook = json.loads(data)
        if not isinstance(notebook, dict):
            return None
        meta = notebook.pop("metadata")
        notebook.pop("nbformat_minor", None)
        report = dict(meta["mockmind"])
        report.pop("signature", None)
        cells = [_cell(cell) for cell in notebook.pop("cells")]
        return _text({"rest": notebook, "title": meta.get("title"), "report": report, "cells": cells})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in cell.items() if key not in ("id", "metadata", "execution_count")}
    kept["source"] = _joined(cell["source"])
    kept["ours"] = cell["metadata"].get("mockmind")
    if not kept.get("outputs"):
        kept.pop("outputs", None)
    if not kept.get("attachments"):
        kept.pop("attachments", None)
    for output in kept.get("outputs", ()):
        output.pop("execution_count", None)
        for key in output.get("data", {}):
            output["data"][key] = _joined(output["data"][key])
        if "text" in output:
            output["text"] = _joined(output["text"])
    for bundle in kept.get("attachments", {}).values():
        for key in bundle:
            bundle[key] = "".join(_joined(bundle[key]).split())
    return kept


def _joined(value: Any) -> Any:
    return "".join(value) if isinstance(value, list) else value


def _text(value: Any) -> str:
    # 1 and 1.0 are one number to an editor.
    def plain(item: Any) -> Any:
        if isinstance(item, dict):
            return {key: plain(inner) for key, inner in item.items() if inner is not None}
        if isinstance(item, list):
            return [plain(inner) for inner in item]
        return int(item) if isinstance(item, float) and item.is_integer() else item

    return json.dumps(plain(value), sort_keys=True)


def mutated(data: bytes, seed: int) -> tuple[str, bytes]:
    """The name of a change that ``seed`` chooses, and the report with it."""
    rng = random.Random(seed)
    name = rng.choice(sorted(KINDS))
    return name, KINDS[name](data, rng)


def _structured(change: Callable[[dict[str, Any], random.Random], None]) -> Callable[..., bytes]:
    def apply(data: bytes, rng: random.Random) -> bytes:
        notebook = json.loads(data)
        change(notebook, rng)
        return json.dumps(notebook, indent=1, ensure_ascii=rng.random() < 0.5).encode(
            "utf-8", "surrogatepass"
        )

    return apply


def _byte(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    return rng.choice([
        data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :],
        data[:at] + data[at + 1 :],
        data[:at] + rng.choice(_ODD).encode("utf-8", "surrogatepass") + data[at:],
        data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :],
        data[:at],
    ])  # fmt: skip


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        found += _paths(inner, (*path, key))
    return found


def _at(notebook: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        notebook = notebook[key]
    return notebook


def _value(notebook: dict[str, Any], rng: random.Random) -> None:
    path = rng.choice(_paths(notebook))
    _at(notebook, path[:-1])[path[-1]] = rng.choice(_VALUES)


def _remove(notebook: dict[str, Any], rng: random.Random) -> None:
    path = rng.choice(_paths(notebook))
    del _at(notebook, path[:-1])[path[-1]]


def _add(notebook: dict[str, Any], rng: random.Random) -> None:
    path = rng.choice(
        [path for path in [(), *_paths(notebook)] if isinstance(_at(notebook, path), dict | list)]
    )
    place = _at(notebook, path)
    if isinstance(place, dict):
        name = rng.choice(["source", "outputs", "attachments", "mockmind", "title", "note", "score", "cells"])
        place[name] = rng.choice(_VALUES)
    else:
        place.insert(rng.randrange(len(place) + 1), rng.choice(_VALUES))


def _letters(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    new = rng.choice([*_ODD, rng.choice(string.printable), text[at : at + 3].upper(), text[at : at + 2] * 2])
    return text[:at] + new + text[at + rng.randrange(3) :]


def _word(notebook: dict[str, Any], rng: random.Random) -> None:
    path = rng.choice([path for path in _paths(notebook) if isinstance(_at(notebook, path), str)])
    _at(notebook, path[:-1])[path[-1]] = _letters(_at(notebook, path), rng)


def _cells(notebook: dict[str, Any], rng: random.Random) -> None:
    cells = notebook["cells"]
    one, other = rng.randrange(len(cells)), rng.randrange(len(cells))
    what = rng.randrange(4)
    if what == 0:
        cells[one], cells[other] = cells[other], cells[one]
    elif what == 1:
        del cells[one]
    elif what == 2:
        cells.insert(other, copy.deepcopy(cells[one]))
    else:
        cells[one]["cell_type"] = rng.choice(["raw", "code", "markdown", "x"])


def _spare(notebook: dict[str, Any], rng: random.Random) -> None:
    """What an editor may change: a proof may hold, and nothing may crash."""
    cell = rng.choice(notebook["cells"])
    key = rng.choice(["id", "execution_count", "tags", "kernelspec", "collapsed"])
    value = rng.choice(_VALUES)
    if key in ("id", "execution_count"):
        cell[key] = value
    else:
        (notebook if key == "kernelspec" else cell)["metadata"][key] = value


def _events(notebook: dict[str, Any], rng: random.Random) -> None:
    events = rng.choice(notebook["metadata"]["mockmind"]["interviews"])["events"]
    at, other = rng.randrange(len(events)), rng.randrange(len(events))
    what = rng.randrange(6)
    if what == 0:
        events[at], events[other] = events[other], events[at]
    elif what == 1:
        del events[at:]
    elif what == 2:
        del events[at]
    elif what == 3:
        events[at] = _letters(events[at], rng)
    else:
        event = json.loads(events[at])
        path = rng.choice(_paths(event))
        if what == 4:
            _at(event, path[:-1])[path[-1]] = rng.choice(_VALUES)
        else:
            event.update(payload=None, salt=None)
        events[at] = json.dumps(event, sort_keys=True, separators=(",", ":"))


def _picture(notebook: dict[str, Any], rng: random.Random) -> None:
    bundles = [b for cell in notebook["cells"] for b in cell.get("attachments", {}).values()]
    bundle = rng.choice(bundles)
    bundle["image/png"] = _letters(_joined(bundle["image/png"]), rng)


def _signature(notebook: dict[str, Any], rng: random.Random) -> None:
    signature = notebook["metadata"]["mockmind"]["signature"]
    key = rng.choice(sorted(signature))
    signature[key] = rng.choice([_letters(signature[key], rng), *_VALUES])


KINDS: dict[str, Callable[..., bytes]] = {
    "bytes": _byte,
    **{
        change.__name__.lstrip("_"): _structured(change)
        for change in (_value, _remove, _add, _word, _cells, _spare, _events, _picture, _signature)
    },
}
