"""The types of parameters that flows share; what each means stands in the flows' docstrings, for Prefect's pages."""

from typing import Annotated, TypeAlias

from pydantic import Field

Seconds: TypeAlias = Annotated[float, Field(ge=0)]
Week: TypeAlias = Annotated[str, Field(pattern=r"^$|^\d{4}-W\d{2}$")]
