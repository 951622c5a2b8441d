"""A static site generator for a product operations playbook."""
