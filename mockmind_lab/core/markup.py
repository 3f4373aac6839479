"""Markdown to HTML that is safe to show: whatever a candidate, a model or a problem wrote."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import mistune
import nh3

if TYPE_CHECKING:
    import re

__all__ = ["to_html"]

_TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p",
    "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "code": {"class"}}

# Pandoc's rule, so that prices are no formulas: no space inside the dollars, no letter or digit outside.
_FORMULA = r"(?<![\\\w$])(?P<dollars>\$\$?)(?=[^\s$])(?P<tex>[^$\n]*[^\s$\\])(?P=dollars)(?![\w$])"


def _formula(_inline: Any, match: re.Match[str], state: Any) -> int:
    state.append_token({"type": "formula", "raw": match["tex"]})
    return match.end()


def _with_formulas(md: mistune.Markdown) -> None:
    """TeX between dollars stays as it is, in an element of its own: the panel draws it where it can."""
    md.inline.register("formula", _FORMULA, _formula, before="link")
    if md.renderer is not None:
        shown = '<code class="jp-mockmind-math">${}$</code>'
        md.renderer.register("formula", lambda _, text: shown.format(mistune.escape(text)))


_PLUGINS = ("table", "strikethrough")
_plain = mistune.create_markdown(escape=True, plugins=_PLUGINS)
_with_tex = mistune.create_markdown(escape=True, plugins=(*_PLUGINS, _with_formulas))


@lru_cache(maxsize=2048)
def to_html(text: str, *, formulas: bool = False) -> str:
    """Sanitised HTML of Markdown ``text``: no script, no image, no raw HTML, links over HTTP(S) only.

    With ``formulas``, TeX between dollars stands in ``code.jp-mockmind-math``. The cache spares a view the
    whole transcript on every event.
    """
    html = (_with_tex if formulas else _plain)(text)
    return nh3.clean(
        html if isinstance(html, str) else "",
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer",
    )
