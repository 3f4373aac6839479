"""What a candidate must have wished for in so many words: a hint costs points, a skipped problem is gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mockmind_lab.interviewer import tongues
from mockmind_lab.interviewer.words import MOST_HEARD, questioned, sentences, unmasked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockmind_lab.core.interview import Interview

__all__ = ["hint_wishes", "wants_hint", "wants_skip", "wishes_hint", "wishes_skip"]

# Patterns meet clauses in lower case, umlauts written out, courtesies left out: "could you give me a hint",
# "ich moechte einen tipp". English and German stand side by side, as they do in what people type.


def _any(*ways: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{way})" for way in ways))


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "’": "'"})
_COURTESY = re.compile(
    r"\b(?:please|pls|now|just|really|maybe|perhaps|ok|okay|well|still|kindly|sorry|totally|completely|quite|here"
    r"|bitte|jetzt|mal|doch|gerne?|lieber|vielleicht|einfach|wohl|dringend|leider|gerade|hier|mir|uns|dann|then)\b"
)
_PLEASE = re.compile(r"\b(?:please|pls|bitte)\b")
_SPLIT = re.compile(r"[,;:()]|\s[-–—]+\s|\b(?:and|but|so|or|und|aber|also|sondern|oder)\b")

_WORDS = r"(?:(?!(?:no|not|never|without|nicht|nie|ohne)\b|kein)[\w']+ ){0,2}"
"""At most two words between, none of which turns a wish round."""
_NOT = r"(?:\b(?:no|not|never|without|nor|instead of|keine?\w?|nicht|nie|ohne|statt)\b|n't\b)"

_MOST = 400  # characters of a sentence that are looked at

# Hints

_HINT = r"(?:hints?|tipp?s?|nudges?|clues?|hinweise?|denkanstoss|hilfestellung)\b"
_ONE = (
    r"(?:(?:an?|another|one|some|any|more|next|this|that|the|ein|eine[nr]?|noch einen?|den|weitere[nr]?"
    rf"|naechste[nr]?|mehr) {_WORDS}{_HINT}|{_HINT} \d)"
)
_DEMANDS = _any(
    rf"\b(?:give|giving|show|tell|offer|send|get) (?:me|us) {_ONE}",
    rf"\b(?:let me|let us|let's) (?:have|get|take) {_ONE}",
    r"^help(?: (?:me|us|out|with)\b|$)",
    rf"^(?:gib|geben sie|zeige?|zeigen sie|nenne?) {_ONE}",
    r"^(?:hilf|helfen sie|hilfe)\b",
)
"""Said to the interviewer: only a negation turns them round."""
_WISHES = _any(
    rf"\b(?:can|could|may|might) (?:i|we|you) {_WORDS}(?:have|get|take|ask for|see|give|need) {_ONE}",
    rf"\b(?:i|we)(?:'d| would|'ll| will)? {_WORDS}(?:like|love|appreciate|need|want|take|use)"
    rf"(?: to (?:have|get|take|see))? {_ONE}",
    rf"^(?:how|what) about {_ONE}|\btime for {_ONE}|\b(?:haetten sie|haettest du) {_ONE}",
    rf"^any {_WORDS}{_HINT}|\b{_ONE} would (?:be|help)\b",
    r"\b(?:can|could|would|will) you help\b|\bi (?:do |would )?(?:need|want|like) (?:\w+ ){0,3}help\b",
    rf"\bi(?:'m|m| am) {_WORDS}(?:stuck|lost)\b|\bi(?:'ve)? (?:got|gotten|keep getting) stuck\b|^stuck\b",
    r"\bi (?:can't|cannot|can not|don't know how to) (?:(?:get|go) any further|go on|continue|proceed)\b",
    rf"\b(?:kann|koennte|darf|duerfte|koennen|koennten|kannst|koenntest) (?:ich|du|sie|wir) {_ONE}",
    rf"\bich (?:brauche?|braeuchte|moechte|will|haette|nehme|wuerde) {_ONE}",
    rf"^{_ONE} (?:brauche|moechte|will|haette|nehme) ich\b|^{_ONE} waere\b",
    r"\b(?:kannst du|koenntest du|koennen sie|koennten sie) (?:\w+ ){0,2}(?:weiter)?helfen\b",
    r"\bich (?:brauche?|braeuchte|moechte|haette) (?:\w+ ){0,3}hilfe\b",
    rf"\bich (?:stecke|haenge?) {_WORDS}fest\b|\bich haenge?$|\bich bin {_WORDS}ratlos\b",
    r"\b(?:komme|weiss) (?:\w+ ){0,4}?nicht (?:mehr )?weiter\b",
)
"""Said of oneself: also turned round by what makes a question, a report or a condition of them."""
_BARE = _any(rf"^(?!the |that |this |den hinweis){_ONE}(?: \d)?$", rf"^{_HINT}(?: \d)?$")
"""Alone in a sentence, or with a please."""

_NEGATED = _any(rf"{_NOT}(?:[^\w']+[\w']+){{0,3}}[^\w']*$")
_TURNED = _any(
    r"\b(?:do|does|did|should|why|where|what|which|how|who|when|while|until|if|whether|because|was|wie|warum|wozu"
    r"|wann|ob|wo|wenn|falls|bis|soll|sollte)\W+(?:\w+\W+){0,2}$",
    r"\b(?:you|he|she|they|sie|du) (?:said|say|think|told me|thought|sagten?|meinst|meinten?)\W+(?:\w+\W+)?$",
)
_SOFTENED = _any(
    r"^\W*(?:[\w']+\W+){0,2}?(?:later|again|afterwards|for free|for nothing|if (?:i|it|my|we)|in case|once"
    r"|when i|not (?:needed|necessary|yet)|to mean|understand|understanding|clarify|read|at first|before"
    r"|falls|kostenlos|umsonst|gratis|spaeter|noch ?mal|noch einmal|wenn ich|sobald"
    r"|nicht(?! d(?:ie|as|en)))\b"
)
"""After a wish: not now, not for points, or not for a hint at all."""
_SUPPOSED = _any(
    r"^\W*(?:(?:and|so|but|und|aber|also)\W+)*(?:if (?!possible|you|i may|i can)|in case|unless|once|before"
    r"|when i (?:need|want|get|am)|falls|wenn (?!moeglich|es geht|sie|du)|bevor|sobald)\b"
)
_REFUSED = _any(
    rf"{_NOT}(?: +[\w']+){{0,4}}? +{_HINT}",
    r"\bkeine hilfe\b|(?:n't|\bnot|\bno) (?:need |want )?(?:any |your |some )?help\b(?! me\b)",
    r"\b(?:don't|do not|nicht) help me\b|\b(?:hilf|helfen sie) nicht\b",
)
_GOES_ON = _any(
    r"\b(?:never ?mind|figured|got it|see it now|let me (?:think|try)|works now|not any ?more"
    r"|hat sich erledigt|schon gut|lass(?:en sie)? mich)\b"
)

# Leaving a problem

_PROBLEM = (
    r"(?:(?:this|that|the|my|diese|die|das|dieses) )?(?:current |whole )?(?:problem|task|exercise|aufgabe)"
)
_NEXT = (
    r"(?:the |a |die |zur |der )?(?:next|another|different|naechsten?|anderen?)"
    r" (?:problem|task|exercise|aufgabe)"
)
_WILL = (
    r"(?:(?:i|we)(?:'d| would|'ll| will|'m| am)?|(?:can|could|may) (?:i|we)|let's|let us|let me|like to"
    r"|want to|prefer to|rather|have to|must|going to"
    r"|ich|wir|moechte|will|wuerde|koennen|koennten|kann|lass|lassen sie|wollen)"
)
_LEAVES = _any(
    rf"^(?:{_WILL} ){{0,4}}+(?:skip|skipping|leave|abandon|drop|quit|pass on|give up|give up on) {_PROBLEM}$",
    rf"^(?:{_WILL} ){{0,4}}+(?:move on|move|go on|go|continue|switch|jump|on|skip) (?:straight )?to {_NEXT}$",
    rf"^(?:{_WILL} ){{0,4}}+(?:(?:do|take|try|have|start|give me|show me) )?{_NEXT}$",
    rf"^(?:{_WILL} ){{1,4}}+(?:give|giving) up(?: on {_PROBLEM}| on this)?$",
    r"^(?:ich )?(?:gebe?|gebe ich) (?:diese aufgabe |die aufgabe )?auf$",
    rf"^(?:{_WILL} ){{0,4}}+{_PROBLEM} (?:ueberspringen|aufgeben|auslassen)$",
    rf"^ueberspringen? (?:sie |wir )?{_PROBLEM}$",
    rf"^(?:{_WILL} ){{0,4}}+(?:gehen |weiter )?(?:mit )?{_NEXT}"
    r" (?:gehen|weitermachen|weiter|wechseln|uebergehen)$",
    rf"^(?:gehen wir|weiter|weiter mit|machen wir mit) {_NEXT}(?: weiter)?$",
)
"""Whole clauses in which the problem is named, or that nobody says of anything else."""
_LEAVES_IT = _any(
    rf"^(?:{_WILL} ){{0,4}}+skip(?: (?:it|this|this one|that))?$",
    rf"^(?:{_WILL} ){{0,4}}+(?:give up on|pass on|leave) (?:it|this|this one)$",
    rf"^(?:{_WILL} ){{0,4}}+(?:das |sie )?(?:ueberspringen|aufgeben)$",
)
"""Whole messages: within a longer one it may be a glove that is skipped."""
_STEP = _any(r"\W*(?:then|so|dann|also)\b")  # of an algorithm, perhaps

# A yes to an offer

_OFFERS = _any(
    r"\b(?:would|do) you (?:\w+ )?(?:like|want|need|prefer)\b|\b(?:shall|should|may|can|could) (?:i|we)\b"
    r"|^(?:want|how about|care for)\b|\b(?:moechten|wollen|brauchen|haetten) sie\b"
    r"|\bsoll(?:en)? (?:ich|wir)\b|\b(?:moechtest|willst|brauchst|haettest) du\b|\b(?:darf|kann) ich\b"
)
_OF_A_HINT = _any(rf"\b{_HINT}")
_OF_LEAVING = _any(
    r"\b(?:skip|give up|leave (?:it|this)|next problem|ueberspringen|aufgeben|naechsten? aufgabe)\b"
)
_CHOICE = _any(r"\b(?:or|oder)\b")  # which a yes leaves open
_YES = _any(
    r"\b(?:yes|yeah|yep|yup|sure|ok|okay|of course|certainly|go ahead|do it|do|please|pls|fine|all ?right"
    r"|gladly|i(?:'d| would) (?:like|love|appreciate) (?:that|one|it)|i(?:'ll| will) take (?:it|one)"
    r"|ja|jawohl|klar|gerne?|bitte|na gut|einverstanden|(?:den |ihn )?nehme ich|sehr)\b"
)
_BESIDE_YES = _any(
    r"\b(?:the|that|a|one|it|hint|now|then|thanks|thank you|\d"
    r"|den|einen|hinweis|tipp|dann|jetzt|danke|doch)\b"
)


def wishes_hint(state: Interview) -> bool:
    """Whether the candidate wishes for a hint now: one they have since been given or refused counts no more.

    Who asked may be answered with a question first: the wish still stands at their next message, not later.
    """
    said = list(_exchanges(state))
    asked = any(wants_hint(text, before=before) for text, before in said[-2:])
    return asked and not _declines(_heard(said[-1][0])) and not tongues.declines(said[-1][0][:MOST_HEARD])


def hint_wishes(state: Interview) -> int:
    """How often a hint was wished for in this round since the last one was given."""
    return sum(wants_hint(text, before=before) for text, before in _exchanges(state))


def wishes_skip(state: Interview) -> bool:
    """Whether the newest thing the candidate said in this round is that they want to leave the problem."""
    *_, (text, before) = [("", ""), *_exchanges(state)]
    return wants_skip(text, before=before)


def wants_hint(text: str, *, before: str = "") -> bool:
    """Whether a message asks for a hint or for help; ``before`` is what the interviewer said last.

    To want the answer or the solution is no wish for a hint, nor is a question about hints. Beside
    English and German the commonest ways of ``tongues`` count.
    """
    heard = _heard(text)
    text = unmasked(text[:MOST_HEARD])
    if _declines(heard) or tongues.declines(text):
        return False
    if _accepts(text, before, _OF_A_HINT) or tongues.accepts(text, before):
        return True
    return any(_asks(said) for said in heard if not _SUPPOSED.search(said)) or tongues.wants_hint(text)


def wants_skip(text: str, *, before: str = "") -> bool:
    """Whether a message says that the problem is to be left; ``before`` as for ``wants_hint``."""
    heard = _heard(text)
    if _accepts(text, before, _OF_LEAVING) or tongues.accepts(text[:MOST_HEARD], before, leaving=True):
        return True
    if (
        len(heard) == 1
        and not _STEP.match(heard[0])
        and _LEAVES_IT.search(_bared(heard[0].replace(",", " ")))
    ):
        return True
    meant = (sentence for sentence in heard if not _SUPPOSED.search(sentence))
    return any(_LEAVES.search(_bared(clause)) for sentence in meant for clause in _SPLIT.split(sentence))


def _exchanges(state: Interview) -> Iterator[tuple[str, str]]:
    """The candidate's messages of this round since its last hint, each with what was said to them before."""
    before = ""
    since = max((m.seq for m in state.messages if m.hint and m.round == state.round), default=0)
    for message in state.messages:
        if message.speaker == "candidate" and message.round == state.round and message.seq > since:
            yield message.text, before
        before = message.text if message.speaker == "interviewer" else ""


