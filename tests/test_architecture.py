"""The house keeps its shape: one direction, one door, formats as data, small files."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from desa.nik import refuse_nik, refuse_nik_within

ROOT = Path(__file__).resolve().parent.parent
APPS = ("desa", "formats", "rakorcam", "labd")
SOURCES = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))]
CODE = [path for path in SOURCES if "migrations" not in path.parts]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

# Who may ask for rows without saying for whom, and why that is safe.
UNSCOPED = {
    "desa/access.py": "it is the door",
    "desa/admin_site.py": "superusers keep all rows; everybody else comes by allowed()",
    "desa/history.py": "writes rows that came through the door",
    "desa/management/commands/buat_akun.py": "run by whoever keeps the server",
    "desa/models.py": "declares it",
    "desa/wilayah.py": "run by whoever keeps the server",
    "formats/actions.py": "receives objects that came through the door",
    "formats/complaint_actions.py": "receives objects that came through the door",
    "formats/complaints.py": "receives desa that the caller has scoped",
    "formats/data.py": "receives desa that the caller has scoped",
    "formats/element_grid.py": "reads below a scoped kecamatan",
    "formats/families.py": "reads below a scoped kecamatan",
    "formats/forms.py": "reads below a scoped kecamatan",
    "formats/grid_aside.py": "reads below a scoped kecamatan and desa",
    "formats/periods.py": "reads the periods of a scoped kabupaten",
    "formats/survey_actions.py": "receives objects that came through the door",
    "formats/survey_data.py": "receives desa that the caller has scoped",
    "formats/surveys.py": "receives desa that came through the door",
    "formats/targets.py": "reads the targets of a scoped period",
    "formats/views_bukti.py": "reads below a scoped desa",
    "formats/views_daftar.py": "reads below scoped desa",
    "formats/views_pengaduan.py": "reads below a scoped desa",
    "formats/views_periksa.py": "reads the types and themes of a scoped kecamatan",
    "formats/views_target.py": "reads the types of a scoped kecamatan",
    "formats/views_tema.py": "reads the themes of a scoped kecamatan's kabupaten",
    "formats/views_types.py": "reads the guide's types and those of a scoped kecamatan",
    "formats/warning_actions.py": "receives objects that came through the door",
    "labd/context.py": "asks whether this is the demo",
    "labd/dasbor/desa_gather.py": "reads below a scoped desa",
    "labd/dasbor/gather.py": "reads below a scoped kecamatan",
    "labd/dasbor/kabupaten_gather.py": "reads below a scoped kabupaten",
    "labd/dasbor/warnings_gather.py": "reads below a scoped kecamatan",
    "labd/konteks.py": "reads the periods of a scoped kecamatan",
    "labd/overview.py": "reads below scoped kecamatan",
    "labd/demo.py": "run by whoever keeps the server",
    "labd/ekspor.py": "run by whoever keeps the server",
    "labd/bench_evaluasi.py": "run by whoever keeps the server",
    "labd/bench_dasbor.py": "run by whoever keeps the server",
    "labd/bench_pairs.py": "run by whoever keeps the server",
    "labd/bench_world.py": "run by whoever keeps the server",
    "rakorcam/actions.py": "receives objects that came through the door",
    "rakorcam/actions_progress.py": "receives objects that came through the door",
    "rakorcam/actions_targets.py": "receives objects that came through the door",
    "rakorcam/actions_visits.py": "receives objects that came through the door",
    "rakorcam/bina.py": "reads below a scoped visit",
    "rakorcam/carrying.py": "reads the desa of a scoped item's kecamatan",
    "rakorcam/cycle_facts.py": "reads below a scoped kecamatan",
    "rakorcam/followup.py": "reads below a scoped kecamatan",
    "rakorcam/forms.py": "reads below a scoped kecamatan",
    "rakorcam/forms_evaluasi.py": "reads below a scoped kecamatan",
    "rakorcam/guards.py": "receives objects that came through the door",
    "rakorcam/laporan.py": "reads below a scoped kecamatan",
    "rakorcam/review.py": "reads below a scoped kecamatan",
    "rakorcam/snapshot.py": "reads below a scoped session",
    "rakorcam/tindak_baris.py": "reads below a scoped kecamatan",
    "rakorcam/worksheets.py": "reads below a scoped session",
}
BY_ANOTHER_NAME = {"_default_manager", "_base_manager"}

# Text that people do not type: codes checked by their own pattern, what the system itself writes.
NOT_TYPED = {
    "desa.User.password": "a hash",
    "desa.User.username": "checked in User.clean",
    "desa.User.email": "checked in User.clean",
    "formats.DocumentType.key": "a name in code",
    "formats.Attachment.file": "a name the system makes",
    "formats.Attachment.content_type": "what the content is found to be",
    "formats.Answer.question": "a key of the spec",
    "formats.Correction.question": "a key of the spec",
    "formats.ChallengeTag.question": "a key of the spec",
    "formats.Acknowledgement.rule": "the key of a rule",
    "formats.Acknowledgement.subject": "ids and codes, written by the system",
    "formats.ChallengeTag.elements": "keys of elements, checked by their own validator",
    "rakorcam.Snapshot.payload": "what was frozen from fields that are checked",
    "rakorcam.Snapshot.checksum": "a SHA-256",
    "rakorcam.SheetRow.row": "an element key or the UUID of a type",
    "rakorcam.Discussion.row": "an element key or the UUID of a type",
    "rakorcam.Discussion.column": "a column key of the spec",
    "rakorcam.PlanItem.row": "an element key or the UUID of a type",
    "rakorcam.Progress.photo": "a name the system makes",
    "rakorcam.VisitPhoto.file": "a name the system makes",
}


TYPED = models.CharField | models.TextField | models.FileField | models.JSONField


def name(path):
    return str(path.relative_to(ROOT))


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path):
    """Yield the top package of every import in a file, also those inside functions."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("app", APPS)
