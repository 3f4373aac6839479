"""Misconception: a memory without places need not be refused, it simply keeps nothing."""


class BuoyMemory:
    def __init__(self, places):
        self.places = max(places, 0)
        self.kept = []

    def store(self, reading):
        self.kept.append(reading)
        return self.kept.pop(0) if len(self.kept) > self.places else None

    def discard(self):
        return self.kept.pop() if self.kept else None

    def recent(self, count):
        return self.kept[::-1][:count]
