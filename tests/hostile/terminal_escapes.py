"""verdict: WA
why: escapes in what is printed and returned are shown as text, never sent
"""


def total(numbers):
    print("\x1b]0;owned\x07\x1b[2J\x1b[31mAll tests passed\x1b[0m\x9b2J\r\b\u202e")
    return "\x1b[2J\x1b]8;;http://example.invalid\x07AC\x1b]8;;\x07"
