"""A cause noun in its sentence -> denied, left open, or neither; and denials that name no kind of cause. Pure.

    opener + small words + NOUN      "not the result of a hack", "kein Cyberangriff", "n'est pas due à une cyberattaque"
    disbelief ... NOUN               "no evidence that hackers ...", "does not believe", "keine Hinweise auf"
    NOUN + denial                    "a cyberattack was ruled out", "est écartée", "queda descartado"
    not ruled out                    "cannot rule out", "n'exclut pas", "no descarta": left open
    somewhere else                   "nothing to do with", "not on our side", "outside its network", "rather than a fault in"

That nobody's data was read, or that somebody had no hand in a deed, denies no cause.
"""

import re
from collections.abc import Iterator
from enum import Enum

from newsagg.detect.passages import words_of
from newsagg.detect.wordpatterns import compile_words
from newsagg.detect.wordscan import make_set


class Denial(Enum):
    """What a sentence says against a cause."""

    DENIED = "denied"
    OPEN = "open"
    """Not ruled out: somebody who would know was asked and would not say no."""
    ELSEWHERE = "elsewhere"
    """The denial is of something else (data, a hand in it): no claim on the cause."""


_OPENERS = make_set(
    "not t no never neither nor nothing nobody without unrelated unlinked unconnected rather instead opposed "
    "rule ruled rules ruling deny denied denies denying dismiss dismissed dismisses reject rejected rejects "
    "refute "
    "refuted refutes debunked discount discounted played exclude excluded excludes excluding "
    "non nicht nichts kein keine keinen keiner keinem weder ausgeschlossen ausschließen schließt schließe "
    "schloss schlossen bestreitet dementiert "
    "dementierte bestritt pas aucun aucune ni nullement exclut excluent exclu exclue écarte écartent écarté "
    "dément démentent "
    "démenti nie nient ningún ninguna descarta descartan descartó descartaron descartado descartada niega "
    "niegan negó "
    "negaron "
    "desmiente desmintió sin ajeno não nenhum nenhuma nem descartou descartaram nega negam negou negaram "
    "desmentiu sem"
)
_RULE_OUT = make_set(
    "rule ruled rules ruling deny denied denies denying dismiss dismissed exclude excluded excludes "
    "excluding "
    "ausgeschlossen ausschließen schließt schließe schloss schlossen exclut excluent exclu exclue écarte "
    "écartent écarté "
    "dément nie descarta descartan descartó descartaron descartado descartada descartou descartaram niega "
    "nega negou "
    "negó"
)
"""Openers that a negation before them turns around."""
_NEGATIONS = make_set("not t cannot no never yet nicht n pas ne não unable")
_LANGUAGE_OF = {
    "no": "en es",
    "non": "fr es",
    "sin": "es",
    "sem": "pt",
    "nie": "fr",
    "t": "en",
    "pas": "fr",
    "ni": "es fr",
}
_FILLERS = make_set(
    "rumours rumors reports claims suggestions suggestion speculation allegations about do last week s "
    "recent yesterday "
    "found find suspect suspected directly indirectly or any either in way point points pointed pointing "
    "prove proves proved associated "
    "show shows shown hints hinted to of result caused due related linked connected tied attributed "
    "attributable stemming "
    "by believe believes think it its was is were are that this these those a an the outage incident "
    "disruption failure "
    "problem downtime appear appears seem seems evidence indication indications sign signs indicate suggest "
    "suggests because "
    "or code software hardware network human technical as ongoing from at time currently with possibility have has had reason kind sort form type be been "
    "being proof trace "
    "hit targeted subject victim suffered suffering under behind out out issue than on link links "
    "connection between and there "
    "malicious hostile external security targeted further other our internal possible deliberate foreign "
    "potential "
    "um eine einen einem einer ein der die das den dem des auf mit durch von zurückzuführen wegen aufgrund "
    "infolge "
    "hinweise anzeichen belege handelt handele ist war sei zu tun grund sich es "
    "d de des du une un la le les l par à est due dû dus causée causé liée lié provoquée provoqué agit "
    "piste hypothèse thèse "
    "signe signes preuve trace être été avoir subi victime toute tout que qu voir avec il origine "
    "fue es son una el los las del por a al causado causada provocado provocada debió debe trata se que ver "
    "con haber sufrido "
    "sido víctima indicios pruebas evidencia evidencias señales hay ha relación tiene tenga ser estar "
    "relacionado relacionada vinculado "
    "hipótese tese possibilidade foi é uma o os as do da dos das pelo pela ao à causada causado provocada "
    "provocado ter sofrido tratar "
    "houve há indícios "
    "evidências sinais relação tem nada haver ligado ligada relacionado nossa"
)
_REACH = 14
_DISBELIEF = compile_words(
    r"(?:\b(?:do|does|did|is|are|was|were)(?:n['’]t| not)|\bno longer) (?:\w+ )?(?:believed?|think|"
    r"suspect(?:ed)?|thought|"
    r"appear|seem|look|consider(?:ed)?)\b[^.;]{0,150}$|"
    r"\b(?:no|without(?: any)?|not (?:found|find|seen|see|have)(?: any)?|n['’]t (?:found|find|seen|see|have)(?: any)?) "
    r"(?:\w+ )?(?:evidence|circumstances|indications?|signs?|suggestion|proof|hint|link|connection)\b[^.;,]{0,110}$|"
    r"\bkeine(?:rlei)? (?:\w+ )?(?:Hinweise?|Anzeichen|Belege?|Anhaltspunkte?|Indizien)\b[^.;]{0,90}$|"
    r"\baucune? (?:signe|preuve|indice|élément|trace|indication)\b[^.;,]{0,90}$|"
    r"\bno (?:hay|existen?|se han? \w+) (?:\w+ )?(?:indicios?|pruebas?|evidencias?|señales)\b[^.;,]{0,90}$|"
    r"\bnão (?:há|existem?) (?:\w+ )?(?:indícios?|provas?|evidências?|sinais)\b[^.;,]{0,90}$|"
    r"\b(?:den(?:y|ied|ies|ying)|dismiss(?:ed|es|ing)|refut(?:ed|es|ing)|reject(?:ed|s|"
    r"ing))\b(?![^.;:,]*\bbut\b)[^.;:,]{0,110}$|"
    r"\b(?:niega|negó|desmiente|nega|negou|dément|nie|bestreitet|dementiert\w*)\b[^.;:,]{0,90}$|"
    r"\b(?:nothing|no reason) to (?:suggest|indicate|believe|think|suspect|suppose)\b[^.;,]{0,110}$|\b(?:untrue|not true|nonsense|false)[\"”’']? that\b[^.;,]{0,110}$|"
    r"\bunlikely\b[^.;,]{0,60}$|\bdoubt(?:s|ed)? (?:that|it|this|the|whether|very much)\b[^.;,]{0,110}$|"
    r"\b(?:surprised|shocked|astonished|amazed) if\b[^.;,]{0,110}$",
    re.IGNORECASE,
)
_AFTER = compile_words(
    r"^[^.;,]{0,40}?(?:\b(?:(?:was|were|is|are|has been|had been|have been|can be|could be|"
    r"be)\s(?:\w+\s){0,2}?"
    r"(?P<out>ruled out|excluded|dismissed|discounted)|"
    r"(?:was|were|is|are|seems?|looks?|appears?)\s(?:\w+\s)?(?:highly |very )?unlikely|"
    r"(?:was|were|is|are|had|has|did|does)(?: not|n['’]t)\s[^.;,]{0,24}?(?:caus\w*|behind|to blame|involved|"
    r"responsible|"
    r"at fault|suspected|to do with|the reason|a factor|play a (?:part|role)|linked|related|connected)|"
    r"(?:had|has|have) nothing to do with|(?:itself |themselves )?(?:was|were|is|"
    r"are) never (?:the )?(?:problem|cause|issue|to blame)|play(?:ed|s) no (?:part|role)|(?:was|were|is|"
    r"are) unrelated)\b|"
    r"\b(?:wird|wurde|werde|ist|sei|gilt als|könne)\s(?:[\wäöüß]+\s){0,4}?(?P<aus>ausgeschlossen|"
    r"auszuschließen)|"
    r"^\s(?:schlo(?:ss|ssen)|schließ(?:t|en))\s(?:[\wäöüß]+\s){1,4}?(?P<erst>aus)(?=[.,;]|$)|"
    r"^\s(?:bestritt|bestreitet|dementierte|verneinte|verneint|wies|weist)\s[^.;,]{2,40}|"
    r"^(?:[^.;,]{0,30})?\s(?P<particle>aus)(?=[.,;]|$)|"
    r"\b(?:est|sont|a été|serait|soit)\s(?:[\wé]+\s){0,2}?(?P<exclu>exclue?s?|écartée?s?)|"
    r"\bdeute\w*\s(?:\w+\s){0,2}nichts hin|\b(?:steck\w+|stand\w*|sind|waren)\s(?:\w+\s)?nicht dahinter|"
    r"\bn['’](?:est|a) pas (?:\w+ )?(?:en cause|à l['’]origine|responsable|la cause)|"
    r"\b(?:queda|está|fue|ha sido|quedó|fica|foi|ficou)\s(?P<desc>descartad[oa])|"
    r"\b(?:no fue|não foi|no es|não é) (?:la|a) causa)",
    re.IGNORECASE,
)
_NOT_OUT = re.compile(
    r"\b(?:not|cannot|can['’]t|couldn['’]t|hasn['’]t|haven['’]t|yet to|nicht|pas|no|não)\b(?:\s\w+){0,3}\s*$",
    re.IGNORECASE,
)
_DATA = re.compile(
    r"\b(?:(?:data|information|records?|accounts?|passwords?|credentials|files|Daten|données|datos|"
    r"dados)\b[^.;]{0,50}"
    r"\b(?:access\w*|stolen|viewed|taken|leak\w*|expos\w*|compromis\w*|exfiltrat\w*|lost|gestohlen|volées?|"
    r"robad\w+|roubad\w+)|"
    r"responsib\w+ for|involvement|any (?:part|role|hand) in|credit for)\b",
    re.IGNORECASE,
)
_MISSED = re.compile(
    r"(?:\b(?:did|do|does|had|have|has|could|would)(?: not|n['’]t)|\bcannot|\bnever|\bfail(?:ed|s)? to|\bwithout) (?:\w+ly |have |been able to )?"
    r"(?:f(?:ind|ound)(?:ing)?|c(?:atch|aught)(?:ing)?|notic(?:e|ed|ing)|spot(?:ted|ting)?|detect(?:ed|ing)?|discover(?:ed|ing)?|flag(?:ged)?|"
    r"expos(?:e|ed)|reveal(?:ed)?|show(?:n)?|s(?:ee|een)|anticipated?|foresee|identif(?:y|ied)) (?:the|its|their|this|that|these|those|his|her)\b",
    re.IGNORECASE,
)
"""Whoever did not find the bug says that there was one."""
_ONLY = re.compile(
    r"\b(?:not|nicht|non|no|não|pas)\s(?:only|just|merely|nur|bloß|seulement|solo|sólo|só|apenas)\b",
    re.IGNORECASE,
)


