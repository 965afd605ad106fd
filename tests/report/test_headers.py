"""Whatever people write into a list, a name or a subject: the mail has the lines that it should have, and no other."""

import email
import email.policy
import re
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsagg.errors import MailError
from newsagg.report.edition import UNSUBSCRIBE, Picture, Rendered
from newsagg.report.headers import flatten, write_mailbox, write_plain, write_text
from newsagg.report.message import Letterhead, Recipient, make_mould, write_note

MADE = datetime(2026, 3, 9, 8, tzinfo=UTC)
NAMES = [
    "From", "Subject", "Date", "List-Id", "Auto-Submitted", "Precedence", "Reply-To", "List-Archive", "To",
    "Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post", "MIME-Version", "Content-Type",
]  # fmt: skip
HOSTILE = [
    "plain words", 'Fox, "Quick" \\ & Co.', "a\r\nBcc: victim@corp.example", "a\nSubject: other", "\r\n\r\n<script>",
    "=?utf-8?q?=0D=0ABcc:_x?=", "Größe, 東京 🚒" * 12, "x" * 3_000, "\x00\x1b[31m\x7f", "\u2028Bcc: x@y.example",
    "\u202eevil", "a <b@c.example>", "(comment) <x@y.example>, z@w.example", "; ; :", "", "   ", ". .", "e\u0301" * 60,
    "a\x85Bcc: x", "\ud800 lone", "word " * 60, "=?=?=?", '"', "\\", "@", "name@host.example",
]  # fmt: skip


def a_mail(
    subject: str = "Week", title: str = "List", name: str = "", sender: str = "", alt: str = ""
) -> bytes:
    rendered = Rendered(
        subject=subject,
        html=f'<p>é</p><a href="{UNSUBSCRIBE}">x</a>',
        text=f"Words.\n{UNSUBSCRIBE}\n",
        pictures=(Picture(cid="one.1@newsagg.invalid", png=b"\x89PNG" * 99, alt=alt),),
    )
    letterhead = Letterhead(
        slug="all",
        title=title,
        from_name=sender or title,
        from_address="outages@corp.example",
        reply_to="desk@corp.example",
        archive_url="https://desk.example/digest/all",
    )
    reader = Recipient(
        address="ana@corp.example",
        name=name,
        message_id="abc@corp.example",
        leave_url=f"https://desk.example/digest/leave/{'t' * 120}",
    )
    return make_mould(rendered, letterhead, made_at=MADE).fill(reader)


def parse(mail: bytes) -> EmailMessage:
    return email.message_from_bytes(mail, policy=email.policy.strict)


def read_name(mail: bytes) -> str:
    """Return the name in To. Python's own reading of it puts blanks between encoded words, against RFC 2047."""
    raw = str(email.message_from_bytes(mail, policy=email.policy.compat32)["To"])
    phrase = raw.rpartition("<")[0].strip().replace("\n", "").replace("\r", "")
    if phrase.startswith('"'):
        return re.sub(r"\\(.)", r"\1", phrase[1:-1])
    return str(make_header(decode_header(phrase)))


def check(mail: bytes) -> EmailMessage:
    head, _, _ = mail.partition(b"\r\n\r\n")
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", mail)
    assert all(len(line) <= 998 for line in mail.split(b"\r\n"))
    head.decode("ascii")
    message = parse(mail)
    assert message.keys() == NAMES
    for part in message.walk():
        assert not part.defects
    for value in message.values():
        assert not value.defects, value
    return message


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_inside_their_header(text: str) -> None:
    mail = a_mail(subject=text, title=text, name=text, sender=text, alt=text)
    message = check(mail)
    assert str(message["Subject"]) == (flatten(text, 250) or "-")
    assert [one.addr_spec for one in message["To"].addresses] == ["ana@corp.example"]
    assert [one.addr_spec for one in message["From"].addresses] == ["outages@corp.example"]
    assert read_name(mail) == flatten(text, 120)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=120))
def test_no_text_at_all_makes_another_line(subject: str, title: str, name: str) -> None:
    mail = a_mail(subject=subject, title=title or "x", name=name, alt=title)
    message = check(mail)
    assert str(message["Subject"]) == (flatten(subject, 250) or "-")
    assert read_name(mail) == flatten(name, 120)


def test_the_head_says_what_lists_say() -> None:
    message = parse(a_mail(title="Outages, weekly"))
    long = f"https://desk.example/digest/leave/{'t' * 120}"
    assert message["List-Unsubscribe"] == f"<{long}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Id"] == '"Outages, weekly" <all.corp.example>'
    assert message["Message-ID"] == "<abc@corp.example>"
    assert message["Date"].datetime == MADE
    # As its bytes stand: one line, as mail programs look for it, and no encoded word.
    assert f"\r\nList-Unsubscribe: <{long}>\r\n".encode() in a_mail()


