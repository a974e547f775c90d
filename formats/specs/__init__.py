"""The registry: every `format_NN` module of this package holds one SPEC.

A new format is a new file here; nothing else needs to know.
"""

import importlib
import pkgutil


def load():
    """Return number -> FormatSpec over all modules `format_*` of this package, in order."""
    specs = {}
    for module in pkgutil.iter_modules(__path__):
        if module.name.startswith("format_"):
            spec = importlib.import_module(f"{__name__}.{module.name}").SPEC
            specs[spec.number] = spec
    return dict(sorted(specs.items()))


REGISTRY = load()


def reload():
    """Read the package again, in place; for a spec file added while running."""
    importlib.invalidate_caches()
    REGISTRY.clear()
    REGISTRY.update(load())
