"""The words that reporting frames are made of, as patterns. Pure data: no input, no output.

English in full; the commonest verbs of German, French, Spanish and Portuguese.
"""

import re

from newsagg.detect.wordpatterns import compile_words

_FIRM = (
    r"put(?= (?:it|this|the \w+) down to)|"
    "stresses|stress|emphasi[sz]es|maintains|maintained|contends|contended|asserts|asserted|recalls|"
    "recalled|recounts|"
    "recounted|repeats|repeated|reckons|predicted|predicts|clarifies|communicated|relayed|emailed|"
    "messaged|blogged|"
    "underlined|underscored|testified|lamented|countered|answered|alerted|briefed|notifies|observes|"
    "concludes|"
    "went on to say|goes on to say|took to (?:Twitter|X|social media) to say|posits|points out|"
    "ordered|orders|informed|notified|urged|urges|recommended|conceded|concedes|remarked|outlined|vowed|"
    "mentioned|mentions|cautioned|tells|said|says|say|stated|states|told|tells|tell|announced|"
    "announces|announce|confirmed|confirms|confirm|explained|explains|explain|added|adds|"
    "noted|notes|note|wrote|writes|tweeted|tweets|posted|posts|reported|reports|report|admitted|admits|"
    "admit|acknowledged|"
    "acknowledges|acknowledge|claimed|claims|claim|insisted|insists|insist|warned|warns|warn|revealed|"
    "reveals|reveal|disclosed|"
    "discloses|blamed|blames|blame|attributed|attributes|attribute|pinned|pins|denied|denies|deny|"
    "reiterated|described|describes|"
    "indicated|indicates|indicate|apologised|apologized|apologises|apologizes|argued|argues|pointed|"
    "points|called|calls|cited|"
    "cites|responded|responds|replied|replies|shared|shares|concluded|concludes|determined|traced|traces|"
    "found|finds|stressed|"
    "emphasised|emphasized|clarified|declared|declares|assured|detailed|advised|advises|commented|"
    "promised|promises|"
    "pledged|complained|complain|observed|listed|lists|read|reads|updated|elaborated|continued|"
    "highlighted|highlights|"
    "betonte|betont|räumte|äußerte|évoque|reconnaît|reconnu|assure|indiquent|reconoció|reconoce|admitió|"
    "señalaron|"
    "reconheceu|admitiu|alega|"
    "sagte|sagt|teilte|teilt|erklärte|erklärt|bestätigte|bestätigt|schrieb|schreibt|meldete|meldet|"
    "meldeten|melden|berichtet|"
    "berichtete|berichten|verzeichnete|verzeichnet|nannte|begründete|führte|führt|"
    "déclaré|indiqué|indique|annoncé|annonce|confirmé|confirme|expliqué|explique|précisé|précise|affirmé|"
    "affirme|signalé|signalent|"
    "dijo|dice|informó|informa|confirmó|confirma|explicó|explica|anunció|anuncia|aseguró|asegura|señaló|"
    "señala|reportó|reporta|indicó|indica|"
    "disse|diz|informou|confirmou|explicou|anunciou|afirmou|afirma|relatou|registrou|relataram|registró|"
    "reportaron"
)
_HEDGED = (
    "hinted|hints|believed|believes|believe|thought|thinks|think|suspected|suspects|suspect|estimated|"
    "estimates|"
    "estimate|speculated|"
    "speculates|speculate|suggested|suggests|suggest|implied|implies|alleged|alleges|allege|expects|"
    "expected|expect|anticipates|guesses|vermutet|estime|cree|acredita"
)
_COUNTING = (
    "showed|shows|show|shown|logged|logs|recorded|records|received|receives|tracked|tracks|registered|"
    "registers|"
    "saw|sees|has|had|got|getting|showing|indicating|detected|detects|measured|tallied|counted|displayed|"
    "displays|zeigte|zeigt|zählte|verzeichnete"
)
_PARTICIPLES = (
    "saying|stating|explaining|adding|noting|writing|confirming|claiming|blaming|attributing|"
    "pinning|citing|reporting|admitting|acknowledging|calling|warning|insisting|tweeting|"
    "asserting|telling|detailing|describing|revealing|promising|assuring|advising|alerting|stressing|"
    "suggesting|"
    "complaining|emphasi[sz]ing|indicating|apologising for|posting|announcing|pointing|apologising|"
    "apologizing"
)

