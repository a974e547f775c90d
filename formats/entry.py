"""The entry pages, by the source a spec names: how one is shown, and how it is saved."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property

from desa.access import holds
from desa.models import Desa
from formats import element_grid, grid, grid_post
from formats.actions import HEADER, Edit, save_coverage, save_elements
from formats.data import gather_for
from formats.forms import HeaderForm
from formats.grid_aside import coverage_then, elements_then, parts_of
from formats.periods import earlier_period, records_lp
from formats.render import cells
from formats.values import Share

# What the button of L and P sends.
SWITCH = {"ya": True, "tidak": False}
# Views of a grid that a person opens: the columns of L and P, the earlier period.
VIEWS = OPEN, COMPARED = "buka", "banding"


@dataclass(frozen=True)
class Place:
    """Which format, where, when, for whom: what every entry page is about."""

    request: object
    spec: object
    kecamatan: object
    period: object

    @property
    def url_args(self):
        """Return the arguments of this page's addresses."""
        return {
            "kecamatan": self.kecamatan.pk,
            "periode": self.period.code,
            "number": self.spec.number,
        }

    @property
    def stays(self):
        """Return whether the grid's script asks, which puts the answer into the page as it is."""
        return bool(self.request.headers.get("X-Papan"))

    def data(self, right, *, answers=False):
        """Return the Data this person may read here; with `answers` all of Formats 4 and 5."""
        return gather_for(self.request.user, right, self.kecamatan, self.period, answers=answers)

    def editable_desa(self, capability):
        """Return the Desa this person may edit here, valid in this period."""
        mine = Desa.objects.allowed(self.request.user, capability).filter(kecamatan=self.kecamatan)
        return list(mine.valid_on(self.period.reference_date))

    def context(self, **rest):
        """Return what every template of a format needs, and the rest."""
        return {
            "spec": self.spec,
            "kecamatan": self.kecamatan,
            "period": self.period,
            **rest,
        }

    @cached_property
    def earlier(self):
        """Return the period before this one, or None."""
        return earlier_period(self.period)

    def shows(self, name):
        """Return whether the person opened a view of the grid (VIEWS); saving keeps it open."""
        request = self.request
        told = request.POST if request.method == "POST" else request.GET
        return told.get(name) == "ya"

    def query(self, turned=""):
        """Return the views that stand open as a query; `turned` is opened, or closed again."""
        kept = [name for name in VIEWS if self.shows(name) != (name == turned)]
        return f"?{'&'.join(f'{name}=ya' for name in kept)}"

    def typing(self, **rest):
        """Return what the template of a grid needs: the context, and its views."""
        return self.context(
            earlier=self.earlier,
            views={name: self.query(name) for name in VIEWS},
            shown=[name for name in VIEWS if self.shows(name)],
            may_see_history=holds(self.request.user, "history.read", self.kecamatan),
            **rest,
        )


def coverage_page(place, *, posted=None, outcome=None, header=None, refusal=""):
    """Render Format 1's grid, with what was typed and refused when a save comes back."""
    data = place.data("coverage")
    if header is None:
        told = data.header
        header = HeaderForm(
            initial={"data_date": told.day, "source": told.source, "filled_by": told.filled_by}
        )
    parts = None
    if records_lp(place.kecamatan, place.period):
        parts = parts_of([desa.id for desa in data.desa], place.period)
    then = None
    if place.earlier and place.shows(COMPARED):
        then = coverage_then(data, place.kecamatan, place.period, place.earlier)
    context = place.typing(
        data=data,
        then=then,
        grid=grid.Grid(
            data, posted, outcome, parts=parts, is_folded=not place.shows(OPEN), then=then
        ),
        header=header,
        complete=cells.text(Share(data.complete_desa(), len(data.desa), "desa lengkap")),
        refusal=refusal,
    )
    return render(place.request, "formats/isian_cakupan.html", context)


