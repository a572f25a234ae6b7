# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws a picture with the colors that it has. Blender's own shaders for pictures differ in that between versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gpu
from gpu_extras.batch import batch_for_shader

if TYPE_CHECKING:
    from mathutils import Matrix

_VERTICES = """
void main()
{
  place = corner;
  gl_Position = toScreen * vec4(corner.x - 0.5, 0.0, corner.y, 1.0);
}
"""
_PIXELS = """
void main()
{
  vec4 found = texture(picture, place) * factor;
  vec3 dark = found.rgb / 12.92;
  vec3 bright = pow((max(found.rgb, vec3(0.0)) + 0.055) / 1.055, vec3(2.4));
  color = vec4(mix(dark, bright, step(vec3(0.04045), found.rgb)), found.a);
}
"""
"""What is drawn into a viewport is expected to be linear, and is stored as sRGB."""


class CardShader:
    """Draws pictures as upright rectangles of side one, standing on the middle of their lower edge."""

    def __init__(self) -> None:
        between = gpu.types.GPUStageInterfaceInfo("rodin_props_card")
        between.smooth("VEC2", "place")
        info = gpu.types.GPUShaderCreateInfo()
        info.push_constant("MAT4", "toScreen")
        info.push_constant("VEC4", "factor")
        info.sampler(0, "FLOAT_2D", "picture")
        info.vertex_in(0, "VEC2", "corner")
        info.vertex_out(between)
        info.fragment_out(0, "VEC4", "color")
        info.vertex_source(_VERTICES)
        info.fragment_source(_PIXELS)
        self._shader = gpu.shader.create_from_info(info)
        corners = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))
        self._corners = batch_for_shader(self._shader, "TRI_STRIP", {"corner": corners})

    def draw(self, texture: gpu.types.GPUTexture, matrix: Matrix, factor: tuple[float, float, float, float]) -> None:
        """Draw a texture of sRGB values into the 3D view that is being drawn.

        :param matrix: brings the rectangle to its place in the world.
        :param factor: what its colors and its alpha are multiplied with.
        """
        to_screen = gpu.matrix.get_projection_matrix() @ gpu.matrix.get_model_view_matrix() @ matrix
        self._shader.bind()
        self._shader.uniform_float("toScreen", to_screen)
        self._shader.uniform_float("factor", factor)
        self._shader.uniform_sampler("picture", texture)
        self._corners.draw(self._shader)


_shader: CardShader | None = None
"""Made at the first draw."""


def card_shader() -> CardShader:
    """Return the one shader; only while something is drawn."""
    global _shader  # see there
    if _shader is None:
        _shader = CardShader()
    return _shader


def free() -> None:
    """Let the graphics card forget it."""
    global _shader  # see above
    _shader = None
