"""How sentences say whose outage it is: patterns over text whose names are numbered marks. Pure.

``services.py`` puts ``⟦0⟧`` in place of each name; ``who`` is the mark of the service that a pattern is about, ``whom``
the stretch in which those it hit stand.
"""

import re

from newsagg.detect.wordpatterns import compile_words

M = r"⟦\d+⟧"
POSS = r"(?:['’]s?)?"
TROUBLE = (
    r"(?:outages?|downtime|glitch(?:es)?|failures?|fault|issues?|problems?|meltdown|errors?|disruptions?|crash(?:es)?|"
    r"bug|breakdown|incident|blackout|hiccup|snafu|woes|trouble|panne|störung|ausfall|caída|falha|awaria)"
)
DOWN = r"(?:(?:goes|went|going|is|was|being) (?:down|offline)|down|offline)"
CAUSED = (
    r"(?:due to|because of|caused by|owing to|hit by|affected by|impacted by|downed by|crippled by|knocked \w+ by|"
    r"taken \w+ by|brought \w+ by|blam\w+(?: it)?(?: on)?|thanks to|stemm\w+ from|result\w* (?:of|from)|linked to|"
    r"tied to|traced to|point\w* (?:the finger )?(?:to|at)|after|amid|following|as|wegen|nach|tras|après)"
)
MERELY_LATER = re.compile(r"(?:after|amid|following|as|nach|tras|après)\b", re.IGNORECASE)
FEW = r"(?:[\w’'-]+ ){0,4}?"

