"""A report -> its sketch: all that grouping needs of it, small enough to keep. Pure.

Grouping never looks at a report again: what two reports have in common is a function of their two sketches. A sketch
is kept as JSON, so that a run reads back what it needs of old reports without their texts.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import log

from newsagg.merge.copies import Print, read_print
from newsagg.merge.moments import Moments, Span, find_moments
from newsagg.merge.wires import fold_newsroom, read_wire
from newsagg.merge.words import OUTAGE_STEMS, read_terms, weigh_terms
from newsagg.model import Report
from newsagg.vocabulary import CauseCategory, ClaimType, ReportKind, Scope, Stance

_AGAIN = re.compile(
    r"\b(?:again|once more|second (?:\w+ ){0,2}(?:outage|time|day|crash|disruption|failure)|second round"
    r"|third (?:\w+ )?(?:outage|time)|another (?:\w+ )?(?:outage|crash|disruption|failure|glitch)"
    r"|(?:two|three) outages)\b"
    r"|\b(?:erneut|zweite[rns]? ausfall|de nouveau|à nouveau|deuxième panne|de nuevo|otra vez|segunda caída|de novo)\b"
    r"|\b(?:znowu|ponownie)\b|再次|再度|又一次|第二次",
    re.IGNORECASE,
)
_UNTOLD = frozenset((CauseCategory.OTHER, CauseCategory.UNDISCLOSED))
_FACTS = frozenset(
    (
        ClaimType.AFFECTED_REGION,
        ClaimType.AFFECTED_CUSTOMER,
        ClaimType.AFFECTED_USERS,
        ClaimType.TRACKER_REPORTS,
        ClaimType.FINANCIAL_IMPACT,
        ClaimType.DURATION,
    )
)
FORM = 3
"""Number of the sketch's form; a new one makes all sketches anew."""
MOST_TERMS = 128
"""Words kept of a report, the heaviest: more change no figure of docs/merging.md by more than 0.002."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What grouping needs of one report."""

    article_id: int
    url: str
    at: datetime
    """When it was published, else first seen."""
    kind: ReportKind
    notice: bool
    """A vendor's own notice on its status page."""
    language: str
    moments: Moments
    words: Mapping[str, float]
    title: Mapping[str, float]
    """Words of the headline."""
    names: Mapping[str, float]
    """Names and figures among the words."""
    subjects: frozenset[str]
    """Services whose outage it is."""
    proposed: frozenset[str]
    """Those of them that the lexicon does not know."""
    called: frozenset[str]
    """The words of each subject's name, in a line; a report in which we know no service may still hold them."""
    hit: frozenset[str]
    """Services that fell with the subjects."""
    touched: frozenset[str]
    """Services that are hit or mentioned."""
    providers: frozenset[str]
    """Of the subjects, and who owns them."""
    causes: frozenset[str]
    facts: frozenset[str]
    """Counts, sums, lengths, places and customers that it claims, as comparable words."""
    shutdown: bool
    """Tells of a service that somebody with power over it cut off on purpose."""
    odds: float | None
    """Log-odds that it tells of an outage at all, of a report that is unsure by itself; None of a sure one."""
    again: bool
    """Its headline speaks of another outage before."""
    text: Print
    newsroom: str = ""
    """Who published it, folded."""
    wire: str = ""
    """The newsroom that its text names as its source, folded; empty for none."""

    @property
    def order(self) -> tuple[datetime, str, int]:
        """The settled order: published (else seen), address, id."""
        return self.at, self.url, self.article_id

    @property
    def fresh(self) -> bool:
        """Whether it tells of an outage as it happens: a report or a vendor's notice, and dated."""
        news = self.notice or self.kind in (ReportKind.REPORT, ReportKind.NEGATIVE)
        return news and self.moments.told is not None


def says_again(headline: str) -> bool:
    """Say whether a headline speaks of one more outage after another."""
    return bool(_AGAIN.search(headline))


