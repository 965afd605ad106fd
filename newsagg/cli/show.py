"""``newsagg show ID``: one incident with everything that anyone said about it, and who said it."""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import click

from newsagg.cli.claimlines import print_speaker, rank_speaker
from newsagg.cli.incidents import Day
from newsagg.cli.knownat import print_known
from newsagg.cli.output import json_option, print_json
from newsagg.cli.sheet import Part, Sheet, spread
from newsagg.errors import NotFoundError
from newsagg.report.phrases import (
    TYPE_NAMES,
    count_words,
    is_start_claimed,
    join_names,
    name_voices,
    read_moment,
    tell_interval,
    tell_minutes,
    tell_moment,
    tell_stage,
    tell_start,
)
from newsagg.settings import Settings

Row = dict[str, Any]

# Headline fields, each with the type of claim that it is a view over.
_FIELDS = (("Lasted", "duration"), ("Cause", "cause"), ("Status", "status"))
_RULES = {
    "severity": "our rule on mode, breadth and dependents",
    "mode": "read from headlines and symptoms",
    "confirmation": "read from who speaks",
}


@click.command(short_help="Show one incident with every claim and quote.")
@click.argument("incident")
@click.option("--as-of", type=Day(ends=True), help="What the record said of it then (UTC), as data.")
@click.option("--events", is_flag=True, help="Also the history of our own record of it.")
@click.option("--all", "everything", is_flag=True, help="Every quote, copies too.")
@json_option
@click.pass_obj
def show(
    settings: Settings, incident: str, as_of: datetime | None, events: bool, everything: bool, as_json: bool
) -> None:
    """Show one incident: its fields, the claims by type and speaker with their quotes, and its articles.

    An id that was merged away shows the incident that it became.
    """
    from newsagg.store import read_db
    from newsagg.store.knownat import show_known_at
    from newsagg.store.queries import show_incident
    from newsagg.store.standing import find_nearest, find_withdrawn

    db = read_db(settings.database)
    try:
        if as_of is not None:
            print_known(show_known_at(db, incident, as_of), as_json=as_json)
            return
        record = show_incident(db, incident)
    except NotFoundError as error:
        if as_of is not None and "no such" not in error.message:
            raise
        near = find_nearest(db, incident)
        hint = f"did you mean {' or '.join(near)}?" if near else "`newsagg incidents` lists them"
        raise NotFoundError("no such incident", subject=incident, hint=hint) from error
    record["withdrawn"] = find_withdrawn(db, record["id"])
    echoes = {echo["claim_id"]: echo for echo in record["second_hand"]}
    for claim in (c for speakers in record["claims"].values() for said in speakers.values() for c in said):
        claim["echo"] = echoes.get(claim["claim_id"])
    if as_json:
        print_json(record)
        return
    sheet = Sheet()
    _print_head(sheet, record)
    _print_fields(sheet, record)
    _print_conflicts(sheet, record)
    _print_claims(sheet, record, everything=everything)
    _print_drift(sheet, record)
    _print_promises(sheet, record)
    _print_apart(sheet, record)
    _print_articles(sheet, record)
    _print_decisions(sheet, record)
    if events:
        _print_events(sheet, record)


def _print_head(sheet: Sheet, record: Row) -> None:
    if record["asked"] != record["id"]:
        sheet.line((f"{record['asked']} was merged; its reports are now in {record['id']}.", "yellow"))
        sheet.gap()
    sheet.line((record["title"] or "(no title)", "bold"))
    sheet.line((record["id"], "cyan"), (f"  record: {record['state']}", "dim"))
    if record["split_from"]:
        sheet.line((f"split from {record['split_from']}", "dim"))
    told = [a for a in record["articles"] if a["role"] in {"primary", "update"}]
    outlets = {article["outlet"] for article in told}
    sheet.line(
        (
            f"{count_words(record['origins'], 'independent origin')}, "
            f"{count_words(len(told), 'article')} by {count_words(len(outlets), 'outlet')}",
            "dim",
        )
    )


