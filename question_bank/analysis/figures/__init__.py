"""Figures of an analysis; one file, one figure, found by its name.

A module defines ``draw(analysis, lang)``, which returns matplotlib figures by file name (without
suffix); none where there is nothing to draw.
"""
