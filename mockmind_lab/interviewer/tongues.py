"""How one asks for a hint, or says yes to an offer, in languages beside English and German."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from mockmind_lab.interviewer.words import folded, questioned, sentences, unmasked

__all__ = ["TONGUES", "accepts", "declines", "wants_hint", "yes"]


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language: alternatives of patterns, as they are written there.

    ``hint`` is the word for a hint, ``asks`` what makes a request of a sentence that holds it, ``turns`` what
    makes none of it (a "not", a price, the last hint), ``offers`` what offers one, ``leaves`` the words for
    leaving a problem, ``yes`` what accepts, ``beside`` what may stand beside a yes, ``no`` what declines.
    ``spaced`` is whether there are blanks between words.
    """

    name: str
    hint: str
    asks: str
    turns: str
    offers: str
    leaves: str
    yes: str
    no: str
    beside: str = "x^"
    spaced: bool = True


TONGUES = (
    Tongue(
        "French",
        hint=r"indice|autre indice|indication|coup de pouce",
        asks=r"donnez?|donne-moi|donnez-moi|je (?:veux|voudrais|souhaite|prends)|j'aimerais"
        r"|(?:puis-je|peux-tu|pouvez-vous"
        r"|pourrais-tu|pourriez-vous|est-ce que je peux) (?:\w+ )?(?:avoir|donner)|j'ai besoin"
        r"|il me faut|s'il (?:te|vous) plait|svp|stp",
        turns=r"pas|sans|aucune?|combien|coute|dernier|merci pour|pourquoi|quand|plus tard|jamais"
        r"|renvoyer|retourner|liste|tableau|boucle|element|premier|valeur",
        offers=r"veux-tu|voulez-vous|tu veux|vous voulez|souhaitez|souhaites|desires|desirez"
        r"|voudrais|voudriez|aimerais"
        r"|aimeriez|dois-je|puis-je|besoin|je (?:te|vous) donne",
        leaves=r"passer (?:ce|le|au) probleme|passer au probleme suivant|sauter|abandonner"
        r"|laisser ce probleme",
        yes=r"oui|ouais|d'accord|volontiers|bien sur|s'il (?:te|vous) plait|svp|stp|avec plaisir"
        r"|vas-y|allez-y",
        no=r"non|pas|jamais",
        beside=r"merci|je (?:veux|voudrais) bien|un|une|indice",
    ),
    Tongue(
        "Spanish",
        hint=r"pistas?|ayuda|ayudame|ayudeme|sugerencia",
        asks=r"das|dame|deme|denme|dar|darme|necesito|quiero|quisiera|querria|me gustaria|puedo"
        r"|podria|podrias|puedes"
        r"|por favor|ayudame|ayudeme|otra",
        turns=r"no|sin|cuanto|cuesta|ultima|anterior|gracias por|por que|cuando|despues|luego"
        r"|mas tarde|nunca",
        offers=r"quieres|quiere|querrias|te doy|le doy|deseas|desea|necesitas|necesita|te gustaria"
        r"|le gustaria|prefieres",
        leaves=r"saltar|saltarte|omitir|abandonar|dejar (?:este|el) problema|pasar al siguiente",
        yes=r"si|claro|vale|por favor|dale|de acuerdo|por supuesto|bueno|adelante|perfecto|esta bien",
        no=r"no|nunca",
        beside=r"gracias|que|una|pista|la quiero|quiero",
    ),
    Tongue(
        "Italian",
        hint=r"suggeriment[oi]|indizi[o]?|aiuto|aiutami|aiutino",
        asks=r"dammi|mi dai|mi da|mi dia|darmi|vorrei|voglio|posso|puoi|potresti|potrebbe"
        r"|ho bisogno|mi serve|per favore"
        r"|per piacere|aiutami|un altro",
        turns=r"non|senza|quanto|costa|ultimo|grazie per|perche|quando|dopo|piu tardi|mai|nessun",
        offers=r"vuoi|vuole|vorresti|vorrebbe|desideri|desidera|ti do|le do|ti serve|le serve"
        r"|hai bisogno|preferisci",
        leaves=r"saltare|abbandonare|lasciare (?:questo|il) problema|passare al prossimo",
        yes=r"si|certo|va bene|volentieri|per favore|per piacere|d'accordo|ok|certamente|grazie si",
        no=r"no|non|mai",
        beside=r"grazie|lo voglio|un",
    ),
    Tongue(
        "Portuguese",
        hint=r"dicas?|pistas?|ajuda|sugestao",
        asks=r"me da|me de|da-me|de-me|pode|poderia|podes|quero|queria|gostaria|preciso|posso"
        r"|por favor|me ajuda|outra",
        turns=r"nao|sem|quanto|custa|ultima|anterior|obrigad[oa] pela|por que|quando|depois"
        r"|mais tarde|nunca",
        offers=r"quer|queres|gostaria|deseja|precisa|te dou|lhe dou|posso (?:te |lhe )?dar|prefere",
        leaves=r"pular|saltar|abandonar|deixar (?:este|o) problema|passar para o proximo",
        yes=r"sim|claro|pode ser|por favor|com certeza|ta bom|esta bem|quero|aceito|manda",
        no=r"nao|nunca",
        beside=r"obrigad[oa]|uma|dica",
    ),
    Tongue(
        "Dutch",
        hint=r"hints?|tips?|aanwijzing(?:en)?|hulp",
        asks=r"geef|graag|mag ik|kan ik|kunt u|kun je|wil ik|ik wil|ik heb|nodig|alsjeblieft"
        r"|alstublieft|nog een",
        turns=r"geen|niet|zonder|hoeveel|kost|laatste|vorige|bedankt voor|waarom|wanneer|later|nooit",
        offers=r"wil je|wilt u|zal ik|heb je|heeft u|wens",
        leaves=r"overslaan|opgeven|volgende (?:opgave|probleem)",
        yes=r"ja|graag|prima|goed|alsjeblieft|alstublieft|zeker|doe maar|oke|natuurlijk",
        no=r"nee|niet|geen",
        beside=r"dank je|dank u|bedankt|een|hint",
    ),
    Tongue(
        "Polish",
        hint=r"podpowied\w*|wskazowk\w*|pomoc\w*",
        asks=r"daj|prosze|poprosze|chce|chcialbym|chcialabym|czy moge|moge|mozesz|potrzebuje|jeszcze",
        turns=r"nie|bez|ile|kosztuje|ostatni\w*|poprzedni\w*|dzieki za|dziekuje za|dlaczego|kiedy"
        r"|pozniej|nigdy",
        offers=r"chcesz|chce pan\w*|czy dac|mam dac|potrzebujesz|chcialbys|chcialabys|dac ci",
        leaves=r"pominac|opuscic|zrezygnowac|nastepn\w+ zadani\w+",
        yes=r"tak|dobrze|poprosze|prosze|jasne|pewnie|oczywiscie|chetnie|zgoda",
        no=r"nie|nigdy",
        beside=r"dziekuje|dzieki|o",
    ),
    Tongue(
        "Russian",
        hint=r"подсказ\w*|намек\w*|помощ\w*|помоги\w*",
        asks=r"дай|дайте|дать|дашь|дадите|можно|хочу|хотел\w*|нужн\w*|прошу|пожалуйста|могу"
        r"|помоги\w*|еще",
        turns=r"не(?! мог)|нет|без|сколько|стоит|последн\w*|прошл\w*|спасибо за|почему|зачем|когда"
        r"|потом|позже|никогда",
        offers=r"хочешь|хотите|дать|нужн\w*|желаете|могу дать|подсказать",
        leaves=r"пропустить|сдаться|оставить (?:эту )?задачу|следующ\w+ задач\w+",
        yes=r"да|давай|давайте|конечно|хорошо|пожалуйста|ладно|ага|угу|согласен|согласна|хочу|можно",
        no=r"нет|не(?! мог)|никогда",
        beside=r"спасибо|da|davai|davaj",
    ),
    Tongue(
        "Ukrainian",
        hint=r"підказ\w*|натяк\w*|допомог\w*|допоможи\w*",
        asks=r"дай|дайте|дати|даси|дасте|можна|хочу|хотів|хотіла|потрібн\w*|прошу|будь ласка|можу"
        r"|допоможи\w*|ще",
        turns=r"не(?! мог)|ні|без|скільки|коштує|останн\w*|минул\w*|дякую за|чому|навіщо|коли|потім"
        r"|пізніше|ніколи",
        offers=r"хочеш|хочете|дати|потрібн\w*|бажаєте|можу дати",
        leaves=r"пропустити|здатися|залишити (?:цю )?задачу|наступн\w+ задач\w+",
        yes=r"так|давай|давайте|звісно|звичайно|добре|будь ласка|гаразд|авжеж|ага|хочу|можна",
        no=r"ні|не(?! мог)|ніколи",
        beside=r"дякую",
    ),
    Tongue(
        "Turkish",
        hint=r"ipucu\w*|yardim\w*",
        asks=r"ver|verir misin\w*|verebilir misin\w*|verin|istiyorum|isterim|lazim|alabilir miyim"
        r"|lutfen|rica\w*|gerek\w*"
        r"|ihtiyac\w*|bir tane daha|edin|eder misin\w*",
        turns=r"degil|yok|istemiyorum|gerekmiyor|kac|ne kadar|son|onceki|icin tesekkur\w*|neden"
        r"|ne zaman|sonra|asla|hayir",
        offers=r"ister misin\w*|istiyor musun\w*|vereyim mi|verelim mi|lazim mi|gerekiyor mu|arzu eder",
        leaves=r"atla\w*|gec(?:mek|elim|eyim)\w*|birak\w*",
        yes=r"evet|tamam|olur|lutfen|tabii|tabi|elbette|peki|isterim|istiyorum",
        no=r"hayir|yok|degil|istemiyorum",
        beside=r"tesekkur\w*|ederim|ki",
    ),
    Tongue(
        "Chinese",
        hint=r"提示|线索|線索|帮帮我|幫幫我",
        asks=r"给|給|请|請|能|可以|想要|想|要|需要|来|來|帮帮我|幫幫我|再",
        turns=r"(?<!要)不要|(?<!需)不需要|不用|无需|無需|(?<!想)不想|别给|別給"
        r"|没有|沒有|按|根据|根據|题目|題目|多少|几分|幾分|上一个|上一個|刚才|剛才"
        r"|谢谢你的|謝謝你的|为什么|為什麼|什么时候|什麼時候|以后|以後|如果",
        offers=r"要|想|需要|吗|嗎|吧|好不好",
        leaves=r"跳过|跳過|放弃|放棄|下一题|下一題|换一题|換一題",
        yes=r"是的|是|好的|好|可以|行|要的|要|嗯嗯?|对的?|對的?|请|請|当然|當然"
        r"|没问题|沒問題|shi de|shi|hao de|hao|dui|xing",
        no=r"(?<!要)不要|(?<!需)不需要|不用|无需|無需|(?<!想)不想|别给|別給",
        beside=r"谢谢|謝謝|吧|啊|呀|了|你|给我|給我|提示",
        spaced=False,
    ),
    Tongue(
        "Japanese",
        hint=r"ヒント|手がかり|助けて|助言",
        asks=r"ください|下さい|くれ|お願い|欲しい|ほしい|もらえ|いただけ|頂け|教えて|要り"
        r"|いります|助けて|必要です",
        turns=r"いら(?:ない|ぬ)|要らない|(?:いり|要り)ません(?!か)|なし|くださらな"
        r"|必要(?:は|では)?(?:な|あり)|いくつ|いくら|何点|前の|さっきの"
        r"|ありがとう|なぜ|どうして|後で|あとで|もし|不要",
        offers=r"ますか|ましょうか|ですか|要る|いる|欲しい|ほしい",
        leaves=r"スキップ|飛ばし|諦め|あきらめ|次の問題",
        yes=r"はい|うん|ええ|お願いします|お願い|おねがいします|是非|ぜひ|そうです|オッケー"
        r"|いいです|hai|onegaishimasu|ください|下さい",
        no=r"いらない|要らない|(?:いり|要り)ません(?!か)|なし|不要|結構|必要(?:は|では)?(?:な|あり)",
        beside=r"ね|よ|ヒント|を|どうも|ありがとう(?:ございます)?",
        spaced=False,
    ),
    Tongue(
        "Korean",
        hint=r"힌트|단서|도움|도와",
        asks=r"주세요|줘|줄래|주실|주시|받을|원해|원합|필요|부탁|싶|도와|하나 더",
        turns=r"안 (?:줘|주|필요)|없이|필요 ?없|말고|주지 마|몇|얼마|지난|이전|아까"
        r"|고마|감사|왜|언제|나중|만약",
        offers=r"까요|나요|래요|을래|시겠|원하|필요",
        leaves=r"건너뛰|넘어가|포기|다음 문제",
        yes=r"네네?|예|응|그래요?|좋아요?|좋습니다|주세요|부탁(?:해요|합니다|드려요"
        r"|드립니다)?|물론(?:이죠)?|맞아요",
        no=r"아니|싫|없이|필요 ?없|말고|주지 마",
        beside=r"힌트|요|감사합니다|고마워요?|를?",
        spaced=False,
    ),
    Tongue(
        "Arabic",
        hint=r"تلميح\w*|التلميح|مساعده|مساعدة|ساعدني",
        asks=r"اعطني|اعطيني|أعطني|أعطيني|هل يمكن\w*|ممكن|اريد|أريد|احتاج|أحتاج|من فضلك|لو سمحت|رجاء"
        r"|ساعدني",
        turns=r"لا|بدون|ليس|كم|السابق|الاخير|الأخير|شكرا على|لماذا|متى|لاحقا|اذا|إذا",
        offers=r"هل تريد\w*|تريد|هل ترغب|ترغب|هل تحتاج|تحتاج|هل اعطيك|هل أعطيك",
        leaves=r"تخطي|تجاوز|ترك|المسألة التالية|المساله التاليه",
        yes=r"نعم|اجل|أجل|حسنا|من فضلك|لو سمحت|طبعا|بالتاكيد|بالتأكيد|موافق|تمام|ايوه|naam|na'am",
        no=r"لا|ليس|كلا",
        beside=r"شكرا|اريد|أريد",
    ),
    Tongue(
        "Hindi",
        hint=r"संकेत|हिंट|इशारा|मदद|सहायता",
        asks=r"दो|दीजिए|दीजिये|दे दो|दे सकते|दे सकती|चाहिए|चाहता|चाहती|मिल सकता|मिल सकती|कृपया|करो"
        r"|कीजिए|करें|एक और",
        turns=r"नहीं|मत|बिना|कितना|कितने|कितनी|पिछला|पिछले|धन्यवाद|शुक्रिया|क्यों|कब|बाद में|अगर",
        offers=r"चाहते|चाहती|चाहिए|चाहेंगे|चाहेंगी|दूँ|दूं|लेना",
        leaves=r"छोड़\w*|अगला सवाल|अगली समस्या",
        yes=r"हाँ|हां|जी हाँ|जी हां|जी|ठीक है|बिल्कुल|ज़रूर|जरूर|कृपया|haan|han ji|haan ji|ji haan"
        r"|ji|theek hai|thik hai",
        no=r"नहीं|ना|मत|nahi",
        beside=r"धन्यवाद|दीजिए|दो|संकेत",
    ),
)


