"""Sorts all masts by distance, height and side, and takes the first that is higher."""


def relay_to(at, heights):
    answer = []
    for mast, place in enumerate(at):
        order = sorted(range(len(at)), key=lambda other: (abs(at[other] - place), -heights[other], other))
        higher = [other for other in order if heights[other] > heights[mast]]
        answer.append(higher[0] if higher else -1)
    return answer
