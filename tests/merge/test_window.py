"""What a run has to load, given what is due."""

from newsagg.merge.cluster import group_reports
from newsagg.merge.window import touched_window
from tests.merge.making import a_report, at, parts, service


def test_nothing_due_touches_nothing() -> None:
    window = touched_window([])
    assert (window.services, window.since, window.until) == (frozenset(), None, None)


def test_a_report_touches_its_services_and_their_owners() -> None:
    report = a_report(1, "Ring is down", about=["ring", service("aws", "affected")])
    window = touched_window([report], owners=lambda slug: ("amazon",) if slug == "ring" else ())
    assert window.services == frozenset(("ring", "amazon", "aws"))


def test_a_report_that_names_no_service_may_belong_anywhere_in_its_weeks() -> None:
    window = touched_window([a_report(1, "Phones dead in three counties", told=at(9))])
    assert window.services is None
    assert window.since is not None
    assert window.since < at(0, day=-30)


def test_a_follow_up_reaches_back_to_the_day_that_it_names() -> None:
    late = a_report(1, "Rogers fined", "On 14 May 2024 phones failed.", told=at(9, day=700), about=["rogers"])
    window = touched_window([late])
    assert window.since is not None
    assert window.since < at(0)


def test_merging_the_window_gives_the_same_incidents_as_merging_everything() -> None:
    everything = [
        a_report(n, f"{slug.title()} is down", "Pages fail.", told=at(hour, day=day), about=[slug])
        for n, (slug, hour, day) in enumerate(
            [("slack", 9, 0), ("slack", 10, 0), ("zoom", 9, 0), ("slack", 9, 200), ("slack", 9, -200)],
            start=1,
        )
    ]
    due = everything[1:2]
    window = touched_window(due)
    assert window.since is not None
    assert window.until is not None
    loaded = [
        r
        for r in everything
        if window.since <= (r.published_at or r.seen_at) <= window.until
        and (window.services is None or window.services & {s.slug for s in r.services})
    ]
    assert {r.article_id for r in loaded} == {1, 2}
    assert parts(group_reports(loaded)) <= parts(group_reports(everything))
