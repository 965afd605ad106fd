"""``python -m newsagg`` is the ``newsagg`` command."""

from newsagg.cli import main

main()
