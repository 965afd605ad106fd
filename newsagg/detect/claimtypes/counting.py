"""A Reading -> drafts of claims on tracker reports, affected users and money. Pure.

A tracker's figure is never a number of users; a service's whole audience is background, whoever names it.
"""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.claimtypes.timing import tracker_in
from newsagg.detect.counts import CountMention, read_counts
from newsagg.detect.money import read_money
from newsagg.detect.passages import Sentence
from newsagg.detect.values import count_value, money_value
from newsagg.detect.wordpatterns import compile_words
from newsagg.model import Speaker, Value
from newsagg.vocabulary import ClaimType, Precision, Scope

_REPORT = re.compile(
    r"\b(?:reports?|reporting|complaints?|Meldungen|signalements|reportes|reclamações|notificações|"
    r"peak(?:ed|ing)?|climbed|incidents reported|flagged)\b",
    re.IGNORECASE,
)
_AFFECTED = re.compile(
    r"\b(?:affect\w*|impact\w*|unable|without|left|leav\w+|hit|lost|los(?:e|ing)|disrupt\w*|"
    r"could(?:n['’]t| not)|cannot|can['’]t|struggl\w*|experienc\w*|suffer\w*|locked out|stranded|"
    r"cancel\w*|delay\w*|ground\w*|"
    r"down|outage|problems?|issues?|access|trouble|having|crash\w*|offline|betroffen\w*|touchés?|privés?|"
    r"afectad[oa]s|afetad[oa]s|sin |sem )",
    re.IGNORECASE,
)
_NO_COUNT = compile_words(
    r"\b(?:(?:did(?: not|n['’]t)|has(?: not|n['’]t)|have(?: not|n['’]t)|declined to|unable to|"
    r"not) (?:yet )?(?:\w+ )?(?:say|said|share|shared|disclose[d]?|determine[d]?|confirm(?:ed)?|know|"
    r"specify|reveal(?:ed)?|been confirmed)[^.;]{0,60}?"
    r"(?:how many|the number of|number of (?:users|customers|people|those)))[^.;,]{0,60}|\b(?:number|"
    r"how many) (?:of )?(?:those|users|customers|people)[^.;,]{0,50}?(?:has not been|hasn['’]t been|"
    r"is not|isn['’]t|was not|unclear|unknown)[^.;,]{0,20}",
    re.IGNORECASE,
)
_IMPACT = re.compile(
    r"\b(?:cost|costs|costing|loss|losses|lost|lose|losing|revenue|damages?|fined?|penalt\w+|shares?|"
    r"stock|market (?:value|cap)|wiped|impact|profit|hit|claims?|settle\w*|payout)\b",
    re.IGNORECASE,
)
_STOCK = compile_words(
    r"\b(?:shares?|stock(?: price)?|stock)\b[^.;]{0,40}?\b(?:fell|fall|falling|dropp\w+|drop|down|slid|"
    r"slump\w+|plung\w+|declin\w+|tumbl\w+|lost|closed)\b[^.;]{0,30}?(?:\d[\d.,]*\s?(?:%|per ?cent|percent))|"
    r"\b(?:lost|lose|losing|missed out on) (?:[\w’'-]+ ){0,5}?(?:trade|business|sales|takings|income|"
    r"turnover|custom|"
    r"earnings)\b",
    re.IGNORECASE,
)
_CREDIT = compile_words(
    r"\b(?:credits?|refund\w*|compensat\w*|reimburs\w*|waiv\w+|goodwill|vouchers?|rebates?|crédits|"
    r"extra data|gigabytes of \w+|free (?:month|"
    r"week|day|data|trial|of charge|subscription)|bill credit|payouts?|make (?:it )?(?:good|right)|"
    r"(?:extended|longer) support hours|"
    r"Gutschrift\w*|Entschädigung\w*|erstatt\w*|dédommage\w*|rembours\w*|indemnis\w*|compensaci\w+|"
    r"reembols\w*|compensaç\w+|indeniz\w*)\b",
    re.IGNORECASE,
)
_CREDIT_NOISE = re.compile(
    r"\b(?:credit cards?|credit union|credit suisse|credited with|take(?:n)? credit|took credit|"
    r"image credit|photo credit|credit:|credit (?:score|rating|bureau|transactions?|payments?)|"
    r"letter of credit|to (?:their|his|her|its) credit|extra credit)\b",
    re.IGNORECASE,
)
_RANSOM = compile_words(
    r"\b(?:ransoms?|extort\w*|threat actors?|attackers?) [^.;]{0,60}(?:demand|pay|paid|"
    r"request|payout|\$|bitcoin)|\bransom demand",
    re.IGNORECASE,
)
_GIVES = re.compile(
    r"\b(?:offer\w*|giv\w+|gave|provid\w*|issu\w*|receiv\w*|get|apply|applied|will|entitled|eligible|"
    r"promis\w*|pledg\w*|grant\w*|compensat\w*|refund\w*|reimburs\w*|extend\w*|waiv\w*|customer credits|"
    r"accord\w+|"
    r"paid|pay|ask\w*|demand\w*|seek\w*|claim\w*|erhalten|erhält|bietet|offre\w*|ofrec\w*|oferec\w*)\b",
    re.IGNORECASE,
)


