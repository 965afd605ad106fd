"""Rows of the record -> an Edition: what one list is told of one week. Pure, and the same for the same rows.

Three incidents are told whole: the gravest, then the broadest, then those that most independent origins tell of. An
incident stands in one section only: this week's in its own; an older one among what was learned late, else among what
is still open.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from newsagg.model import DigestList, Filters
from newsagg.report.disputes import choose_sides, tell_disputes
from newsagg.report.edition import Brief, Day, Edition, Late, ProviderWeeks, Story
from newsagg.report.facts import Known, tell_facts
from newsagg.report.hearing import judge_silence, note_feeds, tell_heard
from newsagg.report.late import make_late, order_late, tell_causes, tell_corrected, tell_promises
from newsagg.report.listing import make_listing, name_filters
from newsagg.report.moments import Clock
from newsagg.report.phrases import Row
from newsagg.report.placing import Placed, began_at, choose_top, is_told, rank_line
from newsagg.report.saying import plain, say, words_of
from newsagg.report.summary import Sums, sum_up, write_preheader, write_subject
from newsagg.report.week import WeekSpan

RULE = (
    "An outage belongs to the week in which it began; where nobody says when, to the week in which it was first "
    "reported."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What an edition is made of, as the store's functions give it."""

    begun: Sequence[Row]
    """Of the quarter: ``find_begun``."""
    lines: Mapping[str, Row]
    """Of this week's and the late and still open ones: ``load_lines``."""
    records: Mapping[str, Row]
    """Of the ones that are told whole: ``load_record``."""
    lengths: Mapping[str, Sequence[Row]]
    names: Mapping[str, str]
    feeds: Sequence[Row]
    listening_since: datetime | None = None
    """When our first run began; None before any."""
    causes: Sequence[Row] = ()
    accounts: Sequence[Row] = ()
    corrected: Sequence[Row] = ()
    replacing: Mapping[int, Row] = field(default_factory=dict)
    promises: Sequence[Row] = ()
    merged: Sequence[Row] = ()
    left_out: int = 0
    """Outages of this week that the list's filter leaves out."""


def make_edition(
    wanted: DigestList,
    span: WeekSpan,
    placed: Placed,
    material: Material,
    *,
    told_at: datetime,
    told_since: datetime | None = None,
    public_url: str = "",
) -> Edition:
    """Return what a list is told of a week."""
    return _Making(wanted, span, placed, material, told_at, told_since, public_url.rstrip("/")).make()


