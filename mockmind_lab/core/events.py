"""Events: what happened in an interview, each sealed into a hash chain.

An event commits to the one before it (``prev``) and to a salted hash of its payload, so that a
payload can be redacted later and the chain still verifies. What an event holds is one of the
frozen classes in ``kinds``; its ``kind`` names it on disk.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from mockmind_lab.core.kinds import PAYLOADS
from mockmind_lab.core.payloads import Audience, Payload
from mockmind_lab.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["SCHEMA_VERSION", "Draft", "Event", "canonical", "chain_fault", "seal"]

SCHEMA_VERSION = 1
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Draft:
    """An event not yet numbered, timed and sealed. ``round`` is 0 outside problems."""

    payload: Payload
    round: int = 0
    track: str = "main"


@dataclass(frozen=True, slots=True)
class Event:
    """A sealed event. ``payload`` is None once redacted; ``time`` is aware UTC; hashes are SHA-256 hex."""

    interview: str
    seq: int
    time: datetime
    track: str
    round: int
    kind: str
    audience: frozenset[Audience]
    payload: Payload | None
    salt: str | None
    payload_hash: str
    prev: str
    hash: str
    schema_version: int = SCHEMA_VERSION

    def to_json(self) -> str:
        """Canonical JSON text, the form that is stored."""
        return canonical(self.to_dict())

    def to_dict(self) -> dict[str, Any]:
        """The stored form as a dict of JSON values."""
        return {
            **_header(self.interview, self.seq, self.time, self.track, self.round, self.kind, self.audience),
            "schema_version": self.schema_version,
            "payload": None if self.payload is None else self.payload.model_dump(mode="json"),
            "salt": self.salt,
            "payload_hash": self.payload_hash,
            "prev": self.prev,
            "hash": self.hash,
        }

    def redacted(self) -> Event:
        """The event without what it said; the chain still verifies."""
        return replace(self, payload=None, salt=None)

    @classmethod
    def from_json(cls, text: str) -> Event:
        """Read a stored event; raises ``StoreError`` if it is none of ours or from a newer version."""
        try:
            return cls._from_dict(json.loads(text))
        except (ValueError, KeyError, TypeError, RecursionError, ValidationError) as error:
            reason = str(error).splitlines()[0]
            raise StoreError(f"The store holds an event that can't be read ({reason}).") from error

    @classmethod
    def _from_dict(cls, data: dict[str, Any]) -> Event:
        version = data["schema_version"]
        if version > SCHEMA_VERSION:
            raise StoreError(
                f"A newer mockmind_lab wrote this interview (event schema {version}); upgrade this one."
            )
        payload = data["payload"]
        return cls(
            interview=data["interview"],
            seq=data["seq"],
            time=datetime.fromisoformat(data["time"]),
            track=data["track"],
            round=data["round"],
            kind=data["kind"],
            audience=frozenset(Audience(name) for name in data["audience"]),
            payload=None if payload is None else PAYLOADS[data["kind"]].model_validate(payload),
            salt=data["salt"],
            payload_hash=data["payload_hash"],
            prev=data["prev"],
            hash=data["hash"],
            schema_version=version,
        )


def canonical(value: Any) -> str:
    """ASCII JSON with sorted keys, no spaces and no NaN: the same value always gives the same bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


def seal(draft: Draft, *, interview: str, seq: int, time: datetime, salt: str, prev: str | None) -> Event:
    """Number, time and chain a draft. ``salt`` is random hex; ``prev`` the hash before (None: the first)."""
    payload = draft.payload
    time = time.astimezone(UTC)
    prev = GENESIS if prev is None else prev
    payload_hash = _payload_hash(salt, payload.model_dump(mode="json"))
    header = _header(interview, seq, time, draft.track, draft.round, payload.kind, payload.audience)
    return Event(
        interview=interview,
        seq=seq,
        time=time,
        track=draft.track,
        round=draft.round,
        kind=payload.kind,
        audience=payload.audience,
        payload=payload,
        salt=salt,
        payload_hash=payload_hash,
        prev=prev,
        hash=_hash(header, SCHEMA_VERSION, payload_hash, prev),
    )


def chain_fault(events: Iterable[dict[str, Any]]) -> str | None:
    """None if the stored events form one whole chain from its start, else what is wrong, in one line.

    ``events`` may hold anything at all that JSON can: it never raises.
    """
    prev = GENESIS
    for seq, event in enumerate(events, start=1):
        try:
            fault = _fault(event, seq, prev)
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
            fault = f"event {seq} is no event of ours"
        if fault is not None:
            return fault
        prev = event["hash"]
    return None


def _fault(event: dict[str, Any], seq: int, prev: str) -> str | None:
    if event["seq"] != seq:
        return f"event {seq} is missing or out of order"
    if event["prev"] != prev:
        return f"event {seq} does not follow event {seq - 1}"
    payload = event["payload"]
    if payload is not None and _payload_hash(str(event["salt"]), payload) != event["payload_hash"]:
        return f"the content of event {seq} was changed"
    header = {name: event[name] for name in _HEADER}
    if _hash(header, event["schema_version"], event["payload_hash"], prev) != event["hash"]:
        return f"event {seq} was changed"
    return None


_HEADER = ("interview", "seq", "time", "track", "round", "kind", "audience")


def _header(
    interview: str, seq: int, time: datetime, track: str, number: int, kind: str, audience: Iterable[str]
) -> dict[str, Any]:
    values = (interview, seq, time.isoformat(timespec="microseconds"), track, number, kind, sorted(audience))
    return dict(zip(_HEADER, values, strict=True))


def _payload_hash(salt: str, payload: dict[str, Any]) -> str:
    return _sha256(salt + canonical(payload))


def _hash(header: dict[str, Any], version: int, payload_hash: str, prev: str) -> str:
    commitment = {"schema_version": version, "payload_hash": payload_hash, "prev": prev}
    return _sha256(canonical({**header, **commitment}))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()
