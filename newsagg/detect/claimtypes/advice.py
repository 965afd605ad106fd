"""A sentence -> the stretch that tells those who were hit what to do meanwhile. Pure.

    told to do        "passengers were advised to print their passes at home", "it urges callers to text instead"
    should do         "cardholders should pay in cash", "those affected can still dial the old number"
    do                "Please use the desktop version", in the words of whom it broke with

Only another way to the same end counts: another channel, means or date. What helps to know more (a status page, a helpline), to try
again or to stay calm is no way around anything, and is left out.
"""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.failwords import inflect
from newsagg.detect.passages import words_of
from newsagg.detect.wordpatterns import Trigger, compile_words
from newsagg.detect.wordscan import holds_among, make_set

_HIT = (
    r"(?:users?|customers?|passengers?|travell?ers?|callers?|residents?|people|anyone|everyone|subscribers?|members?|clients?|patients?|"
    r"students?|teachers?|staff|employees|players?|drivers?|motorists?|commuters?|shoppers?|cardholders?|account ?holders?|merchants?|"
    r"retailers?|businesses|companies|organi[sz]ations|admins?|administrators|taxpayers?|applicants?|attorneys|lawyers|parents|guests|visitors?|"
    r"consumers?|homeowners?|owners|families|doctors|hospitals|schools|traders|investors|brokers|pharmac(?:y|ies|ists)|suppliers|farmers|clinics|voters|candidates|courts|drivers|carriers|airlines|branches|stores|shops|them|those(?: \w+){0,5}|you)"
)
_WHO = rf"(?:(?:all|any|some|most|many|affected|its|their|our|the|other|more|of|[A-Z][\w’'-]+|\d[\d,]*) ){{0,4}}{_HIT}(?: (?:who|with|in|on|of|at|from|whose|affected|using|needing|requesting|travelling|flying)\b[^.;,]{{3,50}}?)?"
_ACTS = (
    r"(?:(?:(?:continue to |continuing to |try to |try |instead )?(?:use|using|text|texting|pay|paying|email|e-mail|fax|submit|submitting|file|filing|print|printing|"
    r"carry|carrying|bring(?:ing)?(?! (?:down|up|back|in)\b)|withdraw|withdrawing|access|place|order|ordering|book|booking|reschedul(?:e|ing)|rebook(?:ing)?|renew(?:ing)?|"
    r"make|making|borrow|write|writing|switch(?:ing)?|mov(?:e|ing)|boot|revert(?:ing)?|rely(?:ing)? on|fall back|download|drive|travel by|walk|(?:go|come|head) (?:in|to|into|online|directly)|visit))|"
    r"(?:call|dial|ring|phone|calling|dialling|dialing) (?:from|on|via|through|an?|the|their|its|alternat\w+|other|another|non-emergency|directly|landlines?|numbers|local)|"
    r"(?:remain|stay) on (?:the )?(?:line|phone)|keep (?:using|cash|paper)|turn(?:ing)? on (?:wi-?fi|roaming|mobile)|text)"
)
_NOT = r"(?:instead |also |please |only |directly |temporarily |then )?"
_ASK = r"(?:advis|urg|ask|recommend|encourag|instruct|direct|remind|warn)(?:ed|es|ing|s|e)?|t(?:ell|old|elling|ells)"
_TOLD = compile_words(
    rf"(?<![\w-])(?:(?:{_ASK}) {_WHO} (?P<a>{_NOT}to {_NOT}{_ACTS})|"
    rf"{_WHO} (?:(?:is|are|was|were|being|have been|has been) )(?:also |now |still |instead |being )?(?:advised|urged|asked|recommended|encouraged|instructed|directed|"
    rf"told|reminded) (?P<b>{_NOT}to {_NOT}{_ACTS})|"
    rf"{_WHO} (?:should|must|can still|may still|are still able to|(?:may |might |will |)(?:need|have|be required) to|are able to instead) (?P<c>{_NOT}{_ACTS})|"
    rf"(?:recommend|suggest|advis)(?:s|ed|ing|es|e)? (?:that {_WHO} )?(?P<d>{_NOT}{_ACTS}))(?![\w-])",
    re.IGNORECASE,
)
_PLEASE = compile_words(
    rf"\b(?:please |(?:meantime|meanwhile),? |if you[^.;,]{{3,90}}, )(?:please |simply |just )?(?P<e>{_ACTS})(?![\w-])",
    re.IGNORECASE,
)
_DO = re.compile(rf"[\W_]*(?P<f>{_ACTS})(?![\w-])", re.IGNORECASE)
_TO_KNOW = re.compile(
    r"[^.;]{0,60}?\b(?:status (?:page|site|dashboard)|updates?\b(?! to)|our (?:blog|twitter|website for)|hotline|help ?line|support (?:team|line)|customer (?:service|care|support)|for (?:more )?"
    r"(?:information|details|help)|press|again later|this page|normally|cause|extra time|compensation|refunds?|claim|comment|newsdesk|story|photos|flight status|arrive|early|patien\w+|calm|comment)\b",
    re.IGNORECASE,
)
_ANY = Trigger(_TOLD, _PLEASE)


_CALLS = inflect(
    "advise urge ask recommend encourage instruct direct remind warn tell/told suggest"
) | make_set("should must still need needs required able please meantime meanwhile if")
"""One of these stands in whatever tells somebody what to do, but for the bare verb at its head."""
_HEADS = make_set(
    "use continue try instead text pay email fax submit file print carry bring withdraw access place order book reschedule rebook renew make borrow "
    "write switch move boot revert rely fall download drive travel walk go come head visit call dial ring phone remain stay keep turn e"
)


def find_advice(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the spans of one sentence that tell what to do, and whether only who advises would put it so."""
    if holds_among(text, _CALLS) and _ANY.near(text):
        for match in (*_TOLD.finditer(text), *_PLEASE.finditer(text)):
            name = match.lastgroup
            if name is not None and not _TO_KNOW.match(text, match.start(name)):
                yield *match.span(name), name == "e"
    words = words_of(text)
    first = _DO.match(text) if words and words[0][1] in _HEADS else None
    if first is not None and not _TO_KNOW.match(text, first.start("f")):
        yield *first.span("f"), True
