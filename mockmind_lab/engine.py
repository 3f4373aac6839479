"""The papermill engine ``mockmind``: the executed notebook becomes the annotated report of its interview.

papermill imports this module on every ``import papermill``, so nothing heavy is imported here before a
notebook runs. Nor is papermill itself: it loads its engines at the end of its own import, and a class
derived from its engine could then not be imported on its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbformat import NotebookNode

    from mockmind_lab.core.events import Event

__all__ = ["EventSource", "MockmindEngine"]


class EventSource(Protocol):
    """Whoever holds the events of the interviews that kernels of this process hold."""

    def finished(self) -> list[str]:
        """Ids of the interviews that ended or are open in this process, in the order they began."""
        ...

    def events(self, interview: str, /) -> Sequence[Event]:
        """All events of an interview, in order."""
        ...


class MockmindEngine:
    """Run a notebook as papermill's default engine does, then annotate it with what the host recorded.

    A notebook that held no interview in this process comes out exactly as from the default engine. If a
    cell fails, the notebook is annotated as far as it went, and papermill saves it and raises as usual.
    """

    @classmethod
    def source(cls) -> EventSource:
        """Where the events come from: the host of this process. A test overrides it."""
        from mockmind_lab.host import HostThread

        return HostThread.shared()

    @classmethod
    def execute_notebook(cls, nb: NotebookNode, kernel_name: str | None, **options: Any) -> NotebookNode:
        """papermill's hook: execute ``nb``, return it annotated; raises what papermill raises."""
        from papermill.engines import NBClientEngine

        from mockmind_lab.report.annotate import without_annotations

        nb.cells = without_annotations(nb).cells  # a report that is run again gets new annotations
        source = cls.source()
        before = _lengths(source)
        try:
            executed = NBClientEngine.execute_notebook(nb, kernel_name, **options)
        except BaseException:
            # Not a failing cell (papermill reports that later) but a dead kernel or a timeout: papermill has
            # saved the bare notebook already, so what is known is added here before the error goes on.
            path = options.get("output_path")
            if path:
                from papermill.iorw import write_ipynb

                write_ipynb(_annotated(nb, source, before), path)
            raise
        return _annotated(executed, source, before)

    @classmethod
    def nb_kernel_name(cls, nb: NotebookNode, name: str | None = None) -> str:
        """papermill's hook: the kernel's name, ``name`` if given, else the notebook's own."""
        from papermill.utils import nb_kernel_name

        return nb_kernel_name(nb, name)

    @classmethod
    def nb_language(cls, nb: NotebookNode, language: str | None = None) -> str:
        """papermill's hook: the notebook's language, ``language`` if given."""
        from papermill.utils import nb_language

        return nb_language(nb, language)


def _lengths(source: EventSource) -> dict[str, int]:
    return {name: len(source.events(name)) for name in source.finished()}


def _annotated(notebook: NotebookNode, source: EventSource, before: dict[str, int]) -> NotebookNode:
    """The notebook with the report of the interviews that went on while it ran; unchanged without one."""
    held = {name: source.events(name) for name in dict.fromkeys(source.finished())}
    grown = [events for name, events in held.items() if len(events) > before.get(name, 0)]
    if not grown:
        return notebook
    from mockmind_lab.host import load_config, vouched
    from mockmind_lab.report.annotate import annotate

    return vouched(annotate(notebook, *grown), load_config())
