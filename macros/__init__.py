"""The lesson's macros. Only a shim: `mkdocs serve` keeps modules, so each rebuild reads them afresh."""

import sys
from typing import Any


def define_env(env: Any) -> None:
    """Called by the macros plugin at the start of every build."""
    for name in [name for name in sys.modules if name.startswith(__name__ + ".")]:
        del sys.modules[name]
        globals().pop(name.removeprefix(__name__ + "."), None)  # else `from . import x` would find the old module
    from .env import register

    register(env)
