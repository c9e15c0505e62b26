"""Writes the files of this folder with PyTorch and NumPy. Value i of each array is i / 4 - 1, so that every type holds it exactly."""
import argparse, collections, io, struct, sys, zipfile
import numpy as np
import torch


def ramp(*shape, dtype=torch.float32):
    return (torch.arange(int(np.prod(shape)), dtype=torch.float64) / 4 - 1).reshape(shape).to(dtype)


shared = ramp(24)
model = collections.OrderedDict()
model["patch_embed.proj.weight"] = ramp(2, 3, 2, 2)
model["half"] = ramp(5, dtype=torch.float16)
model["brain"] = ramp(5, dtype=torch.bfloat16)
model["double"] = ramp(5, dtype=torch.float64)
model["whole"] = torch.arange(5)
model["truth"] = torch.tensor([True, False])
model["scalar"] = ramp(1)[0].clone()
model["empty"] = torch.zeros(3, 0)
model["turned"] = ramp(4, 6).t()
model["every_second"] = shared[1::2]
model["middle"] = shared.reshape(2, 3, 4)[1, 1:, 1:3]
model["tied"] = shared
model["repeated"] = ramp(3)[1:2].expand(2, 3)
model["parameter"] = torch.nn.Parameter(ramp(2, 2))
student = {"module.backbone." + name: tensor + 100 for name, tensor in model.items() if name not in ("truth",)}
teacher = {"backbone." + name: tensor for name, tensor in model.items()}
teacher["head.weight"] = ramp(7)
checkpoint = {
    "student": student,
    "teacher": teacher,
    "epoch": 100,
    "loss": 0.25,
    "args": argparse.Namespace(arch="vit_tiny", patch_size=2, none=None),
    "accuracy": np.float64(71.5),
    "generator": torch.random.get_rng_state()[:4].clone(),
    "optimizer": {"state": {0: {"step": 3, "exp_avg": ramp(3)}}, "param_groups": [{"lr": 0.1, "params": [0]}]},
}
torch.save(checkpoint, "nested.pth")
torch.save(checkpoint, "nested-legacy.pth", _use_new_zipfile_serialization=False)
torch.save(checkpoint, "nested-protocol4.pth", pickle_protocol=4)
with zipfile.ZipFile("nested.pth") as packed, zipfile.ZipFile("nested-deflated.pth", "w", zipfile.ZIP_DEFLATED) as again:
    for name in packed.namelist():
        again.writestr(zipfile.ZipInfo(name), packed.read(name), zipfile.ZIP_DEFLATED)

module = torch.nn.Sequential(collections.OrderedDict(patch=torch.nn.Conv2d(3, 2, 2), norm=torch.nn.BatchNorm1d(2)))
with torch.no_grad():
    for parameter in module.parameters():
        parameter.copy_(ramp(*parameter.shape))
torch.save(module, "module.pt")


def array(*shape):
    return (np.arange(np.prod(shape)) / 4 - 1).reshape(shape)


arrays = {
    "embedding/kernel": array(2, 3, 4).astype("<f4"),
    "fortran": np.asfortranarray(array(2, 3, 4).astype("<f4")),
    "fortran_half": np.asfortranarray(array(3, 2).astype("<f2")),
    "big": array(6).astype(">f4"),
    "double": array(5).astype("<f8"),
    "half": array(5).astype("<f2"),
    "brain": np.frombuffer(ramp(5, dtype=torch.bfloat16).view(torch.int16).numpy().tobytes(), dtype="|V2"),
    "whole": np.arange(5),
    "scalar": np.float32(0.5),
    "empty": np.zeros((0, 3), "<f4"),
    "names": np.array(["a", "bc"]),
    "objects": np.array([None, "x"], dtype=object),
}
np.savez("stored.npz", **arrays)
np.savez_compressed("deflated.npz", **arrays)


def npy(values, version):
    out = io.BytesIO()
    np.lib.format.write_array(out, values, version=version)
    return out.getvalue()


with zipfile.ZipFile("versions.npz", "w") as versions:
    for major in (1, 2, 3):
        versions.writestr(zipfile.ZipInfo(f"v{major}.npy"), npy(array(2, major).astype("<f4"), (major, 0)))
    versions.writestr(zipfile.ZipInfo("readme.txt"), "no array")
    with versions.open(zipfile.ZipInfo("zip64.npy"), "w", force_zip64=True) as large:
        large.write(npy(array(3).astype("<f4"), (1, 0)))
print("PyTorch", torch.__version__, "NumPy", np.__version__, "Python", sys.version.split()[0])
