"""Find rings: chains of edges, each from a smaller card to a larger one, that return to where they began."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from harvest.links.edges import Edge


def rings(edges: Mapping[str, Sequence[Edge]]) -> Iterator[list[Edge]]:
    """Yield one ring for each group of nodes that are in rings, beginning with its first node in order of key."""
    done: set[str] = set()
    for start in sorted(edges):
        if start in done:
            continue
        path: list[Edge] = []
        on_path = {start}
        stack = [iter(sorted(edges[start], key=lambda edge: edge.target))]
        while stack:
            edge = next(stack[-1], None)
            if edge is None:
                stack.pop()
                if path:
                    done.add(path[-1].target)
                    on_path.discard(path.pop().target)
                continue
            if edge.target in on_path:
                first = next((i for i, e in enumerate(path) if e.source == edge.target), len(path))
                ring = [*path[first:], edge]
                smallest = min(range(len(ring)), key=lambda i: ring[i].source)
                yield [*ring[smallest:], *ring[:smallest]]
            elif edge.target not in done and edge.target in edges:
                path.append(edge)
                on_path.add(edge.target)
                stack.append(iter(sorted(edges[edge.target], key=lambda e: e.target)))
        done.add(start)
