"""YAML that knows its lines and can't be a bomb: no aliases, no tags, bounded depth and size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from mockmind_lab.errors import ProblemError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import ValidationError

__all__ = ["Document", "read_yaml"]

MAX_DEPTH = 12
MAX_NODES = 5000
_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Document:
    """A decoded YAML mapping and where each of its values stands."""

    def __init__(self, value: dict[str, Any], root: yaml.MappingNode) -> None:
        self.value = value
        self._root = root

    def line(self, where: Sequence[str | int]) -> int:
        """The line (from 1) of the value at ``where``, or of its nearest parent that exists."""
        node: yaml.Node = self._root
        line: int = 1
        for step in where:
            found = _child(node, step)
            if found is None:
                break
            line, node = found
        return line

    def fault(self, label: str, error: ValidationError) -> ProblemError:
        """The first of ``error``, with its line."""
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = list(first["loc"])
        return ProblemError.at(label, self.line(where), f"{'.'.join(map(str, where))}: {first['msg']}")


def _child(node: yaml.Node, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        value = node.value[step]
        return value.start_mark.line + 1, value
    return None


def read_yaml(text: str, *, label: str) -> Document:
    """Decode a YAML mapping. Raises ``ProblemError`` at ``label`` and the line for anything else."""
    try:
        _refuse_bombs(text, label)  # by events, which don't nest: only then is it composed
        loader = _Loader(text)
        try:
            root = loader.get_single_node()
            if not isinstance(root, yaml.MappingNode):
                raise ProblemError.at(label, 1, "must be a mapping of names to values")
            _refuse_twins(root, label)
            return Document(loader.construct_document(root), root)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ProblemError.at(
            label, mark.line + 1 if mark else None, f"is no valid YAML: {error.problem}"
        ) from None
    except (yaml.YAMLError, ValueError, TypeError, OverflowError) as error:
        what = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise ProblemError.at(label, None, f"is no valid YAML: {what}") from None


def _refuse_bombs(text: str, label: str) -> None:
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Loader)):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise ProblemError.at(label, line, "anchors and aliases are not allowed; write the value out")
        if getattr(event, "tag", None):
            raise ProblemError.at(label, line, "tags are not allowed; write plain values")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise ProblemError.at(label, line, f"is nested over {MAX_DEPTH} deep; make it flatter")
        if count > MAX_NODES:
            raise ProblemError.at(label, line, f"holds over {MAX_NODES} values; make it smaller")


def _refuse_twins(root: yaml.Node, label: str) -> None:
    """Refuse a key given twice, of which YAML would silently keep the last."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    raise ProblemError.at(label, key.start_mark.line + 1, "a name must be plain text")
                if key.value in seen:
                    raise ProblemError.at(
                        label, key.start_mark.line + 1, f"{key.value[:60]!r} is given twice"
                    )
                seen.add(key.value)
                waiting.append(value)
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
