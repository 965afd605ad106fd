"""Which mailing list a command means: the one that is named, else the only one that runs. Reads the record."""

from collections.abc import Callable
from typing import Any

import click

from newsagg.errors import NotFoundError
from newsagg.model import MailingList
from newsagg.settings import Settings


def list_option(help_text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add ``--list``."""
    return click.option("--list", "slug", help=help_text)


def pick_list(settings: Settings, slug: str | None) -> MailingList:
    """Return the list of this name, or the only one that is not paused, else the only one.

    Raises NotFoundError, which names those there are.
    """
    from newsagg.store import read_db
    from newsagg.store.lists import find_list, load_lists

    db = read_db(settings.database)
    try:
        if slug is not None:
            return find_list(db, slug)
        known = load_lists(db)
    finally:
        db.close()
    running = [found for found in known if found.paused_at is None] or known
    if len(running) == 1:
        return running[0]
    if not known:
        raise NotFoundError("there is no list yet", hint="make one: newsagg digest lists add all")
    names = ", ".join(found.slug for found in running)
    raise NotFoundError("there are several lists", subject=names, hint="name one with --list")
