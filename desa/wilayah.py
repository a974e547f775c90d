"""Bringing the regions up to date with a file, without ever deleting one (rules.md 29).

A region keeps its row when it is renamed, recoded or moved; a region that a file no longer names
gets an end. A kabupaten that the file does not name is left alone.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction

from desa import history
from desa.models import Desa, Kabupaten, Kecamatan
from desa.region_file import RegionFileError

# Province codes by time zone: WITA and WIT; all others are WIB.
WITA = {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}
WIT = {"81", "82", "91", "92", "93", "94", "95", "96"}


def zone_of(code):
    """Return the time zone of a kabupaten by its province."""
    province = code[:2]
    if province in WIT:
        return "Asia/Jayapura"
    return "Asia/Makassar" if province in WITA else "Asia/Jakarta"


@dataclass(slots=True)
class LevelReport:
    """What happens to one level; each entry is a text that names the region."""

    level: str
    total: int = 0
    new: list = field(default_factory=list)
    renamed: list = field(default_factory=list)
    moved: list = field(default_factory=list)
    gone: list = field(default_factory=list)
    returned: list = field(default_factory=list)


@transaction.atomic
def import_regions(*, regions, day, by, at, dry_run=False):
    """Bring kabupaten, kecamatan and desa up to date with `regions`; return three LevelReports.

    `day` is when the changes hold: what is gone ends the day before, what is new in a kabupaten
    that was already loaded begins on it. With `dry_run` nothing is stored. Raises RegionFileError.
    """
    work = _Import(regions, day, by, at)
    reports = [work.kabupaten(), work.kecamatan(), work.desa()]
    if dry_run:
        transaction.set_rollback(True)
    return reports


class _Import:
    """One run: the file, the day, and the rows found or made so far by their code in the file."""

    def __init__(self, regions, day, by, at):
        self.regions = regions
        self.day = day
        self.signature = {
            "by": by,
            "at": at,
            "reason": f"import_wilayah {regions.source}",
            "source": history.Source.IMPORTED,
        }

    def kabupaten(self):
        """Create or rename kabupaten; none is ever ended, since a file may name only some."""
        report = LevelReport("Kabupaten", len(self.regions.kabupaten))
        self.found = {
            row.code: row for row in Kabupaten.unscoped.filter(code__in=self.regions.kabupaten)
        }
        new, changed = [], []
        for code, named in self.regions.kabupaten.items():
            row = self.found.get(code)
            if row is None:
                row = Kabupaten(code=code, name=named.name, zone=zone_of(code))
                self.found[code] = row
                new.append(row)
                report.new.append(str(row))
            elif _rename(row, named, report):
                changed.append(row)
        self._store(Kabupaten, new, changed, ["name"])
        return report

    def kecamatan(self):
        """Bring the kecamatan of every kabupaten that the file names up to date."""
        report = LevelReport("Kecamatan", len(self.regions.kecamatan))
        parts = _by_parent(self.regions.kecamatan)
        self.kecamatan_found = {}
        for code, kabupaten in self.found.items():
            part = parts.get(code, {})
            known = _known(Kecamatan, "kabupaten", [kabupaten], part)
            level = _Level(Kecamatan, "kabupaten", self.regions.kecamatan, {code: kabupaten})
            self._bring(level, part, known, report)
            self.kecamatan_found.update(level.found)
        return report

    def desa(self):
        """Bring the desa up to date, kabupaten by kabupaten, so that memory stays small."""
        report = LevelReport("Desa", len(self.regions.desa))
        parts = _by_parent(self.regions.desa)
        for kabupaten in self.found.values():
            above = {
                code: one
                for code, one in self.kecamatan_found.items()
                if one.kabupaten_id == kabupaten.pk
            }
            part = {
                code: named for parent in above for code, named in parts.get(parent, {}).items()
            }
            inside = Kecamatan.unscoped.filter(kabupaten=kabupaten)
            known = _known(Desa, "kecamatan", inside, part)
            self._bring(_Level(Desa, "kecamatan", self.regions.desa, above), part, known, report)
        return report

    def _bring(self, level, part, known, report):
        """Compare one kabupaten's `part` of the file with the rows `known` and store the result."""
        by_code = {row.code: row for row in known}
        missing = [row for row in known if row.code not in level.named and row.valid_to is None]
        unknown = {code: named for code, named in part.items() if code not in by_code}
        by_code |= _recoded(level, missing, unknown)
        new, changed = [], []
        for code, named in part.items():
            row = by_code.get(code)
            if row is None:
                row = level.make(named, self.day if known else None)
                new.append(row)
                report.new.append(str(row))
            elif level.bring(row, named, report):
                changed.append(row)
            level.found[code] = row
        kept = {row.pk for row in level.found.values()}
        changed += [self._end(row, report) for row in missing if row.pk not in kept]
        self._store(level.model, new, changed, ["code", "name", level.parent, "valid_to"])

    def _end(self, row, report):
        if row.valid_from and row.valid_from >= self.day:
            raise RegionFileError(
                f"{row} baru berlaku sejak {row.valid_from:%d/%m/%Y}, jadi tidak dapat berakhir "
                f"{self.day:%d/%m/%Y}; pilih --tanggal yang lebih akhir."
            )
        # The last day is the one before: on the day itself what took its place is there.
        row.valid_to = self.day - timedelta(days=1)
        report.gone.append(str(row))
        return row

    def _store(self, model, new, changed, fields):
        history.bulk_save(model, new=new, changed=changed, fields=fields, **self.signature)


