"""The demo, and beyond it one example of every state a page can show; prints where each one is.

Run as a program of its own (`python -m tests.peramban.demo_world`) on the database that
LABD_DATA_DIR names, since a browser walks it through a real server and not through a test database.
What the demo already holds stays as it is: Tanjung's plan of June, followed up, and the evaluation
that waits. Added are a session of Tanjung in preparation, frozen; Gangga's, running and half
agreed; Kayangan's, not frozen; and Tanjung's of an earlier period, over.
"""

import json
from datetime import UTC, date, datetime
from io import BytesIO

import django

django.setup()

from axes.models import AccessAttempt  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.template.loader import render_to_string  # noqa: E402
from django.urls import reverse  # noqa: E402
from PIL import Image  # noqa: E402

from desa import waktu  # noqa: E402
from desa.models import Desa, Kabupaten, Kecamatan, User  # noqa: E402
from desa.uploads import clean_photo, clean_upload  # noqa: E402
from formats import actions as formats_actions  # noqa: E402
from formats.actions import Edit  # noqa: E402
from formats.models import (  # noqa: E402
    Collection,
    Coverage,
    DocumentType,
    Period,
    TargetOverride,
    Theme,
)
from formats.specs import REGISTRY  # noqa: E402
from formats.specs._shared import DOCUMENTS_BY_KEY  # noqa: E402
from labd import demo  # noqa: E402
from labd.panduan.pages import BY_SLUG  # noqa: E402
from rakorcam import actions, actions_plans, actions_progress  # noqa: E402
from rakorcam.models import (  # noqa: E402
    Amendment,
    Discussion,
    Kind,
    PlanItem,
    Progress,
)
from tests.peramban.demo_bina import visit_addresses  # noqa: E402
from tests.peramban.demo_desa import desa_addresses  # noqa: E402
from tests.peramban.demo_evaluasi import evaluation_addresses  # noqa: E402
from tests.peramban.demo_kabupaten import kabupaten_addresses  # noqa: E402
from tests.peramban.demo_peringatan import complaint_addresses, warning_addresses  # noqa: E402

LOCKED_OUT = "terkunci.contoh"
NIKAH = str(DOCUMENTS_BY_KEY["akta-nikah"].id)


def build(password):
    """Fill the database and return address by key; keys are URL names, or a name and a state."""
    now = waktu.now()
    demo.load(at=now, password=password)
    places = {one.name: one for one in Kecamatan.unscoped.select_related("kabupaten")}
    klu = Kabupaten.unscoped.get(code="52.08")
    june = Period.unscoped.get(kabupaten=klu, code="2026-06")
    before, november = (
        Period.unscoped.get(kabupaten=klu, code=code) for code in ("2025-11", "2026-11")
    )
    tanjung, gangga = places["Tanjung"], places["Gangga"]
    ptpd, ptpd_tanjung = (
        User.objects.get(username=f"ptpd.{name}") for name in ("gangga", "tanjung")
    )
    _lock_out(now)
    sessions = {
        "persiapan": _prepared(tanjung, november, ptpd_tanjung, now),
        "berlangsung": _running(gangga, june, ptpd, now),
        "draf": _open(places["Kayangan"], june, ptpd, now),
        "selesai": _over(tanjung, before, ptpd_tanjung, now),
        "evaluasi": _open(gangga, june, ptpd, now, kind=Kind.EVALUASI),
    }
    return {
        **_data_addresses(klu, tanjung, gangga, june, before, ptpd, now),
        **_session_addresses(sessions),
        **_survey_addresses(tanjung, june, before),
        **_follow_addresses(sessions["selesai"], gangga, now),
        **visit_addresses(tanjung, gangga, _photo(), now),
        **evaluation_addresses(tanjung, sessions["evaluasi"], ptpd_tanjung, now),
        **warning_addresses(klu, tanjung, gangga, june, ptpd, now),
        **complaint_addresses(tanjung, june, before, ptpd_tanjung, now),
        **kabupaten_addresses(klu, tanjung, june, before),
        **desa_addresses(tanjung, june, before),
        **{name: reverse(name) for name in PLAIN},
        **{f"panduan_peran {slug}": reverse("panduan_peran", args=[slug]) for slug in BY_SLUG},
        "pilih": reverse("pilih") + f"?kecamatan={tanjung.pk}&periode=2025-11&kembali=/",
        # As Django renders them when nothing is known of the request any more.
        "400": render_to_string("400.html"),
        "500": render_to_string("500.html"),
    }


