"""How one says that code is right: patterns for English, for German, and for what others say most often."""

from __future__ import annotations

import re

from mockmind_lab.interviewer.words import folded, unmasked

__all__ = ["DEICTIC", "ELSEWHERE", "PLAINLY", "Ways"]

Ways = tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]


def _ways(*ways: tuple[str, str]) -> Ways:
    """Patterns, each with pieces of words of which a sentence must hold one for the pattern to be tried: a
    sentence is looked at while the candidate waits."""
    return tuple((tuple(_as_met(keys).split()), re.compile(_as_met(way))) for keys, way in ways)


def _as_met(text: str) -> str:
    """Letters as ``plain_form`` and ``folded`` leave them: Cyrillic ones that look Latin are Latin."""
    return text if text.isascii() else unmasked(folded(text))


def _words(most: int) -> str:
    return rf"(?: [\w'%-]+){{0,{most}}}?"


# English

_CODE = (
    r"(?:code|solution|function|implementation|loops?|program|version|submission|algorithm|logic|recursion"
    r"|method)"
)
_BE = r"(?:'s|'re| is| are| was| looks?| seems?| appears?| must be| should be| will be|'ll be| would be)"
_VERY = (
    r"(?: to be| now| also| really| indeed| all| just| quite| so| one hundred percent| 100 ?%"
    r"| complete and| finished and| fine and| [a-z]+ly)*"
)
_RIGHT = (
    r"(?:correct|flawless|perfect|(?:bug|error)[- ]free|sound|accurate|fine as it is|free of (?:bugs|errors)"
    r"|right(?! (?:here|there|now that|away|at|in|after|before|behind|next|below|above|half|end|side"
    r"|hand)\b))"
    r"(?! (?:to(?! me\b| us\b)|that|place|order)\b)"
)
_RIGHT_KEYS = "right correct flawless perfect -free sound accurate fine free"
_ALL = r"(?:all|every|each|any|everything|both)"
_BUG = r"(?:bugs?|mistakes?|errors?|flaws?|faults?|problems?|issues?|wrong)"
_TASK = r"(?:the|this) (?:problem|task|exercise|puzzle|challenge)"

