"""Editions for tests: one full week in our own words, a builder with what a test does not care about, and a crowd."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from newsagg.report.edition import (
    Brief,
    Day,
    Dispute,
    Edition,
    Fact,
    FeedNote,
    Late,
    Listing,
    ProviderWeeks,
    Run,
    Said,
    Story,
    Words,
)


def words(*parts: str | Run) -> Words:
    return tuple(part if isinstance(part, Run) else Run(text=part) for part in parts)


def a_said(quote: str, number: int = 1, **given: Any) -> Said:
    fields: dict[str, Any] = {
        "claim_id": number, "source": "The Harbour Post", "how": "says", "value": "", "quote": quote,
        "outlet": "The Harbour Post", "url": f"https://harbour.example/2026/{number}",
    }  # fmt: skip
    return Said(**(fields | given))


def a_fact(kind: str, *sentences: Words, said: tuple[Said, ...] = (), label: str = "") -> Fact:
    return Fact(kind=kind, label=label or kind.capitalize(), words=sentences, said=said)


def a_story(incident: str = "2026-03-03-cloudnine", **given: Any) -> Story:
    fields: dict[str, Any] = {
        "incident": incident, "title": f"Title of {incident}", "url": "", "service": "Cloudnine",
        "severity": "major", "state": "over", "span": "Tuesday 3 March, 09:10 to 13:40", "origins": 4,
        "articles": 6, "facts": (), "disputes": (),
    }  # fmt: skip
    return Story(**(fields | given))


def a_brief(incident: str = "2026-03-04-mailbird", **given: Any) -> Brief:
    fields: dict[str, Any] = {
        "incident": incident, "title": f"Title of {incident}", "url": "", "service": "Mailbird",
        "severity": "minor", "state": "over", "span": "Wednesday 4 March, 2 h", "origins": 2, "disputed": False,
    }  # fmt: skip
    return Brief(**(fields | given))


def a_provider(name: str, counts: tuple[int, ...], **given: Any) -> ProviderWeeks:
    fields: dict[str, Any] = {
        "provider": name.casefold().replace(" ", "-"), "name": name, "counts": counts, "hours": None,
        "this_week": (),
    }  # fmt: skip
    return ProviderWeeks(**(fields | given))


def an_edition(**given: Any) -> Edition:
    fields: dict[str, Any] = {
        "listing": Listing(slug="all", title="Outages of the week", intro="", filters=""),
        "label": "2026-W10",
        "zone": "UTC",
        "start": datetime(2026, 3, 2, tzinfo=UTC),
        "end": datetime(2026, 3, 9, tzinfo=UTC),
        "told_at": datetime(2026, 3, 9, 7, tzinfo=UTC),
        "subject": "Nothing broke that we know of",
        "preheader": "All feeds were heard.",
        "summary": (words("No outage is on record for this week."),),
        "quiet": "no",
        "counts": (0,) * 13,
        "days": tuple(Day(date=f"2026-03-{day:02}", critical=0, major=0, minor=0) for day in range(2, 9)),
        "top": (), "others": (), "still_open": (), "vendor_only": (), "candidates": 0, "late": (),
        "providers": (), "feeds": (), "heard": words("17 feeds were asked 68 times, and 68 answers were good."),
        "rule": "An outage belongs to the week in which it started; where nobody gives a start, to the week in "
        "which it was first reported.",
        "archive_url": "",
    }  # fmt: skip
    return Edition(**(fields | given))


def _first_story() -> Story:
    page = "https://desk.example/incident/2026-03-03-cloudnine"
    status = "Cloudnine's status page"
    timing = a_said(
        "Identified: a timer was set wrong while routine maintenance ran, and sessions expired at once.",
        11, source=status, value="configuration", outlet="Cloudnine Status",
        url="https://status.cloudnine.example/incidents/77#:~:text=a%20timer%20was%20set%20wrong",
    )  # fmt: skip
    replica = a_said(
        "Two people who work on it told us that a replica of the main database had stopped following, and "
        "nobody saw it for an hour.",
        12, source="The Circuit, as The Harbour Post tells it", value="data store",
    )  # fmt: skip
    return a_story(
        title="Cloudnine logs everybody out for half a day",
        url=page,
        severity="critical",
        span="Tuesday 3 March, 09:10 to 13:40 (about 4 h 30)",
        origins=6,
        articles=9,
        facts=(
            a_fact(
                "what",
                words(Run(text="Cloudnine", strong=True), " let nobody in, and its API refused every key."),
                said=(
                    a_said("From ten past nine every login ended on a blank page, here and in four more towns.", 1),
                ),
            ),
            a_fact(
                "when",
                words("It began on Tuesday 3 March at 09:10 (The Harbour Post and users). "),
                words("It ended at 13:40 (Cloudnine's status page)."),
            ),
            a_fact(
                "why", words("Two causes are told, and they do not go together."), said=(timing, replica)
            ),
            a_fact(
                "hit",
                words("Payment terminals of two chains of bakeries (Ledger Lane)."),
                words("At least 40,000 accounts (Cloudnine)."),
                said=(
                    a_said(
                        "We sold bread against scribbled notes until two in the afternoon.",
                        15, source="Ofenwerk, as Ledger Lane tells it", outlet="Ledger Lane",
                        url="https://ledger-lane.example/bakeries",
                    ),
                ),
            ),
            a_fact(
                "offered",
                words("A month's fee is given back to paying customers (Cloudnine)."),
                said=(
                    a_said(
                        "Everyone on a paid plan gets March for nothing, and our desk answers until midnight.",
                        16, source="Cloudnine", outlet="Ledger Lane", url="https://ledger-lane.example/credits",
                    ),
                ),
            ),
        ),
        disputes=(
            Dispute(
                label="cause",
                sentence=words("The vendor speaks of a timer, a newspaper of the database."),
                sides=(timing, replica),
            ),
        ),
    )  # fmt: skip


def _second_story() -> Story:
    sides = tuple(
        a_said(quote, number, source=source, value=value, outlet=source, url=f"https://{host}.example/rail")
        for number, source, value, quote, host in (
            (21, "Nordbahn", "2 h", "By eight o'clock every train ran as it should.", "nordbahn"),
            (
                22,
                "The Harbour Post",
                "about 5 h",
                "It was close to eleven before the boards were right.",
                "harbour",
            ),
            (
                23,
                "Le Fil",
                "toute la journée",
                "Les retards ont duré toute la journée, selon des voyageurs.",
                "lefil",
            ),
        )
    )
    return a_story(
        "2026-03-05-nordbahn",
        title="Nordbahn's trains stand still after a change to signalling software",
        service="Nordbahn",
        state="open",
        span="Thursday 5 March, from 06:00",
        origins=3,
        articles=3,
        facts=(
            a_fact("what", words("Departure boards and the app showed trains that had left (Nordbahn).")),
            a_fact(
                "when", words("It began on Thursday 5 March about 06:00 (Nordbahn). Nobody gives an end.")
            ),
            a_fact("why", words("No source gives a cause.")),
        ),
        disputes=(Dispute(label="duration", sentence=words("Three lengths are told."), sides=sides),),
    )


def a_full_edition() -> Edition:
    """A week with everything in it."""
    return an_edition(
        listing=Listing(
            slug="all",
            title="Outages of the week",
            intro="What broke, who says why, and who contradicts them.",
            filters="Only outages in English, German and French sources.",
        ),
        zone="Europe/Berlin",
        start=datetime(2026, 3, 1, 23, tzinfo=UTC),
        end=datetime(2026, 3, 8, 23, tzinfo=UTC),
        subject="Cloudnine was down for half a day, and two causes are told",
        preheader="Seven outages, two more than the week before; Nordbahn is still open.",
        summary=(
            words(
                Run(text="Seven outages", strong=True),
                " are on record for this week, two more than the week before and twice the quarter's average. ",
            ),
            words("Three are major or critical, sources disagree about two, and one is not said to be over."),
        ),
        counts=(2, 1, 4, 3, 2, 0, 5, 3, 4, 2, 6, 5, 7),
        days=tuple(
            Day(date=f"2026-03-{day:02}", critical=critical, major=major, minor=minor)
            for day, critical, major, minor in (
                (2, 0, 0, 1), (3, 1, 1, 0), (4, 0, 0, 2), (5, 0, 1, 0), (6, 0, 0, 0), (7, 0, 0, 1), (8, 0, 0, 0)
            )
        ),
        top=(_first_story(), _second_story(), a_story("2026-03-03-paywell", title="Paywell's card payments fail across Spain")),
        others=(
            a_brief("2026-03-02-mailbird", title="Mailbird delivers Monday's mail on Tuesday", disputed=True),
            a_brief("2026-03-04-streamly", title="Streamly's search finds nothing for an hour", origins=1),
            a_brief("2026-03-04-notekeep", title="Notekeep loses the newest notes of some teams", state="unknown"),
            a_brief("2026-03-07-bildkiste", title="Bildkiste zeigt fremde Vorschaubilder", severity=""),
        ),
        still_open=(a_brief("2026-02-24-parcels", title="Parcels cannot be tracked in the north", state="open"),),
        vendor_only=(a_brief("2026-03-06-dnsward", title="Elevated latency in one region", severity="none"),),
        candidates=2,
        late=(
            Late(
                kind="postmortem",
                incident="2026-02-18-gridnet",
                title="Gridnet's night without DNS",
                url="",
                sentence=words("Gridnet published a post-mortem on Wednesday 4 March."),
                said=(
                    a_said(
                        "The script that drains a site believed an empty list to mean all sites.",
                        31, source="Gridnet", value="software bug", outlet="Gridnet",
                        url="https://gridnet.example/postmortem",
                    ),
                ),
            ),
            Late(
                kind="promise_overdue",
                incident="2026-02-11-paywell",
                title="Paywell promised a report",
                url="",
                sentence=words("A report was promised for Friday 27 February and is not seen."),
                said=(),
            ),
        ),
        providers=(
            a_provider("Cloudnine", (0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 2, 0, 1), hours=(4.0, 5.5), this_week=("2026-03-03-cloudnine",)),
            a_provider("Nordbahn", (1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 1), hours=(2.0, 17.0)),
            a_provider("Paywell", (0, 0, 0, 1, 0, 0, 0, 0, 2, 0, 1, 0, 1)),
            a_provider("Mailbird", (0, 1, 1, 0, 0, 0, 2, 0, 0, 0, 1, 1, 1), hours=(14.0, 14.0)),
            a_provider("Grand Union Telecommunications", (0, 0, 2, 1, 0, 0, 1, 0, 0, 1, 1, 1, 0)),
        ),
        feeds=(
            FeedNote(kind="dead", feed="ledger-lane", outlet="Ledger Lane", words="the server answers 404"),
            FeedNote(kind="silent", feed="le-fil", outlet="Le Fil", words="31 articles in the four weeks before"),
            FeedNote(kind="new", feed="nordbahn-status", outlet="Nordbahn", words="since Tuesday 3 March"),
        ),
        heard=words("17 feeds were asked 68 times, 61 answers were good, and 214 articles are of this week."),
        archive_url="https://desk.example/digest/all/2026-W10",
    )  # fmt: skip


def a_crowded_edition(incidents: int = 60) -> Edition:
    """A week in which everything broke, with long quotes and links."""
    long_quote = (
        "The engineers on duty saw the counters climb, one region after another, and could not say why. " * 4
    )
    full = a_full_edition()

    def said(number: int) -> Said:
        link = (
            "https://harbour.example/2026/03/"
            + "a-long-name-" * 8
            + f"{number}#:~:text="
            + "and%20so%20on%20" * 8
        )
        return a_said(f"{number}: {long_quote}", number, source=f"Source {number}", url=link)

    stories = tuple(
        replace(
            a_story(f"2026-03-0{number}-giant", severity="critical", title=f"Giant {number} falls for a day"),
            facts=tuple(
                a_fact(kind, *[words(f"Sentence {n} of what is told. ") for n in range(5)],
                       said=tuple(said(1000 * number + 100 * place + n) for n in range(6)))
                for place, kind in enumerate(("what", "when", "why", "hit", "offered"))
            ),
            disputes=tuple(
                Dispute(label=label, sentence=words("They differ."), sides=tuple(said(9000 + 100 * number + 10 * place + n) for n in range(3)))
                for place, label in enumerate(("cause", "duration"))
            ),
        )
        for number in range(2, 5)
    )  # fmt: skip
    return replace(
        full,
        top=stories,
        others=tuple(
            a_brief(
                f"2026-03-05-service-{number}",
                title=f"Service number {number} answers slowly, then not at all, and its customers wait for word",
                url=f"https://desk.example/incident/2026-03-05-service-{number}",
                disputed=number % 3 == 0,
                span="Thursday 5 March, 06:00 to 09:30 (about 3 h 30)",
            )
            for number in range(incidents - 3)
        ),
        late=tuple(replace(full.late[0], said=(said(number),)) for number in range(12)),
        feeds=tuple(
            FeedNote(
                kind="dead", feed=f"feed-{number}", outlet=f"Outlet {number}", words="the server answers 500"
            )
            for number in range(40)
        ),
    )
