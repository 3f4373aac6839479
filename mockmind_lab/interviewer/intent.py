"""What a candidate's message is after: an answer, a fact, a check, or to tell of a plan."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

__all__ = ["Intent", "fishes", "intent", "mention", "weighs_technique"]


class Intent(StrEnum):
    """What is wanted. ``QUESTION`` is about the problem; ``STATEMENT`` is all the rest."""

    NOTHING = "nothing"  # thanks, ok: no reply needed
    HELLO = "hello"
    UNCLEAR = "unclear"
    LOST = "lost"
    ANSWER = "answer"
    HIDDEN = "hidden"
    TIME = "time"
    ATTEMPTS = "attempts"
    COST = "cost"
    LIMITS = "limits"
    HOW = "how"
    LIBRARY = "library"
    CHECK = "check"
    TARGET = "target"
    WORK = "work"  # their own code or answer: what is wrong with it, what to do next
    SHAPE = "shape"  # whether to print or to return
    WHY = "why"
    ARGUE = "argue"
    QUESTION = "question"
    STATEMENT = "statement"
    HINT = "hint"  # a hint, in so many words
    SKIP = "skip"
    FINISH = "finish"
    PAUSE = "pause"
    FOREIGN = "foreign"  # in a language that is not understood


_THING = r"(?:answer|solution|algorithm|approach|trick|key idea|code)"
_MINE = (
    r"(?:my|our) (?:\w+ ){0,2}?(?:code|solution|answer|result|output|function|program|implementation"
    r"|submission|attempt|version|loop|logic|method|class)s?"
)
_SLIP = r"(?:bugs?|mistakes?|errors?|faults?|flaws?|problems?|issues?)"
_STATE = (
    r"(?:wrong|incorrect|broken|bad|invalid|valid|buggy|off|failing|fail|work|working|crashing|crash"
    r"|correct|right|ok|okay|fine|good|complete|done|finished|accepted|passing)"
)
_LINKS = (
    r"(?: (?:is|are|was|still|really|even|so|not|always|just|being|all|looking|completely|actually|any))*"
)
_OWN_WORK = (
    rf"(?:wrong|{_SLIP}) (?:with|in|about|inside) {_MINE}",
    rf"(?:is|are|was|isn'?t|does|do|did|doesn'?t|why|where|what|how)(?: [\w']+){{0,3}}? {_MINE}{_LINKS}"
    rf" {_STATE}"
    r"\b(?! (?:for|if|when|with|input))",
    rf"{_MINE} (?:have|has|contain)s? (?:an? |any |some |the )?{_SLIP}",
    r"what(?:'?s| is| was)(?: \w+)? (?:wrong|the (?:problem|issue))(?: here| now| there)?"
    r"(?: with (?:it|this|that|mine|line \d+|the (?:code|loop|function|result|output)))?\W*$",
    r"what (?:did|am|have|do) i (?:do|doing|done|get|getting|got) wrong",
    r"what (?:did|am|have) i (?:miss|forg[eo]t|overlook)\w*\W*$",
    r"(?:am|did|have|was) i (?:\w+ )?(?:miss|forg[eo]t|overlook)\w*",
    r"am i (?:wrong|mistaken|close|done|there|far off)\b(?! (?:to|in|if|that|about|when|thinking))",
    rf"(?:where|what)(?:'?s| is| are| was| could)(?: [\w']+)? (?:the|my|a) {_SLIP}\b"
    r"(?! (?:message|code|type|class|value|i|to|for|that|when|if|of|about|say|ask)\b)",
    rf"(?:is|are) there (?:still )?(?:an? |any |some )?(?:{_SLIP}|something wrong|anything wrong)"
    r"(?: in (?:it|there|here|this|that|the code|line \d+))?\W*$",
    r"(?:is|was|isn'?t) (?:this|that|it|something|anything) (?:\w+ )?"
    r"(?:wrong|broken|incorrect|buggy|missing|a bug)(?: here)?\W*$",
    rf"(?:look|looking|check|review|read|inspect|debug|judge|see|think|go)(?: \w+){{0,2}}? {_MINE}",
    rf"(?:find|spot|see|have)(?: [\w']+)? (?:the|my|an?|any) {_SLIP}(?: here| in it| yet)?\W*$",
    rf"^\W*any (?:\w+ )?{_SLIP}\W*$",
    r"(?:why|what|it)\b[\w\s']*(?:\bnot|n'?t) (?:(?:it|this|that) |my \w+ )?(?:\w+ )?work\w*",
    r"why (?:do|am|did|does|is|was) (?:i|my|it|this|that)\b.*"
    r"\b(?:get|giv\w+|return\w*|print\w*|wrong|none|errors?|crash\w*|incorrect)",
    r"which (?:\w+ )?(?:tests?|cases?|inputs?|examples?)\b.*\b(?:i|my)\b.*\b(?:fail|wrong|miss|break)\w*",
    r"what (?:should|do|can|shall|could|must) i (?:do|try|fix|change|look at|improve)"
    r"(?: (?:next|now|first|then|here|about it|differently))?\W*$",
    rf"how (?:is|does|good is|far is) {_MINE}(?: look\w*| doing| so far)?\W*$",
    r"did (?:i|it|that|my \w+) pass",
    r"(?:it|this|that|(?:the|my|which|what) (?:\w+ ){0,2}?(?:part|loop|line|step|code|function|bit)s?)\b"
    r"[\w\s']*\bslow(?:er|est)?\b(?! (?:to|if|for|when|with|then|than)\b)",
)
"""Questions on the candidate's own work; a question of what the task wants has no word of fault for it."""
_RULES: tuple[tuple[Intent, tuple[str, ...]], ...] = (
    (
        Intent.HIDDEN,
        (
            r"(?:hidden|secret|private|judge'?s?|other) (?:tests?|cases?|inputs?|data)",
            r"ignore (?:all |any |your |the )*(?:previous|prior|above|instructions|rules)",
            r"system prompt|reference solution|you are now|reveal|you (?:already )?promised",
            r"(?:show|give|tell|print)\b.*\b(?:test \d+|tests|expected (?:output|answer|result)s?)",
        ),
    ),
    (
        Intent.COST,
        (r"hints?\b.*\b(?:cost|price|points|expensive)", r"(?:cost|price)s?\b.*\bhints?"),
    ),
    (Intent.WORK, _OWN_WORK),
    (
        Intent.SHAPE,
        (
            r"(?:print|output) (?:it |the \w+ )?or (?:to )?return|return (?:it |the \w+ )?or (?:to )?print",
            r"(?:should|must|do|shall) (?:i|it|my \w+|the function) (?:have to |need to )?print\b",
            r"what (?:should|does|must) (?:my|the) (?:function|class|method) (?:return|take|get|receive)\W*$",
        ),
    ),
    (
        Intent.ANSWER,
        (
            rf"(?:give|tell|show|send|paste|write|say|need|want|get)\b[\w\s']*\b{_THING}",
            rf"what(?:'s| is| would be) the (?:\w+ )?{_THING}",
            rf"what would your (?:\w+ )?{_THING}",
            r"how (?:do|would|should|can|to) (?:i |you |we |one )?"
            r"(?:solve|do (?:this|it)|approach (?:this|it)|start|begin)",
            r"(?:a|another|any|next|more|some) hints?",
            r"hints?,? please|help me|please help|no (?:idea|clue)",
            r"i'?m (?:\w+ )?(?:stuck|lost)",
            r"(?:what|which) (?:data structure|algorithm|approach|technique) (?:should|do|would|can)",
            r"solve (?:it|this) for me|just (?:tell|give|write)",
            r"(?:write|paste|fix|mend|finish|do)\b[\w\s']*\bfor me",
        ),
    ),
    (
        Intent.LOST,
        (
            r"(?:don'?t|do not|can'?t|cannot) (?:\w+ )?(?:understand|get|follow|see) (?:the|this|it|what)\b",
            r"(?:confused|confusing|makes no sense|doesn'?t make sense)",
        ),
    ),
    (
        Intent.TIME,
        (
            r"how (?:much|long|many minutes)\b.*\b(?:time|left|remain\w*|minutes)\b(?!.*\blist\b)",
            r"time left",
        ),
    ),
    (
        Intent.ATTEMPTS,
        (
            r"how many (?:\w+ )?(?:attempts|submissions|tries|submits)",
            r"how often (?:can|may) i submit",
        ),
    ),
    (Intent.LIMITS, (r"(?:time|memory|cpu)[ -]limits?", r"how (?:fast|much memory)")),
    (
        Intent.HOW,
        (r"how (?:do|can|should|would) i (?:\w+ )?(?:run|test|execute|submit|hand in|finish|skip|use this)",),
    ),
    (
        Intent.LIBRARY,
        (
            r"(?:use|import|allowed|available)\b.*\b(?:librar(?:y|ies)|modules?|imports?|packages?|built-?ins?)",
            r"(?:use|import|allowed|available)\b.*\b(?:collections|heapq|bisect|itertools|functools|numpy|pandas)",
            r"(?:collections|heapq|bisect|itertools|functools|numpy|pandas)\b.*\b(?:available|allowed|installed|ok)",
        ),
    ),
    (
        Intent.ARGUE,
        (
            r"(?:judge|tests?|verdict|example|expected|checker|system)\b[\w\s]*\b(?:wrong|broken|buggy|bug)",
            r"(?:judge|tests?|verdict|example|expected|checker|system)\b[\w\s]*\b(?:unfair|mistaken|incorrect)",
            r"my (?:code|solution|answer) (?:is|was) (?:\w+ )?(?:right|correct|fine)",
            r"(?:should|must) (?:have )?(?:be(?:en)? )?(?:accepted|passed)",
            r"that'?s (?:unfair|not fair)|i (?:demand|insist)",
            r"must be (?:the|your) (?:machine|judge|system|checker|tests?)",
        ),
    ),
    (
        Intent.WHY,
        (
            r"(?:why|what)\b.*\b(?:fail(?:s|ed|ing)?|went wrong|was wrong|reject\w*)",
            r"why\b.*\b(?:tle|time[sd]? ?out|not accepted)",
        ),
    ),
    (
        Intent.TARGET,
        (
            r"(?:what|which|how|is)\b.*\b(?:complexity|big[- ]?o|optimal|run ?time|fastest)",
            r"(?:faster|better|simpler|easier|shorter|cleaner|smarter) (?:way|solution|approach)",
        ),
    ),
    (
        Intent.CHECK,
        (
            r"(?:is|does|did|was|am|are)\b[\w\s']*\b(?:correct|right track|right\?|good enough)",
            r"(?:is|does|did|was|am|are)\b[\w\s']*\b(?:look|sound|seem)s? (?:right|good|ok\w*|fine)",
            r"(?:is|does|would)\b[\w\s']*\b(?:make sense|ok(?:ay)? (?:so far|with you))",
            r"so (?:it|that|this)(?:'?s| is| was| must be) .*\?",
        ),
    ),
)
_INTENTS = tuple(
    (found, re.compile("|".join(rf"\b(?:{way})" for way in ways), re.IGNORECASE)) for found, ways in _RULES
)

