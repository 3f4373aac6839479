"""Signatures: whoever hosted an interview vouches for the canonical form of its report (Ed25519)."""

from __future__ import annotations

import copy
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

import nbformat
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from mockmind_lab.report.canonical import FORMAT, canonical_form

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from nbformat import NotebookNode

__all__ = ["fingerprint", "public_bytes", "signed", "signer"]

ALGORITHM = "ed25519"
# Before the canonical form: a signature of ours can't be taken for one of anything else.
_PURPOSE = b"mockmind report signature\n"


def signed(notebook: NotebookNode, key: Ed25519PrivateKey) -> NotebookNode:
    """A copy of the report, signed. The same report and key always give the same signature."""
    made = copy.copy(notebook)
    made.metadata = copy.deepcopy(notebook.metadata)
    made.metadata.mockmind.pop("signature", None)
    value = key.sign(_PURPOSE + canonical_form(made))
    made.metadata.mockmind.signature = nbformat.from_dict(
        {
            "algorithm": ALGORITHM,
            "covers": FORMAT,
            "key": b64encode(public_bytes(key.public_key())).decode(),
            "value": b64encode(value).decode(),
        }
    )
    return made


def signer(notebook: NotebookNode) -> bytes | Literal["unsigned", "invalid"]:
    """The public key (32 bytes) whose signature this report carries and holds. Never raises."""
    try:
        signature = notebook.metadata.mockmind.get("signature")
        if signature is None:
            return "unsigned"
        if set(signature) != {"algorithm", "covers", "key", "value"}:
            return "invalid"
        if (signature.algorithm, signature.covers) != (ALGORITHM, FORMAT):
            return "invalid"
        key, value = (b64decode(signature[name], validate=True) for name in ("key", "value"))
        Ed25519PublicKey.from_public_bytes(key).verify(value, _PURPOSE + canonical_form(notebook))
    except InvalidSignature:
        return "invalid"
    except Exception:  # whatever a hostile notebook holds in its place
        return "invalid"
    return key


def public_bytes(key: Ed25519PublicKey) -> bytes:
    """The 32 bytes of a public key."""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def fingerprint(key: bytes) -> str:
    """A public key's name for people: ``SHA256:`` and its digest in base64, as SSH writes it."""
    return "SHA256:" + b64encode(sha256(key).digest()).decode().rstrip("=")
