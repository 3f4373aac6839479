"""At every question takes the fastest out, one after another, until enough are through."""


class FinishLine:
    def __init__(self, share):
        self.share = share
        self.tenths = {}

    def finish(self, bib, tenths):
        self.tenths[bib] = tenths

    def disqualify(self, bib):
        return self.tenths.pop(bib, None) is not None

    def cutoff(self):
        remaining = list(self.tenths.values())
        fastest = None
        for _ in range(-(-len(remaining) // self.share)):
            fastest = min(remaining)
            remaining.remove(fastest)
        return fastest
