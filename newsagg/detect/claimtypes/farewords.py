"""Words that say of a service that it fares well while others fail, by meaning and in all their forms. Pure data.

Own lists, from what a service does that goes on, and from what harm it is said to be free of; no list of phrases.
"""

from newsagg.detect.claimtypes.failwords import inflect
from newsagg.detect.wordscan import make_set

WELL = make_set(
    "untouched unaffected unimpacted unharmed unscathed unimpaired unhindered unhampered undamaged undisturbed undisrupted "
    "uninterrupted unperturbed untroubled unbothered unfazed uncompromised unchanged intact spared exempt immune excluded insulated "
    "shielded sheltered protected"
)
"""What was not hit is."""
RUNNING = make_set(
    "fine ok okay normal operational available accessible online open reachable usable working running functioning functional "
    "safe healthy good up live green trading operating playing stable"
)
"""What was not hit is, too; but what was hit is so again."""
HARMED = make_set(
    "affected impacted hit disrupted touched disturbed cut impaired harmed involved interrupted damaged compromised hurt bothered "
    "degraded breached troubled hampered hindered struck implicated concerned severed knocked"
)
"""What was not hit was not."""
RUNS = (
    inflect(
        "run+/ran work operate function open trade fly/flew/flown behave perform sail stream play arrive answer flow load depart go/went "
        "leave/left sell/sold proceed connect deliver print sync process respond fare act appear start"
    )
    | WELL
)
"""What goes well as usual."""
GOES_ON = inflect(
    "sail chirp pour soldier hum+ chug+ roll tick trundle plod+ carry go/went work run+/ran play stream march whirr purr trade motor "
    "glide steam click press keep/kept"
)
"""Before "on": what is not stopped."""
STAYS = inflect("keep/kept stay remain continue hold/held")
LASTING = make_set(
    "up on open online available accessible reachable intact usable operational running working live steady firm"
)
"""Behind "stayed" and its like."""
WOBBLES = inflect(
    "flicker blink falter waver drop+ stop+ fail wobble crash stumble budge miss skip+ stutter lag+ stall suffer hiccup+ feel/felt notice"
)
"""What was not hit never did."""
FEELS = inflect(
    "have/had see/saw/seen report notice take/took/taken suffer show/shown feel/felt find/found record experience detect encounter come/came "
    "observe register sustain"
)
ILLS = make_set(
    "disruption disruptions disturbance problem problems trouble troubles issue issues difficulty difficulties harm damage effect effects "
    "impact complaints complaint errors error interruption interruptions slowdown delays delay downtime ill ills odd unusual amiss wrong "
    "incident incidents hitch hitches outage outages failures failure change difference degradation"
)
"""Behind "no": of these it is free."""
THINGS_GO_ON = inflect(
    "work load answer function open play arrive edit respond run+/ran stream sync connect accept deliver print ring/rang flow operate"
)
"""What still does its work."""
GATE = (
    WELL
    | HARMED
    | LASTING
    | ILLS
    | WOBBLES
    | RUNNING
    | STAYS
    | GOES_ON
    | make_set("usual normally throughout still")
)
"""One of these stands in every sentence that says so."""
