"""The full-text index of transcripts: SQLite's FTS5. Thrown away at any time, it is made anew.

It holds what was said, by event, for as many events of an interview as the table ``indexed`` says. It is
brought up to date by whoever searches, so that an append costs what it always did.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import bindparam, delete, insert, select, text
from sqlalchemy.exc import DatabaseError, OperationalError

from mockmind_lab.errors import Refused
from mockmind_lab.store.rows import Hit, from_text, to_text
from mockmind_lab.store.schema import indexed, interviews

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection

    from mockmind_lab.store.rows import Passage

__all__ = [
    "MARKS",
    "TABLE",
    "add",
    "create",
    "forget",
    "query",
    "reset",
    "search",
    "squeeze",
    "unless_damaged",
]

T = TypeVar("T")
U = TypeVar("U")

TABLE = "transcripts"
MARKS = ("\x02", "\x03")
"""Before and after a word of an excerpt that was looked for."""

_WORDS = 24  # of an excerpt
_COLUMNS = "text, interview UNINDEXED, seq UNINDEXED, time UNINDEXED, speaker UNINDEXED"
_CREATE = f"CREATE VIRTUAL TABLE {TABLE} USING fts5({_COLUMNS}, tokenize='porter unicode61')"
_INSERT = text(
    f"INSERT INTO {TABLE} (text, interview, seq, time, speaker) "
    "VALUES (:text, :interview, :seq, :time, :speaker)"
)
_SEARCH = text(
    f"SELECT {TABLE}.interview, {TABLE}.seq, {TABLE}.time, {TABLE}.speaker, "
    f"snippet({TABLE}, 0, :before, :after, '…', :words) AS excerpt "
    f"FROM {TABLE} JOIN interviews ON interviews.id = {TABLE}.interview "
    f"WHERE {TABLE} MATCH :query AND interviews.owner = :owner "
    f"ORDER BY {TABLE}.rank, {TABLE}.time DESC LIMIT :limit"
)


def create(connection: Connection) -> None:
    """Make the index, empty, where the database can hold one; elsewhere a search says that it can't."""
    if connection.dialect.name == "sqlite" and _has_fts5(connection):
        connection.exec_driver_sql(_CREATE)


