"""Keeps the times by bib and sorts them all at every question."""

from math import ceil


class FinishLine:
    def __init__(self, share):
        self.share = share
        self.tenths = {}

    def finish(self, bib, tenths):
        self.tenths[bib] = tenths

    def disqualify(self, bib):
        return self.tenths.pop(bib, None) is not None

    def cutoff(self):
        through = sorted(self.tenths.values())[: ceil(len(self.tenths) / self.share)]
        return through[-1] if through else None
