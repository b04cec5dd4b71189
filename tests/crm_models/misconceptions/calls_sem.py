"""Calls of the steps of PLS at which misconceptions show."""

import numpy as np

from crm_models import sem


def calls(seed):
    """Return calls by target."""
    figure = sem.specification("Q =~ Q1..Q3\nV =~ V1..V2\nS =~ S1..S3\nQ -> V, S\nV -> S")
    paths = {"Q -> V": 0.6, "Q -> S": 0.4, "V -> S": 0.3}
    survey = sem.simulate(figure, paths, n=60, seed=seed)
    survey = (survey - survey.mean()) / survey.std(ddof=0)
    blocks = [survey[list(each.indicators)].to_numpy() for each in figure.constructs]
    scores = sem.PLSPathModel(figure).fit(survey).scores(survey)
    arrows = [(each.source, each.target) for each in figure.paths]
    known = {("Q", "V"): 0.6, ("Q", "S"): 0.4, ("V", "S"): 0.3}
    return {
        "sem.by_hand.mode_a_round": [
            ((blocks[0], blocks[2], np.ones(3), np.ones(3)), {}),
            ((blocks[1], -blocks[2], [1.0, 0.5], [1.0, 2.0, 1.0]), {}),
        ],
        "sem.by_hand.path_coefficients": [((scores, arrows), {}), ((scores, arrows[:2]), {})],
        "sem.by_hand.total_effect": [((known, "Q", "S"), {}), ((known, "V", "S"), {})],
    }
