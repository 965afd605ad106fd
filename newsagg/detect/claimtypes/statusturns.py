"""The freer turns in which news tells how things stand, by state: slots of verbs and their company. Pure data: no input, no output.

What is still degraded, whose end nobody can name, what some can do again, who is at work: English alone. The plain words are in
statuscues.py, whose expressions these are added to.
"""

from types import MappingProxyType

_NOT = r"(?: not|n['’]t)(?: yet)?"
_BACK = r"(?:restor\w+|resum\w+|return\w*|back|fixed|repair\w*|recover\w*|resolved|reopen\w*|work|working|available|operational|online|normal|last|end|over|running|up)"
_WORKERS = (
    r"(?:engineers?|technicians?|crews?|teams?|staff|experts?|specialists?|workers|operators|partners?)"
)
_MENDING = (
    r"(?:correcting|repairing|fixing|rebuilding|restoring|resolving|tackling|troubleshooting|mending|recovering|splicing|rectifying|"
    r"debugging|sorting|putting right|cleaning up|clearing|untangling|reconnecting)"
)
_GAUGE = r"(?:availability|performance|latenc(?:y|ies)|success rates?|response times?|error rates?|speeds?|throughput|reports|situation|conditions?|wait times?|queues?)"
_SOME = r"(?:some|most|many|several|nearly all|almost all|a few|half|majority|percent|per cent|%)"

