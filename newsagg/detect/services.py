"""Article + lexicon -> whose outage it is, who was hit by it, who was not, who is only named. Pure.

The headline decides; the first lines fill in what it leaves out, and correct it when they name another's outage as the
cause ("Slack is down" over "an outage at AWS" is AWS's outage, which hit Slack). A name that the lexicon does not know
is proposed from the headline.

Names are replaced by numbered marks before any rule looks at a sentence, so that a rule sees ``⟦0⟧ outage takes down
⟦1⟧ and ⟦2⟧`` whatever the services are called.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsagg.detect.lexicon import Lexicon
from newsagg.detect.unlisted import propose_service
from newsagg.model import Article, ServiceRole

LEAD = 700
"""Characters of the body that are read for roles."""
DEPENDENTS = 2500
"""Characters of the body that are read for lists of services that were hit."""
_MOST_MENTIONS = 60

SUBJECT, AFFECTED, EXCLUDED, MENTIONED = "subject", "affected", "excluded", "mentioned"

_M = r"⟦\d+⟧"
_POSS = r"(?:['’]s?)?"
_TROUBLE = (
    r"(?:outages?|downtime|glitch(?:es)?|failures?|fault|issues?|problems?|meltdown|errors?|disruptions?|crash(?:es)?|"
    r"bug|breakdown|incident|blackout|hiccup|snafu|woes|trouble|panne|störung|ausfall|caída|falha|awaria)"
)
_DOWN = r"(?:(?:goes|went|going|is|was|being) (?:down|offline)|down|offline)"
_CAUSED = (
    r"(?:due to|because of|caused by|owing to|hit by|affected by|impacted by|downed by|crippled by|knocked \w+ by|"
    r"taken \w+ by|brought \w+ by|blam\w+(?: it)?(?: on)?|thanks to|stemm\w+ from|result\w* (?:of|from)|linked to|"
    r"tied to|"
    r"traced to|after|amid|following|as|wegen|nach|tras|après)"
)
_MERELY_LATER = re.compile(r"(?:after|amid|following|as|nach|tras|après)\b", re.IGNORECASE)
_FEW = r"(?:[\w’'-]+ ){0,4}?"

_HITS = re.compile(
    rf"(?P<who>{_M}){_POSS} {_FEW}(?:{_TROUBLE}|{_DOWN}),? "
    r"(?:(?:that|which|and|also|has|have|had|is|was|reportedly) ){0,3}"
    r"(?:takes?|took|taking|knock\w*|brings?|brought|bringing|hits?|hitting|affect\w*|impact\w*|disrupt\w*|breaks?|breaking|"
    r"broke|crippl\w*|downs?|downed|causes? \w+ (?:at|for|on)|leaves?|left|drag\w*)\b(?P<whom>[^.;!?\n]*)",
    re.IGNORECASE,
)
_BY_TROUBLE_OF = re.compile(
    rf"\b{_CAUSED}\b (?:(?!{_M})[\w’'-]+ ){{0,4}}?(?P<who>{_M}){_POSS} {_FEW}(?:{_TROUBLE}|{_DOWN})\b",
    re.IGNORECASE,
)
_BY_TROUBLE_AT = re.compile(
    rf"\b{_CAUSED}\b (?:(?!{_M})[\w’'-]+ ){{0,5}}?{_TROUBLE} "
    rf"(?:at|of|with|in|on|affecting|involving|suffered by) {_FEW}"
    rf"(?P<who>{_M})",
    re.IGNORECASE,
)
_TROUBLE_AT = re.compile(
    rf"\b{_TROUBLE} (?:at|of|with|in|affecting|hits|hit|involving|on) {_FEW}(?P<who>{_M})", re.IGNORECASE
)
_FAILS = re.compile(
    rf"(?P<who>{_M}){_POSS} {_FEW}(?:{_TROUBLE}|{_DOWN}|back (?:up|online)|not working|unavailable|unable|suffer\w*|"
    r"restor\w*|crash\w*|broken|recover\w*|fix\w*|resolv\w*|shut ?down|cannot|can['’]t|locked out)\b",
    re.IGNORECASE,
)
_INCLUDING = re.compile(
    r"\b(?:including|includes?|such as|like|among (?:them|those)|affect\w+|impact\w+|hit|disrupt\w+|"
    r"took down|knocked out|taken down|were)\b(?P<whom>[^.;!?\n]*)",
    re.IGNORECASE,
)
_SPARED = (
    re.compile(
        rf"(?P<who>{_M})(?P<tail>{_POSS}(?: (?!{_M})[\w’'-]+){{0,9}}?"
        r" (?:(?:is|are|was|were|remain\w*|operat\w*|work\w*|"
        r"running|"
        r"perform\w*) (?:\w+ )?(?:fine|normal(?:ly)?|as (?:usual|normal|expected)|not down)|unaffected|"
        r"(?:not|n['’]t|never) (?:been )?(?:affected|impacted|hit|experienc\w+|part of)|"
        r"no (?:outages?|problems|issues)))\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:but not|unlike|except(?: for)?|excluding|apart from|nicht aber) {_FEW}(?P<who>{_M})",
        re.IGNORECASE,
    ),
)
_ONLY_NAMED = (
    re.compile(
        rf"\b(?:flock\w*|turn\w*|switch\w*|mov\w+|flee\w*|migrat\w*|jump\w*|rush\w*|took|taking|head\w*) "
        rf"(?:\w+ ){{0,2}}?to "
        rf"{_FEW}(?P<who>{_M})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:complain\w*|post\w*|tweet\w*|jok\w+|memes?|wrote|writ\w+|shar\w+|react\w*|vent\w*|trend\w*|said|says|"
        rf"announc\w+|updates?|message|statement|thread)\b(?: [\w’'-]+){{0,6}}? (?:on|via|in) (?P<who>{_M})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:than|versus|vs\.?|alternatives? to|similar to) (?P<who>{_M})",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<who>{_M}){_POSS} (?:rival|alternative|competitor|style|owner|parent)\b", re.IGNORECASE),
)
_SPEAKS = re.compile(
    rf"^\W*(?P<who>{_M}) (?:says?|said|explains?|reports?|warns?|sees|data show|confirms?|blames?)\b(?=.*{_M})",
    re.IGNORECASE,
)
_CAUSE_HEAD = re.compile(
    rf"(?P<who>{_M}) (?:is |was )?(?:to blame|blamed|at fault|behind) (?:for |as )?(?P<whom>[^.;!?\n]*)",
    re.IGNORECASE,
)
_LISTED = re.compile(rf"{_M}(?:(?:,|,? and|,? &|,? und|,? et|,? y|,? i|,? e|/) ?{_M})+")
_TROUBLE_THAT = re.compile(
    rf"(?P<who>{_M})[^.;!?\n]*? {_TROUBLE} (?:that|which) (?:has |have |had |also )?"
    r"(?:affected|hit|took down|disrupted|impacted|knocked out|crippled|brought down|downed|broke)\b"
    r"(?P<whom>[^.;!?\n]*)",
    re.IGNORECASE,
)
_MARK = re.compile(r"⟦(\d+)⟧")
_NO_MARKS = str.maketrans("⟦⟧", "[]")
"""Our marks in the text itself would point to names that are not there."""
_SENTENCE = re.compile(r"(?<=[.!?。！？])\s+|\n+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marked:
    """A text with its names replaced by marks, and the slug behind each mark."""

    text: str
    slugs: tuple[str, ...]

    def at(self, match: re.Match[str]) -> str:
        return self.slugs[int(match["who"][1:-1])]

    def among(self, part: str | None) -> list[str]:
        return [self.slugs[int(n)] for n in _MARK.findall(part or "")]


def _mark(text: str, lexicon: Lexicon, *, seam: int = 0) -> _Marked:
    """Replace names by marks; a name that would lie across the seam of headline and body is none."""
    pieces: list[str] = []
    slugs: list[str] = []
    at = 0
    for mention in lexicon.find(text)[:_MOST_MENTIONS]:
        straddles = mention.start < seam < mention.end
        if mention.start < at or straddles or not lexicon.can_fail(mention.slug):
            continue
        pieces += [text[at : mention.start], f"⟦{len(slugs)}⟧"]
        slugs.append(mention.slug)
        at = mention.end
    pieces.append(text[at:])
    return _Marked(text="".join(pieces), slugs=tuple(slugs))


def _mark_both(title: str, lead: str, lexicon: Lexicon) -> tuple[_Marked, _Marked]:
    """Mark headline and first lines together, since each is context for the names in the other."""
    flat = title.replace("\n", " ")
    whole = _mark(f"{flat}\n\n{lead}", lexicon, seam=len(flat) + 1)
    first, _, rest = whole.text.partition("\n\n")
    count = len(_MARK.findall(first))
    return _Marked(text=first, slugs=whole.slugs[:count]), _Marked(text=rest, slugs=whole.slugs)


def _owns(owner: str, service: str, lexicon: Lexicon) -> bool:
    return owner != service and (
        owner == lexicon.provider_of(service) or owner in lexicon.parent_chain(service)
    )


def _drop_owners(found: Sequence[str], marked: _Marked, lexicon: Lexicon) -> list[str]:
    """Leave out the company when its service is named too, unless they stand in one list.

    "Microsoft Teams", "Meta's WhatsApp": the company is none; "Facebook, Messenger and WhatsApp": it is.
    """
    listed = {marked.slugs[int(n)] for m in _LISTED.finditer(marked.text) for n in _MARK.findall(m[0])}
    return [s for s in found if s in listed or not any(_owns(s, other, lexicon) for other in found)]


def _read_line(marked: _Marked, lexicon: Lexicon) -> dict[str, str]:
    """Return the roles that one headline or sentence gives, most telling rule first; no rule, no role."""
    roles: dict[str, str] = {}

    def give(slugs: Iterable[str], role: str) -> None:
        for slug in slugs:
            roles.setdefault(slug, role)

    text = marked.text
    for pattern in _SPARED:
        give((marked.at(m) for m in pattern.finditer(text)), EXCLUDED)
    for pattern in _ONLY_NAMED:
        named = [marked.at(m) for m in pattern.finditer(text)]
        if set(marked.slugs) - set(named):
            give(named, MENTIONED)
    for match in _CAUSE_HEAD.finditer(text):
        whom = marked.among(match["whom"])
        if whom:
            give([marked.at(match)], SUBJECT)
            give(whom, AFFECTED)
    for pattern in (_BY_TROUBLE_OF, _BY_TROUBLE_AT):
        for match in pattern.finditer(text):
            who = marked.at(match)
            before = [s for s in marked.among(text[: match.start()]) if s != who]
            if not any(_owns(who, s, lexicon) or _owns(s, who, lexicon) for s in before):
                give([who], SUBJECT)
                give(before, AFFECTED)
    for match in _SPEAKS.finditer(text):
        others = set(marked.slugs) - {marked.at(match)}
        if others:
            give([marked.at(match)], MENTIONED)
    for match in (*_HITS.finditer(text), *_TROUBLE_THAT.finditer(text)):
        who = marked.at(match)
        whom = [s for s in marked.among(match["whom"]) if s != who and not _owns(who, s, lexicon)]
        if whom:
            give([who], SUBJECT)
            give(whom, AFFECTED)
    return roles


def _read_title(title: str, lead: str, lexicon: Lexicon) -> dict[str, str]:
    marked, _ = _mark_both(title, lead, lexicon)
    roles = _read_line(marked, lexicon)
    rest = [s for s in dict.fromkeys(marked.slugs) if s not in roles]
    kept = _drop_owners(rest, marked, lexicon)
    taken = any(role == SUBJECT for role in roles.values())
    for slug in rest:
        roles[slug] = (
            SUBJECT if slug in kept and not (taken and _is_owner_of_any(slug, roles, lexicon)) else MENTIONED
        )
    return roles


def _is_owner_of_any(slug: str, roles: dict[str, str], lexicon: Lexicon) -> bool:
    return any(_owns(slug, other, lexicon) for other in roles)


def _read_lead(title: str, lead: str, roles: dict[str, str], lexicon: Lexicon) -> dict[str, str]:
    """Add what the first lines say, and let another's outage that they name as the cause take the headline's place."""
    roles = dict(roles)
    _, whole = _mark_both(title, lead, lexicon)
    subjects = [s for s, role in roles.items() if role == SUBJECT]
    candidates: list[tuple[int, str]] = []
    for n, sentence in enumerate(_SENTENCE.split(whole.text)):
        marked = _Marked(text=sentence, slugs=whole.slugs)
        named = marked.among(sentence)
        if not named:
            continue
        said = _read_line(_renumber(marked), lexicon)
        causes = _name_causes(sentence, whole)
        for cause in causes:
            kin = [s for s in subjects if lexicon.same_family(cause, s)]
            if subjects and not kin and said.get(cause) != EXCLUDED:
                for slug in subjects:
                    roles[slug] = AFFECTED
                roles[cause] = SUBJECT
                subjects = [cause]
        failing = [
            whole.slugs[int(m["who"][1:-1])] for p in (_FAILS, _TROUBLE_AT) for m in p.finditer(sentence)
        ]
        for slug in dict.fromkeys(named):
            role = said.get(slug, MENTIONED)
            if role == AFFECTED and any(_owns(slug, s, lexicon) for s in subjects):
                role = MENTIONED
            if role in (EXCLUDED, AFFECTED):
                roles.setdefault(slug, role)
            elif slug not in roles:
                candidates.append((n if slug in failing or role == SUBJECT else n + 100, slug))
    if not subjects and candidates:
        first = min(candidates)[0]
        found = [slug for place, slug in candidates if place == first]
        for slug in _drop_owners(found, whole, lexicon)[: 3 if first < 100 else 1]:
            roles[slug] = SUBJECT
    for _, slug in candidates:
        roles.setdefault(slug, MENTIONED)
    return roles


def _renumber(marked: _Marked) -> _Marked:
    """Return the same sentence with only its own names."""
    numbers = [int(n) for n in _MARK.findall(marked.text)]
    fresh = iter(range(len(numbers)))
    return _Marked(
        text=_MARK.sub(lambda _: f"⟦{next(fresh)}⟧", marked.text),
        slugs=tuple(marked.slugs[n] for n in numbers),
    )


def _name_causes(sentence: str, whole: _Marked) -> list[str]:
    """Return those that a sentence names as the cause outright: "after" and "amid" are not enough."""
    return [
        whole.at(match)
        for pattern in (_BY_TROUBLE_OF, _BY_TROUBLE_AT)
        for match in pattern.finditer(sentence)
        if not _MERELY_LATER.match(match[0])
    ]


def _read_dependents(body: str, roles: dict[str, str], lexicon: Lexicon) -> dict[str, str]:
    """Add the services that a list in the text says were hit."""
    marked = _mark(body, lexicon)
    roles = dict(roles)
    subjects = [s for s, role in roles.items() if role == SUBJECT]
    for match in _INCLUDING.finditer(marked.text):
        whom = [s for s in dict.fromkeys(marked.among(match["whom"])) if s not in subjects]
        if len(whom) >= 2 and not _SPARED[0].search(match[0]):
            for slug in whom:
                if roles.get(slug, MENTIONED) == MENTIONED and not any(
                    _owns(slug, s, lexicon) for s in subjects
                ):
                    roles[slug] = AFFECTED
    return roles


def _make_slug(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")[:60]


def find_services(article: Article, lexicon: Lexicon) -> tuple[ServiceRole, ...]:
    """Return the services of an article with their roles: subjects first, in the order they are named.

    Roles: subject (its outage), affected (hit by another's), excluded (said to be fine), mentioned.
    """
    title = article.title[:400].translate(_NO_MARKS)
    body = article.body[:DEPENDENTS].translate(_NO_MARKS)
    lead = body[:LEAD]
    roles = _read_title(title, lead, lexicon)
    proposed: dict[str, ServiceRole] = {}
    if not any(role in (SUBJECT, AFFECTED) for role in roles.values()):
        name = propose_service(title, lexicon)
        slug = _make_slug(name or "")
        if name and slug:
            proposed[slug] = ServiceRole(slug=slug, name=name, provider=slug, role=SUBJECT, proposed=True)
            roles = {slug: SUBJECT, **roles}
    roles = _read_lead(title, lead, roles, lexicon)
    if article.provider and not any(role == SUBJECT for role in roles.values()):
        roles[article.provider] = SUBJECT
    if any(role == SUBJECT for role in roles.values()):
        roles = _read_dependents(body, roles, lexicon)
    order = (SUBJECT, AFFECTED, EXCLUDED, MENTIONED)
    return tuple(
        proposed.get(slug)
        or ServiceRole(slug=slug, name=lexicon.name_of(slug), provider=lexicon.provider_of(slug), role=role)
        for slug, role in sorted(roles.items(), key=lambda item: order.index(item[1]))
    )
