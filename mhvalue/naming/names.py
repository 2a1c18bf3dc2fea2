"""What the units of several files are called: which of their names mean one unit.

The reading of one file knows nothing of the others; here their names meet. What differs in
writing only, or stands beside the same code, is joined and told; what merely looks alike is asked.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mhvalue.editions import Answer, Edition, ordered
from mhvalue.facts import Facts
from mhvalue.ingest.alike import plainest
from mhvalue.ingest.problems import Problem
from mhvalue.ingest.spellings import contradicted, names_of, written
from mhvalue.ingest.unit_codes import Name, renamed, renamed_unit
from mhvalue.naming.answers import Same, Verdicts, levels_apart, verdicts
from mhvalue.naming.breakdowns import written_once
from mhvalue.naming.codes import by_code, differ, newest, periods_of
from mhvalue.naming.groups import Asked, Doubt, Group, Joined, Why, together
from mhvalue.naming.levels import moved, one_name_each
from mhvalue.naming.looks import alike_over
from mhvalue.naming.namesakes import namesakes
from mhvalue.naming.told import problems_of, told_apart
from mhvalue.units import Unit

New = Mapping[Name, str]


@dataclass(frozen=True, eq=False)
class Named:
    """The files with one name for each unit; what was joined, what is asked, what to tell."""

    editions: tuple[Edition, ...]
    joined: tuple[Joined, ...] = ()
    asked: tuple[Asked, ...] = ()
    problems: tuple[Problem, ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict)
    parted: tuple[tuple[str, str], ...] = ()

    def behind(self, level: str, name: str) -> tuple[str, ...]:
        """The names in the files that are read as this one."""
        found = (one.names for one in self.joined if (one.level, one.kept) == (level, name))
        return next(found, (name,))

    def rows(self, own: Sequence[Unit]) -> tuple[Unit, ...]:
        """A person's rows of the unit register under the names that their units have now.

        A row of the name that a unit has now stands last, and so goes before one of another name.
        """
        new = _new(self.joined)
        now = [renamed_unit(moved(unit, self.levels), new) for unit in own]
        both = sorted(zip(own, now, strict=True), key=lambda pair: pair[0].name == pair[1].name)
        return tuple(row for _, row in both)


def named(
    editions: Sequence[Edition], same: Sequence[Same] = (), answers: Sequence[Answer] = ()
) -> Named:
    """The files with the units that they have in common under one name each.

    Names are joined that differ by capitals, spaces or punctuation only, or stand beside one code;
    not where one file has both, where their codes differ, or where they would state different
    figures and none of the files is known to be newer. `same` is what the person said of names,
    and goes before all that; `answers` is what was said of newer files.
    """
    if len(editions) < 2 and not verdicts(same).groups:
        return Named(tuple(editions))
    levels = one_name_each(editions, levels_apart(same))
    said = verdicts(replace(one, level=levels.kept.get(one.level, one.level)) for one in same)
    given, labelled = written_once(levels.editions)
    same_name = namesakes([edition.facts for edition in given])
    pairs = zip(given, same_name.apart, strict=True)
    editions = [replace(one, facts=_renamed(one.facts, apart)) for one, apart in pairs]
    names = _Names(editions, said)
    coded = by_code(names.files)
    writing = names.by_writing()
    sure = [group for group in (*writing, *coded.surely) if not names.apart(group)]
    perhaps = [group for group in coded.maybe if not names.apart(group)]
    wrong = names.unsound([*said.groups, *sure, *perhaps])
    sure = [group for group in sure if not wrong & {*group}]
    joined = names.joined(sure, coded.surely)
    refused = _refused(editions, joined, answers)
    if refused:
        sure = [group for group in sure if not refused & {*group}]
        joined = names.joined(sure, coded.surely)
    new = _new(joined)
    doubts: list[tuple[Group, Doubt]] = [(group, "code") for group in perhaps]
    doubts += [(group, "name") for group in same_name.groups]
    doubts += [(g, "figures") for g in (*writing, *coded.surely) if refused & {*g}]
    doubts += [(group, "look") for group in alike_over([_under(h, new) for h in names.held])]
    return Named(
        tuple(replace(one, facts=_renamed(one.facts, new)) for one in editions),
        joined,
        names.asked(doubts, new),
        (
            *levels.problems,
            *labelled,
            *told_apart(given, same_name),
            *problems_of(editions, joined),
        ),
        levels.kept,
        levels.parted,
    )


class _Names:
    """The names that each file holds, and what the person said of them."""

    def __init__(self, editions: Sequence[Edition], said: Verdicts) -> None:
        self.files = tuple(edition.facts for edition in editions)
        self.called = [edition.name for edition in editions]
        self.held = [names_of(facts) for facts in self.files]
        self.said = said

    def apart(self, group: Iterable[Name]) -> bool:
        """Whether a file or the person has two of the names for two units."""
        names = {*group}
        return any(len(own & names) > 1 for own in self.held) or any(
            pair <= names for pair in self.said.apart
        )

    def by_writing(self) -> list[Group]:
        """Names that differ by capitals, spaces or punctuation, and not by their codes."""
        groups: dict[Name, dict[Name, None]] = {}
        for names in self.held:
            for level, name in sorted(names):
                groups.setdefault((level, written(name)), {})[level, name] = None
        several = [tuple(group) for (_, bare), group in groups.items() if bare and len(group) > 1]
        return [group for group in several if not self._codes_differ(group)]

    def unsound(self, groups: Sequence[Group]) -> set[Name]:
        """Names that stand together only by a chain of groups, and against what is known."""
        told = {name for group in self.said.groups for name in group}
        wrong: set[Name] = set()
        for whole in together(groups):
            both = [own & {*whole} for own in self.held]
            parted = any(pair <= {*whole} for pair in self.said.apart)
            own = [name for name in whole if name not in told]
            in_one = any(len(names) > 1 and names - told for names in both)
            if parted or in_one or self._codes_differ(own):
                wrong |= {*whole}
        return wrong

    def joined(self, sure: Sequence[Group], coded: Sequence[Group]) -> tuple[Joined, ...]:
        """The names that are read as one unit, by what the person said and by what is sure."""
        known = {name for own in self.held for name in own}
        beside_code = {name for group in {*coded} & {*sure} for name in group}
        spoken = periods_of({name for group in sure for name in group}, self.files)
        found = []
        for whole in together([*self.said.groups, *sure]):
            level = whole[0][0]
            own = [name for _, name in (pair for pair in whole if pair in known)]
            kept = next((self.said.kept[n] for n in reversed(whole) if n in self.said.kept), "")
            by: Why = "answer" if kept else "code" if beside_code & {*whole} else "writing"
            if by == "code":
                kept = newest(level, own, self.files, spoken)
            if own and own != [kept]:
                found.append(Joined(level, tuple(own), kept or plainest(own), by))
        return tuple(found)

    def asked(self, doubts: Iterable[tuple[Group, Doubt]], new: New) -> tuple[Asked, ...]:
        """What a person is asked, each group of names once."""
        found: dict[frozenset[Name], Asked] = {}
        held = [_under(own, new) for own in self.held]
        for group, why in doubts:
            level, names = group[0][0], _under(group, new)
            in_one = any(len(own & names) > 1 for own in held)
            if in_one or len(names) < 2 or any(pair <= names for pair in self.said.apart):
                continue
            best = plainest(name for _, name in names)
            texts = (best, *sorted(name for _, name in names if name != best))
            files = (
                next(i for i, own in enumerate(held) if (level, text) in own) for text in texts
            )
            asked = Asked(level, texts, tuple(self.called[place] for place in files), why)
            found.setdefault(frozenset(names), asked)
        return tuple(found.values())

    def _codes_differ(self, group: Iterable[Name]) -> bool:
        return differ(facts.units.get(*name).code for name in group for facts in self.files)


def _refused(
    editions: Sequence[Edition], joined: Iterable[Joined], answers: Sequence[Answer]
) -> set[Name]:
    """Names that would state different figures in files of which none is known to be newer."""
    new = _new(one for one in joined if one.by != "answer")
    by_key = {edition.key: edition.facts for edition in editions}
    if not contradicted([*by_key.values()], new):
        return set()
    now = [replace(edition, facts=_renamed(edition.facts, new)) for edition in editions]
    wrong: set[Name] = set()
    for pair in ordered(now, answers).pairs:
        if not pair.by:
            wrong |= contradicted([by_key[pair.older], by_key[pair.newer]], new)
    return wrong | {name for name, kept in new.items() if (name[0], kept) in wrong}


def _new(joined: Iterable[Joined]) -> dict[Name, str]:
    return {(one.level, n): one.kept for one in joined for n in one.names if n != one.kept}


def _under(names: Iterable[Name], new: New) -> set[Name]:
    return {(level, new.get((level, name), name)) for level, name in names}


def _renamed(facts: Facts, new: New) -> Facts:
    """The facts with other names for some units, and a key that says so."""
    mine = {name: new[name] for name in sorted(names_of(facts)) if name in new}
    if not mine:
        return facts
    key = hashlib.sha256(f"{facts.key}|{mine}".encode()).hexdigest()
    return replace(renamed(facts, mine), key=key)
