"""A Reading -> drafts of claims on what an outage cost, and on what customers get for it. Pure.

A sum is a cost only beside a word for loss, and a fall of shares or market value only where the sentence ties it to the
outage or to the day's trading; ransoms, earnings and fines of other years are none.
"""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.money import read_money
from newsagg.detect.passages import Sentence
from newsagg.detect.stems import Stems
from newsagg.detect.values import money_value
from newsagg.detect.wordpatterns import compile_words
from newsagg.model import Speaker, Value
from newsagg.vocabulary import ClaimType

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
    r"rebook(?:ed|ing)? (?:for )?(?:free|without charge|at no)|free (?:of charge )?re-?book\w*|at no (?:extra |additional )?(?:cost|charge)|"
    r"(?:not|n['’]t|no customer|nobody) (?:[\w’'-]+ ){0,4}?out of pocket|(?:new|another|second) chance to (?:buy|book|play|order|vote|bid)|"
    r"(?:\d+|one|two|three|five|seven|ten|an?) (?:more|extra|additional|free|bonus|complimentary) (?:days?|weeks?|months?|hours?|spins|lives|"
    r"tickets?|nights?)|(?:claim|entitled to|owed|due)(?= [£$€₹]\s?\d)|(?:waive|waived|waiving|cancel|cancelled|scrap|drop) (?:the |all |any |its )?(?:\w+ )?(?:fees?|"
    r"charges?|penalt\w+)|cover (?:the |any |all )?(?:\w+ )?(?:charges|fees|costs|losses)|"
    r"(?:not|n['’]t|no one|nobody|never|none|no customers?) (?:[\w’'-]+ ){0,4}?(?:be |been )?(?:bill(?:ed|ing)?|charg(?:e|ed|ing)|fined)(?: (?:for|anyone|"
    r"anybody|customers|users|until)\b)?|(?:charg|bill)(?:e|es|ing) (?:nobody|no one|no customer)|(?:pay|paying|pays|charged) no (?:[\w-]+ ){0,2}?"
    r"(?:fees?|charges?|subscriptions?|rent|fares?)|(?:without|free of|at no) (?:an? |any |the usual )?(?:[\w-]+ )?(?:fee|charge|penalty)|for nothing|"
    r"(?:money|fees?|payments?|months?|days?) (?:[\w’'-]+ ){0,3}?(?:returned|handed back|paid back|given back)|every (?:cent|penny|rupee)|"
    r"(?:taken |knocked |struck )?off (?:the|their|your|my|its|one|a|next|each|this|that) (?:[\w’'-]+ ){0,2}?(?:bills?|months?|renewals?|invoices?|fees?|subscriptions?)|"
    r"(?:days?|weeks?|months?|hours?) (?:for )?free|free (?:days?|nights?|rides?|travel|changes|tickets?|spins|entry|use)|make-goods?|made whole|"
    r"(?:offer|deal|sale|subscription|pass|plan|event)\w* (?:[\w’'-]+ ){0,4}?(?:extended|prolonged|lengthened) by (?:an?|one|two|three|\d+) (?:days?|weeks?|months?)|credited (?:everyone|all|each|every \w+|customers|users|them)|"
    r"extra data|gigabytes of \w+|free (?:month|"
    r"week|day|data|trial|of charge|subscription)|bill credit|payouts?|make (?:it )?(?:good|right)|"
    r"(?:extended|longer) support hours|"
    r"Gutschrift\w*|Entschädigung\w*|erstatt\w*|dédommage\w*|rembours\w*|indemnis\w*|compensaci\w+|"
    r"reembols\w*|compensaç\w+|indeniz\w*)\b",
    re.IGNORECASE,
)
_CREDIT_NOISE = re.compile(
    r"\b(?:credit cards?|credit(?: and | or |/)debit|debit(?: and | or |/)credit|credit union|credit suisse|credited with|take(?:n)? credit|took credit|"
    r"image credit|photo credit|credit:|credit (?:score|rating|bureau|transactions?|payments?)|"
    r"compensation (?:company|companies|firms?|lawyers?|specialists?|schemes?|claims?)|gigabytes of (?!(?:free |extra |mobile )?data)|letter of credit|to (?:their|his|her|its) credit|extra credit)\b",
    re.IGNORECASE,
)
_NOT_GIVEN = compile_words(
    r"\b(?:call(?:s|ed|ing)? (?:\w+ )?for compensation|under (?:the )?[\w’' -]{2,40} (?:rules?|laws?|regulations?|schemes?|act)|service[- ]level agreements?|"
    r"(?:did(?: not|n['’]t)|has(?: not|n['’]t)|declined to|would not|wouldn['’]t) (?:yet )?(?:say|said|comment on|confirm\w*) (?:if|whether)|most providers|"
    r"will (?:i|we|you|there) (?:get|be|receive))\b",
    re.IGNORECASE,
)
"""What the law gives anybody, what somebody asks for and what nobody has promised."""
_RANSOM = compile_words(
    r"\b(?:ransoms?|extort\w*|threat actors?|attackers?) [^.;]{0,60}(?:demand|pay|paid|"
    r"request|payout|\$|bitcoin)|\bransom demand",
    re.IGNORECASE,
)
_GIVES = compile_words(
    r"\b(?:can|may|let|lets|letting|tak(?:e|es|en|ing)|knock\w*|billed|billing|charg\w*|credited|owed|due|rebook\w*|out of pocket|offer\w*|giv\w+|gave|provid\w*|issu\w*|receiv\w*|get|apply|applied|will|entitled|eligible|"
    r"promis\w*|pledg\w*|grant\w*|compensat\w*|refund\w*|reimburs\w*|extend\w*|waiv\w*|customer credits|"
    r"accord\w+|"
    r"paid|pay|ask\w*|demand\w*|seek\w*|claim\w*|erhalten|erhält|bietet|offre\w*|ofrec\w*|oferec\w*)\b",
    re.IGNORECASE,
)
_LEAST = 1_000_000
"""What a market's loss comes to at least; smaller sums are prices of shares."""
_MARKET = compile_words(r"\b(?:shares?|stock|market (?:value|cap\w*)|valuation)\b", re.IGNORECASE)
_TIED = compile_words(
    r"\b(?:after|following|amid|because of|due to|as a result|caus\w+|trigger\w+|wip\w+|in the wake|on (?:the )?news|as)\b"
    r"[^.;]{0,80}\b(?:outage|disruption|incident|glitch|downtime|crash|failure|blackout|meltdown)\b|"
    r"\b(?:outage|disruption|incident|glitch|downtime|crash|failure|blackout|meltdown)\b[^.;]{0,60}\b(?:wip|cost|sen[dt]|knock|shav|"
    r"drag|push|caus|eras)\w*|"
    r"\b(?:early|morning|afternoon|late|premarket|pre-market|after-hours|midday) trading\b|\bat the (?:open|close)\b",
    re.IGNORECASE,
)
_LONG_RUN = compile_words(
    r"\b(?:this year|since (?:January|the start)|year to date|over the (?:past|last) (?:year|\w+ months))\b",
    re.I,
)
_PAID = compile_words(
    r"\b(?:people|customers|users|subscribers|members|passengers|merchants|clients|players)\b[^.;]{0,60}\b(?:receiv\w+|get(?:s|ting)?|"
    r"got|given|awarded|paid|credited)\b[^.;]{0,20}?(?=[$€£¥₹]\s?\d|\d[\d.,]* (?:dollars|euros|pounds))",
    re.IGNORECASE,
)
_NO_LOSS = re.compile(
    r"ransom|bitcoin|earn(?:ed|ings)|fund(?:ing|ed)|rais(?:ed|ing)|valu(?:ed|ation)|acqui",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"[$€£¥₹₩]|\b(?:dollars?|euros?|pounds|USD|EUR|GBP|crore|rupees|yen|reais|R\$)\b|\d\s?(?:Euro|Dollar)"
)
_STEMS = Stems(
    "$, €, £, ¥, ₹, ₩, dollar, euro, pound, usd, eur, gbp, crore, rupee, yen, reais, credit, refund, compens, reimburs, waiv, "
    "goodwill, voucher, rebate, crédit, extra data, gigabyte, free , payout, make good, make it good, make right, make it right, "
    "support hours, rebook, at no , out of pocket, chance to , more day, more week, more month, extra day, extra week, extra month, additional , bonus , "
    "claim £, claim $, claim €, entitled, cover , scrap, gutschrift, entschädig, erstatt, dédommag, rembours, indemnis, reembols, indeniz, share, stock, lost, lose, "
    "missed out, bill, charg, fined, fee, for nothing,  back, every cent, every penny,  off , for free, make-good, made whole, prolong, extended by"
)


