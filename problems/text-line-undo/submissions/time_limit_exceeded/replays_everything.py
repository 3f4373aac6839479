"""Makes the line anew from all changes, character by character, whenever one is taken back or repeated."""


class TextLine:
    def __init__(self):
        self.text = ""
        self.cursor = 0
        self.history = []
        self.made = 0
        self.last_was_write = False

    def write(self, text):
        if self.last_was_write:
            position, _, earlier = self.history.pop()
            self.history.append((position, 0, earlier + text))
        else:
            self._remember((self.cursor, 0, text))
        self._apply(self.cursor, 0, text)
        self.last_was_write = True

    def erase(self, count):
        self.last_was_write = False
        start = max(0, self.cursor - count)
        removed = self.text[start : self.cursor]
        if removed:
            self._remember((start, len(removed), ""))
            self._apply(start, len(removed), "")
        return removed

    def move(self, steps):
        self.last_was_write = False
        self.cursor = min(max(0, self.cursor + steps), len(self.text))
        return self.cursor

    def undo(self):
        return self._replay(self.made - 1)

    def redo(self):
        return self._replay(self.made + 1)

    def show(self, width):
        left = self.text[max(0, self.cursor - width) : self.cursor]
        return f"{left}|{self.text[self.cursor : self.cursor + width]}"

    def _remember(self, change):
        del self.history[self.made :]
        self.history.append(change)
        self.made += 1

    def _replay(self, wanted):
        self.last_was_write = False
        if not 0 <= wanted <= len(self.history):
            return False
        undoing = wanted < self.made
        self.made = wanted
        self.text = ""
        for position, removed, added in self.history[: self.made]:
            self._apply(position, removed, added)
        if undoing:
            position, removed, _ = self.history[self.made]
            self.cursor = position + removed
        return True

    def _apply(self, position, removed, added):
        self.text = self.text[:position] + self.text[position + removed :]
        for place, character in enumerate(added, start=position):
            self.text = self.text[:place] + character + self.text[place:]
        self.cursor = position + len(added)
