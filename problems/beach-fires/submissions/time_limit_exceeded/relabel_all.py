"""Writes a new label beside every camper of the camp at each granted wish: campers times wishes."""


def fire_sizes(campers, most, wishes):
    fire = list(range(campers))
    answers = []
    for a, b in wishes:
        if fire[a] != fire[b]:
            joined = sum(label in (fire[a], fire[b]) for label in fire)
            if joined <= most:
                fire = [fire[a] if label == fire[b] else label for label in fire]
        answers.append(fire.count(fire[a]))
    return answers