_MOST = 240  # characters of a sentence
_IN_A_CASE = re.compile(
    r"(?:if|suppose|when|in case)\b(?:(?!\b(?:my|our)\b).)*, what (?:do|should|would|must) i do\W*$",
    re.IGNORECASE,
)
"""``Suppose nobody wins, what do I do?`` asks what the task wants."""

_POLITE = re.compile(
    r"\b(?:no (?:more |further |other )?questions?|that'?s (?:all|it)|nothing (?:else|more)"
    r"|ok(?:ay)?|k|thanks?|thank you|thx|cheers|got it|i see|sure|great|cool|nice|perfect|all ?right"
    r"|alright|fine|yes|no|yep|yeah|right|understood|good|will do|makes sense"
    r"|let me (?:think|start|begin|try)"
    r"|one moment|hm+|so much|a lot|very much|then|well|you|that helps|sounds good)\b",
    re.IGNORECASE,
)
_FILLING = re.compile(r"\b(?:i|it|for|that|and|so|the|with|me)\b", re.IGNORECASE)
_HELLO = re.compile(
    r"(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings)\b[\s\w,!.]{0,20}$", re.IGNORECASE
)

_MENTIONS: tuple[tuple[str, str], ...] = (
    (
        "plan.dict",
        r"hash ?(?:map|table|set)|dict(?:ionary|ionaries)?|lookup table|counter|(?<=\ba )set",
    ),
    ("plan.states", r"dynamic programming|dp|memo\w*|tabulation|recurrence|cache"),
    (
        "plan.graph",
        r"bfs|dfs|breadth[- ]first|depth[- ]first|topological sort\w*|graph|flood fill|union[- ]find",
    ),
    ("plan.order", r"stack|queue|deque|heaps?|priority queue"),
    ("plan.pointers", r"two[- ]pointers?|sliding window|window|binary search|bisect\w*|pointers?"),
    ("plan.recursion", r"recurs\w+|backtrack\w*|divide and conquer"),
    ("plan.greedy", r"greed(?:y|ily)"),
    ("plan.sort", r"sort(?:ing|ed)?"),
    (
        "plan.brute",
        r"brute[- ]force|nested loops?|two loops|double loop|(?:all|every) (?:pair|combination)s?",
    ),
)


