"""The home page, the switch of kecamatan and period, and the probe."""

from functools import partial

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import PasswordChangeView
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, Resolver404, resolve, reverse, reverse_lazy
from django.utils.functional import SimpleLazyObject
from django.views import defaults
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from desa import waktu
from desa.access import NamedMissing, access, personal
from desa.actions import change_password
from desa.models import Kecamatan
from formats.periods import period_of
from labd.beranda import home_of
from labd.konteks import SESSION_KEY, konteks_of
from labd.tugas_peringatan import warning_words
from labd.tugas_tindak import follow_words
from rakorcam.followup import followed


@require_safe
@personal
def beranda(request):
    """Show what waits for this person, in words and links."""
    konteks = konteks_of(request)
    home = home_of(request.user, konteks, waktu.now()) if konteks and konteks.period else None
    return render(request, "labd/beranda.html", {"home": home})


@require_safe
@personal
def beranda_nanti(request):
    """Return task key -> better words, for what the home page could not wait to count."""
    user, chosen = request.user, konteks_of(request)
    if not chosen or not chosen.period:
        return JsonResponse({})
    kecamatan, period = chosen.kecamatan, chosen.period
    today = waktu.today(kecamatan.kabupaten, waktu.now())
    # Both look at the plans: the first who asks reads them, nobody does for who asks neither.
    agreed = SimpleLazyObject(partial(followed, kecamatan))
    return JsonResponse(
        {
            "tindak": follow_words(user, kecamatan, today, agreed),
            "peringatan": warning_words(user, kecamatan, period, today, agreed),
        }
    )


@require_safe
@personal
def pilih(request):
    """Switch to another kecamatan or period and stay on the same kind of page where possible."""
    back = request.GET.get("kembali", "")
    places = Kecamatan.objects.visible(request.user).select_related("kabupaten")
    chosen = {str(one.pk): one for one in places}.get(request.GET.get("kecamatan", ""))
    if chosen is None:
        messages.error(request, "Kecamatan itu tidak ada, atau di luar wilayah Anda.")
        return redirect(_inside(back))
    code = request.GET.get("periode", "")
    period = period_of(chosen.kabupaten, code)
    if period is None:
        messages.error(request, f"Periode “{code}” tidak ada di Kabupaten {chosen.kabupaten.name}.")
        return redirect(_inside(back))
    request.session[SESSION_KEY] = {"kecamatan": str(chosen.pk), "periode": period.code}
    return redirect(_same_page(back, chosen, period))


def _inside(path):
    """Return `path` when it is a page of ours, else the home page."""
    try:
        resolve(path)
    except Resolver404:
        return reverse("beranda")
    return path


# Which page to show for another kecamatan or period, by the one a person comes from.
SAME_PAGE = {
    "format": "format",
    "format_simpan": "format",
    "data_desa": "data_desa",
    "banding": "banding",
    "lembar_daftar": "lembar_daftar",
    "dasbor": "dasbor",
    "dasbor_perkembangan": "dasbor_perkembangan",
    "pengaduan": "pengaduan",
    "dasbor_kabupaten": "dasbor_kabupaten",
    "peringatan": "peringatan",
    "target": "target",
    "target_khusus": "target",
    "target_kabupaten": "target_kabupaten",
    "target_kabupaten_simpan": "target_kabupaten",
}


def _same_page(path, kecamatan, period):
    """Return the address of the page at `path` for another kecamatan and period."""
    try:
        match = resolve(path)
        if match.url_name in SAME_PAGE:
            there = {**match.kwargs, "periode": period.code}
            whole = "kabupaten" in there
            there |= {"kabupaten": kecamatan.kabupaten_id} if whole else {"kecamatan": kecamatan.pk}
            return reverse(SAME_PAGE[match.url_name], kwargs=there)
        if match.url_name == "dasbor_desa":
            return _same_desa(match.kwargs["desa"], kecamatan, period)
        if match.url_name in ("rakorcam_daftar", "panduan", "panduan_peran"):
            return path
        if match.url_name == "tindak_daftar":
            return reverse("tindak_daftar", args=[kecamatan.pk])
    except (Resolver404, NoReverseMatch):
        pass
    return reverse("beranda")


def _same_desa(desa, kecamatan, period):
    """Return the address of a desa's page in a period; of another kecamatan its list of desa."""
    if kecamatan.desa_set.filter(pk=desa).exists():
        return reverse("dasbor_desa", args=[desa, period.code])
    return reverse("data_desa", args=[kecamatan.pk, period.code])


class PasswordChange(PasswordChangeView):
    """Django's own page; the change is an action, told in the history."""

    success_url = reverse_lazy("kata_sandi_selesai")

    def form_valid(self, form):
        """Store the new password and keep this person logged in."""
        user = self.request.user
        change_password(
            user=user, password=form.cleaned_data["new_password1"], by=user, at=waktu.now()
        )
        update_session_auth_hash(self.request, user)
        return redirect(self.success_url)


@require_safe
@access("progress.read")
def tindak_lanjut(request):
    """Go to the follow-up of the chosen kecamatan."""
    return redirect("tindak_daftar", kecamatan=konteks_of(request).kecamatan.pk)


@never_cache
@require_safe
@login_not_required
def healthz(request):
    """Answer 200 when the database does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def not_found(request, exception):
    """Say that a page does not exist; a missing period or file is named."""
    sentence = str(exception) if isinstance(exception, NamedMissing) else ""
    return render(request, "404.html", {"sentence": sentence}, status=404)


def bad_request(request, exception):
    """Say that the request could not be read, in the frame of the site."""
    return render(request, "400.html", status=400)


def server_error(request):
    """Say that the server failed; in the site's frame when that still works, else bare."""
    try:
        return render(request, "500.html", status=500)
    except Exception:  # the frame asks the database, which may be what failed
        return defaults.server_error(request)
