"""A week for many readers: how long it takes to render, queue, write and send their mails, in how much memory.

    python -m benchmarks.mailqueue                 10,000 readers, 2,000 of them served over loopback SMTP
    python -m benchmarks.mailqueue --readers 500 --sent 100

The edition is the crowded one of the tests: sixty outages, charts and all. Each part runs in a process of its own, on
one core, so that peaks do not mix; CPU seconds, not those of the clock, but for the mails a second.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from newsagg.model import MailingList
from newsagg.pipeline.digest import freeze
from newsagg.pipeline.sending import address_leaving, cast_digest, send_waiting
from newsagg.report.edition import Edition
from newsagg.report.mailserver import find_server
from newsagg.report.message import Recipient
from newsagg.report.tokens import read_key
from newsagg.settings import Settings
from newsagg.store import Database, open_db
from newsagg.store.connect import write
from newsagg.store.digests import find_digest
from newsagg.store.lists import find_list
from newsagg.store.outbox import count_states
from newsagg.store.subscribers import subscribe
from tests.report.editions import a_crowded_edition
from tests.report.mailing import DUE, MADE, WEEK, make_list
from tests.report.smtphouse import PASSWORD, make_certificate, serve_mail


def compose(
    _db: Database, _settings: Settings, _list: MailingList, _label: str, _since: Any, _now: Any
) -> Edition:
    return a_crowded_edition()


def fill(settings: Settings, readers: int) -> None:
    """Make the list and its readers."""
    made = make_list(settings.database)
    db = open_db(settings.database)
    with write(db):
        for number in range(readers):
            address = f"reader.{number}@corp.example"
            subscribe(
                db, made.id, address=address, key=address, name=f"Reader {number} of the Week", language="en",
                active=True, now=MADE,
            )  # fmt: skip
    db.close()


def render(settings: Settings) -> dict[str, Any]:
    """Freeze the week: charts, HTML and text once, a mail queued for each reader."""
    frozen = freeze(settings, "all", WEEK, DUE, compose=compose)
    db = open_db(settings.database)
    return {
        "queued": count_states(db, [frozen.id])["queued"],
        "html": len(frozen.html.encode()),
        "pictures": len(frozen.pictures),
    }


def write_mails(settings: Settings) -> dict[str, Any]:
    """Write each reader's mail, as it goes to the server."""
    db = open_db(settings.database)
    mailing_list = find_list(db, "all")
    frozen = find_digest(db, mailing_list.id, WEEK)
    assert frozen is not None
    mould, key, size, number = cast_digest(settings, frozen, mailing_list), read_key(settings), 0, 0
    rows = db.conn.execute(
        "SELECT v.message_id, s.id, s.address, s.name FROM deliveries v JOIN subscribers s ON s.id = v.subscriber_id"
    )
    for message_id, reader, address, name in rows:
        recipient = Recipient(
            address=address,
            name=name,
            message_id=message_id,
            leave_url=address_leaving(settings, key, reader),
        )
        size += len(mould.fill(recipient))
        number += 1
    return {"mails": number, "each": size // max(number, 1)}


def send(settings: Settings) -> dict[str, Any]:
    """Send what is queued to the server that the settings name."""
    at = time.monotonic()
    counts = send_waiting(settings, find_server(settings), patience=timedelta(minutes=5))
    return {"sent": counts["sent"], "seconds": round(time.monotonic() - at, 2)}


PARTS = {"render": render, "write": write_mails, "send": send}


def run_part(part: str, settings: Settings) -> dict[str, Any]:
    """Run one part in a process of its own and return what it tells, its CPU seconds and its peak."""
    given = {name: str(value) for name, value in vars_of(settings).items() if value not in (None, "")}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.mailqueue", "--part", part, "--given", json.dumps(given)],
        check=True, capture_output=True, text=True, env={**os.environ, "NEWSAGG_SMTP_PASSWORD": PASSWORD},
    )  # fmt: skip
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def vars_of(settings: Settings) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in Settings.__dataclass_fields__}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=10_000)
    parser.add_argument("--sent", type=int, default=2_000)
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--given", default="{}")
    options = parser.parse_args()
    if options.part:
        from newsagg.settings import PREFIX, load_settings

        settings = load_settings({f"{PREFIX}{k.upper()}": v for k, v in json.loads(options.given).items()})
        told = PARTS[options.part](settings)
        used = resource.getrusage(resource.RUSAGE_SELF)
        told |= {"cpu": round(used.ru_utime + used.ru_stime, 2), "peak_mb": round(used.ru_maxrss / 1024)}
        print(json.dumps(told))
        return
    public = "https://desk.example"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many = Settings(database=folder / "many.db", public_url=public, mail_from="outages@corp.example")
        fill(many, options.readers)
        print("render and queue", run_part("render", many))
        print("write all mails ", run_part("write", many))
        with serve_mail(make_certificate(folder)) as box:
            some = Settings(database=folder / "some.db", public_url=public, **box.settings())
            fill(some, options.sent)
            run_part("render", some)
            told = run_part("send", some)
            print(
                "send            ", told, f"{told['sent'] / told['seconds']:.0f} mails/s over TLS on loopback"
            )


if __name__ == "__main__":
    main()
