"""A class of scripted students: what takes it through the course, for whoever plays one."""