TURNS = MappingProxyType(
    {
        "ongoing": (
            r"(?:should|must|can) (?:still )?expect (?:further |more |some |continued |long |ongoing )*(?:delays|disruptions?|problems|cancellations|queues|interruptions)|"
            rf"(?:did|does|do|could|can|is|are|was|were){_NOT} (?:know|say|state|predict|confirm|estimate|certain|sure|clear|able to say)(?: exactly| precisely)? "
            rf"(?:when|how long|how soon)(?=[^.;]{{0,90}}\b{_BACK}\b)|"
            rf"(?:cannot|unable to|unclear|unknown|uncertain|impossible to|too early to|too soon to)(?: (?:say|state|predict|estimate|tell|know))? (?:exactly |precisely )?(?:when|how long)(?=[^.;]{{0,90}}\b{_BACK}\b)|"
            rf"(?:did|does|do|has|have|had|with|is|are|was|were)(?:{_NOT}| no)(?: yet)?(?: (?:have|give|given|provide|provided|offer|offered|set))?(?: an?| any)? (?:\w+ )?"
            rf"(?:time|timeline|timeframe|time frame|timetable|timescale|estimate|estimated time|ETA)(?: (?:yet|available|given))? (?:for|on|of|as to)(?=[^.;]{{0,90}}\b{_BACK}\b)|"
            r"continu(?:es?|ed|ing) (?:to (?:operate|run|work|function) |operating |running )(?:in|at|with|on) (?:an? )?(?:\w+ )?(?:degraded|reduced|limited|partial|restricted|recovery|manual)|"
            r"(?:operat|runn|work|function)ing (?:in|at|with|on) (?:an? |the |its )?(?:\w+ )?(?:degraded|reduced|limited|diminished|restricted|recovery|manual|emergency)\b|"
            r"(?:still|now|currently|continues? to) (?:shows?|showing|lists?|listing|reports?|reporting|display\w*) (?:\w+ ){0,3}?(?:degrad\w+|partial outage|major outage|outages?|disruptions?|errors?|red\b)|"
            r"still (?:affecting|disrupting|impacting|hitting|hampering|plaguing|crippling|broken|suspended|disabled|paused|halted|blocked|failing|crashing|slow|limited)|"
            r"(?:is|are|was|were)(?: not|n['’]t) (?:connecting|loading|working|responding|opening|sending|functioning)(?=[^.;]{0,40}\b(?:right now|at the moment|currently|at present)\b)|"
            r"(?:remains?|remained) (?:broken|suspended|disabled|paused|halted|blocked|slow|limited|degraded|disrupted|cut off)"
        ),
        "partially restored": (
            rf"(?:starting|beginning|started|began|begun|starts?|begins?) to be (?:restored|recovered|brought back|reconnected|repaired)|"
            rf"{_GAUGE}(?: (?:of|for|in) (?:[\w’'-]+ ){{0,3}}[\w’'-]+)? (?:is|are|has been|have been|was|were|has|have|had) (?:\w+ ){{0,2}}?(?:improv|recover|stabili[sz]|normali[sz]|eas)\w*|"
            rf"{_SOME} (?:of )?(?:(?!(?:not|no|never|without|but|cannot|unable|locked|down)\b)[\w’'-]+ ){{0,7}}?(?:access|receiv\w+|load\w*|log\w*|connect\w*|use|using|work\w*|take|taking|make|making|"
            r"get|getting|place|buy|open|send\w*|serv\w+|answer\w*|process\w*|accept\w*|call\w*|play|pay|signal|service|online)(?: [\w’'-]+){0,4}? again\b|"
            r"regain(?:ed|ing)? (?:access|service|signal|power|connectivity|control)|(?:able to|can) (?:re-?connect|log back in|get back (?:in|on))|"
            r"(?:normal|normally|up|back|working|available|restored|resolved) (?:[\w’'-]+ ){0,4}?(?:except|apart from|other than)|"
            rf"{_SOME} (?:of )?(?:[\w’'-]+ ){{0,4}}?(?:has|have|had) (?:now |since |already )?(?:come back|recovered|been repaired|been restored|been reconnected|returned)"
        ),
        "resolved": (
            r"(?<!not )(?:managed|able) to (?:mitigate|resolve|fix|restore|repair|rectify|correct) (?:it|this|that|the|these|those|its|their|service|services|power|access)|"
            r"(?:is|are) (?:now |both |all |again )*working (?:for (?:me|us)|like normal)|"
            r"(?:works?|loads?|opens?|runs?|plays?|connects?|responds?) again(?! (?:later|tomorrow))|"
            r"(?:services?|trains?|flights|operations|trading|production|deliveries|sales|departures|payments|transmission|broadcasts?)(?: (?!(?:not|never|yet|will|would)\b)[\w’'-]+){0,6}? (?:has|have|had) (?:now |since |fully )?resumed|"
            r"(?:has|have|had) (?:now |since |all )?been (?:corrected|put right|sorted(?: out)?|remedied|straightened out|unblocked|patched up)|"
            r"(?:backlogs?|queues?) (?:[\w’'-]+ ){0,3}?(?:has been|have been|was|were|is|are) (?:now |fully |all )?(?:cleared|processed|worked off|drained)|"
            r"(?:being |been )(?:processed|handled|delivered|answered|routed|accepted|executed) (?:normally|as (?:normal|usual))|(?:answer|process|handl|deliver|rout|accept|serv)ing (?:[\w’'-]+ ){0,3}?normally"
        ),
        "working on a fix": (
            rf"(?:is|are|was|were|['’]re|['’]m|been) (?:\w+ly |now |still |also |all |already |currently )?{_MENDING}(?= (?:it|this|that|them|these|those|the|our|its|their|an?|each|every|all|customers|service|services|power|one)\b|[.,;]| and\b)|"
            rf"{_WORKERS}(?:,? [\w’',-]+){{0,6}}? (?:is|are|was|were) (?:already |now |still |all )?(?:at work|on[- ](?:site|scene|the scene|the ground|the way|the case|it))|"
            r"hop(?:e|es|ing) to (?:fix|resolve|repair|mend) (?:it|this|that|things|everything)\b|"
            r"work\w* (?:with [\w’'& -]{3,40} |around the clock |hard |flat out )?on (?:a|the|its|our) (?:\w+ )?(?:plan|backlog|recovery|restoration|repairs?)|"
            r"(?:is|are|was|were|been) (?:\w+ )?(?:focus+ed on|addressing) (?:\w+ )?(?:restor|resolv|fix|clear|repair|address|recover|backlog)\w*|"
            rf"{_WORKERS} (?:is|are) (?:\w+ )?troubleshooting"
        ),
        "investigating": (
            r"check(?:ing)? (?:it|this|them|that|things) out|(?:having|taking) a (?:\w+ )?look|digging into|"
            r"(?:analy[sz]ing|reviewing|examining|collecting|gathering|poring over) (?:[\w’'-]+ ){0,3}?(?:data|logs?|telemetry|diagnostics?|traces|metrics|reports)|"
            r"[Ww]e know (?:that )?(?:some|many|a lot|there|you|several)\b(?=[^.;]{0,60}(?:can['’]t|cannot|unable|trouble|problem|issue|difficult|slow|down))|"
            r"aware (?:some|many|a number|there|there['’]s|customers|users|people|you)\b(?=[^.;]{0,60}(?:can['’]t|cannot|unable|trouble|problem|issue|difficult|slow|down|error))|"
            r"continu(?:e|es|ing) (?:an?|our|the|its|their|with) (?:\w+ ){0,2}?(?:review|investigation|analysis|inquiry)"
        ),
    }
)
"""State -> more of its words."""
