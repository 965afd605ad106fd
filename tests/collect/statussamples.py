"""Answers of status pages in the forms of many hosts and vendors, written for these tests: what each should be read as."""

import json
from typing import Any

PAGE = "https://status.acme.example"


def statuspage(*, maintenance: bool = False, **changes: object) -> str:
    row: dict[str, object] = {
        "id": "x1",
        "name": "API outage",
        "impact": "major",
        "created_at": "2026-03-02T11:50:00Z",
        "started_at": "2026-03-02T11:50:00Z",
        "components": [{"name": "API"}],
    }
    listed = "scheduled_maintenances" if maintenance else "incidents"
    return json.dumps({"page": {"url": PAGE}, listed: [row | changes]})


def update(status: str, body: str, at: str, **more: object) -> dict[str, object]:
    return {"status": status, "body": body, "created_at": f"2026-03-{at}Z"} | more


def window(*updates: dict[str, object]) -> str:
    """A maintenance announced for 02:00 to 04:00 on the first of March."""
    announced = {
        "status": "scheduled",
        "body": "The console will be unavailable; it may take longer than expected.",
        "created_at": "2026-02-20T09:00:00Z",
    }
    return statuspage(
        maintenance=True,
        name="Database maintenance",
        impact="maintenance",
        created_at="2026-02-20T09:00:00Z",
        started_at=None,
        scheduled_for="2026-03-01T02:00:00Z",
        scheduled_until="2026-03-01T04:00:00Z",
        incident_updates=[*updates, announced],
    )


def rss(*items: str) -> str:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>S</title>{"".join(items)}</channel></rss>'
    )


def aws_item(title: str, published: str, text: str, service: str = "ec2-us-east-1", number: int = 1) -> str:
    return (
        f"<item><title><![CDATA[{title}]]></title><pubDate>{published}</pubDate>"
        f"<guid isPermaLink='false'>https://status.aws.example/#{service}_{number}</guid>"
        f"<description><![CDATA[{text}]]></description></item>"
    )


AWS_DAY = rss(
    aws_item(
        "Service is operating normally: [RESOLVED] Increased API error rates",
        "Mon, 02 Mar 2026 13:30:00 PST",
        "10:20 AM PST We are investigating increased API error rates. <br/> 11:05 AM PST We have identified the cause of "
        "the errors and are working on it. <br/> 1:28 PM PST Between 9:52 AM and 1:05 PM PST calls failed. The issue has "
        "been resolved and the service is operating normally.",
    )
)
AWS_NIGHT = rss(
    aws_item(
        "Service degradation: Slow volumes",
        "Tue, 03 Mar 2026 00:25:00 PST",
        "11:48 PM PST We are investigating slow volumes. <br/> 12:20 AM PST We continue to work on it.",
    )
)
AWS_DATED = rss(
    aws_item(
        "Service disruption: Name resolution",
        "Wed, 14 Oct 2026 03:40:00 PDT",
        "Oct 14 12:11 AM PDT We are investigating errors of many services. <br/> Oct 14 3:35 AM PDT The underlying fault "
        "of name resolution is being worked on; from 11:49 PM PDT on most calls failed.",
    )
)

AWS_EVENTS: list[dict[str, Any]] = [
    {
        "date": "1772446200",
        "arn": "arn:aws:health:us-east-1::event/MULTIPLE_SERVICES/AWS_X/AWS_X_1",
        "region_name": "N. Virginia",
        "status": "3",
        "service": "multipleservices-us-east-1",
        "service_name": "Multiple services",
        "summary": "Increased Error Rates",
        "event_log": [
            {"summary": "Increased Error Rates", "message": "We are investigating errors of several services.", "status": 1,
             "timestamp": 1772446200},
            {"summary": "Increased Error Rates", "message": "We have identified a possible cause.", "status": 3,
             "timestamp": 1772449800},
            {"summary": "[RESOLVED] Increased Error Rates", "message": "All services are operating normally.", "status": 0,
             "timestamp": 1772457000},
        ],
        "impacted_services": {
            "dynamodb-us-east-1": {"service_name": "Amazon DynamoDB", "current": "0", "max": "3"},
            "ec2-us-east-1": {"service_name": "Amazon Elastic Compute Cloud", "current": "0", "max": "2"},
        },
    }
]  # fmt: skip

GOOGLE = json.dumps(
    [
        {
            "id": "xyz",
            "begin": "2026-03-02T11:40:00+00:00",
            "end": "2026-03-02T17:50:00+00:00",
            "created": "2026-03-02T12:05:00+00:00",
            "external_desc": "**Title:**\nVirtual machines fail in europe-west3",
            "severity": "high",
            "service_name": "Multiple Products",
            "affected_products": [{"title": "Google Compute Engine"}, {"title": "Google Cloud SQL"}],
            "currently_affected_locations": [],
            "previously_affected_locations": [{"title": "Frankfurt (europe-west3)", "id": "europe-west3"}],
            "uri": "incidents/xyz",
            "updates": [
                {"when": "2026-03-04T10:00:00+00:00", "status": "AVAILABLE",
                 "text": "# Incident Report\n## Root Cause\nThe root cause was a failed pump controller."},
                {"when": "2026-03-02T17:50:00+00:00", "status": "AVAILABLE",
                 "text": "All is well as of Monday, 2026-03-02 09:50 US/Pacific."},
                {"when": "2026-03-02T12:05:00+00:00", "status": "SERVICE_OUTAGE",
                 "text": "**Summary:** Machines are unreachable.\n\n* new ones do not start\n* old ones may stop"},
            ],
        }
    ]
)  # fmt: skip

