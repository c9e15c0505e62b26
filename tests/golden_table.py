"""Opens every checkpoint of a folder of references with vitscope-cli, compares every stage, and prints a table.

    python3 tests/golden_table.py build/release/app/vitscope-cli ../shared/golden

Needs NumPy and safetensors. A stage agrees where no number differs by more than 1e-4 of the reference's largest.
"""
import os, subprocess, sys, tempfile
import numpy as np
from safetensors.numpy import load_file

cli, folder = sys.argv[1:3]
failed = 0
for case in sorted(os.listdir(folder)):
    path = os.path.join(folder, case)
    reference = os.path.join(path, "trace.safetensors")
    if not os.path.exists(reference):
        continue
    # A folder with references beside the weights and no config is no model folder: the file is given then.
    weights = [n for n in os.listdir(path) if n.endswith((".npz", ".pth"))]
    model = path if os.path.exists(os.path.join(path, "config.json")) else os.path.join(path, weights[0])
    with tempfile.TemporaryDirectory() as place:
        out = os.path.join(place, "trace.safetensors")
        command = [cli, "trace", os.path.join(path, "pixels.npy"), "--model", model, "--out", out, "--threads", "1", "--stages", "*"]
        run = subprocess.run(command + ["gradients.*"], capture_output=True, text=True)
        if run.returncode != 0:
            run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode != 0:
            print(f"{case:28} FAILS  {run.stderr.strip()[:220]}")
            failed += 1
            continue
        ours, theirs = load_file(out), load_file(reference)
    worst, missing, bad = (0.0, ""), [], []
    for name, values in theirs.items():
        if name.startswith("analysis."):
            continue
        if name not in ours:
            missing.append(name)
            continue
        if ours[name].shape != values.shape:
            bad.append(f"{name} {ours[name].shape} not {values.shape}")
            continue
        difference = np.abs(ours[name] - values).max() / max(np.abs(values).max(), 1e-30)
        worst = max(worst, (float(difference), name))
        if not difference <= 1e-4:
            bad.append(f"{name} {difference:.1e}")
    failed += bool(missing or bad)
    print(f"{case:28} {'agrees' if not (missing or bad) else 'DIFFERS'}  worst {worst[0]:.1e} {worst[1]}"
          + (f"  missing {missing[:4]}" if missing else "") + (f"  {len(bad)} bad: {bad[:4]}" if bad else ""))
sys.exit(failed > 0)
