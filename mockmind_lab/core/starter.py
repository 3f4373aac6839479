"""Starter code: what stands in the candidate's first cell, derived from the signature alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mockmind_lab.core.problem import Parameter, Signature

__all__ = ["starter"]


def starter(signature: Signature) -> str:
    """Python starter code with type hints, a docstring and ``...``; a class where there are methods.

    The code ends with a newline and parses; run as it is, every call returns ``None``.
    """
    if not signature.methods:
        return "\n".join(
            _function(signature.entry_point, signature.params, signature.returns, signature.summary)
        )
    lines = [f"class {signature.entry_point}:"]
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
    names += [f"{param.name}: {param.type}" for param in params]
    head = f"{indent}def {name}({', '.join(names)}) -> {returns}:"
    return [head, *_docstring(summary, indent + "    "), f"{indent}    ...", ""]


def _docstring(summary: str, indent: str) -> list[str]:
    words = " ".join(summary.split()).replace("\\", "\\\\").replace('"', '\\"')
    return [f'{indent}"""{words}"""'] if words else []
