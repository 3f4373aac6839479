"""The route that reads a message of the interviewer's aloud, for who may see it."""

from __future__ import annotations

from functools import cache

from jupyter_server.auth.decorator import authorized
from tornado import web

from mockmind_lab.errors import MockmindError
from mockmind_lab.host.settings import load_config
from mockmind_lab.providers.voice import Voice
from mockmind_lab.server.asking import Asking

__all__ = ["VoiceHandler"]


@cache
def _voice() -> Voice:
    return Voice(config=load_config())


class VoiceHandler(Asking):
    """A message of the person's own interview as sound; an arbitrary text can't be asked for."""

    @web.authenticated
    @authorized
    async def get(self, interview: str, seq: str) -> None:
        """Audio. 204 where no voice of the server's is configured, 400 with one line where it fails."""
        voice = _voice()
        if not voice.there:
            self.set_status(204)
            self.finish()
            return
        said = await self.ask("spoken", {"interview": interview, "seq": int(seq)})
        try:
            sound = await voice.read(said["text"])
        except MockmindError as error:
            self.log.warning("mockmind_lab: %s", error)
            raise web.HTTPError(400, reason=str(error).splitlines()[0]) from error
        self.set_header("Cache-Control", "private, max-age=3600")
        self.finish(sound.data, set_content_type=sound.media_type)
