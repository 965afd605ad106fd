"""Text -> what its writer said in it: without stock sentences and long quotes; its figures and names. Pure.

What newsrooms, vendors and companies put under every text (who the company is, disclaimers, newsletters, rights, the
set phrases of a status page) and a press statement that anybody may quote make no two texts prints of one.
"""

import re
from typing import NamedTuple

_PARAGRAPH = re.compile(r"\n+")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”»]?\s+")
_STOCK = re.compile(
    r"""
    # newsletters, apps, channels, tips, comments
    \b(?:sign\ up|subscribe|unsubscribe|newsletters?|podcast|follow\ us|join\ us|our\ channel|our\ app\b|push\ alerts?
    |got\ a\ tip|have\ a\ tip|send\ (?:us|your)\ tips?|news\ desk|encrypted\ chat|in\ the\ comments
    |let\ us\ know\ (?:if|in|below)
    |tell\ us\ (?:in|whether|if)|leave\ a\ comment|terms\ of\ (?:use|service)|privacy\ policy|cookies?\ policy
    |thank\ you\ for\ reading
    |we\ read\ everything|affiliate\ links?|earn\ (?:us\ )?a\ commission|support\ our\ journalism|become\ a\ member
    |abonnieren|folgen\ sie\ uns|abonnez-vous|suivez-nous|suscríbete|síguenos|assine\ (?:a|nossa)|siga-nos
    # what else is to be read
    |^(?:read|see)\ (?:next|more|also)|^(?:also|more)\ (?:read|from|on\ this)|^related(?:\ \w+)?:|^lesen\ sie\ auch
    |^lire\ aussi|^lea\ también
    # rights and editorial notes
    |all\ rights\ reserved|copyright|may\ not\ be\ (?:published|reproduced|broadcast|copied)
    |prior\ (?:written\ )?consent
    |(?:editorial|our)\ standards|republished\ (?:with|from)|alle\ rechte\ vorbehalten|tous\ droits\ réservés
    |todos\ los\ derechos
    |(?:this|the)\ (?:article|story|report)\ (?:was|has\ been)
    \ (?:updated|corrected|amended|generated|translated|first\ published)
    # stocks and prospects
    |forward-?looking|undue\ reliance|differ\ materially|risks\ and\ uncertainties|past\ performance|future\ results
    |(?:investment|financial)\ advice|advice\ to\ (?:buy|sell)|buy\ or\ sell|holds?\ (?:no|a)\ positions?
    |stocks?\ mentioned
    |market\ data|(?:no|without)\ (?:duty|obligation|warranty)|any\ securit(?:y|ies)
    |delayed\ (?:by\ )?(?:at\ least\ )?\d+|stock\ exchange:|nasdaq:|nyse:
    # who the company is
    |^about\ (?:the\ )?(?:company|author|us)\b|^about\ (?:[a-z][\w&.-]*\s?){1,4}[.:]?$|\b(?:is\ )?headquartered\ in
    |^founded\ in|for\ more\ information,?\ (?:please\ )?visit
    |employs\ (?:more\ than\ |about\ |some\ |over\ )?[\d,.]+\ (?:people|staff)|shares\ are\ (?:listed|traded)
    |(?:is\ a|a)\ (?:leading|global)\ provider
    |customers?\ in\ (?:more\ than\ |over\ )?\d+\ countries|(?:media|press)\ (?:contact|inquiries|enquiries)
    # status pages
    |currently\ investigating|continu(?:e|ing)\ to\ (?:investigate|monitor|work\ on\ a\ fix)
    |investigating\ (?:the|this|an)\ issue|issue\ has\ been\ (?:identified|resolved|fixed)
    |fix\ (?:is\ being|has\ been|was)\ (?:implemented|deployed|applied|rolled)
    |monitoring\ the\ (?:results|situation|fix)|incident\ (?:has\ been|is\ now|was)\ resolved
    |(?:provide|share|post)\ (?:an\ |another\ |more\ |further\ )?updates?\b
    |apologi[sz]e\ for\ (?:the|any)\ (?:inconvenience|disruption)
    # what every "is it down" post says
    |is\ \S+(?:\ \S+)?\ down\ (?:for\ you|right\ now)|restart\ (?:the|your)\ (?:device|router|phone|app)
    |keep\ this\ (?:page|post|story|article)
    |(?:this\ is\ a\ )?(?:developing|breaking)\ (?:story|news)|check\ back\ (?:for|later|soon)
    |(?:we|will)\ update\ this)
    """,
    re.VERBOSE,  # read in lower case: twice as fast as IGNORECASE
)
_QUOTE = re.compile(
    r'(?<![\w.,!?…])"(?=\w)[^"\n]{70,1500}(?<=[\w.,!?…])"|“[^”\n]{70,1500}”|«[^»\n]{70,1500}»|„[^“\n]{70,1500}“'
)
"""Speech of a dozen words or more; a shorter one is the writer's choice."""
_LEFT = 40
"""Words that must be left without the quotes: an interview is its quotes."""
_MARK = re.compile(r"\d[\d.,:]*\d|[^\W_]+")
_MOST_MARKS = 256
_SENTENCE_ENDS = '.!?:\n-–—"“„«(•|'


class Marks(NamedTuple):
    """Figures, and words with a capital within a sentence, in lower case."""

    figures: frozenset[str]
    names: frozenset[str]


def strip_stock(text: str) -> str:
    """Return a text without the sentences that stand under many, and without long quotes where enough is left."""
    kept = []
    for paragraph in _PARAGRAPH.split(text):
        sentences = _SENTENCE.split(paragraph)
        stock = [bool(_STOCK.search(sentence.lower())) for sentence in sentences]
        if 2 * sum(stock) > len(stock) or (len(stock) > 1 and 2 * sum(stock) == len(stock) and stock[0]):
            continue
        last = len(sentences) - 1
        kept.append(
            " ".join(
                sentence
                for n, sentence in enumerate(sentences)
                if not stock[n] and not (0 < n < last and stock[n - 1] and stock[n + 1])
            )
        )
    own = "\n".join(kept)
    bare = _QUOTE.sub(" ", own)
    return bare if len(bare.split()) >= _LEFT else own


def find_marks(text: str) -> Marks:
    """Return the figures and names of a text, the first 256 of each."""
    figures: dict[str, None] = {}
    names: dict[str, None] = {}
    for found in _MARK.finditer(text):
        word = found.group()
        if word[0].isdigit():
            figures[word] = None
        elif word[0].isupper():
            before = text[max(0, found.start() - 3) : found.start()].rstrip(" ")
            if before and before[-1] not in _SENTENCE_ENDS:
                names[word.casefold()] = None
    return Marks(frozenset(list(figures)[:_MOST_MARKS]), frozenset(list(names)[:_MOST_MARKS]))
