"""The query of an address, and the path it stands behind -> the query without what only says how a reader came. Pure.

Three kinds of parameters: those that no site uses to name an article go always; those that some sites use so (``ref``,
``cid``, ``s``) go when their value names a channel, or when the path already names the article. All others stay, but
for words (no numbers, no names of things that articles are numbered by) behind a path that holds the article's own
number, or its date and title.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote_to_bytes

_ALWAYS_BY_PREFIX = re.compile(
    r"utm[_:-]|at_|mktc(?:id|val)|ns_(?:source|mchannel|campaign|linkname|fee)|mc_(?:cid|eid)|(?:pk|mtm|piwik|matomo)_(?:c|k|s|m|g|p)"
    r"|hsa_|__?hs|oly_|vero_|amp_|stm_|guce_|wt[._](?!id)|__twitter_|ga_(?:source|medium|campaign|term|content)"
    r"|elq|fb_(?:action|source|ref|xd)|_(?:hsenc|hsmi|branch|bta|bhlid|openstat|gac?)|sc_(?:campaign|channel|src|eh|uid|llid)"
    r"|aspsession|user_email|gnt-|gca-|trk|ck_|mkt_tok|soc_|ref_|\$deep_link|~(?:channel|campaign)|ajs_"
)
"""Beginnings of names: Google's, AT Internet's, comScore's, Matomo's, HubSpot's, Omeda's, Webtrends', Eloqua's, ..."""

_ALWAYS = frozenset(
    re.findall(
        r"\S+",
        # click ids of advertisers and networks
        "gclid gclsrc dclid gbraid wbraid fbclid msclkid twclid ttclid yclid ysclid igshid igsh mibextid li_fat_id "
        "epik srsltid rb_clickid zanpid irclickid s_kwcid s_cid dicbo oborigurl tblci tblcid wickedid _gl awc sscid "
        "vgo_ee bt_ee bt_ts es_id dm_i emci emdi ceid hsctatracking scm spm lipi sthash hss_channel dgcid "
        # newsrooms' and feeds' campaign codes
        "ftag smid smtyp smprod emc cmpid intcmp int_cmp intcid ocid cvid xtor xtref taid cndid bxid esrc mbid reflink "
        "srnd sref wtmc ito icid cid_source leadsource embedded-checkout guccounter tsrc .tsrc feedtype "
        "feedname feedref tpcc itid wpisrc wpmm wprov traffic_source maca oref referringsource "
        "unlocked_article_code pgtype clicksource gift giftcopy share_token sharetype qsearchterm __source __s "
        "isfreemail triedredirect showwelcomeonshare ss_source yptr lctg curator guest_list_id refsrc "
        "nname nrid hslang spref echobox usqp noredirect replytocom rssfeed recruiter feature nl_key "
        # sessions
        "jsessionid phpsessid sessionid cfid cftoken",
    )
)

_NAMED = frozenset(
    re.findall(
        r"\S+",
        "ref source src from via share shared origin medium campaign campaign_id partner cmp cid mid tid bhid xid ncid "
        "mod module region action par r ir s t st sk sh sc ft f si ana chn nb nid pc ei rss m hp _r te nl rl eid "
        "edate rpc assettype",
    )
)
"""Some sites' article ids, other sites' campaign codes."""

_VIEWS = {
    "print": re.compile(r"(?:1|true|y|yes|on)?", re.I),
    "printable": re.compile(r"(?:1|true|y|yes|on)?", re.I),
    "amp": re.compile(r".*", re.S),
    "_amp": re.compile(r".*", re.S),
    "outputtype": re.compile(r"amp(?:-type)?", re.I),
    "output": re.compile(r"amp|print", re.I),
    "view": re.compile(r"print|amp", re.I),
    "mode": re.compile(r"amp|print", re.I),
}
"""Parameters that choose how the same article is shown, with the values that do."""

_CHANNEL = re.compile(
    r"(?:rss|feed|feedly|atom|twitter|tw|x|facebook|fb|linkedin|reddit|hn|hackernews|hacker-news|news-?letter|e?mail|"
    r"social|google|googlenews|app|apple-?news|flipboard|yahoo|msn|bing|mastodon|bluesky|whatsapp|telegram|"
    r"home|homepage|copy|copylink|share|amp|mobile|web)(?:[-_.][a-z0-9]{1,20}){0,3}",
    re.I,
)
_SITE = re.compile(r"(?:[a-z0-9-]+\.){1,3}[a-z]{2,10}", re.I)
_SESSION = re.compile(r"[0-9a-f]{32}", re.I)
_IDENTIFIER = re.compile(r"\d{4,}|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")

_SCRIPT = re.compile(r"\.(?:php\d?|aspx?|cfm|jsp|jspx|do|pl|cgi|dll|nsf|action)$", re.I)
_SLUG = re.compile(r"[^\W_]+(?:[-_][^\W_]+)+(?:\.s?html?)?")
_SURE = re.compile(
    r"(?:^|/)(?:19|20)\d\d[-/](?:\d{1,2}|[a-z]{3})(?:[-/]|$)|\d{7}|"
    r"/(?=[^/]*\d)(?=[^/]*[A-Za-z])[A-Za-z0-9]{10,}(?:\.s?html?)?$|/[^-_/]+(?:[-_][^-_/]+){2,}$"
)
"""A path that names its article: by a date, a long number, a long code, or a title of three words."""
_CERTAIN = re.compile(
    r"(?:^|/)(?:19|20)\d\d[-/](?:\d{1,2}|[a-z]{3})(?:[-/]\d{1,2})?/(?:[^/]+/)*[^\W_]+(?:[-_][^-_/]+)+$|"
    r"\d{6,}(?:\.[a-z]{2,5})?$|/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
)
"""A path that names its article and no other beyond doubt: by its date and title, or by a number at its end."""
_IDENTITY = re.compile(
    r".*(?:id|nr|no|num|number|page|key|code|slug|title|name|date|item|story|doc|document|file|art|article|news|topic|"
    r"thread|cat|category|tag|version|rev|lang|language|locale|query|search|url|tab|entry|chapter|part|slide|photo|"
    r"start|offset|year|month|day|section|issue|edition|release|incident|event|case|ticket|update|ms?g|message|"
    r"type|view|seite|teil|artikel|articulo|numero|num|fecha|sort|order|filter|format)|.{1,2}"
)
"""Names that may say which article, page or language is meant."""
_CAMPAIGN = re.compile(r".+_(?:source|medium|campaign|channel|referr?er)")
_COMMENT = frozenset({"comment", "comments", "post", "commentid", "comment_id"})


def clean_query(query: str, path: str) -> str:
    """Return a query in one order and spelling, without parameters that tell no two articles apart.

    ``path`` is the canonical path. Idempotent; the order of parameters with different names does not matter.
    """
    if not query:
        return ""
    pairs = list(dict.fromkeys(_read_pairs(query)))
    alone = all(_folds(name) in _NAMED or _is_always(_folds(name)) for name, _, _ in pairs)
    article, certain = names_article(path), bool(_CERTAIN.search(path))
    kept = [p for p in pairs if not _says_nothing(p, path, alone=alone, article=article, certain=certain)]
    return "&".join("".join(pair) for pair in sorted(kept, key=lambda pair: pair[0]))


def names_article(path: str) -> bool:
    """Return whether a path's last part reads like an article's name rather than a section's or a program's."""
    last = path.rsplit("/", 1)[-1]
    return not _SCRIPT.search(path) and bool(_SLUG.fullmatch(last) or _SURE.search(path))


def is_tracking(name: str) -> bool:
    """Return whether no site names its articles by this parameter."""
    return _is_always(_folds(name))


def _read_pairs(query: str) -> Iterator[tuple[str, str, str]]:
    for pair in re.split(r"[&?]", query):  # a second "?" is a tracker glued on without looking
        name, equals, value = pair.partition("=")
        if name:
            yield _respell(name), equals, _respell(value)


def _respell(text: str) -> str:
    return quote(unquote_to_bytes(text.replace("+", " ")), safe="/:@!$'()*,;~ ").replace(" ", "+")


def _folds(name: str) -> str:
    return name.lower().removeprefix("amp;")


def _is_always(name: str) -> bool:
    return name in _ALWAYS or bool(_ALWAYS_BY_PREFIX.match(name))


def _says_nothing(
    pair: tuple[str, str, str], path: str, *, alone: bool, article: bool, certain: bool
) -> bool:
    name, _, value = _folds(pair[0]), pair[1], pair[2]
    if _is_always(name):
        return True
    if name in _VIEWS and _VIEWS[name].fullmatch(value):
        return True
    if name == "sid":  # phpBB's session; Slashdot's article
        return bool(_SESSION.fullmatch(value))
    if name == "linkid":  # of Sprout, always a long number
        return article
    if name in _COMMENT:
        return certain
    if _CAMPAIGN.fullmatch(name):
        return (article or bool(re.search(r"\d{4}", path))) and not _IDENTIFIER.fullmatch(value)
    if name not in _NAMED:
        return certain and not _IDENTITY.fullmatch(name) and bool(re.search("[A-Za-z]", value))
    if article and (certain or not _IDENTIFIER.fullmatch(value)):
        return True
    if name in ("s", "t", "f", "m", "action", "mod", "module") or (alone and path == "/"):
        return False  # a search for "twitter", a topic, a month: not how the reader came
    return not value or bool(_CHANNEL.fullmatch(value)) or (article and bool(_SITE.fullmatch(value)))
