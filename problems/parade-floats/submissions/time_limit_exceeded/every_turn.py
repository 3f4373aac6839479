"""Waits turn by turn when all streets rest, a thousand million times if need be."""

import heapq
from collections import deque


def line_up(streets, rest):
    ready = [(head.val, index, head) for index, head in enumerate(streets) if head]
    heapq.heapify(ready)
    resting = deque()
    before_first = last = ListNode(0)
    turn = 0
    while ready or resting:
        turn += 1
        while resting and resting[0][0] <= turn:
            _, index, head = resting.popleft()
            heapq.heappush(ready, (head.val, index, head))
        if ready:
            _, index, head = heapq.heappop(ready)
            if head.next:
                resting.append((turn + rest + 1, index, head.next))
            last.next = head
            last = head
    last.next = None
    return before_first.next
