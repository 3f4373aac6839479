"""Choosing a provider by name, and what is not loaded by it."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import EntryPoint
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from traitlets.config import Config

from mockmind_lab.errors import ConfigError, UnknownName, WrongKey
from mockmind_lab.interviewer.budget import Budget
from mockmind_lab.providers import Prompt, Text, Turn, Usage, choose, price
from mockmind_lab.providers.anthropic import AnthropicProvider
from mockmind_lab.providers.registry import parsed, preload, seller

REQUIREMENTS = Path(__file__).parents[2] / "requirements.txt"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("anthropic:claude-opus-5-5", ("anthropic", "claude-opus-5-5")),
        ("claude-sonnet-5-5", ("anthropic", "claude-sonnet-5-5")),
        ("bedrock:anthropic.claude-sonnet-5-5-v1:0", ("bedrock", "anthropic.claude-sonnet-5-5-v1:0")),
    ],
)
def test_a_name_is_provider_and_model(name: str, found: tuple[str, str]) -> None:
    assert parsed(name) == found


@pytest.mark.parametrize("name", ["", "gpt", "anthropic:", ":model"])
def test_a_name_without_both_says_how_to_write_it(name: str) -> None:
    with pytest.raises(ConfigError, match="provider:model"):
        choose(name)


def test_an_unknown_provider_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'anthropic'"):
        choose("antropic:claude")


def test_a_third_party_enters_by_its_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = EntryPoint("mine", "tests.providers.test_registry:Mine", "mockmind_lab.providers")
    monkeypatch.setattr("mockmind_lab.providers.registry.entry_points", lambda group: [entry])
    assert choose("mine:small").name == "mine:small"


class Mine:
    def __init__(self, model: str, **more: Any) -> None:
        self.name = f"mine:{model}"


def test_the_sdk_of_a_model_can_be_loaded_ahead_and_a_missing_one_is_no_fault_yet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def missing(name: str) -> None:
        asked.append(name)
        raise ImportError

    monkeypatch.setattr("mockmind_lab.providers.registry.importlib.import_module", missing)
    for name in ("claude-sonnet-5-5", "openai:m", "scripted", "mine:small"):
        preload(name)
    assert asked == ["anthropic", "openai"]


def test_choosing_loads_no_sdk() -> None:
    code = (
        "import sys; from mockmind_lab.providers import choose\n"
        "for name in ('anthropic', 'openai', 'bedrock', 'vertex'): choose(name + ':m')\n"
        "found = {m.partition('.')[0] for m in sys.modules}\n"
        "print(found & {'anthropic', 'openai', 'botocore', 'google', 'httpx2', 'genai_prices'})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_missing_key_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    for name, variable in (("anthropic", "ANTHROPIC_API_KEY"), ("openai", "OPENAI_API_KEY")):
        with pytest.raises(WrongKey, match=variable):
            asyncio.run(choose(f"{name}:m").check())


def test_the_cache_is_asked_for_after_the_system_and_at_the_last_marks() -> None:
    turns = tuple(Turn("user", (Text(f"turn {number}"),), mark=True) for number in range(6))
    body = AnthropicProvider("m").request(Prompt(turns, system="rules"))
    assert body["system"][0]["cache_control"] == {"type": "ephemeral", "ttl": "1h"}
    marked = ["cache_control" in message["content"][-1] for message in body["messages"]]
    assert marked == [False, False, False, True, True, True]


def test_prices_tell_reading_from_writing_the_cache() -> None:
    name = "anthropic:claude-sonnet-5-5"
    fresh = price(Usage(input=10_000), name).dollars
    read = price(Usage(cache_read=10_000), name).dollars
    short = price(Usage(cache_write_5m=10_000), name).dollars
    long = price(Usage(cache_write_1h=10_000), name).dollars
    assert fresh == pytest.approx(0.02)
    assert None not in (read, short, long)
    assert (read or 0) < (fresh or 0) < (short or 0) < (long or 0)
    assert price(Usage(input=1), "openai:llama-of-my-own").dollars is None


def test_the_price_list_is_named_with_its_own_date_whenever_a_call_was_made() -> None:
    pinned = re.search(r"^genai-prices==(\S+)$", REQUIREMENTS.read_text("utf-8"), re.MULTILINE)
    assert pinned
    for at in (datetime(2026, 11, 21, tzinfo=UTC), datetime(2027, 5, 1, tzinfo=UTC)):
        source = price(Usage(input=1), "anthropic:claude-sonnet-5-5", at=at).source
        # Fails when the list is brought up to date: write the day of its release to `prices._DATED`.
        assert re.fullmatch(rf"genai-prices {re.escape(pinned[1])} of 2026-11-10", source)


@pytest.mark.parametrize(
    ("url", "own", "priced"),
    [
        ("", False, True),
        ("http://127.0.0.1:11434/v1", False, False),
        ("http://models.example.org/v1", False, False),
        ("http://127.0.0.1:11434/v1", True, True),
        ("https://api.openai.com/v1", False, True),
    ],
)
def test_a_model_at_an_address_of_ones_own_has_no_price_unless_configured(
    url: str, own: bool, priced: bool
) -> None:
    name, usage = "openai:gpt-4o", Usage(input=1_000_000)
    config = Config({"ChatProvider": {"base_url": url, "list_prices": own}})
    found = price(usage, name, seller=seller(name, config=config)).dollars
    assert (found is not None) is priced


def test_claude_behind_a_gateway_costs_what_it_costs_and_a_local_model_no_budget() -> None:
    own = {"base_url": "http://127.0.0.1:8080"}
    config = Config({"AnthropicProvider": own, "ChatProvider": own})
    usage, now = Usage(input=1_000_000), datetime(2026, 11, 21, tzinfo=UTC)
    situation: Any = SimpleNamespace(now=now, interview=SimpleNamespace(cost=SimpleNamespace(dollars=0.0)))
    budget = Budget(config=config)
    local = budget.call("openai:deepseek-r1:8b", "reply", usage, situation)
    assert (local.dollars, budget.standing(0.0, now)) == (None, "ok")
    assert price(usage, "openai:deepseek-r1:8b").dollars  # which the list knows of some seller
    assert budget.call("anthropic:claude-sonnet-5-5", "reply", usage, situation).dollars == pytest.approx(2)


def test_a_key_that_is_not_set_is_named_as_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"):
        monkeypatch.delenv(name, raising=False)

    async def asked() -> None:
        provider = choose("anthropic:claude-opus-5-5")
        prompt = Prompt(system="", turns=(Turn("user", (Text("hello"),)),), max_tokens=10)
        try:
            async for _ in provider.stream(prompt):
                pass
        finally:
            await provider.close()

    with pytest.raises(WrongKey, match="set ANTHROPIC_API_KEY"):
        asyncio.run(asked())
