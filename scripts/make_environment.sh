#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Make a virtual environment: make_environment.sh PYTHON FOLDER PIP-ARGUMENT...
# On Debian as root it also installs what a bare system lacks; elsewhere it says what is missing.
set -eu

python=$1
folder=$2
shift 2

die() {
    echo "$*" >&2
    exit 1
}

# Libraries that Blender's Python module links to, which a system without a desktop may lack.
LIBRARIES="libegl1 libgl1 libgomp1 libice6 libsm6 libx11-6 libxext6 libxfixes3 libxi6 libxkbcommon0 libxrender1 libxxf86vm1"

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

install_packages() {
    can_install || die "Please install: $*"
    echo "Installing $*"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

command -v "$python" >/dev/null 2>&1 || die "$python was not found. Install Python 3.11, or say: make PYTHON=/path/to/python3.11"
"$python" -c 'import ensurepip, venv' 2>/dev/null || install_packages "$(basename "$python")-venv"

# One that works is brought up to date; anything else is made anew.
if ! "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
    rm -rf "$folder"
    "$python" -m venv "$folder"
fi
"$folder/bin/pip" install --quiet --disable-pip-version-check "$@" || die "The packages could not be installed. Check the network connection."

"$folder/bin/python" - <<'END' && exit 0
import importlib.util, sys
if importlib.util.find_spec("bpy"):
    import bpy
END
# shellcheck disable=SC2086 # a list of packages
install_packages $LIBRARIES
"$folder/bin/python" -c 'import bpy'
