"""Every kind of event there is, by the name it has on disk."""

from __future__ import annotations

from mockmind_lab.core import measured, payloads, scoring, written

__all__ = ["PAYLOADS"]

PAYLOADS: dict[str, type[payloads.Payload]] = {
    cls.kind: cls
    for cls in (
        payloads.HostChanged, payloads.InterviewCreated, payloads.PlanMade, payloads.StageStarted,
        payloads.StatusChanged, payloads.PhaseChanged, payloads.ProblemPresented, payloads.MessageSaid,
        payloads.HintGiven, payloads.CellExecuted, payloads.CodeRun, payloads.SubmissionMade,
        payloads.VerdictGiven, payloads.RoundEnded, payloads.AssessmentMade, payloads.InterviewerChanged,
        payloads.ModelCalled, payloads.MessageWithheld, payloads.FactNoted,
        measured.ComplexityMeasured, measured.TestsMeasured, measured.CodeChecked,
        written.CellWritten, scoring.ReviewMade, scoring.FeedbackGiven,
    )
}  # fmt: skip