def read_denial(text: str, start: int, end: int, language: str = "en") -> tuple[Denial | None, int]:
    """Return what a sentence says against the cause noun at ``start`` to ``end``, and where the denying words end."""
    found = _look_left(text, start, language)
    if found is None:
        match = _DISBELIEF.search(text, max(0, start - 170), start)
        if match is not None:
            found = Denial.OPEN if _NOT_OUT.search(text, 0, match.start()) else Denial.DENIED
    if found is Denial.DENIED and _MISSED.search(text, max(0, start - 40), min(len(text), start + 6)):
        return Denial.ELSEWHERE, end
    if found is Denial.DENIED and _DATA.search(text, max(0, start - 120), start):
        return Denial.ELSEWHERE, end
    after = text[end : end + 90]
    match = _AFTER.search_piece(after)
    if match is not None:
        if match["particle"]:  # "schließt ... aus": the verb stands before
            if found is Denial.DENIED and re.search(r"\bnicht\b", match[0]):
                found = Denial.OPEN
            return found, end + (match.end() if found is not None else 0)
        ruled = match["out"] or match["aus"] or match["erst"] or match["exclu"] or match["desc"]
        if ruled and (
            _NOT_OUT.search(after[: match.end() - len(ruled)]) or re.match(r"\s+pas\b", after[match.end() :])
        ):
            return Denial.OPEN, end + match.end()
        return (None if found is Denial.OPEN else Denial.DENIED), end + match.end()
    return found, end


