"""Writes small weight files with other programs than ours: numpy, and the safetensors layout by hand. Not needed to build."""
import json
import struct

import numpy as np

first = np.arange(6, dtype="<f4").reshape(2, 3) / 4
scalar = np.array(-2.5, dtype="<f4")
np.savez("small.npz", **{"a.weight": first, "b": scalar})
np.savez("double.npz", a=first.astype("<f8"))
np.savez("fortran.npz", a=np.asfortranarray(first))

header = {
    "__metadata__": {"made": "by hand"},
    "b": {"dtype": "F32", "shape": [], "data_offsets": [24, 28]},
    "a.weight": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
}
text = json.dumps(header).encode()
with open("small.safetensors", "wb") as out:
    out.write(struct.pack("<Q", len(text)) + text + first.tobytes() + scalar.tobytes())
