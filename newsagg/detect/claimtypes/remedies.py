"""A Reading -> drafts of what was done, lost and regretted. Pure."""

import re
from collections.abc import Iterator

from newsagg.detect.claimtypes.actors import find_actor
from newsagg.detect.claimtypes.reading import Draft, Reading, list_stems
from newsagg.detect.passages import Sentence
from newsagg.detect.wordpatterns import compile_words
from newsagg.model import Value
from newsagg.vocabulary import ClaimType, Stance

_SORRY = re.compile(
    r"\b(?:apolog(?:i[sz](?:ed?|es|ing)|y|ies)|(?:(?:is|are|am|was|were|['’]re|['’]m|so|truly|really|"
    r"very|deeply) )+sorry|sorry (?:for|about|that|to)|regrets? (?:the|any|that|this)|deeply regret|"
    r"excuses|s['’]est excusée?|entschuldig\w+|bedauer\w+|se disculp\w+|disculpas?|desculpas?|lament(?:a|"
    r"ó|amos|ou))\b",
    re.IGNORECASE,
)
_NO_SORRY = re.compile(
    r"(?:\b|(?=n['’]t))(?:no|not|without|never|n['’]t) (?:\w+ ){0,3}$|\b(?:demand\w*|call\w* for|"
    r"ask\w* for|want\w*|"
    r"await\w*) (?:an? )?(?:\w+ )?$",
    re.IGNORECASE,
)
_DONE = compile_words(
    r"\b(?:(?:roll(?:ed|ing)|revert(?:ed|ing)?|rolled) (?:it )?back|rollback|rolled back|"
    r"revert(?:ed|ing)|(?:implement|deploy|appl|issu|releas|push|introduc|develop)(?:ed|ing|ied|"
    r"ying)? (?:an? |the |two |several |some |new |more |additional |our |"
    r"and ){0,3}(?:\w+ )?(?:fix(?:es)?|patch|mitigations?|workaround|change|update|countermeasures|"
    r"remedy|hotfix|solution|safeguards|tools|measures)|"
    r"(?:fix|mitigation|workaround|patch|countermeasures|solution)s? (?:has been|have been|was|were|"
    r"is being|are being|had been) (?:\w+ )?(?:implemented|deployed|applied|rolled out|put in place|"
    r"released|identified)|implemented (?:countermeasures|mitigations?)|(?:steps|measures) (?:are being|"
    r"have been|were|being) (?:put|taken)|"
    r"(?:re-?rout|re-?direct|divert|re-?balanc)(?:e|ed|ing) (?:\w+ ){0,6}?(?:traffic|requests|calls|"
    r"numbers|users|customers|load)|(?:re-?boot|re-?start|reset|power-?cycl|isolat|replac|disconnect|"
    r"disabl|remov|repair|rebuil|bypass|quarantin)(?:e|t|ted|ed|ing|d) (?:the |our |its |all |"
    r"some |an? |affected |faulty |failed |temporarily ){1,3}(?:\w+[ -]){0,3}?(?:servers?|routers?|"
    r"switch(?:es)?|database|systems?|network|equipment|device|records?|certificates?|service|nodes?|"
    r"cable|backup|hosts?|configuration|hardware|update|feature|card|link|component|cluster|machines)|"
    r"(?:removing|renewing|renewed|removed|disabled|isolated|restarted|rebooted|replaced|blocked|"
    r"blocking) (?:the )?[“\"\w][^.;,]{3,60}|has been (?:cut|isolated|removed|disconnected|taken out|"
    r"disabled|replaced|restarted|rolled back|withdrawn)|"
    r"(?:fix|correction|patch|repair|update|Korrektur|correctif) (?:is|was|has been|had been|werde|wird|"
    r"est) (?:being |"
    r"already )?(?:on its way|sent out|rolled out|distributed|shipped|pushed out|made|prepared|verteilt|"
    r"déployé)|"
    r"put (?:an?|the) (?:older|earlier|previous|old|good|clean|spare|"
    r"backup) (?:\w+ )?(?:back )?in (?:its )?place|"
    r"(?:went|going|gone|go) back to (?:the|an) (?:last|older|previous|earlier|old)|"
    r"(?:tak(?:e|es|en|ing)|took) (?:it|the (?:change|update|release|file)|that) back|"
    r"(?:was|were|been|is being) (?:\w+ )?(?:undone|withdrawn|pulled|reversed|reverted|taken back)|withdrew|"
    r"stopped the (?:spread|rollout|roll-out|deployment|update)|switch(?:ed|ing) (?:[\w’'-]+ ){1,4}?off\b|"
    r"cut off the (?:faulty|failed|bad|damaged|broken) \w+|led (?:the )?traffic around|"
    r"changed (?:its|their|the) (?:firewalls?|DNS|settings|configuration|routing|process\w*)|"
    r"made changes (?:so that|to)|"
    r"start(?:ed|ing)? (?:[\w’'-]+ ){0,3}?in safe mode|(?:have|had|need|needed) to (?:reload|reinstall|"
    r"restart|reconnect|"
    r"reset|reboot|update) (?:the|their|each|every|it)|"
    r"release (?:[\w’'-]+ ){1,4}?in (?:stages|waves|steps)|staggered|in stages|extend(?:ed)? offline|"
    r"promis(?:ed|es) (?:sturdier|better|stronger|more|tighter|closer|extra) [\w ]{3,40}|"
    r"migrat(?:ed|ing) (?:their |its |our |the )?(?:\w+ ){0,3}?(?:to|behind)|moved (?:their |its |"
    r"our )?[^.;,]{3,60} (?:to|behind)|fail(?:ed|ing)? over to|switch(?:ed|ing) (?:over )?to (?:a |the |"
    r"its |back)\w*|add(?:ed|ing) (?:more |additional |extra )?(?:capacity|servers|resources|monitoring|"
    r"safeguards)|scal(?:ed|ing) up|"
    r"(?:virtual )?waiting room|(?:extend(?:ed|ing)) (?:banking |support |its |branch )?(?:services|"
    r"hours|opening)|tak(?:e|ing) (?:some |certain )?(?:services|systems) (?:temporarily )?offline|"
    r"temporarily (?:remov|disabl|suspend|block|limit)\w+|"
    r"(?:will|plans? to|pledg\w+ to|committed to|promis\w+ to|going to|"
    r"we are|engineers are) (?:also )?(?:implement|deploy|improv|strengthen|review|expand|expanding|add|"
    r"increas|overhaul|ensur|prevent|fully root|prioriti[sz]|introduc|conduct|upgrad|redesign|"
    r"re-?architect|harden|audit|test)\w*|"
    r"(?:fully )?root cause this|since prioriti[sz]ed|(?:expanding|re-architecting|increasing|improving|"
    r"hardening|strengthening) (?:our|the|its) \w+|helped (?:some of )?(?:our |its )?customers|"
    r"additional (?:safeguards|checks|monitoring|redundancy)|"
    r"ein Fix|Update eingespielt|zurückgesetzt|umgeleitet|déployé (?:un|une) (?:correctif|solution)|"
    r"aplic(?:ado|ó|ou) (?:un|uma?|una) (?:corrección|solución|correção|solução|parche))\b",
    re.IGNORECASE,
)
_FOR_GOOD = re.compile(
    r"prevent|ensur|reliab|redundan|resilien|monitor|safeguard|again|future|recur|test|process|"
    r"fail-?over|capacity|backup|root cause|infrastructure|systems?\b|traffic|scal",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"(?:\b|(?=n['’]t))(?:will not|won['’]t|not|n['’]t|no true|no) (?:\w+ ){0,2}$", re.IGNORECASE
)
_DATA = (
    r"(?:data|histor(?:y|ies)|files?|records?|messages?|e-?mails?|information|databases?|backups?|"
    r"documents?|sessions?|photos?|tickets?|balances?|transactions?|orders?|NOTAMs|submissions|"
    r"repositories|accounts? details|content|conversations?|progress|saves|personal \w+|Daten|"
    r"données|datos|dados)"
)
_LOST = compile_words(
    rf"\b(?:(?:los(?:t|e|es|ing|s)|eras(?:ed?|es|ing)|delet(?:ed?|es|ing)|wip(?:ed?|es|ing)|corrupt(?:ed|"
    rf"s|ing|ion)?|destroy(?:ed|s|ing)?|leak(?:ed|s|ing)?|expos(?:ed|es|ing|ure)|compromis(?:ed?|es|ing)|"
    rf"stolen|steal(?:ing)?|breach(?:ed)?|missing|overwr(?:ote|itten)|unauthori[sz]ed access|verloren|"
    rf"perte|perdi(?:do|eron|da)|perda)\b[^.;,]{{0,60}}?\b{_DATA}|"
    rf"\b(?:customer|user|personal|private|client|guest|account|financial|sensitive|medical|"
    rf"session)?\s?{_DATA}\b[^.;]{{0,60}}?\b(?:(?:was|were|been|is|are|be|being|appear(?:s|ed)? to be|"
    rf"may (?:be|have been)|have been)\s(?:\w+\s){{0,3}}?(?:lost|erased|deleted|wiped|corrupted|"
    rf"destroyed|leaked|exposed|compromised|stolen|accessed|impacted|missing|breached|safe|secure|intact|"
    rf"affected|touched|taken|at risk|unrecoverable|disappear\w*)|loss|corruption|breach|disappear\w*|"
    rf"inconsisten\w+|"
    rf"gone missing|safe\b)|data (?:loss|leak|breach|corruption)|"
    rf"(?:could|can)(?: not|not|n['’]t) (?:get at|reach|access|see|open|retrieve|find|recover) (?:their |"
    rf"its |old |past )?"
    rf"(?:\w+ )?(?:histor(?:y|ies)|records|backups|archives|saved \w+)|deposits and monies are safe)",
    re.IGNORECASE,
)
_MORE_DATA = re.compile(rf"(?:\s{_DATA})+", re.IGNORECASE)
_LOST_DENIED = re.compile(
    r"(?:\b|(?=n['’]t))(?:no|not|n['’]t|never|without|nor|neither|none|unlikely|denied|ruled out|safe|"
    r"secure|intact|"
    r"keine?|aucune?|ningun\w*|nenhum\w*)\b",
    re.IGNORECASE,
)
_ACCESS_ONLY = re.compile(
    r"\b(?:lost|lose|losing|loss of) (?:their |all |temporarily )?(?:the ability|access|connection|"
    r"connectivity|"
    r"service|signal|power|contact)\b(?! to (?:\w+ )?(?:session|histor|data|file|record|message))",
    re.IGNORECASE,
)
_SORRY_STEMS = ("sorry", "apolog", "regret", "excus", "entschuld", "bedauer", "disculp", "desculp", "lament")
_DEED_STEMS = list_stems(
    "roll, revert, fix, patch, mitigat, workaround, implement, deploy, appl, countermeasure, measures, steps, "
    "rout, direct, divert, balanc, boot, start, reset, cycl, isolat, replac, disconnect, disabl, remov, "
    "repair, rebuil, bypass, quarant, renew, block, migrat, moved, fail, switch, capacity, add, scal, "
    "waiting room, extend, offline, temporar, advis, encourag, will, plan, pledg, commit, promis, going to, "
    "root cause, prioriti, correction, korrektur, put a, went back, go back, gone back, take, taking, took, undone, withdr, "
    "pulled, reversed, stopped the, off, around, chang, safe mode, have to, had to, need, stages, stagger, expand, architect, improv, harden, strength, helped, additional, ground, log out, "
    "device, restor, update, zurück, umgeleitet, déploy, aplic, cut"
)
_LOSS_STEMS = list_stems(
    "lost, lose, losing, loss, eras, delet, wip, corrupt, destroy, leak, expos, compromis, stol, steal, "
    "breach, missing, overwr, unauthori, verloren, perte, perd, access, safe, secure, intact, impacted, "
    "affected, unrecover, disappear, inconsisten, touched, taken, at risk, histor, records, backups, archiv"
)