_ENGLISH = _ways(
    (
        _RIGHT_KEYS,
        rf"\b{_CODE}{_words(4)}{_BE}{_VERY} {_RIGHT}"
        rf"|\byour (?:answer|result|output|fix|change|work|approach|idea){_BE}{_VERY} {_RIGHT}",
    ),
    (
        "wrong incorrect broken faulty buggy",
        rf"\b{_CODE}{_words(2)} (?:isn't|is not|'s not) (?:wrong|incorrect|broken|faulty|buggy)\b",
    ),
    (
        "pass clear surviv",
        rf"\b(?:pass|passes|passed|clears?|survives?)(?: of)?(?: {_ALL}\b| the (?:rest|hidden))"
        r"(?: [\w-]+){0,4}? ?\b(?:tests?|cases?|checks?|inputs?|everything)\b|\bpass(?:es|ed)? everything\b",
    ),
    (
        "pass succeed green",
        rf"\b(?:all|every|each)(?: [\w-]+){{0,4}}? (?:tests?|checks?){_words(2)}"
        r" (?:pass|passes|passed|passing|succeeds?|green)\b",
    ),
    (
        "accepted ac",
        rf"\b{_CODE}{_words(2)} (?:would|will|should|'ll|is going to)(?: \w+)? (?:be |get )?accepted\b"
        r"|\b(?:it|this|that|you)(?:'ll| will| would|'d| should)(?: \w+)? (?:get"
        r"|be) (?:an? )?(?:accepted|ac)\b",
    ),
    ("judge", r"\bjudge(?:'ll| will| would| should| is going to)(?: \w+)? (?:accept|pass|like|take)\b"),
    (
        "accept pass call consider",
        rf"\bi(?:'d| would) (?:\w+ )?(?:accept|pass) (?:this|that|your|it)\b"
        rf"|\bi(?:'d| would)? (?:call|consider) (?:it|this|that|your {_CODE}) (?:correct|right|done"
        rf"|solved)\b",
    ),
    (
        "bug mistake error flaw fault problem issue wrong",
        rf"\bno(?: [\w-]+){{0,2}} {_BUG}{_words(3)} (?:left|remains?|remaining|any ?more)\b"
        rf"|\bno(?: [\w-]+)? {_BUG} (?:in|with) (?:your|the|this|that|it)\b(?: {_CODE}| [\w-]+ {_CODE}|\W*$)"
        rf"|\bi (?:can't|cannot|can not|don't|do not|couldn't) (?:see|find|spot){_words(2)} {_BUG}\b"
        r"|\b(?:bug|error|mistake|fault) is (?:now )?(?:gone|fixed|resolved)\b",
    ),
    (
        "nothing",
        r"\bnothing(?:'s| is| was)?(?: \w+)? (?:wrong|to (?:fix|correct|repair))\b"
        r"|\bnothing (?:more|else|left)(?: left)? to (?:do|fix|change|correct|improve)\b",
    ),
    (
        "isn't aren't find see think",
        rf"\b(?:isn't|aren't|is not|are not) (?:a single|any|one)(?: \w+)? {_BUG}\b"
        r"|\bi (?:can't|cannot|can not|don't|couldn't|could not) (?:see|find|think of)(?: [\w-]+){0,2}?"
        r" (?:failing|counter-?example|(?:input|case|list|test) (?:that|which|where|on which))\b",
    ),
    (
        "test",
        r"\btests? (?:won't|will not|shouldn't|should not|are not going to) be (?:a problem|an issue)\b"
        rf"|\b(?:gets?|got|goes|go|runs?|makes? it) through (?:{_ALL}|the)(?: [\w-]+){{0,3}}? tests?\b",
    ),
    (
        "pass",
        rf"\b(?:it|this|that|{_CODE})(?:'ll| will| should| would| is going to)(?: \w+)? pass"
        r"(?=\W*$|[,;:.!]| now\b)",
    ),
    (
        _RIGHT_KEYS,
        rf"\b(?:your|the|this) (?:[\w-]+ )?(?:{_CODE}|output|result)\b[^,;:.!?]{{0,40}}\b(?:is|are|looks)\b"
        rf"[^,;:.!?]{{0,20}} {_RIGHT}(?=\W*$|[,;!]| and\b| (?:for|in|on) {_ALL}\b)"
        rf"|\b{_CODE}{_BE}{_VERY} the (?:right|correct) one\b",
    ),
    (
        "valid bulletproof watertight robust",
        rf"\b(?:it|this|that|{_CODE}){_BE}{_VERY} (?:valid|bulletproof|watertight|robust)\b",
    ),
    (
        "passes works",
        rf"\b(?:it|this|that|{_CODE})(?: now| then)? passes(?=\W*$|[,;!])"
        rf"|\b{_CODE}\b[^,;:.!?]{{0,20}} works(?=\W*$|[,;!]| now\b)",
    ),
    ("solved", r"\b(?:problem|task|exercise) (?:is|was)(?: now| thereby)? solved\b"),
    (
        "no more",
        r"^\W*no more (?:bugs?|errors?|mistakes?)\b|\bare no (?:more|further) (?:bugs|errors|mistakes)\b",
    ),
    ("all good", r"(?:^|[,;:] ?|\bit's |\bthat's )\W*all good\b"),
    ("looking for", r"\bexactly (?:the|what) (?:\w+ )?we (?:were|are|was) looking for\b"),
    ("job trick", r"\bdo(?:es)? the (?:job|trick)\b"),
    (
        "requirement spec",
        rf"\b(?:meets?|satisf(?:y|ies)|fulfils?|fulfills?) (?:{_ALL}(?: of)? )?(?:the |its )?"
        r"(?:requirements?|spec\w*)\b",
    ),
    (
        "covered handled",
        rf"\b(?:all|every|each)(?: [\w-]+){{0,4}}? (?:cases?|inputs?){_words(2)} (?:covered|handled)\b"
        rf"|\byou(?:'ve| have)?(?: \w+)? (?:covered|handled) {_ALL}\b(?: [\w-]+){{0,3}}?"
        r" ?\b(?:cases?|everything)\b",
    ),
    (
        "fixed",
        r"\b(?:you|that|this|it)(?:'ve| have| has)?(?: \w+)? fixed"
        r" (?:it|this|everything|the (?:last |only |remaining )?(?:bug|problem|error))\b",
    ),
    (
        "solve crack nail",
        rf"\b(?:it|this|that|you|{_CODE})(?:'ve| have| has| does| do)?(?: now| really| indeed)?"
        rf" (?:solves?|solved|cracked|nailed) (?:it|this|{_TASK})\b|^\W*(?:nailed|cracked|solved) it\b",
    ),
    (
        "got",
        r"\byou(?:'ve| have)? got (?:it|this|that|everything)\b"
        r"(?:(?=\W*$|[,;:.!])| (?:all )?(?:right|correct)\b)",
    ),
    ("done finished", r"\byou(?:'re| are) (?:all |now )*(?:done|finished)(?! with\b)"),
    (
        "work behav runs",
        r"\b(?:works?|working|behaves?|runs?)(?: \w+){0,2}? (?:correctly|perfectly|flawlessly|fine"
        r"|as (?:it should|expected|intended|required|asked))\b"
        rf"|\b(?:works?|working|behaves?)(?: \w+){{0,2}}? (?:for|on|in|with) {_ALL}\b"
        r"|\b(?:will|should|is going to|'ll) work(?=\W*$|[,;:.!])",
    ),
    (
        "handle cover",
        rf"\b(?:handles?|covers?)(?: [\w-]+)? {_ALL}(?: of)?(?: the| these| those)?(?: [\w-]+)? ?"
        r"\b(?:cases?|inputs?|everything|situations?)\b"
        r"|\b(?:handles?|covers?)\b[\w ,'-]{0,50}\beverything\b",
    ),
    (
        "returns gives yields produces computes outputs",
        r"\b(?:returns|gives|yields|produces|computes|outputs) the (?:right|correct|expected) \w+"
        rf" (?:(?:for|in|on|with) {_ALL}\b|every time|each time|always|everywhere|throughout)"
        r"|\balways (?:returns|gives|yields|produces) the (?:right|correct|expected)\b",
    ),
    (
        "does",
        r"\bdoes (?:exactly |precisely |just )?what (?:it (?:should|must|is supposed|has) ?"
        r"|(?:the|this) (?:problem|task|statement) (?:asks|wants|says|requires|needs)|is asked|was asked)",
    ),
    (
        "right correct working valid perfect flawless",
        r"\b(?:(?:this|that|it|yours|which)(?:'s| is| was)?"
        r"|(?:what )?you have(?: is)?)(?: now)? (?:an?|the) (?:\w+ly )?"
        rf"(?:right|correct|working|valid|perfect|flawless) {_CODE}\b",
    ),
    (
        "submi ready",
        r"\b(?:ready|good|safe|fit) (?:to (?:submit|be submitted|hand in|go)|for submission)\b"
        r"|\b(?:safely|confidently) submit\b|\bsubmit (?:\w+ )?with confidence\b",
    ),
)

