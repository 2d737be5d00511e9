"""The ten nearest of what SearchTurns left, by FAISS's flat index, one probe at a time and all at once.

One thread: as many of these run at once as there are cores. FAISS would search for a single probe on one thread anyway.
"""
import itertools
import sys
from pathlib import Path

import faiss
import numpy

import turns

LIMIT = 10

faiss.omp_set_num_threads(1)
folder, dimension = Path("target/benchmark"), int(sys.argv[1])
index = faiss.IndexFlatIP(dimension)
index.add(numpy.fromfile(folder / "gallery.f32", "<f4").reshape(-1, dimension))
probes = numpy.fromfile(folder / "probes.f32", "<f4").reshape(-1, dimension)

# Sums in another order may swap neighbours that are alike, no more.
_, found = index.search(probes, LIMIT)
expected = numpy.loadtxt(folder / "nearest.txt", int)
common = sum(len(numpy.intersect1d(*rows)) for rows in zip(found, expected))
if common < 0.999 * expected.size:
    sys.exit(f"FAISS finds {common} of the {expected.size} nearest images that Vesper found; 99.9 % are expected.")

place = itertools.cycle(range(len(probes)))


def single():
    i = next(place)
    index.search(probes[i:i + 1], LIMIT)


turns.take({"single": single, "batch": lambda: index.search(probes, LIMIT)})