def _print_fields(sheet: Sheet, record: Row) -> None:
    sheet.gap()
    claims = {
        claim["claim_id"]: claim for by in record["claims"].values() for c in by.values() for claim in c
    }
    standing = {f["type"]: f for f in reversed(record["findings"]) if f["kind"] != "superseded"}
    ruled = {d["field"]: d for d in record["decisions"] if d["kind"] == "override" and not d["undone_at"]}
    summary = {
        **record,
        "started": record["started_from"],
        "started_latest": record["started_to"],
        "ended": record["ended_from"],
    }
    began = tell_start(summary)
    if is_start_claimed(summary):
        began = tell_interval(read_moment(record["started_from"]), read_moment(record["started_to"]))
    start = f"{began} UTC" if began else "not known"
    sheet.field("Started", start, *_say_who(standing, claims, "start_time", ruled.get("started")))
    if not is_start_claimed(summary) and "start_time" not in standing and record["first_reported_at"]:
        sheet.field("", ("nobody gives a start: this is the first report's time", "dim"))
    ended = tell_interval(read_moment(record["ended_from"]), read_moment(record["ended_to"]))
    who = _say_who(standing, claims, "end_time", ruled.get("ended"))
    if "ended" not in ruled and not _is_claimed(record, standing.get("end_time"), claims):
        who = [("  from the status page's updates", "dim")]
    sheet.field("Ended", f"{ended} UTC" if ended else "not given", *(who if ended else ()))
    for name, kind in _FIELDS:
        finding = standing.get(kind)
        if finding is None and kind == "duration" and record["duration_minutes"] is not None:
            sheet.field(name, tell_minutes(record["duration_minutes"]), ("  from start and end", "dim"))
        elif finding is None:
            sheet.field(name, ("none given" if kind == "cause" else "not given", "dim"))
        else:
            best = finding["best"] or "denied"
            sheet.field(name, best, *_say_who(standing, claims, kind, None))
    services = [f"{s['name']} ({s['role']})" for s in record["services"] if s["role"] != "mentioned"]
    sheet.field("Services", join_names(services, most=12) or "not known")
    sheet.field("Lifecycle", tell_stage(summary) or "–", *_say_rule("lifecycle", ruled))
    vendor = f"; the vendor calls it {record['vendor_severity']}" if record["vendor_severity"] else ""
    sheet.field("Severity", record["severity"] or "–", *_say_rule("severity", ruled), (vendor, "dim"))
    for name in ("mode", "confirmation"):
        sheet.field(name.title(), (record[name] or "–").replace("_", " "), *_say_rule(name, ruled))


def _is_claimed(record: Row, finding: Row | None, claims: Mapping[int, Row]) -> bool:
    """Whether somebody gave the end that the record has; else it lies between two updates of a status page."""
    ids = finding["claims"] if finding else ()
    return any(claims[i]["time_to"] == record["ended_to"] for i in ids if i in claims)


def _say_rule(name: str, ruled: Mapping[str, Row]) -> list[Part]:
    if name in ruled:
        return [(f"  decided by {ruled[name]['decided_by']}: {ruled[name]['reason']}", "yellow")]
    return [(f"  {_RULES[name]}", "dim")] if name in _RULES else []


def _say_who(
    standing: Mapping[str, Row], claims: Mapping[int, Row], kind: str, decision: Row | None
) -> list[Part]:
    if decision is not None:
        return [(f"  decided by {decision['decided_by']}: {decision['reason']}", "yellow")]
    finding = standing.get(kind)
    if finding is None:
        return []
    said = [claims[claim_id] for claim_id in finding["claims"] if claim_id in claims]
    parts: list[Part] = [(f"  {name_voices(said)}", "dim")] if said else []
    if finding["reason"]:
        parts.append((f": {finding['reason']}", "dim"))
    if finding["kind"] == "conflict":
        parts.append(("  ≠ disputed", "bold magenta"))
    return parts


def _print_conflicts(sheet: Sheet, record: Row) -> None:
    conflicts = [finding for finding in record["findings"] if finding["kind"] == "conflict"]
    if not conflicts:
        return
    sheet.heading(("≠ Sources disagree", "bold magenta"))
    for finding in conflicts:
        sheet.field(TYPE_NAMES[finding["type"]], finding["sentence"], width=14)


def _print_claims(sheet: Sheet, record: Row, *, everything: bool) -> None:
    findings = {f["type"]: f["kind"] for f in record["findings"] if f["kind"] != "superseded"}
    # Promises have a part of their own, with what became of them.
    apart = {"promise"} if record["promises"] else set()
    for kind in (name for name in TYPE_NAMES if name in record["claims"] and name not in apart):
        mark = ("  ≠ sources disagree", "magenta") if findings.get(kind) == "conflict" else ""
        sheet.heading(TYPE_NAMES[kind], *([mark] if mark else []))
        for claims in sorted(record["claims"][kind].values(), key=rank_speaker):
            print_speaker(sheet, claims, everything=everything)


