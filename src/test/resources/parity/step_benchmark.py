"""Times what StepBenchmark times, in PyTorch: see there.

    OMP_WAIT_POLICY=PASSIVE python3 step_benchmark.py [steps]
"""
import re
import statistics
import sys
import time
from pathlib import Path

import torch

import second_network as second

CLASSES, WIDTHS, DROPOUT = 395, (1000, 500, 512, 256), 0.5


def timed(work):
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def encoder():
    return second.Encoder(second.Bottleneck, (3, 4, 6, 3), 64, False)


def create():
    """The two halves of a step."""
    torch.manual_seed(1)
    torch.set_num_threads(2)
    network = second.Network(encoder, WIDTHS, CLASSES, DROPOUT).train()
    adam = torch.optim.Adam([p for p in network.parameters() if p.requires_grad], 2.6e-4, weight_decay=5e-4)
    pictures = torch.randn(8, 3, 256, 128)
    person = torch.tensor([0, 0, 0, 0, 1, 1, 1, 1])
    infrared = torch.tensor([False, True] * 4)

    def gradient():
        outputs = network(pictures, "mixed")
        second.terms(outputs, person, infrared, second.PAPER)["total"].backward()

    def move():
        adam.step()
        adam.zero_grad(set_to_none=False)

    return gradient, move


def main(steps):
    gradient, move = create()
    times = [timed(gradient) + timed(move) for _ in range(steps + 1)][1:]
    medians = [statistics.median(column) for column in zip(*times)]
    peak = int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text()).group(1)) / 1024
    print("step: gradient %.2f s, CPU %.2f s; move %.3f s, CPU %.3f s; peak %.0f MiB" % (*medians, peak))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
