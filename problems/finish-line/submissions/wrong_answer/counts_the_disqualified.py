"""Misconception: who is disqualified loses the place, but the number of places stays as it was."""

from heapq import heappop, heappush


class FinishLine:
    def __init__(self, share):
        self.share = share
        self.through = {}  # bib -> whether the runner is through; the disqualified are missing
        self.fast = []  # (-tenths, bib) of those who are through, the slowest on top
        self.slow = []  # (tenths, bib) of the others, the fastest on top
        self.finished = 0
        self.passed = 0  # how many of the ranking are through

    def finish(self, bib, tenths):
        self.finished += 1
        self._prune()
        self._put(bib, tenths, through=bool(self.fast) and tenths <= -self.fast[0][0])
        self._rebalance()

    def disqualify(self, bib):
        if bib not in self.through:
            return False
        self.passed -= self.through.pop(bib)
        self._rebalance()
        return True

    def cutoff(self):
        self._prune()
        return -self.fast[0][0] if self.fast else None

    def _put(self, bib, tenths, *, through):
        self.through[bib] = through
        self.passed += through
        heappush(self.fast if through else self.slow, (-tenths if through else tenths, bib))

    def _rebalance(self):
        wanted = min(len(self.through), -(-self.finished // self.share))
        self._prune()
        while self.passed > wanted:
            minus_tenths, bib = heappop(self.fast)
            self.passed -= 1
            self._put(bib, -minus_tenths, through=False)
            self._prune()
        while self.passed < wanted:
            tenths, bib = heappop(self.slow)
            self._put(bib, tenths, through=True)
            self._prune()

    def _prune(self):
        """Drop tops that are disqualified."""
        while self.fast and self.fast[0][1] not in self.through:
            heappop(self.fast)
        while self.slow and self.slow[0][1] not in self.through:
            heappop(self.slow)
