"""The words for days, months and parts of the day, by language -> one pattern a language. Pure data.

English is always read; German, French, Spanish or Portuguese beside it when the text is in that language.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from newsagg.detect.wordscan import list_starts, number_words

MONTHS = MappingProxyType(
    {
        "en": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep "
        "october|oct november|nov december|dec",
        "de": "januar|jänner|jan februar|feb märz|mär april|apr mai juni|jun juli|jul august|aug september|sept|sep "
        "oktober|okt november|nov dezember|dez",
        "fr": "janvier|janv février|févr|fevrier mars avril mai juin juillet|juil août|aout septembre|sept octobre|oct "
        "novembre|nov décembre|déc",
        "es": "enero|ene febrero|feb marzo|mar abril|abr mayo junio|jun julio|jul agosto|ago septiembre|setiembre|sept "
        "octubre|oct noviembre|nov diciembre|dic",
        "pt": "janeiro|jan fevereiro|fev março|mar abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set "
        "outubro|out novembro|nov dezembro|dez",
    }
)
_PT_SHORT = "|".join(
    rf"(?<={before} )(?:segunda|terça|quarta|quinta|sexta)(?= às| à|[,.;)]| de | \(|$)"
    for before in ("na", "da", "esta", "ltima", "de", "a")
)
"""Portuguese ordinals are weekdays only behind a preposition and at the end of what they stand in: na terça, às 9h."""
_WEEKDAYS = MappingProxyType(
    {
        "en": "monday tuesday wednesday thursday friday saturday sunday",
        "de": "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
        "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "es": "lunes martes miércoles|miercoles jueves viernes sábado|sabado domingo",
        "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    }
)
DAYS_BACK = MappingProxyType(
    {
        "en": "today:0 yesterday:1 tomorrow:-1 the_day_before_yesterday:2 tonight:0:night",
        "de": "heute:0 gestern:1 vorgestern:2",
        "fr": "aujourd'hui:0 aujourd’hui:0 avant-hier:2 hier:1 demain:-1",
        "es": "hoy:0 anteayer:2 ayer:1 anoche:1:night",
        "pt": "hoje:0 anteontem:2 ontem:1 amanhã:-1",
    }
)
_THIS = MappingProxyType(
    {
        "en": r"this (?:morning|afternoon|evening)|earlier today|last night",
        "de": r"heute (?:Morgen|Vormittag|Mittag|Nachmittag|Abend|früh)|(?:in der )?(?:vergangenen?|letzten?) Nacht|gestern (?:Morgen|Abend|Nachmittag)",
        "fr": r"ce (?:matin|soir)|cet après-midi|cette nuit|hier soir",
        "es": r"esta (?:mañana|tarde|noche)",
        "pt": r"esta (?:manhã|tarde|noite)",
    }
)
_PART_WORDS = MappingProxyType(
    {
        "en": "early mid late morning afternoon evening night overnight midmorning midafternoon noontime lunchtime dawn daybreak sunrise "
        "early_hours small_hours wee_hours early_morning_hours",
        "de": "früh frühen späten morgens morgenstunden abendstunden vormittag vormittags nachmittag nachmittags abend abends nacht nachts morgen",
        "fr": "matin matinée après-midi soir soirée nuit début fin milieu",
        "es": "madrugada mañana tarde noche primera_hora última_hora",
        "pt": "madrugada manhã tarde noite início começo fim final",
    }
)
PART_NAMES = MappingProxyType(
    {
        "früh": "early", "morgens": "morning", "morgen": "morning", "vormittag": "morning",
        "vormittags": "morning",
        "nachmittag": "afternoon", "nachmittags": "afternoon", "abend": "evening", "abends": "evening",
        "nacht": "night", "nachts": "night", "mittag": "midday", "matin": "morning", "matinée": "morning",
        "après-midi": "afternoon", "soir": "evening", "soirée": "evening", "nuit": "night",
        "mañana": "morning", "tarde": "afternoon", "noche": "night",
        "midmorning": "mid morning", "midafternoon": "mid afternoon", "noontime": "midday",
        "début": "early", "fin": "late", "milieu": "mid", "primera hora": "early", "última hora": "late",
        "início": "early", "começo": "early", "fim": "late", "final": "late", "lunchtime": "midday", "daybreak": "dawn", "sunrise": "dawn",
        "small hours": "early hours", "wee hours": "early hours", "early morning hours": "early hours",
        "madrugada": "early hours", "morgenstunden": "morning", "abendstunden": "evening", "frühen": "early",
        "späten": "late", "manhã": "morning", "noite": "night", "overnight": "night",
    }
)  # fmt: skip


@lru_cache(maxsize=8)
def month_numbers(language: str) -> Mapping[str, int]:
    """Return the number of each month's names, in English and the language given."""
    return number_words(MONTHS["en"], 1) | number_words(MONTHS.get(language, ""), 1)


