"""One list and two marks: the rail ends at the first mark, what can come back ends at the second."""


def final_sign(keys):
    letters = [""] * len(keys)
    end = limit = 0
    for key in keys:
        if key == "<":
            end = max(0, end - 1)
        elif key == ">":
            end = min(limit, end + 1)
        else:
            letters[end] = key
            end += 1
            limit = end
    return "".join(letters[:end])
