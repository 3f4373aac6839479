"""A folder or a zip file to import from, read as if its author were hostile. Nothing is unpacked to disk."""

from __future__ import annotations

import gzip
import os
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from mockmind_lab.errors import ProblemError, Refused
from mockmind_lab.library.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MOST_FILES", "Tree", "read_text_file", "tree_of"]

MOST_FILES = 5000
MOST_BYTES = 8 * 2**20  # of one file
MOST_LINES_FILE = 64 * 2**20  # of a file of JSON lines


class _Reader(Protocol):
    def names(self) -> list[str]: ...

    def read(self, name: str, limit: int) -> bytes: ...


class Tree:
    """Files by their path below the top. ``refused``: what is never read, links and paths that climb out."""

    def __init__(self, name: str, reader: _Reader, refused: tuple[str, ...] = (), prefix: str = "") -> None:
        self.name, self.refused = name, refused
        self._reader, self._prefix = reader, prefix
        names = (n.removeprefix(prefix) for n in reader.names() if n.startswith(prefix))
        self.names = tuple(sorted(names))
        self._known = frozenset(self.names)

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        return name in self._known

    def below(self, folder: str) -> list[str]:
        """The files somewhere below ``folder``."""
        return [name for name in self.names if name.startswith(f"{folder}/")]

    def folders(self) -> list[str]:
        """The names of the folders at the top."""
        return sorted({name.partition("/")[0] for name in self.names if "/" in name})

    def part(self, folder: str) -> Tree:
        """The tree below ``folder``."""
        return Tree(folder.rpartition("/")[2], self._reader, self.refused, f"{self._prefix}{folder}/")

    def read(self, name: str, limit: int = MOST_BYTES) -> bytes:
        """The file's bytes. Raises ``Refused`` if it is missing or over ``limit`` bytes."""
        if name not in self._known:
            raise Refused(f"{name[:120]} is missing or no plain file")
        return self._reader.read(self._prefix + name, limit)

    def text(self, name: str, limit: int = MOST_BYTES) -> str:
        """The file as UTF-8 text, line ends as Unix has them. Raises ``Refused`` as ``read`` does."""
        try:
            return self.read(name, limit).decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise Refused(f"{name[:120]} is not UTF-8 text") from None


class _FolderReader:
    def __init__(self, path: Path) -> None:
        self._folder = Folder(path)
        self.links: list[str] = []
        self._names = sorted(self._walk(path))

    def _walk(self, top: Path) -> Iterator[str]:
        count = 0
        for here, folders, files in os.walk(top, followlinks=False):
            below = Path(here).relative_to(top)
            for name in list(folders):
                if (Path(here) / name).is_symlink():
                    self.links.append((below / name).as_posix())
                if name in (".git", "__pycache__") or (Path(here) / name).is_symlink():
                    folders.remove(name)
            for name in files:
                count += 1
                if count > MOST_FILES:
                    raise Refused(f"{top.name} holds over {MOST_FILES} files; name a folder in it")
                if stat.S_ISREG((Path(here) / name).lstat().st_mode):
                    yield (below / name).as_posix()
                else:
                    self.links.append((below / name).as_posix())

    def names(self) -> list[str]:
        return self._names

    def read(self, name: str, limit: int) -> bytes:
        try:
            return self._folder.read(name, limit=limit)
        except ProblemError as error:
            raise Refused(str(error)) from None


class _ZipReader:
    def __init__(self, path: Path) -> None:
        self.odd: list[str] = []
        try:
            self._zip = zipfile.ZipFile(path)
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Refused(f"{path.name} can't be read as a zip file ({error})") from None
        if len(entries) > MOST_FILES:
            raise Refused(f"{path.name} holds over {MOST_FILES} files; unpack it and name a folder in it")
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            parts = PurePosixPath(entry.filename).parts
            mode = entry.external_attr >> 16
            plain = not mode or stat.S_ISREG(mode) or not stat.S_IFMT(mode)
            inside = not entry.filename.startswith("/") and ".." not in parts and "\\" not in entry.filename
            if entry.is_dir():
                continue
            if plain and inside and not entry.flag_bits & 1 and entry.filename not in self._entries:
                self._entries["/".join(parts)] = entry
            else:
                self.odd.append(entry.filename[:120])

    def names(self) -> list[str]:
        return list(self._entries)

    def read(self, name: str, limit: int) -> bytes:
        try:
            with self._zip.open(self._entries[name]) as file:
                data = file.read(limit + 1)
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error):
            raise Refused(f"{name[:120]} can't be unpacked") from None
        if len(data) > limit:
            raise Refused(f"{name[:120]} is over {limit // 1024} KiB")
        return data


def tree_of(path: Path) -> Tree:
    """The folder or zip file ``path``; a zip's one folder at the top is left away. Raises ``Refused``."""
    if path.is_dir():
        reader = _FolderReader(path)
        return Tree(path.resolve().name, reader, tuple(reader.links))
    zipped = _ZipReader(path)
    tops = {name.partition("/")[0] for name in zipped.names()}
    single = len(tops) == 1 and all("/" in name for name in zipped.names())
    return Tree(path.stem, zipped, tuple(zipped.odd), f"{tops.pop()}/" if single else "")


def read_text_file(path: Path) -> str:
    """A file of JSON lines, ``.gz`` or not. Raises ``Refused`` for one that is too large or no text."""
    try:
        with gzip.open(path) if path.suffix == ".gz" else open(path, "rb") as file:
            data = file.read(MOST_LINES_FILE + 1)
        text = data.decode("utf-8-sig")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise Refused(f"{path.name} can't be read ({error})") from None
    if len(data) > MOST_LINES_FILE:
        raise Refused(f"{path.name} is over {MOST_LINES_FILE // 2**20} MiB; split it")
    return text
