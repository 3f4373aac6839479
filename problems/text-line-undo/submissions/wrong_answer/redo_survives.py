"""Misconception: what was taken back can be repeated even after a new change."""


class TextLine:
    def __init__(self):
        self.text = ""
        self.cursor = 0
        self.history = []
        self.made = 0  # how many changes of the history are in the text
        self.last_was_write = False

    def write(self, text):
        if self.last_was_write:
            position, _, earlier = self.history[self.made - 1]
            self.history[self.made - 1] = (position, "", earlier + text)
        else:
            self._remember((self.cursor, "", text))
        self._exchange(self.cursor, "", text)
        self.last_was_write = True

    def erase(self, count):
        self.last_was_write = False
        start = max(0, self.cursor - count)
        removed = self.text[start : self.cursor]
        if removed:
            self._remember((start, removed, ""))
            self._exchange(start, removed, "")
        return removed

    def move(self, steps):
        self.last_was_write = False
        self.cursor = min(max(0, self.cursor + steps), len(self.text))
        return self.cursor

    def undo(self):
        self.last_was_write = False
        if self.made == 0:
            return False
        self.made -= 1
        position, removed, added = self.history[self.made]
        self._exchange(position, added, removed)
        return True

    def redo(self):
        self.last_was_write = False
        if self.made == len(self.history):
            return False
        position, removed, added = self.history[self.made]
        self.made += 1
        self._exchange(position, removed, added)
        return True

    def show(self, width):
        left = self.text[max(0, self.cursor - width) : self.cursor]
        return f"{left}|{self.text[self.cursor : self.cursor + width]}"

    def _remember(self, change):
        self.history.insert(self.made, change)
        self.made += 1

    def _exchange(self, position, old, new):
        self.text = self.text[:position] + new + self.text[position + len(old) :]
        self.cursor = position + len(new)
