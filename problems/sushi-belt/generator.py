"""A belt and an order.

``generate(seed, 0)`` is the seed-th hand-picked party. Otherwise ``size`` is the number of plates and
``seed % 4`` says the shape: 0 few dishes and some surprises, 1 many dishes and a large order, 2 an order
that needs all but a few plates, 3 what was ordered stands around the end of the list.
"""

from random import Random

CASES = [
    [["egg"], {"egg": 1}],
    [["egg"], {"tofu": 1}],
    [["?", "eel", "?"], {"tuna": 1, "egg": 1}],
    [["egg", "eel", "egg"], {"egg": 2, "eel": 1}],
    [["egg", "eel", "egg", "eel"], {"egg": 1, "eel": 1}],
    [["tuna", "egg", "egg", "tuna", "tofu", "tuna"], {"tuna": 3}],
    [["?", "egg", "?", "?", "tofu", "eel"], {"egg": 2, "eel": 1}],
    [["egg", "tofu", "egg"], {"egg": 4}],
    [["egg", "?", "eel", "tofu", "egg", "eel", "?", "squid"], {"egg": 2, "eel": 2, "squid": 1}],
    [["eel", "eel", "eel", "tuna", "eel", "?", "tuna"], {"eel": 1, "tuna": 2}],
    [["crab", "egg", "eel", "crab", "tofu", "egg", "egg", "crab"], {"crab": 2, "egg": 1, "eel": 1}],
]
DISHES = ["eel", "egg", "tuna", "tofu", "squid", "crab"]


def generate(seed: int, size: int) -> list:
    if size == 0:
        belt, order = CASES[seed]
        return [list(belt), dict(order)]
    random = Random(f"sushi-belt {seed} {size}")
    shape = seed % 4
    if shape == 1:
        names = [a + b for a in "bdfgkmnprst" for b in "aeiou"][: 5 + size // 20]
        belt = [random.choice(names) for _ in range(size)]
        order = {
            name: random.randint(1, 1 + size // 500) for name in random.sample(names, len(names) * 4 // 5)
        }
        return [belt, order]
    dishes = DISHES[: random.randint(2, 6)]
    belt = [random.choice(dishes) for _ in range(size)]
    if shape == 0:
        belt = [dish if random.random() < 0.85 else "?" for dish in belt]
        order = {
            dish: random.randint(1, 2 + size // 20) for dish in random.sample(dishes, (len(dishes) + 1) // 2)
        }
        return [belt, order]
    if shape == 2:
        order = {dish: belt.count(dish) for dish in dishes if dish in belt}
        spare = random.choice(list(order))
        order[spare] = max(1, order[spare] - random.randint(0, 2))
        return [belt, order]
    belt = [random.choice((dish, "?", "rice", "rice", "rice")) for dish in belt]
    order = {}
    for place in random.sample(range(-(size // 4) - 1, size // 4 + 1), size // 4 + 1):
        belt[place] = random.choice(dishes)
        order[belt[place]] = order.get(belt[place], 0) + 1
    return [belt, order]
