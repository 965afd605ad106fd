"""``newsagg feeds add``, ``import`` and ``export``: feeds come into the record by hand, and leave it as OPML.

What is added lives in the database, with who added it: updates of the bundled list neither lose nor change it.
"""

import difflib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from newsagg.cli.feedcheck import Look, broken, look_at, print_look
from newsagg.cli.output import clean, json_option, print_json, waiting
from newsagg.cli.signing import by_option, reason_option
from newsagg.errors import FetchError, NewsaggError, StoreError
from newsagg.report.phrases import count_words
from newsagg.settings import Settings
from newsagg.vocabulary import LANGUAGES, FeedKind

if TYPE_CHECKING:
    from newsagg.collect.discover import Candidate
    from newsagg.collect.fetch import Fetcher
    from newsagg.collect.opml import Outline
    from newsagg.detect.lexicon import Lexicon
    from newsagg.model import Feed
    from newsagg.store import Database

_KINDS = click.Choice([kind.value for kind in FeedKind])


class ManyFeedsError(NewsaggError):
    """A site has several feeds, and only a person can choose."""

    found: Sequence[tuple[str, str, int]] = ()
    """Address, title and number of entries of each."""


class NoFeedError(NewsaggError):
    """A site has no feed that can be found."""


@click.command(short_help="Find a site's feed, read it once, and keep it.")
@click.argument("address")
@click.option("--slug", help="Short name; made of the title otherwise.")
@click.option("--name", help="Who publishes it; the site's title otherwise.")
@click.option(
    "--kind", type=_KINDS, help="Sort of source; news, or status for what looks like a status page."
)
@click.option("--language", default="", help="ISO 639-1; what the feed says otherwise, else en.")
@click.option("--provider", default="", help="Status pages: the vendor's short name in the lexicon.")
@click.option("--format", "form", default="", help="Status pages: how it is read, as in the feed list.")
@reason_option(required=False)
@by_option("Who adds it.")
@json_option
@click.pass_obj
def add(
    settings: Settings, /, address: str, as_json: bool, by: str, reason: str | None, **given: Any
) -> None:
    """Add the feed at an address, or the one that the site there names; read it once and show what it brings.

    Looks at the page's links, then at the usual places. Where a site has several feeds they are listed: give the
    address of one. The feed is kept in the database, whatever later happens to the bundled list.
    """
    from newsagg.collect.fetch import Fetcher
    from newsagg.store import open_db
    from newsagg.store.feedlist import add_feed

    url = address if "://" in address else f"https://{address}"
    _check_names(settings, given)
    db = open_db(settings.database)
    try:
        with waiting(f"looking for the feed of {url}", quiet=as_json), Fetcher(settings) as fetcher:
            look = find_look(settings, url, fetcher, given)
    except ManyFeedsError as error:
        _print_choice(error.found, as_json=as_json)
        raise
    feed = name_feed(settings, db, look, given)
    add_feed(db, feed, by=by, now=datetime.now(UTC), reason=reason or "")
    look = replace(look, feed=feed)
    if as_json:
        print_json({"feed": feed.slug, "url": feed.url, "kind": feed.kind, "entries": len(look.entries)})
        return
    print_look(look)
    if feed.kind is FeedKind.STATUS and not feed.provider:
        click.echo(
            "\nThe lexicon knows no vendor of this page: with --provider its words count as the vendor's."
        )
    click.echo(f"\nAdded as {feed.slug}: the next run reads it.")
    click.echo(f"To undo: newsagg feeds remove {feed.slug} --reason ...")


def _check_names(settings: Settings, given: dict[str, Any]) -> None:
    """Raise StoreError for a short name, language or vendor that nothing in the record could be known by."""
    from newsagg.collect.discover import is_slug
    from newsagg.detect.lexicon import load_lexicon

    if given["slug"] and not is_slug(given["slug"]):
        hint = "write small letters and digits, with single hyphens between them"
        raise StoreError("is no short name", subject=given["slug"], hint=hint)
    if given["language"] and given["language"] not in LANGUAGES:
        raise StoreError(
            "is no language", subject=given["language"], hint="write two letters, such as en (ISO 639-1)"
        )
    if given["provider"]:
        known = {entry.provider for entry in load_lexicon(settings.services).entries.values()}
        if given["provider"] not in known:
            near = difflib.get_close_matches(given["provider"].casefold(), sorted(known), n=3)
            hint = f"did you mean {' or '.join(near)}?" if near else "short names stand in data/services.toml"
            raise StoreError("is no vendor that the lexicon knows", subject=given["provider"], hint=hint)


