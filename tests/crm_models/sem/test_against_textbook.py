"""The package works on stacks of correlation matrices; the judge here loops over raw scores.

Written from Lohmöller (1989) and Tenenhaus et al. (2005) without a line of the package.
"""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_models import sem


def textbook_pls(data, blocks, modes, arrows, scheme, rounds=500):
    """Iterate on score vectors; return scores, loadings, path coefficients and R²."""
    columns = [data[:, block] for block in blocks]
    columns = [(x - x.mean(0)) / x.std(0) for x in columns]
    count = len(blocks)
    weights = [np.ones(x.shape[1]) for x in columns]

    def standard(score):
        return (score - score.mean()) / score.std()

    scores = [standard(x @ w) for x, w in zip(columns, weights, strict=True)]
    for _ in range(rounds):
        last = scores.copy()
        proxies = []
        for j in range(count):
            proxy = np.zeros(len(data))
            before = [i for i, k in arrows if k == j]
            after = [k for i, k in arrows if i == j]
            if scheme == "path":
                if before:
                    inputs = np.column_stack([scores[i] for i in before])
                    beta, *_ = np.linalg.lstsq(inputs, scores[j], rcond=None)
                    proxy += inputs @ beta
                for k in after:
                    proxy += np.corrcoef(scores[j], scores[k])[0, 1] * scores[k]
            else:
                for k in before + after:
                    r = np.corrcoef(scores[j], scores[k])[0, 1]
                    proxy += (np.sign(r) if scheme == "centroid" else r) * scores[k]
            proxies.append(standard(proxy))
        for j, x in enumerate(columns):
            if modes[j] == "A":
                weights[j] = np.array([np.mean(x[:, i] * proxies[j]) for i in range(x.shape[1])])
            else:
                weights[j], *_ = np.linalg.lstsq(x, proxies[j], rcond=None)
            scores[j] = standard(x @ weights[j])
        if max(abs(a - b).max() for a, b in zip(scores, last, strict=True)) < 1e-11:
            break
    for j, x in enumerate(columns):
        loads = [np.corrcoef(x[:, i], scores[j])[0, 1] for i in range(x.shape[1])]
        if sum(loads) < 0:
            scores[j] = -scores[j]
    loadings = [
        np.corrcoef(x[:, i], y)[0, 1]
        for x, y in zip(columns, scores, strict=True)
        for i in range(x.shape[1])
    ]
    coefficients, explained = {}, {}
    for j in range(count):
        before = [i for i, k in arrows if k == j]
        if before:
            inputs = np.column_stack([scores[i] for i in before])
            beta, *_ = np.linalg.lstsq(inputs, scores[j], rcond=None)
            explained[j] = 1 - np.var(scores[j] - inputs @ beta)
            coefficients |= {(i, j): b for i, b in zip(before, beta, strict=True)}
    return np.array(loadings), coefficients, explained


def model_of(sizes, modes, arrows):
    names = [f"c{j}" for j in range(len(sizes))]
    constructs = [
        sem.construct(name, [f"{name}_{i}" for i in range(size)], mode=mode)
        for name, size, mode in zip(names, sizes, modes, strict=True)
    ]
    return sem.Specification(constructs, [sem.Path(names[i], names[j]) for i, j in arrows])


FIGURES = {
    "two blocks": ([3, 3], [(0, 1)]),
    "chain": ([3, 2, 4], [(0, 1), (1, 2)]),
    "full": ([4, 3, 2, 3], [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)]),
    "fork": ([2, 3, 3, 1], [(0, 2), (1, 2), (2, 3)]),
}


def answers(sizes, seed, n=120):
    rng = np.random.default_rng(seed)
    common = rng.standard_normal(n)
    columns = []
    for size in sizes:
        factor = 0.6 * common + 0.8 * rng.standard_normal(n)
        columns += [factor + 0.7 * rng.standard_normal(n) for _ in range(size)]
    return np.column_stack(columns) * 2 + 6


@pytest.mark.parametrize("scheme", ["path", "factorial", "centroid"])
@pytest.mark.parametrize("figure", FIGURES)
@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10_000), letters=st.lists(st.sampled_from("AB"), min_size=4, max_size=4))
def test_same_estimates_as_the_textbook(scheme, figure, seed, letters):
    sizes, arrows = FIGURES[figure]
    modes = letters[: len(sizes)]
    data = answers(sizes, seed)
    ends = np.cumsum([0, *sizes])
    blocks = [list(range(a, b)) for a, b in itertools.pairwise(ends)]
    loadings, coefficients, explained = textbook_pls(data, blocks, modes, arrows, scheme)
    spec = model_of(sizes, modes, arrows)
    table = pd.DataFrame(data, columns=list(spec.indicators))
    model = sem.PLSPathModel(spec, scheme=scheme, tolerance=1e-11, max_iterations=2000).fit(table)
    if scheme == "centroid" and min(abs(model.construct_correlations_.to_numpy().ravel())) < 0.05:
        return  # a sign that hardly holds may settle either way
    np.testing.assert_allclose(model.loadings_, loadings, atol=1e-7)
    found = model.paths_.to_numpy()
    for (i, j), value in coefficients.items():
        assert found[i, j] == pytest.approx(value, abs=1e-7)
    for j, value in explained.items():
        assert model.r_squared_[f"c{j}"] == pytest.approx(value, abs=1e-7)


def test_scores_are_the_textbooks_weighted_sums():
    sizes, arrows = FIGURES["chain"]
    spec = model_of(sizes, "AAA", arrows)
    table = pd.DataFrame(answers(sizes, 3), columns=list(spec.indicators))
    model = sem.PLSPathModel(spec).fit(table)
    scores = model.scores(table)
    np.testing.assert_allclose(scores.mean(), 0, atol=1e-12)
    np.testing.assert_allclose(scores.std(ddof=0), 1)
    np.testing.assert_allclose(scores.corr(), model.construct_correlations_, atol=1e-12)
    for name, item in model.loadings_.index:
        r = np.corrcoef(table[item], scores[name])[0, 1]
        assert r == pytest.approx(model.loadings_[name, item], abs=1e-12)


def test_covariances_weigh_wide_items_more():
    """Unscaled PLS is PLS on raw, centred columns."""
    sizes, arrows = FIGURES["two blocks"]
    spec = model_of(sizes, "AA", arrows)
    table = pd.DataFrame(answers(sizes, 4), columns=list(spec.indicators))
    wide = table.assign(c0_0=table["c0_0"] * 5)
    raw = sem.PLSPathModel(spec, scaled=False).fit(wide)
    standard = sem.PLSPathModel(spec).fit(wide)
    assert raw.weights_["c0", "c0_0"] > standard.weights_["c0", "c0_0"] + 0.2
    cross = np.cov(wide.to_numpy().T, ddof=0)[:3, 3:]
    left, _, right = np.linalg.svd(cross)
    deviations = wide.std(ddof=0).to_numpy()
    expected = np.concatenate([left[:, 0] * deviations[:3], right[0] * deviations[3:]])
    found = raw.weights_.to_numpy()
    for part in (slice(0, 3), slice(3, 6)):
        ratio = found[part] / expected[part]
        np.testing.assert_allclose(ratio, ratio[0], rtol=1e-6)
