"""The entry pages, by the source a spec names: how one is shown, and how it is saved."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from desa.access import holds
from desa.models import Desa
from formats import element_grid, grid
from formats.actions import HEADER, Edit, save_coverage, save_elements
from formats.data import gather_for
from formats.forms import HeaderForm
from formats.render import cells
from formats.values import Share


@dataclass(frozen=True, slots=True)
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

    def data(self, right, *, answers=False):
        """Return the Data this person may read here; with `answers` all of Formats 4 and 5."""
        return gather_for(
            self.request.user, right, self.kecamatan, self.period, answers=answers
        )

    def editable_desa(self, capability):
        """Return the Desa this person may edit here, valid in this period."""
        mine = Desa.objects.allowed(self.request.user, capability).filter(kecamatan=self.kecamatan)
        return list(mine.valid_on(self.period.reference_date))

    def context(self, **rest):
        """Return what every entry template needs, and the rest."""
        return {
            "spec": self.spec,
            "kecamatan": self.kecamatan,
            "period": self.period,
            **rest,
        }


def coverage_page(place, *, posted=None, outcome=None, header=None, refusal=""):
    """Render Format 1's grid, with what was typed and refused when a save comes back."""
    data = place.data("coverage")
    if header is None:
        told = data.header
        header = HeaderForm(
            initial={"data_date": told.day, "source": told.source, "filled_by": told.filled_by}
        )
    context = place.context(
        data=data,
        grid=grid.Grid(data, posted, outcome),
        header=header,
        complete=cells.text(Share(data.complete_desa(), len(data.desa), "desa lengkap")),
        refusal=refusal,
    )
    return render(place.request, "formats/isian_cakupan.html", context)


def coverage_save(place, at):
    """Save what came from Format 1's grid; go back clean, or show what was refused."""
    post = grid.settled(place.request.POST)
    posted, header = grid.read_post(post), HeaderForm(post)
    edits = posted.edits + _header_edits(header, post)
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
    base, edits = grid.read_base(post).get("kepala"), []
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
    context = place.context(
        data=data,
        grid=element_grid.ElementGrid(
            data, stored, overriding=overriding, proposed=proposed, posted=posted,
            outcome=outcome,
        ),
        told=cells.text(Share(data.told_desa(), len(data.desa), "desa terdata lengkap")),
        refusal=refusal,
    )
    return render(place.request, "formats/isian_elemen.html", context)


def elements_save(place, at):
    """Save what came from Format 2's grid; go back clean, or show what was refused."""
    user = place.request.user
    posted = element_grid.read_post(grid.settled(place.request.POST))
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
    if outcome.saved or clean:
        done = cells.text(len(outcome.saved))
        words = f"{done} isian tersimpan" if outcome.saved else "Tidak ada yang berubah"
        clock = cells.clock(at)
        messages.success(place.request, f"{words}, pukul {clock}.")
    return redirect("format", **place.url_args) if clean else show()


@dataclass(frozen=True, slots=True)
class Entry:
    """How the entered columns of a source are typed: its page and its save."""

    page: object
    save: object


ENTRIES = {
    "coverage": Entry(coverage_page, coverage_save),
    "elements": Entry(elements_page, elements_save),
}
