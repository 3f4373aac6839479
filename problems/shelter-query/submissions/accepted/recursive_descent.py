"""Tokens, then a parser with one function for each level of precedence, which gives a test for cards."""

import operator
import re

OPERATORS = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
TOKEN = re.compile(r" *(?:(?P<word>[a-z]+)|(?P<number>-?[0-9]+)|(?P<text>'[^']*')|(?P<sign>[<>!]=|[=<>()]))")
NUMBER = re.compile(r"-?[0-9]+")
KEYWORDS = ("and", "or", "not")


def tokens_of(query):
    """Pairs of kind and text; the last one is ("end", "")."""
    tokens, place, query = [], 0, query.rstrip(" ")
    while place < len(query):
        match = TOKEN.match(query, place)
        if match is None:
            raise ValueError(f"no part of a query: {query[place:]}")
        kind = match.lastgroup
        text = match[kind]
        tokens.append(("sign" if text in KEYWORDS else kind, text))
        place = match.end()
    return [*tokens, ("end", "")]


class Parser:
    def __init__(self, query):
        self.tokens = tokens_of(query)
        self.place = 0

    def take(self, kind):
        found, text = self.tokens[self.place]
        if found != kind:
            raise ValueError(f"expected a {kind}, found {text or 'the end'}")
        self.place += 1
        return text

    def skip(self, text):
        found = self.tokens[self.place] == ("sign", text)
        self.place += found
        return found

    def query(self):
        test = self.alternatives()
        self.take("end")
        return test

    def alternatives(self):
        tests = [self.conditions()]
        while self.skip("or"):
            tests.append(self.conditions())
        return lambda card: any(test(card) for test in tests)

    def conditions(self):
        tests = [self.condition()]
        while self.skip("and"):
            tests.append(self.condition())
        return lambda card: all(test(card) for test in tests)

    def condition(self):
        if self.skip("not"):
            test = self.condition()
            return lambda card: not test(card)
        if self.skip("("):
            test = self.alternatives()
            if not self.skip(")"):
                raise ValueError("a parenthesis is not closed")
            return test
        return self.comparison()

    def comparison(self):
        field = self.take("word")
        compare = OPERATORS.get(self.take("sign"))
        if compare is None:
            raise ValueError("a comparison needs an operator")
        if self.tokens[self.place][0] == "number":
            number = int(self.take("number"))

            def holds(card):
                text = card.get(field)
                return text is not None and bool(NUMBER.fullmatch(text)) and compare(int(text), number)

        else:
            wanted = self.take("text")[1:-1]

            def holds(card):
                return field in card and compare(card[field], wanted)

        return holds


def matching(cards, query):
    test = Parser(query).query()
    return [index for index, card in enumerate(cards) if test(card)]
