"""Misconception: only visits that follow one another directly count."""


def cake_winner(visits, stamps):
    last, streak = None, 0
    for guest in visits:
        streak = streak + 1 if guest == last else 1
        last = guest
        if streak == stamps:
            return guest
    return None
