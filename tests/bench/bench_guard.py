"""What the leak guard makes of its sets, by kind: ``python -m tests.bench.bench_guard [SET ...]``.

The sets are ``tune``, ``talks``, ``measure``, ``blind`` and ``blind_again``. Only what it gets wrong of the
first two is listed: the others are for measuring. ``--reader provider:model`` has that model read what the
guard is not sure of, as beside a model's interview; it needs a key and takes a hundred calls or more a set.
Without it those for measuring are shown once more with the opinions that are kept beside them.
"""

from __future__ import annotations

import argparse
import asyncio
from typing import TYPE_CHECKING

from mockmind_lab.interviewer.clock import SystemClock
from mockmind_lab.interviewer.reader import Reader
from mockmind_lab.providers import choose, price
from tests.interviewer.labelled import Labelled, counted, looks, read_again, sets, situation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mockmind_lab.interviewer.hintguard import Look
    from mockmind_lab.providers import Provider

_SHOWN = ("tune", "talks")
_SECONDS = 30.0  # nobody waits here
_AT_ONCE = 8


async def read(
    found: Iterable[tuple[Labelled, Look]], provider: Provider
) -> tuple[list[tuple[Labelled, Look]], str]:
    """The same, with the opinion of ``provider`` where the guard was not sure; and what that took."""
    taken, dollars = asyncio.Semaphore(_AT_ONCE), list[float]()

    async def settled(message: Labelled, look: Look) -> tuple[Labelled, Look]:
        if not look.unsure:
            return message, look
        reader = Reader(provider, SystemClock(), seconds=_SECONDS)
        async with taken:
            # Its talk is played in a loop of its own.
            state = message.slug, message.hints, message.said, message.code
            talk = await asyncio.to_thread(situation, *state)
            opinion = await reader.opinion(message.text, talk, most=_SECONDS)
        if reader.failure is not None:
            raise reader.failure
        dollars.extend(price(used, provider.name).dollars or 0.0 for used in reader.used)
        return message, opinion or look

    whole = await asyncio.gather(*(settled(message, look) for message, look in found))
    return whole, f"{len(dollars)} of {len(whole)} were read, for ${sum(dollars):.4f}"


def chosen(name: str, model: str | None) -> Iterator[str]:
    """The confusion for one set, in lines."""
    found = list(looks(sets()[name]))
    if model:
        found, cost = asyncio.run(read(found, choose(model)))
        yield cost
    counts = counted(found)
    if name not in _SHOWN:
        counts.wrong.clear()
    yield counts.table()
    if name not in _SHOWN and not model:
        counts = counted(read_again(name))
        counts.wrong.clear()
        yield f"with the opinions that are kept\n{counts.table()}"


def main() -> None:
    """Print the confusion for each set."""
    given = argparse.ArgumentParser(description="What the leak guard makes of its sets.")
    given.add_argument("sets", nargs="*", metavar="SET", help=f"one of {', '.join(sets())}; all by default")
    given.add_argument("--reader", metavar="provider:model")
    args = given.parse_args()
    if unknown := set(args.sets) - set(sets()):
        given.error(f"no set is called {', '.join(sorted(unknown))}; there are {', '.join(sets())}")
    for name in args.sets or sets():
        print("\n".join((name, *chosen(name, args.reader))), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
