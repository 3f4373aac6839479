"""One interview in the history: its summary, the topics of its problems, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mockmind_lab.history.summary import Summary
    from mockmind_lab.store import InterviewRow

__all__ = ["Entry"]


@dataclass(frozen=True, slots=True)
class Entry:
    """``summary`` is None where the events can't be read. ``topics`` are the bank's, by slug of a problem."""

    row: InterviewRow
    summary: Summary | None
    topics: Mapping[str, tuple[str, ...]]

    @property
    def status(self) -> str:
        """The interview's status, or ``unreadable``."""
        return self.summary.status.value if self.summary else "unreadable"

    @property
    def difficulty(self) -> str:
        """That of its problems, each once; what was asked for while there is none."""
        if self.summary is None:
            return ""
        own = dict.fromkeys(played.difficulty for played in self.summary.problems)
        return ", ".join(own) or self.summary.difficulty

    @property
    def all_topics(self) -> tuple[str, ...]:
        """The topics of its problems, each once; none while it is open, for they are half of the answer."""
        if self.summary is None or self.summary.open:
            return ()
        of_problems = (self.topics.get(played.slug, ()) for played in self.summary.problems)
        return tuple(dict.fromkeys(topic for topics in of_problems for topic in topics))

    @property
    def can(self) -> list[str]:
        """What can be done with it: ``report`` once it has ended, ``resume`` while it is open."""
        if self.summary is None:
            return []
        return ["resume"] if self.summary.open else ["report"]

    @property
    def data(self) -> dict[str, Any]:
        """As JSON values, for a front end; see ``docs/architecture.md``."""
        known = self.summary
        secret = known is None or known.open
        return {
            "id": self.row.id,
            "created": self.row.created.isoformat(),
            "notebook": self.row.notebook,
            "status": self.status,
            "difficulty": self.difficulty,
            "topics": list(self.all_topics),
            "problems": [
                {
                    **played.model_dump(mode="json"),
                    "topics": [] if secret else list(self.topics.get(played.slug, ())),
                }
                for played in (known.problems if known else ())
            ],
            "score": known.score if known else None,
            "score_without_hints": known.unhinted if known else None,
            "hire": known.hire if known else "",
            "minutes": known.minutes if known else None,
            "hints": known.hints if known else 0,
            "hint_cost": known.hint_cost if known else 0.0,
            "dollars": round(known.dollars, 6) if known else 0.0,
            "unpriced_calls": known.unpriced if known else 0,
            "interviewer": known.interviewer if known else None,
            "trust": known.trust if known else None,
            "can": self.can,
        }
