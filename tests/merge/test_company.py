"""An unsure report counts when a sure one tells of the same outage and it says enough itself."""

import pytest

from newsagg.merge.cluster import group_reports
from newsagg.vocabulary import ReportKind
from tests.merge.making import a_report, at, parts

SURE = a_report(
    1, "Slack is down: messages fail to send", "Channels hang and messages fail.", told=at(9), about=["slack"]
)


@pytest.mark.parametrize(
    ("probability", "title", "body"),
    [
        pytest.param(
            0.3, "Slack users frustrated", "Nobody can send messages; channels hang.", id="nearly sure"
        ),
        pytest.param(
            0.06, "Slack fails to send messages", "Messages fail, channels hang.", id="the same words"
        ),
        pytest.param(
            0.05,
            "Slack is down: messages fail to send",
            "Channels hang and messages fail.",
            id="a print of it",
        ),
    ],
)
def test_an_unsure_report_that_tells_what_a_sure_one_tells_is_kept(
    probability: float, title: str, body: str
) -> None:
    unsure = a_report(2, title, body, told=at(10), about=["slack"], probability=probability, unsure=True)
    assert parts(group_reports([SURE, unsure])) == {frozenset((1, 2))}


def test_other_news_of_the_service_on_the_day_of_its_outage_is_left_out() -> None:
    other = a_report(
        2,
        "Slack raises prices for small teams",
        "The new plans come with a larger search history.",
        told=at(10),
        about=["slack"],
        probability=0.1,
        unsure=True,
    )
    assert parts(group_reports([SURE, other])) == {frozenset((1,))}


def test_unsure_reports_lend_each_other_no_company() -> None:
    reports = [
        a_report(
            n,
            "Slack users frustrated",
            "Meetings drag on.",
            told=at(9),
            about=["slack"],
            probability=0.3,
            unsure=True,
        )
        for n in (1, 2)
    ]
    assert group_reports(reports) == []


def test_an_unsure_roundup_is_not_attached() -> None:
    week = a_report(
        2, "The week", told=at(20), about=["slack"], kind=ReportKind.ROUNDUP, probability=0.2, unsure=True
    )
    (group,) = group_reports([SURE, week])
    assert dict(group.roles).keys() == {1}
    assert dict(group.origins).keys() == {1}


def test_an_unsure_report_makes_no_one_of_two_outages() -> None:
    """Left out, it is no bridge either."""
    later = a_report(3, "Zoom meetings drop out", "Calls end after a minute.", told=at(11), about=["zoom"])
    both = a_report(
        2,
        "Slack and Zoom compared: which chat is best for teams?",
        "We tried the two for a month.",
        told=at(10),
        about=["slack", "zoom"],
        probability=0.05,
        unsure=True,
    )
    assert parts(group_reports([SURE, both, later])) == {frozenset((1,)), frozenset((3,))}