class _Making:
    """One edition while it is made: what all its parts share."""

    def __init__(
        self,
        wanted: DigestList,
        span: WeekSpan,
        placed: Placed,
        material: Material,
        told_at: datetime,
        told_since: datetime | None,
        public_url: str,
    ) -> None:
        self.wanted, self.span, self.placed, self.material = wanted, span, placed, material
        self.told_at, self.told_since, self.public_url = told_at, told_since, public_url
        self.clock = Clock(wanted.zone, int(span.label[:4]))

    def make(self) -> Edition:
        placed, lines = self.placed, self.material.lines
        top = choose_top(placed, lines)
        known = [make_known(lines[i], self.material.records[i], self.wanted.filters) for i in top]
        told = [row["id"] for row in placed.told]
        others = [
            self.brief(lines[i]) for i in sorted(told, key=lambda i: rank_line(lines[i])) if i not in top
        ]
        late = self.late()
        spoken = {word.incident for word in late} | set(told)
        still = tuple(self.brief(lines[r["id"]]) for r in placed.open_before if r["id"] not in spoken)
        aside = tuple(self.brief(lines[row["id"]]) for row in placed.vendor_only)
        feeds = keep_feeds(self.material.feeds, self.wanted.filters)
        left_out = self.material.left_out
        quiet = "no" if told else judge_silence(feeds, left_out)
        counts = self.count()
        since = self.material.listening_since
        sums = Sums(
            counts=counts,
            heard=count_heard(self.span, since, counts),
            listened=since is None or since < self.span.end,
            left_out=left_out,
            filtered_by=name_filters(self.wanted.filters),
            severe=sum(lines[i]["severity"] in {"major", "critical"} for i in told),
            disputed=sum(bool(lines[i]["conflicts"]) for i in told),
            unended=sum(not row["over"] for row in placed.told),
            severity=lines[told[0]]["severity"] or "" if told else "",
        )
        summary = sum_up(sums, quiet, feeds)
        stories = tuple(self.story(k) for k in known)
        seconds = [self.brief(lines[i]) for i in top[1:]]
        return Edition(
            listing=make_listing(self.wanted),
            label=self.span.label,
            zone=self.wanted.zone,
            start=self.span.starts[-1],
            end=self.span.end,
            told_at=self.told_at,
            subject=write_subject(
                known[0] if known else None, max(len(told) - 1, 0), late, quiet, feeds, left_out
            ),
            preheader=write_preheader([*seconds, *others], words_of(summary[1])),
            summary=summary,
            quiet=quiet,
            counts=counts,
            days=self.days(),
            top=stories,
            others=tuple(others),
            still_open=still,
            vendor_only=aside,
            candidates=placed.candidates,
            late=late,
            providers=self.providers(),
            feeds=note_feeds(feeds),
            heard=tell_heard(feeds),
            rule=RULE,
            archive_url=f"{self.public_url}/digest/{self.wanted.slug}/{self.span.label}"
            if self.public_url
            else "",
            left_out=left_out,
            filtered_by=sums.filtered_by if left_out else "",
            unheard=len(counts) - 1 - sums.heard,
        )

    def page(self, incident: str) -> str:
        """Return the permanent page of an incident; empty where no public address is configured."""
        return f"{self.public_url}/incident/{incident}" if self.public_url else ""

    def count(self) -> tuple[int, ...]:
        """Return how many incidents began in each week of the quarter."""
        counts = [0] * len(self.span.starts)
        for row in self.material.begun:
            if is_told(row):
                counts[bisect_right(self.span.starts, began_at(row)) - 1] += 1
        return tuple(counts)

    def days(self) -> tuple[Day, ...]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for row in self.placed.told:
            found[self.clock.day_of(began_at(row)).isoformat()].append(row["severity"] or "none")
        first = self.clock.day_of(self.span.starts[-1])
        return tuple(
            Day(
                date=date,
                critical=found[date].count("critical"),
                major=found[date].count("major"),
                minor=found[date].count("minor"),
                none=found[date].count("none"),
            )
            for date in ((first + timedelta(days=n)).isoformat() for n in range(7))
        )

    def story(self, known: Known) -> Story:
        line = known.line
        return Story(
            incident=line["id"],
            title=plain(line["title"]),
            url=self.page(line["id"]),
            service=plain(line["name"] or line["service"]),
            severity=line["severity"] or "",
            state=judge_state(line),
            span=self.clock.tell_span(line),
            origins=line["origins"],
            articles=line["articles"],
            facts=tell_facts(known, self.clock),
            disputes=tell_disputes(known, self.clock),
        )

    def brief(self, line: Row) -> Brief:
        return Brief(
            incident=line["id"],
            title=plain(line["title"]),
            url=self.page(line["id"]),
            service=plain(line["name"] or line["service"]),
            severity=line["severity"] or "",
            state=judge_state(line),
            span=self.clock.tell_span(line),
            origins=line["origins"],
            disputed=bool(line["conflicts"]),
        )

    def providers(self) -> tuple[ProviderWeeks, ...]:
        counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * len(self.span.starts))
        for row in self.material.begun:
            if is_told(row):
                counts[row["provider"]][bisect_right(self.span.starts, began_at(row)) - 1] += 1
        mine: defaultdict[str, list[str]] = defaultdict(list)
        for row in self.placed.told:
            mine[row["provider"]].append(row["id"])
        found = [
            ProviderWeeks(
                provider=provider,
                name=plain(self.material.names.get(provider, provider)),
                counts=tuple(counts[provider]),
                hours=sum_hours([self.material.lengths.get(i, ()) for i in incidents]),
                this_week=tuple(incidents),
                untimed=sum(not sum_hours([self.material.lengths.get(i, ())]) for i in incidents),
            )
            for provider, incidents in mine.items()
            if provider
        ]
        return tuple(sorted(found, key=lambda p: (-p.counts[-1], -sum(p.counts), p.provider)))

    def late(self) -> tuple[Late, ...]:
        lines, found = self.material.lines, list[Late]()
        since, until = (
            self.told_since or self.span.starts[-1],
            self.told_at if self.told_since else self.span.end,
        )
        for row in self.placed.found_late:
            line = lines[row["id"]]
            text = f"It came to our record after the last digest was made: {self.clock.tell_span(line)}."
            found.append(make_late("found_late", line, self.page(line["id"]), say(text), ()))
        for incident, rows in _group(self.material.merged, "survivor").items():
            titles = "; ".join(f"“{plain(row['title'])}”" for row in rows)
            text = f"What we kept as {titles} turned out to be this outage; its reports now stand here."
            found.append(make_late("merged", lines[incident], self.page(incident), say(text), ()))
        filters = self.wanted.filters
        accounts = _group(keep_words(self.material.accounts, filters), "incident_id")
        causes = _group(keep_words(self.material.causes, filters), "incident_id")
        for incident in {**accounts, **causes}:
            for kind, sentence, claims in tell_causes(causes.get(incident, ()), accounts.get(incident, ())):
                found.append(make_late(kind, lines[incident], self.page(incident), sentence, claims))
        for incident, rows in _group(keep_words(self.material.corrected, filters), "incident_id").items():
            for sentence, claims in tell_corrected(rows, self.material.replacing, self.clock):
                found.append(make_late("corrected", lines[incident], self.page(incident), sentence, claims))
        for incident, rows in _group(keep_words(self.material.promises, filters), "incident_id").items():
            told = tell_promises(rows, self.clock, since, until, self.told_at, self.span.end)
            for kind, sentence, claim in told:
                found.append(make_late(kind, lines[incident], self.page(incident), sentence, [claim]))
        return order_late(found)


