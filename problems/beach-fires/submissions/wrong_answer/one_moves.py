"""Misconception: only camper a moves to b's fire, the others stay where they are."""


def fire_sizes(campers, most, wishes):
    fire = list(range(campers))
    size = [1] * campers
    answers = []
    for a, b in wishes:
        if fire[a] != fire[b] and size[fire[b]] < most:
            size[fire[a]] -= 1
            fire[a] = fire[b]
            size[fire[a]] += 1
        answers.append(size[fire[a]])
    return answers
