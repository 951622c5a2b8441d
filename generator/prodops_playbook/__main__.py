"""`python -m prodops_playbook` is the command `playbook`."""

from .cli import main

main(prog_name="playbook")