# German

_PROGRAMM = (
    r"(?:code|loesung|funktion|implementierung|schleifen?|programm|version|abgabe|algorithmus|logik|rekursion"
    r"|methode)"
)
_RICHTIG = r"(?:richtig|korrekt|perfekt|fehlerfrei|fehlerlos|einwandfrei|tadellos|in ordnung)"
_RICHTIG_KEYS = "richtig korrekt perfekt fehlerfrei fehlerlos einwandfrei tadellos ordnung"
_FALL = r"(?:eingaben?|f(?:ae|a)ll\w*|randf(?:ae|a)ll\w*|testf(?:ae|a)ll\w*|listen?)"
_ALLE = r"(?:alle|jeden|saemtliche)"
_GERMAN = _ways(
    (
        _RICHTIG_KEYS,
        rf"\b{_PROGRAMM}{_words(4)} (?:ist|sind|war|waere|scheint|wirkt|sieht){_words(3)} {_RICHTIG}\b"
        rf"|\b{_PROGRAMM}{_words(3)} {_RICHTIG} (?:ist|sind|aussieht)\b"
        rf"|\b(?:ist|sind) (?:dein|ihr|der|die|das)\w* {_PROGRAMM}{_words(2)} {_RICHTIG}\b"
        r"|\b(?:alles|es|das) (?:\w+ )?(?:richtig|korrekt) (?:gemacht|geloest|umgesetzt)\b"
        r"|\brichtig geloest\b|\bfehlerfrei\b|^\W*alles (?:richtig|korrekt)\b"
        rf"|\b(?:dein|ihr)e? (?:ansatz|ergebnis|ausgabe|antwort|idee) ist{_words(2)} {_RICHTIG}\b",
    ),
    (
        "stimmt",
        rf"\b{_PROGRAMM}{_words(2)} stimmt\b"
        rf"|\b(?:nun|jetzt|so|damit) stimmt (?:alles|(?:dein|ihr|der|die)\w* {_PROGRAMM})",
    ),
    (
        "test pruefung anforderung",
        rf"\b(?:besteh\w+|bestanden|schaff\w+|erfuell\w+|durchlaeuft|durch)\b(?: \w+){{0,2}}? {_ALLE}\b"
        r"(?: \w+){0,2}? (?:tests?|testfaelle\w*|pruefungen|anforderungen)\b"
        rf"|\b{_ALLE}(?: \w+){{0,2}}? (?:tests?|testfaelle)(?: \w+){{0,3}}?"
        r" (?:besteh\w*|bestanden|durchlaufen|durch|gruen|klappen|passier\w*)\b",
    ),
    (
        "angenommen akzeptiert",
        rf"\b{_PROGRAMM}{_words(2)} (?:wird|wuerde){_words(3)} (?:angenommen|akzeptiert)\b"
        rf"|\b{_PROGRAMM} (?:angenommen|akzeptiert) (?:wird|wuerde)\b",
    ),
    (
        "kein",
        r"\bkein\w*(?: \w+)? (?:fehler|bugs?|maengel|probleme?)"
        r" (?:mehr|(?:in|an) (?:dein|ihr|euer|de[mr]|diese)\w*)\b"
        rf"|\b(?:in|an) (?:dein|ihr|euer|de[mr]|diese)\w* {_PROGRAMM}{_words(4)} kein\w* (?:\w+ )?"
        r"(?:fehler|bugs?)\b",
    ),
    ("test", r"\bbesteh(?:t|st|en)\b(?!.*\bvon\b)(?: \w+){0,4} (?:tests|testfaelle)\b"),
    ("genau", r"\b(?:das|dies) ist genau die (?:\w+ )?loesung\b"),
    ("durch", rf"\b{_PROGRAMM}{_words(1)} wird (?:\w+ )?(?:durchgehen|durchkommen)\b"),
    (
        "kein",
        r"\b(?:da|hier|darin|es) (?:ist|gibt)(?: \w+)? kein\w* (?:fehler|bugs?)(?=\W*$| (?:drin|mehr|zu)\b)",
    ),
    ("ergebnis", r"\bergebnis\w* (?:stimmt|stimmen)(?: (?:immer|jetzt|nun|so))?(?=\W*$|[,;!])"),
    ("passt", rf"\b{_PROGRAMM}{_words(1)} passt\b(?! (?:nicht|zu[rm]?|auf|in)\b)"),
    (
        "was",
        r"\b(?:macht|tut) (?:\w+ )?(?:genau |exakt )?(?:das,? )?was (?:er|sie|es|die aufgabe|das problem)"
        r" (?:soll|verlangt|fordert|will)",
    ),
    ("kein", r"\bich (?:habe|sehe|finde|kann|konnte)\b.{0,20}\bkein\w* (?:\w+ )?(?:fehler|bugs?)\b"),
    (
        "behandel beruecksichtig",
        rf"\b(?:behandel|beruecksichtig)\w*{_words(2)} {_ALLE}(?: \w+)? (?:rand|test)?f(?:ae|a)ll\w*",
    ),
    (
        "nichts",
        r"\bnichts(?: mehr)? (?:falsch|auszusetzen|zu (?:verbessern|korrigieren|beheben|bemaengeln))\b",
    ),
    ("behoben weg beseitigt", r"\b(?:fehler|bug) ist (?:\w+ )?(?:behoben|weg|beseitigt)\b"),
    (
        "funktioniert klappt laeuft arbeitet",
        r"\b(?:funktioniert|klappt|laeuft|arbeitet)(?: \w+){0,2}? (?:fuer|bei|mit|in) (?:alle\w*|jede\w*)"
        rf" (?:\w+ )?{_FALL}\b"
        rf"|\b(?:funktioniert|klappt|laeuft|arbeitet)(?: \w+){{0,2}}?"
        rf" (?:{_RICHTIG}|wie (?:es )?(?:sie )?soll|alles)\b|\balles (?:funktioniert|klappt)\b",
    ),
    (
        "richtige korrekte",
        r"\b(?:liefert|gibt|berechnet|ergibt|findet)(?: \w+){0,2}? (?:immer|stets|(?:fuer|bei"
        r"|in) (?:jede|alle)\w*)"
        r"(?: \w+){0,3}? (?:richtige|korrekte)\w* ",
    ),
    (
        "geloest geschafft gepackt loest",
        r"\b(?:du|sie|ihr) (?:hast|haben|habt)(?: \w+){0,3}? (?:geloest|geschafft|gepackt)\b"
        r"|\b(?:aufgabe|problem) (?:ist )?(?:\w+ )?geloest\b"
        r"|\b(?:ist|waere) (?:die aufgabe|das problem) (?:\w+ )?geloest\b"
        r"|\bloest (?:\w+ )?(?:die aufgabe|das problem)\b",
    ),
    (
        "richtige korrekte fertige funktionierende",
        r"\b(?:das|dies|es|du hast|sie haben)(?: \w+){0,2}?"
        rf" (?:richtige|korrekte|fertige|funktionierende) {_PROGRAMM}\b",
    ),
    (
        "deck faelle",
        rf"\bdeck\w* (?:\w+ )?{_ALLE} (?:rand)?f(?:ae|a)ll\w*|\balle (?:rand)?faelle(?: \w+){{0,2}}?"
        r" (?:abgedeckt|behandelt|beruecksichtigt|erledigt)\b",
    ),
    (
        "einreichen abgeben abgabe",
        r"\b(?:bedenkenlos|getrost|beruhigt|unbesorgt|ruhigen gewissens) (?:so )?(?:einreichen|abgeben)\b"
        r"|\b(?:bereit zur abgabe|abgabereif|reif fuer die abgabe)\b",
    ),
)

