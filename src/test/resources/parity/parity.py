"""Computes what ParityIT compares with: three training steps of a small network, in float64.

    python3 parity.py          writes parity.json and paper.npz beside this file

Weights and pictures follow from a formula that both languages compute alike, bit for bit. Where the sign of a ReLU's input or of
a gradient that Adam scales up, or which of two values is the larger, hangs on a last bit, float32 and float64 part ways for good.
SALT is one of those with which nothing does. The script makes sure: it repeats each run in float32, and with every first weight
changed by up to a millionth, and refuses a salt with which that makes more than a small difference.
"""
import json
import re
import sys
import zlib
from pathlib import Path

import numpy as np
import torch

import second_network as second

HERE = Path(__file__).parent
HEIGHT, WIDTH, CELL = 32, 16, 4
PEOPLE, PICTURES = 6, 2
WIDTHS = (12, 10, 8, 6)
STEPS = 3
SALT = "19."
BASE_RATE, WEIGHT_DECAY = 0.02, 5e-4
GROUPS = ("encoder", "neck", "classifier", "bottleneck.mlp", "bottleneck.classifier")
CASES = {
    "paper": second.PAPER,
    "official": dict(
        second.PAPER, attention=True, mutual=second.sinkhorn, distillation=second.released_divergence,
        weights=dict(second.PAPER["weights"], mutualLearning=8, variationalMutualLearning=0)),
    "split": dict(second.PAPER, routing="split", metric=second.triplet_loss),
    "shared": dict(
        second.PAPER, specific=0,
        weights=dict(second.PAPER["weights"], mutualLearning=0, selfDistillation=0))}


def uniform(name, count):
    """Pseudo-random numbers in [-1, 1), multiples of 2^-23: a hash of name and index."""
    with np.errstate(over="ignore"):
        x = np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B9) + np.uint32(zlib.crc32((SALT + name).encode()))
        x = (x ^ (x >> np.uint32(16))) * np.uint32(0x85EBCA6B)
        x = (x ^ (x >> np.uint32(13))) * np.uint32(0xC2B2AE35)
        x = x ^ (x >> np.uint32(16))
    return (x >> np.uint32(8)).astype(np.float64) / 2 ** 23 - 1


def start(name, shape):
    """A tensor's first values; shifts and gates are not 0, so that nothing they reach is left out."""
    values = uniform(name, int(np.prod(shape)))
    last = name.split(".")[-1]
    if name.endswith("neck.bias"):
        values = 0 * values
    elif last in ("bias", "running_mean"):
        values = 0.2 + 0.1 * values
    elif last == "gamma":
        values = 0.3 + 0.1 * values
    elif len(shape) == 1:
        values = 1 + 0.2 * values
    else:
        values = np.sqrt(6 / np.prod(shape[1:])) * values
    return values.astype(np.float32).reshape(shape)


