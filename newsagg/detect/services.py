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
from datetime import datetime

from newsagg.detect.lexicon import Lexicon
from newsagg.detect.scope import looks_back
from newsagg.detect.serviceframes import (
    BLAMED,
    CAUSE_HEAD,
    CAUSES,
    ENDED,
    FAILS,
    HEADED,
    HITS,
    INCLUDING,
    LISTED,
    MARK,
    MERELY_LATER,
    NO_MARKS,
    ONLY_NAMED,
    OUTAGE_OF,
    SENTENCE,
    SPARED,
    SPEAKS,
    TROUBLE_AT,
    TROUBLE_THAT,
)
from newsagg.detect.statusfacts import find_prose_end
from newsagg.detect.unlisted import propose_service
from newsagg.model import Article, ServiceRole

LEAD = 700
"""Characters of the body that are read for roles."""
DEPENDENTS = 2500
"""Characters of the body that are read for lists of services that were hit."""
_MOST_MENTIONS = 60
_FEWEST_LISTED = 2
"""Services that make a list of those that were hit."""

SUBJECT, AFFECTED, EXCLUDED, MENTIONED = "subject", "affected", "excluded", "mentioned"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marked:
    """A text with its names replaced by marks, and the slug behind each mark."""

    text: str
    slugs: tuple[str, ...]

    def at(self, match: re.Match[str]) -> str:
        return self.slugs[int(match["who"][1:-1])]

    def among(self, part: str | None) -> list[str]:
        return [self.slugs[int(n)] for n in MARK.findall(part or "")]


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
    count = len(MARK.findall(first))
    return _Marked(text=first, slugs=whole.slugs[:count]), _Marked(text=rest, slugs=whole.slugs)


def _owns(owner: str, service: str, lexicon: Lexicon) -> bool:
    return owner != service and (
        owner == lexicon.provider_of(service) or owner in lexicon.parent_chain(service)
    )


def _drop_owners(found: Sequence[str], marked: _Marked, lexicon: Lexicon) -> list[str]:
    """Leave out the company when its service is named too, unless they stand in one list.

    "Microsoft Teams", "Meta's WhatsApp": the company is none; "Facebook, Messenger and WhatsApp": it is.
    """
    listed = {marked.slugs[int(n)] for m in LISTED.finditer(marked.text) for n in MARK.findall(m[0])}
    return [s for s in found if s in listed or not any(_owns(s, other, lexicon) for other in found)]


def _drop_bystanders(found: Sequence[str], marked: _Marked, spared: Sequence[str]) -> list[str]:
    """Leave out who only acts when another's outage is named: "Delta puts a price on the CrowdStrike outage"."""
    named = {marked.at(m) for m in OUTAGE_OF.finditer(marked.text)}.difference(spared)
    failing = {marked.at(m) for m in FAILS.finditer(marked.text)}
    listed = {marked.slugs[int(n)] for m in LISTED.finditer(marked.text) for n in MARK.findall(m[0])}
    return [s for s in found if not named or s in named | failing | listed]


def _read_line(marked: _Marked, lexicon: Lexicon) -> dict[str, str]:
    """Return the roles that one headline or sentence gives, most telling rule first; no rule, no role."""
    roles: dict[str, str] = {}

    def give(slugs: Iterable[str], role: str) -> None:
        for slug in slugs:
            roles.setdefault(slug, role)

    text = marked.text
    for pattern in SPARED:
        give((marked.at(m) for m in pattern.finditer(text)), EXCLUDED)
    for pattern in ONLY_NAMED:
        named = [marked.at(m) for m in pattern.finditer(text)]
        if set(marked.slugs) - set(named):
            give(named, MENTIONED)
    for match in CAUSE_HEAD.finditer(text):
        whom = marked.among(match["whom"])
        if whom:
            give([marked.at(match)], SUBJECT)
            give(whom, AFFECTED)
    for match in (*BLAMED.finditer(text), *HEADED.finditer(text)):
        who = marked.at(match)
        hit = marked.among(match.groupdict().get("whom") or text)
        whom = [s for s in hit if not lexicon.same_family(s, who)]
        if whom:
            give([who], SUBJECT)
            give(whom, AFFECTED)
    for pattern in CAUSES:
        for match in pattern.finditer(text):
            who = marked.at(match)
            hit = marked.among(text[: match.start()]) + marked.among(match.groupdict().get("whom"))
            before = [s for s in hit if s != who]
            if not any(_owns(who, s, lexicon) or _owns(s, who, lexicon) for s in before):
                give([who], SUBJECT)
                give(before, AFFECTED)
    for match in SPEAKS.finditer(text):
        others = set(marked.slugs) - {marked.at(match)}
        if others:
            give([marked.at(match)], MENTIONED)
    for match in (*HITS.finditer(text), *TROUBLE_THAT.finditer(text)):
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
    spared = [slug for slug, role in roles.items() if role == EXCLUDED]
    kept = _drop_owners(_drop_bystanders(rest, marked, spared), marked, lexicon)
    if spared and not rest and len(spared) == len(roles) and ENDED.search(marked.text):
        roles.update(
            dict.fromkeys(spared, SUBJECT)
        )  # "X is working as normal after an outage": it was X's own
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
    for n, sentence in enumerate(SENTENCE.split(whole.text)):
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
            whole.slugs[int(m["who"][1:-1])] for p in (FAILS, TROUBLE_AT) for m in p.finditer(sentence)
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
    numbers = [int(n) for n in MARK.findall(marked.text)]
    fresh = iter(range(len(numbers)))
    return _Marked(
        text=MARK.sub(lambda _: f"⟦{next(fresh)}⟧", marked.text),
        slugs=tuple(marked.slugs[n] for n in numbers),
    )