VERB = re.compile(
    rf"(?<![\w'’-])(?:(?P<firm>{_FIRM})|(?P<hedged>{_HEDGED})|(?P<count>{_COUNTING})|"
    rf"(?P<part>{_PARTICIPLES}))(?![\w'’-])"
)
VERB_WORDS = frozenset(
    re.findall(
        r"(?<![\w\\])[^\W\d_]{2,}",
        re.sub(r"\(\?=.*\)\|", "|", f"{_FIRM}|{_HEDGED}|{_COUNTING}|{_PARTICIPLES}"),
    )
)
"""The verbs alone: the pattern is tried only at these."""
PROGRESSIVE = compile_words(
    r"(?<![\w’'-])(?:is|are|was|were|began|begin|started|start|keeps?|been)\s+(?:now\s+|also\s+|"
    r"currently\s+|still\s+)?"
    r"(?P<verb>to (?:report|complain|notice)|reporting(?= that| the| on| its)|saying|showing|telling|"
    r"claiming|warning|blaming|listing|indicating)(?![\w’'-])"
)
NOTICE_THAT = compile_words(
    r"(?<![\w’'-])(?P<verb>issued|posted|published|released|sent|shared|put out|gave|had)\s[^,;.\x00]{2,90}?"
    r"\b(?:notice|notices|statement|statements|advisory|alert|message|messages|update|updates|post|"
    r"notification|bulletin)\b[^,;.\x00]{0,70}?\b(?:that|saying|stating|confirming|which said)\b"
)
PAGE_SET = compile_words(
    r"(?P<subject>\b(?:[Tt]he|[Ii]ts) (?:\w+ )?status(?: page)?) (?P<verb>(?:was|has been) (?:later |"
    r"soon |since )?"
    r"(?:updated|changed|marked|listed|moved|upgraded|set|elevated)) "
)
ACCORDING = compile_words(
    r"\b(?:[Aa]ccording(?: to)?|[Aa]s per|(?<=, )per|^Per(?= [A-Z])|[Bb]ased on|[Ll]aut|[Ss]elon|"
    r"[Dd]'après|[Dd]’après|"
    r"[Ss]egún|[Dd]e acuerdo con|[Dd]e acordo com|"
    r"[Ss]egundo|[Nn]ach Angaben (?:von|des|der)|[Zz]ufolge)\s+(?=[\w“\"'@])"
)
PASSIVE_BY = compile_words(
    r"\b(?:reported|confirmed|acknowledged|announced|noted|spotted|noticed|logged|recorded|received|"
    r"tracked|flagged|described|quoted|seen|shared|posted)\s+by\s+"
)
PASSIVE_BEFORE = re.compile(
    r"(?:\b(?:was|were|been|being|is|are|be|get|got|wurde|wurden|to|not|n[o']t)|n['’]t)\s+(?:also\s+|"
    r"first\s+|initially\s+|\w+ly\s+)?$"
)
AUXILIARY = re.compile(
    r"(?:\s|,|^)+(?:has|have|had|hat|haben|ha|han|a|also|later|already|initially|previously|since|then|"
    r"now|first|further|still|"
    r"earlier|today|yesterday|tonight|reportedly|separately|subsequently|publicly|repeatedly|again|"
    r"finally|eventually|did|does|"
    r"however|meanwhile|soon|just|only|even|itself|themselves|himself|herself|simply|merely|apparently|"
    r"recently|quickly|both|all|will|would|auch|inzwischen|"
    r"(?:on|early|late)\s+(?:(?:early|late)\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|"
    r"Sun)day(?:\s+(?:morning|afternoon|evening|night))?|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?|"
    r"in an? (?:\w+ ){0,3}?(?:statement|update|post|tweet|email|blog post|message|"
    r"notice)(?: to [\w ]{2,30}?)?|'d|’d|'s|’s|'ve|’ve)$"
)
BOUNDARY = re.compile(
    r"[;:(–—\[“”\"»]|,\s|\s-\s|(?<![\w’'])['’](?=\s)|[.,!?]['’]\s|"
    r"\b(?:but|But|while|While|as|As|because|that|when|When|if|If|after|After|although|Although|though|"
    r"whereas|since|and|And|so|where|"
    r"before|However|Meanwhile|until|than|dass|und|aber|que|et|mais|y|pero|e|mas)\b(?!['’])"
)
INVERTED_END = re.compile(
    r"[,.;:!?(\n\x00“\"]|\s(?:on (?:Twitter|X|Facebook|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|"
    r"Sunday)|in an? |at \d|as of|after|earlier|"
    r"today|yesterday|during|when|while|after|via|who|that|to)\b"
)
SHORT_TAIL = re.compile(
    r"^\s*(?:[.,;!?…]|$|(?:in|on|at|to|via|during|through|by|from|of|today|yesterday|earlier|late|early|"
    r"Monday|Tuesday|Wednesday|Thursday|"
    r"Friday|Saturday|Sunday|when|after|as of|am|gegenüber|mit)\b[^\x00“\"]{0,110}?(?:[.,!?;]|$)\s*$|"
    r"[^\x00“\"\s]{0,12}[.,!?]?\s*$)"
)
PASSIVE_REACH = 60
"""Code points before "flagged by users" that are theirs: the noun, not the whole sentence."""
LEFT_WINDOW = 180
TO_OBJECT = re.compile(r"\s+(?:the\s+)?[^\s,.;:]+(?:\s[A-Z][\w.]*){0,3}")
OPENING_NAME = re.compile(
    r"^[\W_]*((?:The|An?|Its) [a-z][\w-]*|(?:The )?(?!The\b|An?\b)[A-Z][\w’'.&-]*"
    r"(?:\s[A-Z][\w’'.&-]*){0,3})(?=\s[a-z])"
)
DASHED = re.compile(r"\s[-–—]\s[^–—]{3,80}\s[-–—]$")
ENDS_IN_NAME = re.compile(r"^(?:[a-z-]+ ){1,4}(?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w’'-]+$")
FINITE = re.compile(
    r"(?<![\w’'-])(?:had|has|have|was|were|is|are|would|will|could|can|been|did|does|may|might)(?![\w’'-])"
)
MAIN_VERB = re.compile(
    r"(?<![\w'’-])(?:is|are|was|were|has|have|had|will|did|does|issued|posted|published|released|shared|"
    r"took|sent|apologi[sz]ed|"
    r"acknowledged|confirmed|responded|updated|said|told|began|started|identified|found|went|provided|"
    r"offered|gave|made|"
    r"blamed|restored|fixed|resolved|rolled|explained|reported|admitted|filed|put|added|wrote|"
    r"tweeted)(?![\w'’-])"
)
ELIDED = re.compile(r"\b(?:and|but)\s+(?:(?:has|have|had|also|later|then|now|still|is|was)\s+)*$")
NOTHING_BEFORE = re.compile(r"[\W_]*(?:But|While|And|However)?[\W_]*")
