// SPDX-License-Identifier: GPL-3.0-or-later
// Checks GLB files with Khronos's validator: node validate_glb.mjs FILE.glb ...
// Needs the npm package gltf-validator where node finds it (NODE_PATH or a node_modules folder above this file).
// Prints one line a file, and every error and warning; ends with 1 where there is any.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const { validateBytes } = createRequire(import.meta.url)("gltf-validator");

// Tangents are left to the viewer, as most exporters do: with normal maps that is a warning of its own.
const IGNORED = ["MESH_PRIMITIVE_GENERATED_TANGENT_SPACE"];

let bad = 0;
for (const path of process.argv.slice(2)) {
  const report = await validateBytes(new Uint8Array(await readFile(path)), { maxIssues: 20, ignoredIssues: IGNORED });
  const { numErrors, numWarnings, messages } = report.issues;
  const { totalTriangleCount, totalVertexCount } = report.info;
  console.log(`${path}: ${numErrors} errors, ${numWarnings} warnings, ${totalTriangleCount} triangles, ${totalVertexCount} vertices`);
  for (const issue of messages.filter((message) => message.severity < 2)) {
    console.log(`  ${issue.code} at ${issue.pointer}: ${issue.message}`);
  }
  bad += numErrors + numWarnings;
}
process.exit(bad ? 1 : 0);
