"""Providers compared, and one of them. Reads through the visit."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from newsagg.report.comparing import FEW, Measures, measure
from newsagg.report.intervals import draw_interval, span_of
from newsagg.report.phrases import is_start_claimed, read_moment, tell_interval, tell_length, tell_start
from newsagg.report.web.visit import Answer, Route, Visit
from newsagg.store.providers import (
    count_causes,
    list_alike,
    load_figures,
    load_outages,
    name_providers,
    require_provider,
)

# As many as a page of a table holds; the data forms have all.
_SHOWN = 200
_PEERS = 4
_LATEST = 40


def show_providers(visit: Visit) -> Answer:
    """Show all providers side by side, those with most incidents first."""
    all_ = [measure(provider, rows) for provider, rows in load_outages(visit.db).items()]
    all_.sort(key=lambda m: (-m.incidents, m.provider))
    if visit.form:
        return visit.data([_flatten(m) for m in all_], name="providers")
    shown = all_[:_SHOWN]
    return visit.page(
        "providers.html",
        title="Providers",
        here="/providers",
        description="Outages of providers side by side: how many, how long, how often explained and acknowledged.",
        canonical="/providers",
        lines=_draw(shown),
        names=name_providers(visit.db, [m.provider for m in shown]),
        number=len(all_),
        few=FEW,
        forms=("json", "csv"),
    )


def show_provider(visit: Visit) -> Answer:
    """Show one provider: its figures beside those of its peers, causes, incidents."""
    slug = visit.part["slug"]
    require_provider(visit.db, slug)
    if visit.form == "csv":
        own = load_outages(visit.db, [slug]).get(slug, [])
        return visit.data([_link(visit, row) for row in own], name=f"{slug}-incidents")
    causes = count_causes(visit.db, slug)
    if visit.form:
        own = load_outages(visit.db, [slug]).get(slug, [])
        figures = _flatten(measure(slug, own))
        return visit.data(
            {**figures, "causes": causes, "outages": [_link(visit, row) for row in own]}, name=slug
        )
    alike = list_alike(visit.db, slug, _PEERS)
    known = [measure(name, rows) for name, rows in load_figures(visit.db, [slug, *alike]).items()]
    measures = known[0]
    names = name_providers(visit.db, [m.provider for m in known])
    newest = load_outages(visit.db, [slug], most=_LATEST).get(slug, [])
    return visit.page(
        "provider.html",
        title=f"{names[slug]}: outages",
        here="/providers",
        description=f"Outages of {names[slug]} on record, how long, why, and beside its peers.",
        canonical=f"/provider/{slug}",
        slug=slug,
        own=measures,
        lines=_draw(known),
        names=names,
        causes=causes,
        most=max((cause["incidents"] for cause in causes), default=1),
        incidents=[_tell(row) for row in newest],
        number=measures.incidents,
        few=FEW,
        forms=("json", "csv"),
    )


def _draw(lines: Sequence[Measures]) -> list[dict[str, Any]]:
    """Return figures with the picture of each median, all on one scale."""
    scale = span_of([line.length for line in lines])
    return [{"m": line, "picture": draw_interval(line.length, scale)} for line in lines]


def _tell(row: dict[str, Any]) -> dict[str, Any]:
    first, last = read_moment(row["started"]), read_moment(row["started_latest"])
    since = tell_interval(first, last) if is_start_claimed(row) else tell_start(row)
    return {**row, "since": since, "lasted": tell_length(row)}


def _link(visit: Visit, row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "permalink": visit.absolute(f"/incident/{row['id']}")}


def _flatten(measures: Measures) -> dict[str, Any]:
    """Return figures as one flat row: ``length_sure_low``, ``grave_share`` and so on."""
    row: dict[str, Any] = {}
    for name, value in asdict(measures).items():
        if isinstance(value, dict):
            row |= {f"{name}_{part}": figure for part, figure in value.items()}
            if "count" in value:
                row[f"{name}_share"] = value["count"] / value["of"] if value["of"] else None
        else:
            row[name] = value
    return row


ROUTES = (
    Route(r"/providers", show_providers, forms=("json", "csv"), kept=True),
    Route(r"/provider/(?P<slug>[^/]+?)", show_provider, forms=("json", "csv")),
)
