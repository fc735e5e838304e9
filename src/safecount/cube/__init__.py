"""Frequency cubes: counts over hierarchical dimensions, seen through several linked tables."""

from safecount.cube.building import Cube
from safecount.cube.hierarchies import Hierarchy
from safecount.cube.tables import TOTAL, Table

__all__ = ["TOTAL", "Cube", "Hierarchy", "Table"]