SLACK = json.dumps(
    [
        {
            "id": 1302,
            "date_created": "2026-03-02T03:50:00-08:00",
            "title": "Trouble sending messages",
            "type": "outage",
            "status": "resolved",
            "url": "https://slack-status.example/2026-03/abc",
            "services": ["Messaging", "Files"],
            "notes": [
                {"date_created": "2026-03-02T07:50:00-08:00", "body": "<p>Messages go through again since 7:20 AM PST.</p>"},
                {"date_created": "2026-03-02T03:50:00-08:00", "body": "We're looking into trouble with messages."},
            ],
        }
    ]
)  # fmt: skip

HEROKU = json.dumps(
    [
        {
            "id": 2963,
            "title": "Errors when deploying apps",
            "state": "resolved",
            "resolved": False,
            "created_at": "2026-03-02T10:00:00.000Z",
            "full_url": "https://status.heroku.example/incidents/2963",
            "systems": [{"name": "Apps", "status": "red"}],
            "tags": ["EMEA"],
            "updates": [
                {"created_at": "2026-03-02T12:00:00Z", "contents": "Deploys work.", "update_type": "resolved"},
                {"created_at": "2026-03-02T10:00:00Z", "contents": "We look into failing deploys.", "update_type": "issue"},
            ],
        },
        {
            "id": 2959,
            "title": "Platform Maintenance",
            "state": "scheduled",
            "created_at": "2026-02-15T17:00:00Z",
            "updates": [
                {"created_at": "2026-02-15T21:00:00Z", "contents": "Maintenance is complete", "update_type": "scheduled"},
                {"created_at": "2026-02-15T17:00:00Z", "contents": "We will patch hosts.", "update_type": "scheduled"},
            ],
        },
    ]
)  # fmt: skip

SALESFORCE = json.dumps(
    [
        {
            "id": 20001234,
            "message": {"rootCause": "A DNS change removed records.", "actionPlan": None},
            "createdAt": "2026-03-02T10:20:00.000Z",
            "updatedAt": "2026-03-02T20:00:00.000Z",
            "serviceKeys": ["coreService"],
            "instanceKeys": ["NA135", "EU44"],
            "IncidentImpacts": [
                {"startTime": "2026-03-02T10:05:00.000Z", "endTime": "2026-03-02T12:40:00.000Z",
                 "type": "serviceDisruption", "severity": "major"}
            ],
            "IncidentEvents": [
                {"type": "investigating", "message": "We look into failing logins.", "createdAt": "2026-03-02T10:20:00Z"},
                {"type": "resolved", "message": "Logins work again.", "createdAt": "2026-03-02T12:50:00Z"},
            ],
        }
    ]
)  # fmt: skip

APPLE = (
    'jsonCallback({"drpost":false,"services":[{"serviceName":"iCloud Mail","events":[{"usersAffected":"Some users were '
    'affected","epochStartDate":1772446200000,"epochEndDate":1772453400000,"messageId":"2000001","statusType":"Outage",'
    '"datePosted":"03/02/2026 04:15 PST","eventStatus":"resolved","affectedServices":null,"message":"Users were unable to '
    'access this service."}]},{"serviceName":"iCloud Drive","events":[{"messageId":"2000001","statusType":"Outage",'
    '"epochStartDate":1772446200000,"eventStatus":"resolved","message":"Users were unable to access this service."}]},'
    '{"serviceName":"Apple Pay","events":[]}]});'
)

BETTER = json.dumps(
    {
        "data": {"id": "1", "type": "status_page", "attributes": {"company_name": "Acme"}},
        "included": [
            {"type": "status_page_resource", "id": "41", "attributes": {"public_name": "EU ingest"}},
            {"type": "status_report", "id": "105",
             "attributes": {"title": "Delayed data", "report_type": "manual", "starts_at": "2026-03-02T13:50:00.000Z",
                            "ends_at": None, "aggregate_state": "resolved"},
             "relationships": {"status_updates": {"data": [{"id": "8"}, {"id": "9"}, {"id": "404"}]}}},
            {"type": "status_update", "id": "8",
             "attributes": {"message": "New data comes late.", "published_at": "2026-03-02T14:00:00Z",
                            "affected_resources": [{"status_page_resource_id": "41", "status": "degraded"}]}},
            {"type": "status_update", "id": "9",
             "attributes": {"message": "All data is there.", "published_at": "2026-03-02T19:53:00Z",
                            "affected_resources": [{"status_page_resource_id": "41", "status": "resolved"}]}},
        ],
    }
)  # fmt: skip

