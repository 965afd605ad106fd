"""Names that somebody wrote -> refused, with the nearest, unless the lexicon or the record knows them. Reads only."""

import difflib
from collections.abc import Iterable

from sqlite_utils import Database

from newsagg.detect.lexicon import load_lexicon
from newsagg.errors import NotFoundError
from newsagg.settings import Settings
from newsagg.store.providers import list_slugs
from newsagg.vocabulary import LANGUAGES

_MOST_NEAR = 3


def require_services(settings: Settings, db: Database, written: Iterable[str]) -> None:
    """Raise NotFoundError, naming the nearest, for a slug of no provider or service of the lexicon or the record."""
    entries = load_lexicon(settings.services).entries.values()
    known = {slug: slug for entry in entries for slug in (entry.slug, entry.provider)}
    unknown = [slug for slug in written if slug not in known]
    if not unknown:
        return
    known |= {slug: slug for slug in list_slugs(db)}
    asked = next((slug for slug in unknown if slug not in known), None)
    if asked is None:
        return
    # Who writes a name in full shall find its slug.
    named = {entry.name.casefold(): entry.slug for entry in entries} | known
    near = difflib.get_close_matches(asked.casefold(), named, n=_MOST_NEAR, cutoff=0.6)
    slugs = list(dict.fromkeys(named[name] for name in near))
    hint = f"did you mean {' or '.join(slugs)}?" if slugs else "the lexicon is data/services.toml"
    raise NotFoundError(
        "is no provider or service of the lexicon or the record", subject=asked[:200], hint=hint
    )


def require_languages(written: Iterable[str]) -> None:
    """Raise NotFoundError for a code that is none of ISO 639-1."""
    wrong = next((code for code in written if code not in LANGUAGES), None)
    if wrong is not None:
        raise NotFoundError(
            "is no language of ISO 639-1", subject=wrong[:200], hint="write two letters, such as en"
        )