def propose_money(reading: Reading) -> Iterator[Draft]:
    """Yield compensation and financial_impact claims."""
    for sentence in reading.sentences():
        text = sentence.text
        if not _STEMS.in_text(text) or _RANSOM.search(text):
            continue
        sums = read_money(text, reading.article.language) if _SUM.search(text) else []
        for credit in _find_credits(text):
            near = [s for s in sums if s.end > credit[0] - 80 and s.start < credit[1] + 80]
            near.sort(key=lambda found: max(found.start - credit[1], credit[0] - found.end))
            start, end = credit
            if near:
                value = money_value(near[0])
                start, end = near[0].start, near[0].end
            else:
                value = Value(text=_phrase(text, start, end), words=text[start:end])
            whole = min(start, credit[0]), max(end, credit[1])
            yield reading.draft(
                sentence,
                ClaimType.COMPENSATION,
                value,
                (sentence.start + start, sentence.start + end),
                whole=(sentence.start + whole[0], sentence.start + whole[1]),
                speaker=_giver(reading, sentence, credit[0]),
            )
            sums = [s for s in sums if s not in near[:1]]
        market = _MARKET.search(text)
        if market is not None:
            sums = [
                s for s in sums if (s.number_from or s.number_to or 0) >= _LEAST
            ]  # else the price of a share
        tied = market is None or (_TIED.search(text) is not None and not _LONG_RUN.search(text))
        for money in sums if tied else ():
            if _IMPACT.search(text[max(0, money.start - 110) : money.end + 80]) and not _NO_LOSS.search(
                text[max(0, money.start - 70) : money.end + 50]
            ):
                key = (sentence.start + money.start, sentence.start + money.end)
                yield reading.draft(sentence, ClaimType.FINANCIAL_IMPACT, money_value(money), key)
        stock = _STOCK.search(text) if tied and not sums else None
        if stock is not None:
            key = (sentence.start + stock.start(), sentence.start + stock.end())
            value = Value(text=stock[0], words=stock[0], unit="percent")
            yield reading.draft(sentence, ClaimType.FINANCIAL_IMPACT, value, key)


def _find_credits(text: str) -> list[tuple[int, int]]:
    """Return where a sentence says what somebody gets for the outage."""
    found: list[tuple[int, int]] = []
    if _GIVES.search(text) and not _NOT_GIVEN.search(text) and not text.rstrip("\"”’'").endswith("?"):
        for match in _CREDIT.finditer(text):
            if not _CREDIT_NOISE.search(text[max(0, match.start() - 12) : match.end() + 14]):
                found.append(match.span())
                break
    paid = _PAID.search(text)
    if paid is not None and not any(paid.start() < b and a < paid.end() + 12 for a, b in found):
        found.append((paid.end(), paid.end()))
    return found


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
