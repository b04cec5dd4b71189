"""The semester: a whole class of scripted students through every assignment, every mark checked."""
