"""A hint and a skip are wished for in so many words, or not at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mockmind_lab.errors import Refused
from mockmind_lab.interviewer.tools import checked
from mockmind_lab.interviewer.wishes import wants_hint, wants_skip
from mockmind_lab.providers.base import ToolUse
from tests.interviewer.conftest import Talk

ASKS = """
Please give me a hint.
Can I have a hint?
Could you give me a small hint please?
May I get another hint?
I'd like a hint.
I would really like to have a hint now
I need a hint
I think I need a hint.
I'll take the next hint.
I want the second hint
Give me hint 1
I'll take hint 2
hint please
A hint, please!
Hint 2 please
next hint
Hint?
another hint
any hints?
Give me a clue
How about a little nudge?
A tip would be nice.
I could use a tip
Let me have one more hint.
ok, give me the hint then
No, give me a hint.
I don't know how to go on so give me a hint
I don't see it, can I have a hint?
I tried a dict by colour and it fails on the second example, so I need a hint.
Please don't tell me the solution, but give me a hint.
I need a hint, not the solution.
That was no use, give me another hint.
help me
Please help me!
Can you help me?
Could you please help me with the loop?
I need some help
Help!
I'm stuck
I am completely stuck here.
I’m stuck!
I compared the colours in a loop, but I am stuck. Please give me a hint.
I'm lost
I got stuck on the second loop
I can't get any further.
I don't know how to continue
Gib mir bitte einen Tipp.
Geben Sie mir bitte einen Hinweis
Kann ich einen Hinweis haben?
Könnte ich bitte noch einen kleinen Tipp bekommen?
Ich brauche einen Hinweis.
Ich hätte gern einen Tipp
Ich möchte den nächsten Hinweis
Einen Tipp hätte ich gerne
Tipp bitte
Hinweis 2 bitte
Noch einen Hinweis, bitte.
Nächster Hinweis
Hätten Sie vielleicht einen Tipp für mich?
Ich komme mit der Schleife nicht weiter
Hilf mir bitte
Können Sie mir bitte helfen?
Ich brauche etwas Hilfe.
Hilfe!
Ich stecke fest.
Ich haenge fest
Ich komme hier nicht weiter.
Ich weiß nicht mehr weiter
Ich sehe es nicht, ich brauche einen Tipp
Bitte verraten Sie nicht die Lösung, aber geben Sie mir einen Tipp
"""
ASKS_NOT = """
I don't want a hint, I counted with a dict by colour.
Please don't tell me the solution. I counted the left gloves.
What is the answer for an empty list?
I looped over the gloves and counted; is the answer a list?
Tell me the answer.
What is the solution?
Just give me the code
No hint please.
No hints, please!
Please don't give me a hint.
Don't give me any hints yet
I do not need a hint.
I don't think I need a hint.
I can do it without a hint.
not yet a hint please
Never give me a hint
I'd rather not take a hint.
Please no help
I don't need help.
I don't want any help, thanks
Don't help me
I'm not stuck.
I'm not really stuck, I only think
I was stuck, but now I see it.
I'm stuck, but I don't want a hint.
I'm stuck... never mind, I see it now.
I'm stuck; let me think for a minute.
How much does a hint cost?
What does a hint cost?
Is there any hint left?
Can you repeat the hint?
How many points is a hint?
Is a hint free?
Can I have a hint for free?
Could I get a hint later?
If I get stuck, can I have a hint?
Can I get a hint if I need one?
What happens if I take a hint?
When can I take a hint?
How do I get a hint?
Should I take a hint?
Do I need a hint?
Why do I need a hint here?
Your hint helped.
Thanks for the hint!
The last hint says to keep a tally.
I used the dict, the hint, and a loop.
Can you show me the hint again?
I take the hint to mean that I should sort.
You said I need a hint.
Does a dict help me here?
Would sorting help?
Can you help me understand the input?
The loop gets stuck on an empty list.
My counter is stuck at zero
What if it is stuck?
I have lost the second glove.
Let me try a dict first.
I hinted at it before.
I count the gloves by colour.
yes
Ich will keinen Tipp.
Bitte keinen Hinweis!
Noch keinen Hinweis bitte
Ich brauche keine Hilfe.
Ich stecke nicht fest.
Ich schaffe es ohne Hinweis
Geben Sie mir keinen Tipp
Einen Tipp brauche ich nicht.
Was kostet ein Hinweis?
Brauche ich einen Hinweis?
Wie bekomme ich einen Tipp?
Danke für den Tipp.
Der Hinweis hat geholfen
Sag mir bitte nicht die Lösung
Verrate mir die Lösung
Was ist die Antwort für eine leere Liste?
Kann ich später einen Tipp haben, wenn ich ihn brauche?
Helfen Sie mir nicht
Ich zähle die Handschuhe nach Farbe
"""
LEAVES = """
skip
Skip it please
Skip problem
Skip this problem
Let's skip this one.
Let me skip this problem.
I want to skip this problem.
I'd like to skip
I would like to skip this task, please.
Can we skip this problem?
Can I skip the problem now?
I give up
I tried everything, I give up.
OK, I give up!
I'm giving up
I give up on this problem.
I'd rather give up
I want to move on to the next problem.
Let's go to the next problem
Can we move on to the next problem?
Next problem please
the next task, please
I don't see it, let's do the next problem.
I want to leave this problem
Ich gebe auf
Dann gebe ich auf.
Ich möchte diese Aufgabe überspringen.
Können wir die Aufgabe bitte überspringen?
Überspringen bitte
Bitte überspringen
Ich will aufgeben
Nächste Aufgabe bitte
Weiter zur nächsten Aufgabe
Ich möchte zur nächsten Aufgabe gehen
Lass uns mit der nächsten Aufgabe weitermachen
Gehen wir zur nächsten Aufgabe
"""
LEAVES_NOT = """
Then I move on to the right gloves in the loop.
I skip the empty ones
I skip duplicates in the loop.
If it is a left glove, I skip it.
When the colour was seen, skip it and go on.
Skip the first element, then compare.
Can I skip this check?
Do I handle negatives or can I skip this?
I don't want to skip.
then skip
Give up? Never!
Should I skip this problem?
Don't skip this problem
I won't give up
I'm not giving up yet.
I never give up
I give up on the dict and sort instead.
I give up the nested loop
How do I skip?
What happens if I skip this problem?
Can I skip a problem later?
If I can't do it I skip this problem.
If nothing works, I give up.
The next problem is that my loop ends early.
My next problem in the code is the index.
What is the next problem?
Will the next problem be harder?
We move on to the next one in the list
Let's move on.
Next one is None then
I pass on the list to the helper
I pass the list on
Can we skip this question?
I leave it sorted.
yes
Ich gebe nicht auf
Ich will die Aufgabe nicht überspringen
Ich überspringe die leeren Handschuhe.
Dann gehe ich zum nächsten Element
Ich gebe das Ergebnis auf der Konsole aus
Was passiert, wenn ich die Aufgabe überspringe?
Wie überspringe ich die Aufgabe?
Wenn es nicht geht, gebe ich auf
Wie schwer ist die nächste Aufgabe?
"""

ASKS_ELSEWHERE = """
Me das una pista, por favor?
Dame una pista
No sé cómo seguir, dame una pista.
¿Puedes darme una pista?
Una pista, por favor
donne-moi un indice
Donnez-moi un indice s'il vous plaît.
Je ne vois pas, est-ce que je peux avoir un indice ?
Un indice, s'il te plaît
Mi dai un suggerimento?
Vorrei un indizio, per favore.
Me dá uma dica?
Você pode me dar uma dica, por favor?
Geef me een hint alsjeblieft.
Mag ik een aanwijzing?
Poproszę podpowiedź
Nie wiem co dalej, daj mi podpowiedź.
Дай подсказку, пожалуйста
Можно подсказку?
Не могли бы вы дать подсказку?
Дайте, будь ласка, підказку
Можна підказку?
Bana bir ipucu verir misin?
İpucu istiyorum
请给我一个提示
可以给我提示吗？
给个提示吧
我不会做，能给点提示吗？
ヒントをください
わからないのでヒントをください。
ヒントをもらえますか？
힌트 주세요
힌트 좀 줄 수 있나요? 힌트가 필요해요.
هل يمكنك إعطائي تلميح؟
أريد تلميحا من فضلك
मुझे एक संकेत दीजिए
क्या मुझे एक हिंट मिल सकता है?
提示
ヒント
"""
ASKS_NOT_ELSEWHERE = """
No quiero una pista.
¿Cuánto cuesta una pista?
Gracias por la pista.
No necesito ayuda, gracias
Je ne veux pas d'indice.
Combien coûte un indice ?
Je veux renvoyer un indice de la liste.
indices
I return the indices.
the index
Non voglio un suggerimento
Quanto costa un suggerimento?
Não quero dica.
Obrigado pela dica.
Ik wil geen hint.
Wat kost een hint?
Nie chcę podpowiedzi.
Ile kosztuje podpowiedź?
Мне не нужна подсказка.
Сколько стоит подсказка?
Спасибо за подсказку
Мені не потрібна підказка
İpucu istemiyorum.
İpucu kaç puan?
我不需要提示。
不要给我提示
提示要扣多少分？
谢谢你的提示
ヒントはいりません。
ヒントは何点ですか？
ヒントなしでやります
힌트는 필요 없어요
힌트는 몇 점이에요?
لا أريد تلميحا
मुझे संकेत नहीं चाहिए
Sí
oui
是
да
Cuento los guantes por color.
"""
YES_ELSEWHERE = """
si
Sí, por favor
oui
Oui, s'il vous plaît.
shi de
да
Да, давай
是的
好的，谢谢
はい、お願いします
네
예, 주세요
نعم
نعم من فضلك
हाँ
जी हाँ
evet, lütfen
tak, poproszę
sim, por favor
sì, grazie
так, будь ласка
ja graag
"""
NO_ELSEWHERE = """
no
non
нет
不
いいえ
아니요
لا
नहीं
hayır
nie
não
oui, mais combien
sí pero no
sí, cuento los guantes
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


