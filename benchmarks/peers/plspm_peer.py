"""Runs in an environment of its own: plspm 0.5.7 breaks on pandas 3.

Reads a survey (CSV) and a figure (JSON), prints timings and path coefficients as JSON.
"""

import json
import sys
import time
import warnings

import pandas as pd
from plspm.config import MV, Config, Structure
from plspm.mode import Mode
from plspm.plspm import Plspm
from plspm.scale import Scale
from plspm.scheme import Scheme


def configure(figure):
    structure = Structure()
    for source, target in figure["paths"]:
        structure.add_path([source], [target])
    # The package's own scaling divides all columns by one number; NUM standardises each.
    config = Config(structure.path(), default_scale=Scale.NUM)
    for each in figure["constructs"]:
        mode = Mode.A if each["mode"] == "A" else Mode.B
        config.add_lv(each["name"], mode, *[MV(name) for name in each["indicators"]])
    return config


def main():
    warnings.simplefilter("ignore")
    survey, figure = pd.read_csv(sys.argv[1]), json.loads(sys.argv[2])
    fits, replicates = int(sys.argv[3]), int(sys.argv[4])
    config = configure(figure)

    def fit(**options):
        begin = time.perf_counter()
        found = Plspm(survey, config, Scheme.PATH, iterations=300, tolerance=1e-9, **options)
        return time.perf_counter() - begin, found

    seconds = sorted(fit()[0] for _ in range(fits))
    matrix = fit()[1].path_coefficients()
    boot = fit(bootstrap=True, bootstrap_iterations=replicates, processes=2)[0]
    paths = {f"{s} -> {t}": matrix.loc[t, s] for s, t in figure["paths"]}
    print(json.dumps({"fit": seconds[len(seconds) // 2], "bootstrap": boot, "paths": paths}))


if __name__ == "__main__":
    main()
