"""Words of a message, brought to common forms, so that a question is known again in other words."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize

__all__ = [
    "MOST_HEARD",
    "STOPS",
    "STOPS_AT_ONCE",
    "content",
    "folded",
    "in_brackets",
    "plain",
    "questioned",
    "quoted",
    "sentences",
    "spelled_out",
    "stem",
    "unmasked",
]

MOST_HEARD = 2000
"""Characters of a message that are looked at: more than anybody says at once, and no work for the host."""

_TOKEN = re.compile(r"[A-Za-z_][A-Za-z_0-9]*|-?\d+")
_AT_ONCE = re.compile(r"\b(?:at )?the same time\b", re.IGNORECASE)  # is no question about duplicates
_CASE = re.compile(
    r"\b(?:upper|lower|letter)[- ]case\b|\bcase[- ]sensitive\b|\bdoes (?:the )?case matter\b", re.IGNORECASE
)
_THE_MOST = re.compile(
    r"\b(?:at most|the most(?= (?:[\w'-]+ ){1,3}?(?:i|we|you|it|they|there|that|can|could|may|will)\b))",
    re.IGNORECASE,
)  # asks for a size
_TO_BE_SURE = re.compile(
    r"^(?:(?:ok(?:ay)?|so|and|well|hm+|right)[\s,]+)*(?:just )?to be sure"
    r"(?:\s*[,:;.-]+\s*|\s+(?=(?:can|could|is|are|do|does|what|how|may|will|should|must)\b))",
    re.IGNORECASE,
)  # leads up to what is said
STOPS_AT_ONCE = "。！？｡"
"""Stops behind which no blank is needed, as Chinese and Japanese are written."""
STOPS = ".?!।॥؟۔։።"
"""Stops that a blank follows: of Latin script, Hindi, Arabic, Urdu, Armenian, Amharic."""
_SENTENCE_END = re.compile(
    rf"(?<=[{STOPS}])[”\"')]*\s+|(?<=[{STOPS_AT_ONCE}])(?![{STOPS_AT_ONCE}.?!])[”\"')」』）】]*\s*|\n+"
)

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_LOOKALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0458\u03bf\u03b9\u03bd\u00a0", "aeopcyxisjoiv "
)
_SPELLED = re.compile(r"(?<!\w)(?:[^\W\d_][-._]){3,}[^\W\d_](?!\w)")  # h-e-a-p
_EMPHASIS = re.compile(r"\*\*(?=\S)(?=[^*\n]*\*\*)|(?<=[^\s*\d)\]])\*\*(?![\w*])|~~")
_GRAMMAR = """
a about actually all also am an and any are aren as assume assuming at be been but by can case cases
clarify could did do does doesn don every for from function get given gives got guaranteed had has have
hello help hey hi how i if in input inputs into is isn it its just know like ll may maybe me might mean
must my need of ok okay on one only or our please possible potentially problem question quick re s shall
should so something sure t tell than thank thanks that the their them then there these they thing this
those to too understand us use ve want was we well were what when where whether which while will with won
would you your
"""
_STOP = frozenset(_GRAMMAR.split())

# What people call the same thing. Stems on the left of each group's first word stand for it.
_GROUPS = (
    "empty blank zero-length nothing emptiness",
    "duplicate duplication repeat repeated repeating repetition twice distinct unique same identical",
    "negative minus signed positive sign",
    "sorted sort order ordering ascending descending increasing decreasing unsorted unordered arranged",
    "size large long length big biggest many limit bound constraint range maximum max huge small minimum min"
    " scale",
    "return returned output result produce yield",
    "missing absent none null nonexistent impossible unsolvable without",
    "several multiple more many-solutions",
    "tie ties equally",
    "integer int integral whole",
    "number numeric",
    "zero 0",
    "parallel simultaneously concurrently",
    "float decimal fraction real",
    "string text str word",
    "list array sequence vector",
    "character letter symbol char",
    "uppercase lowercase upper lower capital capitalisation capitalization sensitive",
    "modify mutate change in-place inplace alter overwrite mutated",
    "space whitespace blank-space spaces",
    "invalid malformed illegal wrong bad valid",
    "ascii unicode alphabet accent",
    "index indices position positions",
    "overlap overlapping touch touching intersect adjacent",
    "equal equals",
    "solution answer",
    "exist exists existence always",
    "reuse again element-twice",
)

_NOTHINGS = (
    (re.compile(r"(?<![\w)\]\[])\[ ?\](?![\w\]\[(])"), "an empty list"),
    (re.compile(r"(?<![\w)\]{=>])\{ ?\}(?![\w}])"), "an empty dict"),
    (re.compile(r"""(?<![\w"'])(?:""|'')(?![\w"'])"""), "an empty string"),
)
"""Literals of nothing and their words; not ``int[]``, the body of ``f(){}`` or quotes around words."""

_IRREGULAR = {"indices": "index", "vertices": "vertex", "matrices": "matrix", "keys": "key", "edges": "edge"}


def stem(word: str) -> str:
    """A word without its common English endings: crude, but the same on both sides of a comparison."""
    word = _IRREGULAR.get(word, word)
    for ending, least in (("ations", 5), ("ation", 5), ("ings", 5), ("ing", 5), ("ies", 4), ("ied", 4)):
        if word.endswith(ending) and len(word) >= len(ending) + least - 2:
            word = word[: -len(ending)] + ("y" if ending in ("ies", "ied") else "")
            break
    else:
        for ending in ("edly", "ness", "ed", "es", "ly", "s"):
            if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
                word = word[: -len(ending)]
                break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


_CONCEPTS = {stem(word): stem(group.split()[0]) for group in _GROUPS for word in group.split()}


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """The concepts of ``text`` that say what it is about; grammar and politeness are left out."""
    text = _THE_MOST.sub(" maximum ", text)
    text = _CASE.sub(" uppercase ", _AT_ONCE.sub(" parallel ", text.replace("’", "'")))
    words = (match.group().lower() for match in _TOKEN.finditer(text))
    kept = (stem(word) for word in words if word not in _STOP)
    return frozenset(_CONCEPTS.get(stem, stem) for stem in kept)


def unmasked(text: str) -> str:
    """``text`` without Markdown's emphasis, invisible characters and letters that only look Latin."""
    if not text.isascii():
        text = _INVISIBLE.sub("", text).translate(_LOOKALIKES)
    return _EMPHASIS.sub("", text)


def folded(text: str) -> str:
    """``text`` without accents, and with words that are spelled letter by letter put together."""
    if not text.isascii():
        text = "".join(c for c in normalize("NFKD", text) if not combining(c))
    return _SPELLED.sub(lambda word: re.sub(r"[-._]", "", word[0]), text)


def sentences(text: str) -> list[str]:
    """The sentences of ``text``, stripped; a line break ends one too."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def questioned(sentence: str) -> bool:
    """Whether a sentence ends with a question mark, of whatever script, and with nothing said behind it."""
    return sentence.rstrip(" \u3000”\"'*_)」』）】\n").endswith(("?", "？", "؟"))


def spelled_out(text: str) -> str:
    """``text`` with literals of nothing in words: ``Is [] possible?`` asks for an empty list."""
    for literal, words in _NOTHINGS:
        text = literal.sub(words, text)
    return text


def plain(text: str) -> str:
    """Someone else's words on one line, with nothing in them that Markdown or HTML would act on."""
    text = re.sub(r"[`*<>\[\]{}|#~\\\x00-\x1f\u200b-\u200f\u202a-\u202e]+", " ", spelled_out(text))
    text = re.sub(r"(?<!\w)_+|(?<!_)_++(?!\w)|https?://", " ", text)
    return " ".join(text.replace("“", "'").replace("”", "'").replace('"', "'").split())


def in_brackets(text: str) -> str:
    """Our own words on one line: Markdown stays, and ``[start, length]`` becomes a code span, not a link."""
    line = " ".join(text.split())
    spans = re.split(r"(`[^`]*`)", line)
    return "".join(
        part if part.startswith("`") else re.sub(r"\[[^\[\]]*\]", r"`\g<0>`", part) for part in spans
    )


def quoted(text: str, *, most: int = 70) -> str:
    """The candidate's words in quotation marks, cut after a word at ``most`` characters."""
    words = plain(text[: most * 10])  # what is cut away below need not be cleaned first
    words = _TO_BE_SURE.sub("", words) or words
    if len(words) > most:
        words = words[: most + 1].rsplit(" ", 1)[0][:most].rstrip(",;:.-") + " …"
    return f"“{words.rstrip(' .!?,;:') or words}”"  # who says nothing but “?!” is quoted with that
