"""What the desk looks up by what was until now looked for: SQL for one migration. Never edited once released."""

DESK = (
    "CREATE INDEX incidents_merged ON incidents (merged_into) WHERE merged_into IS NOT NULL",
    "CREATE INDEX incidents_split ON incidents (split_from) WHERE split_from IS NOT NULL",
)