def _declines(heard: list[str]) -> bool:
    return any(_REFUSED.search(sentence) or _GOES_ON.search(sentence) for sentence in heard)


def _heard(text: str) -> list[str]:
    spoken = unmasked(text[:MOST_HEARD]).lower().translate(_UMLAUTS)
    return [sentence[:_MOST] for sentence in sentences(spoken)]


def _bared(clause: str) -> str:
    """A clause without courtesies and the signs around it."""
    return " ".join(_COURTESY.sub(" ", clause).split()).strip(" .!?\"'`*")


def _asks(sentence: str) -> bool:
    """Whether a sentence asks for a hint, with nothing in the same clause that says otherwise."""
    whole = _bared(sentence)
    if _BARE.search(whole) or (_PLEASE.search(sentence) and re.fullmatch(_ONE, whole)):
        return True
    for part in _SPLIT.split(sentence):
        clause = _bared(part)
        if _PLEASE.search(sentence) and _BARE.search(clause):
            return True
        for pattern, turns in ((_DEMANDS, (_NEGATED,)), (_WISHES, (_NEGATED, _TURNED))):
            for match in pattern.finditer(clause):
                before, after = clause[: match.start()], clause[match.end() :]
                if not any(turn.search(before) for turn in turns) and not _SOFTENED.search(after):
                    return True
    return False


def _accepts(text: str, before: str, what: re.Pattern[str]) -> bool:
    """Whether a message begins with a yes, alone in its sentence, to a question that offered ``what``."""
    heard, spoken = _heard(text), _heard(before)
    if not heard or not spoken or not questioned(spoken[-1]):
        return False
    # "Hint 1 costs 5 points. Shall I?"
    asked = spoken[-1] if len(spoken[-1].split()) >= 4 else " ".join(spoken[-2:])
    if not (_OFFERS.search(asked) and what.search(asked)) or _CHOICE.search(asked):
        return False
    said = heard[0]
    if tongues.yes(unmasked(text[:MOST_HEARD])):
        return True
    return bool(_YES.search(said)) and not re.search(r"\w", _BESIDE_YES.sub(" ", _YES.sub(" ", said)))
