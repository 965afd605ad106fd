"""What in the claims of one incident is another outage's, or one place's, and what of it goes on."""

from dataclasses import replace

import pytest

from newsagg.merge.agreement import weigh
from newsagg.merge.belonging import keep_own
from newsagg.merge.headline import describe_incident
from newsagg.model import Finding, StoredClaim
from newsagg.vocabulary import (
    CauseCategory,
    ClaimType,
    FindingKind,
    Lifecycle,
    ReportKind,
    SpeakerRole,
    Stance,
)
from tests.merge.making import a_claim, a_group, a_report, at

T = ClaimType
C = CauseCategory
MONDAY = (at(0, day=-4), at(24, day=-4))


def quoted(stored: StoredClaim, quote: str, words: str = "") -> StoredClaim:
    value = replace(stored.claim.value, words=words or stored.claim.value.words)
    return replace(stored, claim=replace(stored.claim, quote=quote, value=value))


def start(text: str, first: float, last: float | None = None, **more: object) -> StoredClaim:
    return a_claim(T.START_TIME, text, when=(at(first), at(first if last is None else last)), **more)  # type: ignore[arg-type]


def end(text: str, first: float, quote: str, last: float | None = None, **more: object) -> StoredClaim:
    claim = a_claim(T.END_TIME, text, when=(at(first), at(first if last is None else last)), **more)  # type: ignore[arg-type]
    return quoted(claim, quote, words=text)


def find(kind: ClaimType, *claims: StoredClaim, kinds: dict[int, ReportKind] | None = None) -> Finding | None:
    return next((f for f in weigh(claims, {}, kinds=kinds) if f.type is kind), None)


def test_a_day_well_before_the_start_in_the_same_article_is_of_the_outage_that_it_recalls() -> None:
    recalled = "All of it had been away for six hours on Friday."
    earlier = quoted(
        a_claim(T.START_TIME, "Friday", when=MONDAY, by="Acme", role=SpeakerRole.VENDOR_OFFICIAL), recalled
    )
    longer = quoted(a_claim(T.DURATION, "6 h", minutes=(360, 360)), recalled)
    own, length = start("14:00", 14), a_claim(T.DURATION, "2 h", minutes=(120, 120))
    claims = [earlier, longer, own, length]
    assert [s.id for s in keep_own(claims, {}, {})] == [own.id, length.id]
    found = find(T.START_TIME, *claims)
    assert found is not None
    assert found.kind is FindingKind.SINGLE
    assert found.best == "14:00"


def test_a_day_before_stays_where_another_report_or_the_vendors_own_account_gives_it() -> None:
    earlier, later = a_claim(T.START_TIME, "Friday", when=MONDAY), start("14:00", 14)
    other = a_claim(T.START_TIME, "Friday too", when=MONDAY, article=2)
    assert len(keep_own([earlier, later, other], {1: 1, 2: 2}, {})) == 3
    assert len(keep_own([earlier, later, other], {1: 1, 2: 1}, {})) == 2, "a copy bears nothing out"
    assert len(keep_own([earlier, later], {}, {1: ReportKind.POSTMORTEM})) == 2


def test_a_start_after_the_end_is_of_another_outage() -> None:
    began, over, again = start("9:00", 9), end("11:00", 11, "It was over at 11:00."), start("16:00", 16)
    assert [s.id for s in keep_own([began, over, again], {}, {})] == [began.id, over.id]


def test_a_start_is_not_left_out_for_an_end_that_lies_before_it() -> None:
    recalled, began = a_claim(T.START_TIME, "Friday", when=MONDAY), start("15:39", 15.65)
    misread = a_claim(T.END_TIME, "13:00", when=at(13, day=-4))
    assert [s.id for s in keep_own([recalled, began, misread], {}, {})] == [began.id]


def test_no_record_ends_before_it_starts() -> None:
    report = a_report(
        1,
        "Acme is down",
        told=at(15),
        about=["acme"],
        claims=[start("morning", 5, 10), end("afternoon", -12, "It ran again in the afternoon.", -7)],
    )
    told = describe_incident(a_group(report), now=at(20))
    assert told.headline.ended_to is None
    assert T.END_TIME not in {f.type for f in told.findings}


