"""Plays every single turn and looks at every street in it."""


def line_up(streets, rest):
    waiting = []
    for head in streets:
        numbers = []
        while head:
            numbers.append(head.val)
            head = head.next
        waiting.append(numbers)
    pause = [0] * len(waiting)
    parade = []
    while any(waiting):
        free = [index for index, numbers in enumerate(waiting) if numbers and pause[index] == 0]
        pause = [max(0, turns - 1) for turns in pause]
        if free:
            chosen = min(free, key=lambda index: waiting[index][0])
            parade.append(waiting[chosen].pop(0))
            pause[chosen] = rest
    first = None
    for number in reversed(parade):
        first = ListNode(number, first)
    return first
