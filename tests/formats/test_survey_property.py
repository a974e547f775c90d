"""Random answers of random desa: element states, Format 3's counts and Format 6's names agree with
a second computation over the stored rows (tests.formats.cara_kedua).
"""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desa.models import Desa
from formats.data import Data, gather
from formats.models import Answer, Correction, ElementState, Survey
from formats.render import cells
from formats.replies import mistakes, option_key
from formats.specs import REGISTRY
from formats.specs._shared import ELEMENTS
from formats.tables import sheet_of
from formats.values import Missing, State
from rakorcam.models import Kind
from rakorcam.worksheets import stand_before, worksheet_sheet
from tests import factories
from tests.factories import AT
from tests.formats import cara_kedua

# The questions that rule 16 reads, and one that it must not.
ASKED = {4: ("dasar_hukum", "sop", "anggaran_total", "anggaran_sumber", "petugas"), 5: ("status",)}
WORDS = ("sudah", "sebagian", "belum", "belum diisi")
# The matrix of Format 3 says of an untold desa what its last row says: belum terdata.
PRINTED = {Missing.NOT_TOLD: State.BELUM_DIISI}


def replies(question):
    """Return a strategy of what can be answered to a question, as JSON."""
    nothing = [{"nothing": True}] if question.has_nothing else []
    if question.prefix:
        amounts = [{"amount": number} for number in (0, 1, 12_000_000)]
        return st.sampled_from([*nothing, *amounts, {"amount": 0, "nothing": True}, {}])
    keys = [option_key(option) for option in question.options]
    if not question.has_nothing:
        return st.sampled_from([{"options": [key]} for key in keys] + [{}])
    ticks = st.lists(st.sampled_from(keys), min_size=1, unique=True)
    named = st.sampled_from([[["Kader PKK", None]], [["SK Camat", None], ["Perbup", None]]])
    return (
        st.sampled_from([*nothing, {}])
        | ticks.map(lambda found: {"options": found})
        | named.map(lambda found: {"others": found})
    )


REPLIES = {
    (number, key): replies(REGISTRY[number].question(key))
    for number, keys in ASKED.items()
    for key in keys
}
STATES = st.sampled_from(["", "draf", "terkirim", "diperiksa", "dikembalikan"])


def lay_down(kecamatan, period, data, count):
    """Store `count` desa with random forms, corrections and entered elements."""
    desa = factories.make_desa(kecamatan, count)
    surveys, answers, corrections = [], [], []
    for one in desa:
        for number, keys in ASKED.items():
            state = data.draw(STATES)
            if not state:
                continue
            survey = Survey(
                desa=one, period=period, number=number, state=state, sent_at=AT, note="Periksa"
            )
            surveys.append(survey)
            for key in keys:
                for model, rows, of in ((Answer, answers, 4), (Correction, corrections, 2)):
                    if data.draw(st.integers(0, 4)) < of:
                        told = data.draw(REPLIES[number, key])
                        rows.append(model(survey=survey, question=key, value=told))
    for model, rows in ((Survey, surveys), (Answer, answers), (Correction, corrections)):
        model.unscoped.bulk_create(rows)
    assert not [
        sentence
        for row in (*answers, *corrections)
        for sentence in mistakes(row.survey.spec.question(row.question), row.reply)
    ]
    ElementState.unscoped.bulk_create(
        ElementState(
            desa=one, period=period, element=element.key, state=state,
            note="SK belum" if state == "sebagian" else "",
        )
        for one in desa
        for element in ELEMENTS
        if (state := data.draw(st.sampled_from([None, None, None, "", *WORDS[:3]]))) is not None
    )  # fmt: skip
    return desa


def lines(cell):
    """Return the lines a cell prints."""
    return [line for value in (cell.value, *cell.detail) for line in cells.lines(value)]


def names_on_format_6(kecamatan, period):
    """Return element label -> the lines of its two columns of names."""
    sheet = worksheet_sheet(REGISTRY[6], stand_before(kecamatan, period, Kind.PERENCANAAN))
    return {
        row.cells[1].value: tuple(map(lines, row.cells[2:4]))
        for row in sheet.rows
        if row.role == "body"
    }


def on_format_3(data):
    """Return what Format 3 prints: element label -> (desa -> state, last row, recap's cells)."""
    matrix, recap, *_rest = sheet_of(REGISTRY[3], data).parts
    last = next(row for row in matrix.rows if row.role == "total")
    return {
        row.cells[1].value: (
            {one.cells[1].value: PRINTED.get(value := one.cells[2 + place].value, value).value
             for one in matrix.rows if one.role == "body"},
            lines(last.cells[2 + place]),
            [lines(cell) for cell in row.cells[2:]],
        )
        for place, row in enumerate(recap.rows)
    }  # fmt: skip


def examples(count):
    """Return the decorator that tries `count` kecamatan."""
    tried = settings(
        max_examples=count,
        # Each example is a whole kecamatan in the database: shrinking one would take minutes.
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    return lambda test: tried(given(data=st.data(), count=st.integers(0, 6))(test))


@examples(12)
def test_states_counts_and_names_agree_with_a_second_computation(klu, periode, data, count):
    assert_both_ways_agree(klu, periode, data, count)


@pytest.mark.drill
@examples(200)
def test_in_many_kecamatan_both_ways_agree(klu, periode, data, count):
    assert_both_ways_agree(klu, periode, data, count)


def assert_both_ways_agree(klu, periode, data, count):
    """Lay a random kecamatan down, compare it with the second computation, take it away."""
    with transaction.atomic():
        kecamatan = factories.KecamatanFactory(kabupaten=klu, code="52.08.08", name="Coba")
        desa = lay_down(kecamatan, periode, data, count)
        found = gather(kecamatan, periode, Desa.unscoped.filter(kecamatan=kecamatan))
        frozen = Data.from_payload(found.to_payload())
        on_paper = names_on_format_6(kecamatan, periode)
        recapped = on_format_3(found)
        for element in ELEMENTS:
            expected = {one.name: cara_kedua.state_of(one, periode, element.key) for one in desa}
            states = {name: state for name, (state, _note) in expected.items()}
            assert {
                place.name: found.element(place, element.key).state.value for place in found.desa
            } == states
            recap = found.recap(element.key)
            assert frozen.recap(element.key) == recap
            columns = cara_kedua.columns_of(desa, periode, element.key)
            assert on_paper[element.label] == columns
            counts = cara_kedua.counts_of(desa, periode, element.key)
            assert recapped[element.label] == (
                states,
                cara_kedua.last_row(counts),
                cara_kedua.recap_cells(counts, columns),
            )
            assert_untold_is_never_lacking(desa, periode, element, recap)
        transaction.set_rollback(True)


def assert_untold_is_never_lacking(desa, period, element, recap):
    """Fail when a desa whose forms do not count, and whose team is silent, stands as lacking."""
    handed_in = set(
        Survey.unscoped.filter(period=period, state__in=["terkirim", "diperiksa"])
        .values_list("desa_id", flat=True)
    )  # fmt: skip
    silent = {
        one.name
        for one in desa
        if one.pk not in handed_in and not cara_kedua.entered(one, period, element.key)
    }
    assert silent <= {one.name for one in recap.unknown}
    assert not silent & {one.name for one in (*recap.have, *recap.lack)}
