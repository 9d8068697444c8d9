"""Cutting answers into disjoint parts, none of which is so small that it shows what one person said."""

# which parts of a key a merged atom keeps: (programme, provider, branch), ever less
LEVELS = ((0, 1, 2), (0, 2), (0,), ())


def cut(groups, minimum, levels=LEVELS):
    """Merge groups of answers until each holds enough people.

    A group that is large enough stays as it is. The small ones lose their provider, then their branch, then their
    programme, and are merged with those that are then alike. Every group ends in one atom or in the rest, so the atoms
    are disjoint: whatever is added up or subtracted of them, what remains is a whole number of atoms.

    :param dict groups: key (a tuple) → set of the people who answered
    :param int minimum: people that an atom needs at least
    :param levels: positions of the key that are kept, one tuple for each step
    :return: list of (key of the atom, with ``None`` for what was given up; list of the keys merged into it), and the
        list of the keys that were too few even together
    """
    atoms, rest = [], list(groups)
    for kept in levels:
        merged = {}
        for key in rest:
            name = tuple(part if place in kept else None for place, part in enumerate(key))
            merged.setdefault(name, []).append(key)
        rest = []
        for name, keys in merged.items():
            if len(set().union(*(groups[key] for key in keys))) >= minimum:
                atoms.append((name, keys))
            else:
                rest.extend(keys)
    return atoms, rest