def reset(connection: Connection) -> None:
    """Throw the index away and make an empty one. Raises ``Refused`` where the database can't hold one."""
    if connection.dialect.name != "sqlite":
        raise Refused(
            "Transcripts are searched with SQLite only so far: `mockmind history export ID` writes one out."
        )
    if not _has_fts5(connection):
        raise Refused(
            "This Python's SQLite was built without FTS5, so nothing can be searched: "
            "install a Python whose sqlite3 has it."
        )
    # DROP TABLE asks the module first, and of a damaged table that fails: so it goes by the schema itself.
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    connection.exec_driver_sql(f"DELETE FROM sqlite_master WHERE type = 'table' AND name = '{TABLE}'")
    connection.exec_driver_sql("PRAGMA writable_schema=RESET")
    for part in ("data", "idx", "content", "docsize", "config"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {TABLE}_{part}")
    connection.exec_driver_sql(_CREATE)
    connection.execute(delete(indexed))


def unless_damaged(use: Callable[[], T], otherwise: U) -> T | U:
    """What ``use`` of the index returns; ``otherwise`` where the index is missing or damaged."""
    try:
        return use()
    except DatabaseError as error:
        if _is_damaged(error):
            return otherwise
        raise


def _is_damaged(error: DatabaseError) -> bool:
    """Whether ``error`` means that the index, and maybe nothing else, is missing or damaged."""
    cause = error.orig
    if not isinstance(cause, sqlite3.Error):
        return True  # another database has no such index: ``reset`` says so
    if isinstance(error, OperationalError):
        return f"no such table: {TABLE}" in str(cause)
    named = f"vtable constructor failed: {TABLE}" in str(cause)
    return named or getattr(cause, "sqlite_errorcode", 0) == sqlite3.SQLITE_CORRUPT_VTAB


def add(connection: Connection, passages: Sequence[Passage]) -> None:
    """Index ``passages``, each unless somebody else has gone on from its ``since`` meanwhile."""
    for passage in passages:
        known = select(indexed.c.seq).where(indexed.c.interview == passage.interview)
        there = select(interviews.c.id).where(interviews.c.id == passage.interview)
        if (connection.scalar(known) or 0) != passage.since or connection.scalar(there) is None:
            continue
        if passage.lines:
            rows = [
                {
                    "text": line.text,
                    "interview": passage.interview,
                    "seq": line.seq,
                    "time": to_text(line.time),
                    "speaker": line.speaker,
                }
                for line in passage.lines
            ]
            connection.execute(_INSERT, rows)
        connection.execute(delete(indexed).where(indexed.c.interview == passage.interview))
        connection.execute(insert(indexed).values(interview=passage.interview, seq=passage.seq))


def search(connection: Connection, owner: str, wanted: str, *, limit: int) -> list[Hit]:
    """The best ``limit`` lines of ``owner``'s transcripts for a query of FTS5's, as ``query`` makes one."""
    given = {
        "before": MARKS[0],
        "after": MARKS[1],
        "words": _WORDS,
        "query": wanted,
        "owner": owner,
        "limit": limit,
    }
    rows = connection.execute(_SEARCH, given)
    return [Hit(row.interview, row.seq, from_text(row.time), row.speaker, row.excerpt) for row in rows]


def forget(connection: Connection, ids: Sequence[str]) -> None:
    """Take interviews out of the index; ``squeeze`` takes the last of their words out."""
    if connection.dialect.name == "sqlite" and _is_there(connection):
        statement = text(f"DELETE FROM {TABLE} WHERE interview IN :ids")
        connection.execute(statement.bindparams(bindparam("ids", list(ids), expanding=True)))


def squeeze(connection: Connection) -> None:
    """Merge the index into one. FTS5 only notes that rows are gone; their words leave it with this."""
    if connection.dialect.name == "sqlite" and _is_there(connection):
        connection.exec_driver_sql(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")


def query(words: str) -> str:
    """FTS5's query from what a person typed: all words, ``"a phrase"``, ``begin*``, ``-without``, ``OR``.

    Whatever else is in a word is taken literally. Raises ``Refused`` with what to write instead.
    """
    wanted, unwanted = list[str](), list[str]()
    for token in _tokens(words):
        if token == "OR":
            if not wanted or wanted[-1] == "OR":
                raise Refused("OR stands between two words: `mockmind history search heap OR queue`.")
            wanted.append(token)
        elif token.startswith("-") and len(token) > 1:
            unwanted.append(_term(token[1:]))
        else:
            wanted.append(_term(token))
    wanted = [term for term in wanted if term]
    if wanted and wanted[-1] == "OR":
        raise Refused("OR stands between two words: `mockmind history search heap OR queue`.")
    if not wanted:
        raise Refused("There is nothing to search for: write a word, of letters or digits, that was said.")
    found = " ".join(wanted)
    for term in filter(None, unwanted):
        found = f"({found}) NOT {term}"
    return found


def _tokens(words: str) -> list[str]:
    """Words, and phrases with their quotation marks."""
    parts = words.replace("“", '"').replace("”", '"').split('"')
    if len(parts) % 2 == 0:
        raise Refused("A quotation mark is not closed: write a phrase between two of them.")
    tokens: list[str] = []
    for place, part in enumerate(parts):
        if place % 2:
            # -"a phrase" leaves its minus at the end of what stands before it.
            minus = tokens.pop() if tokens and tokens[-1] == "-" else ""
            tokens.append(f'{minus}"{part}')
        else:
            tokens += part.split()
    return tokens


def _term(token: str) -> str:
    """One word or phrase in FTS5's quotation marks; empty where it has neither letter nor digit."""
    begins = not token.startswith('"') and len(token) > 1 and token.endswith("*")
    bare = token.replace('"', " ").replace("*", " ").replace("\0", " ").strip()
    if not any(char.isalnum() for char in bare):
        return ""
    return f'"{bare}"*' if begins else f'"{bare}"'


def _has_fts5(connection: Connection) -> bool:
    options = connection.exec_driver_sql("PRAGMA compile_options")
    return any(row[0] == "ENABLE_FTS5" for row in options)


def _is_there(connection: Connection) -> bool:
    found = connection.exec_driver_sql(f"SELECT 1 FROM sqlite_master WHERE name = '{TABLE}'")
    return found.first() is not None
