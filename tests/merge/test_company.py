"""Doubtful reports count when sure ones stand beside them."""

from newsagg.merge.cluster import group_reports
from newsagg.merge.company import keep_company
from newsagg.vocabulary import ReportKind
from tests.merge.making import a_report, at, parts


def test_a_doubtful_report_beside_a_sure_one_is_kept() -> None:
    reports = [
        a_report(1, "Slack is down", "Messages do not send.", told=at(9), about=["slack"]),
        a_report(
            2,
            "Slack users frustrated",
            "Nobody can send messages.",
            told=at(10),
            about=["slack"],
            probability=0.2,
        ),
    ]
    assert parts(keep_company(group_reports(reports), {2})) == {frozenset((1, 2))}


def test_doubtful_reports_lend_each_other_no_company() -> None:
    reports = [
        a_report(
            1, "Slack users frustrated", "Meetings drag on.", told=at(9), about=["slack"], probability=0.2
        ),
        a_report(
            2, "Slack users frustrated", "Meetings drag on.", told=at(9), about=["slack"], probability=0.2
        ),
    ]
    assert keep_company(group_reports(reports), {1, 2}) == []


def test_a_doubtful_roundup_is_not_attached() -> None:
    reports = [
        a_report(1, "Slack is down", told=at(9), about=["slack"]),
        a_report(2, "The week", told=at(20), about=["slack"], kind=ReportKind.ROUNDUP, probability=0.2),
    ]
    (group,) = keep_company(group_reports(reports), {2})
    assert dict(group.roles).keys() == {1}
    assert dict(group.origins).keys() == {1}
