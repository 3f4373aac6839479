"""A problem statement in LaTeX as readable Markdown; what has no such form is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["markdown"]

_SYMBOLS: Mapping[str, str] = {
    "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "times": "×", "cdot": "·",
    "ldots": "…", "dots": "…", "cdots": "…", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉",
    "in": "∈", "sum": "Σ", "infty": "∞", "to": "→", "rightarrow": "→", "pm": "±", "alpha": "α",
    "beta": "β", "pi": "π", "epsilon": "ε", "log": "log", "min": "min", "max": "max", "bmod": "mod",
    "mod": "mod", "quad": " ", "qquad": " ", "textbackslash": "\\", "left": "", "right": "", "ll": "≪",
    "approx": "≈", "sqrt": "√", "dag": "†", "S": "§", "euro": "€", "LaTeX": "LaTeX", "TeX": "TeX",
    "item": "- ", "noindent": "", "medskip": "", "smallskip": "", "bigskip": "", "newpage": "", "par": "\n\n",
    "centering": "", "maketitle": "", "newline": "\n", "linebreak": "\n", "hline": "", "small": "",
}  # fmt: skip
_WRAPPED = {"textbf": "**", "bf": "**", "emph": "*", "textit": "*", "it": "*", "texttt": "`", "verb": "`"}
_PLAIN = frozenset(
    {"text", "mathrm", "mathit", "operatorname", "mbox", "url", "textsc", "textrm", "underline"}
)
_HEADINGS = {"section": "##", "subsection": "###", "subsubsection": "####", "paragraph": "####"}
_LISTS = frozenset({"itemize", "enumerate", "description", "center", "quote", "flushleft"})
_DROPPED = frozenset(
    {"includegraphics", "illustration", "input", "vspace", "hspace", "label", "caption", "ref"}
)
_LOST = frozenset({"figure", "wrapfigure", "tabular", "table", "tikzpicture", "array"})


def markdown(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` as Markdown, and what was left out: pictures, tables, unknown commands (their text stays)."""
    lost: dict[str, int] = {}
    blocks: list[str] = []
    text = re.sub(r"(?<!\\)%[^\n]*\n?", "", text)
    text = re.sub(r"\\problemname\s*\{[^{}]*\}", "", text)
    text = re.sub(r"(?s).*?\\begin\{document\}|\\end\{document\}.*", "", text)

    def keep(match: re.Match[str]) -> str:
        blocks.append(match[2].strip("\n"))
        return f"\n\n\x00{len(blocks) - 1}\x00\n\n"

    text = re.sub(r"(?s)\\begin\{(verbatim|lstlisting)\}(.*?)\\end\{\1\}", keep, text)
    for name in _LOST:
        text, count = re.subn(rf"(?s)\\begin\{{{name}\*?\}}.*?\\end\{{{name}\*?\}}", "\n", text)
        if count:
            lost[name] = count
    text = re.sub(r"\$\$(.*?)\$\$|\\\[(.*?)\\\]", lambda m: f"\n\n{m[1] or m[2]}\n\n", text, flags=re.DOTALL)
    text = re.sub(r"\\\(|\\\)|(?<!\\)\$", "", text)
    for _ in range(8):  # from the innermost braces outwards
        changed = re.sub(r"\\([A-Za-z]+)\*?\s*(?:\[[^\]]*\])?\{([^{}]*)\}", lambda m: _command(m, lost), text)
        changed = re.sub(r"(?<![\\A-Za-z])\{([^{}\\]*)\}", r"\1", changed)
        if changed == text:
            break
        text = changed
    text = re.sub(r"\\([A-Za-z]+)\s?", lambda m: _symbol(m, lost), text)
    text = re.sub(r"\\([%$&#_{}])", r"\1", text).replace("\\\\", "\n").replace("\\,", " ").replace("~", " ")
    text = text.replace("``", "“").replace("''", "”").replace("---", "—").replace("--", "–")
    text = re.sub(r"[ \t]+\n", "\n", re.sub(r"\n[ \t]+", "\n", text))
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    text = re.sub(r"\x00(\d+)\x00", lambda m: f"```text\n{blocks[int(m[1])]}\n```", text)
    return text, tuple(f"{name} ({count})" for name, count in sorted(lost.items()))


def _command(match: re.Match[str], lost: dict[str, int]) -> str:
    name, inner = match[1], match[2].strip()
    if name in _WRAPPED:
        mark = _WRAPPED[name]
        return f"{mark}{inner}{mark}" if inner else ""
    if name in _HEADINGS:
        return f"\n\n{_HEADINGS[name]} {inner}\n\n"
    if name in ("begin", "end") and inner in _LISTS:
        return "\n\n"
    if name in _DROPPED:
        lost[name] = lost.get(name, 0) + 1
        return ""
    if name in ("frac", "href"):
        return f"{inner} "
    if name in _SYMBOLS:
        return f"{_SYMBOLS[name]}({inner})" if name == "sqrt" else f"{_SYMBOLS[name]}{inner}"
    if name not in _PLAIN:
        lost[f"\\{name}"] = lost.get(f"\\{name}", 0) + 1
    return inner


def _symbol(match: re.Match[str], lost: dict[str, int]) -> str:
    name = match[1]
    if name == "item":
        return "\n- "
    if name in _SYMBOLS:
        found = _SYMBOLS[name]
        return f"{found} " if match[0].endswith(" ") and found.strip() else found
    lost[f"\\{name}"] = lost.get(f"\\{name}", 0) + 1
    return ""
