"""Misconception: the call is what a name shares with others, without the letter that tells them apart."""


def shortest_calls(names):
    calls = []
    for name in names:
        common = 1
        for length in range(1, len(name) + 1):
            if sum(other.startswith(name[:length]) for other in names) > 1:
                common = length
        calls.append(name[:common])
    return calls
