"""One pass: left gloves count up, right ones count down, for each colour."""


def unpaired(gloves):
    balance = {}
    for glove in gloves:
        colour, hand = glove[:-2], glove[-1]
        balance[colour] = balance.get(colour, 0) + (1 if hand == "L" else -1)
    lonely = []
    for colour, surplus in balance.items():
        hand = "L" if surplus > 0 else "R"
        lonely += [f"{colour} {hand}"] * abs(surplus)
    return lonely