@pytest.mark.parametrize(
    ("where", "header", "one_click"),
    [
        pytest.param(
            "", "<mailto:desk@corp.example?subject=unsubscribe%20all>", False, id="no public address"
        ),
        pytest.param("http://desk.local/leave/x", "<http://desk.local/leave/x>", False, id="plain http"),
        pytest.param("https://desk.example/leave/x", "<https://desk.example/leave/x>", True, id="https"),
    ],
)
def test_one_click_is_offered_over_https_alone(where: str, header: str, one_click: bool) -> None:
    letterhead = Letterhead(
        slug="all", title="L", from_name="L", from_address="o@corp.example", reply_to="desk@corp.example"
    )
    rendered = Rendered(subject="s", html=f'<a href="{UNSUBSCRIBE}">', text=f"at {UNSUBSCRIBE}", pictures=())
    reader = Recipient(address="a@b.example", name="", message_id="m@corp.example", leave_url=where)
    message = parse(make_mould(rendered, letterhead, made_at=MADE).fill(reader))
    assert message["List-Unsubscribe"] == header
    assert ("List-Unsubscribe-Post" in message) is one_click
    text = message.get_body(("plain",))
    assert text is not None
    assert text.get_content() == f"at {header[1:-1]}"


def test_the_parts_are_what_was_rendered() -> None:
    html = "<p>" + "ä=\t. " * 400 + f'</p><a href="{UNSUBSCRIBE}">one</a>\n.\n..\nFrom me\n{UNSUBSCRIBE}'
    text = f"A line \n.\n.dotted\n\tTab at the end\t\n{UNSUBSCRIBE}{UNSUBSCRIBE}\n" + "ü" * 200
    pictures = tuple(
        Picture(cid=f"p{number}@newsagg.invalid", png=bytes(range(256)) * number, alt=f"Bars {number}")
        for number in (1, 2)
    )
    rendered = Rendered(subject="s", html=html, text=text, pictures=pictures)
    letterhead = Letterhead(slug="all", title="L", from_name="L", from_address="o@corp.example")
    where = "https://desk.example/leave/a=b&c"
    reader = Recipient(address="a@b.example", name="", message_id="m@c.example", leave_url=where)
    mail = make_mould(rendered, letterhead, made_at=MADE).fill(reader)
    message = parse(mail)
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png", "image/png",
    ]  # fmt: skip
    plain, rich = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert rich is not None
    assert plain.get_content().replace("\r\n", "\n") == text.replace(UNSUBSCRIBE, where)
    assert rich.get_content().replace("\r\n", "\n") == html.replace(UNSUBSCRIBE, where.replace("&", "&amp;"))
    shown = [part for part in message.walk() if part.get_content_maintype() == "image"]
    assert [part["Content-ID"] for part in shown] == ["<p1@newsagg.invalid>", "<p2@newsagg.invalid>"]
    assert [part.get_payload(decode=True) for part in shown] == [picture.png for picture in pictures]
    body = mail.partition(b"\r\n\r\n")[2]
    assert max(map(len, body.split(b"\r\n"))) <= 78


def test_mails_of_one_digest_differ_in_their_reader_alone() -> None:
    mould = make_mould(
        Rendered(subject="s", html=f"<a href='{UNSUBSCRIBE}'>", text=UNSUBSCRIBE, pictures=()),
        Letterhead(slug="all", title="L", from_name="L", from_address="o@corp.example"),
        made_at=MADE,
    )
    first, second = (
        mould.fill(
            Recipient(
                address=f"{who}@b.example",
                name="",
                message_id=f"{who}@c.example",
                leave_url=f"https://d.example/{who}",
            )
        )
        for who in ("ana", "bob")
    )
    assert first.replace(b"ana", b"bob") == second


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("List-Unsubscribe", "<https://a>\r\nBcc: x"), ("List-Unsubscribe", "<https://a>\nBcc: x"), ("Message-ID", "<ü@x>"),
        ("Message-ID", ""), ("Content-ID", " "), ("X y", "v"), ("Subject\r\nBcc", "v"), ("X", "v" * 1_000),
    ],
)  # fmt: skip
def test_what_must_stay_as_it_is_and_cannot_is_refused(name: str, value: str) -> None:
    with pytest.raises(MailError):
        write_plain(name, value)


def test_a_long_subject_is_folded_and_read_back() -> None:
    words = " ".join(f"word{number}" for number in range(25))
    written = write_text("Subject", words)
    assert max(map(len, written.split("\r\n"))) <= 78
    assert re.sub(r"\r\n ", " ", written) == f"Subject: {words}\r\n"


def test_a_mailbox_without_a_name_is_its_address() -> None:
    assert write_mailbox("To", "a@b.example", "") == "To: <a@b.example>\r\n"


def test_a_note_is_a_whole_mail() -> None:
    letterhead = Letterhead(slug="all", title="Läst", from_name="Läst", from_address="o@corp.example")
    mail = write_note(
        letterhead, to="a@b.example", name="", subject="Please\r\nBcc: x", text="One\n.\nüber\n", message_id="m@c.example",
        made_at=MADE,
    )  # fmt: skip
    message = parse(mail)
    assert not message.defects
    assert str(message["Subject"]) == "Please Bcc: x"
    assert message.get_content().replace("\r\n", "\n") == "One\n.\nüber\n"
    assert "Bcc" not in message
