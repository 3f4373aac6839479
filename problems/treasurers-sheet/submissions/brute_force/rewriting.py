"""Checks formulas by rewriting them to one letter, follows all references, and puts values in for names."""

import re

REFERENCE = r"[A-Z][1-9][0-9]{0,2}(?![0-9])"


def well_formed(formula):
    text = re.sub(rf"{REFERENCE}|[0-9]+", "n", formula)
    if re.search("n *n", text):
        return False
    text = text.replace(" ", "")
    while True:
        shorter = re.sub(r"\(n\)|n[-+*]n", "n", text, count=1)
        if shorter == text:
            return text == "n"
        text = shorter


def evaluate(cells):
    formulas = {name: text.removeprefix("=") for name, text in cells.items()}
    bad = {name for name, text in cells.items() if text[0] == "=" and not well_formed(text[1:])}
    direct = {name: set(re.findall(REFERENCE, text)) for name, text in formulas.items() if name not in bad}
    reached = {name: set(direct.get(name, ())) for name in cells}
    for _ in cells:
        for name in cells:
            for other in list(reached[name]):
                reached[name] |= reached.get(other, set())
    loops = {name for name in cells if name in reached[name]}

    def value(name):
        if name not in cells:
            return 0
        text = re.sub(r"[A-Z]?[0-9]+", lambda match: number(match[0]), formulas[name])
        return eval(text)

    def number(token):
        return f"({value(token)})" if token[0].isupper() else str(int(token))

    results = {}
    for name in cells:
        if name in bad:
            results[name] = "#BAD"
        elif (reached[name] | {name}) & loops:
            results[name] = "#LOOP"
        elif reached[name] & bad:
            results[name] = "#BAD"
        else:
            results[name] = str(value(name))
    return results
