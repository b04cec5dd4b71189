"""The commands of ``crmlab bank``: one file each, binding ``command``."""
