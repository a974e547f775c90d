"""The page and papers that compare two periods of a kecamatan."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from desa.access import NamedMissing, access
from desa.models import Kecamatan
from formats.changes import Rounds
from formats.changes_sheet import changes_sheet
from formats.data import gather_for
from formats.families import split_families
from formats.periods import find_period, period_shown, told_periods
from formats.render import cells
from formats.render.download import download

RIGHT = "recap"


def chosen_period(request, period, others):
    """Return the period to compare with: the one asked for (?dengan=), else the one before.

    Without an earlier one it is the newest, None where there is none; raises NamedMissing for one
    that is not offered.
    """
    code = request.GET.get("dengan", "")
    if not code:
        earlier = [one for one in others if one.code < period.code]
        return next(iter(earlier or others), None)
    found = next((one for one in others if one.code == code), None)
    if found is None:
        raise NamedMissing(
            f"Periode “{code}” tidak dapat dibandingkan dengan {period.label}: kecamatan ini belum "
            "mengisi apa pun di periode itu."
        )
    return found


def rounds_of(user, kecamatan, period, other):
    """Return the Rounds of two periods, the earlier first, of what this person may read."""
    first, last = sorted((period, other), key=lambda one: one.code)
    families = split_families(kecamatan, first.reference_date, last.reference_date)
    return Rounds(
        *(gather_for(user, RIGHT, kecamatan, one) for one in (first, last)), tuple(families)
    )


@require_safe
@access(f"{RIGHT}.read", kecamatan=Kecamatan)
def banding(request, kecamatan, periode):
    """Show what changed between a period and another one, the one before it unless asked."""
    period = period_shown(request, kecamatan, periode)
    others = told_periods(kecamatan, period)
    other = chosen_period(request, period, others)
    context = {"kecamatan": kecamatan, "period": period, "others": others, "other": other}
    if other is not None:
        sheet = changes_sheet(rounds_of(request.user, kecamatan, period, other))
        context |= {"sheet": sheet, "kepala_lembar": cells.header(sheet)}
    return render(request, "formats/banding.html", context)


@require_safe
@access(f"{RIGHT}.read", kecamatan=Kecamatan)
def banding_berkas(request, kecamatan, periode, ext):
    """Hand over the comparison of two periods as PDF or Excel on the paper asked for.

    Without another period it goes to the page, which says what is missing.
    """
    period = find_period(kecamatan.kabupaten, periode)
    other = chosen_period(request, period, told_periods(kecamatan, period))
    if other is None:
        return redirect("banding", kecamatan.pk, period.code)
    sheet = changes_sheet(rounds_of(request.user, kecamatan, period, other))
    name = f"banding-{kecamatan.name}-{other.code}-{period.code}"
    return download(request, sheet, ext, name, kecamatan.kabupaten)
