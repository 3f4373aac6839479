"""One sorted list, kept so by binary search; an insertion moves what is behind it, but quickly."""

from bisect import bisect_left, insort


class FinishLine:
    def __init__(self, share):
        self.share = share
        self.ranking = []
        self.tenths = {}

    def finish(self, bib, tenths):
        self.tenths[bib] = tenths
        insort(self.ranking, tenths)

    def disqualify(self, bib):
        if bib not in self.tenths:
            return False
        del self.ranking[bisect_left(self.ranking, self.tenths.pop(bib))]
        return True

    def cutoff(self):
        if not self.ranking:
            return None
        return self.ranking[(len(self.ranking) - 1) // self.share]