def test_a_hint_is_wished_for_or_not() -> None:
    heard = {text: wants_hint(text) for part in (ASKS, ASKS_NOT, LEAVES, LEAVES_NOT) for text in lines(part)}
    assert [text for text, wanted in heard.items() if wanted] == lines(ASKS)


def test_the_problem_is_to_be_left_or_not() -> None:
    heard = {text: wants_skip(text) for part in (ASKS, ASKS_NOT, LEAVES, LEAVES_NOT) for text in lines(part)}
    assert [text for text, wanted in heard.items() if wanted] == lines(LEAVES)


@pytest.mark.parametrize(
    ("before", "text", "taken"),
    [
        ("Would you like a hint? ", "Yes", True),
        ("You lose 5 points by it. Would you like hint 1?", "yes please", True),
        ("Hint 1 costs 5 points. Shall I?", "ok", True),
        ("Shall I give you a hint for 5 points?", "Sure, thanks. I tried two loops.", True),
        ("Möchten Sie einen Hinweis?", "Ja, gerne", True),
        ("Would you like a hint?", "No", False),
        ("Would you like a hint?", "no, ok?", False),
        ("Would you like a hint?", "Yes, I counted them with a dict by colour.", False),
        ("Would you like a hint, or do you go on?", "Yes", False),
        ("How does hint 1 fit that?", "Yes", False),
        ("Does hint 1 confirm it?", "Yes", False),
        ("`%interview hint` gives hint 1 for 5 points.", "ok", False),
        ("Would you like a hint? What have you tried?", "Yes", False),
        ("Did you count them?", "Yes", False),
        ("Do you want to skip this problem?", "Yes", False),
    ],
)
def test_a_yes_takes_a_hint_right_after_an_offer_of_one(before: str, text: str, taken: bool) -> None:
    assert wants_hint(text, before=before) is taken