def find_look(settings: Settings, url: str, fetcher: "Fetcher", given: dict[str, Any]) -> Look:
    """Return a good answer of the feed at an address, or of the only one that the page there names.

    Raises ManyFeedsError listing them, NoFeedError, and FeedBrokenError for a feed that cannot be read.
    """
    from newsagg.collect.discover import find_candidates, is_for_comments, is_one_in_many_forms
    from newsagg.errors import FeedError

    look = look_at(settings, _guess_feed(url, given), fetcher)
    if look.problem is None:
        return look
    if look.page is None or not isinstance(look.problem, FeedError) or given["form"]:
        raise broken(look)
    candidates = find_candidates(look.page.body, look.page.final_url)
    named = [one for one in candidates if one.how == "link"]
    wanted = [one for one in named if not is_for_comments(one)] or named
    good = _read_all(settings, wanted, fetcher, given)
    if not good:
        others = [one for one in candidates if one.how != "link" and not is_for_comments(one)]
        good = _read_first(settings, others, fetcher, given)
    if not good:
        raise NoFeedError(
            "names no feed, and none is in the usual places",
            subject=url,
            hint="give the feed's own address, if it has one",
        )
    if len(good) == 1 or is_one_in_many_forms([one for one, _ in good]):
        return good[0][1]
    error = ManyFeedsError(f"has {len(good)} feeds", subject=url, hint="add the one you want by its address")
    error.found = [(one.url, one.title, len(look.entries)) for one, look in good]
    raise error


def _print_choice(found: Sequence[tuple[str, str, int]], *, as_json: bool) -> None:
    if as_json:
        print_json([{"url": url, "title": title, "entries": entries} for url, title, entries in found])
        return
    for url, title, entries in found:
        click.echo(clean(f"{url}  {title or 'untitled'}, {count_words(entries, 'entry', 'entries')}"))


def _read_all(
    settings: Settings, candidates: "list[Candidate]", fetcher: "Fetcher", given: dict[str, Any]
) -> "list[tuple[Candidate, Look]]":
    """Return the candidates that are feeds, each with its answer."""
    looks = [
        (one, look_at(settings, _guess_feed(one.url, given), fetcher, twice=False)) for one in candidates[:10]
    ]
    return [(one, look) for one, look in looks if look.problem is None]


def _read_first(
    settings: Settings, candidates: "list[Candidate]", fetcher: "Fetcher", given: dict[str, Any]
) -> "list[tuple[Candidate, Look]]":
    """Return the first candidate that is a feed: usual places are guesses, and each costs its site a request."""
    for one in candidates:
        look = look_at(settings, _guess_feed(one.url, given), fetcher, twice=False)
        if look.problem is None and look.entries:
            return [(one, look)]
        if isinstance(look.problem, FetchError) and look.problem.status in (None, 429, 503):
            break  # a server that cannot answer is not asked eight times
    return []


def _guess_feed(url: str, given: dict[str, Any]) -> "Feed":
    from newsagg.collect.discover import guess_status_page
    from newsagg.model import Feed

    is_status, form = guess_status_page(url)
    kind = FeedKind(given["kind"]) if given["kind"] else FeedKind.STATUS if is_status else FeedKind.NEWS
    form = given["form"] or (form if kind is FeedKind.STATUS else "")
    host = urlsplit(url).hostname or url
    return Feed(
        slug="checked", outlet=host, url=url, kind=kind, language=given["language"] or "en", format=form
    )


def name_feed(settings: Settings, db: "Database", look: Look, given: dict[str, Any]) -> "Feed":
    """Return the feed of an answer with its names: those given, else its own title and one made of that."""
    from newsagg.collect.discover import choose_slug, read_language, read_title
    from newsagg.collect.urls import absolute_url
    from newsagg.detect.lexicon import load_lexicon
    from newsagg.store.feedlist import list_feeds

    url = look.page.final_url if look.page and look.move and look.move.final else look.feed.url
    body = look.page.body if look.page else b""
    outlet = given["name"] or read_title(body) or look.feed.outlet
    known = list_feeds(db, all_of_them=True)
    parts = urlsplit(url)
    provider = given["provider"]
    if look.feed.kind is FeedKind.STATUS and not provider:
        provider = find_vendor(load_lexicon(settings.services), url)
    return replace(
        look.feed,
        # One that was removed comes back as itself, with all that it brought.
        slug=given["slug"]
        or next((feed.slug for feed in known if feed.url in (url, look.feed.url)), "")
        or choose_slug(outlet, url, {feed.slug for feed in known}),
        outlet=outlet,
        url=url,
        language=given["language"] or read_language(body) or look.feed.language,
        homepage=absolute_url(f"{parts.scheme}://{parts.netloc}"),
        provider=provider,
    )


