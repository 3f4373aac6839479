"""Misconception: only the cells on a loop show #LOOP; those that merely lead to it depend on a broken
cell and show #BAD.
"""

import re
from collections import deque

TOKEN = re.compile(r" *([0-9]+|[A-Z][1-9][0-9]{0,2}(?![0-9])|[-+*()])")


class Parser:
    def __init__(self, formula):
        self.tokens, self.postfix = [], []
        formula = formula.rstrip(" ")
        end = 0
        while end < len(formula):
            match = TOKEN.match(formula, end)
            if match is None:
                raise ValueError(f"no part of a formula: {formula[end:]}")
            self.tokens.append(match[1])
            end = match.end()
        self.place = 0
        self.sum()
        if self.place < len(self.tokens):
            raise ValueError(f"{self.next()} is left over")

    def next(self):
        return self.tokens[self.place] if self.place < len(self.tokens) else "the end"

    def sum(self):
        self.product()
        while self.next() in ("+", "-"):
            sign = self.next()
            self.place += 1
            self.product()
            self.postfix.append(sign)

    def product(self):
        self.atom()
        while self.next() == "*":
            self.place += 1
            self.atom()
            self.postfix.append("*")

    def atom(self):
        token = self.next()
        self.place += 1
        if token == "(":
            self.sum()
            if self.next() != ")":
                raise ValueError("a parenthesis is not closed")
            self.place += 1
        elif token[0].isdigit() or token[0].isupper():
            self.postfix.append(token)
        else:
            raise ValueError(f"a number, a cell or a parenthesis is expected, not {token}")


def parsed(content):
    """The postfix form of a cell's content, or None if it is malformed."""
    if not content.startswith("="):
        return [content]
    try:
        return Parser(content[1:]).postfix
    except ValueError:
        return None


def computed(postfix, results):
    if postfix is None:
        return "#BAD"
    stack = []
    for token in postfix:
        if token in ("+", "-", "*"):
            right, left = stack.pop(), stack.pop()
            stack.append(left + right if token == "+" else left - right if token == "-" else left * right)
        elif token[0].isupper():
            result = results.get(token, "0")
            if result == "#BAD":
                return "#BAD"
            stack.append(int(result))
        else:
            stack.append(int(token))
    return str(stack[0])


def evaluate(cells):
    formulas = {name: parsed(content) for name, content in cells.items()}
    followers = {name: [] for name in cells}
    waiting = dict.fromkeys(cells, 0)
    for name, postfix in formulas.items():
        for token in set(postfix or []):
            if token in cells:
                followers[token].append(name)
                waiting[name] += 1
    ready = deque(name for name in cells if waiting[name] == 0)
    results = {}
    while ready:
        name = ready.popleft()
        results[name] = computed(formulas[name], results)
        for follower in followers[name]:
            waiting[follower] -= 1
            if waiting[follower] == 0:
                ready.append(follower)
    for name in cells:
        if name not in results:
            results[name] = "#LOOP" if reaches(formulas, name) else "#BAD"
    return results


def reaches(formulas, start):
    """Whether references lead from a cell back to itself."""
    seen, path = set(), [start]
    while path:
        for token in formulas.get(path.pop()) or []:
            if token == start:
                return True
            if token in formulas and token not in seen:
                seen.add(token)
                path.append(token)
    return False
