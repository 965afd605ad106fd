"""How a test asks a running newsroom: connect to its port, keep the address's own host."""

from urllib.parse import urlsplit

import httpx

from newsagg.demo.server import RunningNewsroom


def ask(running: RunningNewsroom, url: str, *, method: str = "GET", **headers: str) -> httpx.Response:
    """Return the answer to a request for a newsroom's address; redirects are not followed."""
    parts = urlsplit(url)
    named = {"Host": parts.netloc, **{name.replace("_", "-"): value for name, value in headers.items()}}
    # Loading the certificates would take longer than all the rest, and nothing here is encrypted.
    with httpx.Client(verify=False) as client:
        return client.request(method, running.base_url + parts.path, headers=named, follow_redirects=False)
