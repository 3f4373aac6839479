"""Whether a sentence calls the candidate's code right: that is for a verdict alone to say."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from mockmind_lab.interviewer.rightwords import DEICTIC, ELSEWHERE, PLAINLY
from mockmind_lab.interviewer.words import folded, questioned, unmasked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockmind_lab.interviewer.rightwords import Ways

__all__ = ["calls_right", "on_own_work", "plain_form"]

_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "’": "'", "“": '"', "”": '"', "„": '"'})
_MOST = 1000  # characters of a sentence that are looked at
_QUOTED = re.compile(r'"[^"]*"')
_CODE_SPAN = re.compile(r"`[^`]*`")


@lru_cache(maxsize=64)
def plain_form(sentence: str) -> str:
    """A sentence as the patterns meet it: lower case, umlauts written out, no Markdown and no quotation."""
    text = unmasked(sentence).lower().translate(_SPELLED)
    if '"' in text:
        text = _QUOTED.sub(" ", text)
    return _CODE_SPAN.sub("x", text) if "`" in text else text


def _found(ways: Ways, text: str) -> Iterator[re.Match[str]]:
    for keys, pattern in ways:
        for key in keys:  # ``any`` would take five times as long, for every sentence there is
            if key in text:
                yield from pattern.finditer(text)
                break


_BARE = re.compile(
    r"^\W*(?:(?:yes|yep|yeah|sure|exactly|correct|right|indeed|absolutely|ja|jawohl|genau|richtig"
    r"|korrekt|stimmt"
    r"|si|oui|sim|tak|evet)\b[\s,!.]*)+(?:(?:it|this|that|they) (?:is|does|will|are|do)|you are"
    r"|(?:das )?(?:ist|tut|wird) (?:es|er|sie)|das stimmt)?\W*$"
)
"""An answer, to somebody who asked whether their code is right."""

_TURNED_ELSEWHERE = re.compile(
    unmasked(
        r"\b(?:pas|non|nao|niet|ne|si|se|als|ob|если|не|если|чи|ли"
        r"|quand|cuando|quando)\b|\bno\b(?! hay)|如果|是否|もし|かどうか"
    )
)

# What turns a claim into none

_NEGATED = re.compile(
    r"\b(?:not(?! only)|never|no|cannot|hardly|neither|nor|without|nicht|nie|niemals|kein\w*)\b|n't\b"
)
_NO_DOUBT = re.compile(
    r"\b(?:no doubt|not only|without (?:any |a )?(?:problems?|doubt)|ohne (?:zweifel|probleme))\b"
)
_OWN_NO = re.compile(
    r"^(?:no|nothing|i|tests?|isn't|aren't|is not|are not|ich|kein\w*|nichts|in|an|fehlerfrei)\b"
    r"|\b(?:isn't|is not|'s not) (?:wrong|inc|br"
    r"|fau|bu)|kein|nichts"
)
_IF = re.compile(
    r"\b(?:if(?! you ask| i may| i'm not| i am not)|whether|unless|until|once|when(?:ever)?|suppose|supposing"
    r"|assum(?:e|ing)|provided|as soon as|wenn|falls|ob|sobald|solange|bis|sofern|angenommen|bevor|before)\b"
)
_TOLD = re.compile(
    r"\b(?:you|sie|du) (?:just |also )?(?:said|say|think|told|believe|claim|call|expect|hope|assume"
    r"|mean|feel"
    r"|sagten?|sagst|sagtest|meinst|meinten?|glaub\w+|denk\w+|behaupt\w+)\b"
    r"|\b(?:show|convince|tell|persuade) (?:me|us)\b|\b(?:explain|prove|argue|verify|check|make sure"
    r"|ensure|how|why"
    r"|what(?! you have\b)|which|where|who|only|might|could|may)\b"
    r"|\b(?:zeig\w*|erklaer\w*|pruef\w*|beweis\w*|ueberzeug\w*|ueberpruef\w*|achte\w*|stell\w* sicher"
    r"|sicherstell\w*"
    r"|wie|warum|was|welche\w*|woher|woran|wodurch|nur|koennte\w*|vielleicht)\b"
)
_OPENER = re.compile(
    r"(?:^|[,;:–—(] ?|\b(?:and|but|so|or|then|und|aber|oder"
    r"|dann) )[\W_]*(?:is|are|was|does|do|did|would|could|can|will"
    r"|should|has|have|ist|sind|war|hat|haben|kann|wird|wuerde|besteh\w+|funktioniert|liefert|stimmt"
    r"|deckt|loest)\b"
)
_BOUND = re.compile(r"[,;:.!–—]|\b(?:and|but|so|und|aber|sondern)\b")
_GOES_ON = re.compile(r"^\W*[,:;–—-]\s*(?:\w+\W+){2}\w")
_SUBMIT = re.compile(r"\bsubmit|\babgeb|\bgib\b.{0,40}\bab\b|\beinreich|\breich\w{0,3}\b.{0,40}\bein\b")


def calls_right(sentence: str, *, own: bool = True, asked: bool = False) -> bool:
    """Whether ``sentence`` says of the candidate's code that it is right.

    ``own`` is whether "that is right" would be about their work, not about a question on the task; ``asked``
    whether they asked if their code is right, so that a mere yes says it. A question, a condition, a report
    of what the candidate thinks and a "not" in the same clause are no claim.
    """
    text = _NO_DOUBT.sub("surely", plain_form(sentence)[:_MOST])
    claims = [(found, True) for found in _found(PLAINLY, text)]
    claims += [(found, False) for found in _found(DEICTIC, text)]
    question = questioned(sentence)
    if claims and not _IF.search(text):
        submit = _SUBMIT.search(text) is not None
        for found, plainly in claims:
            rest = text[found.end() :]
            # "that's right, the list may be empty" goes on with what is right
            counts = plainly or submit or (own and not _GOES_ON.search(rest))
            if counts and _stands(found, text) and not (question and _asked(text[: found.end()], rest)):
                return True
    return bool(asked and _BARE.search(text)) or (not question and _elsewhere(text))


def _stands(found: re.Match[str], text: str) -> bool:
    """Whether nothing before a claim, or in it, takes it back."""
    before = text[: found.start()]
    if _NEGATED.search(_BOUND.split(before)[-1]) or _TOLD.search(before):
        return False
    return bool(_OWN_NO.search(found[0])) or not _NEGATED.search(found[0])


def _asked(upto: str, rest: str) -> bool:
    """Whether it is the claim that is asked, not what follows: ``It is correct, so what does it cost?``"""
    return bool(_OPENER.search(upto)) or not _GOES_ON.search(rest)


def _elsewhere(text: str) -> bool:
    plain = folded(text)
    for found in _found(ELSEWHERE, plain):
        if not _TURNED_ELSEWHERE.search(plain[: found.start()] + found[0].removeprefix("no ")):
            return True
    return False


# What the candidate's own words are about

_THING = (
    r"\b(?:code|solution|function|loops?|program|implementation|algorithm|submission|version|loesung|funktion"
    r"|schleife|programm|implementierung|algorithmus|abgabe)\b"
)
_FARES = (
    r"\b(?:right|correct|ok|okay|good|fine|wrong|works?|working|pass|passes|passed|done|finished"
    r"|ready|bugs?|accepted"
    r"|fixed|richtig|korrekt|stimmt|fertig|falsch|funktioniert|besteht|klappt|fehler|behoben)\b"
)
_DONE = (
    r"\b(?:i(?:'m| am) (?:done|finished|ready)|am i (?:done|finished|ready)|(?:it|this"
    r"|that) (?:now )?(?:works|passes"
    r"|works now)|(?:does|will|would) (?:it|this|that|everything) (?:\w+ )?(?:work|pass|be accepted)"
    r"|ich bin fertig"
    r"|bin ich fertig|(?:es|das) (?:funktioniert|klappt)|(?:funktioniert|klappt|besteht) (?:es|das))\b"
)
_ON_IT = re.compile(f"{_DONE}|{_THING}.*{_FARES}|{_FARES}(?! that| dass).*{_THING}", re.DOTALL)
_IS_IT = re.compile(
    r"^\W*(?:(?:so|and|ok|okay|now|also|well|und|und jetzt|jetzt|hm+)\W+)*(?:is|are|was|ist|looks?"
    r"|stimmt|passt)"
    r" (?:it|this|that|these|das|es|so|er|sie)?(?: \w+)?"
    r" ?(?:right|correct|ok|okay|good|fine|it|richtig|korrekt|gut|so|jetzt)?(?: now| so| jetzt)?\W*$"
)


def on_own_work(message: str) -> bool:
    """Whether a candidate speaks of how their code fares, or asks it: not about the task."""
    text = plain_form(message)
    return bool(_ON_IT.search(text) or _IS_IT.search(text))
