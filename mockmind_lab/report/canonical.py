"""The canonical form of a report: what its signature covers, and what two equal reports have in common.

``docs/report-format.md`` writes it down. What an editor changes on its own is not in it: ids, execution
counts and metadata of cells (but for ours), metadata of the notebook (but for ours and its title), the
format's minor version, and how JSON spells a text or a whole number.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, cast

import nbformat
from nbformat.v4.rwbase import rejoin_lines

from mockmind_lab.core.events import canonical
from mockmind_lab.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from nbformat import NotebookNode

__all__ = ["FORMAT", "canonical_cell", "canonical_form", "load", "of_the_report", "read"]

FORMAT = "mockmind-report-1"
_EDITORS = frozenset({"id", "metadata", "execution_count"})
_OFTEN_EMPTY = frozenset({"attachments", "outputs", "metadata"})  # there or not, it is the same
_ERROR_TAG = "papermill-error-cell-tag"
# The two cells that papermill adds after its engine is done, where a cell failed.
_ERROR_CELL = re.compile(
    r"<span style=\"color:red; font-family:Helvetica Neue, Helvetica, Arial, sans-serif; font-size:2em;\">"
    r"An Exception was encountered at '<a href=\"#papermill-error-cell\">In \[(?:\d+|None| )\]</a>'\.</span>"
    r"|<span id=\"papermill-error-cell\" style=\"color:red; font-family:Helvetica Neue, Helvetica, Arial, "
    r"sans-serif; font-size:2em;\">"
    r"Execution using papermill encountered an exception here and stopped:</span>"
)


def load(path: Path) -> NotebookNode:
    """The notebook in a file; raises ``Refused``, a line, if there is none."""
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise Refused(f"{path} can't be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{path} is no notebook ({type(error).__name__}).") from error
    try:
        return read(text)
    except ValueError as error:
        raise Refused(f"{path} is no notebook ({error}).") from error


def read(text: str) -> NotebookNode:
    """The notebook in ``text``, of format 4. Raises ``ValueError`` for anything else.

    Stricter than an editor: a name may occur once in an object, for readers differ on which one counts.
    """
    try:
        data = json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(data, dict) or data.get("nbformat") != 4 or not isinstance(data.get("cells"), list):
        raise ValueError("no notebook of format 4")
    if not all(isinstance(cell, dict) for cell in data["cells"]) or not isinstance(
        data.get("metadata"), dict
    ):
        raise ValueError("no notebook of format 4")
    try:
        return rejoin_lines(cast("NotebookNode", nbformat.from_dict(data)))
    except (AttributeError, KeyError, TypeError, RecursionError):
        raise ValueError("no notebook of format 4") from None


def canonical_form(notebook: NotebookNode) -> bytes:
    """The canonical form; of equal bytes for reports that say the same. May raise on a malformed notebook."""
    ours = {k: v for k, v in notebook.metadata.get("mockmind", {}).items() if k != "signature"}
    rest = {k: v for k, v in notebook.items() if k not in ("cells", "metadata", "nbformat_minor")}
    form = {
        "format": FORMAT,
        "title": notebook.metadata.get("title"),
        "report": ours,
        "cells": [canonical_cell(cell) for cell in of_the_report(notebook.cells)],
        "notebook": rest,
    }
    return canonical(_plain(form)).encode("ascii")


def of_the_report(cells: Iterable[NotebookNode]) -> list[NotebookNode]:
    """The cells without the two that papermill adds to a notebook that failed; their words are fixed."""
    return [cell for cell in cells if not _papermills(cell)]


def canonical_cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    """Everything of a cell but what an editor may change."""
    form: dict[str, Any] = {key: value for key, value in cell.items() if key not in _EDITORS}
    form["source"] = _text(cell["source"])
    form["attachments"] = {name: _bundle(data) for name, data in cell.get("attachments", {}).items()}
    form["outputs"] = [_output(output) for output in cell.get("outputs", [])]
    form["metadata"] = {key: v for key, v in cell.get("metadata", {}).items() if key == "mockmind"}
    return {key: value for key, value in form.items() if value or key not in _OFTEN_EMPTY}


def _output(output: Mapping[str, Any]) -> dict[str, Any]:
    form: dict[str, Any] = {key: value for key, value in output.items() if key != "execution_count"}
    if "text" in form:
        form["text"] = _text(form["text"])
    if "data" in form:
        form["data"] = _bundle(form["data"])
    return form


def _bundle(data: Mapping[str, Any]) -> dict[str, Any]:
    """Representations by media type. Editors write a text as one string or as lines, a picture in lines."""
    form = dict[str, Any]()
    for kind, value in data.items():
        text = value if kind.endswith("json") else _text(value)
        picture = kind.startswith("image/") and not kind.endswith("xml") and isinstance(text, str)
        form[kind] = "".join(text.split()) if picture else text
    return form


def _text(value: Any) -> Any:
    return "".join(value) if isinstance(value, list) else value


def _plain(value: Any) -> Any:
    """Whole numbers as integers: an editor may write 1.0 as 1."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _papermills(cell: Mapping[str, Any]) -> bool:
    tags = cell.get("metadata", {}).get("tags", ())
    return (
        tags == [_ERROR_TAG]
        and set(cell) <= {"cell_type", "id", "metadata", "source"}
        and cell["cell_type"] == "markdown"
        and _ERROR_CELL.fullmatch(_text(cell["source"])) is not None
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name occurs twice in one object")
    return found


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")
