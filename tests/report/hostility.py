"""A newsroom that means harm: every text that it sends would do something somewhere; and what must not be found then.

Each payload is sent as a title, in the text that claims are quoted from, as an author and as the name of an outlet,
once through a feed and once through an import, which keeps texts letter for letter.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from lxml import html

from newsagg.pipeline.importing import import_paths
from newsagg.pipeline.plain import run_pipeline
from newsagg.settings import Settings
from tests.collect.loopback import Site, answer, serve_site

NOW = datetime(2026, 3, 9, tzinfo=UTC)
MARK = "pwned"
"""Any script, formula or line of a payload that runs leaves this."""

PAYLOADS = {
    "script": f"<script>window.{MARK}=1;alert(1)</script>",
    "image": f"<img src=x onerror=window.{MARK}=1>",
    "svg": f"<svg/onload=window.{MARK}=1>",
    "frame": f"<iframe src=javascript:window.{MARK}=1></iframe>",
    "style": "<style>*{display:none}</style><link rel=stylesheet href=//evil.example/x.css>",
    "attribute": f'" autofocus onfocus=window.{MARK}=1 x="',
    "single quotes": f"' onmouseover='window.{MARK}=1' x='",
    "end of a section": f"]]><script>window.{MARK}=1</script><![CDATA[",
    "end of a comment": f"--><script>window.{MARK}=1</script><!--",
    "end of a title": f"</title></textarea></script><script>window.{MARK}=1</script>",
    "entity": f"&lt;script&gt;window.{MARK}=1&lt;/script&gt; &#x3c;script&#x3e;",
    "template": "{{ 7*191 }} {% raw %} ${7*191} <%= 7*191 %> #{7*191}",
    "markdown": f"[click](javascript:window.{MARK}=1) ![x](//evil.example/x.png)",
    "formula": '=HYPERLINK("http://evil.example","click")',
    "plus": "+1+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "terminal": "\x1b[31m\x1b]0;evil\x07\x1b[2J\x9b2J",
    "direction": "\u202etxt.exe\u202c \u2066isolated\u2069 \u200fright\u061c",
    "invisible": "zero\u200bwidth\u2060joined\ufeffmark\u00adsoft",
    "separators": "one\u2028two\u2029three\x85four\x0bfive",
    "calendar": "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTENDEE:mailto:evil@evil.example\r\nSUMMARY:x",
    "header": "x\r\nBcc: evil@evil.example\r\nContent-Type: text/html\r\n\r\n<b>",
    "address": "evil@evil.example>,<other@evil.example",
    "nothing": "a\x00b\x00",
    "half letters": "\ud800 \udfff \udcff",
    "path": "../../../../etc/passwd \\..\\..\\x $(touch evil) `touch evil`; rm -rf x",
    "sql": "'); DROP TABLE incidents; -- \" OR 1=1",
    "search": '" NEAR( * ^ AND OR NOT : {a b} -',
    "homographs": "Сloudflаre ɑnd Gοοgle",
    "long": "very " * 20_000,
    "marks over marks": "Z" + "\u0301" * 3_000,
}
LINKS = (
    f"javascript:window.{MARK}=1", "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd",
    f"http://evil.example/\"onmouseover=\"window.{MARK}=1", "//evil.example/x", " java\tscript:alert(1)",
)  # fmt: skip
SERVICES = ("Cloudflare", "GitHub", "Slack", "Zoom", "Reddit")

# What a terminal, a browser or a mail program would obey, or show in another order than it stands.
OBEYED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ud800-\udfff]"
)


def told_at(number: int) -> datetime:
    """Six hours from one payload to the next, so that each has an outage of its own, nearly all in one week."""
    return NOW - timedelta(hours=2 + 6 * number)


def headline(number: int, payload: str) -> str:
    service = SERVICES[number % len(SERVICES)]
    return f"{payload} {service} is down for thousands of users, part {number}"


def story(number: int, payload: str) -> str:
    service = SERVICES[number % len(SERVICES)]
    return (
        f"{service} went down on {told_at(number):%d %B} at {told_at(number):%H:%M} UTC and thousands of users could not log in.\n\n"
        f"{service} said that the outage was caused by a faulty configuration change {payload[:150]} in its network. "
        f"It lasted about {number + 2} hours, {service} said. The company said it will publish a post-mortem by Friday."
    )


def json_feed() -> bytes:
    """A feed whose form can carry everything: escapes hold what XML forbids."""
    items: list[dict[str, Any]] = []
    for number, (name, payload) in enumerate(PAYLOADS.items()):
        items.append(
            {
                "id": f"{name} {payload[:200]}",
                "url": f"http://paper.test.example/feed-{number}",
                "title": headline(number, payload),
                "content_text": story(number, payload),
                "authors": [{"name": payload[:300]}],
                "date_published": told_at(number).isoformat(),
            }
        )
    items += [
        {"id": f"link {n}", "url": link, "title": headline(n, "A bad link:"), "content_text": story(n, "x"),
         "date_published": (NOW - timedelta(hours=2)).isoformat()}
        for n, link in enumerate(LINKS)
    ]  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": PAYLOADS["script"], "items": items}
    return json.dumps(feed).encode()


def imported_rows() -> str:
    """The same as rows of our own, whose texts come in as they are; each by an outlet with a name that means harm."""
    return "".join(
        json.dumps(
            {
                "url": f"https://import.test.example/story-{number}?x=%22%3E%3Cscript%3E",
                "version_id": number + 1,
                "title": headline(number, payload),
                "text": story(number, payload),
                "outlet": f"{payload[:120]} Post",
                "author": payload[:200],
                "published": told_at(number).isoformat(),
            }
        )
        + "\n"
        for number, payload in enumerate(PAYLOADS.values())
    )


@contextmanager
def hostile_record(folder: Path, cache: Path) -> Iterator[tuple[Settings, Site]]:
    """Send it all through the whole pipeline, once; gives the settings of the record that came of it."""
    outlet = json.dumps(f"{PAYLOADS['attribute']} {PAYLOADS['script']}")
    with serve_site() as site:
        site.routes["/feed"] = answer(body=json_feed(), headers={"content-type": "application/feed+json"})
        (folder / "feeds.toml").write_text(
            f'[[feed]]\nslug = "paper"\noutlet = {outlet}\nkind = "news"\nurl = "http://paper.test.example/feed"\n'
            f'[[feed]]\nslug = "gone"\noutlet = {outlet}\nkind = "news"\nurl = "http://paper.test.example/none"\n',
            "utf-8",
        )
        settings = site.settings(
            database=folder / "record.db",
            archive=folder / "archive",
            cache=cache,
            feeds=folder / "feeds.toml",
        )
        run_pipeline(settings, now=NOW)
        (folder / "rows.jsonl").write_text(imported_rows(), "utf-8")
        import_paths(settings, [folder / "rows.jsonl"], now=NOW)
        yield settings, site


def find_harm(page: bytes | str, *, nonce: str = "") -> list[str]:
    """Return what in HTML would run, be obeyed, or be asked for elsewhere."""
    text = page.decode("utf-8") if isinstance(page, bytes) else page
    found = [f"obeyed: {sign[0]!r}" for sign in OBEYED.finditer(text)]
    found += ["a template was filled with a text"] if "1337" in text else []
    for element in html.document_fromstring(text.encode()).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in ("script", "iframe", "object", "embed", "base") and not (
            nonce and element.get("nonce") == nonce
        ):
            found.append(f"<{element.tag}>")
        for name, value in element.attrib.items():
            address = re.sub(r"[\x00-\x20]", "", value).lower()
            if name.startswith("on") or name == "autofocus":
                found.append(f"{element.tag} {name}={value[:40]}")
            if name in ("href", "src", "action", "formaction", "xlink:href", "poster", "background"):
                if re.match(r"(javascript|vbscript|data|file):", address) and not address.startswith(
                    "data:image/png"
                ):
                    found.append(f"{element.tag} {name}={value[:40]}")
                if name != "href" and "evil.example" in address:
                    found.append(f"{element.tag} asks evil.example")
            if name == "href" and element.tag == "link" and "evil.example" in address:
                found.append("a style sheet from elsewhere")
    return found