@pytest.mark.parametrize(
    ("before", "text", "left"),
    [
        ("Do you want to skip this problem?", "Yes", True),
        ("That can't be undone. Shall we leave it and go to the next problem?", "yes, please", True),
        ("Möchten Sie die Aufgabe überspringen?", "ja", True),
        ("Do you want to skip this problem?", "No", False),
        ("Do you want to skip this problem?", "Yes, but what about the loop", False),
        ("Do you skip the right gloves?", "Yes", False),
        ("Would you like a hint?", "Yes", False),
    ],
)
def test_a_yes_leaves_the_problem_right_after_that_was_asked(before: str, text: str, left: bool) -> None:
    assert wants_skip(text, before=before) is left


def test_a_hint_is_wished_for_in_other_languages() -> None:
    assert [text for text in lines(ASKS_ELSEWHERE) if not wants_hint(text)] == []
    assert [text for text in lines(ASKS_NOT_ELSEWHERE) if wants_hint(text)] == []
    assert not any(map(wants_skip, lines(ASKS_ELSEWHERE)))


def test_a_yes_in_another_language_takes_what_was_offered() -> None:
    hint, skip = "Hint 1 costs 5 points. Would you like a hint?", "Do you want to skip this problem?"
    heard = {text: wants_hint(text, before=hint) for text in lines(YES_ELSEWHERE + NO_ELSEWHERE.lstrip())}
    assert [text for text, wanted in heard.items() if wanted] == lines(YES_ELSEWHERE)
    left = [wants_skip(text, before=skip) for text in lines(YES_ELSEWHERE)]
    assert all(left)
    assert not any(wants_skip(text, before=skip) for text in lines(NO_ELSEWHERE))
    assert not any(wants_hint(text) or wants_skip(text) for text in lines(YES_ELSEWHERE))


