"""The words for numbers, their scales and mere magnitudes, by language. Pure data."""

from types import MappingProxyType

from newsagg.detect.wordscan import number_words

UNITS = number_words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen "
    "eighteen nineteen",
    0,
)
TENS = number_words("twenty thirty forty fifty sixty seventy eighty ninety", 2)
FOREIGN: MappingProxyType[str, MappingProxyType[str, float]] = MappingProxyType(
    {
        "de": MappingProxyType(
            {"ein": 1, "eine": 1, "einer": 1, "einem": 1, "einen": 1, "zwei": 2, "drei": 3, "vier": 4,
             "fünf": 5, "sechs": 6,
             "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "zwanzig": 20,
             "anderthalb": 1.5,
             "eineinhalb": 1.5, "zweieinhalb": 2.5, "dreieinhalb": 3.5, "viereinhalb": 4.5, "fünfeinhalb": 5.5,
             "sechseinhalb": 6.5, "siebeneinhalb": 7.5, "achteinhalb": 8.5, "halbe": 0.5, "halben": 0.5}
        ),
        "fr": MappingProxyType(
            {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
             "huit": 8, "neuf": 9,
             "dix": 10, "onze": 11, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30, "demi": 0.5}
        ),
        "es": MappingProxyType(
            {"un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
             "ocho": 8, "nueve": 9,
             "diez": 10, "once": 11, "doce": 12, "quince": 15, "veinte": 20, "treinta": 30, "media": 0.5,
             "medio": 0.5}
        ),
        "pt": MappingProxyType(
            {"um": 1, "uma": 1, "dois": 2, "duas": 2, "três": 3, "quatro": 4, "cinco": 5, "seis": 6,
             "sete": 7, "oito": 8,
             "nove": 9, "dez": 10, "onze": 11, "doze": 12, "quinze": 15, "vinte": 20, "trinta": 30,
             "meia": 0.5, "meio": 0.5}
        ),
    }
)  # fmt: skip
SCALES: MappingProxyType[str, float] = MappingProxyType(
    {
        "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "millions": 1e6, "m": 1e6, "mn": 1e6,
        "mil": 1e3,
        "billion": 1e9, "billions": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5,
        "crore": 1e7, "crores": 1e7, "tausend": 1e3, "mio": 1e6, "mio.": 1e6, "millionen": 1e6, "mrd": 1e9,
        "mrd.": 1e9,
        "milliarde": 1e9, "milliarden": 1e9, "mille": 1e3, "milliard": 1e9, "milliards": 1e9, "millón": 1e6,
        "millones": 1e6, "milhão": 1e6, "milhões": 1e6, "bilhão": 1e9, "bilhões": 1e9, "mm": 1e6,
    }
)  # fmt: skip
VAGUE: MappingProxyType[str, tuple[float, float]] = MappingProxyType(
    {
        f"{few} {scale}": bounds
        for few in ("several", "a few", "many", "some few", "a good few", "quite a few")
        for scale, bounds in {
            "dozen": (24.0, 1e2), "hundred": (2e2, 1e3), "thousand": (2e3, 1e4), "hundred thousand": (1e5, 1e6),
            "million": (2e6, 1e7), "lakh": (2e5, 1e6),
        }.items()
    }
    | {
        f"{two} {scale}": (1.5 * size, 3 * size)
        for two in ("a couple of", "a couple")
        for scale, size in {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "hundred thousand": 1e5}.items()
    }
    | {
        "tens of thousands": (1e4, 1e5), "hundreds of thousands": (1e5, 1e6), "tens of millions": (1e7, 1e8),
        "hundreds of millions": (1e8, 1e9), "thousands": (1e3, 1e4), "hundreds": (1e2, 1e3),
        "millions": (1e6, 1e7),
        "billions": (1e9, 1e10), "dozens": (24, 1e2), "scores": (40, 1e2), "hunderte": (1e2, 1e3),
        "tausende": (1e3, 1e4), "tausenden": (1e3, 1e4), "zehntausende": (1e4, 1e5),
        "hunderttausende": (1e5, 1e6),
        "millionen": (1e6, 1e7), "mehrere hundert": (2e2, 1e3), "mehrere tausend": (2e3, 1e4), "einige hundert": (2e2, 1e3),
        "einige tausend": (2e3, 1e4), "mehrere hunderttausend": (2e5, 1e6), "mehrere millionen": (2e6, 1e7),
        "hunderten": (1e2, 1e3), "zehntausenden": (1e4, 1e5), "hunderttausenden": (1e5, 1e6), "dutzenden": (24, 1e2),
        "des centaines de milliers": (1e5, 1e6), "des dizaines de milliers": (1e4, 1e5), "des millions": (1e6, 1e7),
        "plusieurs milliers": (2e3, 1e4), "plusieurs centaines": (2e2, 1e3), "plusieurs dizaines de milliers": (2e4, 1e5),
        "plusieurs millions": (2e6, 1e7), "quelques centaines": (2e2, 1e3), "quelques milliers": (2e3, 1e4),
        "varios miles": (2e3, 1e4), "varios cientos": (2e2, 1e3), "centenares": (1e2, 1e3), "decenas": (20, 1e2),
        "vários milhares": (2e3, 1e4), "várias centenas": (2e2, 1e3), "centenas de milhares": (1e5, 1e6),
        "dezenas": (20, 1e2), "dutzende": (24, 1e2), "des centaines": (1e2, 1e3),
        "des milliers": (1e3, 1e4),
        "milliers": (1e3, 1e4), "centaines": (1e2, 1e3), "dizaines de milliers": (1e4, 1e5),
        "centaines de milliers": (1e5, 1e6), "dizaines": (20, 1e2), "cientos": (1e2, 1e3),
        "miles": (1e3, 1e4),
        "decenas de miles": (1e4, 1e5), "cientos de miles": (1e5, 1e6), "milhares": (1e3, 1e4),
        "centenas": (1e2, 1e3),
        "dezenas de milhares": (1e4, 1e5), "milhões": (1e6, 1e7), "millones": (1e6, 1e7),
    }
)  # fmt: skip
