"""Pages computed from the playbook: pure functions from a Playbook to numbers and tables."""
