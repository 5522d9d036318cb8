"""Hold the wheel to what git tracks, and the installed program to its promises."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import tadqiq

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("rules/", "reports/")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """Install the wheel alone into a folder: what is not in it cannot be found."""
    site = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return site


def tracked():
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True
    )
    return [name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_the_wheel_holds_what_git_tracks_and_nothing_else(wheel):
    wanted = {"tadqiq" + name.removeprefix("checks/tadqiq") for name in tracked() if name.startswith("checks/tadqiq/")}
    wanted |= {f"tadqiq/_rooms/{name}" for name in tracked() if name.startswith(ROOMS)}

    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}

    assert held == wanted
    assert {name.split("/")[0] for name in held} == {"tadqiq"}


def run(site, folder, *words):
    """Run the installed program from another folder, with this environment's libraries but not this checkout."""
    code = f"import sys; sys.path[:] = [{str(site)!r}] + [p for p in sys.path if p and not p.startswith({str(ROOT / 'checks')!r})]; from tadqiq.cli import main; main()"
    # -P keeps the folder it runs in from standing in for the package.
    return subprocess.run(
        [sys.executable, "-P", "-c", code, *words], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_installed_program_checks_the_examples_and_writes_the_report(installed, tmp_path):
    done = run(
        installed, tmp_path, "check", str(ROOT / "examples" / "newsroom" / "articles.jsonl"), "--html", "report.html", "--format", "jsonl"
    )

    assert done.returncode == 1, done.stderr
    assert '"code":' in done.stdout
    assert 'dir="rtl"' in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [["--help"], ["rules", "list"], ["explain", "DUP001"]])
def test_light_commands_load_nothing_heavy(words):
    heavy = ("great_expectations", "pandera", "duckdb", "scipy", "pandas", "pyspark") + (("polars",) if words == ["--help"] else ())
    code = (
        "import sys, runpy\n"
        f"sys.argv = ['tadqiq', *{words!r}]\n"
        "try:\n    runpy.run_module('tadqiq', run_name='__main__')\nexcept SystemExit:\n    pass\n"
        f"print([m for m in {heavy!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", cwd=ROOT / "checks", check=False)

    assert done.stderr.strip().splitlines()[-1] == "[]"


def test_a_plain_check_loads_nothing_heavy():
    code = (
        "import sys\nfrom tadqiq import check\n"
        f"check([{str(ROOT / 'examples' / 'newsroom' / 'articles.jsonl')!r}])\n"
        "print([m for m in ('great_expectations', 'scipy', 'pandas', 'pandera', 'duckdb', 'pyspark') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", cwd=ROOT / "checks", check=True)

    assert done.stdout.strip() == "[]"


def test_the_public_names_are_all_there_is():
    assert sorted(tadqiq.__all__) == ["check", "load", "mentions"]
    assert all(callable(getattr(tadqiq, name)) for name in tadqiq.__all__)
    with pytest.raises(AttributeError):
        _ = tadqiq.nothing


@pytest.mark.parametrize("words", ["tadqiq.load", "tadqiq.check, tadqiq.load", "tadqiq.load, tadqiq.load"])
def test_the_public_load_can_be_called_whatever_was_met_before(words):
    """The stage `tadqiq.load` and the function have one name: importing the one must not hide the other."""
    code = f"import tadqiq; {words}; from tadqiq import load; print(load([]).articles.height, tadqiq.load([]).articles.height)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", cwd=ROOT / "checks", check=True)

    assert done.stdout.strip() == "0 0"


def test_no_committed_file_names_a_host_or_a_place_on_a_machine():
    words = ["files." + "pythonhosted", "pypi." + "org", "/" + "work/", "registry." + "npmjs"]
    for name in tracked():
        text = (ROOT / name).read_text(encoding="utf-8", errors="replace")
        assert not [word for word in words if word in text], name
