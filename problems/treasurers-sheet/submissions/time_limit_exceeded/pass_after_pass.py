"""Goes through all cells again and again until no more can be worked out: quadratic on a chain."""

import re


def well_formed(formula):
    text = re.sub(r"[A-Z][1-9][0-9]{0,2}(?![0-9])|[0-9]+", "n", formula)
    if re.search("n *n", text):
        return False
    text = text.replace(" ", "")
    while True:
        shorter = re.sub(r"\(n\)|n[-+*]n", "n", text, count=1)
        if shorter == text:
            return text == "n"
        text = shorter


def evaluate(cells):
    results = {}
    moved = True
    while moved:
        moved = False
        for name, content in cells.items():
            if name in results:
                continue
            formula = content.removeprefix("=")
            if content[0] == "=" and not well_formed(formula):
                results[name] = "#BAD"
                moved = True
                continue
            tokens = re.findall("[A-Z]?[0-9]+", formula)
            if any(token in cells and token not in results for token in tokens):
                continue
            moved = True
            if any(results.get(token) == "#BAD" for token in tokens):
                results[name] = "#BAD"
            else:
                numbers = lambda match: f"({int(results.get(match[0], match[0] if match[0].isdigit() else 0))})"
                results[name] = str(eval(re.sub("[A-Z]?[0-9]+", numbers, formula)))
    return {name: results.get(name, "#LOOP") for name in cells}
