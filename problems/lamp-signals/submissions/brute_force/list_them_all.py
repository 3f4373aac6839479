"""Writes down every reading, word by word."""


def readings(signal, codes):
    done = []
    unfinished = [((), signal)]
    while unfinished:
        words, rest = unfinished.pop()
        if rest == "":
            done.append(words)
        for word, code in codes.items():
            if rest.startswith(code):
                unfinished.append(((*words, word), rest[len(code) :]))
    return len(set(done)) % 1_000_000_007
