"""Names that a sentence has bent: Slavic cases of borrowed names, in sentences of our own."""

import pytest

from newsagg.detect.lexicon import load_lexicon
from newsagg.detect.names import NameTrie

TRIE = NameTrie(load_lexicon().entries.values())


@pytest.mark.parametrize(
    ("text", "slug", "surface"),
    [
        ("Awaria Twittera trwa", "x", "Twitter"),
        ("Biura bez Slacka", "slack", "Slack"),
        ("Výpadek Facebooku", "facebook", "Facebook"),
        ("Problemy z Instagramem", "instagram", "Instagram"),
        ("Kłopoty z Facebookiem", "facebook", "Facebook"),
    ],
)
def test_a_declined_name_is_the_name_without_its_ending(text: str, slug: str, surface: str) -> None:
    (hit,) = TRIE.find(text)
    assert (hit.name.slug, hit.surface) == (slug, surface)


@pytest.mark.parametrize("text", ["a slacka of rope", "Zooma", "METAU", "Visaem"])
def test_short_names_and_small_letters_are_not_declined(text: str) -> None:
    assert TRIE.find(text) == []
