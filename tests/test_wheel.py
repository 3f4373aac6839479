"""What a wheel holds: all that a machine without Node, a checkout or a network needs, and nothing more."""

from __future__ import annotations

import json
import subprocess
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[1]
SHARED = {
    "sandbox/kernelspec/": "share/jupyter/kernels/mockmind/",
    "problems/": "share/mockmind/problems/",
    "example_notebooks/": "share/mockmind/example_notebooks/",
    "sandbox/Dockerfile": "share/mockmind/sandbox/Dockerfile",
    "mockmind_lab/server/mockmind_lab.json": "etc/jupyter/jupyter_server_config.d/mockmind_lab.json",
}
EXTENSION = "share/jupyter/labextensions/mockmind-lab/"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, zipfile.Path]:
    """The files of a wheel of this checkout, those for Jupyter's and our own data by their place below it."""
    if not (ROOT / "labextension" / "dist" / "package.json").is_file():
        pytest.skip("the labextension is not built: python labextension/build.py says why")
    folder = tmp_path_factory.mktemp("wheel")
    path = Path(next(iter(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"]))))
    archive = zipfile.ZipFile(path)
    names = [name for name in archive.namelist() if not name.endswith("/")]
    return {name.split(".data/data/")[-1]: zipfile.Path(archive, name) for name in names}


def tracked(folder: str) -> set[str]:
    listed = subprocess.run(["git", "ls-files", "-z", folder], cwd=ROOT, capture_output=True, check=True)
    names = listed.stdout.decode().split("\0")
    return {name for name in names if name and (ROOT / name).is_file()}


def test_it_holds_the_package_with_its_panel_texts_prompts_and_migrations(
    wheel: dict[str, zipfile.Path],
) -> None:
    package = tracked("mockmind_lab")
    kinds = {Path(name).suffix for name in package}
    assert {".py", ".vue", ".js", ".css", ".json", ".md"} <= kinds
    assert package <= wheel.keys()


def test_it_holds_the_kernelspec_the_problems_and_the_servers_configuration(
    wheel: dict[str, zipfile.Path],
) -> None:
    for source, place in SHARED.items():
        wanted = {name.replace(source, place, 1) for name in tracked(source)}
        assert wanted, source
        assert wanted <= wheel.keys(), source
    kernel = json.loads(wheel["share/jupyter/kernels/mockmind/kernel.json"].read_text())
    assert kernel["metadata"]["kernel_provisioner"]["provisioner_name"] == "mockmind-provisioner"


def test_it_holds_the_built_extension_that_loads_by_what_it_names(wheel: dict[str, zipfile.Path]) -> None:
    package = json.loads(wheel[f"{EXTENSION}package.json"].read_text())
    assert f"{EXTENSION}{package['jupyterlab']['_build']['load']}" in wheel
    schemas = {name for name in wheel if name.startswith(f"{EXTENSION}schemas/mockmind-lab/")}
    assert {Path(name).name for name in schemas} >= {
        path.name for path in (ROOT / "labextension" / "schema").glob("*.json")
    }
    assert json.loads(wheel[f"{EXTENSION}install.json"].read_text())["packageName"] == "mockmind_lab"


def test_it_names_what_finds_its_kernel_its_engine_and_its_texts(wheel: dict[str, zipfile.Path]) -> None:
    named = next(path.read_text() for name, path in wheel.items() if name.endswith("entry_points.txt"))
    groups = [
        "console_scripts",
        "jupyter_client.kernel_provisioners",
        "papermill.engine",
        "jupyterlab.locale",
    ]
    assert not [group for group in groups if f"[{group}]" not in named]


def test_it_holds_nothing_else(wheel: dict[str, zipfile.Path]) -> None:
    places = [*SHARED.values(), EXTENSION, "share/mockmind/sandbox/layout.py", "mockmind_lab/"]
    strangers = [name for name in wheel if not name.startswith(tuple(places)) and ".dist-info/" not in name]
    assert not strangers
    hidden = [name for name in wheel if any(part.startswith(".") for part in Path(name).parts)]
    assert not hidden
    unwanted = ("node_modules", "__pycache__", "tests/browser", ".map")
    assert not [name for name in wheel if any(word in name for word in unwanted)]
