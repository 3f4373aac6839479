"""Starter code in Python: what stands in the candidate's first cell, derived from the signature alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mockmind_lab.core.problem import Parameter, Signature
    from mockmind_lab.core.types import ValueType

__all__ = ["starter"]


def starter(signature: Signature) -> str:
    """Python starter code with type hints, a docstring and ``...``; a class where there are methods.

    The code ends with a newline and parses; run as it is, every call returns ``None``.
    """
    nodes = [line for kind in sorted(signature.nodes, key=lambda kind: kind.name) for line in _node(kind)]
    if not signature.methods:
        return "\n".join(
            nodes + _function(signature.entry_point, signature.params, signature.returns, signature.summary)
        )
    lines = [*nodes, f"class {signature.entry_point}:"]
    lines += _docstring(signature.summary, "    ")
    members = [("__init__", signature.params, "None", "")]
    members += [(m.name, m.params, m.returns, m.summary) for m in signature.methods]
    for name, params, returns, summary in members:
        lines += ["", *_function(name, params, returns, summary, method=True)[:-1]]
    return "\n".join([*lines, ""])


def _function(
    name: str, params: tuple[Parameter, ...], returns: str, summary: str, *, method: bool = False
) -> list[str]:
    indent = "    " if method else ""
    names = ["self"] if method else []
    names += [f"{param.name}: {_hint(param.type)}" for param in params]
    head = f"{indent}def {name}({', '.join(names)}) -> {_hint(returns)}:"
    return [head, *_docstring(summary, indent + "    "), f"{indent}    ...", ""]


def _docstring(summary: str, indent: str) -> list[str]:
    words = " ".join(summary.split()).replace("\\", "\\\\").replace('"', '\\"')
    return [f'{indent}"""{words}"""'] if words else []


def _hint(text: str) -> str:
    """A type as a hint: a list or tree is known by its first node, which an empty one does not have."""
    return re.sub(r"(ListNode|TreeNode)\[\w+\](?:\s*\|\s*None)?", r"\1 | None", text)


def _node(kind: ValueType) -> list[str]:
    fields = ["next"] if kind.name == "ListNode" else ["left", "right"]
    default = {"int": "0", "float": "0.0", "bool": "False", "str": '""'}[kind.items[0].name]
    head = "".join(f", {field}=None" for field in fields)
    return [
        f"class {kind.name}:",
        f"    def __init__(self, val={default}{head}):",
        *(f"        self.{field} = {field}" for field in ("val", *fields)),
        "",
        "",
    ]
