"""``newsagg explain``: what we make of one article, and why: verdict, services, claims, and what was left out.

An article of the database is read as it stands there; any other address is fetched and not stored; a file or standard
input is read as HTML or as text whose first line is the title. All of it by today's code.
"""

import re
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsagg.cli.incidents import Day
from newsagg.cli.output import json_option, print_json, waiting
from newsagg.cli.sheet import Part, Sheet
from newsagg.errors import DataFileError, NotFoundError
from newsagg.model import Article, Claim, Entry, Page, Verdict
from newsagg.report.phrases import TYPE_NAMES
from newsagg.settings import Settings
from newsagg.vocabulary import FeedKind, Relevance, Scope, Stance

if TYPE_CHECKING:
    from newsagg.detect.claims import ClaimReading
    from newsagg.store.articles import ArticleRecord

# Evidence and left-out sentences shown to a person; --json has them all.
MOST_EVIDENCE = 12
MOST_LEFT_OUT = 12
_HTML_ENDINGS = {".html", ".htm", ".xhtml"}
_COLOURS = {Relevance.RELEVANT: "bold green", Relevance.UNSURE: "bold yellow", Relevance.IRRELEVANT: "bold"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The article to be explained and where it was had."""

    article: Article
    source: str
    """database, web or file."""
    record: "ArticleRecord | None" = None


_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")


def _check_language(ctx: click.Context, param: click.Parameter, value: str) -> str:
    if _LANGUAGE.fullmatch(value) is None:
        raise click.BadParameter(
            f"{value!r} is no language code: write en, de, pt-BR ...", ctx=ctx, param=param
        )
    return value


@click.command(short_help="Explain what is read out of one article.")
@click.argument("target")
@click.option("--outlet", default="", help="Who publishes a file's text.")
@click.option("--published", type=Day(), help="When a file's text was published (UTC).")
@click.option(
    "--language", default="en", show_default=True, callback=_check_language, help="Language of a file's text."
)
@json_option
@click.pass_obj
def explain(
    settings: Settings, target: str, outlet: str, published: datetime | None, language: str, as_json: bool
) -> None:
    """Explain what is read out of one article, by address or file; "-" reads text from standard input.

    A file that ends in .html is read as a page, any other as text: the first line is the title. Nothing is stored.
    """
    from newsagg.detect.claims import read_claims
    from newsagg.pipeline.detect import detect, load_detector

    with waiting("reading the article", quiet=as_json):
        subject = find_subject(settings, target, outlet=outlet, published=published, language=language)
    with waiting("reading the lexicon and the model, which is trained at first use", quiet=as_json):
        detector = load_detector(settings)
    [(verdict, _)] = detect([subject.article], detector)
    reading = read_claims(subject.article, detector.lexicon)
    if as_json:
        print_json(_as_data(subject, verdict, reading))
        return
    sheet = Sheet()
    _print_article(sheet, subject)
    _print_verdict(sheet, subject, verdict)
    _print_claims(sheet, verdict, reading)
    _print_left_out(sheet, reading)


def find_subject(
    settings: Settings, target: str, *, outlet: str, published: datetime | None, language: str
) -> Subject:
    """Return the article that a target names: in the database, on the web, or in a file.

    Raises NotFoundError, FetchError, ForbiddenURLError and ExtractError.
    """
    if target == "-":
        text = sys.stdin.read(settings.page_bytes)
        return _read_text(text, "standard input", outlet, published, language)
    if target.startswith(("http://", "https://")):
        return _find_stored(settings, target) or _fetch(settings, target, language)
    path = Path(target)
    try:
        with path.open("rb") as file:
            data = file.read(settings.page_bytes)
    except OSError as error:
        raise NotFoundError(
            f"can be read neither as a file ({error.strerror}) nor as an address",
            subject=target,
            hint="give an address with http:// or https://, a file, or - for standard input",
        ) from error
    if path.suffix.lower() in _HTML_ENDINGS:
        return _read_page(settings, path, data, outlet, published, language)
    if b"\0" in data:
        raise DataFileError(
            "holds no text", subject=target, hint="give a text file, or a page that ends in .html"
        )
    return _read_text(data.decode("utf-8", "replace"), path.name, outlet, published, language)


def _find_stored(settings: Settings, url: str) -> Subject | None:
    from newsagg.collect.urls import canonical_url
    from newsagg.store import read_db
    from newsagg.store.articles import load_article

    if not settings.database.is_file():
        return None
    db = read_db(settings.database)
    for address in dict.fromkeys((url, canonical_url(url))):
        try:
            record = load_article(db, address)
        except NotFoundError:
            continue
        return Subject(article=record.article, source="database", record=record)
    return None


def _fetch(settings: Settings, url: str, language: str) -> Subject:
    from newsagg.collect.fetch import Fetcher

    with Fetcher(settings) as fetcher:
        page = fetcher.get(url, robots=True)
    return _extract(settings, page, outlet="", published=None, language=language, source="web")


def _read_page(
    settings: Settings, path: Path, data: bytes, outlet: str, published: datetime | None, language: str
) -> Subject:
    address = f"http://file.invalid/{path.name}"
    page = Page(
        url=address,
        final_url=address,
        status=200,
        body=data,
        content_type="text/html",
        fetched_at=datetime.now(UTC),
    )
    return _extract(settings, page, outlet=outlet, published=published, language=language, source="file")


def _extract(
    settings: Settings, page: Page, *, outlet: str, published: datetime | None, language: str, source: str
) -> Subject:
    from urllib.parse import urlsplit

    from newsagg.collect.reader import PageReader

    entry = Entry(
        feed="", key=page.url, url=page.final_url, title="", published_at=published, language=language
    )
    name = outlet or urlsplit(page.final_url).hostname or "unknown outlet"
    with PageReader(settings, workers=1) as reader:
        article = reader.read(entry, page, outlet=name, kind=FeedKind.NEWS)
    return Subject(article=article, source=source)


def _read_text(text: str, name: str, outlet: str, published: datetime | None, language: str) -> Subject:
    title, _, body = text.replace("\r\n", "\n").lstrip("\ufeff\n ").partition("\n")
    article = Article(
        url=f"http://file.invalid/{name.replace(' ', '-')}",
        outlet=outlet or "unknown outlet",
        title=title.strip(),
        body=body.strip(),
        published_at=published,
        seen_at=datetime.now(UTC),
        language=language,
    )
    return Subject(article=article, source="file")


def _as_data(subject: Subject, verdict: Verdict, reading: "ClaimReading") -> dict[str, Any]:
    return {
        "source": subject.source,
        "article": asdict(subject.article),
        "incidents": [list(pair) for pair in subject.record.incidents] if subject.record else [],
        "verdict": asdict(verdict),
        "kept": verdict.relevance is Relevance.RELEVANT,
        "claims": [asdict(claim) for claim in reading.claims],
        "left_out": [asdict(left) for left in reading.rejected],
    }


def _print_article(sheet: Sheet, subject: Subject) -> None:
    article = subject.article
    sheet.line((article.title or "(no title)", "bold"))
    when = f"{article.published_at:%Y-%m-%d %H:%M} UTC" if article.published_at else "no date"
    sheet.line((f"{article.outlet} · {when} · {article.language}", "dim"))
    if subject.source != "file":
        sheet.address(article.url, indent=0)
    words = len(article.body.split())
    where = {
        "database": "as it stands in the database",
        "web": "fetched now, not stored",
        "file": "from a file",
    }
    basis = "" if subject.source == "file" else f", text from its {article.basis}"
    sheet.line((f"{words:,} words, {where[subject.source]}{basis}", "dim"))
    if subject.record and subject.record.page_note:
        sheet.line(("page not to be had: ", "yellow"), subject.record.page_note)
    for incident, role in subject.record.incidents if subject.record else ():
        sheet.line("stands in ", (incident, "cyan"), f" as {role}")


def _print_verdict(sheet: Sheet, subject: Subject, verdict: Verdict) -> None:
    sheet.heading("Verdict")
    sheet.line(
        (verdict.relevance.value, _COLOURS[verdict.relevance]),
        f"  {verdict.kind} · probability {verdict.probability:.2f}",
        indent=2,
    )
    stored = subject.record.verdict if subject.record else None
    if stored and stored.relevance is not verdict.relevance:
        sheet.line(
            (f"the database still has it as {stored.relevance}: `newsagg rebuild`", "yellow"), indent=2
        )
    ordered = sorted(verdict.evidence, key=lambda e: -abs(e.weight))
    for evidence in ordered[:MOST_EVIDENCE]:
        colour = "green" if evidence.weight > 0 else "red"
        sheet.line((f"{evidence.weight:+6.2f}", colour), f"  {evidence.phrase}", indent=2)
    if len(ordered) > MOST_EVIDENCE:
        sheet.line((f"and {len(ordered) - MOST_EVIDENCE} weaker ones: --json", "dim"), indent=2)
    sheet.heading("Services")
    if not verdict.services:
        sheet.line(("none", "dim"), indent=2)
    for service in verdict.services:
        proposed = "  not in our list: read from the headline" if service.proposed else ""
        provider = f"  of {service.provider}" if service.provider not in {service.slug, ""} else ""
        sheet.line(service.name, (f"  {service.role}{provider}{proposed}", "dim"), indent=2)


def _print_claims(sheet: Sheet, verdict: Verdict, reading: "ClaimReading") -> None:
    kept = verdict.relevance is Relevance.RELEVANT
    sheet.heading("Claims" if kept else "Claims that it would make, if it were about an outage; none is kept")
    if not reading.claims:
        sheet.line(("none", "dim"), indent=2)
    for claim in reading.claims:
        sheet.line((TYPE_NAMES[claim.type], "bold"), f"  {claim.value.text}", *_mark(claim), indent=2)
        sheet.line((f"{claim.speaker.name}, {claim.speaker.role.replace('_', ' ')}", "dim"), indent=4)
        if claim.second_hand:
            said = " that ".join(f"{link} says" for link in claim.chain)
            sheet.line((f"second-hand: {said}", "yellow"), indent=4)
        sheet.quote(claim.quote, indent=4)
        sheet.line((f"characters {claim.start}-{claim.end}", "dim"), indent=4)


def _mark(claim: Claim) -> list[Part]:
    marks: list[Part] = []
    if claim.value.categories:
        marks.append((f"  [{', '.join(c.replace('_', ' ') for c in claim.value.categories)}]", "dim"))
    if claim.value.trigger:
        marks.append((f"  during {claim.value.trigger.replace('_', ' ')}", "dim"))
    if claim.stance is not Stance.ASSERTED:
        marks.append((f"  {claim.stance}", "yellow"))
    if claim.scope is not Scope.THIS_INCIDENT:
        marks.append((f"  {claim.scope.replace('_', ' ')}", "yellow"))
    return marks


def _print_left_out(sheet: Sheet, reading: "ClaimReading") -> None:
    sheet.heading("Left out, and why")
    if not reading.rejected:
        sheet.line(("nothing", "dim"), indent=2)
    for left in reading.rejected[:MOST_LEFT_OUT]:
        sheet.line((left.reason, "yellow"), indent=2)
        sheet.quote(left.quote, indent=4)
    if len(reading.rejected) > MOST_LEFT_OUT:
        sheet.line((f"and {len(reading.rejected) - MOST_LEFT_OUT} more: --json", "dim"), indent=2)
