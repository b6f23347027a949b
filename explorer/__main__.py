"""`python -m explorer` is the `entremise` command."""

from explorer.cli import main

main()
