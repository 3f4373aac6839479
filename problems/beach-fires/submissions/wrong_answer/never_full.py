"""Misconception: a fire must stay below the limit, so one with exactly that many is refused."""


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
        if here != there and size[here] + size[there] < most:
            link[there] = here
            size[here] += size[there]
        answers.append(size[find(a)])
    return answers