@pytest.mark.parametrize(
    ("quote", "kept"),
    [
        ("Am Flughafen Ludwigsau ruhte der Betrieb bis 10 Uhr.", False),
        ("At the city's main hospital, doctors worked on paper until 10 Uhr.", False),
        ("Northair had its planes in the air by 10 Uhr.", False),
        ("Acme was back at 10 Uhr, said the airport.", True),
        ("It was over at 10 Uhr.", True),
    ],
)
def test_an_end_told_of_one_place_or_one_firm_that_was_hit_is_not_the_outages(quote: str, kept: bool) -> None:
    over = end("10 Uhr", 10, quote)
    service = a_claim(T.AFFECTED_SERVICE, "Acme", slug="acme")
    victim = a_claim(T.AFFECTED_CUSTOMER, "Northair", slug="northair")
    assert (over in keep_own([over, service, victim], {}, {})) is kept


def test_back_for_most_and_back_for_all_are_both_true_and_the_latter_is_the_end() -> None:
    most = end("14:30", 14.5, "Most services were back by 14:30.", by="Acme", role=SpeakerRole.STATUS_PAGE)
    everything = end("17:06", 17.1, "By 17:06 all was back.", article=2)
    found = find(T.END_TIME, most, everything)
    assert found is not None
    assert (found.kind, found.best) == (FindingKind.COMPATIBLE, "17:06")
    one = "Most services were back by 14:30, and all by 17:06."
    both = [end("14:30", 14.5, one), end("17:06", 17.1, one)]
    found = find(T.END_TIME, *both)
    assert found is not None
    assert found.best == "17:06"


def test_back_for_most_does_not_resolve_an_incident() -> None:
    def lifecycle(*claims: StoredClaim) -> Lifecycle:
        report = a_report(1, "Acme is down", told=at(15), about=["acme"], claims=claims)
        return describe_incident(a_group(report), now=at(20)).headline.lifecycle

    most = end("14:30", 14.5, "Most services were back by 14:30.")
    stages = quoted(a_claim(T.STATUS, "restored"), "Service is being restored step by step.")
    assert lifecycle(most) is Lifecycle.MONITORING
    assert lifecycle(stages) is Lifecycle.MONITORING
    assert lifecycle(most, a_claim(T.STATUS, "resolved", article=2)) is Lifecycle.RESOLVED


def test_a_length_told_while_it_lasts_does_not_contradict_the_whole_length() -> None:
    so_far = quoted(
        a_claim(T.DURATION, "4 h", minutes=(240, 240), by="Acme", role=SpeakerRole.VENDOR_OFFICIAL),
        "The network has been down for 4 h.",
    )
    found = find(T.DURATION, so_far, a_claim(T.DURATION, "10 h", minutes=(600, 600), article=2))
    assert found is not None
    assert (found.kind, found.best) == (FindingKind.COMPATIBLE, "10 h")


def test_a_forecast_does_not_lead_before_what_was_said_to_have_happened() -> None:
    hoped = a_claim(
        T.END_TIME,
        "22:20",
        when=at(22.3),
        by="Acme",
        role=SpeakerRole.VENDOR_OFFICIAL,
        stance=Stance.FORECAST,
    )
    found = find(T.END_TIME, hoped, end("23:50", 23.8, "It was over at 23:50.", article=2))
    assert found is not None
    assert found.best == "23:50"


def test_who_retells_the_status_page_in_another_language_is_no_side_of_his_own() -> None:
    page = a_claim(
        T.CAUSE, "timing setting", categories=[C.CONFIGURATION], by="Acme", role=SpeakerRole.STATUS_PAGE
    )
    retold = a_claim(T.CAUSE, "réglage erroné", categories=[C.CONFIGURATION], by="Le Courrier", article=2)
    other = a_claim(T.CAUSE, "damaged database", categories=[C.DATA_STORE], by="Ledger", article=3)
    found = find(T.CAUSE, page, retold, other)
    assert found is not None
    assert found.kind is FindingKind.CONFLICT
    assert found.sentence == (
        "Acme's status page says timing setting, as does Le Courrier; Ledger says damaged database."
    )


