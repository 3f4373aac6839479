"""Keeps a candidate's text from opening or closing a marked block, however the mark is spelled."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["escaped"]

_OPENS = re.compile("[<\uff1c\ufe64\u2039\u3008\u27e8\u276e\u02c2\u1438]")
"""The sign, and those that are drawn like it."""
_NAMES = ("candidate", "host", "yousaid", "verdict", "system", "earlier", "human", "assistant", "interviewer")
_LOOKED_AT = 80  # characters after the sign, for a name with anything but letters within
_PLAIN = 24  # letters of these that are compared


def escaped(text: str) -> str:
    """``text`` with ``&lt;`` for each sign that may be read as the beginning of one of our marks.

    Blanks, line ends, signs and invisible characters within a mark do not hide it, and neither do letters of
    other scripts, which can be drawn like ours. Code such as ``a < b`` stays as it is, unless
    its next word begins like one of our marks or is not ASCII.
    """
    return _OPENS.sub(lambda found: "&lt;" if _marks(text, found.end()) else found.group(), text)


def _marks(text: str, at: int) -> bool:
    letters = ""
    for char in text[at : at + _LOOKED_AT]:  # one at a time: some signs are eighteen once they are normal
        letters += "".join(one for one in unicodedata.normalize("NFKC", char) if one.isalpha())
        if len(letters) >= _PLAIN:
            break
    letters = letters[:_PLAIN].casefold()
    begins = next((name for name in _NAMES if letters.startswith(name)), None)
    # No name of a variable is meant by a word that only looks like one of ours.
    return begins is not None or any(not char.isascii() for char in letters[:4])
