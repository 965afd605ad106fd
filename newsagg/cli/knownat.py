"""What the record said of one incident at a time -> a page, for ``newsagg show ID --as-of TIME``."""

from typing import Any

from newsagg.cli.output import print_json
from newsagg.cli.sheet import Sheet
from newsagg.report.phrases import TYPE_NAMES, count_words


def print_known(known: dict[str, Any], *, as_json: bool) -> None:
    """Print the line, the findings, the claims and the articles as they were known then."""
    if as_json:
        print_json(known)
        return
    sheet = Sheet()
    if known["asked"] != known["id"]:
        sheet.line((f"{known['asked']} had been merged into {known['id']} by then.", "yellow"))
    sheet.line((known["title"] or "(no title yet)", "bold"))
    sheet.line(
        (f"{known['id']}  record: {known['state'] or 'not described yet'}, as known at {known['at']}", "dim")
    )
    sheet.gap()
    for name in (
        "started_from",
        "started_to",
        "ended_from",
        "ended_to",
        "lifecycle",
        "severity",
        "confirmation",
    ):
        sheet.field(name.replace("_", " ").capitalize(), known[name] or "–", width=16)
    sheet.heading("Found")
    for finding in known["findings"]:
        best = finding["best"] or "denied"
        sheet.field(
            TYPE_NAMES[finding["type"]],
            f"{finding['kind']}: {best}",
            (f"  {finding['sentence']}", "dim"),
            width=16,
        )
    sheet.heading(f"{count_words(len(known['claims']), 'claim')} live then")
    for claim in known["claims"]:
        who = f"{claim['speaker']} ({claim['outlet']})"
        sheet.field(
            TYPE_NAMES[claim["type"]], claim["value"], (f"  {claim['stance']}, {who}", "dim"), width=16
        )
        sheet.quote(claim["quote"], indent=18)
    sheet.heading("Articles in it then")
    for article in known["articles"]:
        sheet.line((article["outlet"], "bold"), f"  {article['title']}", indent=2)
        sheet.address(article["url"], indent=4)