def accepts(text: str, before: str, *, leaving: bool = False) -> bool:
    """Whether a message's first sentence is but a yes to an offer in its language.

    ``before`` is what was said last: it must end with a question that offers a hint, or where ``leaving``
    asks whether the problem is to be left, and leaves no choice. ``wishes`` knows English and German offers.
    """
    spoken = sentences(before)
    if not spoken or not questioned(spoken[-1]):
        return False
    asked = _plain(spoken[-1])
    return any(
        _offers(tongue, asked, "leaves" if leaving else "hint") and yes(text, tongue) for tongue in TONGUES
    )


def yes(text: str, *only: Tongue) -> bool:
    """Whether the first sentence of a message is nothing but a yes in one of these languages, or in any."""
    first = _plain(next(iter(sentences(text)), ""))
    return any(_yes(tongue).fullmatch(first) is not None for tongue in only or TONGUES)


def wants_hint(text: str) -> bool:
    """Whether a message asks for a hint in one of these languages: by the word alone, or in a request."""
    parts = [_plain(sentence)[:_MOST] for sentence in sentences(text)]
    return any(_wants(tongue, part) for part in parts for tongue in TONGUES)


def declines(text: str) -> bool:
    """Whether a clause of a message refuses a hint in one of these languages."""
    clauses = _CLAUSE.split(_plain(text))
    return any(
        _found(tongue, "hint").search(clause) and _found(tongue, "no").search(clause)
        for clause in clauses
        for tongue in TONGUES
    )


