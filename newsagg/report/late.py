"""What was learned late, as rows -> sentences on older incidents, each with who says it. Pure.

Those of one incident stand next to each other. A cause that somebody else gave before is no news, unless the vendor
now says it itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from newsagg.report.causes import group_causes, read_kinds, tell_cause
from newsagg.report.edition import Late, Run, Words
from newsagg.report.facts import tell_due
from newsagg.report.moments import Clock, tell_length
from newsagg.report.passage import is_link
from newsagg.report.phrases import TYPE_NAMES, Row, read_moment
from newsagg.report.saying import (
    close,
    denies,
    is_plural,
    name_source,
    plain,
    quote,
    quote_each,
    say,
)

# An overdue promise is called so for four weeks; then whoever wants to know asks the record.
LATELY = timedelta(days=28)
# Until a week after the digest's own, what falls due is worth looking out for.
AHEAD = timedelta(days=7)
KINDS = (
    "found_late", "merged", "postmortem", "cause", "corrected", "promise_kept", "promise_overdue", "promise_due",
)  # fmt: skip
_VENDOR = {"vendor_official", "vendor_unnamed", "status_page"}
_MOST_CORRECTED = 3


def tell_causes(rows: Sequence[Row], accounts: Sequence[Row]) -> Iterator[tuple[str, Words, Sequence[Row]]]:
    """Yield a kind, a sentence and its claims, of one incident: post-mortems that came, and causes given anew."""
    fresh = [row for row in rows if row["new"] and not _was_known(row, rows)]
    told = set()
    for account in accounts:
        own = [row for row in fresh if row["article_id"] == account["article_id"]]
        own = own or [row for row in rows if row["article_id"] == account["article_id"]]
        told |= {row["claim_id"] for row in own}
        # An account is told by whom it is of, and by what fits a kind.
        own = [row for row in own if read_kinds(row)] or own
        own = [row for row in own if row["role"] != "outlet"] or own
        yield "postmortem", _tell_account(account, own), own
    rest = [row for row in fresh if row["claim_id"] not in told]
    if rest:
        groups = group_causes(rest)[:2]
        yield "cause", say(" ".join(tell_cause(group) for group in groups)), [group[0] for group in groups]


def _was_known(row: Row, rows: Sequence[Row]) -> bool:
    kinds = read_kinds(row)
    before = [
        other
        for other in rows
        if not other["new"]
        and denies(other) == denies(row)
        and (kinds & read_kinds(other) or plain(other["value"]).casefold() == plain(row["value"]).casefold())
    ]
    if row["role"] in _VENDOR and row["stance"] == "asserted":
        return any(other["role"] in _VENDOR for other in before)
    return bool(before)


def _tell_account(account: Row, own: Sequence[Row]) -> Words:
    title, outlet = plain(account["article_title"]), plain(account["outlet"])
    link = Run(text=f"“{title}”", url=account["url"] if is_link(account["url"]) else "")
    causes = " ".join(tell_cause(group) for group in group_causes(own)[:2]) if own else "It gives no cause."
    lead = (
        f"A post-mortem came from {outlet}"
        if account["feed_kind"] == "status"
        else f"{outlet} tells of a post-mortem"
    )
    return (Run(text=f"{lead}: "), link, Run(text=f". {causes}"))


def tell_corrected(
    rows: Sequence[Row], replacing: Mapping[int, Row], clock: Clock
) -> Iterator[tuple[Words, Sequence[Row]]]:
    """Yield a sentence for each claim that was taken back or replaced, with the claims, the newer first."""
    told = set()
    for row in rows[:_MOST_CORRECTED]:
        by = replacing.get(row["by"] or 0)
        name, topic = name_source(row), TYPE_NAMES[row["type"]].lower()
        before, many = _tell_value(row, clock), is_plural(name)
        if by is None:
            outlet = plain(row["outlet"])
            verb = "is" if outlet == name else f"{close(name)} {'say' if many else 'says'}"
            text = f"{outlet} no longer prints {'this' if verb == 'is' else f'that {verb}'}: {quote(row['quote'])}"
            claims: list[Row] = []
        else:
            after = _tell_value(by, clock)
            if after == before:
                continue
            verb = "now give" if many else "now gives"
            text = f"{close(name)} {verb} another {topic}: {after}; before, it was {before}."
            claims = [by, row]
        if text not in told:
            told.add(text)
            yield say(text), claims


def _tell_value(claim: Row, clock: Clock) -> str:
    if claim["type"] == "duration":
        return tell_length(claim)
    first, last = read_moment(claim["time_from"]), read_moment(claim["time_to"])
    if claim["type"] in {"start_time", "end_time"} and (known := first or last):
        return clock.tell_interval(known, last or known).removeprefix("on ")
    return quote(claim["value"])


def tell_promises(
    rows: Sequence[Row], clock: Clock, since: datetime, until: datetime, told_at: datetime, end: datetime
) -> Iterator[tuple[str, Words, Row]]:
    """Yield a kind, a sentence and the claim, of the promises of one incident that were kept from ``since`` up to
    ``until``, are overdue when the digest is made, or fall due in the week to come."""
    told = set()
    for row in rows:
        due, kept = read_moment(row["due_at"]), read_moment(row["kept_at"])
        kept = kept if kept and kept <= told_at else None
        name, what = (
            name_source(row),
            quote(str(row["promised"]).rsplit(" by ", 1)[0] if due else row["promised"]),
        )
        own = row["promise_kind"] == "promise"
        verb = ("promised" if own else "expected") + (f" by {tell_due(row, clock)}" if due else "")
        lead = f"{what}, {verb} by {name}" if not due else f"{what}, which {close(name)} {verb}"
        if kept and since <= kept < until:
            late = ", late" if due and due < kept else ""
            kind, text = "promise_kept", f"{lead}, has come{late}."
        elif due and not kept and told_at - LATELY <= due <= told_at:
            kind, text = "promise_overdue", f"{lead}, has not been seen."
        elif due and not kept and told_at < due <= end + AHEAD:
            kind, text = "promise_due", f"{lead}, is still to come."
        else:
            continue
        if (kind, text) not in told:
            told.add((kind, text))
            yield kind, _link_kept(text, row) if kind == "promise_kept" else say(text), row


def _link_kept(text: str, row: Row) -> Words:
    url = str(row["kept_url"] or "")
    if not is_link(url):
        return say(text)
    before, _, after = text.rpartition("has come")
    return (*say(before), Run(text=" "), Run(text="has come", url=url), Run(text=after))


def order_late(found: Sequence[Late]) -> tuple[Late, ...]:
    """Return late words in the order of the gravest of each incident, those of one incident together."""
    ranks = {kind: n for n, kind in enumerate(KINDS)}
    by_incident: list[list[Late]] = []
    for _, group in groupby(sorted(found, key=lambda late: late.incident), key=lambda late: late.incident):
        by_incident.append(sorted(group, key=lambda late: ranks[late.kind]))
    by_incident.sort(key=lambda lates: (ranks[lates[0].kind], lates[0].incident))
    return tuple(late for lates in by_incident for late in lates)


def make_late(kind: str, line: Row, url: str, sentence: Words, claims: Sequence[Row]) -> Late:
    """Return one late word on an incident, by its line."""
    return Late(
        kind=kind,
        incident=line["id"],
        title=plain(line["title"]),
        url=url,
        sentence=sentence,
        said=quote_each(claims, 2),
    )
