"""Work that takes turns with that of other processes; io.vesper.bench.Turns is the same for Java."""
import sys
import time


def take(works):
    """Answers each line "SECONDS NAME" with "turn RUNS WALL CPU": see there."""
    print("turn ready", flush=True)
    for line in sys.stdin:
        seconds, name = line.strip().split(" ", 1)
        start, cpu, runs, wall = time.perf_counter(), time.process_time(), 0, 0.0
        while runs == 0 or wall < float(seconds):
            works[name]()
            runs += 1
            wall = time.perf_counter() - start
        print("turn", runs, wall, time.process_time() - cpu, flush=True)
