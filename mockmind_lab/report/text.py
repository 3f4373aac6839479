"""Text that others wrote, made safe to stand in a Markdown cell: words, code, or whole messages.

Candidates, models and problem packages may write anything; none of it may end a fence, start a tag, add
a table column, set mathematics or move a terminal's cursor.
"""

from __future__ import annotations

import re
import unicodedata

from mockmind_lab.core.markup import to_html

__all__ = ["cleaned", "fenced", "plain", "quoted", "worded"]

# Group 1: what means nothing to Markdown where it stands: letters, digits and some marks anywhere, others
# unless they begin the text (a list) or belong to a link (``www.``, ``http://``).
_CHARACTER = re.compile(
    r"([^\W_]|[^\x00-\x7f]|[,;!?'( ]|^[.)](?!/)|(?<=.)(?<!www)[.):%+=-](?!/))|.", re.IGNORECASE | re.DOTALL
)
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")  # a list's first item; not the version 0.1.0
_ZERO_WIDTH_JOINER = "\u200d"  # holds emoji together
_TICKED = re.compile(r"`([^`\n]+)`")
_HEADING = re.compile(r"<(/?)h[1-6]>")
_TAG = re.compile(r'(<[^>"]*(?:"[^"]*"[^>"]*)*>)')


def cleaned(text: str) -> str:
    """``text`` with control characters made visible (``␛``) and text-direction marks removed.

    Newlines and tabs stay. Lone surrogates, which no file could hold, become the replacement character.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(char: str) -> str:
    if char in "\n\t" or char.isprintable():
        return char
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    category = unicodedata.category(char)
    if category in ("Cc", "Cs", "Cn", "Co"):
        return "\ufffd"
    if category == "Cf":
        return char if char == _ZERO_WIDTH_JOINER else ""
    return " "  # other kinds of space, and line and paragraph separators


def plain(text: str) -> str:
    """``text`` on one line, read as words and nothing else by Markdown, HTML, tables and MathJax."""
    words = " ".join(cleaned(text).split())
    read = "".join(m[0] if m[1] else _entity(m[0]) for m in _CHARACTER.finditer(words))
    return _NUMBERED.sub(lambda m: m[1] + _entity(m[2]), read)


def worded(text: str) -> str:
    """``plain``, with what stands between backticks as code: a sentence that names a command or a name."""
    pieces = _TICKED.split(text)
    return "".join(f"<code>{plain(one)}</code>" if at % 2 else _spaced(one) for at, one in enumerate(pieces))


def _spaced(text: str) -> str:
    """``plain``, with a space at either end where there is one."""
    words = plain(text)
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' * before}{words}{' ' * after}" if words else " " * before


def _entity(char: str) -> str:
    # MathJax reads the page's text, in which an entity is a character again; it does not look across tags.
    return f"<span>&#{ord(char)};</span>" if char in "$\\" else f"&#{ord(char)};"


def fenced(text: str, language: str = "") -> str:
    """``text`` as a fenced code block; the fence is longer than any run of backticks within."""
    body = cleaned(text).rstrip("\n")
    longest = max(map(len, re.findall(r"`+", body)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{body}\n{fence}"


def quoted(text: str, lead: str = "") -> str:
    """Markdown ``text`` as sanitised HTML on one line; ``lead``, HTML of ours, stands before its first word.

    One line, because a blank line would end the HTML block and hand the rest to the Markdown parser.
    """
    depth, parts = 0, list[str]()
    for piece in _TAG.split(to_html(cleaned(text))):
        if _TAG.fullmatch(piece):
            if piece.startswith(("<pre", "<code")):
                depth += 1
            elif piece.startswith(("</pre", "</code")):
                depth -= 1
            parts.append(_HEADING.sub(_strong, piece.replace("\n", " ")))
        else:
            parts.append(_code(piece) if depth else _prose(piece))
    html = "".join(parts).strip()
    if not lead:
        return f"<blockquote>{html}</blockquote>"
    if html.startswith("<p>"):
        return f"<div><p>{lead} {html.removeprefix('<p>')}</div>"
    return f"<div><p>{lead}</p>{html}</div>"


def _strong(heading: re.Match[str]) -> str:
    """A heading of someone else's must not stand among the report's own, nor in its table of contents."""
    return "</strong></p>" if heading[1] else "<p><strong>"


def _code(text: str) -> str:
    for char in "\\$`~":
        text = text.replace(char, f"&#{ord(char)};")
    return text.replace("\n", "&#10;")


def _prose(text: str) -> str:
    for char in "`~":
        text = text.replace(char, f"&#{ord(char)};")
    text = text.replace("\\", "<span>&#92;</span>").replace("$", "<span>&#36;</span>")
    return text.replace("\n", " ")
