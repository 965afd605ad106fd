"""One invented incident -> its rows: articles, verdicts, claims, findings, history. Pure, for ``deskdata.py``."""

import random
from collections import defaultdict
from typing import Any

from benchmarks.deskwords import Words, stamp

Row = dict[str, Any]

TYPES = {
    "affected_service": 646, "cause": 461, "status": 335, "affected_region": 219, "start_time": 193, "duration": 98,
    "remediation": 85, "end_time": 71, "affected_users": 64, "symptom": 59, "affected_customer": 55,
    "prior_incident": 45, "tracker_reports": 42, "data_loss": 40, "apology": 33, "acknowledged_at": 12,
    "compensation": 10, "promise": 10, "financial_impact": 6, "trigger": 6,
}  # fmt: skip
STANCES = {"asserted": 2269, "hedged": 147, "denied": 50, "questioned": 5, "forecast": 4}
ROLES = {
    "outlet": 1327, "vendor_official": 668, "tracker": 134, "status_page": 84, "other_vendor": 84, "user_reports": 74,
    "customer": 33, "expert": 30, "regulator": 30, "vendor_unnamed": 11,
}  # fmt: skip
CATEGORIES = {
    "security_attack": 166, "other": 118, "network": 44, "change_deployment": 23, "third_party": 23,
    "capacity_load": 22, "data_store": 21, "software_bug": 21, "configuration": 18, "power_cooling_facility": 17,
    "undisclosed": 16, "human_error": 10, "certificate_auth_time": 7, "hardware": 6, "natural_event": 3,
    "deliberate_shutdown": 1,
}  # fmt: skip
FINDINGS = {"single": 376, "compatible": 325, "agree": 35, "superseded": 26, "conflict": 16}
KINDS = {"report": 60, "update": 20, "official": 8, "analysis": 8, "postmortem": 4}
FIELDS = ("title", "state", "lifecycle", "severity", "mode", "confirmation", "started_from", "started_to",
          "first_reported_at", "origins", "services")  # fmt: skip
_TIMES = ("start_time", "end_time", "acknowledged_at")
_UNITS = {
    "duration": "minutes",
    "affected_users": "users",
    "tracker_reports": "reports",
    "financial_impact": "USD",
}
_OTHER = {"prior_incident": "background"}


