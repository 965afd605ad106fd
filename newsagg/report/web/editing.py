"""An incident's forms for those who are signed in: what is asked -> a rehearsal -> the decision. Writes.

A form says what shall be; the page after it tells each thing that would change; the button there decides. The same
functions as the command line's do both, on a connection of their own.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import escape

from newsagg.errors import MergeError, NewsaggError
from newsagg.pipeline import decide
from newsagg.pipeline.decide import OVERRIDES, Pointed
from newsagg.pipeline.ruling import Analyst, Ruling
from newsagg.report.chronicle import gather_by_incident, tell_decision, tell_history
from newsagg.report.web.signin import name_editor
from newsagg.report.web.visit import Answer, Route, Visit
from newsagg.settings import Settings
from newsagg.store.chronicle import load_chronicle
from newsagg.store.queries import show_incident
from newsagg.vocabulary import ClaimType, Confirmation, Lifecycle, Mode, Severity, Stance

LONGEST_REASON = 500
_MOST_CHANGES = 200
Fields = Mapping[str, str]
Rule = Callable[[Settings, str, Fields, Analyst, bool], Ruling]


def show_editing(visit: Visit) -> Answer:
    """Show the forms; with something posted, rehearse it or decide it."""
    if not name_editor(visit):
        return visit.page(
            "error.html",
            status=403,
            title="Only for those who are signed in",
            code=403,
            message=_SIGN_IN,
            hint="",
        )
    incident = visit.part["incident"]
    chronicle = load_chronicle(visit.db, incident)
    if chronicle["id"] != incident and visit.method == "GET":
        return visit.redirect(f"/incident/{chronicle['id']}/edit")
    if visit.method == "GET":
        return _show_forms(visit, chronicle)
    action = visit.fields.get("action", "")
    sure = visit.fields.get("step") == "decide"
    try:
        ruling = _rule(visit, incident, action, dry=not sure)
    except NewsaggError as error:
        told = f"{error.subject}: {error.message}" if error.subject else error.message
        return _show_forms(
            visit, chronicle, fault=told, hint=error.hint, status=503 if error.transient else 422
        )
    if sure:
        return visit.redirect(f"/incident/{ruling.incident}/edit?done={ruling.number}", after_post=True)
    made = visit.page(
        "preview.html",
        title="Before you decide",
        canonical=f"/incident/{incident}/edit",
        incident=incident,
        ruling=ruling,
        changes=gather_by_incident(ruling.changes[:_MOST_CHANGES]),
        left=max(0, len(ruling.changes) - _MOST_CHANGES),
        reason=visit.fields["because"],
        # Escaped, but kept letter for letter: a quote with a soft hyphen stands in its article with it.
        again=[(n, escape(v)) for n, v in visit.fields.items() if n not in {"csrftoken", "step"}],
    )
    return Answer(body=made.body, headers=_PRIVATE)


_SIGN_IN = "Start the desk with newsagg serve --edit NAME: it prints a link that signs you in."
_PRIVATE = {"cache-control": "no-store", "x-robots-tag": "noindex"}


def _show_forms(
    visit: Visit, chronicle: Mapping[str, Any], *, fault: str = "", hint: str = "", status: int = 200
) -> Answer:
    record = show_incident(visit.db, chronicle["id"])
    done = next((d for d in chronicle["decisions"] if str(d["id"]) == visit.ask("done")), None)
    made = visit.page(
        "edit.html",
        status=status,
        title=f"Edit {chronicle['title'] or chronicle['id']}",
        canonical=f"/incident/{chronicle['id']}/edit",
        record=record,
        articles=[row for row in record["articles"] if row["role"] in {"primary", "update"}],
        standing=[(d, tell_decision(d)) for d in reversed(chronicle["decisions"]) if d["undone_at"] is None],
        done=(done, tell_decision(done)) if done else None,
        fault=fault,
        hint=hint,
        was=lambda action, name: _typed(visit, action).get(name, ""),
        ticked=lambda action, number: f"article-{number}" in _typed(visit, action),
        fields=tuple(OVERRIDES),
        choices={
            "severity": [s.value for s in Severity],
            "mode": [m.value for m in Mode],
            "confirmation": [c.value for c in Confirmation],
            "lifecycle": [s.value for s in Lifecycle],
        },
        types=[kind.value for kind in ClaimType],
        stances=[stance.value for stance in Stance],
    )
    return Answer(body=made.body, status=status, headers=_PRIVATE)


def _typed(visit: Visit, action: str) -> Fields:
    """Return what was typed into a form, when that one was posted."""
    return visit.fields if visit.fields.get("action") == action else {}


def _rule(visit: Visit, incident: str, action: str, *, dry: bool) -> Ruling:
    """Rehearse or make the decision that a form asks for; raises NewsaggError, in words for people."""
    reason = " ".join(visit.fields.get("because", "").split())
    if not reason or not reason.isprintable() or len(reason) > LONGEST_REASON:
        raise MergeError(
            f"say why, in a line of 1 to {LONGEST_REASON} characters", hint="nothing was changed"
        )
    if action not in _RULES:
        raise MergeError("choose what to do", hint="nothing was changed")
    analyst = Analyst(by=name_editor(visit), reason=reason, now=visit.now.replace(microsecond=0))
    return _RULES[action](visit.settings, incident, visit.fields, analyst, dry)


def _chosen(fields: Fields) -> list[str]:
    """Return the numbers of the articles that were ticked."""
    found = [name.removeprefix("article-") for name in fields if re.fullmatch(r"article-\d{1,15}", name)]
    if not found:
        raise MergeError("tick at least one article", hint="nothing was changed")
    return found


def _merge(settings: Settings, incident: str, fields: Fields, analyst: Analyst, dry: bool) -> Ruling:
    return decide.merge_incidents(
        settings, incident, fields.get("target", "").strip(), analyst=analyst, dry=dry
    )


def _split(settings: Settings, incident: str, fields: Fields, analyst: Analyst, dry: bool) -> Ruling:
    return decide.split_incident(settings, incident, _chosen(fields), analyst=analyst, dry=dry)


def _move(settings: Settings, _: str, fields: Fields, analyst: Analyst, dry: bool) -> Ruling:
    target = fields.get("target", "").strip()
    return decide.move_articles(settings, _chosen(fields), target, analyst=analyst, dry=dry)


def _reject(settings: Settings, incident: str, _: Fields, analyst: Analyst, dry: bool) -> Ruling:
    return decide.reject_incident(settings, incident, analyst=analyst, dry=dry)


def _set(settings: Settings, incident: str, fields: Fields, analyst: Analyst, dry: bool) -> Ruling:
    name, value = fields.get("field", ""), fields.get("value", "")
    return decide.override_field(settings, incident, name, value, analyst=analyst, dry=dry)


def _claim(settings: Settings, incident: str, fields: Fields, analyst: Analyst, dry: bool) -> Ruling:
    kind, stance = fields.get("type", ""), fields.get("stance", "")
    if kind not in list(ClaimType) or (stance and stance not in list(Stance)):
        raise MergeError("choose a type from the list", hint="nothing was changed")
    pointed = Pointed(
        type=ClaimType(kind),
        quote=fields.get("quote", "").replace("\r\n", "\n"),
        words=fields.get("words", ""),
        speaker=fields.get("speaker", ""),
        stance=Stance(stance) if stance else None,
    )
    return decide.add_claim(settings, incident, fields.get("source", ""), pointed, analyst=analyst, dry=dry)


def _undo(settings: Settings, _: str, fields: Fields, analyst: Analyst, dry: bool) -> Ruling:
    number = fields.get("number", "")
    if not re.fullmatch(r"[1-9]\d{0,14}", number):
        raise MergeError("choose a decision from the list", hint="nothing was changed")
    return decide.take_back(settings, int(number), analyst=analyst, dry=dry)


_RULES: Mapping[str, Rule] = {
    "merge": _merge,
    "split": _split,
    "move": _move,
    "reject": _reject,
    "set": _set,
    "claim": _claim,
    "undo": _undo,
}


def show_history(visit: Visit) -> Answer:
    """Show all that ever happened to our own record of an incident."""
    chronicle = load_chronicle(visit.db, visit.part["incident"])
    lines = tell_history(chronicle)
    rows = [
        {"at": n.at, "incident": n.incident, "kind": n.kind, "what": n.what, "why": n.why, "who": n.who}
        for n in lines
    ]
    if visit.form:
        return visit.data(rows, name=f"history-{chronicle['id']}")
    return visit.page(
        "history.html",
        title=f"History of {chronicle['id']}",
        canonical=f"/incident/{chronicle['id']}/history",
        chronicle=chronicle,
        lines=lines,
        forms=("json", "csv"),
    )


_INCIDENT = r"/incident/(?P<incident>[^/]{1,200})"
ROUTES = (
    Route(rf"{_INCIDENT}/edit", show_editing, methods=("GET", "POST")),
    Route(rf"{_INCIDENT}/history", show_history, forms=("json", "csv")),
)
