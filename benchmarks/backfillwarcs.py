"""A seed -> WARC files of invented news pages, shaped as real ones: what a backfill of an archive is measured on.

    python benchmarks/backfillwarcs.py DIR [--files 20] [--pages 5000] [--relevant 0.005] [--seed 1]

A page has a head with metas, JSON-LD and inline styles, tens of kilobytes of scripts and navigation, an article of
three to fifteen paragraphs, a box of other headlines (some of outages), comments and a footer; English, German, French,
Spanish and Portuguese; five layouts. The relevant ones report an outage; three in a hundred others have one told in
their side boxes, comments or scripts, or report of power cuts, crashes and closed shops. Words of our own.
``truth.txt`` beside the files says which address is relevant.
"""

import argparse
import io
import json
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.speed import CALM, SERVICES, TELLING

START = datetime(2024, 1, 1, tzinfo=UTC)
_CALM = {
    "en": CALM,
    "de": (
        "Die Stadt will im Herbst zwei neue Brücken für Fußgänger bauen und sucht dafür noch Geldgeber.",
        "Der Verein hat seit dem Frühjahr dreihundert neue Mitglieder, die meisten davon unter zwanzig.",
        "Am Sonntag liest die Autorin im alten Bahnhof aus ihrem dritten Roman, der Eintritt ist frei.",
        "Die Preise für Äpfel sind in diesem Jahr kaum gestiegen, sagt ein Bauer aus dem Umland.",
    ),
    "fr": (
        "La mairie veut planter quatre cents arbres le long du canal avant la fin de l'hiver.",
        "Le musée rouvre au printemps avec une salle consacrée aux horloges de la région.",
        "Les vendanges ont commencé une semaine plus tôt que d'habitude dans les villages du sud.",
        "Une chorale de cent voix chantera samedi dans la cour de l'ancienne filature.",
    ),
    "es": (
        "El ayuntamiento quiere abrir una biblioteca nueva junto al mercado antes del verano.",
        "La cosecha de aceitunas ha sido mejor que la del año pasado, según los agricultores.",
        "Un grupo de vecinos pinta cada sábado los bancos del parque con colores vivos.",
        "La orquesta juvenil toca el domingo en la plaza, y la entrada es libre para todos.",
    ),
    "pt": (
        "A câmara quer plantar laranjeiras na avenida principal antes do fim do inverno.",
        "O clube de xadrez recebeu duzentos novos sócios desde a primavera passada.",
        "A escola vai abrir uma horta no pátio, e os pais ajudam aos sábados de manhã.",
        "O festival de fado volta em junho com três noites dentro do velho mercado.",
    ),
}
_TELLING = {
    "en": TELLING,
    "de": (
        "{name} war am Dienstag ab 9.40 Uhr für Tausende Nutzer nicht erreichbar.",
        "Die Störung bei {name} sei auf eine fehlerhafte Konfiguration zurückzuführen, teilte das Unternehmen mit.",
        "Auf Allestörungen gingen mehr als 12.300 Meldungen ein, die meisten zur Anmeldung.",
        "Gegen Mittag lief der Dienst wieder, das Unternehmen entschuldigte sich bei seinen Kunden.",
    ),
    "fr": (
        "{name} est en panne depuis mardi matin pour des milliers d'utilisateurs.",
        "La panne de {name} est due à un changement de configuration, a indiqué l'entreprise.",
        "Plus de 12 300 signalements ont été enregistrés à 10 h 05, la plupart sur la connexion.",
        "Le service a été rétabli vers midi, et l'entreprise a présenté ses excuses à ses clients.",
    ),
    "es": (
        "{name} se cayó el martes por la mañana y miles de usuarios no pudieron entrar.",
        "La caída de {name} se debió a un cambio de configuración, explicó la empresa.",
        "Downdetector registró más de 12.300 avisos a las 10:05, la mayoría sobre el acceso.",
        "El servicio se restableció hacia el mediodía, y la empresa pidió disculpas a sus clientes.",
    ),
    "pt": (
        "{name} ficou fora do ar na manhã de terça-feira para milhares de utilizadores.",
        "A falha de {name} deveu-se a uma mudança de configuração, disse a empresa.",
        "O Downdetector registou mais de 12.300 queixas às 10h05, a maioria sobre o acesso.",
        "O serviço voltou ao normal perto do meio-dia, e a empresa pediu desculpa aos clientes.",
    ),
}
_HEADLINES = {
    "en": ("{name} is down for thousands of users", "{name} outage leaves customers locked out",
           "{name} restores service after hours-long outage"),
    "de": ("{name} ist ausgefallen: Tausende Nutzer betroffen", "Störung bei {name}: Dienst nicht erreichbar"),
    "fr": ("{name} en panne pour des milliers d'utilisateurs", "Panne mondiale chez {name}"),
    "es": ("Se cae {name}: miles de usuarios sin servicio", "Caída mundial de {name}"),
    "pt": ("{name} fora do ar para milhares de utilizadores", "{name} enfrenta instabilidade e sai do ar"),
}  # fmt: skip
_NEAR = (
    "A truck overturned on the ring road and the traffic was down to one lane until noon.",
    "The old mill shuts down after ninety years, and forty people will lose their work.",
    "A storm knocked out power in the valley, and crews hope to restore it by night.",
    "The team broke down in the second half and could not recover, said its coach.",
)
_NAMES = tuple(
    f"{a}{b}"
    for a in ("har", "mel", "tor", "vin", "lus", "bel", "kor", "ran")
    for b in ("dale", "wick", "mont", "stad", "by", "ville")
)
_JS = ("function", "return", "window", "document", "error", "undefined", "callback", "payload", "queue", "retry",
       "timeout", "offline", "config", "render", "bundle", "track", "event", "status", "down", "load")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A page and whether it reports an outage."""

    url: str
    body: bytes
    relevant: bool
    at: datetime


class Press:
    """Makes pages; holds what they share."""

    def __init__(self, seed: int) -> None:
        dice = random.Random(seed)
        self._scripts = [self._write_script(dice) for _ in range(300)]
        self._styles = [self._write_style(dice) for _ in range(60)]
        self._layouts: tuple[Callable[[str, list[str], str], str], ...] = (
            _plain,
            _boxed,
            _lines,
            _framed,
            _late,
        )

    def make(self, dice: random.Random, number: int, *, relevant: bool) -> Made:
        """Return a page by lot."""
        language = "en" if dice.random() < 0.7 else dice.choice(("de", "fr", "es", "pt"))
        name, place = dice.choice(SERVICES), dice.choice(_NAMES).title()
        at = START + timedelta(minutes=17 * number)
        near = not relevant and dice.random() < 0.03
        if relevant:
            title = dice.choice(_HEADLINES[language]).format(name=name)
            lines = [dice.choice(_TELLING[language]).format(name=name) for _ in range(4)]
            lines += [dice.choice(_CALM[language]) for _ in range(dice.randrange(2, 9))]
        else:
            calm = _CALM[language]
            title = f"{place}: {dice.choice(calm)[: dice.randrange(40, 70)].rsplit(' ', 1)[0]}"
            lines = [dice.choice(calm) for _ in range(dice.randrange(6, 30))]
            if near:
                lines[0] = dice.choice(_NEAR)
        paragraphs = [f"{' '.join(lines[n : n + 2])} {place}, {number}." for n in range(0, len(lines), 2)]
        host = f"www.paper{number % 97}.example"
        url = f"https://{host}/{at:%Y/%m/%d}/{place.lower()}-{number}"
        article = dice.choice(self._layouts)(
            escape(title), [escape(p, quote=False) for p in paragraphs], f"{at:%d %B %Y}"
        )
        data = {
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": title,
            "datePublished": at.isoformat(), "author": {"@type": "Person", "name": f"{place} Reporter"},
        }  # fmt: skip
        other = (
            dice.choice(_HEADLINES["en"]).format(name=dice.choice(SERVICES))
            if dice.random() < 0.1
            else f"A market day in {dice.choice(_NAMES).title()}"
        )
        page = (
            f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">\n'
            f'<title>{escape(title)} | {place} Paper</title>\n<meta property="og:title" content="{escape(title)}">\n'
            f'<meta name="description" content="{escape(lines[0][:150])}">\n'
            f'<meta property="article:published_time" content="{at.isoformat()}">\n'
            f'<script type="application/ld+json">{json.dumps(data)}</script>\n'
            f"<style>{dice.choice(self._styles)}</style>\n"
            f'<script>{dice.choice(self._scripts)}</script></head>\n<body class="post">{self._navigate(dice, host)}\n'
            f'{article}\n<aside class="related"><h2>Read next</h2><ul>{self._list(dice, other)}</ul></aside>\n'
            f'<section class="more"><h2>More from us</h2>{self._show_cards(dice)}</section>\n'
            f'<section class="comments"><h2>Comments</h2>{self._comment(dice)}</section>\n'
            f"<script>{dice.choice(self._scripts)}</script><script>{dice.choice(self._scripts)}</script>\n"
            f"<footer><p>All rights reserved. The {place} Paper is printed on Tuesdays.</p>"
            f"{self._navigate(dice, host)}</footer></body></html>"
        )
        return Made(url, page.encode(), relevant, at)

    @staticmethod
    def _write_script(dice: random.Random) -> str:
        size = dice.randrange(2_000, 12_000)
        parts: list[str] = []
        while sum(map(len, parts)) < size:
            word = dice.choice(_JS)
            parts.append(
                f'var {word}{dice.randrange(10**6):x}=function(e){{return "{dice.randrange(10**9):x}"'
                f"+{dice.choice(_JS)}.{dice.choice(_JS)}(e)}};"
            )
        return "".join(parts)

    @staticmethod
    def _write_style(dice: random.Random) -> str:
        return "".join(
            f".c{dice.randrange(10**5):x}{{margin:{dice.randrange(40)}px;color:#{dice.randrange(16**6):06x}}}"
            for _ in range(150)
        )

    @staticmethod
    def _navigate(dice: random.Random, host: str) -> str:
        links = "".join(
            f'<li class="menu-item menu-item-{dice.randrange(9999)}"><a href="https://{host}/{name}/{dice.randrange(999)}"'
            f' data-track="nav-{name}">{name.title()}</a></li>'
            for name in dice.choices(_NAMES, k=90)
        )
        return f'<nav class="site-nav"><ul>{links}</ul></nav>'

    @staticmethod
    def _show_cards(dice: random.Random) -> str:
        return "".join(
            f'<div class="card card-{n}"><a href="/{name}/{dice.randrange(9999)}"><div class="frame">'
            f'<img src="/{name}.jpg" alt=""></div><div class="words"><span class="kicker">{name.title()}</span>'
            f"<h3>A fair in {name.title()}</h3><time>{dice.randrange(1, 24)} hours ago</time></div></a></div>"
            for n, name in enumerate(dice.choices(_NAMES, k=40))
        )

    @staticmethod
    def _list(dice: random.Random, first: str) -> str:
        names = [
            first,
            *(
                f"{name.title()} opens its {dice.choice(('pool', 'library', 'market', 'school'))}"
                for name in dice.sample(_NAMES, 7)
            ),
        ]
        return "".join(f'<li><a href="/{n}">{escape(text)}</a></li>' for n, text in enumerate(names))

    @staticmethod
    def _comment(dice: random.Random) -> str:
        said = (
            "Works for me.",
            "It is down here as well.",
            "Nice pictures!",
            "Who wrote this?",
            "See you there.",
        )
        return "".join(
            f'<div class="comment"><b>{dice.choice(_NAMES)}{dice.randrange(99)}</b><p>{dice.choice(said)}</p></div>'
            for _ in range(dice.randrange(30))
        )


def _plain(title: str, paragraphs: list[str], day: str) -> str:
    inner = "".join(f"<p>{p}</p>" for p in paragraphs)
    return f'<article><h1>{title}</h1><p class="byline">By a reporter, {day}</p>{inner}</article>'


def _boxed(title: str, paragraphs: list[str], day: str) -> str:
    inner = "".join(
        f'<div class="text"><p>{p}</p></div><div class="ad"><span>Advertisement</span></div>'
        for p in paragraphs
    )
    return f'<div id="main"><div class="head"><h1 class="t">{title}</h1><time>{day}</time></div>{inner}</div>'


def _lines(title: str, paragraphs: list[str], day: str) -> str:
    inner = "<br><br>".join(paragraphs)
    return f'<div class="story"><h1>{title}</h1><div class="meta">{day}</div><div class="body">{inner}</div></div>'


def _framed(title: str, paragraphs: list[str], day: str) -> str:
    first = f'<figure><img src="/a.jpg" alt=""><figcaption>{day}</figcaption></figure>'
    inner = "".join(f"<p class=x>{p}</p>" for p in paragraphs)
    return f"<main><section><header><h1><span>{title}</span></h1></header>{first}{inner}</section></main>"


def _late(title: str, paragraphs: list[str], day: str) -> str:
    said = "We and our partners store small files to keep the site from going down and to count readers."
    cookies = f"<div class=cookies><p>{said}</p></div>"
    return f"{cookies}<article><h1>{title}</h1><p>{day}</p>{''.join(f'<p>{p}</p>' for p in paragraphs)}</article>"


def make_pages(number: int, *, relevant: float, seed: int, first: int = 0) -> Iterator[Made]:
    """Yield so many pages; of each ``1 / relevant`` one reports an outage."""
    press = Press(1)
    every = round(1 / relevant)
    for n in range(first, first + number):
        yield press.make(random.Random(seed * 10**7 + n), n, relevant=n % every == every // 2)


def write_warc(path: Path, pages: Iterator[Made]) -> list[tuple[str, bool]]:
    """Write pages into one packed WARC file; return address and relevance of each."""
    told = []
    with path.open("wb") as file:
        writer = _Writer(file, gzip=True)
        for page in pages:
            head = StatusAndHeaders(
                "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
            )
            writer.write_record(
                writer.create_warc_record(
                    page.url, "response", payload=io.BytesIO(page.body), http_headers=head,
                    warc_headers_dict={"WARC-Date": (page.at + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%SZ")},
                )
            )  # fmt: skip
            told.append((page.url, page.relevant))
    return told


class _Writer(WARCWriter):  # type: ignore[misc]  # warcio has no types
    """warcio leaves temporary files unclosed; a page fits in memory."""

    @staticmethod
    def _create_temp_file() -> io.BytesIO:
        return io.BytesIO()


def write_set(folder: Path, *, files: int, pages: int, relevant: float, seed: int) -> None:
    """Write a set of files, and which of their addresses are relevant."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "truth.txt").open("w", encoding="utf-8") as truth:
        for number in range(files):
            made = make_pages(pages, relevant=relevant, seed=seed, first=number * pages)
            for url, is_relevant in write_warc(folder / f"news-{number:03}.warc.gz", made):
                if is_relevant:
                    truth.write(f"{url}\n")


def main() -> None:
    """Write a set as asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=20)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--relevant", type=float, default=0.005)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write_set(given.folder, files=given.files, pages=given.pages, relevant=given.relevant, seed=given.seed)


if __name__ == "__main__":
    main()
