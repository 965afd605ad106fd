"""``newsagg history ID``: everything that ever happened to our own record of an incident, and who did it."""

from dataclasses import asdict
from typing import Any

import click

from newsagg.cli.output import json_option, print_json
from newsagg.cli.sheet import Sheet, spread
from newsagg.errors import NotFoundError
from newsagg.report.chronicle import tell_history
from newsagg.report.phrases import count_words
from newsagg.settings import Settings


@click.command(short_help="Show the history of our record of an incident.")
@click.argument("incident")
@json_option
@click.pass_obj
def history(settings: Settings, incident: str, as_json: bool) -> None:
    """Show the history of our record of an incident: events, decisions and undone ones, times, and who.

    An id that was merged is followed, and what was merged in is told too. Times are UTC.
    """
    from newsagg.store import read_db
    from newsagg.store.chronicle import load_chronicle
    from newsagg.store.standing import find_nearest

    db = read_db(settings.database)
    try:
        chronicle = load_chronicle(db, incident)
    except NotFoundError as error:
        near = find_nearest(db, incident)
        hint = f"did you mean {' or '.join(near)}?" if near else "`newsagg incidents` lists them"
        raise NotFoundError("no such incident", subject=incident, hint=hint) from error
    lines = tell_history(chronicle)
    if as_json:
        kept: dict[str, Any] = {n: v for n, v in chronicle.items() if n != "events"}
        print_json(kept | {"lines": [asdict(line) for line in lines]})
        return
    sheet = Sheet()
    if len(chronicle["followed"]) > 1:
        sheet.line((f"{incident} was merged: {' → '.join(chronicle['followed'])}", "yellow"))
    sheet.line((chronicle["title"] or "(no title)", "bold"))
    sheet.line(
        (chronicle["id"], "cyan"),
        (f"  record: {chronicle['state']}, {count_words(len(lines), 'entry', 'entries')}", "dim"),
    )
    if chronicle["merged_in"]:
        sheet.line((f"merged into it: {', '.join(chronicle['merged_in'])}", "dim"))
    sheet.gap()
    shown = ""
    for line in lines:
        moment = f"{line.at[:10]} {line.at[11:16]}"
        sheet.field(moment if moment != shown else "", line.what, indent=0, width=18)
        shown = moment
        aside = line.incident if line.incident != chronicle["id"] else ""
        told = spread((aside, line.who, line.why if line.why not in line.what else ""))
        if told:
            sheet.line((told, "dim"), indent=18)
