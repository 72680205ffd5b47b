"""Tests of the checks that a golden case cannot say shortly."""
