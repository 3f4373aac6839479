"""The problem bank: which problems there are, one of them whole, and a choice that a seed repeats."""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_core.paths import jupyter_data_dir
from traitlets import List, Unicode, default
from traitlets.config import Configurable

from mockmind_lab.core.choosing import ranked
from mockmind_lab.core.topics import on_topics, topic_named
from mockmind_lab.errors import ProblemError, Refused, UnknownName
from mockmind_lab.library.index import Known, read_index, reader_stamp, write_index
from mockmind_lab.library.package import Package, Summary

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from mockmind_lab.core.choosing import Past
    from mockmind_lab.core.problem import Difficulty, Problem, Submission
    from mockmind_lab.library.package import Stamp

__all__ = ["Broken", "Library"]


@dataclass(frozen=True, slots=True)
class Broken:
    """A package that can't be used. ``message`` is one line that starts with its file and line."""

    slug: str
    message: str


class Library(Configurable):
    """Reads problem packages. Safe to use from several threads; every file is read only when it changed."""

    paths = List(
        Unicode(),
        help="Folders of problem packages, one sub-folder a problem. Of two with one name the first counts.",
    ).tag(config=True)

    own = Unicode(
        help="Folder of the packages that you write yourself, in a notebook (`%interview problem save`). It "
        "is searched after ``paths``.",
    ).tag(config=True)

    imported = Unicode(
        help="Folder that `mockmind problems import` writes to. It is searched last, and a problem of it "
        "is chosen only where no other is left or its name is given.",
    ).tag(config=True)

    index_file = Unicode(
        help="Where the index is kept between processes, so that a start need not read every problem.yaml. "
        "Empty: in memory only. A file that can't be written does no harm.",
    ).tag(config=True)

    @default("paths")
    def _default_paths(self) -> list[str]:
        checkout = Path(__file__).resolve().parents[2]
        if (checkout / "pyproject.toml").is_file() and (checkout / "problems").is_dir():
            return [str(checkout / "problems")]
        return [str(Path(sys.prefix) / "share" / "mockmind" / "problems")]

    @default("own")
    def _default_own(self) -> str:
        return str(Path(jupyter_data_dir()) / "mockmind" / "problems")

    @default("imported")
    def _default_imported(self) -> str:
        return str(Path(jupyter_data_dir()) / "mockmind" / "imported")

    @property
    def folders_searched(self) -> tuple[str, ...]:
        """Every folder of packages, in the order in which a name is looked for."""
        return (*self.paths, *filter(None, (self.own, self.imported)))

    @default("index_file")
    def _default_index_file(self) -> str:
        cache = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
        return str(Path(cache) / "mockmind" / "problems.json")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._lock = threading.RLock()
        self._problems: dict[str, tuple[tuple[Stamp, ...], Problem]] = {}
        self._index: dict[str, Known] | None = None

    def slugs(self) -> list[str]:
        """The names of all problems whose ``problem.yaml`` can be read, sorted."""
        return [summary.slug for summary in self.index()]

    def folders(self) -> list[str]:
        """The names of all packages, broken ones included, sorted."""
        return list(self._packages())

    def index(self) -> list[Summary]:
        """A line for each problem, sorted by name, without those that can't be read. Reads no tests."""
        return [found for found in self._scan().values() if isinstance(found, Summary)]

    def get(self, slug: str) -> Problem:
        """The problem named ``slug``.

        Raises ``UnknownName`` with the nearest name, or ``ProblemError`` with file and line.
        """
        package = self.package(slug)
        with self._lock:
            stamps = package.stamps()
            known = self._problems.get(slug)
            if known is None or known[0] != stamps:
                known = self._problems[slug] = (stamps, package.load())
            return known[1]

    def submissions(self, slug: str) -> tuple[Submission, ...]:
        """The problem's own solutions and wrong answers; for the host alone. Raises as ``get`` does."""
        return self.package(slug).submissions()

    def package(self, slug: str) -> Package:
        """The package named ``slug``, unread. Raises ``UnknownName`` if there is no such folder."""
        packages = self._packages()
        if slug not in packages:
            raise UnknownName.nearest(
                "problem", slug, packages, listing="`mockmind problems list` shows them all."
            )
        return packages[slug]

    def choose(
        self,
        *,
        difficulty: Difficulty | None,
        count: int,
        seed: int,
        exclude: Collection[str] = (),
        topics: Collection[str] = (),
        past: Collection[Past] = (),
        now: datetime | None = None,
    ) -> list[str]:
        """``count`` different problems of ``difficulty`` (None: any), the same for one seed, bank and past.

        None of ``exclude`` is chosen, only such as are on one of ``topics`` (if any), none that is broken,
        and an imported one, which has neither hints nor an FAQ, only when no other is left;
        ``past`` counts at the time ``now`` (see ``core.choosing.ranked``). Adding a problem to the bank
        leaves the order of the others as it was. Raises ``Refused`` when there are not enough, and
        ``UnknownName`` for a topic that no problem has.
        """
        index = self.index()
        known = sorted({topic for summary in index for topic in summary.topics})
        wanted = [topic_named(topic, known) for topic in topics]
        fitting = [
            summary.slug
            for summary in index
            if difficulty in (None, summary.difficulty) and on_topics(summary.topics, wanted)
            if summary.slug not in exclude
        ]
        imported = {summary.slug for summary in index if summary.origin == "imported"}
        order = ranked(fitting, past, seed=seed, now=now)
        chosen: list[str] = []
        for slug in sorted(order, key=lambda slug: slug in imported):
            if len(chosen) == count:
                break
            if self._sound(slug):
                chosen.append(slug)
        if len(chosen) < count:
            kind = f"{difficulty} " if difficulty else ""
            about = f" on {' or '.join(wanted)}" if wanted else ""
            raise Refused(
                f"The bank has {len(chosen)} {kind}problems{about} to choose from and {count} were asked "
                f"for; ask for fewer or another difficulty{' or topic' if wanted else ''}."
            )
        return chosen

    def broken(self) -> tuple[Broken, ...]:
        """Every package that can't be used, with why. Loads those that changed since they were sound."""
        with self._lock:
            found = dict(self._scan())
            known = dict(self._index or {})
            reader = reader_stamp()
            packages = self._packages()
            for slug, summary in found.items():
                if isinstance(summary, Summary):
                    key = str(packages[slug].folder.path)
                    known[key] = self._checked(packages[slug], known[key], reader)
                    if known[key].fault:
                        found[slug] = Broken(slug, known[key].fault)
            if known != self._index:
                write_index(self.index_file, known)
                self._index = known
        return tuple(entry for entry in found.values() if isinstance(entry, Broken))

    def _checked(self, package: Package, known: Known, reader: str) -> Known:
        """``known`` with what is wrong with the package, loaded only where something of it has changed."""
        try:
            checked = hashlib.sha256(f"{reader}{package.stamps()}".encode()).hexdigest()
            if checked == known.checked:
                return known
            self.get(package.slug)
            self.submissions(package.slug)
        except (ProblemError, UnknownName) as error:
            return replace(known, checked="", fault=str(error))  # mended by what no stamp may show: ask again
        return replace(known, checked=checked, fault="")

    def _sound(self, slug: str) -> bool:
        try:
            self.get(slug)
        except (ProblemError, UnknownName):
            return False
        return True

    def _packages(self) -> dict[str, Package]:
        packages: dict[str, Package] = {}
        for folder in self.folders_searched:
            try:
                entries = sorted(os.scandir(Path(folder).expanduser()), key=lambda entry: entry.name)
            except OSError:
                continue  # a bank that is not there has no problems
            for entry in entries:
                is_link_or_folder = entry.is_symlink() or entry.is_dir(follow_symlinks=False)
                if is_link_or_folder and not entry.name.startswith((".", "__")):
                    packages.setdefault(entry.name, Package(Path(entry.path)))
        return dict(sorted(packages.items()))

    def _scan(self) -> dict[str, Summary | Broken]:
        """The state of every package, from the index where its ``problem.yaml`` has not changed."""
        with self._lock:
            known = read_index(self.index_file) if self._index is None else self._index
            fresh: dict[str, Known] = {}
            found: dict[str, Summary | Broken] = {}
            for slug, package in self._packages().items():
                key, stamp = str(package.folder.path), package.manifest_stamp()
                try:
                    if key not in known or known[key].stamp != stamp:
                        fresh[key] = Known(stamp, package.summary())
                    else:
                        fresh[key] = known[key]
                    found[slug] = fresh[key].summary
                except ProblemError as error:
                    found[slug] = Broken(slug, str(error))
            if fresh != known:
                write_index(self.index_file, fresh)
            self._index = fresh
            return found
