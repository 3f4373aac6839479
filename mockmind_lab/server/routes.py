"""The server extension's routes: each authenticated by Jupyter, and for the server's own person alone."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado import web

from mockmind_lab.errors import MockmindError
from mockmind_lab.host import HostThread
from mockmind_lab.protocol import LANGUAGES
from mockmind_lab.server.live import AUTH_RESOURCE, LiveHandler

if TYPE_CHECKING:
    from mockmind_lab.protocol import Result

__all__ = ["ROUTES"]


class _Asking(APIHandler):
    """Asks the host one thing. An error of the tree is answered with 400 and its one line."""

    auth_resource = AUTH_RESOURCE

    async def ask(self, op: str, args: dict[str, Any]) -> Result:
        """What the operation comes to for the person whose server this is."""
        try:
            return await asyncio.wrap_future(HostThread.shared().ask(op, args))
        except MockmindError as error:
            raise web.HTTPError(400, reason=str(error).splitlines()[0]) from error

    def answer(self, data: Any) -> None:
        """Finish with JSON."""
        self.finish(json.dumps(data))


class HistoryHandler(_Asking):
    """The person's interviews, the newest first."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """``{"interviews": [{id, created, path, problems, status, score}]}``; ``path`` is the notebook's
        below the server's root, or null where it is not known, ``problems`` are titles."""
        listed = await self.ask("list", {})
        rows: list[dict[str, Any]] = listed.get("data") or []
        root = str(getattr(self.contents_manager, "root_dir", ""))
        self.answer({"interviews": [_row(row, root) for row in rows]})


class BankHandler(_Asking):
    """What an interview can be chosen from."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """``{"difficulties": [...], "topics": [...], "languages": [...]}``."""
        self.answer(await asyncio.to_thread(_choices))


class ReportHandler(_Asking):
    """The report of an interview that has ended, for the front end to write where its user works."""

    @web.authenticated
    @authorized
    async def post(self, interview: str) -> None:
        """``{"file": {name, data, interview}}``; ``data`` is base64."""
        self.answer({"file": (await self.ask("report", {"interview": interview})).get("file")})


def _choices() -> dict[str, list[str]]:
    library = HostThread.shared().service.library
    topics = sorted({topic for entry in library.index() for topic in entry.topics})
    return {
        "difficulties": ["easy", "medium", "hard"],
        "topics": topics,
        "languages": list(dict.fromkeys(LANGUAGES.values())),
    }


def _row(row: dict[str, Any], root: str) -> dict[str, Any]:
    """What the side panel shows of an interview."""
    shown = {name: row[name] for name in ("id", "created", "status", "score")}
    titles = [problem["title"] for problem in row["problems"]]
    return {**shown, "problems": titles, "path": _path(row["notebook"], root)}


def _path(notebook: str | None, root: str) -> str | None:
    """``notebook``, a file of this machine, as a path below the server's root."""
    if not notebook or not root or not Path(notebook).is_absolute():
        return None
    try:
        return Path(notebook).resolve().relative_to(Path(root).resolve()).as_posix()
    except ValueError:
        return None


ROUTES: list[tuple[str, type]] = [
    (r"/mockmind_lab/live", LiveHandler),
    (r"/mockmind_lab/history", HistoryHandler),
    (r"/mockmind_lab/bank", BankHandler),
    (r"/mockmind_lab/report/([\w-]+)", ReportHandler),
]
"""Below the server's base URL."""
