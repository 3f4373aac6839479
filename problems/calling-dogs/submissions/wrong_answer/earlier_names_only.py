"""Misconception: a call only has to differ from the names that stand before it in the list."""


def shortest_calls(names):
    calls, known = [], set()
    for name in names:
        beginnings = [name[:length] for length in range(1, len(name) + 1)]
        calls.append(next((call for call in beginnings if call not in known), name))
        known.update(beginnings)
    return calls