PLAIN = (
    "beranda", "beranda_nanti", "masuk", "kata_sandi", "kata_sandi_selesai", "rakorcam_daftar",
    "healthz", "panduan",
)  # fmt: skip


def _lock_out(now):
    """Let one name have failed to log in as often as the site bears."""
    AccessAttempt.objects.create(
        username=LOCKED_OUT,
        ip_address="127.0.0.1",
        user_agent="",
        attempt_time=now,
        failures_since_start=settings.AXES_FAILURE_LIMIT,
    )


def _open(kecamatan, period, by, at, kind=Kind.PERENCANAAN):
    return actions.open_session(
        kecamatan=kecamatan, period=period, kind=kind, date=date(2026, 6, 18), by=by, at=at
    )


def _plan(session, number, row, by, at, **told):
    told = {"what": "Pendataan pasangan tanpa buku nikah", "in_charge": "Kasi Pemerintahan", **told}
    item = PlanItem(
        session=session, number=number, row=row,
        from_month=date(2026, 7, 1), to_month=date(2026, 9, 1), **told,
    )  # fmt: skip
    return actions.add_plan_item(item, desa=(), by=by, at=at)


def _prepared(kecamatan, period, by, at):
    """Return a session in preparation: frozen, with a text and a plan on each worksheet."""
    session = _open(kecamatan, period, by, at)
    actions.freeze(session, by=by, at=at)
    _plan(session, 6, "pokja", by, at)
    _plan(session, 7, NIKAH, by, at, target_number=40, target_unit="pasangan", budget=25_000_000)
    text = Discussion(session=session, number=7, row=NIKAH, column="problems", text="Biaya sidang")
    actions.add_discussion(text, by=by, at=at)
    return session


def _running(kecamatan, period, by, at):
    """Return a running session: frozen twice, with texts and plans, one worksheet agreed."""
    session = _open(kecamatan, period, by, at)
    actions.freeze(session, by=by, at=at)
    row = Coverage.unscoped.filter(desa__kecamatan=kecamatan, period=period, memiliki__gt=0).first()
    key = (str(row.desa_id), str(row.document_id))
    formats_actions.save_coverage(
        kecamatan=kecamatan, period=period, desa=[row.desa], by=by, at=at,
        edits=[Edit(key, "memiliki", row.memiliki, row.memiliki - 1)],
    )  # fmt: skip
    actions.freeze(session, by=by, at=at, reason="Satu angka diperbaiki desa")
    _plan(session, 6, "ruang", by, at)
    _plan(session, 7, NIKAH, by, at, target_number=40, target_unit="pasangan", budget=25_000_000)
    text = Discussion(session=session, number=7, row=NIKAH, column="problems", text="Biaya sidang")
    actions.add_discussion(text, by=by, at=at)
    actions.start(session, by=by, at=at, on_behalf="atas nama camat")
    actions.agree_worksheet(session, REGISTRY[6], by=by, at=at, on_behalf="atas nama camat")
    return session


def _over(kecamatan, period, by, at):
    """Return a session of an earlier period that is over, both worksheets agreed."""
    session = _open(kecamatan, period, by, at)
    actions.freeze(session, by=by, at=at)
    _plan(session, 6, "pokja", by, at)
    _plan(session, 6, "ruang", by, at, all_desa=False)
    _plan(session, 7, NIKAH, by, at, target_number=40, target_unit="pasangan")
    actions.start(session, by=by, at=at)
    for number in (6, 7):
        actions.agree_worksheet(session, REGISTRY[number], by=by, at=at)
    return actions.close(session, by=by, at=at)


