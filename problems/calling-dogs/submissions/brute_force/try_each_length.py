"""Tries each length and calls all the dogs."""


def shortest_calls(names):
    calls = []
    for name in names:
        beginnings = [name[:length] for length in range(1, len(name) + 1)]
        alone = [call for call in beginnings if [dog for dog in names if dog.startswith(call)] == [name]]
        calls.append(alone[0] if alone else name)
    return calls
