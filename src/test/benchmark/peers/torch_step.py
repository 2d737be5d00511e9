"""A training step as in StepBenchmark: the same three branches, routing, loss terms, weights and Adam. Only random numbers differ."""
import sys
from pathlib import Path

import turns

sys.path.insert(0, str(Path(__file__).parents[2] / "resources" / "parity"))
import step_benchmark  # noqa: E402

gradient, move = step_benchmark.create()
turns.take({"step": lambda: (gradient(), move())})
