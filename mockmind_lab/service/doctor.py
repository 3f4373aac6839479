"""Checks the installation part by part and says how to mend what is missing."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.util import find_spec
from shutil import which
from typing import TYPE_CHECKING

from mockmind_lab.core.languages import LANGUAGES
from mockmind_lab.errors import MockmindError, SandboxError
from mockmind_lab.interviewer.agent import ModelInterviewer
from mockmind_lab.sandbox.languages import SUPPORT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mockmind_lab.judge import Judge
    from mockmind_lab.protocol import Result
    from mockmind_lab.service.caller import Principal
    from mockmind_lab.service.service import InterviewService

__all__ = ["Finding", "examine", "models", "who_interviews"]

_INSTALL = "`sudo apt install bubblewrap`"


@dataclass(frozen=True, slots=True)
class Finding:
    """One part: whether it is well, what was found, and how to mend it."""

    part: str
    well: bool
    found: str
    fix: str = ""


async def who_interviews(service: InterviewService) -> Finding:
    """The interviewer; a model is asked whether it takes the key, and whether it answers at all."""
    interviewer = service.interviewer
    try:
        why = await interviewer.away()
    except MockmindError as error:
        return Finding("interviewer", False, interviewer.name, str(error))
    if why is None:
        return Finding("interviewer", True, interviewer.name)
    found = f"{interviewer.name} does not answer; until it does, the scripted interviewer speaks"
    return Finding("interviewer", False, found, why)


async def models(service: InterviewService) -> list[Finding]:
    """The interviewer, and the models with a part beside it, asked in the same way."""
    interviewer = service.interviewer
    if not isinstance(interviewer, ModelInterviewer):
        return [await who_interviews(service)]
    others = (_beside(interviewer, name, part) for name, part in interviewer.beside.items())
    return list(await asyncio.gather(who_interviews(service), *others))


async def _beside(interviewer: ModelInterviewer, name: str, part: str) -> Finding:
    try:
        why = await interviewer.away(name)
    except MockmindError as error:
        why = str(error)
    mend = f'{why} `c.ModelInterviewer.{part}` chooses another; "none" does without.'
    return Finding(part, why is None, name, mend if why else "")


def examine(service: InterviewService, principal: Principal, models: Sequence[Finding]) -> Result:
    """Findings as a Markdown table, the broken ones with their fixes below, and as data.

    ``models`` is what was found of the interviewer, and of models beside it.
    """
    findings = list(_findings(service, principal, models))
    rows = [f"| {'✓' if f.well else '✗'} | {f.part} | {_cell(f.found)} |" for f in findings]
    table = "\n".join(["| | part | found |", "|---|---|---|", *rows])
    broken: dict[str, list[str]] = {}
    for finding in findings:
        if not finding.well:
            broken.setdefault(finding.fix or finding.found, []).append(finding.part)
    fixes = [f"- **{', '.join(parts)}**: {fix}" for fix, parts in broken.items()]
    verdict = "All is well." if not fixes else "To mend:\n\n" + "\n".join(fixes)
    data = [{"part": f.part, "well": f.well, "found": f.found, "fix": f.fix} for f in findings]
    return {"text": f"{table}\n\n{verdict}", "data": data}


def _findings(
    service: InterviewService, principal: Principal, models: Sequence[Finding]
) -> Iterator[Finding]:
    yield Finding("host", True, f"{principal.started_as}, user {principal.user}, {principal.trust}")
    held_all = service.judge.properties()
    for held in held_all:
        detail = held.detail or ("holds" if held.holds else "does not hold")
        yield Finding(f"sandbox: {held.name}", held.holds, detail, held.fix)
    fix = next((held.fix for held in held_all if not held.holds), "")
    yield _languages(service.judge, "" if service.judge.unsafe_run_my_own_code else fix)
    yield from models
    yield _store(service, principal)
    yield _problems(service)
    yield _kernelspec(fix)
    plot = find_spec("PIL") is not None
    yield Finding(
        "charts", plot, "Pillow" if plot else "no Pillow: reports show the time line as text",
        "pip install 'mockmind_lab[plot]'",
    )  # fmt: skip


def _languages(judge: Judge, fix: str) -> Finding:
    """What there is to run solutions with: nothing where the sandbox has to be mended by ``fix``."""
    if fix:
        return Finding("languages", False, "none, because the sandbox does not open", fix)
    return Finding("languages", True, "; ".join(_toolchains(judge)))


def _toolchains(judge: Judge) -> Iterator[str]:
    """A language beside Python that is not there is no fault of the installation."""
    yield "Python"
    for name in SUPPORT:
        title = LANGUAGES[name].title
        try:
            yield f"{title} ({judge.toolchain(name)})"
        except SandboxError as error:
            yield f"no {title}: {str(error).split(': ', 1)[-1].rstrip('.')}"


def _store(service: InterviewService, principal: Principal) -> Finding:
    try:
        service.store.put_blob(b"doctor")
        count = len(service.store.interviews(owner=principal.owner))
    except MockmindError as error:
        return Finding("store", False, str(error), str(error))
    return Finding("store", True, f"{service.store.place}, {count} interview{'' if count == 1 else 's'}")


def _problems(service: InterviewService) -> Finding:
    broken = service.library.broken()
    count = len(service.library.slugs())
    if broken:
        reasons = "; ".join(item.message for item in broken[:3])
        slugs = " ".join(item.slug for item in broken[:3])
        fix = (
            f"edit that file, then run `mockmind problems verify {slugs}`; "
            "or take the folder out of `Library.paths`"
        )
        return Finding("problems", False, f"{count} good, {len(broken)} broken: {reasons}", fix)
    well = count > 0
    return Finding("problems", well, f"{count} problems", "" if well else "Set c.Library.paths to a bank.")


def _kernelspec(said: str) -> Finding:
    """The kernelspec, and what its kernels are started with; ``said`` is how to mend the judge's sandbox."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        spec = KernelSpecManager().get_kernel_spec("mockmind")
    except NoSuchKernel:
        fix = (
            "Install mockmind_lab into the environment that Jupyter runs in; its wheel brings the kernelspec."
        )
        return Finding("kernelspec", False, "the kernelspec mockmind is not installed", fix)
    found = {entry.name for entry in entry_points(group="jupyter_client.kernel_provisioners")}
    if "mockmind-provisioner" not in found:
        fix = "Install mockmind_lab anew: its entry points are not where Python looks for them."
        return Finding("kernelspec", False, "nothing can start the kernelspec's kernels", fix)
    if which("bwrap") is None:
        fix = f"Install bubblewrap{', as above' if _INSTALL in said else f' ({_INSTALL})'}: "
        fix += "whatever sandbox judges, a mockmind kernel runs in bubblewrap only."
        return Finding("kernelspec", False, f"{spec.display_name}, but no bubblewrap to run it in", fix)
    return Finding("kernelspec", True, f"{spec.display_name}, in bubblewrap")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
