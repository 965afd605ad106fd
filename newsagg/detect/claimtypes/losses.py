"""A Reading -> drafts of what data were lost, seen by strangers, or said to be safe. Pure.

DATA lost                        "session histories were wiped", "Nachrichten gingen verloren"
lost DATA                        "deleted customer records", "se perdieron mensajes"
DATA seen by strangers           "customer data was stolen": people's data only, no files that would not upload
DATA safe                        "all data is safe", "no data was lost", "keine Daten": denied
"""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.passages import Sentence
from newsagg.detect.wordpatterns import Trigger, compile_words, search_first
from newsagg.model import Value
from newsagg.vocabulary import ClaimType, Stance

_DATA = (
    r"(?:data\b(?! ?cent)|histor(?:y|ies)|streaks?|scores?|logs\b|objects?|entries|playlists?|recordings?|uploads|"
    r"[kmgtp]i?b of data|files?(?! (?:uploads?|sharing|transfers?))|records?|messages?|"
    r"e-?mails?(?! (?:clients?|servers?|service))|"
    r"information|databases?|backups?(?! (?:generat|power|batter|suppl|link|line|system))|documents?|sessions?(?! page)|photos?|tickets?|balances?|"
    r"transactions?|NOTAMs|submissions|repositories|"
    r"account(?:s)? details|content|conversations?|progress|saves|saved games|save files|orders|"
    r"personal details|bookings|posts|drafts|notes|settings)"
)
_PRIVATE = (
    r"(?:(?:customer|user|client|guest|personal|private|sensitive|financial|medical|patient|employee|"
    r"student|account|payment|card|your|their|our|"
    r"any|no|all|confidential|schools?['’]?|customers['’]|users['’]) (?:[\w’'-]+ )?(?:data\b(?! ?cent)|"
    r"information|records?|details|files|"
    r"credentials|passwords|accounts?|funds|deposits|balances|money|e-?mails)|data\b(?! ?cent)|"
    r"deposits(?: and monies)?|passwords|credentials)"
)
_GONE = (
    r"(?:lost|erased|deleted|wiped|corrupted|destroyed|missing|unrecoverable|irrecoverable|overwritten|"
    r"scrambled|garbled|inconsistent|altered|reset to (?:zero|nothing|nil|\d)|set back to (?:zero|nil)|zeroed|gone(?= for (?:good|ever)|[.,;]|$)|"
    r"lost for (?:good|ever)|beyond (?:recovery|repair|rescue))"
)
_SEEN = r"(?:leaked|exposed|compromised|stolen|accessed|breached|viewed|exfiltrated|taken|extracted|downloaded|read)"
_BE = r"(?:was|were|been|is|are|be|being|appear(?:s|ed)? to be|may be|may have been|have been|has been|had been|got)"
_LOST = tuple(
    compile_words(way, re.IGNORECASE)
    for way in (
        rf"\b(?:los(?:t|e|es|ing|s of)|eras(?:ed?|es|ing)|delet(?:ed?|es|ing)|wip(?:ed?|es|ing)|corrupt(?:ed|s|"
        rf"ing|ion of)?|destroy(?:ed|s|ing)?|"
        rf"overwr(?:ote|itten)|missing)\b[^.;,]{{0,60}}?\b{_DATA}\b",
        rf"\b(?:leak(?:ed|s|ing)?|expos(?:ed|es|ing|ure of)|compromis(?:ed?|es|ing)|st(?:ole|olen|eal|eals|"
        rf"ealing)|breach(?:ed)?|"
        rf"(?:gained|unauthori[sz]ed) access to|accessed|exfiltrated|impact(?:ed)?|"
        rf"affect(?:ed)?)\b(?: \w+){{0,3}}? {_PRIVATE}",
        rf"\b(?:[\w’'-]+ )?{_DATA}\b(?! of)[^.;,]{{0,40}}?\b{_BE}\s(?:\w+\s){{0,2}}?{_GONE}\b",
        rf"\b{_PRIVATE}\b[^.;]{{0,50}}?\b(?:{_BE}\s(?:\w+\s){{0,3}}?(?:{_SEEN}|safe|secure|intact|affected|"
        rf"impacted|touched|at risk)\b|(?:{_SEEN}|safe|intact)\b)",
        rf"\b(?:[\w’'-]+ )?{_DATA}\b[^.;,]{{0,40}}?\b(?:could|can|cannot|may|might|will|would)(?: ?not|n['’]t|not| never)? (?:\w+ )?be "
        r"(?:recovered|retrieved|rebuilt|reconstructed|brought back|salvaged|rescued)\b",
        rf"\byour {_DATA} (?:is|are) (?:safe|secure|intact)",
        rf"\b{_DATA}(?: and \w+)? (?:had |have |has )?(?:vanished|disappeared|went missing|gone missing|"
        rf"evaporated)",
        r"\bdata (?:loss|leak|breach|corruption|inconsistenc(?:y|ies))\b",
        r"\b(?:could|can)(?: not|not|n['’]t) (?:get at|reach|access|see|open|retrieve|find|recover) (?:their |"
        r"its |old |past )?(?:\w+ )?"
        r"(?:histor(?:y|ies)|records|backups|archives|saved \w+)",
        r"\b(?:(?:keine?\w* |einige |viele )?(?:Daten|Nachrichten|Dateien|Fotos)[^.;]{0,40}?(?:verloren|"
        r"gelöscht|gestohlen|abgeflossen|sicher|betroffen)|"
        r"ging(?:en)? [^.;]{0,30}?(?:Daten|Nachrichten|Dateien)[^.;]{0,20}?verloren|Datenverlust\w*|"
        r"(?:aucune? )?(?:données?|messages?|fichiers?) [^.;]{0,30}?(?:perdue?s?|volée?s?|effacée?s?|"
        r"supprimée?s?|compromise?s?)|pertes? de données|"
        r"(?:perd(?:ieron|ido|ió)|rob(?:aron|ado)|borr(?:aron|ado)) [^.;]{0,20}?(?:datos|mensajes|archivos)|"
        r"(?:datos|mensajes|archivos) [^.;]{0,30}?(?:perdid|robad|borrad|comprometid)[oa]s?|pérdida de datos|"
        r"(?:nenhum )?(?:dados?|mensagens|arquivos) [^.;]{0,30}?(?:perdid|roubad|apagad|comprometid|"
        r"vazad)[oa]s?|perda de dados|perderam [^.;]{0,15}?(?:dados|mensagens))\b",
    )
)
"""Each way of telling a loss: of those that begin first, the first counts."""
_MORE_DATA = re.compile(rf"(?:\s{_DATA})+", re.IGNORECASE)
_DENIED = re.compile(
    r"(?:\b|(?=n['’]t))(?:no|not|n['’]t|never|without|nor|neither|none|nobody|nothing|unlikely|denied|"
    r"ruled out|safe|secure|intact|"
    r"keine?\w*|nicht|aucune?|ningun\w*|ningún|nenhum\w*|não)\b|\b(?:no|ne|sicher)\b",
    re.IGNORECASE,
)
_ACCESS_ONLY = re.compile(
    r"\b(?:lost|lose|losing|loss of) (?:their |all |temporarily )?(?:the ability|access|connection|"
    r"connectivity|service|signal|power|"
    r"contact)\b(?! to (?:\w+ )?(?:session|histor))",
    re.IGNORECASE,
)
_MEANT = re.compile(r"(?<!able )(?<!threatened )\bto (?:also |then |only )?$", re.IGNORECASE)
"""What was to be deleted: a script's purpose, no loss."""
_SALES = re.compile(
    r"\blos\w+ (?:\w+ )?(?:\d[\d,.]*|hundreds of|thousands of|dozens of|many|some) (?:\w+ )?(?:orders|bookings|transactions)"
)
"""Business that was not done."""
_TOUCHED = re.compile(r"\b(?:affected|impacted)\Z")
"""Records that an outage merely affected could not be read for a while."""
_NO_DATA = re.compile(r"\b(?:deposits?|monies|money|funds|savings|cash)\b", re.IGNORECASE)
_VOLUME = re.compile(r" (?:volumes?|revenues?|sales|fees|income)\b")
"""Money, and business that was not done: neither is data."""
_GONE_FOR_GOOD = re.compile(
    r"(?:not|n['’]t|never) (?:\w+ )?be (?:recovered|retrieved|rebuilt|reconstructed|brought back|salvaged|rescued)$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:whether|how(?: many| much)?|remains to be seen|if|in order|could have|unclear|not known)\b[^.;]{0,70}$",
    re.IGNORECASE,
)


