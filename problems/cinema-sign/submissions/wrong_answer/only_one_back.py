"""Misconception: only the one letter that was taken off last is remembered."""


def final_sign(keys):
    sign, last = "", ""
    for key in keys:
        if key == "<":
            if sign:
                sign, last = sign[:-1], sign[-1]
        elif key == ">":
            sign, last = sign + last, ""
        else:
            sign, last = sign + key, ""
    return sign
