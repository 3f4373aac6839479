"""Runs a matrix of interviews in several processes, keeping what was done when it is interrupted."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from mockmind_lab import __version__
from mockmind_lab.errors import MockmindError, Refused, UnknownName
from mockmind_lab.evals.candidates import CANDIDATES
from mockmind_lab.evals.play import FORM, MODEL_CANDIDATE, SCRIPTED, Part, Studio
from mockmind_lab.evals.purse import Purse, purse
from mockmind_lab.evals.results import Results
from mockmind_lab.interviewer.briefing import briefing
from mockmind_lab.interviewer.phrases import phrases
from mockmind_lab.providers import choose

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence
    from concurrent.futures import Future

    from traitlets.config import Config

    from mockmind_lab.evals.results import Played
    from mockmind_lab.library import Library

__all__ = ["Matrix", "check", "chosen_candidates", "chosen_problems", "run"]


@dataclass(frozen=True, slots=True)
class Matrix:
    """What is to be run: every candidate on every problem with one interviewer, from one seed."""

    problems: tuple[str, ...]
    candidates: tuple[str, ...]
    interviewer: str = SCRIPTED
    seed: int = 0
    candidate_model: str | None = None

    def parts(self) -> list[Part]:
        """The interviews, problem by problem: those of one problem share what was judged."""
        return [
            Part(problem, candidate, self.interviewer, self.seed, self.candidate_model)
            for problem in self.problems
            for candidate in self.candidates
        ]


def chosen_candidates(names: Sequence[str], *, model: str | None) -> tuple[str, ...]:
    """The candidates named, all that are code where none is; ``model`` plays one more.

    Raises ``UnknownName`` or ``Refused``.
    """
    known = [*CANDIDATES, MODEL_CANDIDATE]
    for name in names:
        if name not in known:
            raise UnknownName.nearest("candidate", name, known, listing=f"There are {', '.join(known)}.")
    if MODEL_CANDIDATE in names and model is None:
        raise Refused("The candidate `model` needs --candidate-model PROVIDER:MODEL.")
    chosen = tuple(dict.fromkeys(names)) or (() if model else tuple(CANDIDATES))
    return (*chosen, MODEL_CANDIDATE) if model and MODEL_CANDIDATE not in chosen else chosen


def chosen_problems(wanted: str, library: Library, *, seed: int) -> tuple[str, ...]:
    """The problems of ``all``, of a number (chosen by ``seed``), or of names with commas between them.

    Raises ``UnknownName`` for one that is not there and ``Refused`` where there are not so many.
    """
    if wanted == "all":
        return tuple(library.slugs())
    if wanted.isdecimal():
        if not 0 < int(wanted) <= len(library.slugs()):
            raise Refused(f"The bank has {len(library.slugs())} problems; ask for 1 to as many, or `all`.")
        return tuple(sorted(library.choose(difficulty=None, count=int(wanted), seed=seed)))
    slugs = dict.fromkeys(name.strip() for name in wanted.split(",") if name.strip())
    if not slugs:
        raise Refused("Name problems with commas between them, a number of them, or `all`.")
    for slug in slugs:
        library.get(slug)
    return tuple(slugs)


def check(matrix: Matrix, config: Config | None) -> None:
    """Find out whether the models would answer, before any interview; raises the error that says why not."""
    names = [matrix.interviewer] if matrix.interviewer not in (SCRIPTED, FORM) else []
    names += [matrix.candidate_model] if matrix.candidate_model else []

    async def answers(name: str) -> None:
        provider = choose(name, config=config)
        try:
            await provider.check()
        finally:
            await provider.close()

    for name in names:
        asyncio.run(answers(name))


def run(
    matrix: Matrix,
    *,
    library: Library,
    config: Config | None = None,
    jobs: int = 1,
    form: bool = False,
    on_done: Callable[[Sequence[Played]], None] = lambda _: None,
) -> Results:
    """Run ``matrix`` in ``jobs`` processes; ``form`` runs the baseline beside it.

    ``on_done`` hears of each bundle of interviews that is done. An interrupt ends the run: what was under
    way is finished, and the results say that they are not complete. So does ``Budget.day_dollars``, which
    all interviews share, for those that ask a model.
    """
    began, start = datetime.now(UTC), time.monotonic()
    bundles = _bundles(matrix, jobs, form=form)
    played: dict[Part, Played] = {}
    one = jobs == 1 or len(bundles) == 1
    with TemporaryDirectory(prefix="mockmind-eval-") as folder:
        shared = purse(Path(folder) / "spent", config)
        working = (
            _inline(bundles, config, library, shared) if one else _parallel(bundles, config, shared, jobs)
        )
        try:
            for done in working:
                played |= done
                on_done(list(done.values()))
        except KeyboardInterrupt:
            pass
        finally:
            working.close()
        unplayed = [part for parts in bundles for part in parts if part not in played]
        stopped = _stopped(shared, unplayed)
    common: dict[str, Any] = {
        "program": f"mockmind_lab {__version__}",
        "began": began.isoformat(timespec="seconds"),
        "seconds": round(time.monotonic() - start, 1),
        "seed": matrix.seed,
        "prompts": {"model": briefing().version, "scripted": phrases().digest[:12]},
        "problems": {slug: library.get(slug).digest for slug in matrix.problems},
        "complete": not unplayed,
        "stopped": stopped,
    }

    def gathered(parts: Sequence[Part]) -> tuple[Played, ...]:
        return tuple(played[part] for part in parts if part in played)

    other = replace(matrix, interviewer=FORM)
    baseline = Results(interviewer=FORM, interviews=gathered(other.parts()), **common) if form else None
    return Results(
        interviewer=matrix.interviewer,
        candidate_model=matrix.candidate_model,
        interviews=gathered(matrix.parts()),
        baseline=baseline,
        **common,
    )


def _stopped(shared: Purse, unplayed: Sequence[Part]) -> str:
    """The line that says why interviews were not played, or nothing where it was not the budget."""
    paid = [part for part in unplayed if part.paid]
    if not paid or not shared.used_up:
        return ""
    return (
        f"The day's budget of ${shared.bound:.2f} is used up (${shared.spent:.2f} spent), so {len(paid)} "
        "interviews were not played: choose fewer, or raise c.Budget.day_dollars."
    )


def _bundles(matrix: Matrix, jobs: int, *, form: bool) -> list[list[Part]]:
    """What a process takes at once: a problem, or an interview where there are few problems."""
    parts = matrix.parts()
    if form:
        parts += replace(matrix, interviewer=FORM).parts()
    if len(matrix.problems) < 2 * jobs:
        return [[part] for part in parts]
    return [[part for part in parts if part.problem == slug] for slug in matrix.problems]


_Done = dict[Part, "Played"]


def _inline(
    bundles: list[list[Part]], config: Config | None, library: Library, shared: Purse
) -> Generator[_Done, None, None]:
    with Studio(config, library=library, purse=shared) as studio:
        for parts in bundles:
            for part in parts:
                yield studio.play_all([part])


def _parallel(
    bundles: list[list[Part]], config: Config | None, shared: Purse, jobs: int
) -> Generator[_Done, None, None]:
    # A process forked from this one would inherit locks that threads of ours hold. The one that they are
    # forked from instead has no threads, and imports what takes seconds once for all of them.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    stop = context.Event()
    given_to = (config, shared, stop, dict(os.environ))
    with ProcessPoolExecutor(
        min(jobs, len(bundles)), mp_context=context, initializer=_begin, initargs=given_to
    ) as pool:
        with _uninterrupted():  # what a process inherits, before it can say that it does not listen
            waiting = {pool.submit(_work, parts): parts for parts in bundles}
        given: set[Future[_Done]] = set()
        try:
            for future in as_completed(waiting):
                given.add(future)
                yield _of(future)
        except KeyboardInterrupt:
            _call_off(waiting, stop)
            under_way = [future for future in waiting if future not in given and not future.cancelled()]
            for future in as_completed(under_way):
                yield _of(future)
            raise
        finally:
            _call_off(waiting, stop)


@contextmanager
def _uninterrupted() -> Generator[None, None, None]:
    """Hold an interrupt back until the end; a process that is started meanwhile never hears of one."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _call_off(waiting: Iterable[Future[_Done]], stop: Any) -> None:
    """Begin nothing more; an interview that is under way comes to its end."""
    stop.set()
    for future in waiting:
        future.cancel()


def _of(future: Future[_Done]) -> _Done:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise MockmindError(
            "A process of the evals died, perhaps for want of memory: try again with fewer --jobs."
        ) from error


_STUDIO: list[Studio] = []
_STOP: list[Any] = []


def _begin(config: Config | None, shared: Purse, stop: Any, environment: dict[str, str]) -> None:
    """In a process of the pool: make its studio. The interrupt is the parent's to act on.

    ``environment`` is the parent's of now: that from which it was forked has the one of an earlier run.
    """
    import atexit

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.clear()
    os.environ.update(environment)
    studio = Studio(config, purse=shared)
    _STUDIO.append(studio)
    _STOP.append(stop)
    atexit.register(studio.close)


def _work(parts: list[Part]) -> _Done:
    return _STUDIO[0].play_all(parts, stop=_STOP[0].is_set)
