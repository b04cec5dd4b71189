import subprocess
import sys


def test_importing_the_package_imports_nothing_heavy():
    code = (
        "import sys, time; begin = time.perf_counter(); import crm_models; "
        "spent = time.perf_counter() - begin; "
        "heavy = {'pandas', 'numpy', 'scipy', 'matplotlib', 'sklearn'} & set(sys.modules); "
        "print(sorted(heavy), spent < 0.3)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] True"


def test_models_do_not_import_plotting_or_scikit_learn():
    code = (
        "import sys; from crm_models import rfm, retention, misconceptions; "
        "misconceptions.everything(); "
        "print(sorted({'matplotlib', 'sklearn', 'statsmodels'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