def _wants(tongue: Tongue, sentence: str) -> bool:
    """Whether a clause asks for a hint, or all of a sentence that has the word alone beside a courtesy."""
    hint, asks, turns = _found(tongue, "hint"), _found(tongue, "asks"), _found(tongue, "turns")
    if not hint.search(sentence):
        return False
    if _bare(tongue).fullmatch(sentence):
        return True
    clauses = [clause for clause in _CLAUSE.split(sentence) if hint.search(clause)]
    if any(asks.search(clause) and not turns.search(clause) for clause in clauses):
        return True
    return bool(asks.search(sentence)) and not turns.search(sentence) and len(sentence.split()) <= _FEW


def _offers(tongue: Tongue, asked: str, part: str) -> bool:
    """Whether a question offers something, and one thing alone; not what one thought of the hint before."""
    choice = _LATIN_OR if tongue.name in ("Spanish", "Italian") else _OR
    kept_from = (_found(tongue, "turns"), choice) if part == "hint" else (choice,)
    return (
        bool(_found(tongue, part).search(asked))
        and bool(_found(tongue, "offers").search(asked))
        and not any(pattern.search(asked) for pattern in kept_from)
    )


def _plain(text: str) -> str:
    return _as_met(text.lower().replace("’", "'"))


def _as_met(text: str) -> str:
    """Without accents, and with letters that look Latin as Latin ones: patterns and texts alike."""
    return normalize("NFC", unmasked(folded(text)))


