"""``panel.vue`` for a front end that compiles it in the browser: one text, with what it names put in."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

__all__ = ["component", "texts"]

_HERE = Path(__file__).parent
_PUT_IN = re.compile(r'<(script|style) src="\./([\w/.]+)"></\1>')
_IMPORT = re.compile(r"^import \{[^}]*\} from '\./([\w.]+)';\n", re.M)
_EXPORT = re.compile(r"^export (?!default)", re.M)


@cache
def component() -> str:
    """The component as one file. Vite follows the names itself when it builds the labextension."""
    return _PUT_IN.sub(_content, (_HERE / "panel.vue").read_text(encoding="utf-8"))


@cache
def texts() -> dict[str, dict[str, str]]:
    """What the panel says: by language, then by key."""
    files = sorted((_HERE / "texts").glob("*.json"))
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}


def _content(match: re.Match[str]) -> str:
    tag, path = match[1], _HERE / match[2]
    text = path.read_text(encoding="utf-8") if tag == "style" else _joined(path, set())
    return f"<{tag}>\n{text}</{tag}>"


def _joined(path: Path, seen: set[Path]) -> str:
    """A module after those that it imports, each once. Their names at the top must differ."""
    seen.add(path)
    text = path.read_text(encoding="utf-8")
    needed = [path.parent / name for name in _IMPORT.findall(text)]
    before = [_joined(module, seen) for module in needed if module not in seen]
    return "\n".join([*before, _EXPORT.sub("", _IMPORT.sub("", text))])
