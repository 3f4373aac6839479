"""The key that signs here, made at first use, and the keys of others that are known here."""

from __future__ import annotations

import contextlib
import getpass
import os
import platform
import re
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from jupyter_core.paths import jupyter_data_dir
from traitlets import Unicode, default
from traitlets.config import Configurable

from mockmind_lab.errors import ConfigError, Refused, UnknownName
from mockmind_lab.report.sign import public_bytes

__all__ = ["KeyRing", "Known", "default_name", "named", "read_key", "written"]

_WORD = "mockmind-ed25519"
_LINE = re.compile(rf"{_WORD} (?P<key>[A-Za-z0-9+/]{{43}}=)(?: (?P<name>.*))?")
_NAME = re.compile(r"[^\W_][\w .@+-]{0,59}")


@dataclass(frozen=True, slots=True)
class Known:
    """A public key (32 bytes) and whose it is. ``own`` says that this ring can sign with it."""

    key: bytes
    name: str
    own: bool = False


class KeyRing(Configurable):
    """A folder with the keys that sign here (``NAME.pem``, 0600) and the list of known ones."""

    folder = Unicode(
        help="Folder of the keys that sign reports and of the list of those that are known. A sandboxed "
        "kernel never sees it. Default: mockmind/keys in Jupyter's data directory."
    ).tag(config=True)
    key = Unicode(
        "host",
        help="Name of the key that signs the reports made here; it is made at first use. A grader or a class "
        "sets its own.",
    ).tag(config=True)

    @default("folder")
    def _default_folder(self) -> str:
        return str(Path(jupyter_data_dir()) / "mockmind" / "keys")

    @property
    def place(self) -> Path:
        """The folder, which need not exist."""
        return Path(self.folder).expanduser()

    def signing_key(self) -> Ed25519PrivateKey:
        """The key that signs here, made if there is none. Raises ``ConfigError`` with the fix."""
        if not _NAME.fullmatch(self.key):
            raise ConfigError(f"KeyRing.key {self.key!r} is no name of a key: use letters and digits.")
        path = self.place / f"{self.key}.pem"
        try:
            if not path.exists():
                _make(path)
            return _private(path)
        except OSError as error:
            raise ConfigError(
                f"The signing key {path} can't be used ({error.strerror}): make its folder writable, or set "
                "KeyRing.folder to another."
            ) from error

    def own(self) -> Known | None:
        """The public half of the key that signs here, if it was made already."""
        with contextlib.suppress(OSError, ConfigError):
            key = _private(self.place / f"{self.key}.pem")
            return Known(public_bytes(key.public_key()), "this machine's own", own=True)
        return None

    def known(self) -> tuple[Known, ...]:
        """The own key, then those trusted, in the order in which they were."""
        own = self.own()
        return (*([own] if own else []), *self._trusted())

    def find(self, key: bytes) -> Known | None:
        """Who this public key belongs to, if that is known here."""
        return next((known for known in self.known() if known.key == key), None)

    def trust(self, key: bytes, name: str) -> None:
        """Know ``key`` by ``name`` from now on. Raises ``Refused`` for a name that is taken or none."""
        named(name)
        for known in self.known():
            if known.key == key:
                raise Refused(f"That key is known already, as {known.name}.")
            if known.name == name:
                raise Refused(f"Another key is known as {name}: `mockmind keys forget` it, or say --name.")
        self._write((*self._trusted(), Known(key, name)))

    def forget(self, name: str) -> None:
        """Know the key of that name no longer. Raises ``UnknownName``."""
        trusted = self._trusted()
        if name not in [known.name for known in trusted]:
            names = [known.name for known in trusted]
            raise UnknownName.nearest("key", name, names, listing="`mockmind keys list` shows them.")
        self._write(tuple(known for known in trusted if known.name != name))

    def _trusted(self) -> tuple[Known, ...]:
        path = self.place / "known_keys"
        try:
            lines = path.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return ()
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path} can't be read ({error}): mend it or delete it.") from error
        found = [_LINE.fullmatch(line) for line in lines if line.strip() and not line.startswith("#")]
        if not all(found):
            raise ConfigError(f"{path} has a line that is no key: `{_WORD} KEY NAME` is expected.")
        return tuple(Known(b64decode(match["key"]), match["name"] or "") for match in found if match)

    def _write(self, keys: tuple[Known, ...]) -> None:
        text = "".join(written(known.key, known.name) + "\n" for known in keys)
        path = self.place / "known_keys"
        try:
            self.place.mkdir(mode=0o700, parents=True, exist_ok=True)
            _put(path.with_name(f".known_keys.{secrets.token_hex(4)}"), text.encode(), path.name)
        except OSError as error:
            raise ConfigError(f"{path} can't be written ({error.strerror}).") from error


def default_name() -> str:
    """Whose key it is where nobody says: ``USER@MACHINE``, as SSH has it."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a user without a name
        user = "user"
    machine = platform.node().partition(".")[0] or "machine"
    return re.sub(r"[^\w .@+-]", "-", f"{user}@{machine}").lstrip("_")[:60]


def named(name: str) -> str:
    """``name``, if a key may be called so. Raises ``Refused``."""
    if not _NAME.fullmatch(name):
        raise Refused(f"{name[:60]!r} is no name for a key: letters, digits, spaces and . @ + - will do.")
    return name


def written(key: bytes, name: str) -> str:
    """A public key as one line, to be given to others."""
    return f"{_WORD} {b64encode(key).decode()} {name}".rstrip()


def read_key(text: str) -> tuple[bytes, str]:
    """The public key and its owner's name in what ``written`` gave; raises ``Refused`` for anything else."""
    match = _LINE.fullmatch(text.strip())
    if match is None:
        raise Refused(f"That is no key: `{_WORD} KEY NAME` is expected, as `mockmind keys export` prints it.")
    return b64decode(match["key"]), (match["name"] or "").strip()


def _private(path: Path) -> Ed25519PrivateKey:
    if path.stat().st_mode & 0o077:
        raise ConfigError(
            f"Others can read the signing key {path}: `chmod 600` it, or delete it for a new one if they did."
        )
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        raise ConfigError(f"{path} is no signing key: move it away, and a new one is made.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ConfigError(f"{path} is no Ed25519 key: move it away, and a new one is made.")
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    data = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        _put(temporary, data)
        # Two processes may get here at once: the first one's key stays, and both sign with it.
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(temporary)
    finally:
        temporary.unlink(missing_ok=True)


def _put(path: Path, data: bytes, name: str = "") -> None:
    """Write a new file for this user only, then rename it to ``name`` beside it, if one is given."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    if name:
        path.replace(path.with_name(name))