PLAINLY = _ENGLISH + _GERMAN
DEICTIC = _ways(
    (
        _RIGHT_KEYS,
        rf"\b(?:it|this|that|everything|all){_BE}{_VERY} {_RIGHT}"
        r"|\b(?:it|this|that)(?:'s| is) the (?:right|correct) answer\b",
    ),
    ("looks", rf"(?:^|[,;:] ?)\W*looks{_VERY} (?:right|correct|good)\b"),
    ("accepted", r"\b(?:it|this|that)(?: is|'s| would be) accepted\b"),
    (
        "wrong incorrect broken buggy",
        r"\b(?:it|this|that) (?:isn't|is not) (?:wrong|incorrect|broken|buggy)\b(?! to\b)",
    ),
    ("works", r"\b(?:it|this|that) (?:now )?works(?: now)?(?=\W*$|[,;:.!])"),
    (
        _RICHTIG_KEYS,
        r"\b(?:es|das|dies|so|alles|sie|er) (?:ist|war|waere|scheint|sieht|stimmt)(?: [\w-]+){0,3}?"
        r" (?:richtig|korrekt|perfekt|fehlerfrei)\b(?!,? dass)",
    ),
    ("stimmt", r"\b(?:das|es|alles) stimmt\b(?!,? dass)|\bstimmt alles\b"),
    ("sieht", r"\bsieht (?:\w+ )?(?:richtig|korrekt|gut) aus\b"),
    ("akzeptiert angenommen", r"\b(?:das|es|sie) wird (?:\w+ )?(?:akzeptiert|angenommen)\b"),
    (
        "funktioniert klappt",
        r"\b(?:es|das) (?:funktioniert|klappt)(?: (?:jetzt|nun|so))?(?=\W*$|[,;:.!])",
    ),
)
"""Of what was written, or of what was asked about the task: only what went before tells."""
# What other languages say most often; accents are folded away.

