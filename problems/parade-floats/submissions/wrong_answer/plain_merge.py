"""Misconception: only the order of the numbers counts, resting streets just come in between somehow."""

import heapq


def line_up(streets, rest):
    ready = [(head.val, index, head) for index, head in enumerate(streets) if head]
    heapq.heapify(ready)
    before_first = last = ListNode(0)
    while ready:
        _, index, head = heapq.heappop(ready)
        if head.next:
            heapq.heappush(ready, (head.next.val, index, head.next))
        last.next = head
        last = head
    last.next = None
    return before_first.next