class _Level:
    """Kecamatan or desa of one kabupaten: how a row is made and brought up to date."""

    def __init__(self, model, parent, named, above):
        self.model = model
        self.parent = parent
        self.named = named
        self.above = above
        self.found = {}

    def make(self, named, since):
        """Return a new row that holds from `since` (None: it has always been there)."""
        above = {self.parent: self.above[named.parent]}
        return self.model(code=named.code, name=named.name, valid_from=since, **above)

    def bring(self, row, named, report):
        """Give `row` what the file says; return whether anything changed."""
        above = self.above[named.parent]
        before, was_in = row.code, getattr(row, self.parent)
        is_moved = before != named.code or was_in.pk != above.pk
        row.code = named.code
        setattr(row, self.parent, above)
        is_renamed = _rename(row, named, report)
        if is_moved:
            where = f", dari {was_in.name} ke {above.name}" if was_in.pk != above.pk else ""
            report.moved.append(f"{row.name}: {before} menjadi {row.code}{where}")
        is_back = row.valid_to is not None
        if is_back:
            row.valid_to = None
            report.returned.append(str(row))
        return is_renamed or is_moved or is_back


def _rename(row, named, report):
    """Give `row` the file's name; return whether it had another."""
    if row.name == named.name:
        return False
    report.renamed.append(f"{row.name} menjadi {named.name} ({named.code})")
    row.name = named.name
    return True


def _recoded(level, missing, unknown):
    """Return new code -> row for regions whose old code vanished and whose name came back.

    A name must be alone on both sides: first within the same kecamatan, then in the kabupaten.
    """
    found = {}
    here = {code: above.pk for code, above in level.above.items()}

    def pair(row_key, named_key):
        old, new = defaultdict(list), defaultdict(list)
        taken = {row.pk for row in found.values()}
        for row in missing:
            if row.pk not in taken:
                old[row_key(row)].append(row)
        for code, named in unknown.items():
            if code not in found:
                new[named_key(named)].append(code)
        for key, rows in old.items():
            if len(rows) == 1 and len(new.get(key, ())) == 1:
                found[new[key][0]] = rows[0]

    pair(
        lambda row: (getattr(row, f"{level.parent}_id"), row.name.casefold()),
        lambda named: (here[named.parent], named.name.casefold()),
    )
    pair(lambda row: row.name.casefold(), lambda named: named.name.casefold())
    return found


def _known(model, parent, above, codes):
    """Return the rows under the regions `above`, and those that bear one of `codes` elsewhere.

    Two queries: one with OR would read the whole table for every kabupaten.
    """
    rows = model.unscoped.select_related(parent).order_by("code")
    found = {row.pk: row for row in rows.filter(**{f"{parent}__in": above})}
    found |= {row.pk: row for row in rows.filter(code__in=codes) if row.pk not in found}
    return list(found.values())


def _by_parent(named):
    """Return parent code -> {code: Named}."""
    parts = defaultdict(dict)
    for code, one in named.items():
        parts[one.parent][code] = one
    return parts
