"""The words in which status pages tell how things stand, in five languages -> the states that we know. Pure."""

import re
from collections.abc import Mapping

_WORDS: Mapping[str, str] = {
    "investigating": "investigating investigation under_investigation open opened new active reported confirmed issue "
    "detected ongoing "
    "in_untersuchung untersuchung wird_untersucht wird_geprüft wir_untersuchen enquête_en_cours investigation_en_cours "
    "en_cours_d_investigation en_investigación investigando em_investigação investigação service_information "
    "service_disruption service_outage",
    "identified": "identified fixing fix_in_progress problem_identified identifiziert ursache_gefunden identifié "
    "identifiée problème_identifié identificado identificada",
    "monitoring": "monitoring watching recovering recovery observing fix_deployed überwachung wird_überwacht "
    "beobachtung wird_beobachtet surveillance en_surveillance sous_surveillance monitorización monitoreo "
    "monitoreando supervisando en_observación monitorando monitoramento em_monitoramento em_observação",
    "resolved": "resolved fixed closed available restored mitigated solved recovered operational behoben gelöst "
    "erledigt wiederhergestellt résolu résolue rétabli resuelto resuelta solucionado solucionada restablecido "
    "resolvido resolvida normalizado restabelecido",
    "postmortem": "postmortem post_mortem post_incident_review pir rca root_cause_analysis incident_report "
    "preliminary_incident_report mini_incident_report abschlussbericht",
    "scheduled": "scheduled planned upcoming announced not_started_yet notstartedyet maintenance_scheduled rescheduled "
    "geplant planifié planifiée programado programada planificado agendado agendada planejado",
    "in_progress": "in_progress inprogress underway under_way started maintenance maintenance_in_progress "
    "wartung_läuft läuft en_cours en_curso em_andamento em_progresso",
    "verifying": "verifying verification",
    "completed": "completed complete finished done maintenance_complete maintenance_completed abgeschlossen beendet "
    "terminé terminée completado completada finalizado finalizada concluído concluída",
    "cancelled": "cancelled canceled abgesagt annulé annulée cancelado cancelada",
    "update": "update updated followup follow_up aktualisierung mise_à_jour actualización atualização",
}
_PARTS = (
    ("postmortem", re.compile(r"post.?(?:mortem|incident)|root cause|incident report|\brca\b", re.I)),
    ("completed", re.compile(r"maintenance.{0,20}complet", re.I)),
    (
        "resolved",
        re.compile(r"resolv|operating normally|all clear|behoben|résolu|resuelt|\brestored\b", re.I),
    ),
    ("monitoring", re.compile(r"monitor|recover", re.I)),
    ("identified", re.compile(r"identif", re.I)),
    ("scheduled", re.compile(r"schedul|planned maintenance", re.I)),
    ("investigating", re.compile(r"investigat|outage|disruption|degrad", re.I)),
)
_NEGATED = re.compile(r"\b(?:not|n[o']t|yet|un|still|nicht|pas|non|no|não|aún|ainda)\b", re.I)

_ENDED = re.compile(
    r"\[resolved\]|operating normally|^resolved\b|\b(?:has|have|was|were|is|are) (?:now )?(?:been )?(?:fully )?"
    r"(?:resolved|mitigated|restored)\b"
    r"|\bmitigated\s*[-:(]|[-–—:]\s*(?:mitigated|resolved)\b"
    r"|\b(?:ist|sind|wurden?) (?:\w+ ){0,2}(?:behoben|gelöst|wiederhergestellt)\b|^(?:behoben|gelöst)\b"
    r"|\b(?:est|sont|a été|ont été) (?:\w+ ){0,2}(?:résolue?s?|rétablie?s?|corrigée?s?)\b|^résolue?\b"
    r"|\b(?:ha sido|han sido|fue|está|quedó) (?:\w+ ){0,2}(?:resuelt[oa]|solucionad[oa]|restablecid[oa])s?\b"
    r"|^resuelt[oa]\b"
    r"|\b(?:foi|foram|está) (?:\w+ ){0,2}(?:resolvid[oa]|restabelecid[oa]|normalizad[oa])s?\b|^resolvid[oa]\b",
    re.I | re.M,
)
_REPORT = re.compile(
    r"^\W{0,6}(?:(?:mini|preliminary|final|full)[ -])*(?:post[ -]?incident (?:review|report)|incident report|"
    r"post[ -]?mortem|root cause analysis|\brca\b|\(?pir\)?\b)",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:scheduled|planned|upcoming) (?:\w+ ){0,3}?(?:maintenance|upgrade|migration|downtime|event)|"
    r"^\W*(?:scheduled|maintenance)\b|\bmaintenance (?:window|notice|announcement)|\bgeplante[rn]? (?:wartung|arbeit)|"
    r"\bwartungs(?:arbeiten|fenster)|\bmaintenance (?:programmée|planifiée)|\bmantenimiento programado|"
    r"\bmanutenção (?:programada|agendada|planejada)",
    re.I,
)
_BY_WORD = {word: state for state, words in _WORDS.items() for word in words.split()}


def type_state(written: str) -> str:
    """Return the state that a vendor's word means; an unknown word as it stands, in lower case and with low lines."""
    word = re.sub(r"\W+", "_", written.strip().casefold()).strip("_")[:60]
    found = _BY_WORD.get(word)
    if found is None and not _NEGATED.search(written):
        found = next((state for state, part in _PARTS if part.search(written[:60])), None)
    return found or word or "update"


def says_over(text: str) -> bool:
    """Say whether an update's words tell that it is over."""
    return bool(_ENDED.search(text))


def says_report(text: str) -> bool:
    """Say whether an update is a report after the fact, by how it begins."""
    return bool(_REPORT.match(text))


def says_planned(text: str) -> bool:
    """Say whether a title or text announces a maintenance."""
    return bool(_PLANNED.search(text))


def guess_state(text: str) -> str:
    """Return the state of an update whose format has no field for one (AWS, Azure, Google), by its words."""
    if says_report(text):
        return "postmortem"
    if says_over(text[:600]):
        return "resolved"
    if re.search(
        r"\b(?:continue to monitor|monitoring (?:the|for)|signs of recovery|recovering)\b", text[:600], re.I
    ):
        return "monitoring"
    if re.search(
        r"\bidentified (?:the|a|an|what)\b(?: \w+){0,3} (?:cause|issue|problem|source)|\bhave identified\b",
        text[:400],
        re.I,
    ):
        return "identified"
    return "investigating"