def test_a_speaker_who_names_two_causes_in_one_article_does_not_contradict_himself_in_two() -> None:
    vendor = {"by": "Acme", "role": SpeakerRole.VENDOR_OFFICIAL}
    claims = [
        a_claim(kind, text, categories=[category], article=article, **vendor)  # type: ignore[arg-type]
        for article in (1, 2)
        for kind, text, category in (
            (T.CAUSE, "broken shard", C.DATA_STORE),
            (T.CAUSE, "surge", C.CAPACITY_LOAD),
        )
    ]
    found = find(T.CAUSE, *claims)
    assert found is not None
    assert found.kind is FindingKind.COMPATIBLE


def test_not_ours_does_not_deny_that_it_was_another_firms() -> None:
    ours = a_claim(T.CAUSE, "Acme fault", categories=[C.THIRD_PARTY], stance=Stance.DENIED, by="Acme")
    theirs = a_claim(T.CAUSE, "transit carrier", categories=[C.THIRD_PARTY], article=2)
    found = find(T.CAUSE, ours, theirs)
    assert found is not None
    assert found.kind is not FindingKind.CONFLICT


def test_a_service_that_works_again_is_not_one_that_was_spared() -> None:
    down = a_claim(T.AFFECTED_SERVICE, "Builds", slug="builds")
    back = quoted(
        a_claim(T.AFFECTED_SERVICE, "not affected: Builds", slug="builds", excluded=True, by="Other"),
        "Builds is operating normally.",
    )
    found = find(T.AFFECTED_SERVICE, down, back)
    assert found is not None
    assert (found.kind, found.best) == (FindingKind.SINGLE, "Builds")


@pytest.mark.parametrize(
    ("kind", "quote"),
    [
        (T.DATA_LOSS, "Before they lock it, such gangs steal data from whoever they are in."),
        (T.CAUSE, "Delays went on after the system came back up, because of a heavy load."),
        (T.END_TIME, "Update, 3:09 pm: Added more details from the vendor."),
        (T.END_TIME, "At 3:56 it wrote that it knew the fault and was working to determine a fix."),
    ],
    ids=["what attackers do", "what came afterwards", "an edit of the article", "work towards an end"],
)
def test_asides_are_no_facts_of_the_outage(kind: ClaimType, quote: str) -> None:
    assert keep_own([quoted(a_claim(kind, quote, when=at(3)), quote)], {}, {}) == []


def test_a_word_that_no_number_is_given_does_not_lead_before_a_number() -> None:
    silent = a_claim(T.AFFECTED_USERS, "number not disclosed", by="Acme", role=SpeakerRole.VENDOR_OFFICIAL)
    found = find(
        T.AFFECTED_USERS, silent, a_claim(T.AFFECTED_USERS, "4,000 users", number=(4000, 4000), unit="users")
    )
    assert found is not None
    assert found.best == "4,000 users"


def test_a_cautious_resolved_does_not_lead_before_partially_restored() -> None:
    vendor = {"by": "Acme", "role": SpeakerRole.VENDOR_OFFICIAL, "stance": Stance.HEDGED}
    maybe = a_claim(T.STATUS, "resolved", **vendor)  # type: ignore[arg-type]
    found = find(T.STATUS, maybe, a_claim(T.STATUS, "partially restored"))
    assert found is not None
    assert found.best == "partially restored"


def test_an_attack_stands_where_only_a_finer_word_for_it_is_refused() -> None:
    vendor = {"by": "Acme", "role": SpeakerRole.VENDOR_OFFICIAL, "categories": [C.SECURITY_ATTACK]}
    attack = a_claim(T.CAUSE, "malicious attack", **vendor)  # type: ignore[arg-type]
    refused = a_claim(T.CAUSE, "ransomware attack", stance=Stance.DENIED, article=2, **vendor)  # type: ignore[arg-type]
    said = a_claim(T.CAUSE, "ransomware attack by a gang", categories=[C.SECURITY_ATTACK], article=3)
    found = find(T.CAUSE, attack, refused, said)
    assert found is not None
    assert found.best == "malicious attack"
