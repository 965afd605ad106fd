"""The archive of the digests: every frozen week of every list as a page, as text, as data, and as a feed. Reads.

What is shown is the edition as it was frozen, whole, with the charts that went out with the mail.
"""

import json
from typing import Any

from newsagg.errors import NotFoundError
from newsagg.report.edition import Edition
from newsagg.report.editionjson import edition_from_json
from newsagg.report.harmless import make_harmless
from newsagg.report.layout import (
    LATE,
    MARKS,
    STATES,
    WHOLE,
    is_read_at,
    lay_out,
    lead_in,
    tell_hours,
    tell_origins,
    tell_said_value,
)
from newsagg.report.mailhtml import tell_figures
from newsagg.report.mailtext import compose_text, tell_candidates
from newsagg.report.web.digestfeed import FeedEntry, write_feed
from newsagg.report.web.visit import Answer, Route, Visit
from newsagg.store.digests import Frozen, FrozenPicture, find_digest, list_digests
from newsagg.store.lists import find_list, load_lists

# A reader of feeds asks for what is new; ten years of weeks stand in the archive.
_MOST_ENTRIES = 20
_CAPTIONS = {"weeks": "Outages a week", "days": "When they began", "providers-1": "", "providers-2": ""}


def show_archive(visit: Visit) -> Answer:
    """Show all lists with their frozen weeks."""
    weeks = list_digests(visit.db)
    lists = [
        {"list": one, "weeks": [week for week in weeks if week["list"] == one.slug]}
        for one in load_lists(visit.db)
    ]
    return visit.page("digests.html", title="Weekly digests", here="/digest", lists=lists, one=False)


def show_list(visit: Visit) -> Answer:
    """Show one list's frozen weeks."""
    one = find_list(visit.db, visit.part["slug"], removed=True)
    lists = [{"list": one, "weeks": list_digests(visit.db, one.id)}]
    return visit.page("digests.html", title=one.title, here="/digest", lists=lists, one=True)


def show_digest(visit: Visit) -> Answer:
    """Show a frozen week: the page, its text, or its facts as JSON."""
    slug, frozen = _find(visit)
    edition = edition_from_json(frozen.edition)
    if visit.form == "json":
        return visit.data(json.loads(frozen.edition), name=f"{slug}-{frozen.label}")
    if visit.form == "txt":
        return Answer(body=compose_text(edition).encode(), kind="text/plain; charset=utf-8")
    weeks = [week["week"] for week in list_digests(visit.db, frozen.list_id)]
    place = weeks.index(frozen.label)
    return visit.page(
        "digest.html",
        title=edition.subject,
        description=edition.preheader,
        here="/digest",
        canonical=f"/digest/{slug}/{frozen.label}",
        forms=("json",),
        slug=slug,
        later=weeks[place - 1] if place else "",
        earlier=weeks[place + 1] if place + 1 < len(weeks) else "",
        **_gather(edition, frozen, f"{visit.house.root}/digest/{slug}/{frozen.label}"),
    )


def show_picture(visit: Visit) -> Answer:
    """Show a chart of a frozen week."""
    _, frozen = _find(visit)
    for picture in frozen.pictures:
        if _name(picture) == visit.part["name"]:
            return Answer(
                body=picture.png, kind="image/png", headers={"cache-control": "public, max-age=86400"}
            )
    raise NotFoundError("no such chart", subject=visit.part["name"])


def show_feed(visit: Visit) -> Answer:
    """Show a list's newest frozen weeks as Atom."""
    one = find_list(visit.db, visit.part["slug"], removed=True)
    entries = []
    for week in list_digests(visit.db, one.id)[:_MOST_ENTRIES]:
        frozen = find_digest(visit.db, one.id, week["week"])
        if frozen is None:
            continue
        edition = edition_from_json(frozen.edition)
        address = visit.absolute(f"/digest/{one.slug}/{frozen.label}")
        page = visit.page("digestbody.html", **_gather(edition, frozen, address), slug=one.slug)
        entries.append(
            FeedEntry(
                key=f"{one.slug}/{frozen.label}",
                permanent=edition.archive_url,
                address=address,
                title=frozen.subject,
                summary=edition.preheader,
                frozen_at=frozen.frozen_at,
                html=page.body.decode(),
            )
        )
    body = write_feed(
        title=one.title,
        subtitle=one.intro,
        key=one.slug,
        address=visit.absolute(f"/digest/{one.slug}"),
        own=visit.absolute(f"/digest/{one.slug}/atom.xml"),
        made_at=one.since,
        entries=entries,
    )
    return Answer(body=body, kind="application/atom+xml; charset=utf-8")


def _find(visit: Visit) -> tuple[str, Frozen]:
    one = find_list(visit.db, visit.part["slug"], removed=True)
    frozen = find_digest(visit.db, one.id, visit.part["label"])
    if frozen is None:
        raise NotFoundError(
            "no digest of this week was made",
            subject=f"{one.slug} {visit.part['label']}",
            hint=f"`newsagg digest show --week {visit.part['label']}` tells it as it stands",
        )
    return one.slug, frozen


def _name(picture: FrozenPicture) -> str:
    return picture.cid.partition(".")[0]


def _gather(edition: Edition, frozen: Frozen, address: str) -> dict[str, Any]:
    harmless = make_harmless(edition)
    layout = lay_out(harmless, WHOLE)
    pictures = {_name(picture): picture for picture in frozen.pictures}
    charts = [
        {
            "light": f"{address}/{name}-light.png",
            "dark": f"{address}/{name}-dark.png",
            "alt": light.alt,
            "caption": words,
        }
        for name, words in _CAPTIONS.items()
        if (light := pictures.get(f"{name}-light")) and f"{name}-dark" in pictures
    ]
    return {
        "edition": harmless,
        "layout": layout,
        "frozen_at": frozen.frozen_at,
        "address": address,
        "charts": [chart for chart in charts if chart["caption"]],
        "small_multiples": [chart for chart in charts if not chart["caption"]],
        "figures": tell_figures(harmless),
        "candidates": tell_candidates(harmless),
        "late": LATE,
        "states": STATES,
        "marks": MARKS,
        "lead_in": lead_in,
        "is_read_at": is_read_at,
        "tell_hours": tell_hours,
        "tell_origins": tell_origins,
        "tell_said_value": tell_said_value,
    }


_WEEK = r"/digest/(?P<slug>[a-z0-9][a-z0-9-]*)/(?P<label>\d{4}-W\d{2})"
ROUTES = (
    Route(r"/digest", show_archive),
    Route(_WEEK, show_digest, forms=("json", "txt")),
    Route(_WEEK + r"/(?P<name>[a-z0-9-]+)\.png", show_picture),
    Route(r"/digest/(?P<slug>[a-z0-9][a-z0-9-]*)/atom\.xml", show_feed),
    Route(r"/digest/(?P<slug>[a-z0-9][a-z0-9-]*)", show_list),
)
