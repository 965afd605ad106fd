"""How firmly a clause is put: (what is special, clause, the claim's words, whether it is hedged)."""

import pytest

from newsagg.detect.hedges import read_stance
from newsagg.vocabulary import Stance

CLAUSES = [
    ("what comes next is expected", "The bank has reset its switches and expects all cards to work by noon.", "reset its switches", False),
    ("who believes in the next half", "Staff rerouted traffic and the firm believes that worse is over", "rerouted traffic", False),
    ("and that", "said that it rolled back a change and that some may see delays", "rolled back a change", False),
    ("next sentence", "It touched a few hundred shops. pos-net suggests a quick end", "a few hundred shops", False),
    ("after a suspected attack", "Tills are back after a suspected attack", "are back", False),
    ("in brackets", "Somebody who signs as Owl (and probably is not) has flooded its lines", "flooded its lines", False),
    ("seems to have begun and reached", "It seems to have begun at eight and reached 900 reports", "900 reports", False),
    ("may apply", "Those on the old plan may apply for a credit", "a credit", False),
    ("indications are", "Indications are that a worm got in", "a worm got in", True),
    ("likeliest", "The likeliest reason is a slide under the sea", "a slide under the sea", True),
    ("sounds like", "That sounds like a bad route", "a bad route", True),
    ("seems", "It seems that a cable was cut", "a cable was cut", True),
    ("a fault may", "A worn disk may have stopped the tills", "A worn disk", True),
    ("estimates that", "The host estimates that 40 firms were hit", "40 firms", True),
    ("one theory", "One theory is that a mast bent", "a mast bent", True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("clause", "words", "hedged"), [pytest.param(*row[1:], id=row[0]) for row in CLAUSES]
)
def test_a_hedge_touches_what_it_stands_before(clause: str, words: str, hedged: bool) -> None:
    at = clause.index(words)
    stance = read_stance(clause, (at, at + len(words)), (0, len(clause)), hedged_verb=False)
    assert (stance is Stance.HEDGED) is hedged
