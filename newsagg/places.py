"""Where the package's own files are -> paths. Reads the file system, changes nothing.

A checkout has ``data/`` and ``flows/`` at its top; an installed wheel carries them as ``newsagg/_data`` and
``newsagg/_flows``. Everything that needs one of them asks here.
"""

from pathlib import Path

from newsagg.errors import SettingsError

_PACKAGE = Path(__file__).resolve().parent


def _find(in_wheel: str, in_checkout: str) -> Path:
    for candidate in (_PACKAGE / in_wheel, _PACKAGE.parent / in_checkout):
        if candidate.is_dir():
            return candidate
    raise SettingsError(f"{in_checkout}/ is neither in {_PACKAGE} nor beside it: reinstall newsagg")


def data_dir() -> Path:
    """Return the folder with feeds.toml, services.toml, training/ and demo/.

    Raises SettingsError when the installation is incomplete.
    """
    return _find("_data", "data")


def flows_dir() -> Path:
    """Return the folder with the Prefect flows.

    Raises SettingsError when the installation is incomplete.
    """
    return _find("_flows", "flows")


def deployments_file() -> Path:
    """Return ``prefect.yaml``, which says what a Prefect server shall run when.

    Raises SettingsError when the installation is incomplete.
    """
    for candidate in (flows_dir() / "prefect.yaml", flows_dir().parent / "prefect.yaml"):
        if candidate.is_file():
            return candidate
    raise SettingsError(f"prefect.yaml is neither in {flows_dir()} nor beside it: reinstall newsagg")
