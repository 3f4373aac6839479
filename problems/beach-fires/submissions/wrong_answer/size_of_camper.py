"""Misconception: the size can be read at camper a itself, although it is kept up to date at the root only."""


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
        if here != there and size[here] + size[there] <= most:
            link[there] = here
            size[here] += size[there]
            size[a] = size[b] = size[here]
        answers.append(size[a])
    return answers
