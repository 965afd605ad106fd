"""A text + a capitalised name that no list has -> whether the text treats it as a firm or body, not a person. Pure."""

import re

from newsagg.detect.wordscan import find_literal

_ROLES = (
    r"firm|company|bank|airline|operator|provider|maker|retailer|carrier|start-?up|service|group|supplier|vendor|platform|"
    r"exchange|broker|lender|chain|insurer|utility|processor|registrar|host|hospital|university|council|network|studio|"
    r"publisher|grocer|union|regulator|agency|charity|contractor|manufacturer|developer|app|site|parent|owner|rival|"
    r"Anbieter|Betreiber|Dienstleister|Konzern|Hersteller|Unternehmen|opérateur|société|groupe|empresa|compañía|operadora|"
    r"proveedor|banco|fornecedor"
)
_BEFORE = re.compile(
    rf"(?:\b(?:{_ROLES})\s|\b(?:customers?|users?|clients?|subscribers|members|spokes\w+|parts?|maker|Kunden|Sprecher(?:in)?|"
    r"clients|porte-parole|clientes|portavoz)\s(?:of|for|at|von|der|de|da|do)\s(?:the\s)?|\b(?:bei|chez|der|die|das|den|A|O)\s(?:der\s)?)$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:['’]s?\s(?:[\w-]+\s)?(?:websites?|systems?|customers?|users?|app|apps|networks?|services?|servers?|products?|platforms?|"
    r"status|data|software|network|clients|subscribers|spokes\w+|outage|disruption|site|sites|API|APIs|store|stores|object|"
    r"cloud|engineers|branch\w*|shares|statement|support|own|parent|owner|chief|CEO|CTO|boss|head|director|team)\b|"
    r"\s(?:customers|users|clients|subscribers|spokes\w+|services?|app|apps|website|systems|servers|outage|branches|engineers|"
    r"subsidiary|shares|is a|which)\b|,\s(?:which|the (?:company|firm|maker|operator|provider|bank|supplier)|an? (?:[\w-]+\s){0,2}"
    rf"(?:{_ROLES})|whose (?:customers|systems|software|services|network|products))\b|\s(?:had|has|was|is|were) "
    r"(?:down|offline|hit|restored|rolled|unavailable)\b)"
)
_WINDOW = 48
"""Code points beside a name in which its sign stands."""


def is_organisation(text: str, name: str) -> bool:
    """Say whether any place of a name in a text shows a firm: "the hosting firm Acme", "Acme's servers", "Acme, which"."""
    for at in find_literal(text, name):
        end = at + len(name)
        if _BEHIND.match(text, end, end + _WINDOW) or _BEFORE.search(text, max(0, at - _WINDOW), at):
            return True
    return False