def _data_addresses(klu, tanjung, gangga, june, before, ptpd, now):
    gondang = Desa.unscoped.filter(kecamatan=gangga).order_by("code").first()
    sokong = Desa.unscoped.get(kecamatan=tanjung, name="Sokong")
    own = DocumentType(
        kecamatan=gangga, own_label="Akta Pengakuan Anak",
        own_wajib="Anak yang diakui", own_memiliki="Akta terbit", own_unit="anak",
    )  # fmt: skip
    formats_actions.save_document_type(own, by=ptpd, at=now)
    TargetOverride.unscoped.create(
        kecamatan=gangga, period=june, document=DocumentType.unscoped.get(key="kia"),
        hundredths=8000, reason="Kesepakatan kecamatan",
    )  # fmt: skip
    attachment = formats_actions.attach(
        desa=gondang, period=june, element="ruang", upload=clean_upload(_photo()), by=ptpd, at=now
    )
    _beside(gangga, june)
    grid = [gangga.pk, june.code, 1]
    found = {
        "format_riwayat": reverse("format_riwayat", args=grid),
        "format 1 beside": reverse("format", args=grid) + "?buka=ya&banding=ya",
        "target_kabupaten": reverse("target_kabupaten", args=[klu.pk, june.code]),
        "target_kabupaten_simpan": reverse("target_kabupaten_simpan", args=[klu.pk, june.code]),
        "target_kabupaten lama": reverse("target_kabupaten", args=[klu.pk, before.code]),
        "jenis_dokumen_ubah": reverse("jenis_dokumen_ubah", args=[own.pk]),
        "bukti_elemen": reverse("bukti_elemen", args=[gondang.pk, june.code, "ruang"]),
        "bukti_unggah": reverse("bukti_unggah", args=[gondang.pk, june.code, "ruang"]),
        "bukti_elemen tanjung": reverse("bukti_elemen", args=[sokong.pk, june.code, "ruang"]),
        "bukti": reverse("bukti", args=[attachment.pk]),
        "bukti_hapus": reverse("bukti_hapus", args=[attachment.pk]),
    }
    for word, place, period in (
        ("", gangga, june), (" tanjung", tanjung, june), (" lama", tanjung, before),
    ):  # fmt: skip
        here = [place.pk, period.code]
        for name in (
            "data_desa",
            "dasbor",
            "dasbor_berkas",
            "bagikan",
            "paparan",
            "dasbor_perhatian",
            "dasbor_rencana",
            "dasbor_perkembangan",
            "semua_format",
            "banding",
            "target",
            "target_khusus",
        ):
            found[f"{name}{word}"] = reverse(name, args=here)
        year = [place.pk, int(period.code[:4])]
        found[f"siklus{word}"] = reverse("siklus", args=year)
        found[f"siklus_berkas{word}"] = reverse("siklus_berkas", args=[*year, "pdf"])
        found[f"anggaran_berkas{word}"] = reverse("anggaran_berkas", args=[place.pk, "xlsx"])
        for name in ("jenis_dokumen", "jenis_dokumen_tambah", "rakorcam_baru", "anggaran"):
            found[f"{name}{word}"] = reverse(name, args=[place.pk])
        for number in (1, 2, 3):
            for name in ("format", "format_simpan"):
                found[f"{name} {number}{word}"] = reverse(name, args=[*here, number])
        found[f"banding_berkas{word}"] = reverse("banding_berkas", args=[*here, "pdf"])
        chart = [*here, DOCUMENTS_BY_KEY["kia"].id]
        for name in ("bagikan_dalam", "bagikan_terbuka"):
            found[f"{name}{word}"] = reverse(name, args=[*here, "desa", "json"])
        found[f"dasbor_grafik{word}"] = reverse("dasbor_grafik", args=chart)
        found[f"format_berkas{word}"] = reverse("format_berkas", args=[*here, 1, "pdf"])
    return found