_MOST = 400  # characters of a sentence that are looked at
_FEW = 8  # words of a sentence that may ask for a hint in another clause than the word stands in
_CLAUSE = re.compile(r"[,;:.!?，、；：。！？،؛]+|\s[-–—]+\s")
_OR = re.compile(_as_met(r"\b(?:ou|lub|albo|или|або|veya|yoksa|أو|या)\b|还是|還是|または|それとも|아니면"))
_LATIN_OR = re.compile(r"\bo\b")


@cache
def _found(tongue: Tongue, part: str) -> re.Pattern[str]:
    ways = _as_met(getattr(tongue, part))
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)" if tongue.spaced else f"(?:{ways})")


@cache
def _bare(tongue: Tongue) -> re.Pattern[str]:
    """The word for a hint, alone or with "one"."""
    return re.compile(rf"\W*(?:(?:une?|una|um|uma|een|bir|ein|bitte)\s+)?(?:{_as_met(tongue.hint)})\W*")


@cache
def _yes(tongue: Tongue) -> re.Pattern[str]:
    blank = r"[\s,.!。！、，¡]"
    said, beside = _as_met(tongue.yes), _as_met(tongue.beside)
    between = rf"{blank}+" if tongue.spaced else rf"{blank}*"
    return re.compile(rf"{blank}*(?:{said})(?:{between}(?:{said}|{beside}))*{blank}*")
