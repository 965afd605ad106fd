"""The nouns of newsagg. Pure: frozen records, no logic, no I/O.

Three kinds, in the order of the data's way:

    from the world:   Feed -> Entry, Page (kept as Capture) -> Article (with StatusUpdates)
    read out of it:   Verdict (with Evidence, ServiceRoles), Claim (with Speaker, Value), Report, Group
    what we knew:     Incident, Decision
    to be told:       MailingList, Subscriber, Delivery (with Handed)
    how to ask:       Wishes, Rhythm -> Plan; Move; HostState, RobotsText
    whom to tell:     DigestList (with Filters)
    to be stored:     Fetch, Change (OpenIncident, PlaceArticle, ...), Finding

Times are aware and in UTC; the zone that was written is kept beside. Offsets count code points of ``Article.text``.
"""

from newsagg.model.digests import DigestList, Filters
from newsagg.model.mailing import Delivery, Handed, MailingList, Subscriber
from newsagg.model.manners import HostState, Move, Plan, Rhythm, RobotsText, Wishes
from newsagg.model.reading import (
    Claim,
    Evidence,
    Group,
    Report,
    ServiceRole,
    Speaker,
    StoredClaim,
    Value,
    Verdict,
)
from newsagg.model.record import (
    Change,
    Decision,
    DescribeIncident,
    Echo,
    Fetch,
    Finding,
    Headline,
    Incident,
    MergeIncident,
    OpenIncident,
    PlaceArticle,
    RemoveArticle,
    RetireIncident,
    ReviveIncident,
    SettleIncident,
    Step,
)
from newsagg.model.world import Article, Capture, Entry, Feed, Page, StatusUpdate

__all__ = [
    "Article",
    "Capture",
    "Change",
    "Claim",
    "Decision",
    "Delivery",
    "DescribeIncident",
    "DigestList",
    "Echo",
    "Entry",
    "Evidence",
    "Feed",
    "Fetch",
    "Filters",
    "Finding",
    "Group",
    "Handed",
    "Headline",
    "HostState",
    "Incident",
    "MailingList",
    "MergeIncident",
    "Move",
    "OpenIncident",
    "Page",
    "PlaceArticle",
    "Plan",
    "RemoveArticle",
    "Report",
    "RetireIncident",
    "ReviveIncident",
    "Rhythm",
    "RobotsText",
    "ServiceRole",
    "SettleIncident",
    "Speaker",
    "StatusUpdate",
    "Step",
    "StoredClaim",
    "Subscriber",
    "Value",
    "Verdict",
    "Wishes",
]
