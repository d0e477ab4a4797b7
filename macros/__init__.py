"""The lesson's macros. Only a shim: `mkdocs serve` keeps modules, so each rebuild reads them afresh."""

import sys
from typing import Any


def define_env(env: Any) -> None:
    """Called by the macros plugin at the start of every build."""
    for name in [name for name in sys.modules if name.startswith(__name__ + ".")]:
        del sys.modules[name]
        # `from . import name` asks the package before it asks sys.modules: a module left here would be the old one.
        globals().pop(name.removeprefix(__name__ + "."), None)
    from .env import register

    env.at_the_end = register(env)


def on_post_build(env: Any) -> None:
    """Called by the macros plugin when every page is written."""
    env.at_the_end()
