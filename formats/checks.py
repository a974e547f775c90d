"""System checks over the specs: a mistake in a format shows before anybody meets it."""

from django.core.checks import Error, register

from formats.recaps import COMPUTE
from formats.spec import Axis, Repeat
from formats.specs import REGISTRY
from formats.survey_tables import SOURCE
from formats.tables import SOURCES


@register()
def specs_are_sound(app_configs, **kwargs):
    """Return an Error for every spec whose keys clash or whose functions do not exist."""
    return [error for spec in REGISTRY.values() for error in _mistakes(spec)]


def _mistakes(spec):
    where = f"formats.specs.format_{spec.number:02}"
    yield from _in_table(spec, where)
    for part in spec.parts:
        yield from _in_table(part, f"{where}, {part.title}")
        if part.source not in SOURCES or part.parts:
            yield Error(f"{where}, {part.title}: a part has a live source.", id="formats.E005")
    if spec.is_questionnaire != (spec.source == SOURCE) or (spec.is_questionnaire and spec.parts):
        yield Error(f"{where}: a questionnaire is told by each desa.", id="formats.E006")


def _in_table(spec, where):
    keys = [part.key for part in spec.columns if not isinstance(part, Repeat)]
    questions = [one.key for asked in spec.questions for one in (asked, *asked.parts)]
    for key in _twice(keys) | _twice(questions):
        yield Error(f"{where}: '{key}' stands twice.", id="formats.E001")
    for column in spec.flat:
        if column.compute and column.compute not in COMPUTE:
            yield Error(f"{where}: recaps has no function '{column.compute}'.", id="formats.E002")
        if column.width <= 0:
            yield Error(f"{where}: '{column.key}' has no width.", id="formats.E003")
    if (spec.rows is Axis.QUESTIONS) != bool(spec.questions) or not (
        spec.columns or spec.questions or spec.parts
    ):
        yield Error(f"{where}: columns or questions must fit its rows.", id="formats.E004")


def _twice(keys):
    return {key for key in keys if keys.count(key) > 1}
