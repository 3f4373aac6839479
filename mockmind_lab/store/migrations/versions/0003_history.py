"""What the history is quick by: summaries of interviews, and a full-text index of what was said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from mockmind_lab.store.fulltext import create

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables, empty: they are filled from the events when somebody asks for them."""
    op.create_table(
        "summaries",
        sa.Column("interview", sa.Text, sa.ForeignKey("interviews.id"), primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("json", sa.Text, nullable=False),
    )
    op.create_table(
        "indexed",
        sa.Column("interview", sa.Text, sa.ForeignKey("interviews.id"), primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
    )
    create(op.get_bind())
