"""The languages beside Python: where their toolchains are, how a program is built, how it is started."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.errors import SandboxUnavailable
from mockmind_lab.sandbox.languages import cpp, go, java, javascript

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from mockmind_lab.sandbox.languages.base import Support

__all__ = ["SUPPORT", "missing", "support", "told"]

_KINDS: Mapping[str, Callable[..., Support]] = {
    "cpp": cpp.Cpp,
    "go": go.Go,
    "java": java.Java,
    "javascript": javascript.JavaScript,
}
SUPPORT: Mapping[str, Support] = {name: kind() for name, kind in _KINDS.items()}
"""Each language as this machine has it."""


def support(language: str) -> Support:
    """How ``language`` is run; raises ``SandboxUnavailable`` for one that is not."""
    if language not in SUPPORT:
        raise SandboxUnavailable(
            f"Nothing here runs {language[:40]}: use one of python, {', '.join(SUPPORT)}."
        )
    return SUPPORT[language]


def told(language: str, survey: Mapping[str, Any]) -> Support:
    """``language`` as another machine has it: ``survey`` is what its own ``survey()`` gave there."""
    return _KINDS[language](survey)


def missing(language: str) -> str:
    """One line on how to get the toolchain of ``language``, or nothing if it is there."""
    if language == "python":
        return ""
    try:
        support(language).toolchain()
    except SandboxUnavailable as error:
        return str(error)
    return ""
