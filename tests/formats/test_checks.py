"""A mistake in a spec is told before anybody meets it."""

from dataclasses import replace

import pytest

from formats.checks import specs_are_sound
from formats.spec import Axis, Column, Kind
from formats.specs import REGISTRY


def column(**told):
    return Column(**{"key": "wajib", "heading": "Wajib", "kind": Kind.COUNT} | told)


def broken_part(**changes):
    spec = REGISTRY[3]
    return replace(spec, parts=(replace(spec.parts[0], **changes), *spec.parts[1:]))


FOUR = REGISTRY[4]
MISTAKES = [
    (replace(REGISTRY[1], columns=(column(), column())), "formats.E001"),
    (replace(FOUR, questions=(*FOUR.questions, FOUR.questions[1].parts[0])), "formats.E001"),
    (replace(REGISTRY[1], columns=(column(compute="tidak_ada"),)), "formats.E002"),
    (replace(REGISTRY[1], columns=(column(width=0),)), "formats.E003"),
    (replace(REGISTRY[1], rows=Axis.QUESTIONS), "formats.E004"),
    (broken_part(columns=(column(), column())), "formats.E001"),
    (broken_part(source="tidak ada"), "formats.E005"),
    (replace(FOUR, source="coverage"), "formats.E006"),
]


@pytest.mark.parametrize(("spec", "told"), MISTAKES)
def test_a_mistake_in_a_spec_is_found(monkeypatch, spec, told):
    monkeypatch.setitem(REGISTRY, spec.number, spec)
    assert [error.id for error in specs_are_sound(None)] == [told]
