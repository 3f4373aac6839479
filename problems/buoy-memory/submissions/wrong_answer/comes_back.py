"""Misconception: all readings ever stored may stay in a list, so a discard brings an old one back."""


class BuoyMemory:
    def __init__(self, places):
        if places < 1:
            raise ValueError("a memory needs at least one place")
        self.places = places
        self.all = []

    def store(self, reading):
        self.all.append(reading)
        return self.all[-1 - self.places] if len(self.all) > self.places else None

    def discard(self):
        return self.all.pop() if self.all else None

    def recent(self, count):
        return self.all[-self.places :][::-1][:count]
