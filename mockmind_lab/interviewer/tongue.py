"""Whether a message is in another language than English, and what a German one asks of the interview."""

from __future__ import annotations

import re

from mockmind_lab.interviewer.intent import Intent

__all__ = ["asked_in_german", "is_foreign"]

_ENGLISH = """
a about all an and any are as at be but by can could do does don't for from get give go have hint how i if in
is it it's just let like list make me my need no not of on or please return should so sort that the then there
this to use want what when where which will with would you your
"""
_FOREIGN = """
der das den dem ein eine einen einer ist sind nicht und oder ich du sie wir mir mich mein meine kann kannst
darf soll muss wie wieviel viele wenn warum wo wird werden bitte gib mit auf aus auch noch dann sein leer
leere sortiert doppelt bekomme habe haben machen beenden brauche gibt verstehe aufgabe
el los las una que es como cómo cuando cuándo puede puedo qué por está lista vacía
les une des est quand peut puis je vous moi donne dans pour avec sont vide
il gli della quando posso può vuota dammi
het een zijn niet ik kan mag hoe wanneer
uma não você quando pode posso vazia
czy jak może jest mogę
"""
_KNOWN, _OTHER = frozenset(_ENGLISH.split()), frozenset(_FOREIGN.split())
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_MOST = 400  # characters that are looked at
_SHARE = 4  # one word in so many, where no word is English, makes a short message foreign

_GERMAN: tuple[tuple[Intent, re.Pattern[str]], ...] = tuple(
    (found, re.compile(way, re.IGNORECASE))
    for found, way in (
        (Intent.COST, r"\bkoste\w*\b.*\b(?:hinweis\w*|tipp\w*)|\b(?:hinweis\w*|tipp\w*)\b.*\bkoste\w*"),
        (Intent.ATTEMPTS, r"\bwie (?:viele|oft)\b.*\b(?:versuch\w*|abgabe\w*|abgeben|einreich\w*)"),
        (Intent.TIME, r"\bwie ?(?:viel\w*|lange?)\b.*\b(?:zeit|minuten?)\b|\bwie lange? habe ich\b"),
        (
            Intent.HOW,
            r"\bwie\b.*\b(?:gebe? ich|reiche? ich|starte ich|teste ich|führe ich|fuehre ich|abgeben)\b",
        ),
        (
            Intent.FINISH,
            r"\b(?:interview|gespräch|gespraech)\b.*\b(?:beenden|abbrechen|aufhören|aufhoeren)\b",
        ),
        (Intent.PAUSE, r"\bpause (?:machen|einlegen)\b|\bpausieren\b|\bbrauche \w* ?pause\b"),
    )
)


def is_foreign(text: str) -> bool:
    """Whether ``text`` is mostly in another language than English; gibberish and code are in none."""
    words = _WORD.findall(text[:_MOST].lower().replace("’", "'"))
    letters = "".join(words)
    strange = len(letters) - len(_LATIN.findall(letters))
    if strange > 1 and strange * 2 > len(letters):
        return True
    english = sum(word in _KNOWN for word in words)
    other = sum(word in _OTHER and word not in _KNOWN for word in words)
    if not english:
        return 1 < len(words) <= other * _SHARE
    return other >= 2 and other > english


def asked_in_german(text: str) -> Intent | None:
    """What a German message asks of the interview itself, where it is one of the few things known."""
    return next((found for found, way in _GERMAN if way.search(text[:_MOST])), None)