def _beside(kecamatan, period):
    """Let a kecamatan record L and P, beside the figures of the period before."""
    Collection.unscoped.filter(kecamatan=kecamatan, period=period).update(records_lp=True)
    row = Coverage.unscoped.filter(desa__kecamatan=kecamatan, period=period, wajib__gt=9).first()
    row.wajib_l, row.wajib_p = row.wajib // 2, row.wajib // 2 - 1
    row.save()


def _survey_addresses(tanjung, june, before):
    """Return the pages of lembar isian: sent, drafted, not begun, and of a closed period."""
    places = {one.name: one for one in Desa.unscoped.filter(kecamatan=tanjung)}
    theme = Theme.unscoped.filter(kabupaten=tanjung.kabupaten).order_by("name").first()
    found = {
        "lembar_daftar": reverse("lembar_daftar", args=[tanjung.pk, june.code]),
        "lembar_daftar lama": reverse("lembar_daftar", args=[tanjung.pk, before.code]),
        "lembar_kosong": reverse("lembar_kosong", args=[tanjung.pk, june.code, 4, "pdf"]),
        "tema": reverse("tema", args=[tanjung.pk]),
        "tema_tambah": reverse("tema_tambah", args=[tanjung.pk]),
        "tema_ubah": reverse("tema_ubah", args=[tanjung.pk, theme.pk]),
    }
    for word, desa, period, number in (
        ("terkirim", "Sokong", june, 4), ("petugas", "Sokong", june, 5),
        ("draf", "Teniga", june, 4), ("kosong", "Teniga", june, 5),
        ("lama", "Teniga", before, 4), ("diperiksa", "Tanjung", june, 4),
    ):  # fmt: skip
        here = [places[desa].pk, period.code, number]
        for name in (
            "lembar", "lembar_semua", "lembar_kirim", "lembar_salin", "lembar_periksa",
            "lembar_kembalikan",
        ):  # fmt: skip
            found[f"{name} {word}"] = reverse(name, args=here)
        for key in REGISTRY[number].questions:
            found[f"lembar_langkah {word} {key.key}"] = reverse(
                "lembar_langkah", args=[*here, key.key]
            )
        for key in REGISTRY[number].leaves:
            found[f"lembar_koreksi {word} {key.key}"] = reverse(
                "lembar_koreksi", args=[*here, key.key]
            )
        found[f"koreksi_cabut {word}"] = reverse("koreksi_cabut", args=[*here, "tantangan"])
        found[f"tantangan_tandai {word}"] = reverse(
            "tantangan_tandai", args=[*here, "tantangan", 0]
        )
        found[f"lembar_berkas {word}"] = reverse("lembar_berkas", args=[*here, "pdf"])
        found[f"elemen_tegaskan {word}"] = reverse(
            "elemen_tegaskan", args=[*here[:2], "perdes-sop"]
        )
    return found


