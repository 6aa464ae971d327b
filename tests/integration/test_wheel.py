from __future__ import annotations

from hatchling.builders.wheel import WheelBuilder

from tests.helpers.sources import ROOT, files


def test_a_wheel_carries_the_program_with_its_resources():
    packed = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    code = {file.relative_to(ROOT).as_posix() for file in files()}
    needed = {
        "gridkeeper/_resources/" + file.relative_to(ROOT / "resources").as_posix()
        for folder in ("codes", "fonts", "translations")
        for file in (ROOT / "resources" / folder).rglob("*")
        if file.suffix in {".json", ".ttf", ".mo"}
    }

    assert needed
    assert code | needed <= packed


def test_a_wheel_leaves_tests_and_installer_out():
    packed = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}

    assert {name.split("/")[0] for name in packed} == {"gridkeeper"}
