"""Takes a photograph of the whole sign before each take-off; putting back shows the newest one again."""


def final_sign(keys):
    sign, photographs = "", []
    for key in keys:
        if key == "<" and sign != "":
            photographs.append(sign)
            sign = sign[:-1]
        elif key == ">" and photographs:
            sign = photographs.pop()
        elif key not in "<>":
            sign += key
            photographs = []
    return sign
