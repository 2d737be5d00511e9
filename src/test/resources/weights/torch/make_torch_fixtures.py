"""Writes the .pth files of this folder, and what is in them as JSON. Not needed to build.

Made with Debian's python3-torch 1.13 and python3-numpy 1.24: `cd src/test/resources/weights/torch && python3 make_torch_fixtures.py`.
"""
import collections
import json
import os
import zipfile

import numpy
import torch


def state():
    """One tensor for each thing that can differ between tensors."""
    torch.manual_seed(1)
    base = torch.arange(24, dtype=torch.float32).reshape(4, 6) / 8
    shared = torch.randn(10)
    tensors = collections.OrderedDict()
    tensors["float"] = torch.randn(2, 3)
    tensors["parameter"] = torch.nn.Parameter(torch.randn(3))
    tensors["half"] = torch.randn(2, 2).half()
    tensors["bfloat16"] = torch.randn(5).bfloat16()
    tensors["double"] = torch.randn(2).double()
    tensors["long"] = torch.tensor([-(2**40), 7])
    tensors["int"] = torch.tensor([-5, 2**30], dtype=torch.int32)
    tensors["short"] = torch.tensor([-300, 300], dtype=torch.int16)
    tensors["char"] = torch.tensor([-128, 127], dtype=torch.int8)
    tensors["byte"] = torch.tensor([0, 255], dtype=torch.uint8)
    tensors["bool"] = torch.tensor([True, False])
    tensors["scalar"] = torch.tensor(-2.5)
    tensors["bn.num_batches_tracked"] = torch.tensor(1234)
    tensors["empty"] = torch.zeros(0, 3)
    tensors["transposed"] = base.t()
    tensors["permuted"] = torch.randn(2, 3, 4).permute(2, 0, 1)
    tensors["every.second"] = base[1:, 1::2]
    tensors["channels.last"] = torch.randn(2, 3, 2, 2).contiguous(memory_format=torch.channels_last)
    tensors["shared.whole"] = shared
    tensors["shared.end"] = shared[7:]
    tensors._metadata = {"": {"version": 1}}
    return tensors


class Evil:
    def __reduce__(self):
        return os.system, ("touch executed",)


def repack(source, target, folder):
    """The same entries under another folder, with the structures of zip64 everywhere."""
    zipfile.ZIP64_LIMIT = 1
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(folder + name[name.index("/"):], old.read(name))


tensors = state()
torch.save(tensors, "zip.pth")
torch.save(tensors, "legacy.pth", _use_new_zipfile_serialization=False)
torch.save(tensors, "protocol4.pth", pickle_protocol=4)
torch.save(tensors, "legacy-protocol4.pth", pickle_protocol=4, _use_new_zipfile_serialization=False)
repack("zip.pth", "zip64.pth", "archive")
with open("expected.json", "w") as out:
    json.dump({name: {"shape": list(t.shape), "values": t.detach().double().flatten().tolist()} for name, t in tensors.items()}, out)

layer = torch.nn.Linear(2, 1)
optimiser = torch.optim.Adam(layer.parameters())
layer(torch.ones(1, 2)).sum().backward()
optimiser.step()
wrapped = torch.nn.DataParallel(layer).state_dict()
torch.save({"epoch": 12, "best_top1": 0.4, "done": False, "note": None, "sizes": (1, [2, 3]), "model": wrapped,
            "optimizer": optimiser.state_dict()}, "nested.pth")
torch.save({"model": layer.state_dict(), "ema": {"model": layer.state_dict()}}, "two.pth")
figures = {"best_top1": numpy.float64(61.25), "best_epoch": numpy.int64(7), "done": numpy.bool_(True)}
figures["history"] = [numpy.float32(0.5), {"map": numpy.float64(60.5)}]
trained = {"model": layer.state_dict(), "epoch": 3, **figures}
torch.save(trained, "numpy.pth")
torch.save(trained, "numpy-legacy.pth", _use_new_zipfile_serialization=False)
torch.save(trained, "numpy-protocol4.pth", pickle_protocol=4)
torch.save(layer, "module.pth")
torch.save({"weight": torch.ones(1), "then": Evil()}, "evil.pth")
torch.save({"weight": torch.ones(1), "then": Evil()}, "evil-legacy.pth", _use_new_zipfile_serialization=False)
torch.jit.script(layer).save("script.pth")