@lru_cache(maxsize=8)
def weekday_numbers(language: str) -> Mapping[str, int]:
    """Return the number of each weekday's names, Monday 0, in English and the language given."""
    found = number_words(_WEEKDAYS["en"], 0) | number_words(_WEEKDAYS.get(language, ""), 0)
    return found | {word.removesuffix("-feira"): number for word, number in found.items()}


@lru_cache(maxsize=8)
def compile_dates(language: str) -> re.Pattern[str]:
    """Return the pattern of days and parts of days; ``dates.py`` reads its groups."""
    capital = language in ("en", "de")

    def shape(word: str) -> str:
        return f"{word.capitalize()}|{word.upper() if capital else word}"

    def words(*tables: str) -> str:
        found = sorted(
            {w for t in tables for entry in t.split() for w in entry.split("|")}, key=lambda w: (-len(w), w)
        )
        return "|".join(shape(w) for w in found)

    def both(table: MappingProxyType[str, str]) -> tuple[str, ...]:
        return (table["en"], table[language]) if language != "en" and language in table else (table["en"],)

    month = words(*both(MONTHS))
    weekday = words(*both(_WEEKDAYS)) + (f"|{_PT_SHORT}" if language == "pt" else "")
    relative = "|".join(
        sorted(
            {e.split(":")[0].replace("_", " ") for t in both(DAYS_BACK) for e in t.split()},
            key=lambda w: (-len(w), w),
        )
    )
    parts = "|".join(
        sorted(
            {w.replace("_", " ") for t in both(_PART_WORDS) for w in t.split()}, key=lambda w: (-len(w), w)
        )
    )
    ordinal = r"(?:st|nd|rd|th|er|\.|º|ª)?"
    year = r"(?:,?[ ](?:de[l]?[ ])?(?P<{}>20\d\d|19\d\d)\b(?!:))?"
    return re.compile(
        r"(?P<iso>\b20\d\d[-/][01]\d[-/][0-3]\d(?=\b|T))"
        rf"|(?<![\d.,:$€£-])(?:(?P<d0>[0-3]?\d){ordinal}(?:[ ]?[-–][ ]?|[ ](?:and|to|und|bis|et|au|y|al|e|a)[ ]))?"
        rf"(?P<d>[0-3]?\d){ordinal}[ ](?:of[ ]|de[ ])?"
        rf"(?P<mon>{month})\b\.?{year.format('y')}"
        rf"|\b(?P<mon2>{month})\b\.?[ ](?:the[ ])?(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?:(?:[ ]?[-–][ ]?"
        rf"|[ ](?:and|to|through)[ ](?=\d\d?(?:st|nd|rd|th)?(?:[,.;)]|$|[ ]20\d\d)))(?P<to>[0-3]?\d)(?:st|nd|rd|th)?)?"
        rf"(?![\d:%]|[.,]\d|[ ]?[AaPp]\.?[Mm]\b|[ ](?:million|billion|percent|per)\b){year.format('y2')}"
        rf"|\b(?P<how>(?:[Ii]n|[Ss]ince|[Ll]ast|[Ee]arly|[Ll]ate|[Mm]id|[Dd]uring|[Ii]m|[Ss]eit|[Ee]n|[Ee]m|"
        rf"of)[ -])"
        rf"(?P<mon3>{month})\b(?![ ]\d\d?(?!\d)){year.format('y3')}"
        r"|(?<![\d./:-])(?P<n1>[0-3]?\d)(?P<sep>[./])(?P<n2>[0-3]?\d)(?P=sep)(?P<n3>20\d\d|\d\d)?(?![\d/:]|"
        r"\.\d)"
        rf"|\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?:[ ]past|[ ]coming)?|[Cc]oming|[Pp]revious|letzten|"
        rf"kommenden|am kommenden)[ ])?"
        rf"(?P<wd>{weekday})(?P<wdpart>morgen|vormittag|nachmittag|abend|nacht)?(?P<wdpast>[ ](?:dernier|"
        rf"pasado|passada|último))?\b"
        rf"|\b(?P<this>{'|'.join(both(_THIS))})\b"
        rf"|\b(?P<rel>(?i:{relative}))\b"
        r"|\b(?P<ago>(?:(?P<n>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a (?:couple of|"
        r"few)|several)[ ]"
        r"(?P<u>day|week|month)s?[ ]ago)"
        r"|(?:vor|il y a|hace|há)[ ](?P<n4>\d{1,3}|\w{2,6})[ ](?P<u4>Tag|Woche|Monat|jour|semaine|día|semana|"
        r"dia)(?:e?n|s)?)\b"
        r"|\b(?P<week>[Ll]ast[ ](?:week|month)|[Ee]arlier[ ]this[ ](?:week|month)|[Tt]his[ ]week(?:end)?|"
        r"[Nn]ext[ ](?:week|month)"
        r"|(?:end[ ]of[ ]the|later[ ]this)[ ](?:week|month)|letzte[n]?[ ]Woche|"
        r"la[ ]semaine[ ]dernière|la[ ]semana[ ]pasada|na[ ]semana[ ]passada)\b"
        r"|\b(?P<weekend>(?:[Ll]ast|[Oo]ver[ ]the|[Aa]t[ ]the|[Aa]m|[Cc]e|[Ee]l|[Nn]o)[ ](?:past[ ]|"
        r"vergangenen[ ]|dernier[ ]|fin[ ]de[ ]|fim[ ]de[ ]|último[ ]fim[ ]de[ ])?"
        r"(?:weekend|Wochenende|week-end|(?<=de )semana))\b"
        r"|\b(?P<nth>(?:[Oo]n|[Ss]ince|[Uu]ntil|[Bb]y|of)[ ]the[ ](?P<nthday>[0-3]?\d)(?:st|nd|rd|th))"
        r"(?=[,.;:)]|$|[ ](?:at|and|when|until|to|from|after|before)\b)"
        r"|\b(?P<nshift>(?P<ndays>an?|one|two|three|four|five|\d)[ ]days?[ ](?P<nway>earlier|later|before|after)"
        r"(?=[,.;)]|$|[ ](?:at|on|in|when|and)\b))"
        r"|\b(?P<shift>[Tt]he[ ](?:(?P<way>previous|next|following)[ ](?P<of>day|morning|afternoon|evening|night)"
        r"|(?P<of2>day|night|evening)[ ](?P<way2>before|after)(?=[,.;)]|$|[ ]at\b)))\b"
        rf"|\b(?P<part>(?i:{parts}))\b"
    )


@lru_cache(maxsize=8)
def list_date_starts(language: str) -> frozenset[str]:
    """Return the first words of what ``compile_dates`` matches, digits aside."""
    found = [
        "the over at ce el no in since last early late mid during im seit en em of next this coming previous letzten kommenden am"
    ]
    found += [
        "a an on by until one two three four five six seven eight nine ten several vor il hace há earlier end later "
        "letzte la na segunda terça quarta quinta sexta"
    ]
    weekdays = [w for entry in _WEEKDAYS["de"].split() for w in entry.split("|")]
    compounds = [
        w + part for w in weekdays for part in ("morgen", "vormittag", "nachmittag", "abend", "nacht")
    ]
    phrases = [*compounds] if language == "de" else []
    for table in (MONTHS, _WEEKDAYS, DAYS_BACK, _PART_WORDS):
        for tongue in {"en", language}:
            found += re.split(r"[|:]", table.get(tongue, "").replace(" ", "|").replace("_", " "))
    for tongue in {"en", language}:
        phrases += _THIS.get(tongue, "").replace("(?:", "").split("|")
    return list_starts([word for entry in found for word in entry.split()] + phrases)
