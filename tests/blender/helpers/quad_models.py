# SPDX-License-Identifier: GPL-3.0-or-later
"""Models made of quads, as the service writes them: each quad as two triangles, one after the other."""

import numpy
from glb_files import Shape

Corner = tuple[float, float, float]


def halves(quads: numpy.ndarray) -> numpy.ndarray:
    """The triangles of quads (n, 4), in the order of exporters."""
    return quads[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 3)


def stone(steps: int, *, seed: int = 1) -> Shape:
    """A smooth stone of 6 · steps² quads, the side of a dice each a piece of the texture: split along its edges."""
    points, uvs, quads = [], [], []
    line = numpy.linspace(-1.0, 1.0, steps + 1)
    across, up = (each.ravel() for each in numpy.meshgrid(line, line, indexing="ij"))
    index = numpy.arange((steps + 1) ** 2).reshape(steps + 1, steps + 1)
    cells = numpy.stack((index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]), axis=-1).reshape(-1, 4)
    for axis in range(3):
        for sign in (-1.0, 1.0):
            side = numpy.empty((len(across), 3))
            side[:, axis], side[:, (axis + 1) % 3], side[:, (axis + 2) % 3] = sign, across * sign, up
            quads.append(cells + sum(map(len, points)))
            points.append(side)
            uvs.append(numpy.stack((across + 1, up + 1), axis=1) / 2.5 / 3 + ((axis / 3), 0.5 * (sign > 0)))
    cube = numpy.concatenate(points)
    normals = cube / numpy.linalg.norm(cube, axis=1, keepdims=True)
    bumps = 1.0 + 0.05 * numpy.sin(5 * normals + seed).sum(axis=1, keepdims=True)
    # Exactly the same where the sides meet.
    return Shape((normals * bumps).round(6), halves(numpy.concatenate(quads)), numpy.concatenate(uvs), normals.round(6))


def cut_up(shape: Shape) -> Shape:
    """The same with three points of its own for every triangle."""
    corners = shape.triangles.reshape(-1)
    return Shape(
        shape.points[corners],
        numpy.arange(len(corners)).reshape(-1, 3),
        None if shape.uvs is None else shape.uvs[corners],
        None if shape.normals is None else shape.normals[corners],
    )


def together(*shapes: Shape) -> Shape:
    """Several shapes as one."""
    offsets = numpy.cumsum([0, *(len(shape.points) for shape in shapes)])
    return Shape(
        numpy.concatenate([shape.points for shape in shapes]),
        numpy.concatenate([shape.triangles + offset for shape, offset in zip(shapes, offsets, strict=False)]),
        numpy.concatenate([shape.uvs for shape in shapes]),
        numpy.concatenate([shape.normals for shape in shapes]),
    )