_TOO_VAGUE = re.compile(
    r"^[\"“‘']?(?:(?:the |a )?number of|some|many|several|all|most|numerous|multiple|countless|few|one|"
    r"other|any|various|certain|a lot of|lots of)(?: of (?:the|our|its|their))? (?:\w+ ){0,2}\w+$",
    re.IGNORECASE,
)


_FEWEST = 10
"""Fewer people are witnesses or staff, not who was hit."""
_MAGNITUDE = re.compile(
    r"(?:Tens|Dozens|Hundreds|Thousands|Millions|About|Around|Nearly|Almost|More|Over|Some|Up|At|Roughly|"
    r"Approximately|As|Fewer|Less|Half|A|An|Several|Rund|Mehr|Etwa|Plus|Près|Más|Mais|Cerca)\b"
)


def propose_counts(reading: Reading) -> Iterator[Draft]:
    """Yield tracker_reports and affected_users claims."""
    tracker: Speaker | None = None
    for sentence in reading.sentences():
        here = tracker_in(reading, sentence.start, sentence.end)
        tracker = here or tracker
        for count in read_counts(sentence.text, reading.article.language):
            draft = _place(reading, sentence, count, here, tracker)
            if draft is not None:
                yield draft
        yield from _untold_counts(reading, sentence)


def _place(
    reading: Reading, sentence: Sentence, count: CountMention, here: Speaker | None, tracker: Speaker | None
) -> Draft | None:
    text = sentence.text
    key = (sentence.start + count.start, sentence.start + count.end)
    near = text[max(0, count.start - 90) : count.end + 90]
    if count.unit == "reports" or (
        here is not None
        and not count.is_audience
        and _REPORT.search(near)
        and count.unit in ("", "users", "people", "customers")
    ):
        if count.unit != "reports" and count.number_from is None:
            return None
        if re.search(r"\d[.:]\d\d\s?[ap]\.?m", text[count.start : count.end + 8]):
            return None
        voice = reading.hearing.voice_at(*key)
        speaker = None if voice.speaker.role not in (reading.hearing.own.speaker.role,) else (here or tracker)
        return reading.draft(sentence, ClaimType.TRACKER_REPORTS, count_value(count), key, speaker=speaker)
    if (
        count.unit
        in (
            "users",
            "people",
            "customers",
            "subscribers",
            "members",
            "accounts",
            "players",
            "passengers",
            "patients",
            "students",
            "households",
            "devices",
            "computers",
            "machines",
            "phones",
            "percent",
            "websites",
            "companies",
            "employees",
        )
        or count.of
    ):
        if count.number_from is None and count.number_to is None and not _AFFECTED.search(near):
            return None
        if count.unit == "percent" and not count.of:
            return None
        if count.number_from is None and count.number_to is None and _TOO_VAGUE.match(count.words):
            return None
        if count.number_from is not None and count.number_from < _FEWEST and count.unit != "percent":
            return None
        if count.start and count.words[0].isupper() and not _MAGNITUDE.match(count.words):
            return None  # "Rainbow Six Siege's website"
        audience = count.is_audience or _is_audience(text, count)
        scope = Scope.BACKGROUND if audience else None
        if scope is None and not _AFFECTED.search(near):
            return None
        type_ = ClaimType.AFFECTED_USERS
        return reading.draft(sentence, type_, count_value(count), key, scope=scope)
    return None


_HAS_USERS = re.compile(
    r"\b(?:ha(?:s|ve|d)|serv(?:es|ing|ed)|boast(?:s|ing|ed)?|counts|used by|home to|estimated to have|"
    r"reach(?:es|ing)|claims)\s+"
    r"(?:(?:around|about|some|over|roughly|nearly|almost|more than|an estimated|up to)\s)?$",
    re.IGNORECASE,
)
_HIT_AFTER = re.compile(
    r"[^.;]{0,40}\b(?:affected|impacted|without|unable|locked|hit|reported|"
    r"complain\w*|could not|cannot)\b"
)


