"""How Alembic runs the schema versions: always over a connection that the program hands in.

What lives here: the context's settings. What does not: when an upgrade is needed (`sdgmeta.store.migrate`).
The caller's transaction holds the whole upgrade, so that a killed upgrade leaves the old schema.
"""

from __future__ import annotations

from alembic import context

from sdgmeta.store.rows import METADATA

context.configure(
    connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
