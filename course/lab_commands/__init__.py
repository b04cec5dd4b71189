"""The commands of ``crmlab lab``: one file each, as in ``course/commands``."""
