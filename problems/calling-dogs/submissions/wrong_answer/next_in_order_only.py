"""Misconception: after sorting it is enough to compare a name with the one after it."""


def shortest_calls(names):
    ordered = sorted(names)
    calls = {}
    for i, name in enumerate(ordered):
        following = ordered[i + 1] if i + 1 < len(ordered) else ""
        length = 1
        while length < len(name) and following.startswith(name[:length]):
            length += 1
        calls[name] = name[:length]
    return [calls[name] for name in names]
