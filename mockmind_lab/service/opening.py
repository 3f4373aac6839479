"""Opening an interview: which problems, how long, on which terms."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mockmind_lab import __version__
from mockmind_lab.core import commands
from mockmind_lab.core.payloads import HostChanged, InterviewCreated, Stage
from mockmind_lab.core.problem import Difficulty

if TYPE_CHECKING:
    from typing import Self

    from mockmind_lab.core.interview import Interview
    from mockmind_lab.library import Library
    from mockmind_lab.service.caller import Principal

__all__ = ["Opening", "host_of"]


def host_of(principal: Principal) -> HostChanged:
    """Who hosts, for the record."""
    return HostChanged(
        started_as=principal.started_as, user=principal.user, trust=principal.trust, version=__version__
    )


@dataclass(frozen=True, slots=True)
class Opening:
    """The terms of an interview that is about to begin."""

    host: HostChanged
    terms: InterviewCreated
    stages: tuple[Stage, ...]

    @classmethod
    def of(
        cls,
        args: dict[str, Any],
        principal: Principal,
        *,
        library: Library,
        interviewer: str,
        max_attempts: int,
        hint_costs: tuple[float, float, float],
        place: str,
    ) -> Self:
        """Choose problems by the arguments of ``start``; raises ``UnknownName`` or ``Refused``."""
        seed = args["seed"] if args["seed"] is not None else secrets.randbelow(2**31)
        count = args["problems"] or 1
        first = library.get(args["problem"]) if args["problem"] else None
        difficulty = Difficulty(args["difficulty"] or (first.difficulty if first else Difficulty.MEDIUM))
        slugs = [first.slug] if first else []
        if count > len(slugs):
            slugs += library.choose(
                difficulty=difficulty, count=count - len(slugs), seed=seed, exclude=tuple(slugs)
            )
        stages = commands.plan(_timed(library, slugs, args["minutes"]))
        terms = InterviewCreated(
            owner=principal.owner,
            candidate=principal.candidate,
            notebook=place or None,
            difficulty=(first.difficulty if first else difficulty).value,
            seconds=sum(stage.seconds for stage in stages),
            problems=len(slugs),
            seed=seed,
            max_attempts=max_attempts,
            hint_costs=hint_costs,
            interviewer=interviewer,
        )
        return cls(host_of(principal), terms, stages)

    def drafts(self, state: Interview) -> commands.Drafts:
        """The interview's first events."""
        return commands.create(state, host=self.host, terms=self.terms, stages=self.stages)


def _timed(library: Library, slugs: list[str], minutes: int | None) -> list[tuple[str, float]]:
    """Each problem with its seconds: its difficulty's default, or an equal share of the minutes asked for.

    With several problems the talk around them takes its time too, but at most a third of the whole.
    """
    if minutes is None:
        return [(slug, library.get(slug).difficulty.minutes * 60.0) for slug in slugs]
    total = minutes * 60.0
    talk = sum(commands.STAGE_SECONDS.values()) if len(slugs) > 1 else 0.0
    return [(slug, max(total - talk, 60.0) / len(slugs)) for slug in slugs]
