"""PLS path models: one fit and the bootstrap, beside plspm and beside a loop over raw scores.

The European index, 250 respondents, path scheme. plspm needs pandas below 3 and so an environment
of its own, which is made under build/ the first time; without a package index its rows say why
they are empty.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

from crm_models import sem

ROOT = Path(__file__).parents[1]
REPLICATES = 1000
PEER_REPLICATES = 100
CLOSE = 1e-6
PATHS = {
    "Image -> Expectation": 0.50,
    "Image -> Satisfaction": 0.18,
    "Image -> Loyalty": 0.20,
    "Expectation -> Quality": 0.56,
    "Expectation -> Value": 0.05,
    "Expectation -> Satisfaction": 0.06,
    "Quality -> Value": 0.56,
    "Quality -> Satisfaction": 0.51,
    "Value -> Satisfaction": 0.19,
    "Satisfaction -> Complaints": 0.53,
    "Satisfaction -> Loyalty": 0.49,
    "Complaints -> Loyalty": 0.07,
}


def survey(n=250):
    return sem.simulate(sem.ECSI, PATHS, n=n, seed=3, loadings=0.75, scale=(1, 10))


def median_seconds(function, times):
    function()
    spent = []
    for _ in range(times):
        begin = time.perf_counter()
        function()
        spent.append(time.perf_counter() - begin)
    return statistics.median(spent)


def peer_python():
    """Return an interpreter with plspm, made if need be; or say why there is none."""
    given = os.environ.get("CRM_BENCH_PLSPM_PYTHON")
    if given:
        return given, ""
    home = ROOT / "build" / "peers" / "plspm"
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
    command = [python, "-m", "pip", "install", "-q", "plspm==0.5.7", "pandas<3"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return None, done.stderr.strip().splitlines()[-1]
    return str(python), ""


def plspm(table):
    """Time plspm on the same survey; its timings and coefficients, or the reason for none."""
    python, reason = peer_python()
    if python is None:
        return None, reason
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "survey.csv"
        table.to_csv(data, index=False)
        script = Path(__file__).with_name("peers") / "plspm_peer.py"
        figure = json.dumps(sem.ECSI.to_dict())
        command = [python, script, data, figure, "11", str(PEER_REPLICATES)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return None, done.stderr.strip().splitlines()[-1]
    return json.loads(done.stdout.splitlines()[-1]), ""


def run():
    """Return one row per comparison."""
    table = survey()
    model = sem.PLSPathModel(sem.ECSI)
    before = median_seconds(lambda: model.fit(table), 101)
    peer, reason = plspm(table)
    # Measured on both sides of the peer, so that neither gets the quieter half of the machine.
    fit = statistics.mean([before, median_seconds(lambda: model.fit(table), 101)])
    boot = median_seconds(lambda: model.bootstrap(table, replicates=REPLICATES, seed=1), 5)
    tasks = {
        "PLS fit, ECSI, n = 250": ("fit", fit, 1, 150.0),
        "PLS bootstrap, per replicate": ("bootstrap", boot / REPLICATES, PEER_REPLICATES, 1000.0),
    }
    rows = []
    for task, (key, ours, parts, target) in tasks.items():
        row = {"task": task, "ours_s": ours, "peer": "plspm 0.5.7", "peer_s": None}
        row["target"] = target
        if peer:
            theirs = peer[key] / parts
            gap = max(abs(model.params_[name] - peer["paths"][name]) for name in PATHS)
            row |= {
                "peer_s": theirs,
                "agreement": f"path coefficients within {gap:.0e}",
                "agrees": gap < CLOSE,
            }
        else:
            row["agreement"] = f"not run: {reason}"
        rows.append(row)
    for n in (1_000, 10_000, 100_000):
        wide = survey(n)
        seconds = median_seconds(lambda wide=wide: sem.PLSPathModel(sem.ECSI).fit(wide), 5)
        rows.append(
            {
                "task": f"PLS fit, ECSI, n = {n:,}",
                "ours_s": seconds,
                "peer": "",
                "peer_s": None,
                "agreement": "",
            }
        )
    return rows


if __name__ == "__main__":
    for each in run():
        print(json.dumps(each), file=sys.stdout)
