"""Awkward layouts give their article's words, no more, and what the page says of itself. Floors are what was reached."""

import pytest

from tests.collect.layouts.reading import Layout, load_layouts, read_layout, score_words

LAYOUTS = [layout for part in ("first", "second", "third", "fourth") for layout in load_layouts(part)]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_layout_gives_its_article(layout: Layout) -> None:
    article, told = read_layout(layout)
    assert score_words(article.body, layout.text) >= 0.95, article.body
    assert [word for word in layout.never if word in article.body] == []
    assert (article.title, article.author, article.published_at) == (
        layout.title,
        layout.author,
        layout.published,
    )
    assert article.url == layout.canonical
    assert article.language == layout.language
    if layout.modified:
        assert told.modified_at == layout.modified


def test_there_are_as_many_layouts_as_promised() -> None:
    assert len(LAYOUTS) >= 48