def count_heard(span: WeekSpan, since: datetime | None, counts: Sequence[int]) -> int:
    """Return how many of the weeks before a week we listened in whole.

    Where the record of all of them came later, as by a backfill, they count if it has anything of them.
    """
    earlier = len(span.starts) - 1
    if since is None or since >= span.end:
        return earlier if since is None or any(counts[:-1]) else 0
    return sum(start >= since for start in span.starts[:-1])


def _group(rows: Sequence[Row], key: str) -> dict[str, list[Row]]:
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return dict(sorted(groups.items()))


def judge_state(line: Row) -> str:
    """Return whether an incident is said to be over, to go on, or neither."""
    if line["ended"] is not None or line["lifecycle"] in {"resolved", "postmortem"}:
        return "over"
    if line["duration_basis"] == "claimed" or line["state"] == "settled":
        return "unknown"
    return "open" if line["lifecycle"] in {"investigating", "identified", "monitoring"} else "unknown"


def sum_hours(lengths: Sequence[Sequence[Row]]) -> tuple[float, float] | None:
    """Return the hours of some incidents, summed, from the least to the most that is claimed of each.

    A vague word ("for hours") counts only where nobody is more exact.
    """
    least = most = 0.0
    known = False
    for claims in lengths:
        exact = [c for c in claims if c["precision"] != "vague"] or list(claims)
        numbers = [n for c in exact for n in (c["number_from"], c["number_to"]) if n is not None]
        if numbers:
            known = True
            least, most = least + min(numbers) / 60, most + max(numbers) / 60
    return (round(least, 2), round(most, 2)) if known else None


def keep_feeds(feeds: Sequence[Row], filters: Filters) -> list[Row]:
    """Return the feeds that a list hears: of its languages, and status pages of its providers only."""
    return [
        feed
        for feed in keep_words(feeds, filters)
        if not (filters.providers and feed["kind"] == "status" and feed["provider"] not in filters.providers)
    ]


def keep_words(rows: Iterable[Row], filters: Filters) -> list[Row]:
    """Return the claims and articles in the languages that a list reads."""
    return [
        row
        for row in rows
        if not filters.languages or str(row["language"]).casefold()[:2] in filters.languages
    ]


def make_known(line: Row, record: Row, filters: Filters) -> Known:
    """Return what an incident's facts are made of; words in other languages only where a dispute would lose a side."""
    place: dict[int, int] = {}
    for finding in record["findings"]:
        if finding["kind"] != "superseded":
            place |= {claim_id: number for number, claim_id in enumerate(finding["claims"])}
    claims: dict[str, list[Row]] = {}
    for kind, speakers in record["claims"].items():
        # Claims that stand in no finding were superseded: they are not what anyone says now.
        standing = [c for said in speakers.values() for c in said if c["claim_id"] in place]
        claims[kind] = sorted(standing, key=lambda c: place[c["claim_id"]])
    conflicts = {finding["type"] for finding in record["findings"] if finding["kind"] == "conflict"}
    disputed = frozenset(kind for kind in conflicts if len(choose_sides(claims.get(kind, ()))) > 1)
    for kind in claims.keys() - disputed:
        claims[kind] = keep_words(claims[kind], filters)
    articles, origins = [], set()
    for article in record["articles"]:
        if article["role"] in {"primary", "update"} and article["origin_article_id"] not in origins:
            origins.add(article["origin_article_id"])
            articles.append(article)
    return Known(
        line=line,
        claims=claims,
        disputed=disputed,
        articles=articles,
        services=record["services"],
    )
