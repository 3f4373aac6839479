"""Misconception: equal times share one place."""

from bisect import bisect_left, insort


class FinishLine:
    def __init__(self, share):
        self.share = share
        self.ranking = []
        self.tenths = {}

    def finish(self, bib, tenths):
        self.tenths[bib] = tenths
        if tenths not in self.ranking:
            insort(self.ranking, tenths)

    def disqualify(self, bib):
        if bib not in self.tenths:
            return False
        tenths = self.tenths.pop(bib)
        if tenths not in self.tenths.values():
            del self.ranking[bisect_left(self.ranking, tenths)]
        return True

    def cutoff(self):
        if not self.ranking:
            return None
        return self.ranking[(len(self.ranking) - 1) // self.share]