def coverage_save(place, at):
    """Save what came from Format 1's grid; go back clean, or show what was refused."""
    post = grid_post.settled(place.request.POST)
    by_sex = records_lp(place.kecamatan, place.period)
    posted, header = grid_post.read_post(post, records_lp=by_sex), HeaderForm(post)
    edits = posted.edits + _header_edits(header, post)
    if post.get("lp") in SWITCH and SWITCH[post["lp"]] != by_sex:
        edits.append(Edit(HEADER, "records_lp", by_sex, not by_sex))
    try:
        outcome = save_coverage(
            kecamatan=place.kecamatan, period=place.period,
            desa=place.editable_desa("coverage.edit"), edits=edits, by=place.request.user, at=at,
        )  # fmt: skip
    except ValidationError as error:
        return coverage_page(place, posted=posted, header=header, refusal=error.messages[0])
    _header_told(header, outcome)
    clean = outcome.is_clean and not posted.unreadable and header.is_valid()
    return _answer(
        place, clean, outcome, at,
        lambda: coverage_page(place, posted=posted, outcome=outcome, header=header),
    )  # fmt: skip


def _header_edits(form, post):
    """Return the Edits of the header fields that are well typed and differ from their base."""
    base, edits = grid_post.read_base(post).get("kepala"), []
    base = base if isinstance(base, dict) else {}
    form.is_valid()
    for name in ("data_date", "source", "filled_by"):
        if name in form.errors or name not in post:
            continue
        value, before = form.cleaned_data[name], str(base.get(name, ""))
        if name == "data_date":
            before = _day(before)
        if value != before:
            edits.append(Edit(HEADER, name, before, value))
    return edits


def _day(text):
    """Return the date the page said it showed, or None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _header_told(header, outcome):
    """Put what was refused or found stale in the header under its fields."""
    for edit, sentence in outcome.refused:
        if edit.row == HEADER:
            header.add_error(edit.field, sentence)
    for stale in outcome.stale:
        if stale.edit.row == HEADER:
            clock = cells.clock(stale.at) if stale.at else "baru saja"
            header.add_error(
                stale.edit.field,
                f"Diubah {stale.by} pukul {clock} menjadi “{grid.shown(stale.current)}”. Simpan "
                "sekali lagi untuk memakai yang Anda ketik.",
            )


def elements_page(place, *, posted=None, outcome=None, refusal=""):
    """Render Format 2's grid, with what was typed and refused when a save comes back."""
    data = place.data("elements")
    stored, proposed = element_grid.stored_cells([desa.id for desa in data.desa], place.period)
    overriding = holds(place.request.user, "overriding.edit", place.kecamatan)
    then = {}
    if place.earlier and place.shows(COMPARED):
        then = elements_then(place.request.user, place.kecamatan, place.earlier)
    context = place.typing(
        data=data,
        grid=element_grid.ElementGrid(
            data,
            stored,
            overriding=overriding,
            proposed=proposed,
            posted=posted,
            outcome=outcome,
            then=then,
        ),
        told=cells.text(Share(data.told_desa(), len(data.desa), "desa terdata lengkap")),
        refusal=refusal,
    )
    return render(place.request, "formats/isian_elemen.html", context)


def elements_save(place, at):
    """Save what came from Format 2's grid; go back clean, or show what was refused."""
    user = place.request.user
    posted = element_grid.read_post(grid_post.settled(place.request.POST))
    try:
        outcome = save_elements(
            kecamatan=place.kecamatan, period=place.period,
            desa=place.editable_desa("elements.edit"), edits=posted[0], by=user, at=at,
            overriding=holds(user, "overriding.edit", place.kecamatan),
        )  # fmt: skip
    except ValidationError as error:
        return elements_page(place, posted=posted, refusal=error.messages[0])
    return _answer(
        place, outcome.is_clean, outcome, at,
        lambda: elements_page(place, posted=posted, outcome=outcome),
    )  # fmt: skip


def _answer(place, clean, outcome, at, show):
    done = len([edit for edit in outcome.saved if edit.field != "records_lp"])
    switched = [edit.value for edit in outcome.saved if edit.field == "records_lp"]
    if done or switched or clean:
        words = [f"{cells.text(done)} isian tersimpan"] if done else []
        words += ["kolom L dan P dibuka" if one else "kolom L dan P ditutup" for one in switched]
        told = " dan ".join(words) or "Tidak ada yang berubah"
        clock = cells.clock(at)
        messages.success(place.request, f"{told[0].upper()}{told[1:]}, pukul {clock}.")
    if clean and not place.stays:
        return redirect(f"{reverse('format', kwargs=place.url_args)}{place.query()}".rstrip("?"))
    return show()


@dataclass(frozen=True, slots=True)
class Entry:
    """How the entered columns of a source are typed: its page and its save."""

    page: object
    save: object


ENTRIES = {
    "coverage": Entry(coverage_page, coverage_save),
    "elements": Entry(elements_page, elements_save),
}
