"""A CSV of addresses -> people to subscribe, and what is wrong with its rows; the mail that asks to confirm. Pure."""

import csv
import io
from dataclasses import dataclass

from newsagg.report.addresses import AddressError, make_key, read_address
from newsagg.report.headers import MOST_NAME, flatten

MOST_ROWS = 200_000
"""More are no list of people."""
_ADDRESS = ("address", "email", "e-mail", "mail")
_LANGUAGE = ("language", "lang")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody to be subscribed."""

    address: str
    """Has passed ``read_address``."""
    key: str
    name: str = ""
    language: str = ""


def read_person(address: str, name: str = "", language: str = "") -> Person:
    """Return a person from what somebody typed. Raises AddressError."""
    checked = read_address(address)
    return Person(
        address=checked,
        key=make_key(checked),
        name=flatten(name, MOST_NAME),
        language=flatten(language, 20).lower(),
    )


def read_people(text: str, source: str) -> tuple[list[Person], list[str]]:
    """Return the people of a CSV, and what is wrong with the other rows, each named by file and line.

    The first row may name the columns: ``address`` (or ``email``), ``name``, ``language``; without it they stand in
    this order. Comma, semicolon or tab; an address that comes again is told.
    """
    people: list[Person] = []
    faults: list[str] = []
    seen: dict[str, int] = {}
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=_find_delimiter(text))
    columns = {"address": 0, "name": 1, "language": 2}
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            if rows.line_num == 1 and (named := _read_header(cells)) is not None:
                columns = named
                continue
            if not any(cells):
                continue
            place = f"{source}, line {rows.line_num}"
            if len(people) >= MOST_ROWS:
                faults.append(f"{place}: more than {MOST_ROWS:,} rows; the rest is left out")
                break
            try:
                person = read_person(**{name: _cell(cells, at) for name, at in columns.items()})
            except AddressError as error:
                faults.append(f"{place}: {error}")
                continue
            if person.key in seen:
                faults.append(f"{place}: {person.address} stands in line {seen[person.key]} already")
                continue
            seen[person.key] = rows.line_num
            people.append(person)
    except csv.Error as error:
        faults.append(f"{source}, line {rows.line_num}: is no CSV: {error}")
    return people, faults


def _find_delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _read_header(cells: list[str]) -> dict[str, int] | None:
    names = [cell.casefold() for cell in cells]
    at = next((names.index(name) for name in _ADDRESS if name in names), None)
    if at is None:
        return None
    columns = {"address": at}
    if "name" in names:
        columns["name"] = names.index("name")
    language = next((names.index(name) for name in _LANGUAGE if name in names), None)
    return columns if language is None else columns | {"language": language}


def _cell(cells: list[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def ask_to_confirm(title: str, url: str, days: int) -> tuple[str, str]:
    """Return subject and text of the mail that asks whether its reader wants a list."""
    name = flatten(title, MOST_NAME)
    text = (
        f"Somebody, most likely you, asked for the weekly mail\n\n    {name}\n\n"
        f"at this address. It comes once you confirm on this page:\n\n{url}\n\n"
        f"The link works for {days} days. Without it nothing is sent to you, and\n"
        "nothing more need be done.\n"
    )
    return f"Please confirm: {name}", text
