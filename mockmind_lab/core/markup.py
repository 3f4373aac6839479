"""Markdown to HTML that is safe to show: whatever a candidate, a model or a problem wrote."""

from __future__ import annotations

from functools import lru_cache

import mistune
import nh3

__all__ = ["to_html"]

_TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p",
    "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "code": {"class"}}

_markdown = mistune.create_markdown(escape=True, plugins=["table", "strikethrough"])


@lru_cache(maxsize=2048)
def to_html(text: str) -> str:
    """Sanitised HTML of Markdown ``text``: no script, no image, no raw HTML, links over HTTP(S) only.

    The cache spares a view the whole transcript on every event.
    """
    html = _markdown(text)
    return nh3.clean(
        html if isinstance(html, str) else "",
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer",
    )
