"""Notes at which visits each guest came; the smallest position of a filling stamp wins."""

from collections import defaultdict


def cake_winner(visits, stamps):
    positions = defaultdict(list)
    for position, guest in enumerate(visits):
        positions[guest].append(position)
    full = [came[stamps - 1] for came in positions.values() if len(came) >= stamps]
    return visits[min(full)] if full else None
