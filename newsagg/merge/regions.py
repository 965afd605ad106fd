"""Slugs of places -> whether one lies in the other, as far as outage news names places. Pure data and a look-up.

Not a gazetteer of the world: what is not listed lies in nothing, and no contradiction is ever built on it.
"""

from collections.abc import Mapping

_INSIDE = {
    "europe": """united-kingdom ireland france germany spain portugal italy netherlands belgium luxembourg switzerland
        austria poland czechia czech-republic slovakia hungary romania bulgaria greece sweden norway denmark finland
        iceland estonia latvia lithuania ukraine serbia croatia slovenia european-union western-europe eastern-europe
        northern-europe scandinavia nordics benelux""",
    "asia": """india pakistan bangladesh sri-lanka nepal myanmar thailand vietnam cambodia laos malaysia singapore
        indonesia philippines china hong-kong taiwan japan south-korea north-korea mongolia kazakhstan uzbekistan
        southeast-asia south-asia middle-east""",
    "southeast-asia": "myanmar thailand vietnam cambodia laos malaysia singapore indonesia philippines",
    "south-asia": "india pakistan bangladesh sri-lanka nepal",
    "middle-east": """israel lebanon syria iraq iran saudi-arabia united-arab-emirates uae qatar kuwait bahrain oman
        yemen turkey""",
    "asia-pacific": "asia oceania",
    "apac": "asia oceania",
    "emea": "europe middle-east africa",
    "oceania": "australia new-zealand fiji tonga",
    "africa": """egypt morocco algeria tunisia libya sudan ethiopia kenya uganda tanzania nigeria ghana senegal
        ivory-coast cameroon gabon congo angola zambia zimbabwe south-africa gambia guinea mali rwanda somalia
        west-africa east-africa""",
    "americas": "north-america south-america latin-america central-america caribbean",
    "north-america": "united-states canada mexico",
    "latin-america": "south-america central-america mexico cuba dominican-republic puerto-rico",
    "central-america": "guatemala honduras el-salvador costa-rica panama",
    "caribbean": "cuba jamaica haiti dominican-republic puerto-rico",
    "south-america": "colombia venezuela ecuador peru bolivia brazil chile argentina uruguay paraguay",
    "scandinavia": "sweden norway denmark",
    "nordics": "scandinavia finland iceland",
    "benelux": "belgium netherlands luxembourg",
    "united-kingdom": """england scotland wales northern-ireland london manchester birmingham glasgow edinburgh leeds
        liverpool bristol cardiff belfast""",
    "ireland": "dublin",
    "france": "paris lyon marseille roubaix strasbourg",
    "germany": "berlin munich hamburg frankfurt cologne bavaria",
    "netherlands": "amsterdam",
    "belgium": "brussels",
    "switzerland": "zurich",
    "spain": "madrid barcelona catalonia",
    "portugal": "lisbon",
    "italy": "rome milan",
    "sweden": "stockholm",
    "japan": "tokyo osaka",
    "south-korea": "seoul",
    "china": "beijing shanghai shenzhen",
    "india": "mumbai delhi new-delhi bangalore bengaluru chennai hyderabad kolkata pune",
    "australia": """sydney melbourne brisbane perth new-south-wales victoria queensland tasmania
        western-australia""",
    "new-zealand": "auckland",
    "canada": "toronto montreal vancouver ottawa ontario quebec british-columbia alberta nova-scotia",
    "brazil": "sao-paulo são-paulo rio-de-janeiro",
    "united-states": """east-coast west-coast midwest northeast southeast southwest mid-atlantic pacific-northwest
        bay-area silicon-valley new-england alabama alaska arizona arkansas california colorado connecticut delaware
        florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts
        michigan minnesota mississippi missouri montana nebraska nevada new-hampshire new-jersey new-mexico new-york
        new-york-city north-carolina north-dakota ohio oklahoma oregon pennsylvania rhode-island south-carolina
        south-dakota tennessee texas utah vermont virginia northern-virginia washington west-virginia wisconsin
        wyoming boston chicago los-angeles san-francisco san-jose san-diego seattle denver phoenix dallas houston
        austin atlanta miami philadelphia detroit us-east-1 us-east-2 us-west-1 us-west-2 central-us""",
    "california": "los-angeles san-francisco san-jose san-diego sacramento bay-area silicon-valley",
    "texas": "dallas houston austin san-antonio",
    "virginia": "northern-virginia ashburn us-east-1",
    "new-york": "new-york-city brooklyn manhattan",
    "oregon": "us-west-2",
    "ohio": "columbus cleveland us-east-2",
}
_WIDER: Mapping[str, frozenset[str]] = {
    part: frozenset(whole for whole, parts in _INSIDE.items() if part in parts.split())
    for part in {part for parts in _INSIDE.values() for part in parts.split()}
}


def lies_in(part: str, whole: str) -> bool:
    """Say whether a place lies in another one; a place does not lie in itself."""
    seen, around = set[str](), {part}
    while around := {wider for place in around for wider in _WIDER.get(place, ())} - seen:
        if whole in around:
            return True
        seen |= around
    return False