def picture(step, person, modality, number):
    """Coarse cells that a person's pictures share, and noise of each picture's own; an infrared one has equal channels."""
    cells = uniform("step%d.person%d" % (step, person), 3 * HEIGHT // CELL * WIDTH // CELL)
    cells = cells.reshape(3, HEIGHT // CELL, WIDTH // CELL).repeat(CELL, 1).repeat(CELL, 2)
    noise = uniform("step%d.person%d.%s%d" % (step, person, modality, number), 3 * HEIGHT * WIDTH)
    pixels = cells + 0.5 * noise.reshape(3, HEIGHT, WIDTH)
    return np.stack([pixels[0]] * 3) if modality == "infrared" else pixels


def batch(step, routing):
    """Person by person, and within one visible and infrared in turns; with split routing first all visible ones."""
    rows = [
        (person, modality, number)
        for person in range(PEOPLE) for number in range(PICTURES) for modality in ("visible", "infrared")]
    if routing == "split":
        rows.sort(key=lambda row: row[1], reverse=True)
    pictures = np.stack([picture(step, *row) for row in rows]).astype(np.float32)
    persons = torch.tensor([row[0] for row in rows])
    return torch.from_numpy(pictures), persons, torch.tensor([row[1] == "infrared" for row in rows])


def learning_rate(step):
    """The release's warm-up, whose schedule is one ahead of the epoch; here each step is an epoch of its own."""
    t = step + 1
    return BASE_RATE * (0.01 * (1 - t / 10) + t / 10)


def state(network):
    return {
        name: tensor.detach() for name, tensor in network.state_dict().items()
        if not name.endswith("num_batches_tracked")}


def gradient_norms(network):
    norms = {}
    for branch in ("visible", "infrared", "shared"):
        for group in GROUPS:
            squares = [
                (p.grad.double() ** 2).sum() for name, p in network.named_parameters()
                if name.startswith("%s.%s." % (branch, group)) and p.grad is not None]
            norms["%s.%s" % (branch, group)] = float(sum(squares)) ** 0.5
    return norms


def fingerprint(values):
    """A tensor's length, and its projection on a fixed wave of length 1."""
    flat = values.double().flatten()
    wave = torch.cos(torch.arange(len(flat), dtype=torch.float64))
    return [float(flat.norm()), float(flat @ wave / wave.norm())]


def run(case, dtype=torch.float64, shake=None):
    encoder = lambda: second.Encoder(second.Basic, (1, 1, 1, 1), 4, case["attention"])
    network = second.Network(encoder, WIDTHS, PEOPLE).to(dtype).train()
    with torch.no_grad():
        for name, tensor in state(network).items():
            tensor.copy_(torch.from_numpy(start(name, tuple(tensor.shape))))
            if shake is not None:
                tensor *= 1 + 1e-6 * torch.from_numpy(uniform(shake + name, tensor.numel())).view_as(tensor)
    first = {name: tensor.clone() for name, tensor in state(network).items()}
    adam = torch.optim.Adam(
        [p for p in network.parameters() if p.requires_grad], BASE_RATE, (0.9, 0.999), 1e-8, WEIGHT_DECAY)
    steps, norms = [], None
    for step in range(STEPS):
        pictures, person, infrared = batch(step, case["routing"])
        outputs = network(pictures.to(dtype), case["routing"], case["specific"] > 0)
        losses = second.terms(outputs, person, infrared, case)
        adam.zero_grad()
        losses["total"].backward()
        norms = norms or gradient_norms(network)
        adam.param_groups[0]["lr"] = learning_rate(step)
        adam.step()
        steps.append({name: float(value) for name, value in losses.items()})
    moved = {name: fingerprint(tensor - first[name]) for name, tensor in state(network).items()}
    return {"steps": steps, "gradientNorms": norms, "moved": moved}, state(network)


def check_losses():
    """The losses against the hand-made reference values that the Java losses are tested with as well."""
    oracle = json.loads((HERE.parent / "oracle.json").read_text())
    logits = {name: torch.tensor(rows, dtype=torch.float64) for name, rows in oracle["logits"].items()}
    labels = torch.tensor(oracle["labels"])
    ranked = oracle["ranked_list_loss"]
    features = torch.tensor(ranked["features"], dtype=torch.float64)
    rows = (torch.tensor(ranked["labels"]), torch.tensor(ranked["modality"]) == 1)
    quirk, distil = oracle["official_quirk"], second.released_divergence
    for name, value, expected in (
            ("identity", second.identity_loss(logits["i_v"], labels), oracle["ce_label_smooth"]["loss"]),
            ("ranked list", second.ranked_list_loss(features, *rows), ranked["loss"]),
            ("triplet", second.triplet_loss(features, *rows), oracle["batch_hard_triplet"]["loss_l2norm"]),
            ("divergence", second.divergence(logits["i_v"], logits["i_z"]), oracle["vsd"]["KL_I"]),
            ("released", distil(logits["i_v"], logits["i_z"]), quirk["vsd_I"]),
            ("mutual", second.mutual_divergence(logits["i_v"], logits["v_v"]), oracle["dml_kl"]["loss"]),
            ("sinkhorn", second.sinkhorn(logits["i_v"], logits["v_v"]), oracle["official_cml_sinkhorn"]["loss"]),
            ("JS", second.jensen_shannon(logits["ish_z"], logits["vsh_z"]), oracle["vml"]["loss"])):
        if abs(float(value) - expected) > 1e-7 * abs(expected):
            sys.exit("The %s loss is %s, but must be %s." % (name, float(value), expected))


def difference(first, second):
    """The largest difference between two runs' weights, each relative to its tensor's largest value."""
    return max(
        float((first[name] - second[name]).abs().max() / first[name].abs().max().clamp(min=1e-9)) for name in first)


def rounded(value):
    """Ten digits of every number, which is more than float32 has."""
    if isinstance(value, float):
        return float("%.10g" % value)
    if isinstance(value, dict):
        return {name: rounded(item) for name, item in value.items()}
    return [rounded(item) for item in value]


def as_text(results):
    pairs = re.compile(r"\[\s+(\S+),\s+(\S+)\s+\]")
    return pairs.sub(r"[\1, \2]", json.dumps(rounded(results), indent=1)) + "\n"


def main():
    check_losses()
    torch.set_num_threads(1)
    results, weights = {}, {}
    for name, case in CASES.items():
        results[name], weights[name] = run(case)
        others = [run(case, torch.float32)] + [run(case, shake="shake%d." % i) for i in range(6)]
        differences = [difference(weights[name], changed) for _, changed in others]
        print("%-8s float32, and first weights changed by a millionth:" % name, *("%.1e" % d for d in differences))
        if max(differences) > 3e-4:
            sys.exit("With the salt (%s) something hangs on a last bit. Maybe take another." % SALT)
    for name, tensor in weights["shared"].items():
        if name.startswith("shared.") and not torch.equal(tensor, weights["paper"][name]):
            sys.exit("The specific branches touched (%s) of the shared one." % name)
    del results["paper"]["moved"], results["shared"]["moved"]  # all weights of one are kept, the other's are among them
    np.savez_compressed(
        HERE / "paper.npz", **{name: tensor.numpy().astype(np.float32) for name, tensor in weights["paper"].items()})
    (HERE / "parity.json").write_text(as_text(results))


if __name__ == "__main__":
    main()