_LIST_JOINT = re.compile(
    r"(?:,? (?:or|nor)|,)\s(?:(?:to|by|of|from|due to|because of|even|any|an?|the)\s)*\Z"
)
_LIST_END = re.compile(r"[^.;:]{0,80}?\b(?:or|nor)\s")


def goes_on_denied(text: str, denied_until: int, start: int) -> bool:
    """Say whether a noun stands in the list of one that is denied: "not due to a hack, a storm or an error"."""
    joint = _LIST_JOINT.match(text, denied_until, start)
    return joint is not None and ("or" in joint[0] or _LIST_END.match(text, start) is not None)


def _look_left(text: str, start: int, language: str) -> Denial | None:
    """Step back over small words from the noun to a word that denies."""
    words = [(at, word) for at, word in words_of(text) if at < start]
    edge = start
    for step in range(1, min(_REACH, len(words)) + 1):
        at, word = words[-step]
        gap = text[at + len(word) : edge]
        if any(mark in gap for mark in ".;:!?()–—") or (
            "," in gap and step == 1 and word not in _OPENERS and word not in _FILLERS
        ):
            return None
        if word in _OPENERS and _opens(words, step, language, text):
            if _ONLY.match(text, at):
                return None
            before = [w for _, w in words[max(0, len(words) - step - 4) : len(words) - step]]
            if word in _RULE_OUT and not _NEGATIONS.isdisjoint(before):
                return Denial.OPEN
            if word in ("pas", "nicht") and not _RULE_OUT.isdisjoint(
                before
            ):  # "n'exclut pas", "schließt nicht"
                return Denial.OPEN
            return Denial.DENIED
        if word not in _FILLERS:
            return None
        edge = at
    return None


