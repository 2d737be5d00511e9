"""The published network's shared branch, picture to representation, as in EmbedTurns; eager, in evaluation."""
import sys
from pathlib import Path

import torch

import turns

sys.path.insert(0, str(Path(__file__).parents[2] / "resources" / "parity"))
import second_network as second  # noqa: E402
import step_benchmark as step  # noqa: E402


def embed(network, pictures):
    with torch.no_grad():
        return network.bottleneck.mlp(network.neck(network.encoder(pictures))).numpy()


torch.set_num_threads(1)
torch.manual_seed(1)
branch = second.Branch(step.encoder(), step.WIDTHS, step.CLASSES, step.DROPOUT).eval()
one, eight = torch.randn(1, 3, 256, 128), torch.randn(8, 3, 256, 128)
turns.take({"1": lambda: embed(branch, one), "8": lambda: embed(branch, eight)})