def _is_audience(text: str, count: CountMention) -> bool:
    """Whether a service merely has so many users: "is said to have more than 40 million users"."""
    return _HAS_USERS.search(text[: count.start]) is not None and _HIT_AFTER.match(text, count.end) is None


def _untold_counts(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.text
    match = _NO_COUNT.search(text)
    if match is not None:
        speaker = reading.hearing.actor_at(sentence, sentence.start + match.start())
        value = Value(text="number not disclosed", words=match[0], precision=Precision.VAGUE, unit="users")
        key = (sentence.start + match.start(), sentence.start + match.end())
        yield reading.draft(sentence, ClaimType.AFFECTED_USERS, value, key, speaker=speaker)


def propose_money(reading: Reading) -> Iterator[Draft]:
    """Yield compensation and financial_impact claims."""
    for sentence in reading.sentences():
        text = sentence.text
        if _RANSOM.search(text):
            continue
        credit = next(
            (
                m
                for m in _CREDIT.finditer(text)
                if not _CREDIT_NOISE.search(text[max(0, m.start() - 12) : m.end() + 14])
            ),
            None,
        )
        sums = (
            read_money(text, reading.article.language)
            if re.search(
                r"[$€£¥₹₩]|\b(?:dollars?|euros?|pounds|USD|EUR|GBP|crore|rupees|yen|reais|R\$)\b|"
                r"\d\s?(?:Euro|Dollar)",
                text,
            )
            else []
        )
        if credit is not None and _GIVES.search(text):
            near = [s for s in sums if abs(s.start - credit.start()) < 80]
            start, end = credit.start(), credit.end()
            if near:
                value = money_value(near[0])
                start, end = near[0].start, near[0].end
                whole = (min(start, credit.start()), max(end, credit.end()))
            else:
                value = Value(text=_phrase(text, credit.start(), credit.end()), words=text[start:end])
                whole = (start, end)
            key = (sentence.start + start, sentence.start + end)
            yield reading.draft(
                sentence,
                ClaimType.COMPENSATION,
                value,
                key,
                whole=(sentence.start + whole[0], sentence.start + whole[1]),
                speaker=_giver(reading, sentence, credit.start()),
            )
        for money in sums:
            if credit is not None and abs(money.start - credit.start()) < 80:
                continue
            if _IMPACT.search(text[max(0, money.start - 110) : money.end + 80]) and not re.search(
                r"ransom|bitcoin|earn(?:ed|ings)|fund(?:ing|ed)|rais(?:ed|ing)|valu(?:ed|ation)|acqui",
                text[max(0, money.start - 70) : money.end + 50],
                re.IGNORECASE,
            ):
                key = (sentence.start + money.start, sentence.start + money.end)
                yield reading.draft(sentence, ClaimType.FINANCIAL_IMPACT, money_value(money), key)
        stock = _STOCK.search(text)
        if stock is not None:
            key = (sentence.start + stock.start(), sentence.start + stock.end())
            yield reading.draft(
                sentence,
                ClaimType.FINANCIAL_IMPACT,
                Value(text=stock[0], words=stock[0], unit="percent"),
                key,
            )


_REST = re.compile(
    r"(?:\s(?!(?:to|for|after|is|are|was|were|has|have|had|in|because|on|as|that|which|who|its|their|said|"
    r"says|will|and|"
    r"but|or|when|if|from|at|by|with|while|it|they|we|aux|à|pour|para|an)\b)[\w-]+){0,5}"
    r"(?: and (?:longer|extended) support hours)?"
)


def _phrase(text: str, start: int, end: int) -> str:
    """Return the credit with the words around it that say what kind it is."""
    left = re.search(
        r"(?:(?:customer|account|bill|service|full|partial|automatic|free|pro[- ]rata|monthly|one-time|"
        r"store|game|usage|longer|extended)\s){0,2}$",
        text[max(0, start - 30) : start],
    )
    right = _REST.match(text, end, end + 60)
    return ((left[0] if left else "") + text[start:end] + (right[0] if right else "")).strip()


def _giver(reading: Reading, sentence: Sentence, offset: int) -> Speaker | None:
    for verb in re.finditer(
        r"\b(?:will (?:offer|give|provide|issue|compensate|refund|credit)|offer(?:ed|s)?|g[ai]ve[sn]?|"
        r"provid(?:ed|es)|issu(?:ed|es)|compensat(?:ed|es)|refund(?:ed|s)|promis(?:ed|es)|pledg(?:ed|es))\b",
        sentence.masked,
    ):
        if verb.start() < offset + 40:
            speaker = reading.hearing.actor_at(sentence, sentence.start + verb.start())
            if speaker is not None and speaker.slug != "users":
                return speaker
    return None


__all__ = ["propose_counts", "propose_money"]