def _print_drift(sheet: Sheet, record: Row) -> None:
    """Print the fields whose best value changed, each with who changed it and when."""
    fields: defaultdict[str, list[Row]] = defaultdict(list)
    for step in record["drift"]:
        fields[step["type"]].append(step)
    changed = {kind: steps for kind, steps in fields.items() if len(steps) > 1}
    if changed:
        sheet.heading("How the story changed")
    for kind, steps in changed.items():
        for n, step in enumerate(steps):
            moment = read_moment(step["at"])
            when = f"  {tell_moment(moment)} UTC" if moment else ""
            sheet.field(
                "" if n else TYPE_NAMES[kind], step["best"], (f"  {step['speaker']}{when}", "dim"), width=14
            )


def _print_promises(sheet: Sheet, record: Row) -> None:
    if record["promises"]:
        sheet.heading("Promised")
    for promise in record["promises"]:
        style = {"overdue": "bold red", "kept": "green", "kept late": "yellow"}.get(promise["state"], "dim")
        what = "promises" if promise["kind"] == "promise" else "expects"
        kept = read_moment(promise["kept_at"])
        when = f" {tell_moment(kept)} UTC" if kept else ""
        sheet.line(
            f"{promise['speaker']} {what}: {promise['promised']}",
            (f"  {promise['state']}{when}", style),
            indent=2,
        )
        sheet.quote(promise["quote"], indent=4)


def _print_apart(sheet: Sheet, record: Row) -> None:
    for name, title in (
        ("background", "Background: told here, but about other outages; no field takes anything from it"),
        ("withdrawn", "Withdrawn: the articles no longer say so"),
    ):
        speakers: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        for claim in record[name]:
            speakers[claim["type"], claim["speaker"]].append(claim)
        if speakers:
            sheet.heading(title)
        for (kind, _), claims in speakers.items():
            print_speaker(sheet, claims, about=TYPE_NAMES[kind])


def _print_articles(sheet: Sheet, record: Row) -> None:
    sheet.heading("Articles")
    origins: defaultdict[int, list[Row]] = defaultdict(list)
    for article in record["articles"]:
        origins[article["origin_article_id"]].append(article)
    for origin, prints in origins.items():
        for article in sorted(prints, key=lambda a: a["article_id"] != origin):
            _print_article(sheet, article, copy=article["article_id"] != origin)


def _print_article(sheet: Sheet, article: Row, *, copy: bool) -> None:
    indent = 4 if copy else 2
    moment = read_moment(article["published_at"])
    facts = spread(
        (
            "copy" if copy else "",
            *sorted({article["role"], article["kind"] or ""} - {"primary", "report"}),
            f"{tell_moment(moment)} UTC" if moment else "no date",
            f"found via {article['found_via']}" if article["found_via"] else "",
        )
    )
    sheet.line((article["outlet"], "bold" if not copy else ""), f"  {article['title']}", indent=indent)
    sheet.line((f"article {article['article_id']} · {facts}", "dim"), indent=indent + 2)
    sheet.address(article["url"], indent=indent + 2)
    if article["page_state"] == "unavailable":
        note = re.sub(r"^https?://\S+: ", "", article["page_note"])
        sheet.line(("page not to be had: ", "yellow"), note, indent=indent + 2)


def _print_decisions(sheet: Sheet, record: Row) -> None:
    if record["decisions"]:
        sheet.heading("Decided by analysts")
    for decision in record["decisions"]:
        what = spread(
            (decision["kind"], decision["field"], decision["value"], decision["target_id"] or ""), " "
        )
        undone = (
            f"  undone by {decision['undone_by']}: {decision['undone_because']}"
            if decision["undone_at"]
            else ""
        )
        sheet.line(
            f"{decision['id']}  {decision['decided_at']}  {what}  ({decision['decided_by']}: {decision['reason']})",
            (undone, "yellow"),
            indent=2,
        )


def _print_events(sheet: Sheet, record: Row) -> None:
    sheet.heading("History of our record")
    for event in record["events"]:
        moment = read_moment(event["at"])
        old, new = event["old_value"], event["new_value"]
        change = f"{old or '–'} → {new or '–'}" if old != new else ""
        article = f"article {event['article_id']}" if event["article_id"] else ""
        sheet.line(
            (f"{tell_moment(moment)}  " if moment else "", "dim"),
            spread((event["kind"], event["field"], article), " "),
            f"  {change}" if change else "",
            (f"  {event['reason']}", "dim"),
            indent=2,
        )