def _opens(words: list[tuple[int, str]], step: int, language: str, text: str) -> bool:
    at, word = words[-step]
    follows = words[-step + 1][1] if step > 1 else ""
    if word == "t":
        return at > 1 and text[at - 1] in "'’" and text[at - 2] in "nN"
    if word in _LANGUAGE_OF and language not in _LANGUAGE_OF[word].split():
        return False
    if word in ("rather", "instead"):
        return follows in ("than", "of")
    if word == "played":
        return follows == "down"
    if word.startswith("rul"):
        return follows == "out"
    return not (word in ("schließt", "schließe", "schloss") and "aus" not in text[at:])


_PLACE = (
    r"(?:own |core |internal )?(?:systems?|networks?|infrastructure|servers?|platforms?|cloud|services?|"
    r"sites?|side|end|fault|doing|software|equipment|"
    r"data ?cent(?:er|re)s?)"
)
_THEIRS = r"(?:(?i:our|its|their)|[Tt]he (?:company|bank|operator|firm|provider|vendor|carrier)['’]s|[A-Z][\w&-]+['’]s)(?: own)?"
_OUTAGE = r"(?:outages?|issues?|problems?|incidents?|failures?|disruptions?|faults?)"
_ELSEWHERE = compile_words(
    rf"(?<![\w-])(?:(?:(?:not|n['’]t) (?:\w+ ){{0,3}}?(?:on|at|from|within|in|with|caused by|due to|"
    rf"related to) )"
    rf"(?P<side>{_THEIRS} (?:[\w-]+ ){{0,2}}{_PLACE})|"
    rf"(?:(?:lies?|lay|lying|was|is|be|originat\w+|c[ao]me|from|stem\w*|fault|problem|issue|"
    rf"cause) )(?:well |entirely )?"
    rf"(?:outside|beyond|external to)(?: of)? (?P<out>{_THEIRS} (?:[\w-]+ ){{0,2}}(?:{_PLACE}|control))|"
    r"(?:no|any|without|no clear|no such) (?:\w+ )?(?:signs?|evidence|indications?|traces?|hints?|suggestion|proof) (?:of|that) "
    r"(?P<sign>(?:any |an? )?(?:[\w-]+ ){0,3}?(?:activity|intent|interference|tampering|filtering|blocking|wrongdoing|foul play|"
    r"manipulation|censorship|throttling|meddling))|"
    r"(?:wrong|inaccurate|incorrect|misleading|unfair|a mistake|false|no reason) to (?:call|describe|label|speak|talk|blame|think|"
    r"suspect|treat|assume)(?: (?:it|this|that|them|the \w+))?(?: (?:of|as|on))? "
    r"(?P<call>(?:an? |the |any )?(?:[\w’'-]+ ){0,3}?[\w’'-]+)(?=[.,;:\"”’]|$| or | and )|"
    rf"(?:not|n['’]t) an? (?P<brand>[A-Z][\w.]+(?:[- ]specific)? {_OUTAGE})|"
    rf"(?P<own>{_THEIRS} (?:[\w-]+ ){{0,2}}{_PLACE}) (?:was|were|is|are)(?: not|"
    rf"n['’]t) (?:\w+ )?(?:the (?:cause|problem|issue)|to blame|at fault|"
    rf"responsible|the (?:source|reason|culprit)|involved)|"
    rf"(?:rather than|instead of|as opposed to|(?:,|and) not) (?:any |an? |the |"
    rf"some )?(?P<contrast>{_OUTAGE} (?:with|in|at|of|on) "
    rf"(?:[\w’'-]+ ){{0,6}}?[\w’'-]+)(?=[.,;:\"”’]|$| or | and | but )|"
    rf"(?:nothing to do with|unrelated to|(?:not|n['’]t) (?:\w+ )?(?:related|linked|connected|tied|"
    rf"attributable|attributed) to|(?:not|n['’]t) (?:\w+ )?(?:associated|connected) with|"
    rf"no (?:link|connection|relation(?:ship)?) (?:to|with)|nichts mit|rien à voir avec|nada que ver con|"
    rf"nada a ver com|"
    rf"sin relación con|sem relação com|sans (?:lien|rapport) avec) "
    rf"(?P<other>(?:(?:the|a|an|any|its|their|our|la|le|les|el|los|a|o|os|de[rmn]|die|das|einem|einer) )?"
    rf"(?!(?:this|that|it|them|us|you|him|her|the (?:outage|incident|"
    rf"disruption))\b)(?:[\w’'-]+ ){{0,5}}?[\w’'-]+)"
    rf"(?=[.,;:\"”’)]|$| zu tun| and | or | but | at | which | that | said))"
)