@lru_cache(maxsize=2048)
def intent(sentence: str, *, question: bool) -> Intent:
    """What one sentence is after; ``question`` says whether it asks something.

    Only its beginning is looked at: the rules look ahead, so their work grows faster than the text.
    """
    sentence = sentence[:_MOST]
    if not re.search(r"\w", sentence):
        return Intent.UNCLEAR
    if _is_polite(sentence):
        return Intent.NOTHING
    if _HELLO.match(sentence.strip()):
        return Intent.HELLO
    if _is_noise(sentence):
        return Intent.UNCLEAR
    for found, pattern in _INTENTS:
        if pattern.search(sentence.replace("’", "'")):
            of_the_task = found is Intent.WORK and _IN_A_CASE.match(sentence)
            return Intent.QUESTION if of_the_task else found
    return Intent.QUESTION if question else Intent.STATEMENT


def mention(text: str) -> tuple[str, str] | None:
    """The technique a plan names first in the table, as (family of phrases, the candidate's own word)."""
    for family, pattern in _MENTIONS:
        match = re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE)
        if match:
            return family, match.group().lower()
    return None


_FISHING = re.compile(r"\b(?:should|do|must|would|could) (?:i|we|you|one)\b|^is (?:it|this)\b", re.IGNORECASE)
_OF_DATA = re.compile(r"\b(?:inputs?|outputs?|results?|returns?|answers?|given|already)\b", re.IGNORECASE)


