"""Tokens prove what they say, and nothing else; the key is made once, for its owner alone."""

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsagg.errors import SettingsError
from newsagg.report.tokens import (
    TokenError,
    make_message_id,
    read_confirm,
    read_key,
    read_leave,
    sign_confirm,
    sign_leave,
)
from newsagg.settings import Settings

KEY = b"k" * 64
ASKED = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_token_is_read_back() -> None:
    assert read_leave(KEY, sign_leave(KEY, 17)) == 17
    assert read_confirm(KEY, sign_confirm(KEY, 17, ASKED)) == (17, ASKED)


@pytest.mark.parametrize(
    "token", ["", "x", "MTc.x", "MTc." + "A" * 27, "🚒", "a.b.c", sign_leave(b"o" * 64, 17)]
)
def test_a_token_that_we_did_not_make_is_refused(token: str) -> None:
    with pytest.raises(TokenError):
        read_leave(KEY, token)
    with pytest.raises(TokenError):
        read_confirm(KEY, token)


def test_a_token_for_one_thing_does_no_other() -> None:
    with pytest.raises(TokenError):
        read_confirm(KEY, sign_leave(KEY, 17))
    with pytest.raises(TokenError):
        read_leave(KEY, sign_confirm(KEY, 17, ASKED))


def test_a_token_tells_no_address_and_fits_a_line() -> None:
    assert len(sign_leave(KEY, 10**9)) < 80
    assert len(sign_confirm(KEY, 10**9, ASKED)) < 100


def test_a_message_id_is_the_same_for_a_list_week_and_subscriber_and_no_other() -> None:
    given = [
        {"slug": slug, "label": label, "subscriber_id": number}
        for slug in ("all", "al")
        for label in ("2026-W10", "l2026-W10")
        for number in (1, 11)
    ]
    made = [make_message_id(KEY, **one, domain="corp.example") for one in given]  # type: ignore[arg-type]
    assert len(set(made)) == len(made)
    assert made == [make_message_id(KEY, **one, domain="corp.example") for one in given]  # type: ignore[arg-type]


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings(database=tmp_path / "var" / "newsagg.db")
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: read_key(settings), range(8)))
    assert len(keys) == 1
    (path,) = (tmp_path / "var").iterdir()
    assert path.name == "newsagg.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_that_is_none_is_told(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("short")
    with pytest.raises(SettingsError, match="too short"):
        read_key(Settings(key_file=path))
    with pytest.raises(SettingsError, match="NEWSAGG_KEY_FILE"):
        read_key(Settings(key_file=tmp_path))
