"""What the record said of one incident at a time -> a page, for ``newsagg show ID --as-of TIME``."""

from typing import Any

from newsagg.cli.output import print_json
from newsagg.cli.sheet import Sheet
from newsagg.report.phrases import (
    STANCES,
    TYPE_NAMES,
    count_words,
    is_start_claimed,
    read_moment,
    tell_interval,
    tell_moment,
    tell_start,
)

_WIDTH = max(map(len, TYPE_NAMES.values())) + 1
_ORDER = tuple(TYPE_NAMES)


def print_known(known: dict[str, Any], *, as_json: bool) -> None:
    """Print the line, the findings, the claims and the articles as they were known then."""
    if as_json:
        print_json(known)
        return
    sheet = Sheet()
    if known["asked"] != known["id"]:
        sheet.line((f"{known['asked']} had been merged into {known['id']} by then.", "yellow"))
    sheet.line((known["title"] or "(no title yet)", "bold"))
    moment = read_moment(known["at"])
    at = f"{tell_moment(moment)} UTC" if moment else known["at"]
    sheet.line(
        (known["id"], "cyan"), (f"  record: {known['state'] or 'not described yet'}, as known at {at}", "dim")
    )
    sheet.gap()
    row = {**known, "started": known["started_from"], "started_latest": known["started_to"]}
    began = tell_start(row)
    if is_start_claimed(row):
        began = tell_interval(read_moment(known["started_from"]), read_moment(known["started_to"]))
    ended = tell_interval(read_moment(known["ended_from"]), read_moment(known["ended_to"]))
    sheet.field("Started", f"{began} UTC" if began else "not known", width=_WIDTH)
    sheet.field("Ended", f"{ended} UTC" if ended else "not given", width=_WIDTH)
    for name in ("lifecycle", "severity", "mode", "confirmation"):
        sheet.field(name.title(), (known[name] or "–").replace("_", " "), width=_WIDTH)
    sheet.heading("What its sources agree and disagree on")
    for finding in sorted(known["findings"], key=lambda f: _ORDER.index(f["type"])):
        conflict = finding["kind"] == "conflict"
        sheet.field(
            TYPE_NAMES[finding["type"]],
            "earlier word taken back" if finding["kind"] == "superseded" else finding["best"] or "denied",
            ("  ≠ disputed", "bold magenta") if conflict else (f"  {finding['reason']}", "dim"),
            width=_WIDTH,
        )
        if finding["sentence"] and (conflict or finding["kind"] == "superseded"):
            sheet.field("", (finding["sentence"], "dim"), width=_WIDTH)
    sheet.heading(f"{count_words(len(known['claims']), 'claim')} live then")
    for claim in known["claims"]:
        who = f"{claim['speaker']} ({claim['outlet']})"
        sheet.field(
            TYPE_NAMES[claim["type"]],
            f"{who} {STANCES[claim['stance']]}: {claim['value']}",
            width=_WIDTH,
        )
        sheet.quote(claim["quote"], indent=_WIDTH + 2)
    sheet.heading("Articles in it then")
    for article in known["articles"]:
        sheet.line((article["outlet"], "bold"), f"  {article['title']}", indent=2)
        sheet.address(article["url"], indent=4)
