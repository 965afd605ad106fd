"""The words for what set a cause off, and for saying that no cause was given. Pure data, as in cause_terms.py."""

UNDISCLOSED_PHRASES = (
    "unknown, unclear, not known, know* ~ whether, not yet known, not been disclosed, undisclosed, "
    "unexplained, not "
    "disclosed, not explained, not elaborate*, not say what, not said what, "
    "yet to share, yet to provide, yet to explain, yet to say, yet to reveal, yet to disclose, no "
    "explanation, no reason, without explanation, under investigation, "
    "still ~ investigat*, investigating ~ cause, identify the source, not determined, not been determined, "
    "did not explain, didn't explain, didn’t elaborate, didn't elaborate, "
    "did not elaborate, declined to ~ cause, has not said, have not said, not clear, underlying cause, not "
    "provide*, not reveal*, not specif*, unbekannt, unklar, noch nicht bekannt, inconnue*, "
    "pas connue*, indéterminée*, desconocid*, no se conoce, se desconoce, desconhecid*, não informou, root "
    "cause is still, remains unclear, not shared, not identified, not known, isn't known, isn’t known, isn't "
    "clear, isn’t clear, no word on, "
    "not respond*, not comment*, not immediately respond, without giving ~ reason, without specifying, "
    "wouldn't say, would not say, refus* to ~ cause, gave no, "
    "no details, yet to confirm, not confirmed, determine ~ cause, identify ~ cause, find ~ cause, "
    "unspecified, cause ~ unknown, looking into ~ cause, "
    "not offered, not released, not address*, doesn't know, does not know, didn't specify, didn’t specify, "
    "didn't give, didn’t explain, hasn't said, hasn’t said, "
    "hasn't explained, hasn’t explained, hasn't provided, hasn’t provided"
)
"""Somebody who would know was asked and gave no cause."""

TRIGGERS: tuple[tuple[str, str], ...] = (
    (
        "maintenance",
        "maintenance, planned work, scheduled work, routine work, wartung*, entretien, mantenimiento, "
        "manutenção, planned upgrade*, scheduled upgrade*",
    ),
    (
        "failover_recovery",
        "failover, fail over, failback, during recovery, recovery process, restart ~ systems, reboot*, "
        "backup system*, restoration process, switchover, switch over",
    ),
    (
        "change",
        "change, changes, update*, upgrade*, deploy*, rollout, rolled out, release, migration, reconfigur*, "
        "push, pushed, configuration change*, patch*, "
        "änderung*, aktualisierung*, mise à jour, changement*, actualización*, cambio*, atualização, "
        "mudança*",
    ),
    (
        "load",
        "surge*, traffic spike*, traffic peak*, traffic ~ peak, overload*, high demand, heavy demand, "
        "unprecedented demand, high load, heavy load, record traffic, heavy traffic, "
        "spike ~ traffic, spike ~ demand, influx ~ users, congest*, überlast*, ansturm, surcharg*, "
        "sobrecarg*",
    ),
    (
        "external_event",
        "storm*, hurricane*, lightning, flood*, fire, earthquake*, power outage*, power fail*, power cut*, "
        "loss of power, heatwave*, cable cut*, cut ~ cable*, fiber cut*, fibre cut*, "
        "attack*, ddos, cyberattack*, ransomware*, construction, vandal*, stromausfall*, coupure de courant, "
        "panne de courant, "
        "apagón*",
    ),
)
"""What set a cause off, the narrowest first."""
