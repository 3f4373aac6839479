"""Crosses letters out on a long list and searches the list for the right one each time: quadratic."""


def final_sign(keys):
    letters, state = [], []
    for key in keys:
        if key == "<":
            for i in range(len(letters) - 1, -1, -1):
                if state[i] == "there":
                    state[i] = "off"
                    break
        elif key == ">":
            for i in range(len(letters)):
                if state[i] == "off":
                    state[i] = "there"
                    break
        else:
            state = ["lost" if mark == "off" else mark for mark in state] + ["there"]
            letters.append(key)
    return "".join(letter for letter, mark in zip(letters, state) if mark == "there")
