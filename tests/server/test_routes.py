"""Every route of the server extension asks who is there, and the WebSocket speaks the protocol."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.web import RequestHandler
from tornado.websocket import WebSocketClientConnection, websocket_connect

from mockmind_lab.protocol import VERSION
from mockmind_lab.server.app import MockmindServerApp
from mockmind_lab.server.routes import ROUTES

if TYPE_CHECKING:
    from tests.server.conftest import Server

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def answered(handler: type) -> list[str]:
    """The HTTP methods that a handler or one of our classes below it answers."""
    ours = [cls for cls in handler.__mro__ if cls.__module__.startswith("mockmind_lab")]
    return [method for method in METHODS if any(method.lower() in vars(cls) for cls in ours)]


def path_of(route: str) -> str:
    """A path that the route's pattern matches."""
    return route.replace(r"([\w-]+)", "20260101-abc").replace(r"(\d{1,15})", "3")


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route[0])
def test_no_route_answers_who_is_not_known(server: Server, route: tuple[str, type]) -> None:
    pattern, handler = route
    assert issubclass(handler, RequestHandler)
    methods = answered(handler)
    assert methods
    for method in methods:
        for token in (None, "wrong"):
            status, body = server.request(path_of(pattern), method=method, token=token)
            assert status == 403, (pattern, method, token, status, body[:200])


def test_the_extension_has_no_other_routes(monkeypatch: pytest.MonkeyPatch) -> None:
    app = MockmindServerApp()
    app.handlers = []
    app.initialize_handlers()
    assert app.handlers == ROUTES
    assert len({pattern for pattern, _ in ROUTES}) == len(ROUTES)


def test_the_bank_and_the_history_are_told_to_who_may_know(server: Server) -> None:
    bank: Any = server.json("/mockmind_lab/bank")
    assert "graphs" in bank["topics"]
    assert bank["languages"][0] == "python"
    assert server.json("/mockmind_lab/history") == {"interviews": []}


def test_a_websocket_without_a_token_is_refused(server: Server) -> None:
    async def body() -> None:
        with pytest.raises(HTTPClientError) as refused:
            await connect(server, token=None)
        assert refused.value.code == 403

    asyncio.run(body())


def test_a_page_of_another_origin_is_refused(server: Server) -> None:
    async def body() -> None:
        cookie = server.cookie()
        (await connect(server, cookie=cookie, origin=server.url)).close()
        with pytest.raises(HTTPClientError) as refused:
            await connect(server, cookie=cookie, origin="http://elsewhere.example")
        assert refused.value.code == 403

    asyncio.run(body())


def test_the_websocket_speaks_the_protocol_and_takes_no_cells_commands(server: Server) -> None:
    async def body() -> None:
        socket = await connect(server)
        hello = await ask(socket, 1, "hello", version=VERSION)
        assert hello["result"]["data"]["version"] == VERSION
        watched = await ask(socket, 2, "subscribe", notebook="a/b.ipynb")
        assert watched["ok"]
        assert "view" not in watched["result"]
        started = await ask(socket, 3, "start", difficulty="easy")
        assert started["error"]["code"] == "refused"
        nothing = await ask(socket, 4, "say", text="hello")
        assert "No interview is open here" in nothing["error"]["message"]
        await socket.write_message("[]")
        refused = json.loads(str(await socket.read_message()))
        assert refused["id"] is None
        assert await socket.read_message() is None  # hung up
        socket.close()

    asyncio.run(body())


async def connect(
    server: Server, *, token: str | None = "", cookie: str = "", origin: str | None = None
) -> WebSocketClientConnection:
    """A WebSocket, with the server's token unless told otherwise; a browser has a cookie instead."""
    headers = {} if token is None else {"Authorization": f"token {token or server.token}"}
    headers = {"Cookie": cookie} if cookie else headers
    if origin:
        headers["Origin"] = origin
    url = server.url.replace("http", "ws", 1) + "/mockmind_lab/live"
    return await websocket_connect(HTTPRequest(url, headers=headers))


async def ask(socket: WebSocketClientConnection, number: int, op: str, **args: Any) -> Any:
    """The reply to a request."""
    await socket.write_message(json.dumps({"id": number, "op": op, "args": args}))
    while True:
        message = json.loads(str(await asyncio.wait_for(socket.read_message(), 60)))
        if message.get("id") == number:
            return message
