"""Keeps the whole line with its cursor before and after every change."""


class TextLine:
    def __init__(self):
        self.now = ("", 0)
        self.done = []
        self.undone = []
        self.previous = ""

    def write(self, text):
        line, cursor = self.now
        after = (line[:cursor] + text + line[cursor:], cursor + len(text))
        before = self.done.pop()[0] if self.previous == "write" else self.now
        self._change(before, after)
        self.previous = "write"

    def erase(self, count):
        self.previous = "erase"
        line, cursor = self.now
        left = max(0, cursor - count)
        if left < cursor:
            self._change(self.now, (line[:left] + line[cursor:], left))
        return line[left:cursor]

    def move(self, steps):
        self.previous = "move"
        line, cursor = self.now
        self.now = (line, sorted([0, cursor + steps, len(line)])[1])
        return self.now[1]

    def undo(self):
        self.previous = "undo"
        if self.done:
            self.undone.append(self.done.pop())
            self.now = self.undone[-1][0]
            return True
        return False

    def redo(self):
        self.previous = "redo"
        if self.undone:
            self.done.append(self.undone.pop())
            self.now = self.done[-1][1]
            return True
        return False

    def show(self, width):
        line, cursor = self.now
        return line[:cursor][-width:] + "|" + line[cursor:][:width]

    def _change(self, before, after):
        self.done.append((before, after))
        self.undone = []
        self.now = after
