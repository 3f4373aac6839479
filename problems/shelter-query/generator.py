"""Cards and queries.

``generate(seed, 0)`` is the seed-th hand-picked case. Otherwise there are ``size`` cards and ``seed %
4`` says the shape of the query: 0 short, without parentheses, 1 nested, 2 nested and then spoilt by one
change, which makes most of them malformed, 3 deeply nested.
"""

from random import Random

CARDS = [
    {"name": "Tom", "kind": "cat", "age": "12", "weight": "5"},
    {"name": "Rex", "kind": "dog", "age": "2"},
    {"name": "Mia", "kind": "cat", "age": "2", "note": "loves fish and milk"},
    {"name": "mia", "kind": "hen", "age": "unknown", "weight": "-1"},
    {"name": "", "kind": "cat or dog", "age": "007"},
]
QUERIES = [
    (0, "kind = 'cat'"),
    (5, ""),
    (5, "age=7"),
    (5, "age != 2"),
    (5, "not (weight > 0)"),
    (5, "not kind='cat' and age<=10"),
    (5, "note = 'loves fish and milk' or kind = 'cat or dog'"),
    (5, "age > '1' and name >= 'T'"),
    (5, "not not kind != 'dog' or weight=-1"),
    (0, "(age > 3"),
    (5, "age > 3)"),
    (5, "age = kind"),
    (5, "kind = 'cat' and"),
    (5, "kind = 'cat' or kind = 'dog' and age > 5"),
    (5, "( name='' or ((name<'a')) )and not( age=2 or age=12 )"),
    (5, "age == 2"),
    (5, "name = 'Tom"),
]
KINDS = ["cat", "dog", "hen", "rabbit"]
NAMES = ["Ada", "Bo", "Mia", "Rex", "Tom", "Zoe", "bo", "tom"]
SIGNS = ["=", "!=", "<", "<=", ">", ">="]


def card(random):
    made = {"name": random.choice(NAMES), "kind": random.choice(KINDS)}
    if random.random() < 0.8:
        made["age"] = random.choice(["1", "2", "9", "10", "11", "100", "young", "-1"])
    if random.random() < 0.5:
        made["shy"] = random.choice(["yes", "no", "a bit"])
    return made


def comparison(random):
    field = random.choice(["name", "kind", "age", "age", "shy", "weight"])
    sign = random.choice(SIGNS)
    space = random.choice(["", " "])
    if field in ("age", "weight"):
        return f"{field}{space}{sign}{space}{random.choice([-1, 1, 2, 9, 10, 11, 50, 100])}"
    values = {"name": NAMES, "kind": KINDS, "shy": ["yes", "no", "a bit", "and", ""]}[field]
    return f"{field}{space}{sign}{space}'{random.choice(values)}'"


def nested(random, depth):
    roll = random.random()
    if depth == 0 or roll < 0.2:
        return comparison(random)
    if roll < 0.35:
        return f"not {nested(random, depth - 1)}"
    if roll < 0.5:
        return f"({nested(random, depth - 1)})"
    word = random.choice(["and", "or"])
    return f"{nested(random, depth - 1)} {word} {nested(random, depth - 1)}"


def spoilt(random, query):
    parts = query.split(" ")
    place = random.randrange(len(parts))
    change = random.randrange(4)
    if change == 0:
        del parts[place]
    elif change == 1:
        parts.insert(place, random.choice(["and", "or", "not", "(", ")", "=", "7", "'x'", "&"]))
    elif change == 2:
        parts[place] = parts[place][:-1]
    else:
        parts.append(random.choice([")", "and", "'x'", "age", "age > 1", "!"]))
    return " ".join(parts)


def generate(seed: int, size: int) -> list:
    if size == 0:
        count, query = QUERIES[seed]
        return [[dict(made) for made in CARDS[:count]], query]
    random = Random(f"shelter-query {seed} {size}")
    cards = [card(random) for _ in range(size)]
    shape = seed % 4
    query = comparison(random)
    if shape == 0:
        for _ in range(random.randint(1, 3)):
            query += random.choice([" and ", " or ", " and not "]) + comparison(random)
        return [cards, query]
    if shape == 3:
        for _ in range(18):
            word = random.choice(["and", "or"])
            query = f"{random.choice(['', 'not '])}({query} {word} {comparison(random)})"
        return [cards, query[:500] if len(query) <= 500 else "not (not (not (age > 5)))"]
    query = nested(random, 3)
    return [cards, spoilt(random, query) if shape == 2 else query]
