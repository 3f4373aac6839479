"""Builds the service from what is configured."""

from __future__ import annotations

import contextlib
import importlib
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from traitlets.config import Config

from mockmind_lab.errors import ConfigError, MockmindError

if TYPE_CHECKING:
    from mockmind_lab.service import InterviewService

__all__ = ["CONFIG_NAME", "build_service", "load_config", "warm_up"]

CONFIG_NAME = "jupyter_mockmind_config"

log = logging.getLogger(__name__)


def load_config() -> Config:
    """The settings in ``jupyter_mockmind_config.py``, looked for where Jupyter looks for its own."""
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
    return config


def build_service(config: Config | None = None) -> InterviewService:
    """A service from its parts, each configured from ``config``. Takes a moment: it imports them."""
    from mockmind_lab.feedback.evaluator import RuleEvaluator
    from mockmind_lab.interviewer.agent import ModelInterviewer
    from mockmind_lab.judge import Judge
    from mockmind_lab.library import Library
    from mockmind_lab.service import InterviewService
    from mockmind_lab.store import EventStore

    config = load_config() if config is None else config
    store = EventStore(config=config)
    store.open()
    library = Library(config=config)
    return InterviewService(
        store=store,
        library=library,
        judge=Judge(config=config),
        interviewer=ModelInterviewer(library=library, config=config),
        evaluator=RuleEvaluator(),
        render=_render,
        config=config,
    )


def _render(events: Any) -> bytes:
    # Imported when first needed: nbformat and matplotlib take seconds, and a start must not wait for them.
    from mockmind_lab.report.build import render

    return render(events)


def warm_up(service: InterviewService) -> None:
    """Do early, beside the first minutes of an interview, what would make a person wait later."""
    try:
        service.judge.warm_up()
    except MockmindError as error:
        log.warning("%s", error)
    for name in ("mockmind_lab.report.build", "matplotlib.backends.backend_agg"):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
