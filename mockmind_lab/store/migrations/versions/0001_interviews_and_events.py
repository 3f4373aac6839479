"""Interviews with their leases, and events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "interviews",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("notebook", sa.Text),
        sa.Column("created", sa.Text, nullable=False),
        sa.Column("lease_holder", sa.Text),
        sa.Column("lease_expires", sa.Text),
        sa.Column("lease_alive_at", sa.Text),
    )
    op.create_index("interviews_by_owner", "interviews", ["owner", "notebook", "created"])
    op.create_table(
        "events",
        sa.Column("interview", sa.Text, sa.ForeignKey("interviews.id"), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("json", sa.Text, nullable=False),
    )