ELSEWHERE = _ways(
    (
        "correct juste bonne",
        r"\b(?:code|solution|fonction|programme)\b(?: \w+){0,2} (?:est|semble|parait)(?: \w+)?"
        r" (?:correcte?|juste|bonne?)\b|\bbonne solution\b",
    ),
    ("passe", r"\bpasse(?:ra|nt)? tous les (?:\w+ )?tests\b"),
    ("erreur bug", r"\bn'y a (?:plus|pas) d'(?:erreurs?|bugs?)\b"),
    (
        "codigo solucion funcion programa solucao funcao",
        r"\b(?:codigo|solucion|funcion|programa|solucao|funcao)\b(?: \w+){0,2} (?:es|esta|e|parece)(?: \w+)?"
        r" (?:correct[oa]|corret[oa]|cert[oa]|perfect[oa]|bien)\b",
    ),
    (
        "pasa passa supera",
        r"\b(?:pasa|pasara|supera|superara|passa|passara) (?:em )?(?:tod[oa]s|tutti) (?:l[oa]s|[oa]s|i)\b",
    ),
    ("error erros", r"\b(?:no hay|nao ha|sin|sem)(?: \w+)? (?:errores|erros|errori)\b"),
    (
        "codice soluzione funzione programma",
        r"\b(?:codice|soluzione|funzione|programma) (?:ora )?(?:e|sembra)(?: \w+)? (?:corrett[oa]"
        r"|giust[oa])\b",
    ),
    (
        "juist goed",
        r"\b(?:code|oplossing|functie|programma) (?:is|lijkt)(?: nu| helemaal| volledig)? (?:juist|goed)\b",
    ),
    ("slaagt fouten", r"\bslaagt voor alle\b|\bgeen fouten meer\b"),
    (
        "正确 正確 错 錯 问题 問題",
        r"(?:代码|代碼|程序|程式|解法|函数|函數|算法|答案)[^。？！，]{0,6}"
        r"(?<![不未])(?:正确|正確|没错|沒錯|没有错|没问题|沒問題)|(?:没有|沒有)(?:任何)?(?:错误|錯誤|bug)",
    ),
    (
        "通过 通過",
        r"(?<![不没未])(?:通过|通過)了?(?:所有|全部)|(?:测试|測試)(?:都|全部|全都)(?:能)?(?:通过|通過)",
    ),
    (
        "код решение функция программа",
        r"\b(?:код|решение|функция|программа)(?: \w+){0,2} (?:правильн|верн|корректн)\w*",
    ),
    ("проходит пройдет прошло прошел", r"\b(?:проходит|пройдет|прошло|прошел) все\b"),
    (
        "コード 解答 解法 関数 プログラム 実装 テスト",
        r"(?:コード|解答|解法|関数|プログラム|実装)[^。？！、]{0,8}(?:正しい|正解|合って|問題ありません)"
        r"|(?:すべて|全て|全部)のテスト(?:に|を)(?:合格|通|パス)",
    ),
)
