"""Starter code in every language, from the one typed signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.core.starter import starter
from mockmind_lab.core.types import NODES, ValueType, parse_type

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mockmind_lab.core.problem import Method, Parameter, Signature

__all__ = ["identifier", "spell_cpp", "starters"]

_WORDS = {
    "javascript": "arguments await case catch const debugger default delete do enum eval export extends "
    "function implements in instanceof interface let new null package private protected public static super "
    "switch this throw true false typeof var void",
    "java": "abstract assert boolean byte case catch char const default do double enum extends final float "
    "goto implements instanceof int interface long native new null package private protected public short "
    "static strictfp super switch synchronized this throw throws transient true false void volatile",
    "cpp": "alignas alignof asm auto bitand bitor bool case catch char compl concept const constexpr "
    "const_cast decltype default delete do double enum explicit export extern false float friend goto "
    "inline int long main mutable namespace new noexcept nullptr operator private protected public register "
    "requires short signed sizeof static struct switch template this throw true typedef typeid typename "
    "union unsigned using virtual void volatile xor",
    "go": "case chan const default defer fallthrough func go goto init interface main map package range "
    "select struct switch type var",
}


def starters(signature: Signature) -> Mapping[str, str]:
    """By language: code that compiles, run as it is answers wrongly, and ends with a newline."""
    makers: Mapping[str, Callable[[Signature], str]] = {
        "python": starter,
        "javascript": _javascript,
        "java": _java,
        "cpp": _cpp,
        "go": _go,
    }
    return {language: make(signature) for language, make in makers.items()}


def identifier(name: str, language: str) -> str:
    """``name``, with an underscore behind it where it is a word of the language's own."""
    return f"{name}_" if name in _WORDS[language].split() else name


def _nodes(signature: Signature) -> list[ValueType]:
    return sorted(signature.nodes, key=lambda kind: kind.name)


def _fields(kind: ValueType) -> tuple[str, ...]:
    return ("next",) if kind.name == "ListNode" else ("left", "right")


# JavaScript


def _spell_javascript(kind: ValueType) -> str:
    inner = [_spell_javascript(item) for item in kind.items]
    match kind.name:
        case "list":
            return f"({inner[0]})[]" if "|" in inner[0] else f"{inner[0]}[]"
        case "dict":
            return f"Map<{inner[0]}, {inner[1]}>"
        case "optional":
            return f"{inner[0]}|null"
        case "ListNode" | "TreeNode":
            return f"{kind.name}|null"
        case name:
            return {"int": "number", "float": "number", "bool": "boolean", "str": "string", "None": "void"}[
                name
            ]


def _javascript(signature: Signature) -> str:
    lines: list[str] = []
    for kind in _nodes(signature):
        given = ", ".join(("val", *_fields(kind)))
        lines.append(f"// Given: class {kind.name} {{ constructor({given}) }}")

    def documented(summary: str, params: tuple[Parameter, ...], returns: str, indent: str) -> list[str]:
        said = [summary] if summary else []
        said += [f"@param {{{_spell_javascript(parse_type(p.type))}}} {p.name}" for p in params]
        if returns != "None":
            said.append(f"@return {{{_spell_javascript(parse_type(returns))}}}")
        return [f"{indent}/**", *(f"{indent} * {line}" for line in said), f"{indent} */"] if said else []

    if not signature.methods:
        lines += documented(signature.summary, signature.params, signature.returns, "")
        name = identifier(signature.entry_point, "javascript")
        return "\n".join([*lines, f"function {name}({_names(signature.params, 'javascript')}) {{", "}", ""])
    lines += documented(signature.summary, (), "None", "")
    lines.append(f"class {identifier(signature.entry_point, 'javascript')} {{")
    members = [("constructor", signature.params, "None", "")]
    members += [(m.name, m.params, m.returns, m.summary) for m in signature.methods]
    for number, (name, params, returns, summary) in enumerate(members):
        lines += [""] if number else []
        lines += documented(summary, params, returns, "  ")
        lines += [f"  {name}({_names(params, 'javascript')}) {{", "  }"]
    return "\n".join([*lines, "}", ""])


def _names(params: tuple[Parameter, ...], language: str) -> str:
    return ", ".join(identifier(param.name, language) for param in params)


# Java

_BOXED = {"long": "Long", "double": "Double", "boolean": "Boolean"}


def _spell_java(kind: ValueType) -> str:
    inner = [_spell_java(item) for item in kind.items]
    match kind.name:
        case "list":
            return f"{inner[0]}[]"
        case "dict":
            return f"Map<{_BOXED.get(inner[0], inner[0])}, {_BOXED.get(inner[1], inner[1])}>"
        case "optional":
            return _BOXED.get(inner[0], inner[0])
        case "ListNode" | "TreeNode":
            return kind.name
        case name:
            return {"int": "long", "float": "double", "bool": "boolean", "str": "String", "None": "void"}[
                name
            ]


