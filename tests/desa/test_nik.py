"""A run of exactly 16 digits is refused wherever text enters (rules.md 27)."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from desa.models import Desa
from desa.nik import has_nik, refuse_nik
from tests.factories import KecamatanFactory, UserFactory

DIGITS = st.text("0123456789", min_size=16, max_size=16)
SEPARATORS = st.lists(st.sampled_from(["", " ", ".", "-"]), min_size=15, max_size=15)


@pytest.mark.parametrize(
    "text",
    [
        "5208012001900001",
        "NIK 5208012001900001.",
        "5208 0120 0190 0001",
        "52.08.01.200190.0001",
        "5208-0120-0190-0001",
        "KK no.5208012001900001(asli)",
        "5208\u00a00120\u202f0190\u00a00001",
        "5208\u20110120\u20130190\u22120001",
        # As it stands it is a number of its own, whatever stands beside it.
        "tgl 31 5208012001900001",
        "5208012001900001 12 orang",
        "5208012001900001 5208012001900002",
        "5208012001900001\n5208012001900002",
        "5208012001900001\t5208012001900002",
        "5208012001900001.5208012001900002",
        # A tab or a new line begins another number.
        "5208 0120 0190 0001\n5208 0120 0190 0002",
        "31\t5208 0120 0190 0001",
        "31\r\n5208.0120.0190.0001",
    ],
)
def test_sixteen_digits_are_seen(text):
    assert has_nik(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "520801200190000",
        "52080120019000012",
        "5208  012001900001",
        "52080120/01900001",
        "5208  0120  0190  0001",
        "52080120\n01900001",
        "52080120\t01900001",
        "52080120\u200901900001\u20091",
        "0123 5208 0120 0190 0001",
        "SK nomor 12 tanggal 3 Juni 2026, Rp12.000.000",
        "0878-6543-2100",
    ],
)
def test_fewer_more_or_parted_otherwise_are_let_through(text):
    assert not has_nik(text)


@given(DIGITS, SEPARATORS)
def test_single_separators_hide_nothing(digits, separators):
    text = "".join(a + b for a, b in zip(digits, [*separators, ""], strict=True))
    assert has_nik(text)


@given(st.text(), DIGITS, st.text())
@example("Keterangan: ", "5208012001900001", " (warga)")
def test_words_around_hide_nothing_unless_they_lengthen_the_run(before, digits, after):
    longer = any(
        edge.isdigit() for edge in (before.rstrip(" .-")[-1:], after.lstrip(" .-")[:1]) if edge
    )
    assert has_nik(before + digits + after) or longer


@given(st.integers(1, 40), st.sampled_from(["", ".", "-", " "]))
def test_only_exactly_sixteen_count(count, separator):
    assert has_nik(separator.join("7" * count)) == (count == 16)


def test_the_refusal_says_what_to_do():
    with pytest.raises(ValidationError) as refused:
        refuse_nik("5208012001900001")
    assert refused.value.messages == [
        "Ada 16 angka berurutan, mirip NIK atau nomor KK. Hapus; sistem ini hanya menyimpan jumlah."
    ]


def test_regions_and_accounts_refuse_it_too(db):
    desa = Desa(kecamatan=KecamatanFactory(), code="52.08.01.2001", name="5208012001900001")
    with pytest.raises(ValidationError, match="mirip NIK"):
        desa.full_clean()
    for field in ("username", "name"):
        user = UserFactory.build(**{"username": "siti", "password": "x", field: "5208012001900001"})
        with pytest.raises(ValidationError, match="mirip NIK"):
            user.full_clean()
