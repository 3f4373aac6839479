"""The catalogue: an owner's interviews with their summaries, without reading their events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Integer, Text, and_, bindparam, delete, func, insert, select

from mockmind_lab.store.rows import Catalogued, InterviewRow, from_text
from mockmind_lab.store.schema import events, indexed, interviews, summaries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

__all__ = ["put", "read"]


def read(connection: Connection, owner: str, *, version: int, limit: int | None = None) -> list[Catalogued]:
    """The newest interviews of ``owner``, newest first, with summaries that are fresh and of ``version``."""
    # The primary key answers this with one look an interview, however many events there are.
    last = select(func.max(events.c.seq)).where(events.c.interview == interviews.c.id).scalar_subquery()
    ready = and_(summaries.c.interview == interviews.c.id, summaries.c.version == version)
    query = (
        select(
            interviews.c.id,
            interviews.c.notebook,
            interviews.c.created,
            func.coalesce(last, 0).label("last"),
            summaries.c.seq,
            summaries.c.json,
            func.coalesce(indexed.c.seq, 0).label("indexed"),
        )
        .select_from(interviews)
        .outerjoin(summaries, ready)
        .outerjoin(indexed, indexed.c.interview == interviews.c.id)
        .where(interviews.c.owner == owner)
        .order_by(interviews.c.created.desc(), interviews.c.id.desc())
        .limit(limit)
    )
    return [
        Catalogued(
            InterviewRow(row.id, owner, row.notebook, from_text(row.created)),
            row.last,
            row.json if row.seq == row.last else None,
            row.indexed,
        )
        for row in connection.execute(query)
    ]


def put(connection: Connection, kept: Sequence[tuple[str, int, str]], *, version: int) -> None:
    """Keep summaries in the place of older ones; none of an interview that was deleted meanwhile."""
    if not kept:
        return
    rows = [{"b_interview": interview, "b_seq": seq, "b_json": json} for interview, seq, json in kept]
    interview = bindparam("b_interview", type_=Text)
    connection.execute(
        delete(summaries).where(summaries.c.interview == interview),
        [{"b_interview": row["b_interview"]} for row in rows],
    )
    values = select(
        interviews.c.id,
        bindparam("b_seq", type_=Integer),
        bindparam("b_version", version, type_=Integer),
        bindparam("b_json", type_=Text),
    ).where(interviews.c.id == interview)
    connection.execute(insert(summaries).from_select(["interview", "seq", "version", "json"], values), rows)
