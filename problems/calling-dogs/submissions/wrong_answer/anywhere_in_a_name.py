"""Misconception: a dog also comes if the call is somewhere inside its name."""


def shortest_calls(names):
    calls = []
    for name in names:
        beginnings = [name[:length] for length in range(1, len(name) + 1)]
        alone = [call for call in beginnings if sum(call in other for other in names) == 1]
        calls.append(alone[0] if alone else name)
    return calls
