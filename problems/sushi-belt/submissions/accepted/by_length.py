"""Bisects the length; a window of that length is moved around the belt."""

from collections import Counter


def shortest_stretch(belt, order):
    n = len(belt)

    def first_start(length):
        inside = Counter(belt[:length])
        missing = sum(max(0, count - inside[dish]) for dish, count in order.items())
        for start in range(n):
            if missing <= inside["?"]:
                return start
            leaves, enters = belt[start], belt[(start + length) % n]
            if inside[leaves] <= order.get(leaves, 0):
                missing += leaves in order
            inside[leaves] -= 1
            if inside[enters] < order.get(enters, 0):
                missing -= 1
            inside[enters] += 1
        return None

    if first_start(n) is None:
        return []
    low, high = 1, n
    while low < high:
        middle = (low + high) // 2
        if first_start(middle) is None:
            low = middle + 1
        else:
            high = middle
    return [first_start(low), low]
