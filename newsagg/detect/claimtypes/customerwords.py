"""The words that tell whom another's outage hit, as patterns. Pure data: no input, no output."""

import re

from newsagg.detect.wordpatterns import compile_words
from newsagg.detect.wordscan import make_set

CLASS = (
    r"(?:airlines|carriers|banks|hospitals|clinics|airports|broadcasters|shops|stores|retailers|supermarkets|"
    r"pharmacies|schools|universities|railways|train operators|trains|restaurants|cafés|businesses|"
    r"companies|firms|"
    r"merchants|courts|(?:local |state |government )?agencies|ministries|councils|stock exchanges|brokers|"
    r"hotels|factories|couriers|radio stations|doctors|surgeries|organi[sz]ations|enterprises|"
    r"Fluglinien|Fluggesellschaften|Banken|Krankenhäuser|Kliniken|Supermärkte|Flughäfen|Behörden|Praxen|"
    r"Händler|"
    r"compagnies aériennes|banques|hôpitaux|aéroports|entreprises|commerces|"
    r"aerolíneas|bancos|hospitales|aeropuertos|empresas|tiendas|companhias aéreas|hospitais|aeroportos|lojas)"
)
STOPPED = (
    r"(?:(?:kept|held) (?:[\w’'-]+ ){0,3}?on the ground|ground(?:ed|s|ing)\b|cancel(?:led|ed|s|ling|"
    r"ing)\b|put off\b|"
    r"postpon\w+|(?:took|take|accept\w*) (?:only )?cash(?: only)?|turned (?:[\w’'-]+ ){0,3}?away|"
    r"lost (?:their|its|the|all|access|power over|touch)\b|stood still|(?:came|ground|"
    r"brought) to a (?:halt|standstill)|"
    r"went off (?:the )?air|went dark|went offline|went down|closed\b|shut (?:their|its|early|down)|"
    r"(?:could|can)(?: not|not|n['’]t) (?:serve|open|take|accept|process|check|reach|print|board|pay|"
    r"trade|sell|use|"
    r"access|log|see|get|fly|run|be reached)|"
    r"(?:were|was|are|is|have been|has been) (?:also |all |among (?:those|the)|hard to reach|hit|affected|"
    r"impacted|"
    r"cut off|knocked|down\b|unable|delayed|disrupted|offline|forced|left without|stranded)|"
    r"had (?:trouble|problems|difficulties|issues)|struggled|(?:were|was) hard to reach|"
    r"(?:[\w-]+ ){1,4}(?:by hand|manually|on paper)\b|(?:all )?posted notices|"
    r"(?:switched|went back|returned|fell back|resorted) to (?:paper|pen|manual|cash|pencil|hand\w*)|"
    r"ruht(?:e|en)\b|sagt(?:e|en)\b|strich(?:en)?\b|mussten?\b|verschob(?:en)?\b|stand(?:en)? still|"
    r"ont dû\b|n['’]ont pas pu|tuvieron que|cancelaron|suspendieron|no pudieron|cancelaram|suspenderam|"
    r"não puderam)"
)
CLASSES_HIT = compile_words(
    rf"(?<![\w’'-])(?P<who>(?:(?:many|some|several|major|dozens of|hundreds of|thousands of|[\d,.]+) )?"
    rf"(?:[\w’'-]+ )?{CLASS}(?:(?:,| and|,? und| et| y| e) (?:\w+ )?{CLASS})*)"
    rf"(?![\w-])(?:,? [\w’'-]+){{0,4}}?,?\s{STOPPED}",
    re.IGNORECASE,
)
LISTED = compile_words(
    r"(?<!was )(?<!were )(?<!is )(?<!are )\b(?:(?:among|of) (?:those|the (?:\w+ ){0,2}?(?:companies|"
    r"firms|customers|organi[sz]ations|victims|clients|businesses|airlines|banks|retailers|brands|names))(?: [\w’'-]+){0,3}? (?:are|were|is|was)|"
    r"(?:affected|hit|impacted|down) (?:too |also )?(?:are|were)\b|also (?:affected|hit|down|"
    r"impacted)(?: are| were|:)|"
    r"betroffen (?:sind|waren|ist|war)(?: auch| vor allem| unter anderem| zudem)?|"
    r"zu den betroffenen (?:gehören|zählen|gehörten|zählten)|"
    r"entre (?:las|los) afectad[oa]s (?:están|estaban|figuran|se encuentran)|"
    r"parmi les (?:\w+ )?(?:touchée?s|affectée?s|victimes)(?:,)? (?:figurent|figuraient|on (?:trouve|"
    r"compte))|"
    r"entre (?:os|as) afetad[oa]s (?:estão|estavam)|"
    r"(?:affected|impacted|hit) (?:users|customers|companies|clients|businesses|organi[sz]ations|firms) "
    r"(?:include[ds]?|including|were|ranged from)|"
    r"(?:affect|impact|hit|disrupt|left|leav|took down)\w* (?:\w+ ){0,4}?(?:companies|businesses|firms|"
    r"airlines|banks|"
    r"retailers|vendors|customers|clients|organi[sz]ations)(?:,)? (?:such as|like|including|among them)|"
    r"(?:sites|companies|businesses|firms|customers|clients|services|organi[sz]ations|brands) (?:that|which|who) "
    r"(?:depend|rely|run|rest|build|are built|are hosted)\w* (?:on|upon|by|with) (?:[\w’'-]+ ){1,3}(?:include[ds]?|are)|"
    r"(?:other|many|several|some|more) (?:\w+ ){0,3}?(?:companies|businesses|firms|airlines|banks|"
    r"retailers|vendors|"
    r"providers|carriers) (?:like|such as)|"
    r"(?:vendors|companies|providers|firms|carriers|airlines|banks) (?:also |have |"
    r"had )?reported (?:outages|problems|"
    r"issues|disruptions?|trouble)[^.;:]{0,40}?,? including)\s(?P<who>(?:[^.;:]|\.(?=[a-z]{2})){4,160})",
    re.IGNORECASE,
)
AMONG = compile_words(
    r"\b(?:were|was|are|is) (?:also |all |both )?(?:among|some of) (?:those|the (?:[\w’'-]+ ){0,3}?"
    r"(?:companies|customers|clients|firms|businesses|airlines|banks|brands|names|organi[sz]ations|victims|sites|retailers))\b"
    r"(?=[^.;]{0,70}\b(?:fail\w*|hit|affected|down|impacted|out|offline|could not|open|crash\w*|disrupted|"
    r"reach|trouble|problems|flicker\w*|lost|unavailable|vanish\w*|dark)\b)|"
    r"(?:(?:is|are|was|were) )?among them\b(?=\W*\Z)",
    re.IGNORECASE,
)
"""Behind the names of some of those that were hit; the names are read to its left."""
CUSTOMERS_OF = compile_words(
    r"\b(?:[Cc]ustomers|[Uu]sers|[Cc]lients|[Pp]assengers|[Pp]atients|[Rr]eaders|[Vv]iewers|[Ss]hoppers|[Aa]ccount holders) (?:of|at|"
    r"with) (?:the )?(?P<who>[A-Z][^.;:]{2,100}?)\s"
    r"(?:(?:could|can)(?:not| not|n['’]t)|(?:met|saw|got|were (?:met|shown|greeted)|faced|found) (?:by |with )?(?:an? )?(?:[\w-]+ ){0,2}?(?:error|blank|503|502|"
    r"500|404|page|message|failure)s?)\b|\b(?:well-known|prominent|big|major|household) "
    r"(?P<who2>(?:companies|names|brands|firms|customers)) (?:were|was|are) (?:among|hit|affected)"
)
HIT_WORDS = (
    r"(?:affect\w*|hit(?:s|ting)?|impact\w*|disrupt\w*|outages?|down|offline|knocked|unavailable|"
    r"inaccessible|fail\w*|"
    r"crippl\w*|unable|left|took down)"
)
MANY = (
    r"(?:(?:an? (?:few|number of)|several|some|many|prominent|major)"
    r"(?: \w+)? )"
)
MANY_HIT = compile_words(
    rf"\b(?:{HIT_WORDS} (?:\w+ ){{0,3}}?(?P<who>{MANY}{CLASS})(?![\w-])|"
    rf"(?P<who2>{MANY}{CLASS})(?: [\w’'-]+){{0,6}}? {HIT_WORDS})",
    re.IGNORECASE,
)
NAMED_STOPPED = re.compile(rf"[^.;:]{{0,50}}?\b{STOPPED}", re.IGNORECASE)
SAID_HIT = re.compile(
    r"(?: has| have)? (?:said|says|told [\w ]{1,30}|confirmed|reported|warned)(?: that)? [^.;]{0,60}?\b"
    r"(?:was|were|is|are|had been|has been|have been) (?:disrupted|affected|down|hit|delayed|unavailable|"
    r"impacted|offline)\b"
)
OWN_NAME = compile_words(
    r"(?<![\w’'-])(?P<who>(?:(?:Universitäts)?[Kk]linikum|Flughafen|Uniklinik|Hospital|Aeropuerto|Aéroport) "
    r"[A-Z][\w’'-]+(?:-[A-Z]\w+)*|(?:[A-Z][\w’'&-]+ ){1,3}(?:Airlines?|Airways|Air Lines|Airport|Bank|"
    r"Hospital|"
    r"University|Council|Railway|and Customs|Clinic)|[A-Z]\w+['’]s (?:trains|buses|trams|airport|metro|"
    r"hospitals|"
    r"underground|schools))(?![\w’'-])"
)
KINDS = frozenset(
    "airline aviation bank carmaker education exchange government health retail ticketing travel".split()
)
BUSINESS = frozenset("game gaming streaming social saas payments messaging crypto smart-home ai".split())
BELOW = frozenset("cloud cdn hosting network security domains telecom software developer payments".split())
"""Kinds of services that others stand upon: who fails together with them is their customer."""
SOME_NAMES = r"(?P<who>[A-Z][\w’'&.+-]*(?: [A-Z][\w’'&.+-]*){0,3}(?:(?:, and |, | and )[A-Z][\w’'&.+-]*(?: [A-Z][\w’'&.+-]*){0,3}){0,8})"
USERS_OF = compile_words(
    rf"{SOME_NAMES} (?:users|customers|subscribers|readers|viewers|players|passengers)"
    r"(?: also| too| have| all)* (?:report\w*|saw|see|met|faced|face|had|experienc\w+|complain\w*|encounter\w*|ran into|hit) "
    r"(?:[\w-]+ ){0,3}?(?:issues|problems|failures|errors?|trouble|outages?|disruptions?|difficulties|blank|delays)\b"
)
SITES_OF = compile_words(
    rf"{SOME_NAMES}(?:['’]s?)? (?:websites?|sites|systems|apps|branches|stores|outlets|restaurants|shops|"
    r"counters|stations|terminals|tills)(?: also| all)* (?:were|was|are|went|fell|could)(?: also| all| both| not| back| to)* "
    r"(?:down|offline|unavailable|affected|hit|disrupted|impacted|inaccessible|cash|dark|closed|shut|knocked|unable|load|open|serve)\b"
)
AMONG_THEM = compile_words(
    rf"(?:{CLASS}|entidades|instituciones|instituições|Institute|Anbieter|établissements|providers|websites|sites|apps|brands|names)"
    r"(?:[^.;:,]{0,40},)? (?:entre (?:ellas|ellos|elas|eles)|darunter(?: auch)?|dont|parmi lesquel(?:le)?s|among them|incluyendo|"
    r"incluindo)\s(?P<who>[^.;:]{4,160})"
)
LEFT_OUT = compile_words(
    r"\b(?:left|leav\w+|took|tak\w+|knock\w+|br(?:ought|ing\w*)) (?:(?:down|out|offline) )?(?:[\w-]+ ){0,4}?(?:websites|sites|apps|services|"
    r"platforms|companies|businesses|brands|names)(?: and (?:\w+ )?\w+)?,? (?:including|such as|like|from) "
    r"(?P<who>[^.;:]{4,160})"
)
LISTS = (LISTED, CUSTOMERS_OF, AMONG_THEM)
BELOW_LISTS = (USERS_OF, SITES_OF, LEFT_OUT)
"""Where what fails is below them all."""
LISTING = make_set(
    "affected hit impacted down include includes included including like such among of were are was betroffen afectadas "
    "afectados touchés touchées affectés affectées victimes afetadas afetados customers users clients passengers patients "
    "holders companies names brands firms readers viewers shoppers ellas ellos elas eles darunter dont parmi incluyendo incluindo"
)
"""Without one of these no list of customers is read."""
CLASS_WORDS = make_set(
    "airlines carriers banks hospitals clinics airports broadcasters shops stores retailers supermarkets pharmacies schools "
    "universities railways operators trains restaurants cafés businesses companies firms merchants courts agencies ministries "
    "councils exchanges brokers hotels factories couriers stations doctors surgeries organizations organisations enterprises "
    "fluglinien fluggesellschaften banken krankenhäuser kliniken supermärkte flughäfen behörden praxen händler aériennes "
    "banques hôpitaux aéroports entreprises commerces aerolíneas bancos hospitales aeropuertos empresas tiendas aéreas "
    "hospitais aeroportos lojas"
)
"""The last words of CLASS."""
NAME_WORDS = make_set(
    "klinikum universitätsklinikum flughafen uniklinik hospital aeropuerto aéroport airline airlines airways lines airport bank "
    "university council railway customs clinic s"
)
ANY_NAME = re.compile(
    rf"(?<![\w’'-])(?:(?:(?:several|many|some|most|large|major|big|small|regional|dozens of|hundreds of|"
    rf"thousands of) )*"
    rf"{CLASS}(?![\w-])|[A-Z][\w’'&-]+(?:\.(?:com|org|net|io|co)\b|(?: (?:of |and (?=Customs)|de )?[A-Z][\w’'&-]+){{0,3}})|"
    r"[a-z][\w-]+\.(?:com|org|net|gov|uk|de|fr|es|io)\b)"
)
NO_NAME = re.compile(
    r"(?:The|A|An|In|On|At|It|Its|This|That|These|Those|They|Some|Many|Most|Other|Others|Customers|Users|"
    r"People|When|"
    r"While|But|And|So|By|As|For|If|Also|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|"
    r"March|April|May|"
    r"June|July|August|September|October|November|December|Update|According|Meanwhile|However|Although|Earlier|Later|Yet|Downdetector|Twitter|DNS|IT|CEO)"
)
