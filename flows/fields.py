"""The parameters that flows share, with what Prefect's pages say of them."""

from datetime import datetime
from typing import Annotated, TypeAlias

from pydantic import Field

Now: TypeAlias = Annotated[
    datetime | None,
    Field(
        title="Count from",
        description="The time, with its zone, that the run counts from. Empty: the clock's.",
    ),
]
Force: TypeAlias = Annotated[
    bool,
    Field(title="Read feeds before they are due", description="Ask every feed now, whatever its own pace."),
]
Wait: TypeAlias = Annotated[
    float,
    Field(
        title="Wait for another run",
        description="Seconds to wait while another run writes; then this one is skipped, and the next does its work.",
        ge=0,
    ),
]
Week: TypeAlias = Annotated[
    str,
    Field(
        title="Week",
        description="An ISO week such as 2026-W10, made and sent now if it was not before. Empty: the newest week that "
        "is due by the time this run was planned for.",
        pattern=r"^$|^\d{4}-W\d{2}$",
    ),
]
Lists: TypeAlias = Annotated[
    list[str] | None, Field(title="Mailing lists", description="Short names of lists. None: all of them.")
]
