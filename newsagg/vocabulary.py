"""The closed lists that the record is written in. Pure.

Each list is a StrEnum whose values are what SQLite stores and analysts query; ``docs/schema.md`` describes them.
"""

from enum import StrEnum, auto


class ClaimType(StrEnum):
    """What a claim is about."""

    CAUSE = auto()
    TRIGGER = auto()
    START_TIME = auto()
    END_TIME = auto()
    DURATION = auto()
    STATUS = auto()
    AFFECTED_SERVICE = auto()
    AFFECTED_REGION = auto()
    AFFECTED_USERS = auto()
    TRACKER_REPORTS = auto()
    AFFECTED_CUSTOMER = auto()
    SYMPTOM = auto()
    DATA_LOSS = auto()
    COMPENSATION = auto()
    REMEDIATION = auto()
    PROMISE = auto()
    ACKNOWLEDGED_AT = auto()
    FINANCIAL_IMPACT = auto()
    PRIOR_INCIDENT = auto()
    APOLOGY = auto()


class CauseCategory(StrEnum):
    """What kind of cause a cause claim names; one claim may carry several."""

    CONFIGURATION = auto()
    CHANGE_DEPLOYMENT = auto()
    SOFTWARE_BUG = auto()
    CAPACITY_LOAD = auto()
    NETWORK = auto()
    DATA_STORE = auto()
    HARDWARE = auto()
    POWER_COOLING_FACILITY = auto()
    THIRD_PARTY = auto()
    CERTIFICATE_AUTH_TIME = auto()
    SECURITY_ATTACK = auto()
    HUMAN_ERROR = auto()
    NATURAL_EVENT = auto()
    DELIBERATE_SHUTDOWN = auto()
    OTHER = auto()
    UNDISCLOSED = auto()


class Trigger(StrEnum):
    """What set the cause off."""

    MAINTENANCE = auto()
    CHANGE = auto()
    LOAD = auto()
    FAILOVER_RECOVERY = auto()
    EXTERNAL_EVENT = auto()


class Stance(StrEnum):
    """How firmly the speaker stands behind a claim."""

    ASSERTED = auto()
    HEDGED = auto()
    DENIED = auto()
    QUESTIONED = auto()
    FORECAST = auto()


class Precision(StrEnum):
    """How exactly a value is meant."""

    EXACT = auto()
    ABOUT = auto()
    AT_LEAST = auto()
    AT_MOST = auto()
    RANGE = auto()
    VAGUE = auto()


class SpeakerRole(StrEnum):
    """In what capacity a speaker speaks."""

    VENDOR_OFFICIAL = auto()
    VENDOR_UNNAMED = auto()
    STATUS_PAGE = auto()
    OTHER_VENDOR = auto()
    CUSTOMER = auto()
    REGULATOR = auto()
    TRACKER = auto()
    EXPERT = auto()
    USER_REPORTS = auto()
    OUTLET = auto()


class Scope(StrEnum):
    """Which incident a claim is about."""

    THIS_INCIDENT = auto()
    BACKGROUND = auto()
    OTHER_INCIDENT = auto()


class Severity(StrEnum):
    """How bad an incident was, in the words of status pages."""

    NONE = auto()
    MINOR = auto()
    MAJOR = auto()
    CRITICAL = auto()


class Mode(StrEnum):
    """In what way the service failed."""

    UNAVAILABLE = auto()
    PARTIAL = auto()
    DEGRADED = auto()
    DATA_LOSS_OR_CORRUPTION = auto()


class Confirmation(StrEnum):
    """Who stands behind the incident having happened."""

    USER_REPORTS_ONLY = auto()
    MEDIA_REPORTED = auto()
    VENDOR_ACKNOWLEDGED = auto()
    VENDOR_DENIED = auto()
    NOT_AN_OUTAGE = auto()


class Lifecycle(StrEnum):
    """How far the incident has come, in the words of status pages."""

    REPORTED = auto()
    INVESTIGATING = auto()
    IDENTIFIED = auto()
    MONITORING = auto()
    RESOLVED = auto()
    POSTMORTEM = auto()


class RecordState(StrEnum):
    """What our own record of the incident is."""

    CANDIDATE = auto()
    OPEN = auto()
    SETTLED = auto()
    MERGED = auto()
    SPLIT = auto()
    REJECTED = auto()


class ReportKind(StrEnum):
    """What an article is to the outage that it is about."""

    REPORT = auto()
    UPDATE = auto()
    POSTMORTEM = auto()
    OFFICIAL = auto()
    ANALYSIS = auto()
    ROUNDUP = auto()
    MAINTENANCE = auto()
    SHUTDOWN = auto()
    NEGATIVE = auto()


class Relevance(StrEnum):
    """Whether an article is about an outage."""

    RELEVANT = auto()
    UNSURE = auto()
    IRRELEVANT = auto()


class ArticleRole(StrEnum):
    """What an article is to an incident."""

    PRIMARY = auto()
    UPDATE = auto()
    BACKGROUND = auto()
    ROUNDUP = auto()


class FindingKind(StrEnum):
    """How the claims of one type stand to each other."""

    SINGLE = auto()
    AGREE = auto()
    COMPATIBLE = auto()
    CONFLICT = auto()
    SUPERSEDED = auto()


class PageState(StrEnum):
    """What became of an article's page."""

    NOT_WANTED = auto()
    WANTED = auto()
    FETCHED = auto()
    UNAVAILABLE = auto()


class FeedKind(StrEnum):
    """What sort of source a feed is."""

    NEWS = auto()
    WIRE = auto()
    SECURITY = auto()
    BUSINESS = auto()
    NATIONAL = auto()
    AGGREGATOR = auto()
    BLOG = auto()
    STATUS = auto()


class CountKind(StrEnum):
    """What a tracker's figure counts."""

    PEAK = auto()
    AT_TIME = auto()
    TOTAL = auto()


class ReadBy(StrEnum):
    """Who pointed at a claim's words."""

    RULES = auto()
    MODEL = auto()


class DecisionKind(StrEnum):
    """What an analyst decided."""

    MERGE = auto()
    SPLIT = auto()
    MOVE = auto()
    REJECT = auto()
    OVERRIDE = auto()
    CLAIM = auto()


class SubscriberState(StrEnum):
    """How an address stands on a mailing list."""

    PENDING = auto()
    ACTIVE = auto()
    LEFT = auto()
    SUSPENDED = auto()


class DeliveryState(StrEnum):
    """How one mail of a digest stands."""

    QUEUED = auto()
    SENDING = auto()
    SENT = auto()
    RETRY = auto()
    REFUSED = auto()
    IN_DOUBT = auto()
    DROPPED = auto()


LANGUAGES = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka
    kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng
    nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su
    sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu""".split()
)
"""The codes of ISO 639-1 that are in force."""