HITS = compile_words(
    rf"(?P<who>{M}){POSS} {FEW}(?:{TROUBLE}|{DOWN}),? "
    r"(?:(?:that|which|and|also|has|have|had|is|was|reportedly) ){0,3}"
    r"(?:takes?|took|taking|knock\w*|brings?|brought|bringing|hits?|hitting|affect\w*|impact\w*|disrupt\w*|breaks?|breaking|"
    r"broke|crippl\w*|downs?|downed|causes? \w+ (?:at|for|on)|leaves?|left|drag\w*|"
    r"ground\w*|halt\w*|stops?|stopped|delay\w*|strand\w*|freez\w*|froze|cancel\w*|cuts?|block\w*)\b(?P<whom>[^.;!?\n]*)",
    re.IGNORECASE,
)
BY_TROUBLE_OF = compile_words(
    rf"\b{CAUSED}\b (?:(?!{M})[\w’'-]+ ){{0,4}}?(?P<who>{M}){POSS} {FEW}(?:{TROUBLE}|{DOWN})\b",
    re.IGNORECASE,
)
TROUBLE_AT_HITS = compile_words(
    rf"\b{TROUBLE} (?:at|with|of|in) {FEW}(?P<who>{M}) (?:[\w’'-]+ ){{0,2}}?"
    r"(?:affect\w*|disrupt\w*|hit|hitting|caus\w*|knock\w*|took|brought|left|made|impact\w*)\b"
    r"(?P<whom>[^.;!?\n]*)",
    re.IGNORECASE,
)
BY_TROUBLE_AT = compile_words(
    rf"\b{CAUSED}\b (?:(?!{M})[\w’'-]+ ){{0,5}}?{TROUBLE} "
    rf"(?:at|of|with|in|on|affecting|involving|suffered by) {FEW}"
    rf"(?P<who>{M})",
    re.IGNORECASE,
)
CAUSES = (BY_TROUBLE_OF, BY_TROUBLE_AT, TROUBLE_AT_HITS)
BLAMED = compile_words(
    rf"(?P<who>{M}){POSS} {FEW}(?:{TROUBLE}|{DOWN}) (?:is |was |are |were )?(?:to blame|blamed|at fault|the (?:cause|culprit))\b",
    re.IGNORECASE,
)
"""Whoever else the headline names was hit: "Spotify down: Google Cloud outage to blame"."""
HEADED = compile_words(
    rf"^(?:[\w’'-]+ ){{0,2}}?(?P<who>{M}){POSS} (?:[\w’'-]+ ){{0,2}}?{TROUBLE}(?: live| latest| updates?)?\s?[:–—-]\s"
    r"(?P<whom>[^.;!?\n]*\b(?:down|offline|unavailable|hit|affected|inaccessible|unreachable|crash\w*|disrupted|struggl\w*)\b)",
    re.IGNORECASE,
)
"""A headline that opens with whose outage it is: "Cloudflare outage: ChatGPT and Spotify unavailable"."""
TROUBLE_AT = compile_words(
    rf"\b{TROUBLE} (?:at|of|with|in|affecting|hits|hit|involving|on) {FEW}(?P<who>{M})", re.IGNORECASE
)
OUTAGE_OF = compile_words(rf"(?P<who>{M}){POSS} (?:[\w’'-]+ ){{0,2}}?{TROUBLE}\b", re.IGNORECASE)
FAILS = compile_words(
    rf"(?P<who>{M}){POSS} {FEW}(?:{TROUBLE}|{DOWN}|back (?:up|online)|not working|unavailable|unable|suffer\w*|"
    r"restor\w*|crash\w*|broken|recover\w*|fix\w*|resolv\w*|shut ?down|cannot|can['’]t|locked out)\b",
    re.IGNORECASE,
)
INCLUDING = re.compile(
    r"\b(?:including|includes?|such as|like|among (?:them|those)|affect\w+|impact\w+|hit|disrupt\w+|"
    r"took down|knocked out|taken down|were)\b(?P<whom>[^.;!?\n]*)",
    re.IGNORECASE,
)
SPARED = (
    compile_words(
        rf"(?P<who>{M})(?P<tail>{POSS}(?: (?!{M})[\w’'-]+){{0,9}}?"
        r" (?:(?:is|are|was|were|remain\w*|operat\w*|work\w*|"
        r"running|"
        r"perform\w*) (?:\w+ )?(?:fine|normal(?:ly)?|as (?:usual|normal|expected)|not down)|unaffected|"
        r"(?:not|n['’]t|never) (?:been )?(?:affected|impacted|hit|experienc\w+|part of)|"
        r"no (?:outages?|problems|issues)))\b",
        re.IGNORECASE,
    ),
    compile_words(
        rf"(?P<who>{M})(?=(?:(?:,|,? and|,? &) {M})*{POSS} (?:den(?:y|ies|ied)|rejects?|rejected|rules? out|ruled out|"
        rf"sees? no|saw no|reports? no|has no|have no) (?:[\w’'-]+ ){{0,3}}?{TROUBLE}\b)",
        re.IGNORECASE,
    ),
    compile_words(
        rf"\b(?:but not|unlike|except(?: for)?|excluding|apart from|nicht aber) {FEW}(?P<who>{M})",
        re.IGNORECASE,
    ),
)
ENDED = compile_words(
    rf"\b(?:after|following)\b[^.;!?\n]{{0,60}}?\b{TROUBLE}\b|\bagain\b|\bback\b", re.IGNORECASE
)
ONLY_NAMED = (
    compile_words(
        rf"\b(?:flock\w*|turn\w*|switch\w*|mov\w+|flee\w*|migrat\w*|jump\w*|rush\w*|took|taking|head\w*) "
        rf"(?:\w+ ){{0,2}}?to "
        rf"{FEW}(?P<who>{M})",
        re.IGNORECASE,
    ),
    compile_words(
        rf"\b(?:complain\w*|post\w*|tweet\w*|jok\w+|memes?|wrote|writ\w+|shar\w+|react\w*|vent\w*|trend\w*|said|says|"
        rf"announc\w+|updates?|message|statement|thread)\b(?: [\w’'-]+){{0,6}}? (?:on|via|in) (?P<who>{M})",
        re.IGNORECASE,
    ),
    compile_words(
        rf"\b(?:than|versus|vs\.?|alternatives? to|similar to) (?P<who>{M})",
        re.IGNORECASE,
    ),
    compile_words(
        rf"(?P<who>{M}){POSS} (?:rival|alternative|competitor|style|owner|parent)\b", re.IGNORECASE
    ),
)
SPEAKS = compile_words(
    rf"^\W*(?P<who>{M}) (?:says?|said|explains?|reports?|warns?|sees|data show|confirms?|blames?)\b(?=.*{M})",
    re.IGNORECASE,
)
CAUSE_HEAD = compile_words(
    rf"(?P<who>{M}) (?:is |was )?(?:to blame|blamed|at fault|behind) (?:for |as )?(?P<whom>[^.;!?\n]*)",
    re.IGNORECASE,
)
LISTED = re.compile(rf"{M}(?:(?:,|,? and|,? &|,? und|,? et|,? y|,? i|,? e|/) ?{M})+")
TROUBLE_THAT = compile_words(
    rf"(?P<who>{M})[^.;!?\n]*? {TROUBLE} (?:that|which) (?:has |have |had |also )?"
    r"(?:affected|hit|took down|disrupted|impacted|knocked out|crippled|brought down|downed|broke)\b"
    r"(?P<whom>[^.;!?\n]*)",
    re.IGNORECASE,
)
MARK = re.compile(r"⟦(\d+)⟧")
NO_MARKS = str.maketrans("⟦⟧", "[]")
"""Our marks in the text itself would point to names that are not there."""
SENTENCE = re.compile(r"(?<=[.!?。！？])\s+|\n+")
