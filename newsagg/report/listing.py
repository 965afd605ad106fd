"""What a mailing list leaves out: kept as JSON, and told in words. Pure.

``{"languages": ["en"], "providers": ["aws", "claude"], "severity": "major"}``; what is missing leaves out nothing.
"""

import json

from newsagg.errors import NewsaggError
from newsagg.model import DigestList, Filters
from newsagg.report.edition import Listing
from newsagg.report.phrases import clean, join_names
from newsagg.vocabulary import Severity

_KEYS = {"providers", "severity", "languages"}
_LANGUAGES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese", "it": "Italian",
    "nl": "Dutch", "ja": "Japanese", "zh": "Chinese", "ko": "Korean", "pl": "Polish", "ru": "Russian",
}  # fmt: skip


class FiltersError(NewsaggError):
    """What was given are no filters of a list."""


def filters_to_json(filters: Filters) -> str:
    """Return filters as compact JSON, the same for the same filters."""
    kept: dict[str, object] = {}
    if filters.languages:
        kept["languages"] = list(filters.languages)
    if filters.providers:
        kept["providers"] = list(filters.providers)
    if filters.severity is not Severity.NONE:
        kept["severity"] = filters.severity.value
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def filters_from_json(text: str) -> Filters:
    """Return the filters that JSON stands for.

    Raises FiltersError for anything that :func:`filters_to_json` would not write.
    """
    try:
        kept = json.loads(text)
        if not isinstance(kept, dict) or kept.keys() - _KEYS:
            raise ValueError("knows only providers, severity and languages")
        return make_filters(
            providers=kept.get("providers", ()),
            severity=kept.get("severity", "none"),
            languages=kept.get("languages", ()),
        )
    except (ValueError, TypeError) as error:
        raise FiltersError(str(error), subject=text[:200], hint='write {"severity": "major"}') from error


def make_filters(*, providers: object = (), severity: object = "none", languages: object = ()) -> Filters:
    """Return filters from words that somebody wrote, in one spelling; raises FiltersError."""
    try:
        least = Severity(str(severity).strip().casefold())
    except ValueError as error:
        known = ", ".join(Severity)
        raise FiltersError("is no severity", subject=str(severity)[:200], hint=f"one of {known}") from error
    codes = _read_words(languages)
    if wrong := next(
        (code for code in codes if not (code.isascii() and code.isalpha() and len(code) == 2)), ""
    ):
        raise FiltersError("is no language code", subject=wrong[:200], hint="write two letters, such as en")
    return Filters(providers=_read_words(providers), severity=least, languages=codes)


def _read_words(given: object) -> tuple[str, ...]:
    if not isinstance(given, list | tuple) or not all(isinstance(word, str) for word in given):
        raise FiltersError("is no list of words", subject=str(given)[:200], hint='write ["aws", "azure"]')
    return tuple(sorted({word.strip().casefold() for word in given if word.strip()}))


def tell_filters(filters: Filters) -> str:
    """Return what a list leaves out, in words; empty when nothing."""
    parts = []
    if filters.severity is not Severity.NONE:
        least = filters.severity.value
        parts.append(
            f"{least} outages" if filters.severity is Severity.CRITICAL else f"{least} outages or graver"
        )
    if filters.providers:
        parts.append(f"of {join_names(filters.providers, most=8)}")
    if filters.languages:
        parts.append(
            f"that articles in {join_names([_LANGUAGES.get(c, c) for c in filters.languages])} tell of"
        )
    if not parts:
        return ""
    if filters.severity is Severity.NONE:
        parts.insert(0, "outages")
    return f"Only {' '.join(parts)}."


def name_filters(filters: Filters) -> str:
    """Return by what a list leaves things out, in short; empty when it does not."""
    parts = []
    if filters.severity is not Severity.NONE:
        worse = "" if filters.severity is Severity.CRITICAL else " or worse"
        parts.append(f"severity {filters.severity.value}{worse}")
    if filters.providers:
        parts.append(f"providers {join_names(filters.providers, most=8)}")
    if filters.languages:
        parts.append(f"languages {join_names([_LANGUAGES.get(c, c) for c in filters.languages])}")
    return "; ".join(parts)


def make_listing(wanted: DigestList) -> Listing:
    """Return a list as its readers know it."""
    title = " ".join(clean(wanted.title).split())
    return Listing(
        slug=wanted.slug, title=title, intro=clean(wanted.intro).strip(), filters=tell_filters(wanted.filters)
    )
