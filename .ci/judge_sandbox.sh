#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Judges that know nothing of this project look at the sandbox: Khronos's validator at its models, and a public client
# of the Rodin API at its protocol.
set -euo pipefail
cd "$(dirname "$0")/.."

.venv/bin/python tests/sandbox/public_client.py

if ! command -v npm >/dev/null; then
    echo "SKIPPED: Khronos's glTF validator. It needs Node.js and npm."
    exit 0
fi
mkdir -p build/judge
npm install --silent --no-save --prefix build/judge gltf-validator@2.0.0-dev.3.10 >/dev/null
rm -rf build/judge/models
.venv/bin/python tests/sandbox/make_samples.py build/judge/models
NODE_PATH=$PWD/build/judge/node_modules node tests/sandbox/validate_glb.mjs build/judge/models/*.glb