@pytest.mark.parametrize(
    ("before", "text", "hint", "skip"),
    [
        ("¿Quieres una pista por 5 puntos?", "sí", True, False),
        ("Veux-tu un indice ?", "oui", True, False),
        ("要不要一个提示？", "要", True, False),
        ("ヒントがほしいですか？", "はい", True, False),
        ("Хотите подсказку?", "да", True, False),
        ("힌트를 드릴까요?", "네", True, False),
        ("هل تريد تلميحا؟", "نعم", True, False),
        ("क्या आप संकेत चाहते हैं?", "हाँ", True, False),
        ("¿Quieres saltar este problema?", "sí", False, True),
        ("要跳过这道题吗？", "是的", False, True),
        ("¿Te ayudó la última pista?", "sí", False, False),
        ("¿Quieres una pista o sigues?", "sí", False, False),
        ("¿Usas un diccionario?", "sí", False, False),
        ("ヒントは役に立ちましたか？", "はい", False, False),
    ],
)
def test_an_offer_counts_in_the_language_of_the_candidate(
    before: str, text: str, hint: bool, skip: bool
) -> None:
    assert (wants_hint(text, before=before), wants_skip(text, before=before)) == (hint, skip)


def test_a_wall_of_text_is_no_wish() -> None:
    for text in (
        "i will ",
        "i'm ",
        "not ",
        "ok ",
        "ein ",
        "can i ",
        "x",
        "no ",
        "sí ",
        "好",
        "はい",
        "pista ",
        "提示",
    ):
        assert not wants_hint(text * 5000)
        assert not wants_skip(text * 5000)


def granted(talk: Talk, tool: str, **given: object) -> bool:
    """Whether the interviewer's model may use ``tool`` now."""
    try:
        checked(ToolUse("1", tool, given), talk.situation())
    except Refused:
        return False
    return True


def test_one_wish_pays_for_one_hint(begin: Callable[..., Talk]) -> None:
    talk = begin()
    talk.say("I compared every price with every other one. Please give me a hint.")
    assert granted(talk, "give_hint", level=1)
    talk.hint()
    talk.say("I keep a tally of the prices in a dict now.")
    assert not granted(talk, "give_hint", level=2)
    talk.say("Another hint please")
    assert granted(talk, "give_hint", level=2)


def test_a_wish_for_a_hint_outlives_one_question_and_no_refusal(begin: Callable[..., Talk]) -> None:
    talk = begin()
    talk.say("Please give me a hint.")
    talk.say("I compared every price with every other one.")
    assert granted(talk, "give_hint", level=1)
    talk.say("No hint, please, I see it now.")
    assert not granted(talk, "give_hint", level=1)
    talk.say("Please give me a hint.")
    talk.say("I compared every price with every other one.")
    talk.say("The loop runs over all the prices.")
    assert not granted(talk, "give_hint", level=1)


def test_who_writes_another_language_gets_a_hint_and_else_a_command(begin: Callable[..., Talk]) -> None:
    talk = begin()
    talk.say("I compared every price with every other one. Me das una pista, por favor?")
    assert granted(talk, "give_hint", level=1)
    talk.say("Adaŭ helpon!")
    talk.say("Mi petas!")
    with pytest.raises(Refused, match="%interview hint"):
        checked(ToolUse("1", "give_hint", {"level": 1}), talk.situation())


def test_a_model_leaves_a_problem_on_an_explicit_wish_alone(begin: Callable[..., Talk]) -> None:
    talk = begin()
    talk.say("Then I move on to the right gloves in the loop.")
    assert not granted(talk, "skip")
    talk.say("I give up.")
    assert granted(talk, "skip")
    talk.say("Wait, I skip the empty ones first.")
    assert not granted(talk, "skip")