def make_sketch(report: Report, owners: Callable[[str], tuple[str, ...]] = lambda _: ()) -> Sketch:
    """Return the sketch of a report; ``owners`` gives who owns a service, nearest first."""
    own = [s for s in report.services if s.role == "subject"]
    providers = {s.provider for s in own} | {owner for s in own for owner in owners(s.slug)}
    causes = {
        category
        for stored in report.claims
        if (claim := stored.claim).type is ClaimType.CAUSE
        and claim.scope is Scope.THIS_INCIDENT
        and claim.stance in (Stance.ASSERTED, Stance.HEDGED)
        for category in claim.value.categories
    }
    # The service's name counts as a service, and says nothing more as a word.
    called = {s.slug: read_terms(s.name) for s in own}
    without = frozenset().union(*called.values())
    words, names = weigh_terms(report.title, report.body, without=without, most=MOST_TERMS)
    return Sketch(
        article_id=report.article_id,
        url=report.url,
        at=report.published_at or report.seen_at,
        kind=report.kind,
        notice=report.basis == "status",
        language=report.language,
        moments=find_moments(report),
        words=words,
        title=weigh_terms(report.title, "", without=without)[0],
        names=names,
        subjects=frozenset(s.slug for s in own),
        proposed=frozenset(s.slug for s in own if s.proposed),
        called=frozenset(" ".join(sorted(terms)) for terms in called.values() if terms - OUTAGE_STEMS),
        hit=frozenset(s.slug for s in report.services if s.role == "affected"),
        touched=frozenset(s.slug for s in report.services if s.role in ("affected", "mentioned")),
        providers=frozenset((providers | {report.provider}) - {""}),
        causes=frozenset(category.value for category in causes - _UNTOLD),
        facts=_read_facts(report),
        shutdown=report.kind is ReportKind.SHUTDOWN or CauseCategory.DELIBERATE_SHUTDOWN in causes,
        odds=_read_odds(report),
        again=says_again(report.title),
        text=read_print(report.title, report.body),
        newsroom=fold_newsroom(report.outlet),
        wire=read_wire(report.body),
    )


def _read_odds(report: Report) -> float | None:
    if not report.unsure:
        return None
    p = min(max(report.probability, 0.001), 0.999)
    return round(log(p / (1.0 - p)), 3)


def _read_facts(report: Report) -> frozenset[str]:
    found = set()
    for stored in report.claims:
        claim, value = stored.claim, stored.claim.value
        if claim.type in _FACTS and claim.scope is Scope.THIS_INCIDENT and stored.withdrawn_at is None:
            if value.slug:
                found.add(f"{claim.type} {value.slug}")
            elif value.number_from is not None or value.number_to is not None:
                found.add(f"{claim.type} {value.number_from}-{value.number_to}")
    return frozenset(found)


_SETS = ("subjects", "proposed", "called", "hit", "touched", "providers", "causes", "facts")
_MAPS = ("words", "title", "names")


def write_sketch(sketch: Sketch) -> str:
    """Return a sketch as JSON; ``read_sketch`` gives back an equal one."""
    row: dict[str, object] = {name: sorted(getattr(sketch, name)) for name in _SETS}
    row |= {name: getattr(sketch, name) for name in _MAPS}
    moments, text = sketch.moments, sketch.text
    row |= {
        "id": sketch.article_id,
        "url": sketch.url,
        "at": sketch.at.isoformat(),
        "kind": sketch.kind.value,
        "flags": [sketch.notice, sketch.shutdown, sketch.again, text.sampled],
        "language": sketch.language,
        "odds": sketch.odds,
        "told": moments.told.isoformat() if moments.told else None,
        "starts": [[a.isoformat(), b.isoformat()] for a, b in moments.starts],
        "days": [[a.isoformat(), b.isoformat()] for a, b in moments.days],
        "ends": [end.isoformat() for end in moments.ends],
        "others": [[a.isoformat(), b.isoformat()] for a, b in moments.others],
        "calendar": moments.calendar,
        "shingles": sorted(text.shingles),
        "lead": text.lead,
        "wire": [sketch.newsroom, sketch.wire],
        "marks": [sorted(text.figures), sorted(text.names)],
    }
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _read_spans(rows: list[list[str]]) -> tuple[Span, ...]:
    return tuple((datetime.fromisoformat(a), datetime.fromisoformat(b)) for a, b in rows)


def read_sketch(text: str) -> Sketch:
    """Return a sketch from its JSON."""
    row = json.loads(text)
    notice, shutdown, again, sampled = row["flags"]
    return Sketch(
        article_id=row["id"],
        url=row["url"],
        at=datetime.fromisoformat(row["at"]),
        kind=ReportKind(row["kind"]),
        notice=notice,
        language=row["language"],
        moments=Moments(
            told=datetime.fromisoformat(row["told"]) if row["told"] else None,
            starts=_read_spans(row["starts"]),
            days=_read_spans(row["days"]),
            ends=tuple(datetime.fromisoformat(end) for end in row["ends"]),
            others=_read_spans(row["others"]),
            calendar=tuple((month, day) for month, day in row["calendar"]),
        ),
        words=row["words"],
        title=row["title"],
        names=row["names"],
        subjects=frozenset(row["subjects"]),
        proposed=frozenset(row["proposed"]),
        called=frozenset(row["called"]),
        hit=frozenset(row["hit"]),
        touched=frozenset(row["touched"]),
        providers=frozenset(row["providers"]),
        causes=frozenset(row["causes"]),
        facts=frozenset(row["facts"]),
        shutdown=shutdown,
        odds=row["odds"],
        again=again,
        newsroom=row["wire"][0],
        wire=row["wire"][1],
        text=Print(
            frozenset(row["shingles"]),
            sampled,
            tuple(row["lead"]),
            *(frozenset(marks) for marks in row["marks"]),
        ),
    )