STATUSIO = json.dumps(
    {
        "result": {
            "incidents": [
                {"_id": "5e1", "name": "Git over SSH fails", "datetime_open": "2026-03-02T10:00:00.000Z",
                 "messages": [
                     {"details": "We look into it.", "state": 100, "status": 500, "datetime": "2026-03-02T10:00:00Z"},
                     {"details": "A bad key.", "state": 200, "status": 500, "datetime": "2026-03-02T10:30:00Z"},
                     {"details": "It works.", "state": 300, "status": 100, "datetime": "2026-03-02T11:00:00Z"}],
                 "containers_affected": [{"name": "GCP"}], "components_affected": [{"name": "Git Operations"}]}
            ],
            "maintenance": {
                "active": [],
                "upcoming": [
                    {"_id": "m9", "name": "Upgrade", "datetime_planned_start": "2026-03-09T10:00:00Z",
                     "datetime_planned_end": "2026-03-09T12:00:00Z",
                     "messages": [{"details": "We will upgrade.", "state": 100, "status": 200,
                                   "datetime": "2026-03-01T10:00:00Z"}]}
                ],
            },
        }
    }
)  # fmt: skip

SORRY = json.dumps(
    {
        "notices": [
            {"id": 77, "type": "unplanned", "subject": "Telefonie gestört", "began_at": "2026-03-02T08:00:00+01:00",
             "ended_at": "2026-03-02T10:30:00+01:00", "url": f"{PAGE}/notices/77", "components": [{"name": "Telefonie"}],
             "updates": [
                 {"content": "Wir untersuchen die Störung.", "state": "investigating", "created_at": "2026-03-02T08:20:00+01:00"},
                 {"content": "Alles geht wieder.", "state": "resolved", "created_at": "2026-03-02T10:40:00+01:00"}]}
        ]
    }
)  # fmt: skip

CACHET = json.dumps(
    {
        "meta": {},
        "data": [
            {"id": 5, "name": "Mail queue stuck", "status": 4, "message": "Mail is late.", "human_status": "Fixed",
             "occurred_at": "2026-03-02 07:30:00", "created_at": "2026-03-02 08:00:00",
             "updates": [{"status": 4, "message": "The queue is empty.", "created_at": "2026-03-02 09:00:00",
                          "human_status": "Fixed"}]}
        ],
    }
)  # fmt: skip


def localised_atom(*updates: tuple[str, str, str], title: str = "Connexion impossible") -> str:
    told = "".join(
        f"&lt;p&gt;&lt;small&gt;{when}&lt;/small&gt;&lt;br&gt;&lt;strong&gt;{state}&lt;/strong&gt; - {body}&lt;/p&gt;"
        for when, state, body in updates
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry>'
        "<id>tag:x,2005:Incident/99</id><published>2026-03-02T12:00:00+01:00</published>"
        f'<updated>2026-03-02T15:00:00+01:00</updated><link href="{PAGE}/incidents/99"/>'
        f'<title>{title}</title><content type="html">{told}</content></entry></feed>'
    )


FRENCH = localised_atom(
    ("2 mars, 15:00 CET", "Résolu", "Tout va bien."),
    ("2 mars, 12:00 CET", "Enquête en cours", "Nous cherchons."),
)
GERMAN = localised_atom(
    ("2. März, 15:00 CET", "Behoben", "Alles gut."), ("2. März, 12:00 CET", "In Untersuchung", "Wir suchen.")
)
INCIDENT_IO = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry>'
    f"<id>{PAGE}/incidents/01ABC</id><published>2026-03-02T12:00:00Z</published><updated>2026-03-02T15:00:00Z</updated>"
    f'<link href="{PAGE}/incidents/01ABC"/><title>Video is slow</title><summary type="html">&lt;b&gt;Status: Resolved&lt;/b&gt;'
    "&lt;br/&gt;&lt;br/&gt;Everything has recovered.&lt;br/&gt;&lt;br/&gt;&lt;b&gt;Affected components&lt;/b&gt;&lt;ul&gt;"
    "&lt;li&gt;Video (Operational)&lt;/li&gt;&lt;li&gt;Login (Operational)&lt;/li&gt;&lt;/ul&gt;</summary></entry></feed>"
)
AZURE = rss(
    "<item><title>PIR - Front Door - Connectivity (Tracking ID YKYN-BWZ)</title><link>https://azure.example/status</link>"
    "<pubDate>Thu, 05 Mar 2026 17:50:00 GMT</pubDate><guid isPermaLink='false'>YKYN-BWZ</guid><description>&lt;p&gt;What "
    "happened?&lt;/p&gt;&lt;p&gt;Between 15:41 UTC on 2 March 2026 and 00:05 UTC on 3 March 2026, customers experienced errors.&lt;/p&gt;</description></item>",
    "<item><title>Network - West Europe - Applying Mitigation</title><link>https://azure.example/status</link>"
    "<pubDate>Tue, 03 Mar 2026 17:50:00 Z</pubDate><guid isPermaLink='false'>ABCD-123</guid><category>Virtual Machines"
    "</category><description>Starting at 16:10 UTC on 3 March 2026, customers may see errors.</description></item>",
)
