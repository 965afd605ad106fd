"""Outlets: how often first, how often copied, how often corrected. Reads through the visit."""

from typing import Any

from newsagg.report.comparing import FEW, share
from newsagg.report.web.visit import Answer, Route, Visit
from newsagg.store.providers import list_outlets

_SHOWN = 250


def show_outlets(visit: Visit) -> Answer:
    """Show a line per outlet, those that write most about outages first."""
    rows = [_measure(row) for row in list_outlets(visit.db)]
    if visit.form:
        flat = [
            {name: value for name, value in row.items() if name not in {"lead", "copied"}} for row in rows
        ]
        return visit.data(flat, name="outlets")
    return visit.page(
        "outlets.html",
        title="Outlets",
        here="/outlets",
        description="Who was first with outages, who copies whom, and who takes words back.",
        canonical="/outlets",
        rows=rows[:_SHOWN],
        number=len(rows),
        few=FEW,
        forms=("json", "csv"),
    )


def _measure(row: dict[str, Any]) -> dict[str, Any]:
    lead, copied = share(row["first_of_several"], row["of_several"]), share(row["copies"], row["articles"])
    return {
        **row,
        "lead": lead,
        "copied": copied,
        "first_share": lead.value,
        "first_low": round(lead.low, 4),
        "first_high": round(lead.high, 4),
        "copied_share": copied.value,
    }


ROUTES = (Route(r"/outlets", show_outlets, forms=("json", "csv"), kept=True),)