def find_vendor(lexicon: "Lexicon", url: str) -> str:
    """Return the short name of the vendor whose status page an address is of, by the lexicon; empty for none."""
    from newsagg.collect.urls import same_site, site_of

    site = site_of(url)
    entries = list(lexicon.entries.values())
    for entry in entries:
        if entry.status_page and site_of(entry.status_page) == site:
            return entry.provider
    owners = [
        entry.provider for entry in entries if any(same_site(url, f"https://{d}") for d in entry.domains)
    ]
    return owners[0] if len(set(owners)) == 1 else ""


@click.command("import", short_help="Add the feeds of an OPML file.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--kind", type=_KINDS, help="Sort of source of feeds whose outline does not say; news otherwise."
)
@click.option(
    "--language", default="en", show_default=True, help="Of feeds whose outline does not say, ISO 639-1."
)
@reason_option(required=False)
@by_option("Who adds them.")
@json_option
@click.pass_obj
def import_feeds(
    settings: Settings,
    file: Path,
    kind: str | None,
    language: str,
    reason: str | None,
    by: str,
    as_json: bool,
) -> None:
    """Add the feeds of an OPML file, as other readers export it. Nothing is asked: the next run reads them.

    Feeds whose address is in the record already are left as they are. A file with a DOCTYPE is refused.
    """
    from newsagg.collect.opml import read_opml
    from newsagg.detect.lexicon import load_lexicon
    from newsagg.store import open_db
    from newsagg.store.feedlist import add_feed, list_feeds

    outlines, refused = read_opml(file.read_bytes(), name=str(file))
    db, lexicon = open_db(settings.database), load_lexicon(settings.services)
    before = list_feeds(db, all_of_them=True)
    taken, slugs = {feed.slug for feed in before}, {feed.url: feed.slug for feed in before}
    added, known = [], []
    for outline in outlines:
        feed = _make_feed(lexicon, outline, kind, language, taken)
        feed = replace(feed, slug=slugs.get(feed.url, feed.slug))
        try:
            add_feed(db, feed, by=by, now=datetime.now(UTC), reason=reason or f"imported from {file.name}")
        except StoreError as error:
            known.append((feed.url, error.message))
            continue
        taken.add(feed.slug)
        added.append(feed.slug)
    if as_json:
        print_json({"added": added, "known": [url for url, _ in known], "refused": refused})
        return
    click.echo(
        f"{count_words(len(added), 'feed')} added, {len(known)} left as they are, {len(refused)} refused."
    )
    for url, why in known:
        click.echo(f"  left: {clean(url)} {why}")
    for line in refused:
        click.echo(f"  refused: {clean(line)}")


def _make_feed(
    lexicon: "Lexicon", outline: "Outline", kind: str | None, language: str, taken: set[str]
) -> "Feed":
    from newsagg.collect.discover import choose_slug, guess_status_page, is_slug
    from newsagg.collect.statuspages import STATUS_FORMATS
    from newsagg.model import Feed

    is_status, form = guess_status_page(outline.url)
    folder = next((name for name in reversed(outline.folders) if name.lower() in list(FeedKind)), "")
    named = outline.kind if outline.kind in list(FeedKind) else folder.lower()
    sort = FeedKind(named or kind or (FeedKind.STATUS if is_status else FeedKind.NEWS))
    form = outline.format if outline.format in STATUS_FORMATS else form if sort is FeedKind.STATUS else ""
    title = outline.title or urlsplit(outline.url).hostname or outline.url
    slug = outline.slug if is_slug(outline.slug) and outline.slug not in taken else ""
    return Feed(
        slug=slug or choose_slug(title, outline.url, taken),
        outlet=title,
        url=outline.url,
        kind=sort,
        language=outline.language or language,
        homepage=outline.homepage,
        provider=outline.provider or (find_vendor(lexicon, outline.url) if sort is FeedKind.STATUS else ""),
        format=form,
    )


@click.command("export", short_help="Write the feeds as OPML.")
@click.option("--added", is_flag=True, help="Only those that were added by hand.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file in place of stdout."
)
@click.pass_obj
def export_feeds(settings: Settings, added: bool, output: Path | None) -> None:
    """Write the feeds of the record as OPML, which any feed reader takes, and `feeds import` takes back whole."""
    from newsagg.collect.opml import write_opml
    from newsagg.store import read_db
    from newsagg.store.feedlist import list_feeds

    text = write_opml(list_feeds(read_db(settings.database), added=added), title="newsagg")
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, "utf-8")
        click.echo(f"Written to {output}.")
