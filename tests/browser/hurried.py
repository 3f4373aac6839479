"""Settings of the browser tests' server: an interview of one minute takes twelve seconds.

Jupyter reads it as ``jupyter_mockmind_config.py``. The clock itself is the real one.
"""

from mockmind_lab.library import Library
from mockmind_lab.service import opening

_HURRIED_SECONDS = 12.0
_timed = opening._timed


def _hurried(library: Library, slugs: list[str], minutes: int | None) -> list[tuple[str, float]]:
    timed = _timed(library, slugs, minutes)
    return [(slug, _HURRIED_SECONDS) for slug, _ in timed] if minutes == 1 else timed


opening._timed = _hurried