_ANY = Trigger(*_LOST)


def propose_losses(reading: Reading) -> Iterator[Draft]:
    """Yield data_loss claims, at most one a sentence."""
    for sentence in reading.sentences():
        yield from _losses(reading, sentence)


def _losses(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.text
    match = search_first(_LOST, text) if _ANY.near(text) else None
    if (
        match is None
        or _ACCESS_ONLY.search(match[0])
        or _MEANT.search(text[: match.start()])
        or _SALES.match(match[0])
        or _NO_DATA.search(match[0])
        or _VOLUME.match(text, match.end())
        or _ASKED.search(text[: match.start()])
    ):
        return
    tail = _MORE_DATA.match(text, match.end())
    end = tail.end() if tail is not None else match.end()
    key = (sentence.start + match.start(), sentence.start + end)
    low = max(0, match.start() - 70)
    inside = _DENIED.search(text, low, min(len(text), end + 10))
    denied = (
        inside is not None
        and not re.match(r"c(?:an|ould)", match[0], re.IGNORECASE)
        and not _GONE_FOR_GOOD.search(match[0])
    )
    if not denied and _TOUCHED.search(match[0]):
        return
    start = min(match.start(), inside.start()) if denied and inside is not None else match.start()
    value = Value(text=text[start:end].strip(), words=text[start:end].strip())
    yield reading.draft(
        sentence,
        ClaimType.DATA_LOSS,
        value,
        key,
        whole=(sentence.start + start, key[1]),
        stance=Stance.DENIED if denied else None,
    )