def _name_causes(sentence: str, whole: _Marked) -> list[str]:
    """Return those that a sentence names as the cause outright: "after" and "amid" are not enough."""
    return [
        whole.at(match)
        for pattern in CAUSES
        for match in pattern.finditer(sentence)
        if not MERELY_LATER.match(match[0])
    ]


def _read_dependents(
    body: str, roles: dict[str, str], lexicon: Lexicon, published_at: datetime | None
) -> dict[str, str]:
    """Add the services that a list in the text says were hit, by this outage and not by one of other days."""
    marked = _mark(body, lexicon)
    roles = dict(roles)
    subjects = [s for s, role in roles.items() if role == SUBJECT]
    if len(set(marked.slugs).difference(subjects)) < _FEWEST_LISTED:
        return roles
    for match in INCLUDING.finditer(marked.text):
        whom = [s for s in dict.fromkeys(marked.among(match["whom"])) if s not in subjects]
        if len(whom) >= _FEWEST_LISTED and not SPARED[0].search(match[0]):
            if looks_back(_sentence_around(marked.text, match.start(), match.end()), published_at):
                continue
            for slug in whom:
                if roles.get(slug, MENTIONED) == MENTIONED and not any(
                    _owns(slug, s, lexicon) for s in subjects
                ):
                    roles[slug] = AFFECTED
    return roles


def _sentence_around(text: str, start: int, end: int) -> str:
    """Return what stands between the sentence ends around a span, at most 300 characters to each side."""
    left = re.split(r"[.!?]\s|\n", text[max(0, start - 300) : start])[-1]
    right = re.split(r"[.!?](?:\s|$)|\n", text[end : end + 300])[0]
    return left + text[start:end] + right


def _make_slug(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")[:60]


def find_services(article: Article, lexicon: Lexicon) -> tuple[ServiceRole, ...]:
    """Return the services of an article with their roles: subjects first, in the order they are named.

    Roles: subject (its outage), affected (hit by another's), excluded (said to be fine), mentioned.
    """
    title = article.title[:400].translate(NO_MARKS)
    told = article.body[: find_prose_end(article.body)] if article.updates else article.body
    body = told[:DEPENDENTS].translate(NO_MARKS)
    lead = body[:LEAD]
    roles = _read_title(title, lead, lexicon)
    proposed: dict[str, ServiceRole] = {}
    # What a vendor's own status page names and we do not know is a part of it, and no vendor.
    if not article.updates and not any(role in (SUBJECT, AFFECTED) for role in roles.values()):
        name = propose_service(title, lexicon)
        slug = _make_slug(name or "")
        if name and slug:
            proposed[slug] = ServiceRole(slug=slug, name=name, provider=slug, role=SUBJECT, proposed=True)
            roles = {slug: SUBJECT, **roles}
    roles = _read_lead(title, lead, roles, lexicon)
    if article.updates and article.provider:
        roles = _keep_own(article, roles, lexicon)
    if article.provider and not any(role == SUBJECT for role in roles.values()):
        roles[article.provider] = SUBJECT
    if any(role == SUBJECT for role in roles.values()):
        roles = _read_dependents(body, roles, lexicon, article.published_at)
    order = (SUBJECT, AFFECTED, EXCLUDED, MENTIONED)
    return tuple(
        proposed.get(slug)
        or ServiceRole(slug=slug, name=lexicon.name_of(slug), provider=lexicon.provider_of(slug), role=role)
        for slug, role in sorted(roles.items(), key=lambda item: order.index(item[1]))
    )


_MOST_OWN = 3
"""A status page that names more of its vendor's services as hit tells of the vendor; chosen."""


def _keep_own(article: Article, roles: dict[str, str], lexicon: Lexicon) -> dict[str, str]:
    """On a vendor's status page the outage is the vendor's own, whoever else is named: "our provider AWS is down".

    Where title and lead name none of its services, the components do.
    """
    vendor = article.provider

    def is_own(slug: str) -> bool:
        return slug == vendor or vendor in lexicon.parent_chain(slug) or lexicon.provider_of(slug) == vendor

    kept = {slug: MENTIONED if role == SUBJECT and not is_own(slug) else role for slug, role in roles.items()}
    if not any(role == SUBJECT for role in kept.values()):
        components = dict.fromkeys(name for update in article.updates for name in update.components)
        named = {
            mention.slug
            for name in components
            for mention in lexicon.find(name)
            if (mention.start, mention.end) == (0, len(name)) and is_own(mention.slug)
        } - {vendor}
        if 0 < len(named) <= _MOST_OWN:
            kept |= dict.fromkeys(sorted(named), SUBJECT)
    return kept