def test_apps_import_in_one_direction(app):
    later = set(APPS[APPS.index(app) + 1 :])
    wrong = {name(path) for path in SOURCES if path.parts[len(ROOT.parts)] == app
             and later & set(imports(path))}  # fmt: skip
    assert wrong == set()


def test_nobody_imports_the_tests():
    assert {name(path) for path in SOURCES if "tests" in imports(path)} == set()


def test_only_files_on_the_list_ask_for_unscoped_rows():
    found = {
        name(path)
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "unscoped"
    }
    assert found - set(UNSCOPED) == set(), "start from a row that came through the door"
    assert set(UNSCOPED) - found - {"desa/models.py"} == set(), "the list names too many"


def test_nobody_goes_round_the_door_by_another_name():
    found = {
        (name(path), node.attr)
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in BY_ANOTHER_NAME
    }
    assert found == set()


def test_no_code_names_a_single_format():
    pattern = re.compile(r"(number|nomor) *(==|!=|in) *[(\[{0-9]")
    found = [
        f"{name(path)}:{number}"
        for path in (*CODE, *TEMPLATES)
        if "specs" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_no_template_belongs_to_a_single_format():
    assert [name(path) for path in TEMPLATES if re.search(r"format_?\d", path.name)] == []


@pytest.mark.parametrize("folder", [*APPS, "tests", "scripts"])
def test_files_stay_within_400_lines(folder):
    long = {
        name(path): lines
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def public(node):
    """Yield the public functions and classes of a module, and the methods of its classes."""
    for inner in node.body:
        if isinstance(inner, ast.FunctionDef | ast.ClassDef) and not inner.name.startswith("_"):
            yield inner
            if isinstance(inner, ast.ClassDef):
                yield from (one for one in public(inner) if one.name != "Meta")


def test_every_public_function_and_class_says_what_it_does():
    silent = [
        f"{name(path)}: {node.name}"
        for path in CODE
        for node in public(tree(path))
        if not ast.get_docstring(node)
    ]
    assert silent == []


def test_every_text_that_people_type_refuses_a_nik():
    open_fields = []
    for model in apps.get_models():
        if model._meta.app_label not in APPS or model.__name__.startswith("Historical"):
            continue
        for field in model._meta.get_fields():
            label = f"{model._meta.label}.{field.name}"
            typed = isinstance(field, TYPED)
            if not typed or field.choices or label in NOT_TYPED or field.name == "code":
                continue
            if not any(one in (refuse_nik, refuse_nik_within) for one in field.validators):
                open_fields.append(label)
    assert open_fields == []


def test_codes_are_checked_by_their_own_pattern():
    for label in ("desa.Kabupaten", "desa.Kecamatan", "desa.Desa", "formats.Period"):
        pattern = apps.get_model(label)._meta.get_field("code").validators[0].regex
        assert not pattern.match("5208012001900001")


def test_every_migration_is_named_by_hand():
    made_up = re.compile(r"^\d{4}_(auto|initial|alter|add|remove|delete|rename|create)_?")
    names = [path.stem for app in APPS for path in (ROOT / app).glob("migrations/[0-9]*.py")]
    assert names
    assert [one for one in names if made_up.match(one)] == []


def test_commit_subjects_fit_in_50_letters():
    if not (ROOT / ".git").exists():
        pytest.skip("bukan salinan git")
    log = subprocess.run(
        ["git", "log", "--no-merges", "--format=%s"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    assert [subject for subject in log if len(subject) > 50 or subject.endswith(".")] == []
