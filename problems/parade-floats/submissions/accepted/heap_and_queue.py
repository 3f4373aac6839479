"""A heap of the streets that are ready, and a queue of those that rest, which come back in the order
they went.
"""

import heapq
from collections import deque


def line_up(streets, rest):
    ready = [(head.val, index, head) for index, head in enumerate(streets) if head]
    heapq.heapify(ready)
    resting = deque()  # (turn in which the street is back, index, its first float)
    before_first = last = ListNode(0)
    turn = 1
    while ready or resting:
        if not ready:
            turn = max(turn, resting[0][0])
        while resting and resting[0][0] <= turn:
            _, index, head = resting.popleft()
            heapq.heappush(ready, (head.val, index, head))
        _, index, head = heapq.heappop(ready)
        if head.next:
            resting.append((turn + rest + 1, index, head.next))
        last.next = head
        last = head
        turn += 1
    last.next = None
    return before_first.next
