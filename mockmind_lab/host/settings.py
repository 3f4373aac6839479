"""Builds the service from what is configured."""

from __future__ import annotations

import gc
import importlib
import logging
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from traitlets.config import Config

from mockmind_lab.errors import ConfigError, MockmindError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbformat import NotebookNode

    from mockmind_lab.core.events import Event
    from mockmind_lab.service import InterviewService

__all__ = ["CONFIG_NAME", "Renderer", "build_service", "load_config", "override", "vouched", "warm_up"]

CONFIG_NAME = "jupyter_mockmind_config"

log = logging.getLogger(__name__)

_OVERRIDES = Config()


def override(settings: Config) -> None:
    """Let ``settings`` win over the file's for the rest of this process: what a command line said."""
    _OVERRIDES.merge(settings)


def load_config() -> Config:
    """The settings in ``jupyter_mockmind_config.py``, looked for where Jupyter looks for its own.

    What ``override`` was told wins over them.
    """
    from jupyter_core.paths import jupyter_config_path
    from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

    config = Config()
    for folder in reversed(jupyter_config_path()):
        try:
            config.merge(PyFileConfigLoader(f"{CONFIG_NAME}.py", path=folder).load_config())
        except ConfigFileNotFound:
            continue
        except Exception as error:
            where = Path(folder) / f"{CONFIG_NAME}.py"
            raise ConfigError(f"{where} can't be read: {type(error).__name__}: {error}") from error
    config.merge(_OVERRIDES)
    return config


def build_service(config: Config | None = None) -> InterviewService:
    """A service from its parts, each configured from ``config``. Takes a moment: it imports them."""
    from mockmind_lab.core.payloads import ModelCalled
    from mockmind_lab.feedback.model import ModelEvaluator
    from mockmind_lab.interviewer.agent import ModelInterviewer
    from mockmind_lab.judge import Judge
    from mockmind_lab.library import Library
    from mockmind_lab.service import InterviewService
    from mockmind_lab.store import EventStore

    config = load_config() if config is None else config
    store = EventStore(config=config)
    store.open()
    library = Library(config=config)
    interviewer = ModelInterviewer(
        library=library,
        calls=lambda since: store.events_of_kind(ModelCalled.kind, since=since),
        config=config,
    )
    return InterviewService(
        store=store,
        library=library,
        judge=Judge(config=config),
        interviewer=interviewer,
        evaluator=ModelEvaluator(index=library.index, purse=interviewer.budget, config=config),
        render=Renderer(config),
        config=config,
    )


class Renderer:
    """Events to the bytes of a signed report."""

    def __init__(self, config: Config) -> None:
        self._config = config

    def __call__(self, events: Sequence[Event]) -> bytes:
        """The report as the bytes of an ``.ipynb`` file."""
        # Imported when first needed: nbformat takes seconds, and a start must not wait for them.
        from mockmind_lab.report.build import build, written

        return written(vouched(build(events), self._config))


def vouched(notebook: NotebookNode, config: Config) -> NotebookNode:
    """The report, signed with this machine's key; as it is, with a warning, where that can't be used."""
    from mockmind_lab.report.keys import KeyRing
    from mockmind_lab.report.sign import signed

    try:
        return signed(notebook, KeyRing(config=config).signing_key())
    except ConfigError as error:
        log.warning("The report is not signed. %s", error)
        return notebook


def warm_up(service: InterviewService) -> None:
    """Do early, beside the first minutes of an interview, what would make a person wait later."""
    from mockmind_lab.providers.registry import preload

    try:
        service.judge.warm_up()
    except MockmindError as error:
        log.warning("%s", error)
    preload(service.interviewer.name)
    for name in ("build", "sign", "keys"):
        importlib.import_module(f"mockmind_lab.report.{name}")
    _heap_set_aside()


_THRESHOLDS = (10_000, 20, 100)
"""Of ``gc.set_threshold``: containers more than before, and collections of the younger generation."""


@cache
def _heap_set_aside() -> None:
    """Have the garbage collector leave alone, once, what start-up has made: modules, which never go away.

    With those of a Jupyter server a full collection stops every thread for a quarter of a second, and all
    who watch an interview wait for it. What hundreds of interviews hold takes as long to look through, and
    next to nothing of it is garbage: so it is looked through seldom.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
