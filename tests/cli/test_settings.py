"""A setting that cannot be meant is refused with its name, and with what to write instead."""

from pathlib import Path

import pytest

from newsagg.errors import SettingsError
from newsagg.settings import load_settings


@pytest.mark.parametrize(
    ("variable", "value", "hint"),
    [
        pytest.param(
            "NEWSAGG_BATCH", "0", "a whole number, 1 or more", id="a batch of nothing judges nothing"
        ),
        pytest.param("NEWSAGG_BATCH", "many", "a whole number, 1 or more", id="no number"),
        pytest.param("NEWSAGG_WORKERS", "0", "a whole number, 1 or more", id="nobody to ask"),
        pytest.param("NEWSAGG_TOTAL_SECONDS", "nan", "a number, 0 or more", id="not a number"),
        pytest.param("NEWSAGG_TOTAL_SECONDS", "inf", "a number, 0 or more", id="no limit at all"),
        pytest.param("NEWSAGG_TOTAL_SECONDS", "-1", "a number, 0 or more", id="less than nothing"),
        pytest.param("NEWSAGG_DATABASE", "", "a path", id="a database without a name"),
        pytest.param("NEWSAGG_CACHE", "", "a path", id="a folder without a name"),
        pytest.param("NEWSAGG_CACHE", "~nobody-of-this-name/x", "a path", id="the home of a stranger"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused(variable: str, value: str, hint: str) -> None:
    with pytest.raises(SettingsError, match=f"^{variable}: .* [(]write {hint}[)]$"):
        load_settings({variable: value})


@pytest.mark.parametrize(
    "line", ["batch = [1]", "batch = true", "zone = 3", "feeds = 7", "total_seconds = nan"]
)
def test_a_value_of_another_kind_in_the_file_is_refused_with_the_files_name(
    line: str, tmp_path: Path
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(line, "utf-8")
    with pytest.raises(SettingsError, match=r"mine\.toml: .* is not a good value for"):
        load_settings({"NEWSAGG_CONFIG": str(file)})


def test_numbers_and_optional_paths_are_read_from_either_place(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('total_seconds = 30\nbatch = 7\nfeeds = ""', "utf-8")
    found = load_settings({"NEWSAGG_CONFIG": str(file), "NEWSAGG_BATCH": "9", "NEWSAGG_SERVICES": ""})
    assert (found.total_seconds, found.batch, found.feeds, found.services) == (30.0, 9, None, None)
