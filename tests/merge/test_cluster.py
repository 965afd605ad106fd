"""Hard cases of telling outages apart; every sentence is ours."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsagg.merge.cluster import group_reports
from newsagg.model import Report
from newsagg.vocabulary import ArticleRole, CauseCategory, ClaimType, ReportKind
from tests.merge.making import a_claim, a_report, at, parts, service


def test_three_tellings_of_one_outage_are_one_incident() -> None:
    reports = [
        a_report(
            1, "Slack is down", "Messages do not send this morning, users say.", told=at(9), about=["slack"]
        ),
        a_report(
            2,
            "Slack outage stops messages in offices",
            "The chat tool failed at nine.",
            told=at(10),
            about=["slack"],
        ),
        a_report(
            3,
            "Slack is back after a two-hour outage",
            "Channels load again.",
            told=at(12),
            about=["slack"],
            kind=ReportKind.UPDATE,
        ),
    ]
    assert parts(group_reports(reports)) == {frozenset((1, 2, 3))}


def test_two_services_that_fall_in_the_same_hours_stay_apart() -> None:
    reports = [
        a_report(1, "Trello is down", "Boards show an error.", told=at(9), about=["trello"]),
        a_report(2, "Zoom is down", "Meetings show an error.", told=at(9.2), about=["zoom"]),
        a_report(3, "Trello boards fail for many", "Boards show an error.", told=at(9.5), about=["trello"]),
    ]
    assert parts(group_reports(reports)) == {frozenset((1, 3)), frozenset((2,))}


def test_two_clouds_that_fail_at_the_same_hours_stay_apart() -> None:
    reports = [
        a_report(1, "AWS outage hits shops", "The Virginia region lost power.", told=at(9), about=["aws"]),
        a_report(
            2,
            "Azure outage hits offices",
            "A wrong setting reached the front doors.",
            told=at(9),
            about=["azure"],
        ),
        a_report(
            3, "AWS says Virginia is recovering", "Power is back in the region.", told=at(13), about=["aws"]
        ),
        a_report(
            4,
            "Azure recovers",
            "The setting was rolled back at the front doors.",
            told=at(14),
            about=["azure"],
        ),
    ]
    assert parts(group_reports(reports)) == {frozenset((1, 3)), frozenset((2, 4))}


def test_a_second_outage_of_the_same_service_days_later_is_another() -> None:
    reports = [
        a_report(1, "Spotify is down", "Songs do not start.", told=at(9), about=["spotify"]),
        a_report(
            2, "Spotify outage silences phones", "Listeners lost the app.", told=at(10), about=["spotify"]
        ),
        a_report(
            3, "Spotify is down again", "The player logs people out.", told=at(9, day=9), about=["spotify"]
        ),
        a_report(
            4, "Spotify users hit with second outage", "Log-ins fail.", told=at(10, day=9), about=["spotify"]
        ),
    ]
    assert parts(group_reports(reports)) == {frozenset((1, 2)), frozenset((3, 4))}


def test_two_outages_a_day_apart_are_told_apart_by_their_claimed_starts() -> None:
    def start(hour: float, day: int, article: int) -> list[object]:
        return [a_claim(ClaimType.START_TIME, "start", when=at(hour, day=day), article=article)]

    reports = [
        a_report(n, title, body, told=at(hour, day=day), about=["github"], claims=start(begun, day, n))  # type: ignore[arg-type]
        for n, title, body, hour, day, begun in (
            (1, "GitHub is down", "Pushes fail.", 10.0, 0, 9.0),
            (2, "GitHub outage blocks pushes", "Developers wait.", 11.0, 0, 9.0),
            (3, "GitHub down again", "Actions do not start.", 10.0, 1, 9.5),
            (4, "GitHub suffers another outage", "Build runners idle.", 11.0, 1, 9.5),
        )
    ]
    assert parts(group_reports(reports)) == {frozenset((1, 2)), frozenset((3, 4))}


def test_services_that_fell_with_their_cloud_join_the_clouds_outage() -> None:
    reports = [
        a_report(
            1,
            "AWS outage takes down half the web",
            "Amazon's cloud failed in Virginia.",
            told=at(9),
            about=["aws"],
        ),
        a_report(
            2,
            "Ring and Slack stop working after AWS failure",
            "Doorbells and chats depend on Amazon's cloud, which failed in Virginia.",
            told=at(10),
            about=["aws", service("ring", "affected"), service("slack", "affected")],
        ),
    ]
    assert parts(group_reports(reports)) == {frozenset((1, 2))}


def test_an_unrelated_outage_of_a_dependent_in_the_same_hours_stays_apart() -> None:
    reports = [
        a_report(
            1,
            "AWS outage hits Slack",
            "Virginia lost power; Slack was slow.",
            told=at(9),
            about=["aws", service("slack", "affected")],
        ),
        a_report(
            2,
            "Slack search returns nothing",
            "A faulty index is to blame, it says.",
            told=at(12),
            about=["slack"],
            claims=[
                a_claim(ClaimType.CAUSE, "a faulty index", article=2, categories=[CauseCategory.DATA_STORE])
            ],
        ),
    ]
    assert parts(group_reports(reports)) == {frozenset((1,)), frozenset((2,))}


def test_a_post_mortem_weeks_later_joins_the_day_that_it_names() -> None:
    reports = [
        a_report(
            1, "Rogers outage cuts off Canada", "Phones and cards failed.", told=at(9), about=["rogers"]
        ),
        a_report(
            2, "Rogers network slowly returns", "Phones work again in Canada.", told=at(20), about=["rogers"]
        ),
        a_report(
            3,
            "What went wrong at Rogers",
            "On 14 May 2024 phones and cards failed across Canada. A filter was removed from a core router.",
            told=at(9, day=40),
            about=["rogers"],
            kind=ReportKind.POSTMORTEM,
        ),
        a_report(4, "Rogers is down", "Phones fail in Quebec.", told=at(8, day=40), about=["rogers"]),
    ]
    assert parts(group_reports(reports)) == {frozenset((1, 2, 3)), frozenset((4,))}


def test_a_fine_years_later_joins_the_outage_that_it_names() -> None:
    reports = [
        a_report(
            1,
            "TSB customers locked out",
            "The bank moved its systems and accounts vanished.",
            told=at(9),
            about=["tsb"],
        ),
        a_report(
            2,
            "TSB fined over locked accounts",
            "The bank moved its systems on 14 May 2024 and customers lost their accounts.",
            told=at(9, day=900),
            about=["tsb"],
            kind=ReportKind.UPDATE,
        ),
    ]
    groups = group_reports(reports)
    assert parts(groups) == {frozenset((1, 2))}
    assert dict(groups[0].roles)[2] is ArticleRole.UPDATE


def test_a_report_without_a_date_joins_no_outage_by_its_service_alone() -> None:
    reports = [
        a_report(1, "Instagram is down", "Feeds stay empty.", told=at(9), about=["instagram"]),
        a_report(2, "Instagram outage explained", "Stories vanished.", told=None, about=["instagram"]),
    ]
    assert parts(group_reports(reports)) == {frozenset((1,)), frozenset((2,))}


def test_a_report_without_a_date_joins_as_a_copy() -> None:
    text = (
        "The photo app stopped loading on Tuesday and stayed empty for three hours while engineers in two offices "
        "looked for a broken cache."
    )
    reports = [
        a_report(1, "Instagram is down", text, told=at(9), about=["instagram"]),
        a_report(2, "Instagram is down", text, told=None, about=["instagram"]),
    ]
    groups = group_reports(reports)
    assert parts(groups) == {frozenset((1, 2))}
    assert len(set(dict(groups[0].origins).values())) == 1


def test_a_title_that_changed_five_times_stays_in_one_incident() -> None:
    titles = [
        "Verizon phones show SOS", "Verizon outage: what we know", "Verizon says engineers are on it",
        "Verizon service is returning", "Verizon outage over after ten hours",
    ]  # fmt: skip
    reports = [
        a_report(n, title, "Phones across the country lost their signal.", told=at(8 + n), about=["verizon"])
        for n, title in enumerate(titles, start=1)
    ]
    assert parts(group_reports(reports)) == {frozenset(range(1, 6))}


def test_languages_mix_in_one_incident() -> None:
    reports = [
        a_report(1, "WhatsApp is down", "Messages stay unsent.", told=at(8), about=["whatsapp"]),
        a_report(
            2,
            "WhatsApp-Störung: Nachrichten kommen nicht an",
            "Viele melden Ausfälle.",
            told=at(8.5),
            about=["whatsapp"],
            language="de",
        ),
        a_report(
            3,
            "WhatsApp en panne",
            "Les messages ne partent plus.",
            told=at(9),
            about=["whatsapp"],
            language="fr",
        ),
    ]
    assert parts(group_reports(reports)) == {frozenset((1, 2, 3))}


def test_a_roundup_opens_no_incident_and_hangs_on_each_that_it_tells_of() -> None:
    reports = [
        a_report(1, "Discord is down", "Voice fails.", told=at(9), about=["discord"]),
        a_report(2, "Reddit is down", "Pages fail.", told=at(11), about=["reddit"]),
        a_report(
            3,
            "The week's outages",
            "Discord and Reddit both failed.",
            told=at(40),
            about=["discord", "reddit"],
            kind=ReportKind.ROUNDUP,
        ),
    ]
    groups = group_reports(reports)
    assert parts(groups) == {frozenset((1,)), frozenset((2,))}
    assert all(dict(g.roles)[3] is ArticleRole.ROUNDUP for g in groups)


def test_a_report_of_two_outages_belongs_to_one_and_hangs_on_the_other() -> None:
    reports = [
        a_report(1, "ChatGPT is down", "Answers fail.", told=at(9), about=["chatgpt"]),
        a_report(2, "ChatGPT fails worldwide", "Answers fail.", told=at(9.2), about=["chatgpt"]),
        a_report(3, "Claude is down", "Another fault, it says.", told=at(10), about=["claude"]),
        a_report(4, "Claude shows errors", "A fault of its own.", told=at(10.2), about=["claude"]),
        a_report(
            5,
            "ChatGPT answers fail, and so do Claude's",
            "Two faults.",
            told=at(11),
            about=["chatgpt", "claude"],
        ),
    ]
    groups = group_reports(reports)
    roles = {frozenset(r.article_id for r in g.reports): dict(g.roles) for g in groups}
    both = [own for own, found in roles.items() if 5 in found]
    assert len(both) == 2
    assert sorted(found[5] for found in roles.values()) == [ArticleRole.PRIMARY, ArticleRole.ROUNDUP]


def test_a_roundup_of_nothing_that_we_know_is_left_alone() -> None:
    groups = group_reports(
        [
            a_report(
                1, "Ten years of outages", "A look back.", told=at(9), about=["aws"], kind=ReportKind.ROUNDUP
            )
        ]
    )
    assert groups == []


def test_a_vendors_status_incident_joins_the_news_about_it() -> None:
    reports = [
        a_report(
            1,
            "Elevated errors on all models",
            "We are investigating elevated errors.",
            told=at(9),
            about=["claude"],
            basis="status",
            provider="anthropic",
            kind=ReportKind.OFFICIAL,
        ),
        a_report(
            2,
            "Claude is down for many",
            "The assistant shows errors on all models.",
            told=at(9.5),
            about=["claude"],
        ),
    ]
    assert parts(group_reports(reports)) == {frozenset((1, 2))}


def test_two_status_incidents_that_nobody_reported_stay_two() -> None:
    reports = [
        a_report(
            n,
            title,
            body,
            told=at(hour),
            about=["cloudflare"],
            basis="status",
            provider="cloudflare",
            kind=ReportKind.OFFICIAL,
        )
        for n, title, body, hour in (
            (1, "DNS delays in Oslo", "Resolved. Queries from Norway were slow.", 9.0),
            (2, "Stream uploads failing", "Resolved. Videos could not be uploaded.", 15.0),
        )
    ]
    assert parts(group_reports(reports)) == {frozenset((1,)), frozenset((2,))}


WORDS = (
    "server",
    "queue",
    "cache",
    "failed",
    "slow",
    "login",
    "error",
    "page",
    "region",
    "power",
    "cable",
    "router",
)


@st.composite
def newsrooms(draw: st.DrawFn) -> list[Report]:
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(("slack", "zoom", "aws")),
                st.floats(0, 300, allow_nan=False),
                st.lists(st.sampled_from(WORDS), min_size=1, max_size=8),
                st.sampled_from((ReportKind.REPORT, ReportKind.UPDATE, ReportKind.ROUNDUP)),
                st.booleans(),
            ),
            min_size=2,
            max_size=12,
        )
    )
    return [
        a_report(
            n,
            f"{slug} {words[0]}",
            " ".join(words),
            told=at(hour) if dated else None,
            seen=at(hour),
            about=[slug],
            kind=kind,
        )
        for n, (slug, hour, words, kind, dated) in enumerate(rows, start=1)
    ]


@settings(max_examples=80, deadline=None)
@given(reports=newsrooms(), seed=st.integers(0, 999))
def test_the_order_of_arrival_changes_nothing(reports: list[Report], seed: int) -> None:
    shuffled = list(reports)
    random.Random(seed).shuffle(shuffled)
    assert group_reports(shuffled) == group_reports(reports)


@pytest.mark.parametrize(
    "reports",
    [(), (a_report(1, "", ""),), (a_report(1, "", "", told=None),)],
    ids=["none", "empty", "undated"],
)
def test_nothing_to_compare_is_no_error(reports: Sequence[Report]) -> None:
    assert len(group_reports(reports)) == len(reports)
