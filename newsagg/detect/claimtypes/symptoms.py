"""A Reading -> drafts of symptom claims: what people met while the service failed. Pure.

Error messages, blank screens, doors and apps that would not open, calls that were blocked, messages that were not
sent. One claim a sentence: a sentence lists the ways in which one fault showed.
"""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.reading import Draft, Reading
from newsagg.detect.stems import Stems
from newsagg.detect.wordpatterns import compile_words
from newsagg.model import Value
from newsagg.vocabulary import ClaimType, Scope, Stance

_MET = (
    r"(?:showed|shows|showing|saw|see(?:s|ing)?|met|got|get(?:s|ting)?|end(?:s|ed)? in|ended with|"
    r"return(?:s|ed|ing)?|"
    r"received|receiv(?:e|es|ing)|greeted (?:with|by)|display(?:s|ed|ing)|gave|giv(?:es|ing)|throw(?:s|ing)|"
    r"threw|"
    r"encounter(?:s|ed|ing)?|faced|facing|report(?:s|ed|ing)?|experienc(?:ed|ing)|left with|stuck on|hit by|"
    r"n['’]ont obtenu que|voyaient|recibían|recibieron|erhielten|sahen|recebiam|receberam)"
)
_ERROR = (
    r"(?:(?:an? |the |only |many |repeated |des |un |una |uma |eine )?(?:[\w’'-]+ ){0,3}?"
    r"(?:errors?(?: messages?| codes?| screens?| pages?)?|"
    r"time-?outs?|(?:blank|black|white|blue|empty|frozen) (?:error )?(?:screens?|pages?)|"
    r"blue screens? of death|"
    r"erreurs?(?: de connexion)?|errores|mensajes? de error|Fehlermeldung(?:en)?|mensagens de erro|erros)"
    r"(?! rates?))"
)
_THINGS = (
    r"(?:calls?(?: to \d{3})?|texts?|messages?|e-?mails?|payments?|transactions?|requests?|orders?|"
    r"transfers?|"
    r"deliveries|"
    r"uploads?|downloads?|logins?|log-ins|purchases|bookings|queries|jobs|builds|deployments|tweets|posts|"
    r"photos|"
    r"videos|pages|images|notifications|flights|trains|cards?|badges|doors|devices|computers|machines|"
    r"terminals|routers|servers|virtual machines|accounts|systems|screens|phones)"
)
_SYMPTOM = compile_words(
    rf"\b{_MET}\s{_ERROR}"
    r"|\b(?:connection|server|gateway|login|log-in|authentication|internal|HTTP|DNS|5\d\d|4\d\d) "
    r"(?:server )?errors?\b(?! rates?)"
    r"|\berror (?:messages?|screens?|codes?)\b|\bfailing requests\b|\bchain of time-?outs\b|"
    r"\bcascad\w+ time-?outs\b"
    r"|\b(?:blue|black|blank|white) (?:error )?screens?\b|\b(?:boot|reboot|restart|login) loops?\b|"
    r"\bat capacity\b"
    r"|\bSOS (?:mode|only|message)\b|\bin SOS\b"
    r"|\bleft an? empty \w+|\bno (?:signal|dial tone|service bars)\b"
    rf"|\b{_THINGS}(?: \w+){{0,2}}? (?:would|will|did|could|can|do|does)(?: not|n['’]t)(?: be)? "
    r"(?:open|load|restart|boot|start|send|sent|connect\w*|respond|refresh|delivered|go through|work|"
    r"complete\w*|"
    r"processed|reach\w*|arrive)"
    rf"|\b{_THINGS}(?: in \w+)? (?:then )?(?:were|was|are|is|have been|had been|being|got)(?: \w+)? "
    r"(?:blocked|dropped|bounced|rejected|declined|suspended|locked|logged out|frozen|lost|undelivered|"
    r"delayed|cancell?ed|disconnected|disabled)"
    rf"|\b{_THINGS} (?:then |simply )?(?:failed|crashed|froze|disconnected (?:themselves|from)|bounced|"
    rf"vanished|"
    r"(?:keep|kept|have been) (?:crashing|restarting|failing|freezing))"
    r"|\b(?:name ?servers?|site|servers?|systems?) (?:could|can)(?: not|not|n['’]t) be (?:reached|found|"
    r"resolved)"
    r"|\b(?:no longer|not|n['’]t) (?:talk|speak|communicate) (?:to|with) (?:each other|one another)"
    r"|\b(?:follower|view|like|subscriber) counts? (?:have |has |had )?(?:dropp\w+|fell|fallen|chang\w+|"
    r"vanish\w+)"
    r"|\b(?:cancell?ed|delayed|late) flights\b|\bflights (?:were )?(?:cancell?ed|late|delayed)\b"
    r"|\b(?:logged|locked|kicked|thrown) (?:people |users |them |everyone )?out\b(?! of the)"
    r"|\b(?:spinning|loading) (?:wheels?|circles?)\b|\bpages? (?:stayed|remained|came up|were) (?:blank|"
    r"empty)\b"
    r"|\bkeine Verbindung\b|\bBluescreens?\b|\bpantallas? azul(?:es)?\b|\bécrans? bleus?\b|"
    r"\btelas? azu(?:l|is)\b",
    re.IGNORECASE,
)
_STEMS = Stems(
    "error, timeout, time-out, screen, loop, capacity, sos, empty, signal, dial tone, not , n't, n’t, block,"
    " dropp, "
    "bounc, reject, declin, suspend, lock, logged, frozen, froze, lost, deliver, delay, cancel, disconnect, "
    "disabl, "
    "fail, crash, vanish, no longer, counts, late, wheel, circle, blank, kicked, thrown, erreur, fehler, "
    "erro, "
    "verbindung, pantalla, écran, tela, restarting"
)
_CALM = re.compile(
    r"\b(?:error rates?|root cause|caused by|was to blame|blam\w+|because|due to|traced|human error|"
    r"no (?:errors|error messages)|fixed|"
    r"resolved|restored|should (?:no longer|not))\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:\s(?!(?:and|but|while|which|after|because|when|on|at|as|since|from|for|in|said|"
    r"says)\b)[\w’'-]+){0,4}"
)
_AT_MOST = 4
"""Symptoms of one article: a page of users' complaints says the same thing over and over."""


def propose_symptoms(reading: Reading) -> Iterator[Draft]:
    """Yield symptom claims, at most one a sentence and four an article; the headline is left to the lead."""
    given = 0
    seen: set[str] = set()
    for sentence in reading.sentences():
        if sentence.paragraph == 0 or given >= _AT_MOST:
            continue
        if reading.scopes[sentence.start].scope is not Scope.THIS_INCIDENT:
            continue
        text = sentence.text
        if not _STEMS.in_text(text):
            continue
        match = _SYMPTOM.search(text)
        if match is None or text.rstrip("\"”’' ").endswith("?"):
            continue
        if _CALM.search(text, max(0, match.start() - 40), match.end()):
            continue
        tail = _TAIL.match(text, match.end())
        end = tail.end() if tail is not None else match.end()
        words = text[match.start() : end].strip()
        if match[0].lower() in seen:
            continue
        seen.add(match[0].lower())
        given += 1
        key = (sentence.start + match.start(), sentence.start + match.start() + len(words))
        yield reading.draft(
            sentence, ClaimType.SYMPTOM, Value(text=words, words=words), key, stance=Stance.ASSERTED
        )