def _follow_addresses(session, empty, at):
    """Return the pages that follow up a closed session: with a report that waits, and without."""
    isbat = PlanItem.unscoped.get(session=session, number=7)
    of_all = PlanItem.unscoped.get(session=session, row="ruang")
    sokong = Desa.unscoped.get(kecamatan=session.kecamatan, name="Sokong")
    by = User.objects.get(username="desa.sokong")
    at = max(at, datetime(2026, 7, 6, tzinfo=UTC))
    told = Progress(
        item=isbat, desa=sokong, date=date(2026, 7, 3), state="terhambat", number=12,
        done="Sidang pertama di Aula Sokong", obstacle="Jadwal hakim penuh",
    )  # fmt: skip
    actions_progress.record_progress(told, by=by, at=at, photo=clean_photo(_photo()))
    wrong = Progress(item=isbat, desa=sokong, date=date(2026, 7, 4), state="selesai", done="Usai")
    actions_progress.record_progress(wrong, by=by, at=at)
    actions_progress.return_progress(wrong, reason="Belum selesai", by=by, at=at)
    entry = actions_progress.record_budget_entry(
        isbat, desa=sokong, document="rkp", included=True, document_number="Perdes 5/2026", by=by,
        at=at,
    )  # fmt: skip
    amendment = Amendment(item=isbat, reason="Jadwal pengadilan", **isbat.content)
    actions_plans.amend_item(amendment, desa=(), by=by, at=at)
    found = {"tindak_lanjut": reverse("tindak_lanjut")}
    place = reverse("tindak_daftar", args=[session.kecamatan_id])
    for word, tail in (
        ("", ""),
        (" desa", "?per=desa&tampil=semua"),
        (" lapor", "?tampil=belum-lapor"),
    ):
        found[f"tindak_daftar{word}"] = place + tail
    found["tindak_daftar kosong"] = reverse("tindak_daftar", args=[empty.pk])
    for word, item in (("", isbat), (" kecamatan", of_all)):
        for name in ("tindak_rencana", "tindak_catat", "tindak_keadaan", "tindak_ubah"):
            found[f"{name}{word}"] = reverse(name, args=[item.pk])
        found[f"tindak_catat_desa{word}"] = reverse("tindak_catat_desa", args=[sokong.pk, item.pk])
    found["tindak_dokumen"] = reverse("tindak_dokumen", args=[sokong.pk, isbat.pk, "apbdes"])
    for name in ("kemajuan_benarkan", "kemajuan_kembalikan", "kemajuan_foto"):
        found[name] = reverse(name, args=[told.pk])
    for name in ("dokumen_benarkan", "dokumen_kembalikan"):
        found[name] = reverse(name, args=[entry.pk])
    return found


def _photo():
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG")
    return SimpleUploadedFile("ruang.jpg", out.getvalue())


def _session_addresses(sessions):
    found = {}
    for state, session in sessions.items():
        for name in (
            "rakorcam", "rakorcam_ubah", "rakorcam_batal", "rakorcam_bekukan", "bekuan",
            "rakorcam_mulai", "rakorcam_tutup", "rakorcam_buka_kembali", "rakorcam_cetak",
            "rakorcam_cetak_berkas", "lembar_kerja_semua", "anggaran_sesi",
        ):  # fmt: skip
            found[f"{name} {state}"] = reverse(name, args=[session.pk])
        found[f"anggaran_sesi_berkas {state}"] = reverse(
            "anggaran_sesi_berkas", args=[session.pk, "pdf"]
        )
        for number, row in ((6, "pokja"), (7, NIKAH)):
            here = [session.pk, number]
            found[f"lembar_kerja {number} {state}"] = reverse("lembar_kerja", args=here)
            found[f"sepakati {number} {state}"] = reverse("sepakati", args=here)
            found[f"lembar_kerja_baris {number} {state}"] = reverse(
                "lembar_kerja_baris", args=[*here, row]
            )
            found[f"kutipan_pakai {number} {state}"] = reverse("kutipan_pakai", args=[*here, row])
            found[f"catatan_tambah {number} {state}"] = reverse(
                "catatan_tambah", args=[*here, row, "problems"]
            )
            found[f"lembar_kerja_berkas {number} {state}"] = reverse(
                "lembar_kerja_berkas", args=[*here, "pdf"]
            )
        for item in PlanItem.unscoped.filter(session=session):
            for name in ("rencana_ubah", "rencana_hapus"):
                found[f"{name} {item.number} {state}"] = reverse(name, args=[item.pk])
        for text in Discussion.unscoped.filter(session=session):
            found[f"catatan_hapus {text.number} {state}"] = reverse("catatan_hapus", args=[text.pk])
    return found


if __name__ == "__main__":
    import os

    print(json.dumps(build(os.environ["LABD_DEMO_PASSWORD"])))  # noqa: T201
