"""The playbook in other forms than a site: sheets of paper, as PDF."""
