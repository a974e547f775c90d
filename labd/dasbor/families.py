"""Which desa can be compared over several rounds; a split family together or not at all (rule 29).

Plain values in, plain values out.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A desa: its family (the id of the first induk) and the codes of the rounds it is valid in.

    `is_inside` is False for a desa of another kecamatan: its figures are not ours to add up.
    """

    id: str
    code: str
    name: str
    family: str
    rounds: frozenset
    is_inside: bool = True


@dataclass(frozen=True, slots=True)
class Unit:
    """What is compared: one desa, or a family that was split in between.

    `members` is round code -> the ids of its desa then; `places` are those of the newest round.
    """

    places: tuple[Place, ...]
    members: dict
    is_split: bool = False

    @property
    def name(self):
        """Return how a sentence names it."""
        first, *others = (place.name for place in self.places)
        if not self.is_split:
            return f"Desa {first}"
        if not others:
            return f"Desa {first} bersama pemekarannya"
        return f"Desa {first} bersama {', '.join(others)} (pemekaran)"

    @property
    def id(self):
        """Return the id of the desa it is told of."""
        return self.places[0].id


def units(places, codes):
    """Return the Units of `places` comparable over the rounds `codes`, newest first.

    A family whose desa were not the same in all of them is one unit; with a member in another
    kecamatan, or without any in some round, it is not compared. A desa that is not valid in all of
    them and has no family is new or gone.
    """
    families = {}
    for place in places:
        families.setdefault(place.family, []).append(place)
    found = []
    for family in families.values():
        members = {code: [one for one in family if code in one.rounds] for code in codes}
        if all(then == members[codes[0]] for then in members.values()):
            found += [
                Unit((one,), dict.fromkeys(codes, (one.id,)))
                for one in members[codes[0]]
                if one.is_inside
            ]
        elif len(family) > 1 and all(members.values()) and _is_ours(members):
            ids = {code: tuple(one.id for one in then) for code, then in members.items()}
            found.append(Unit(tuple(members[codes[0]]), ids, is_split=True))
    return sorted(found, key=lambda unit: unit.places[0].code)


def _is_ours(members):
    return all(one.is_inside for then in members.values() for one in then)
