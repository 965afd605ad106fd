"""Groups with doubtful reports among them -> groups in which every doubtful report keeps sure company. Pure.

A headline that says too little to be judged alone ("Slack users frustrated this morning") is an outage report when the
reports of an outage that surely was one are its like. Alone, or among its kind, it is left out.
"""

from collections.abc import Collection, Iterable

from newsagg.model import Group


def keep_company(groups: Iterable[Group], doubtful: Collection[int]) -> list[Group]:
    """Return the groups without the doubtful articles that no sure report stands beside.

    ``doubtful`` are ids of articles judged unsure; roundups lend no company.
    """
    unsure = set(doubtful)
    kept = []
    for group in groups:
        sure = [r for r in group.reports if r.article_id not in unsure]
        if sure:
            lone = {a for a, _ in group.roles if a in unsure} - {r.article_id for r in group.reports}
            kept.append(
                Group(
                    reports=group.reports,
                    roles=tuple((a, role) for a, role in group.roles if a not in lone),
                    origins=tuple((a, o) for a, o in group.origins if a not in lone),
                    reason=group.reason,
                )
            )
    return kept
