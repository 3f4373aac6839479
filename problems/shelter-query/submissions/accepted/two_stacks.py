"""Turns the query into postfix form with a stack of operators, then evaluates that for each card with a
stack.
"""

DIGITS = frozenset("0123456789")
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
BINDS = {"or": 1, "and": 2, "not": 3}


def is_number(text):
    digits = text[1:] if text.startswith("-") else text
    return digits != "" and DIGITS.issuperset(digits)


def split(query):
    parts, place = [], 0
    while place < len(query):
        start = place
        place += 1
        if query[start] == " ":
            continue
        if query[start] == "'":
            place = query.find("'", place) + 1
            if place == 0:
                raise ValueError("a text is not closed")
        elif query[start] in LETTERS:
            while place < len(query) and query[place] in LETTERS:
                place += 1
        elif query[start] in DIGITS or query[start] == "-":
            while place < len(query) and query[place] in DIGITS:
                place += 1
        elif query[start] in "<>!" and query[place : place + 1] == "=":
            place += 1
        parts.append(query[start:place])
    return parts


def postfix(parts):
    output, waiting = [], []
    place, operand_next = 0, True
    while place < len(parts):
        part = parts[place]
        if operand_next:
            if part in ("not", "("):
                waiting.append(part)
                place += 1
                continue
            output.append(comparison(parts[place : place + 3]))
            place += 3
            operand_next = False
            continue
        if part == ")":
            while waiting and waiting[-1] != "(":
                output.append(waiting.pop())
            if not waiting:
                raise ValueError("a parenthesis closes nothing")
            waiting.pop()
        elif part in ("and", "or"):
            while waiting and BINDS.get(waiting[-1], 0) >= BINDS[part]:
                output.append(waiting.pop())
            waiting.append(part)
            operand_next = True
        else:
            raise ValueError(f"{part} stands where and, or or ) is expected")
        place += 1
    if operand_next or "(" in waiting:
        raise ValueError("the query ends too early")
    return output + waiting[::-1]


def comparison(parts):
    if len(parts) < 3:
        raise ValueError("a comparison ends too early")
    field, sign, value = parts
    if field[0] not in LETTERS or field in BINDS or sign not in ("=", "!=", "<", "<=", ">", ">="):
        raise ValueError(f"no comparison: {' '.join(parts)}")
    if value[0] != "'" and not is_number(value):
        raise ValueError(f"no value: {value}")
    return field, sign, value


def holds(card, field, sign, value):
    if field not in card:
        return False
    if value[0] == "'":
        left, right = card[field], value[1:-1]
    elif is_number(card[field]):
        left, right = int(card[field]), int(value)
    else:
        return False
    if left == right:
        return sign in ("=", "<=", ">=")
    return sign == "!=" or sign[0] == ("<" if left < right else ">")


def matching(cards, query):
    steps = postfix(split(query))
    found = []
    for index, card in enumerate(cards):
        stack = []
        for step in steps:
            if step == "not":
                stack.append(not stack.pop())
            elif step in ("and", "or"):
                right, left = stack.pop(), stack.pop()
                stack.append((left and right) if step == "and" else (left or right))
            else:
                stack.append(holds(card, *step))
        if stack[0]:
            found.append(index)
    return found