def propose_remedies(reading: Reading) -> Iterator[Draft]:
    """Yield apology, remediation and data_loss claims."""
    for sentence in reading.sentences():
        lower = sentence.text.lower()
        if any(stem in lower for stem in _SORRY_STEMS):
            yield from _apologies(reading, sentence)
        if any(stem in lower for stem in _DEED_STEMS):
            yield from _deeds(reading, sentence)
        if any(stem in lower for stem in _LOSS_STEMS):
            yield from _losses(reading, sentence)


def _apologies(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    match = _SORRY.search(sentence.text)
    if match is None or re.match(r"^Sorry,? (?:something|we['’]re having trouble|that page)", sentence.text):
        return
    before = sentence.text[max(0, match.start() - 30) : match.start()]
    if _NO_SORRY.search(before) or re.match(
        r"sorry to (?:say|report|hear|break)",
        match[0] + sentence.text[match.end() : match.end() + 8],
        re.IGNORECASE,
    ):
        return
    key = (sentence.start + match.start(), sentence.start + match.end())
    yield reading.draft(
        sentence,
        ClaimType.APOLOGY,
        Value(text="apology", words=match[0]),
        key,
        speaker=find_actor(reading, sentence, match.start()),
        stance=Stance.ASSERTED,
    )


def _deeds(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.text
    for match in _DONE.finditer(text):
        if re.match(
            r"(?:also )?(?:will|plans?|pledg|committed|promis|going|we are|engineers)",
            match[0],
            re.IGNORECASE,
        ) and not _FOR_GOOD.search(text, match.start(), min(len(text), match.end() + 110)):
            continue
        if re.match(
            r"renewed (?:the |a )?(?:dialogue|debate|calls|concerns?|focus|scrutiny|questions|interest)|"
            r"extend\w* (?:support|customer)",
            match[0] + text[match.end() : match.end() + 20],
        ):
            continue
        if re.match(r"expanding|increasing|improving", match[0]) and re.search(
            r"\b(?:while|when|as) (?:\w+ ){0,3}$", text[: match.start()]
        ):
            continue  # what it was doing when it broke
        if _NOT_DONE.search(text[max(0, match.start() - 24) : match.start()]):
            continue
        tail = re.match(r"(?:\s[^\s.;,]+){0,9}", text[match.end() :])
        words = text[match.start() : match.end() + (len(tail[0]) if tail else 0)].rstrip(" \"”’'")
        key = (sentence.start + match.start(), sentence.start + match.start() + len(words))
        actor = find_actor(reading, sentence, match.start())
        yield reading.draft(
            sentence, ClaimType.REMEDIATION, Value(text=words, words=words), key, speaker=actor
        )
        return


def _losses(reading: Reading, sentence: Sentence) -> Iterator[Draft]:
    text = sentence.text
    match = _LOST.search(text)
    if match is None or _ACCESS_ONLY.search(match[0]):
        return
    tail = _MORE_DATA.match(text, match.end())
    end = tail.end() if tail is not None else match.end()
    key = (sentence.start + match.start(), sentence.start + end)
    before = text[max(0, match.start() - 70) : match.end() + 10]
    denied = not re.match(r"c(?:an|ould)", match[0], re.IGNORECASE) and bool(_LOST_DENIED.search(before))
    start = match.start()
    if denied:
        inside = _LOST_DENIED.search(text, max(0, match.start() - 70), match.end() + 10)
        start = min(start, inside.start()) if inside else start
    value = Value(text=text[start:end].strip(), words=text[start:end].strip())
    yield reading.draft(
        sentence,
        ClaimType.DATA_LOSS,
        value,
        key,
        whole=(sentence.start + start, key[1]),
        stance=Stance.DENIED if denied else None,
    )
