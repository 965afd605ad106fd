"""Addresses, as people type them, and CSVs of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsagg.report.addresses import AddressError, make_key, read_address
from newsagg.report.people import ask_to_confirm, read_people


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("ana@corp.example", "ana@corp.example"),
        ("  Ana.Lee+news@Corp.Example ", "Ana.Lee+news@Corp.Example"),
        ("o'neil@corp.example", "o'neil@corp.example"),
        ("root@localhost", "root@localhost"),
        ("ana@bücher.example", "ana@xn--bcher-kva.example"),
        ("ana@BÜCHER.example", "ana@xn--bcher-kva.example"),
    ],
)
def test_an_address_is_read_as_it_is_mailed_to(typed: str, address: str) -> None:
    assert read_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "", "ana", "@corp.example", "ana@", "ana@@corp.example", "a b@corp.example", "ana@corp..example", "ana@-a.example",
        "ana@corp_x.example", "ana@[127.0.0.1]", '"a b"@corp.example', "änna@corp.example", ".a@corp.example",
        "a..b@corp.example", "ana@corp.example\r\nBcc: x@y.example", "ana@corp.example, bob@corp.example",
        "Ana <ana@corp.example>", "ana@corp.example\x00", "a" * 65 + "@corp.example", "a@" + "b" * 64 + ".example",
        "a@" + ".".join(["label"] * 60), "ana@xn--\ud800.example", "ana@☃\u202e.example", ">@corp.example", "a\u2028@b.example",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_with_its_reason(typed: str) -> None:
    with pytest.raises(AddressError):
        read_address(typed)


def test_two_spellings_of_a_mailbox_have_one_key() -> None:
    assert make_key("Ana@BÜCHER.example") == make_key("ana@xn--bcher-kva.EXAMPLE")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_whatever_is_typed_is_an_address_in_ascii_or_refused(text: str) -> None:
    for typed in (text, f"{text}@corp.example", f"ana@{text}.example"):
        try:
            address = read_address(typed)
        except AddressError:
            continue
        assert address.isascii()
        assert address.isprintable()
        assert not set(address) & set(' <>,;:"\\()[]')
        assert read_address(address) == address


CSV = """name;E-Mail;lang
Ana;ana@corp.example;en
Nobody;not an address;
"Lee; Bob";bob@corp.example;
;;
Again;ANA@corp.example;
Short
"""


def test_the_rows_of_a_csv_are_people_or_named() -> None:
    people, faults = read_people(CSV, "people.csv")
    assert [(one.address, one.name, one.language) for one in people] == [
        ("ana@corp.example", "Ana", "en"),
        ("bob@corp.example", "Lee; Bob", ""),
    ]
    assert [fault.split(":")[0] for fault in faults] == [
        "people.csv, line 3", "people.csv, line 6", "people.csv, line 7",
    ]  # fmt: skip
    assert "stands in line 2 already" in faults[1]


@pytest.mark.parametrize(
    "text",
    ["ana@corp.example", "ana@corp.example,Ana,en\n", "\ufeffaddress\nana@corp.example\n", "email\tname\nana@corp.example\tAna\n"],
)  # fmt: skip
def test_csvs_of_several_forms_are_read(text: str) -> None:
    people, faults = read_people(text, "x.csv")
    assert [one.address for one in people] == ["ana@corp.example"]
    assert not faults


def test_the_mail_that_asks_to_confirm_names_the_list_on_one_line() -> None:
    subject, text = ask_to_confirm("Outages\r\nBcc: x", "https://desk.example/digest/confirm/t", 14)
    assert subject == "Please confirm: Outages Bcc: x"
    assert "\nhttps://desk.example/digest/confirm/t\n" in text
    assert "14 days" in text
