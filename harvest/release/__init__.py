"""Answer what checks and views both ask before cards go out: who still has to see them, and which go together."""
