"""Mailing lists that were removed, and keep their frozen weeks: SQL for one migration. Never edited once released."""

from newsagg.store.schema_tables import time_column

REMOVING = (f"ALTER TABLE lists ADD COLUMN {time_column('removed_at')}",)
