"""The server extension's routes: each authenticated by Jupyter, and for the server's own person alone."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from jupyter_server.auth.decorator import authorized
from tornado import web

from mockmind_lab.host import HostThread
from mockmind_lab.protocol import LANGUAGES
from mockmind_lab.server.asking import Asking
from mockmind_lab.server.live import LiveHandler
from mockmind_lab.server.voice import VoiceHandler

__all__ = ["ROUTES"]


class HistoryHandler(Asking):
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


class BankHandler(Asking):
    """What an interview can be chosen from."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """``{"difficulties": [...], "topics": [...], "languages": [...]}``."""
        self.answer(await asyncio.to_thread(_choices))


class ReportHandler(Asking):
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
    (r"/mockmind_lab/voice/([\w-]+)/(\d{1,15})", VoiceHandler),
]
"""Below the server's base URL."""
