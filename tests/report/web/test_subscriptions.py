"""The pages behind the links of mails, on a desk that runs: a look changes nothing, a press does, without cookies."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from newsagg.report.tokens import read_key, sign_confirm, sign_leave
from newsagg.settings import Settings
from newsagg.store import open_db
from newsagg.store.subscribers import find_subscriber, leave, subscribe
from tests.report.mailing import MADE, add_people, freeze_plain, make_list, states
from tests.report.web.conftest import RunningDesk, serve_desk

pytestmark = pytest.mark.slow

ONE_CLICK = "List-Unsubscribe=One-Click"
FORM = {"content-type": "application/x-www-form-urlencoded"}
ANA, BOB, CEM, DAN = (f"{name}@corp.example" for name in ("ana", "bob", "cem", "dan"))


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = Settings(database=tmp_path_factory.mktemp("people") / "record.db")
    mailing_list = make_list(made.database, title="Outages <b>& more</b>")
    add_people(made.database, mailing_list, ANA, BOB, CEM)
    freeze_plain(made.database, mailing_list)
    db = open_db(made.database)
    subscribe(db, mailing_list.id, address=DAN, key=DAN, name="", language="", active=False, now=MADE)
    db.close()
    return made


@pytest.fixture(scope="module")
def people(settings: Settings) -> Iterator[RunningDesk]:
    with serve_desk(settings.database, "--public") as running:
        yield running


def standing(database: Path, address: str) -> tuple[int, str]:
    db = open_db(database)
    found = find_subscriber(db, 1, address)
    db.close()
    return found.id, found.state


def leave_path(settings: Settings, address: str) -> str:
    number, _ = standing(settings.database, address)
    return f"/digest/leave/{sign_leave(read_key(settings), number)}"


def confirm_path(settings: Settings, address: str, asked: datetime = MADE) -> str:
    number, _ = standing(settings.database, address)
    return f"/digest/confirm/{sign_confirm(read_key(settings), number, asked)}"


def press(desk: RunningDesk, path: str, body: str = "", **options: object) -> httpx.Response:
    return httpx.post(f"{desk.base_url}{path}", content=body, headers=FORM, timeout=30, **options)  # type: ignore[arg-type]


def test_a_look_at_the_page_changes_nothing_and_tells_no_address(
    settings: Settings, people: RunningDesk
) -> None:
    page = people.get(leave_path(settings, ANA))
    assert page.status_code == 200
    assert "Leave “Outages &lt;b&gt;&amp; more&lt;/b&gt;”?" in page.text
    assert '<form method="post"' in page.text
    assert ANA not in page.text
    assert page.headers["cache-control"] == "no-store"
    assert standing(settings.database, ANA)[1] == "active"


def test_the_button_of_a_mail_program_ends_the_subscription(settings: Settings, people: RunningDesk) -> None:
    done = press(people, leave_path(settings, ANA), ONE_CLICK)
    assert done.status_code == 200
    assert standing(settings.database, ANA)[1] == "left"
    assert states(settings.database)[ANA] == "dropped"
    assert press(people, leave_path(settings, ANA), ONE_CLICK).status_code == 200, "twice is once"


def test_the_button_of_the_page_does_too_with_a_cookie_of_the_desk(
    settings: Settings, people: RunningDesk
) -> None:
    done = press(people, leave_path(settings, BOB), cookies={"ds_csrftoken": "something", "other": "1"})
    assert done.status_code == 200
    assert standing(settings.database, BOB)[1] == "left"
    assert "You have left" in people.get(leave_path(settings, BOB)).text


def test_a_pending_address_is_active_once_its_owner_presses(settings: Settings, people: RunningDesk) -> None:
    path = confirm_path(settings, DAN)
    assert "Subscribe to" in people.get(path).text
    assert standing(settings.database, DAN)[1] == "pending"
    assert press(people, path).status_code == 200
    assert standing(settings.database, DAN)[1] == "active"
    assert press(people, path).status_code == 200


def test_an_old_link_does_not_bring_back_who_left(settings: Settings, people: RunningDesk) -> None:
    path = confirm_path(settings, CEM)
    db = open_db(settings.database)
    leave(db, find_subscriber(db, 1, CEM).id, now=datetime.now(UTC))
    db.close()
    assert people.get(path).status_code == 404
    assert press(people, path).status_code == 404
    assert standing(settings.database, CEM)[1] == "left"


@pytest.mark.parametrize("kind", ["leave", "confirm"])
@pytest.mark.parametrize("token", ["MQ.AAAAAAAAAAAAAAAAAAAAAAAAAAA", "MQ.x.y.z-_12345", "x" * 200])
def test_a_link_that_we_did_not_write_does_nothing(kind: str, token: str, people: RunningDesk) -> None:
    for answer in (
        people.get(f"/digest/{kind}/{token}"),
        press(people, f"/digest/{kind}/{token}", ONE_CLICK),
    ):
        assert answer.status_code == 404
        assert "This link leads nowhere" in answer.text


PRIVATE = [
    "/newsagg.json?sql=select+address+from+subscribers", "/newsagg/subscribers", "/newsagg/deliveries.json",
    "/newsagg/digest_deliveries", "/newsagg.json?sql=select+*+from+digest_deliveries",
]  # fmt: skip


def test_no_page_of_the_desk_shows_an_address(settings: Settings) -> None:
    with serve_desk(settings.database, "--public", "--sql") as desk:
        for path in PRIVATE:
            answer = desk.get(path)
            assert "corp.example" not in answer.text, path
            assert answer.status_code != 200, path
