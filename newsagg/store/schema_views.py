"""The analysts' views, the documented interface: SQL for one migration. Never edited once released.

A changed view is a new migration and a changelog entry; what each column means stands in describe_views.py.
"""

VIEWS: tuple[str, ...] = ()
