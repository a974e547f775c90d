"""The specs say what the guide says: titles, headings, rows, questions, definitions, word for word.

tests/data/formats.json holds the guide's formats, copied from its annex.
"""

import json
from pathlib import Path

import pytest

from formats.sheet import fixed_rows
from formats.spec import Answer
from formats.specs import REGISTRY
from formats.specs._shared import DOCUMENTS, ELEMENTS, OURS, TAIL
from tests.formats.made import make_sheet

GUIDE = json.loads(Path(__file__).parent.parent.joinpath("data/formats.json").read_text("utf-8"))
ROWS = {
    "labd_elements": GUIDE["labd_elements"],
    "document_types": GUIDE["document_types"],
}
GROUPS = {1: "<jenis dokumen>", 2: "<elemen>", 3: "<five elements>"}
KINDS = {
    "checkboxes": Answer.CHECKS,
    "group": Answer.GROUP,
    "rupiah": Answer.RUPIAH,
    "list of texts": Answer.TEXTS,
    "narrative": Answer.NARRATIVE,
    "counts": Answer.COUNTS,
    "amounts in rupiah": Answer.AMOUNTS,
}


def guide(number):
    return GUIDE["formats"][str(number)]


def head_of(spec):
    """Return a spec's columns in the guide's notation: a group is {heading: [headings]}."""
    found = []
    for part in spec.columns:
        if hasattr(part, "axis") and part.is_single:
            found.append(GROUPS[spec.number])
        elif hasattr(part, "axis"):
            found.append({GROUPS[spec.number]: [column.heading for column in part.columns]})
        elif part.group and found and part.group in found[-1]:
            found[-1][part.group].append(part.heading)
        elif part.group:
            found.append({part.group: [part.heading]})
        else:
            found.append(part.heading)
    return found


@pytest.mark.parametrize("number", range(1, 12))
def test_titles_are_the_guides(number):
    spec = REGISTRY[number]
    assert (spec.title, spec.subtitle) == (
        guide(number)["title"],
        guide(number).get("subtitle", ""),
    )


@pytest.mark.parametrize("number", range(1, 6))
def test_who_fills_a_format_is_the_guides(number):
    assert REGISTRY[number].filled_by == guide(number)["filled_by"]


@pytest.mark.parametrize("number", [1, 2, *range(4, 12)])
def test_headings_of_one_and_two_rows_are_the_guides(number):
    assert head_of(REGISTRY[number]) == guide(number)["columns"]


@pytest.mark.parametrize(("place", "letter"), [(0, "a"), (1, "b"), (2, "c")])
def test_headings_of_the_parts_of_format_3_are_as_agreed(place, letter):
    assert head_of(REGISTRY[3].parts[place]) == guide(3)["columns"][letter]


@pytest.mark.parametrize("number", range(6, 12))
def test_fixed_rows_are_the_guides(number):
    assert [label for _key, label in fixed_rows(REGISTRY[number].rows)] == ROWS[
        guide(number)["rows"]
    ]


@pytest.mark.parametrize("number", range(1, 6))
def test_header_and_last_row_are_the_guides(number):
    spec = REGISTRY[number]
    assert list(spec.header) == guide(number).get("header", [])
    assert spec.last_row == guide(number).get("last_row", "")


@pytest.mark.parametrize("number", [1, 2, 3, *range(6, 12)])
def test_columns_that_are_ours_are_told_in_the_footnote(number):
    assert REGISTRY[number].footnote == GUIDE["footnotes"].get(str(number), "")


@pytest.mark.parametrize("number", range(6, 12))
def test_the_meeting_fills_the_columns_the_guide_leaves_to_it(number):
    told = guide(number)
    spec = REGISTRY[number]
    proposed = [column.heading for column in spec.discussion if column.proposed]
    assert proposed == told.get("proposed_from_data", [])
    assert [column.heading for column in spec.discussion if not column.proposed] == (
        told["from_discussion"]
    )
    assert (spec.session, spec.group) == (told["session"], told["group"])


def test_document_types_keep_order_and_definitions():
    assert [one.label for one in DOCUMENTS] == GUIDE["document_types"]
    assert {
        one.label: {
            "wajib": one.wajib,
            "memiliki": one.memiliki,
            "basis": "aliran" if one.flow else "stok",
        }
        for one in DOCUMENTS
    } == GUIDE["wajib_definitions"]
    assert GUIDE["document_types_tail"] == TAIL


def test_elements_keep_their_order():
    assert [one.label for one in ELEMENTS] == GUIDE["labd_elements"]


@pytest.mark.parametrize("number", [4, 5])
def test_questions_are_the_guides(number):
    assert [as_guide(one) for one in REGISTRY[number].questions if not one.ours] == [
        strict(one) for one in guide(number)["questions"]
    ]


@pytest.mark.parametrize("number", [4, 5])
def test_what_is_ours_is_not_among_the_guides_words_and_is_told_in_the_footnote(number):
    spec = REGISTRY[number]
    told = json.dumps(guide(number), ensure_ascii=False)
    ours = [leaf.nothing for leaf in spec.leaves if leaf.has_nothing]
    ours += [words for one in spec.questions if one.ours for words in (one.label, *one.options)]
    assert ours
    assert [words for words in ours if words in told] == []
    assert spec.footnote == OURS


def as_guide(question):
    return {
        "label": question.label,
        "kind": question.kind,
        "hint": question.hint,
        "prefix": question.prefix,
        "options": list(question.options),
        "other": question.other_lines,
        "lines": question.lines,
        "marks": (question.boxed, question.numbered, question.several),
        "parts": [as_guide(part) for part in question.parts],
    }


def strict(told):
    other = told.get("other_lines", 1) if "other" in told else 0
    return {
        "label": told["label"],
        "kind": KINDS[told["kind"]],
        "hint": told.get("hint", ""),
        "prefix": told.get("prefix", ""),
        "options": told.get("options", []),
        "other": other,
        "lines": told.get("lines", 0),
        "marks": tuple(told.get(mark, False) for mark in ("boxed", "numbered", "several")),
        "parts": [strict(part) for part in told.get("parts", [])],
    }


@pytest.mark.parametrize("number", [1, 2])
def test_groups_repeat_for_every_type_or_element_under_its_number(number):
    rows = {1: GUIDE["document_types"], 2: GUIDE["labd_elements"]}[number]
    upper, lower = make_sheet(number).head
    (headings,) = guide(number)["columns"][2].values()
    assert [head.text for head in upper[2:]] == [f"{n}. {name}" for n, name in enumerate(rows, 1)]
    assert [head.text for head in lower] == headings * len(rows)