def fishes(part: str) -> bool:
    """Whether a question wants a technique confirmed (``Do I need a heap?``) and asks nothing of the data."""
    if weighs_technique(part):
        return True
    named = mention(part)
    if named is None or _OF_DATA.search(part) or not _FISHING.search(part):
        return False
    return named[0] != "plan.sort" or not part.lower().startswith(
        "is "
    )  # ``Is it sorted?`` is about the data


_OWN_WAY = re.compile(
    r"\b(?:should|must|shall|could|can|may|do|would) (?:i|we|one)"
    r"(?: (?:really|even|also|just|rather|better))*"
    r" (?:have to|need|use|try|take|sort|build|keep|go|do|start|make|solve)\b",
    re.IGNORECASE,
)


def weighs_technique(part: str) -> bool:
    """Whether a question is about a way to solve it that the candidate might take (``Should I sort it?``)."""
    return mention(part) is not None and bool(_OWN_WAY.search(part)) and not _OF_DATA.search(part)


def _is_polite(sentence: str) -> bool:
    rest = _FILLING.sub(" ", _POLITE.sub(" ", sentence)) if len(sentence) <= 60 else sentence
    return not re.search(r"\w", rest)


def _is_noise(sentence: str) -> bool:
    """Whether there is hardly a word in it: keys hit at random, no vowels, nothing but signs."""
    words = re.findall(r"[A-Za-z]{2,}", sentence)
    if not words:
        return not re.search(r"\d", sentence)
    odd = [word for word in words if not _is_word(word)]
    return len(odd) * 2 > len(words)


def _is_word(word: str) -> bool:
    """Whether letters look like a word or an abbreviation: vowels among them, no long run of consonants."""
    if len(word) <= 3 or word.isupper():
        return len(word) <= 5
    vowels = len(re.findall(r"[aeiouy]", word.lower()))
    return len(word) <= 18 and vowels * 5 >= len(word) and not re.search(r"[^aeiouy]{5,}", word.lower())
