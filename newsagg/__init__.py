"""newsagg."""
