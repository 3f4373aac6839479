"""Keeps nothing but the story of all calls and tells it again from the beginning for each answer."""


class BuoyMemory:
    def __init__(self, places):
        if places < 1:
            raise ValueError("a memory needs at least one place")
        self.places = places
        self.story = []

    def _kept(self):
        kept = ()
        for reading in self.story:
            kept = kept[:-1] if reading is None else (*kept, reading)[-self.places :]
        return kept

    def store(self, reading):
        before = self._kept()
        self.story.append(reading)
        return before[0] if len(before) == self.places else None

    def discard(self):
        before = self._kept()
        self.story.append(None)
        return before[-1] if before else None

    def recent(self, count):
        return list(self._kept()[::-1][:count])
