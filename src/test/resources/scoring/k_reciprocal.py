"""Writes k_reciprocal.json: re-ranked distances by a second program, in Python without packages.

It follows Zhong et al. 2017 (arXiv 1701.08398) set by set and sum by sum, without a thought for speed, and its authors' program
where that differs: distances are divided by the largest of their row, and a candidate's neighbours are taken in if MORE than two
thirds of them are shared.

    python3 k_reciprocal.py > k_reciprocal.json
"""

import json
import math
import random


def distances(vectors, probes, k1, k2, lam):
    n = len(vectors)
    everyone = range(n)
    squared = [[sum((a - b) ** 2 for a, b in zip(vectors[i], vectors[j])) for j in everyone] for i in everyone]
    d = [[squared[i][j] / max(squared[i]) for j in everyone] for i in everyone]
    order = [sorted(everyone, key=lambda j: (d[i][j], j)) for i in everyone]

    def nearest(i, k):  # N(i, k), and i
        return order[i][: k + 1]

    def reciprocal(i, k):  # eq. 3
        return {j for j in nearest(i, k) if i in nearest(j, k)}

    def grown(i):  # eq. 4
        core = reciprocal(i, k1)
        result = set(core)
        for j in core:
            theirs = reciprocal(j, round(k1 / 2))
            if len(theirs & core) > 2 / 3 * len(theirs):
                result |= theirs
        return result

    def weights(i):  # eq. 7
        members = grown(i)
        raw = {j: math.exp(-d[i][j]) for j in members}
        return [raw.get(j, 0) / sum(raw.values()) for j in everyone]

    v = [weights(i) for i in everyone]
    expanded = [[sum(v[j][c] for j in order[i][:k2]) / min(k2, n) for c in everyone] for i in everyone]  # eq. 11

    def jaccard(i, j):  # eq. 10
        low = sum(min(a, b) for a, b in zip(expanded[i], expanded[j]))
        high = sum(max(a, b) for a, b in zip(expanded[i], expanded[j]))
        return 1 - low / high

    return [[(1 - lam) * jaccard(p, g) + lam * d[p][g] for g in range(probes, n)] for p in range(probes)]  # eq. 12


def unit(values):
    length = math.sqrt(sum(x * x for x in values))
    return [round(x / length, 7) for x in values]


def case(seed, people, images, probes, k1, k2, lam):
    rng = random.Random(seed)
    centres = [[rng.gauss(0, 1) for _ in range(8)] for _ in range(people)]
    vectors = [unit([c + rng.gauss(0, 0.7) for c in centres[i % people]]) for i in range(probes + images)]
    return {
        "k1": k1,
        "k2": k2,
        "lambda": lam,
        "vectors": vectors,
        "distances": [[round(x, 9) for x in row] for row in distances(vectors, probes, k1, k2, lam)],
    }


cases = [case(1, 6, 100, 1, 20, 6, 0.3), case(2, 5, 40, 3, 7, 3, 0.5), case(3, 3, 8, 2, 20, 6, 0.3), case(4, 4, 30, 1, 5, 1, 0)]
print(json.dumps(cases))
