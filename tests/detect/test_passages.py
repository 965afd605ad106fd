"""How a text is cut: sentences, quotations, stamps."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsagg.detect.passages import clause_around, cut_passages

SENTENCES = [
    ("plain", "It broke. It works.", ["It broke.", "It works."]),
    ("a.m. goes on", "It broke at 9 a.m. ET. It works.", ["It broke at 9 a.m. ET.", "It works."]),
    ("a.m. ends", "It broke at 9 a.m. Users cried.", ["It broke at 9 a.m.", "Users cried."]),
    ("p.m. Monday", "It broke at 9 p.m. Monday.", ["It broke at 9 p.m. Monday."]),
    ("initial", "J. Doe of Acme Inc. spoke. He left.", ["J. Doe of Acme Inc. spoke.", "He left."]),
    ("numbers", "Version 2.0 broke. Fine.", ["Version 2.0 broke.", "Fine."]),
    ("inside a quotation", '"It broke. We fixed it," she said.', ['"It broke.', 'We fixed it," she said.']),
    ("German date", "Am 3. März fiel es aus. Dann lief es.", ["Am 3. März fiel es aus.", "Dann lief es."]),
    ("Chinese", "服务中断。现已恢复。", ["服务中断。", "现已恢复。"]),
    ("list", "Parts:\n- search\n- chat", ["Parts:", "- search", "- chat"]),
    (
        "wrapped at a margin",
        "The old server ran out of disk space in the night and\nnobody saw it. It was restarted.",
        ["The old server ran out of disk space in the night and\nnobody saw it.", "It was restarted."],
    ),
]


@pytest.mark.parametrize(("text", "sentences"), [pytest.param(*row[1:], id=row[0]) for row in SENTENCES])
def test_sentences_end_where_readers_end_them(text: str, sentences: list[str]) -> None:
    found = cut_passages(f"Title\n\n{text}").sentences[1:]
    assert [s.text for s in found] == sentences


def test_the_inside_of_a_quotation_is_blanked_and_keeps_its_length() -> None:
    (_, sentence) = cut_passages('T\n\nShe said: "He says no" and left.').sentences
    assert len(sentence.masked) == len(sentence.text)
    assert "says" not in sentence.masked
    assert "said" in sentence.masked


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("“One.” Two “three four”.", 2, id="curly"),
        pytest.param('"One two." Three. "Four five."', 2, id="straight"),
        pytest.param("'We are on it,' it said.", 1, id="single"),
        pytest.param("The users' feeds and the bank's app broke.", 0, id="apostrophes"),
        pytest.param("„Wir arbeiten daran“, hieß es.", 1, id="German"),
        pytest.param('"It runs on without an end', 1, id="open end"),
    ],
)
def test_quotations_are_told_from_apostrophes(text: str, count: int) -> None:
    assert len(cut_passages(f"T\n\n{text}").quotations) == count


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("Update, March 4, 12:56 pm ET: It works.", "March 4, 12:56 pm ET"),
        ("Update 12:56 pm ET: It works.", "12:56 pm ET"),
        ("[Updated at 12:56 pm ET] It works.", "at 12:56 pm ET"),
        ("The update at 12:56 broke it.", ""),
    ],
)
def test_stamps_of_living_articles_are_seen(line: str, stamp: Any) -> None:
    assert cut_passages(f"T\n\n{line}").sentences[1].stamp == stamp


@given(st.text(max_size=400))
def test_sentences_stand_verbatim_in_any_text(text: str) -> None:
    passages = cut_passages(text)
    for sentence in passages.sentences:
        assert text[sentence.start : sentence.end] == sentence.text
        assert len(sentence.masked) == len(sentence.text)
        assert passages.sentence_at(sentence.start) == sentence


@given(st.text(alphabet="ab ,;—but.", min_size=1, max_size=700), st.data())
def test_a_clause_holds_its_words_and_is_no_page(text: str, data: st.DataObject) -> None:
    for sentence in cut_passages(f"T\n\n{text}").sentences:
        low = data.draw(st.integers(0, len(sentence.text) - 1))
        high = data.draw(st.integers(low + 1, min(len(sentence.text), low + 200)))
        start, end = clause_around(sentence, sentence.start + low, sentence.start + high)
        assert start <= sentence.start + low
        assert end >= sentence.start + high
        assert end - start <= 300