class Teller:
    """Tells incidents, one after the other; numbers go up as they do in a real record."""

    def __init__(self, words: Words, dice: random.Random, *, page_versions_from: int, outlets: int) -> None:
        self.words, self.dice = words, dice
        self.version = page_versions_from
        self.claim = self.finding = 0
        self.taken: dict[str, int] = {}
        # Newsrooms that write much write about outages much; trackers and agencies speak more than others.
        self.newsrooms = [(n, 1 / (n + 4)) for n in range(outlets)]
        self.voices = [1 / (n + 3) for n in range(len(words.speakers))]

    def _lot(self, chances: dict[str, int]) -> str:
        return self.dice.choices(list(chances), list(chances.values()))[0]

    def tell(
        self, number: int, ids: list[int], lead: tuple[str, str], claims: int, at: float
    ) -> dict[str, list[Row]]:
        """Return the rows of one incident by table. ``at`` is its start in seconds of the epoch."""
        dice, (service, provider) = self.dice, lead
        rows: dict[str, list[Row]] = defaultdict(list)
        name = f"{stamp(at)[:10]}-{service}"
        self.taken[name] = count = self.taken.get(name, 0) + 1
        incident = name if count == 1 else f"{name}-{count}"
        title = self.words.headline(service)
        lasted = dice.lognormvariate(5.0, 1.1) * 60
        exact = dice.random() < 0.5
        ended = dice.random() < 0.4
        confirmation = dice.choices(
            ("media_reported", "vendor_acknowledged", "user_reports_only"), (57, 94, 1)
        )[0]
        row = {
            "number": number, "id": incident, "state": "settled" if stamp(at) < "2026-11-10" else "open",
            "title": title, "lead_service": service, "opened_at": stamp(at + 3600), "changed_at": stamp(at + 90_000),
            "started_from": stamp(at), "started_to": stamp(at if exact else at + 43_200),
            "ended_from": stamp(at + lasted) if ended else None, "ended_to": stamp(at + lasted) if ended else None,
            "first_reported_at": stamp(at + 1800), "lifecycle": dice.choice(("reported", "resolved", "identified")),
            "severity": dice.choices(("critical", "major", "minor"), (24, 60, 68))[0],
            "mode": dice.choice(("unavailable", "partial", "degraded")), "confirmation": confirmation,
            "origins": max(1, round(len(ids) * 0.8)),
        }  # fmt: skip
        rows["incidents"].append(row)
        rows["incident_services"].append(
            {"incident_id": incident, "position": 0, "service": service, "name": service.title(),
             "provider": provider, "role": "subject", "proposed": 0}
        )  # fmt: skip
        each = [claims // len(ids) + (n < claims % len(ids)) for n in range(len(ids))]
        made: dict[str, list[int]] = defaultdict(list)
        for article, told in zip(ids, each, strict=True):
            self._tell_article(rows, incident, article, ids[0] if dice.random() < 0.2 else article,
                               lead, at, lasted, told, made)  # fmt: skip
        self._weigh(rows, incident, made, at)
        rows["incident_events"].append(self._event(incident, at, "opened", "lead_service", service))
        rows["incident_events"] += [
            self._event(incident, at, "described", f, str(row.get(f, title))) for f in FIELDS
        ]
        return rows

    def _event(
        self, incident: str, at: float, kind: str, field: str, value: str, article: int | None = None
    ) -> Row:
        return {"incident_id": incident, "at": stamp(at + 3600), "kind": kind, "field": field, "new_value": value,
                "article_id": article, "reason": "described anew after a report came"}  # fmt: skip

    def _tell_article(
        self, rows: dict[str, list[Row]], incident: str, article: int, origin: int, lead: tuple[str, str], at: float,
        lasted: float, claims: int, made: dict[str, list[int]],
    ) -> None:  # fmt: skip
        dice, words, (service, provider) = self.dice, self.words, lead
        status = dice.random() < 0.06
        outlet = (
            124 + words.providers.index(provider) % 93
            if status
            else dice.choices([n for n, _ in self.newsrooms], [w for _, w in self.newsrooms])[0]
        )
        published = at + dice.lognormvariate(9.5, 1.4)
        title, body = words.headline(service), words.body()
        text = " ".join(body)
        url = f"https://{words.hosts[outlet]}/{article}-outage"
        self.version += 1
        seen = stamp(published + 600)
        updates = "[]"
        if status:
            updates = (
                f'[{{"at": "{stamp(published - 1200)}", "state": "investigating", "body": "{body[0]}"}}]'
            )
        rows["articles"].append(
            {"id": article, "url": url, "outlet": words.outlets[outlet], "feed_kind": "status" if status else "news",
             "provider": provider if status else "", "published_at": stamp(published), "first_seen_at": seen,
             "newest_version_id": self.version, "page_state": "fetched"}
        )  # fmt: skip
        version = {"article_id": article, "title": title, "basis": "feed", "published_at": stamp(published),
                   "seen_at": seen, "language": "en", "author": "", "updates": updates}  # fmt: skip
        full = version | {"id": self.version, "body": text, "basis": "status" if status else "page"}
        rows["article_versions"] += [
            version | {"id": article, "body": body[0], "text_hash": f"{article:032x}"},
            full | {"text_hash": f"{self.version:032x}"},
        ]
        rows["entries"].append(
            {"id": article, "feed": f"feed-{outlet}" if outlet < 217 else "feed-0", "key": f"{article:09d}",
             "article_id": article, "version_id": article, "outlet": words.outlets[outlet], "url": url, "link": url,
             "title": title, "summary": body[0], "content": "", "author": "", "published_at": stamp(published),
             "language": "en", "text_hash": f"{article:032x}", "first_seen_at": seen}
        )  # fmt: skip
        verdict = {"article_id": article, "relevance": "relevant", "kind": self._lot(KINDS), "probability": 0.97,
                   "evidence": '[["outage", 4.1], ["down", 0.6]]', "model": "made", "judged_at": seen}  # fmt: skip
        rows["verdicts"] += [verdict | {"version_id": article}, verdict | {"version_id": self.version}]
        rows["verdict_services"].append(
            {"version_id": self.version, "position": 0, "service": service, "name": service.title(),
             "provider": provider, "role": "subject", "proposed": 0}
        )  # fmt: skip
        rows["incident_articles"].append(
            {"incident_id": incident, "article_id": article, "role": dice.choices(("primary", "update"), (3, 1))[0],
             "origin_article_id": origin, "reason": "tells of the same outage", "placed_at": seen}
        )  # fmt: skip
        rows["incident_events"].append(self._event(incident, at, "placed", "role", "primary", article))
        places, offset = [], len(title) + 2
        for sentence in body:
            places.append((offset, sentence))
            offset += len(sentence) + 1
        for n in range(claims):
            start, quote = places[n % len(places)]
            self._claim(rows, article, outlet, (start, quote), n, lead, at, lasted, seen, made)

    def _claim(
        self, rows: dict[str, list[Row]], article: int, outlet: int, said: tuple[int, str], n: int,
        lead: tuple[str, str], at: float, lasted: float, seen: str, made: dict[str, list[int]],
    ) -> None:  # fmt: skip
        dice = self.dice
        self.claim += 1
        kind, role = self._lot(TYPES), self._lot(ROLES)
        value = {"affected_service": lead[0], "affected_customer": dice.choice(self.words.customers)}.get(
            kind, self.words.value()
        )
        speaker = dice.choices(self.words.speakers, self.voices)[0]
        row: Row = {
            "id": self.claim, "article_id": article, "version_id": self.version, "identity": f"{n:032x}", "type": kind,
            "value": value, "words": value, "precision": "exact", "time_from": None, "time_to": None, "zone": "",
            "number_from": None, "number_to": None, "unit": _UNITS.get(kind, ""), "value_slug": value.lower(),
            "speaker": speaker, "speaker_role": role, "chain": f'["{self.words.outlets[outlet]}", "{speaker}"]',
            "stance": self._lot(STANCES), "scope": _OTHER.get(kind, "this_incident"),
            "second_hand": int(dice.random() < 0.02), "said_at": None, "quote": said[1], "start_offset": said[0],
            "end_offset": said[0] + len(said[1]), "first_seen_at": seen,
            "withdrawn_at": seen if dice.random() < 0.05 else None,
            "superseded_at": seen if dice.random() < 0.026 else None,
        }  # fmt: skip
        if kind in _TIMES:
            when = (
                at
                + {"start_time": 0, "end_time": lasted, "acknowledged_at": dice.expovariate(1 / 3000)}[kind]
            )
            row |= {"time_from": stamp(when), "time_to": stamp(when + dice.choice((0, 0, 3600)))}
        elif kind == "promise":
            row |= {
                "time_to": stamp(at + 86_400 * 14) if dice.random() < 0.3 else None,
                "value": "post-mortem",
            }
        elif kind in _UNITS:
            number = lasted / 60 if kind == "duration" else dice.lognormvariate(9, 2)
            row |= {"number_from": round(number), "number_to": round(number * dice.choice((1, 1, 1.2)))}
        elif kind == "cause":
            rows["claim_categories"].append(
                {"claim_id": self.claim, "position": 0, "category": self._lot(CATEGORIES)}
            )
        rows["claims"].append(row)
        if row["scope"] == "this_incident" and row["withdrawn_at"] is None:
            made[kind].append(self.claim)

    def _weigh(
        self, rows: dict[str, list[Row]], incident: str, made: dict[str, list[int]], at: float
    ) -> None:
        for kind, claims in made.items():
            self.finding += 1
            how = "single" if len(claims) == 1 else self._lot(FINDINGS)
            best = self.words.value(28)
            rows["findings"].append(
                {"id": self.finding, "incident_id": incident, "type": kind, "kind": how, "best": best,
                 "reason": "the only value that anyone gave", "sentence": self.words.value(56), "origins": 1,
                 "speakers": min(len(claims), 3), "first_seen_at": stamp(at + 7200)}
            )  # fmt: skip
            rows["finding_claims"] += [
                {"finding_id": self.finding, "position": n, "claim_id": c} for n, c in enumerate(claims[:21])
            ]
            rows["incident_events"].append(self._event(incident, at, "finding", kind, best))
            if kind in {"cause", "duration", "start_time"}:
                for n, claim in enumerate(claims[: self.dice.choice((1, 1, 2))]):
                    rows["best_values"].append(
                        {"incident_id": incident, "type": kind, "position": n, "at": stamp(at + 7200 + n * 90_000),
                         "best": self.words.value(28), "claim_id": claim}
                    )  # fmt: skip
