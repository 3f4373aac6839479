"""Misconception: the sizes may be added without asking whether both sit at one fire already."""


def fire_sizes(campers, most, wishes):
    link = list(range(campers))
    size = [1] * campers

    def find(camper):
        while link[camper] != camper:
            camper = link[camper]
        return camper

    answers = []
    for a, b in wishes:
        here, there = find(a), find(b)
        if size[here] + size[there] <= most:
            size[here] += size[there]
            link[there] = here
        answers.append(size[find(a)])
    return answers
