"""Export the bodies from the anny model, once: the only place that needs PyTorch.

anny 0.6.2 (Copyright NAVER Corporation, Apache-2.0) carries the MakeHuman and MPFB data (CC0).
"""

from pathlib import Path
from typing import Any

import numpy as np

from hamstrong_studio.bodies import PEOPLE, Person

MOST_BONES_A_VERTEX = 6
QUANTUM_M = 0.00005
"""Rest positions are stored as 16-bit multiples of this."""


def export(folder: Path) -> list[Path]:
    """Write `rig.npz` (what all bodies share) and one file a body; returns the paths."""
    import anny  # heavy, and needed here only
    import torch

    model = anny.Anny(phenotypes="all", local_changes="default").to(dtype=torch.float32)
    folder.mkdir(parents=True, exist_ok=True)
    written = [_write_shared(model, folder / "rig.npz")]
    for name, person in PEOPLE.items():
        written.append(_write_body(model, person, folder / f"{name}.npz"))
    return written


def _write_shared(model: Any, path: Path) -> Path:
    weights = model.vertex_bone_weights.numpy()
    bones = model.vertex_bone_indices.numpy()
    order = np.argsort(-weights, axis=1, kind="stable")[:, :MOST_BONES_A_VERTEX]
    kept = np.take_along_axis(weights, order, axis=1)
    kept /= kept.sum(axis=1, keepdims=True)
    np.savez_compressed(
        path,
        names=np.array(model.bone_labels),
        parents=np.array(model.bone_parents, dtype=np.int16),
        faces=np.asarray(model.faces, dtype=np.uint16),
        bones=np.take_along_axis(bones, order, axis=1).astype(np.uint8),
        weights=np.round(kept * 65535).astype(np.uint16),
    )
    return path


def _write_body(model: Any, person: Person, path: Path) -> Path:
    import torch

    still = torch.eye(4)[None, None].repeat(1, model.bone_count, 1, 1)
    with torch.no_grad():
        out = model(pose_parameters=still, phenotype_kwargs=person.shape)
    points = out["rest_vertices"][0].numpy()
    heads = out["rest_bone_heads"][0].numpy()
    scale = person.stature_m / float(np.ptp(points[:, 2]))
    points, heads = points * scale, heads * scale
    np.savez_compressed(
        path,
        points=np.round(points / QUANTUM_M).astype(np.int16),
        heads=np.round(heads / QUANTUM_M).astype(np.int16),
    )
    return path
