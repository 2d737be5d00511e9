"""Lets Vesper and what people use instead take turns, and prints who is how fast: started by ./run."""
import argparse
import os
import shlex
import statistics
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

# One who takes part: in which processes, at once, and which work of theirs.
Side = namedtuple("Side", "name processes work")
# The first side is the one that others are compared with. A run of the work handles so many items.
Contest = namedtuple("Contest", "title items show seconds sides")
Turn = namedtuple("Turn", "speed cpu")  # runs a second; seconds of processor time for one run

PYTHON = ["/usr/bin/python3"]  # Debian's, which sees Debian's packages
HERE = Path(__file__).parent


class Process:
    """Takes its turns when told, and idles meanwhile."""

    def __init__(self, command, threads):
        limits = {name: str(threads) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
        self.command = command
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "OMP_WAIT_POLICY": "PASSIVE", **limits})
        self.answer()

    def begin(self, work, seconds):
        print(seconds, work, file=self.process.stdin, flush=True)

    def answer(self):
        for line in self.process.stdout:  # logs are between
            if line.startswith("turn "):
                return line.split()[1:]
        sys.exit(f"{shlex.join(self.command)[-200:]} ended early, with status {self.process.wait()}.")

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def python(script, *arguments, threads=1):
    return Process([*PYTHON, str(HERE / script), *map(str, arguments)], threads)


def java(name, *properties, threads=1):
    return Process([*shlex.split(os.environ["VESPER_JAVA"]), *properties, name], threads)


def pictures_a_second(items, speed):
    return f"{items * speed:.2f} pictures/s"


def queries_a_second(items, speed):
    return f"{items * speed:.1f} queries/s"


def milliseconds(items, speed):
    return f"{1e3 / speed:.1f} ms"


def embed(options):
    torch, vesper = [python("torch_embed.py")], [java("io.vesper.network.EmbedTurns")]
    for batch, show in (8, pictures_a_second), (1, milliseconds):
        yield Contest(f"embed, batch {batch}, 1 thread", batch, show, options.seconds, [
            Side("python3-torch, eager", torch, f"{batch}"),
            Side("DJL's blocks", vesper, f"djl {batch}"),
            Side("Vesper, PyTorch", vesper, f"pytorch {batch}"),
            Side("Vesper, ONNX Runtime", vesper, f"onnxruntime {batch}"),
            Side("Vesper, int8", vesper, f"int8 {batch}")])


def search(options):
    cores = len(os.sched_getaffinity(0))
    size = [f"-Dimages={options.images}", f"-Ddimension={options.dimension}"]
    vesper = [java("io.vesper.index.SearchTurns", *size, threads=cores)]
    faiss = [python("faiss_search.py", options.dimension) for _ in range(cores)]  # reads what Vesper wrote
    for work, items, probes in ("batch", 64, "64 probes at once"), ("single", 1, "single probes"):
        title = f"search {options.images:,} x {options.dimension}, {probes}, {cores} threads"
        yield Contest(title, items, queries_a_second, options.seconds, [
            Side(f"FAISS IndexFlatIP, {cores} processes", faiss, work),
            Side("Vesper", vesper, work)])


def step(options):
    yield Contest("training step, 3 x ResNet-50, batch 8, 2 threads", 8, milliseconds, options.seconds, [
        Side("python3-torch", [python("torch_step.py", threads=2)], "step"),
        Side("Vesper", [java("io.vesper.training.StepBenchmark", threads=2)], "step")])


def turn(side, seconds):
    for process in side.processes:
        process.begin(side.work, seconds)
    answers = [[float(value) for value in process.answer()] for process in side.processes]
    runs = sum(runs for runs, _, _ in answers)
    return Turn(sum(runs / wall for runs, wall, _ in answers), sum(cpu for _, _, cpu in answers) / runs)


def play(contests, rounds):
    """Each contest's sides with their turns, one a round; a round before the first warms up and does not count."""
    turns = [[[] for _ in contest.sides] for contest in contests]
    for number in range(rounds + 1):
        for contest, sides in zip(contests, turns):
            for side, taken in zip(contest.sides, sides):
                latest = turn(side, contest.seconds)
                print(f"round {number}, {contest.title}, {side.name}: {contest.show(contest.items, latest.speed)}",
                      file=sys.stderr)
                if number > 0:
                    taken.append(latest)
    return turns


def row(contest, side, taken, first):
    speeds = [mine.speed / other.speed for mine, other in zip(taken, first)]
    median = statistics.median
    return "| {} | {} | {} | {:.2f} ({:.2f} to {:.2f}) | {:.2f} | {:.2f} |".format(
        contest.title, side.name, contest.show(contest.items, median(turn.speed for turn in taken)),
        median(speeds), min(speeds), max(speeds), median(1 / speed for speed in speeds),
        median(mine.cpu / other.cpu for mine, other in zip(taken, first)))


def main():
    parser = argparse.ArgumentParser(prog="run", description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="that count; one more warms up")
    parser.add_argument("--seconds", type=float, default=2, help="that a turn lasts at least")
    parser.add_argument("--images", type=int, default=100_000, help="in the gallery, in twenties")
    parser.add_argument("--dimension", type=int, default=512, help="of the gallery's embeddings")
    parser.add_argument("parts", nargs="*", metavar="part", help="embed, search or step; none: all of them")
    options = parser.parse_args()
    parts = {"embed": embed, "search": search, "step": step}
    if not parts.keys() >= set(options.parts):
        parser.error(f"A part is one of {', '.join(parts)}; asked for: {' '.join(options.parts)}.")
    rows = []
    for name in options.parts or parts:
        contests = list(parts[name](options))
        for contest, sides in zip(contests, play(contests, options.rounds)):
            rows += [row(contest, side, taken, sides[0]) for side, taken in zip(contest.sides, sides)]
        for process in {process for contest in contests for side in contest.sides for process in side.processes}:
            process.end()
    print("| work | who | median | speed / first's, median of rounds (range) | time / first's | processor time / first's |")
    print("|---|---|---|---|---|---|")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
