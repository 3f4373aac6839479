"""Writes T or F for each comparison and shortens the text by rules until one letter is left."""

import re

COMPARISON = re.compile(r"'[^']*'|(?<![a-z])([a-z]+) *(<=|>=|!=|=|<|>) *('[^']*'|-?[0-9]+)")
RULES = [
    (r"\((T|F)\)", r"\1"),
    (r"!T", "F"),
    (r"!F", "T"),
    (r"T&T", "T"),
    (r"F&T|T&F|F&F", "F"),
    (r"(?<!&)F\|F(?!&)", "F"),
    (r"(?<!&)[TF]\|[TF](?!&)", "T"),
]


def truth(card, query):
    def letter(match):
        if match[1] is None or match[1] in ("and", "or", "not"):
            return "?"
        field, sign, value = match[1], match[2], match[3]
        have = card.get(field)
        if have is None:
            return "F"
        if value[0] == "'":
            want = value[1:-1]
        elif re.fullmatch("-?[0-9]+", have):
            have, want = int(have), int(value)
        else:
            return "F"
        signs = {"<=": have <= want, ">=": have >= want, "!=": have != want}
        signs |= {"=": have == want, "<": have < want, ">": have > want}
        return "T" if signs[sign] else "F"

    text = COMPARISON.sub(letter, query)
    if re.search(r"[TF] *[TF]|[!&|]", text) or re.search("[TF]", re.sub(COMPARISON, "", query)):
        return "?"
    for word, sign in (("and", "&"), ("or", "|"), ("not", "!")):
        text = re.sub(rf"(?<![a-z]){word}(?![a-z])", sign, text)
    text = text.replace(" ", "")
    shorter = ""
    while text != shorter:
        shorter = text
        for pattern, result in RULES:
            if re.search(pattern, text):
                text = re.sub(pattern, result, text, count=1)
                break
    return text


def matching(cards, query):
    if truth({}, query) not in ("T", "F"):
        raise ValueError("malformed query")
    return [index for index, card in enumerate(cards) if truth(card, query) == "T"]