_ASIDE = re.compile(
    r",\s$(?<!outage, )(?<!incident, )(?<!failure, )(?<!problem, )(?<!issue, )(?<!disruption, )(?<!fault, )"
)
"""What is said in passing of a thing named before: "a builder, unrelated to the carrier"."""


def find_elsewhere(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans that are denied to be the cause though they name no kind of it: "not on our side"."""
    for match in _ELSEWHERE.finditer(text):
        if match[0].startswith("unrelated") and _ASIDE.search(text, 0, match.start()):
            continue
        name = match.lastgroup or "other"
        if _EARLIER_ONE.match(match[name]):
            continue
        yield match.span(name)


_EARLIER_ONE = re.compile(
    r"(?:(?:the |an? |its |their |any )?(?:(?:earlier|previous|prior|last|first|other|recent|similar|older|past)\b|one\b)|"
    r"(?:on )?(?:last )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|week|month|year|yesterday)(?:['’]s)?\b)",
    re.IGNORECASE,
)
"""Another outage than the one that is told of: no part in that is no denial of a cause."""


_FRAME_DENIED = re.compile(
    r"(?:\bnot|n['’]t|\bno longer|\bnever|\bneither|\bnothing|\bnobody)[\s,]+(?:(?:directly|indirectly|"
    r"either),? or )?"
    r"(?:(?:\w+ly|been|be|being|a|the|any|an|result|even|related|in|way|itself|to|of|really|at|all|some|"
    r"believed|thought|"
    r"have|it|was|is|were|are|that|think|believe|outage|incident|problem|issue|failure)[\s,]+){0,6}$",
    re.IGNORECASE,
)
_FRAME_DENIED_IN = {
    "de": re.compile(r"\b(?:nicht|nie|keine?\w*)\s(?:\w+\s){0,3}$", re.IGNORECASE),
    "fr": re.compile(r"\b(?:pas|jamais|aucun\w*|ni)\s(?:\w+\s){0,2}$", re.IGNORECASE),
    "es": re.compile(r"\b(?:no|nunca|tampoco|ni)\s(?:\w+\s){0,2}$", re.IGNORECASE),
    "pt": re.compile(r"\b(?:não|nunca|tampouco|nem)\s(?:\w+\s){0,2}$", re.IGNORECASE),
}
_FRAME_NOT = re.compile(r"\b(?:not|never|neither|nothing|nicht|pas)\b|n['’]t\b", re.IGNORECASE)


def denies_frame(text: str, cue: int, start: int, language: str) -> Denial | None:
    """Return what is said against a cause that a frame names ("caused by ..."), whose cue begins at ``cue``."""
    before = text[max(0, cue - 60) : cue]
    foreign = _FRAME_DENIED_IN.get(language)
    if (
        _FRAME_NOT.search(text, cue, start)
        or _FRAME_DENIED.search(before)
        or (foreign is not None and foreign.search(before))
        or re.match(r"(?:not|nicht|pas) ", text[start:], re.IGNORECASE)
        or _DISBELIEF.search(text, max(0, cue - 170), cue)
    ):
        return Denial.ELSEWHERE if _DATA.search(text[max(0, cue - 90) : cue]) else Denial.DENIED
    return None