def _java(signature: Signature) -> str:
    lines = ["import java.util.*;", ""]
    for kind in _nodes(signature):
        fields = "".join(f" {kind.name} {field};" for field in _fields(kind))
        lines.append(f"// Given: class {kind.name} {{ {_spell_java(kind.items[0])} val;{fields} }}")

    def member(name: str, params: tuple[Parameter, ...], returns: str, summary: str) -> list[str]:
        spelled = _spell_java(parse_type(returns))
        given = ", ".join(f"{_spell_java(parse_type(p.type))} {identifier(p.name, 'java')}" for p in params)
        zero = {"long": "0", "double": "0", "boolean": "false"}.get(spelled, "null")
        body = [] if spelled == "void" else [f"        return {zero};"]
        head = f"    public {spelled} {identifier(name, 'java')}({given}) {{"
        return [*([f"    /** {summary} */"] if summary else []), head, *body, "    }"]

    if not signature.methods:
        lines.append("class Solution {")
        lines += member(signature.entry_point, signature.params, signature.returns, signature.summary)
        return "\n".join([*lines, "}", ""])
    name = identifier(signature.entry_point, "java")
    lines += [f"/** {signature.summary} */"] if signature.summary else []
    given = ", ".join(
        f"{_spell_java(parse_type(p.type))} {identifier(p.name, 'java')}" for p in signature.params
    )
    lines += [f"class {name} {{", f"    public {name}({given}) {{", "    }"]
    for method in signature.methods:
        lines += ["", *member(method.name, method.params, method.returns, method.summary)]
    return "\n".join([*lines, "}", ""])


# C++


def spell_cpp(kind: ValueType) -> str:
    """A type as C++ writes it: ``std::vector<long long>``."""
    inner = [spell_cpp(item) for item in kind.items]
    match kind.name:
        case "list":
            return f"std::vector<{inner[0]}>"
        case "dict":
            return f"std::unordered_map<{inner[0]}, {inner[1]}>"
        case "optional":
            # A pointer says "none" by itself.
            return inner[0] if kind.items[0].name in NODES else f"std::optional<{inner[0]}>"
        case "ListNode" | "TreeNode":
            return f"{kind.name}*"
        case name:
            return {
                "int": "long long",
                "float": "double",
                "bool": "bool",
                "str": "std::string",
                "None": "void",
            }[name]


def _cpp(signature: Signature) -> str:
    lines = ["#include <bits/stdc++.h>", ""]
    for kind in _nodes(signature):
        fields = "".join(f" {kind.name} *{field};" for field in _fields(kind))
        lines.append(f"// Given: struct {kind.name} {{ {spell_cpp(kind.items[0])} val;{fields} }};")

    def member(
        name: str, params: tuple[Parameter, ...], returns: str, summary: str, indent: str
    ) -> list[str]:
        spelled = spell_cpp(parse_type(returns))
        given = _given_cpp(params)
        body = [] if spelled == "void" else [f"{indent}    return {{}};"]
        head = f"{indent}{spelled} {identifier(name, 'cpp')}({given}) {{"
        return [*([f"{indent}// {summary}"] if summary else []), head, *body, f"{indent}}}"]

    if not signature.methods:
        lines += member(signature.entry_point, signature.params, signature.returns, signature.summary, "")
        return "\n".join([*lines, ""])
    name = identifier(signature.entry_point, "cpp")
    lines += [f"// {signature.summary}"] if signature.summary else []
    lines += [f"class {name} {{", "public:", f"    {name}({_given_cpp(signature.params)}) {{", "    }"]
    for method in signature.methods:
        lines += ["", *member(method.name, method.params, method.returns, method.summary, "    ")]
    return "\n".join([*lines, "};", ""])


def _given_cpp(params: tuple[Parameter, ...]) -> str:
    return ", ".join(f"{spell_cpp(parse_type(p.type))} {identifier(p.name, 'cpp')}" for p in params)


# Go


def _spell_go(kind: ValueType) -> str:
    inner = [_spell_go(item) for item in kind.items]
    match kind.name:
        case "list":
            return f"[]{inner[0]}"
        case "dict":
            return f"map[{inner[0]}]{inner[1]}"
        case "optional":
            return inner[0] if kind.items[0].name in NODES else f"*{inner[0]}"
        case "ListNode" | "TreeNode":
            return f"*{kind.name}"
        case name:
            return {"int": "int", "float": "float64", "bool": "bool", "str": "string", "None": ""}[name]


def _go(signature: Signature) -> str:
    lines = ["package main", ""]
    for kind in _nodes(signature):
        fields = "".join(f"; {field.capitalize()} *{kind.name}" for field in _fields(kind))
        lines.append(f"// Given: type {kind.name} struct {{ Val {_spell_go(kind.items[0])}{fields} }}")
    receiver = f"(c *{signature.entry_point}) " if signature.methods else ""

    def member(method: Method | Signature, name: str) -> list[str]:
        spelled = _spell_go(parse_type(method.returns))
        zero = {"int": "0", "float64": "0", "bool": "false", "string": '""'}.get(spelled, "nil")
        body = [f"\treturn {zero}"] if spelled else []
        head = f"func {receiver}{name}({_given_go(method.params)}) {spelled}".rstrip() + " {"
        return [*([f"// {method.summary}"] if method.summary else []), head, *body, "}"]

    if not signature.methods:
        return "\n".join([*lines, *member(signature, identifier(signature.entry_point, "go")), ""])
    name = signature.entry_point
    lines += [f"// {signature.summary}"] if signature.summary else []
    lines += [f"type {name} struct {{", "}", ""]
    lines += [f"func New{name}({_given_go(signature.params)}) *{name} {{", f"\treturn &{name}{{}}", "}"]
    for method in signature.methods:
        lines += ["", *member(method, identifier(method.name, "go"))]
    return "\n".join([*lines, ""])


def _given_go(params: tuple[Parameter, ...]) -> str:
    return ", ".join(f"{identifier(p.name, 'go')} {_spell_go(parse_type(p.type))}" for p in params)
