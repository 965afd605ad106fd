"""A link from a mail -> the page with its button, and what pressing it does: confirm a subscription, leave a list.

GET changes nothing, since mail scanners follow every link. POST does it, without cookies and as often as one likes; a
mail program's own button posts ``List-Unsubscribe=One-Click`` to the same address (RFC 8058). The token in the address
is the proof; no page tells an address, or whether one is on a list.
"""

from newsagg.errors import NotFoundError
from newsagg.report.tokens import TokenError, read_confirm, read_key, read_leave
from newsagg.report.web.visit import Answer, Route, Visit
from newsagg.store.lists import list_of
from newsagg.store.subscribers import confirm, leave, load_subscriber

_HEADERS = {"cache-control": "no-store", "x-robots-tag": "noindex"}


def show_leaving(visit: Visit) -> Answer:
    """Ask whether to leave, and do it when the button was pressed."""
    try:
        number = read_leave(read_key(visit.settings), visit.part["token"])
        found = load_subscriber(visit.db, number)
    except (TokenError, NotFoundError) as error:
        return _tell(visit, "This link leads nowhere", error.message, error.hint, status=404)
    title = list_of(visit.db, found.list_id).title
    if visit.method == "POST":
        with visit.writing() as db:
            leave(db, found.id, now=visit.now)
        return _tell(visit, "You have left", f"“{title}” is not sent to you any more.", "")
    if found.state == "left":
        return _tell(visit, "You have left", f"“{title}” is not sent to you.", "")
    return _ask(visit, f"Leave “{title}”?", "It is sent to you once a week.", "Leave the list")


def show_confirming(visit: Visit) -> Answer:
    """Ask whether to subscribe, and do it when the button was pressed."""
    try:
        number, asked = read_confirm(read_key(visit.settings), visit.part["token"])
        found = load_subscriber(visit.db, number)
        title = list_of(visit.db, found.list_id).title
        if visit.method == "POST":
            with visit.writing() as db:
                confirm(db, number, asked, now=visit.now)
            return _tell(visit, "You are on the list", f"“{title}” comes to you once a week.", _LEAVING)
        if found.joined_at != asked or found.state not in {"pending", "active"}:
            raise NotFoundError("this subscription is over", hint="subscribe again")
    except (TokenError, NotFoundError) as error:
        return _tell(visit, "This link leads nowhere", error.message, error.hint, status=404)
    if found.state == "active":
        return _tell(visit, "You are on the list", f"“{title}” comes to you once a week.", _LEAVING)
    return _ask(visit, f"Subscribe to “{title}”?", "It comes once a week.", "Subscribe")


_LEAVING = "Each mail has a link that ends it."


def _ask(visit: Visit, question: str, lead: str, button: str) -> Answer:
    return _page(visit, question, lead=lead, note="", button=button, action=visit.path)


def _tell(visit: Visit, title: str, lead: str, note: str, *, status: int = 200) -> Answer:
    return _page(visit, title, lead=lead, note=note, button="", action="", status=status)


def _page(visit: Visit, title: str, *, status: int = 200, **words: str) -> Answer:
    made = visit.page("subscription.html", status=status, title=title, canonical="/digest", **words)
    return Answer(body=made.body, status=status, headers=_HEADERS)


_SIGNED = r"(?P<token>[A-Za-z0-9_.-]{10,300})"
ROUTES = (
    Route(rf"/digest/leave/{_SIGNED}", show_leaving, methods=("GET", "POST"), csrf_free=True),
    Route(rf"/digest/confirm/{_SIGNED}", show_confirming, methods=("GET", "POST"), csrf_free=True),
)
