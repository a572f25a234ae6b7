#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Lay real Blenders for the window tests: Debian trixie's (4.3) and Debian sid's (5.2), each in a chroot of its own.
#
#   .ci/provision_blender.sh [--where] [SUITE…]        SUITE: trixie, sid (both by default)
#
# Needs root on Debian (or a derivative with apt); about 4 minutes and 2 GB a Blender. A complete folder is left as it
# is, a half-made or outdated one is made again. Each folder then holds three commands that run inside the chroot with
# the caller's process id, so that a signal reaches Blender itself:
#
#   run-blender …    Xvfb …    enter COMMAND …
#
# --where prints the folders and does nothing. Exit status: 0 all there, 1 a suite failed, 2 not root on Debian.
set -eu

cache="${RODIN_PROPS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/rodin-props}"
recipe=4   # raise it when the packages or the commands below change: folders of an older recipe are made again

packages_of() {
    # Debian's Blender asks for neither requests nor numpy, which official builds ship and our add-on and glTF use.
    echo blender xvfb libgl1-mesa-dri libegl1 fonts-dejavu-core python3-requests python3-numpy
    case $1 in sid) echo python3-cattr ;; esac # the extension manager of 5.x
}

host_mirror() {
    # The mirror that this machine itself uses for Debian, or the one in RODIN_PROPS_MIRROR.
    uri=${RODIN_PROPS_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 2>/dev/null |
        grep -v -e security | head -n 1 || true)}
    if [ -z "$uri" ]; then
        echo "The package sources of this machine name no mirror of Debian. Say one in RODIN_PROPS_MIRROR." >&2
        return 1
    fi
    echo "$uri"
}

write_commands() { # FOLDER: the commands that enter the chroot
    cat >"$1/enter" <<'COMMAND'
#!/bin/sh
# Run a command inside this Blender's chroot, at the caller's folder and under the caller's process id (exec all the
# way). Folders bound at their own paths: /tmp, the working folder, the cache, and RODIN_PROPS_BIND (colon-separated).
set -eu
folder=$(dirname "$(readlink -f "$0")")
RODIN_PROPS_ENTER_ROOT="$folder/root" RODIN_PROPS_ENTER_CWD="$PWD"
RODIN_PROPS_ENTER_BINDS="/tmp:$PWD:$(dirname "$folder"):${RODIN_PROPS_BIND:-}"
export RODIN_PROPS_ENTER_ROOT RODIN_PROPS_ENTER_CWD RODIN_PROPS_ENTER_BINDS
exec unshare --mount --propagation private sh -c '
    set -eu
    root=$RODIN_PROPS_ENTER_ROOT cwd=$RODIN_PROPS_ENTER_CWD
    for kernel in /proc /dev /sys; do mount --rbind "$kernel" "$root$kernel"; done
    IFS=:
    for bound in $RODIN_PROPS_ENTER_BINDS; do
        case $bound in "" | /) continue ;; esac
        [ -d "$bound" ] || continue
        mkdir -p "$root$bound"
        mount --rbind "$bound" "$root$bound"
    done
    unset IFS RODIN_PROPS_ENTER_ROOT RODIN_PROPS_ENTER_CWD RODIN_PROPS_ENTER_BINDS XDG_RUNTIME_DIR WAYLAND_DISPLAY
    exec chroot "$root" env --chdir="$cwd" \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 LC_ALL=C.UTF-8 \
        LIBGL_ALWAYS_SOFTWARE=1 GALLIUM_DRIVER=llvmpipe "$@"
' enter "$@"
COMMAND
    printf '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/enter" blender "$@"\n' >"$1/run-blender"
    printf '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/enter" Xvfb "$@"\n' >"$1/Xvfb"
    chmod 755 "$1/enter" "$1/run-blender" "$1/Xvfb"
}

fill() { # SUITE FOLDER: the long part; a process of its own, so that the first failing command ends it
    suite=$1 folder=$2
    mirror=$(host_mirror)
    debootstrap --variant=minbase "$suite" "$folder/root" "$mirror"
    cat >"$folder/root/etc/apt/apt.conf.d/90rodin-props" <<'CONF'
Acquire::Check-Valid-Until "false";
Acquire::Check-Date "false";
Acquire::Retries "3";
APT::Install-Recommends "false";
CONF
    cat >"$folder/root/etc/dpkg/dpkg.cfg.d/90rodin-props" <<'CONF'
force-unsafe-io
path-exclude=/usr/share/doc/*
path-exclude=/usr/share/man/*
path-exclude=/usr/share/locale/*
path-include=/usr/share/locale/languages
path-include=/usr/share/locale/ja/*
path-include=/usr/share/locale/zh_HANS/*
CONF
    printf '#!/bin/sh\nexit 101\n' >"$folder/root/usr/sbin/policy-rc.d" # nothing may start a service in there
    chmod 755 "$folder/root/usr/sbin/policy-rc.d"
    write_commands "$folder"
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    cd "$folder"
    ./enter apt-get update -q
    # shellcheck disable=SC2046
    ./enter apt-get install -y -q $(packages_of "$suite")
    ./enter apt-get clean
    ./run-blender --version
}

provision() { # SUITE: 0 when the folder is complete
    folder="$cache/blender-$1" log="$cache/blender-$1.log"
    if [ "$(cat "$folder/complete" 2>/dev/null)" = "$recipe" ]; then
        echo "blender-$1: already there ($folder)"
        return 0
    fi
    (
        flock 9
        [ "$(cat "$folder/complete" 2>/dev/null)" = "$recipe" ] && exit 0 # another run has just made it
        echo "blender-$1: laying it in $folder (about 4 minutes, log: $log)"
        rm -rf --one-file-system "$folder"
        mkdir -p "$folder"
        if sh "$0" --fill "$1" "$folder" </dev/null >"$log" 2>&1 9>&-; then
            echo "$recipe" >"$folder/complete"
            echo "blender-$1: $(grep -m 1 '^Blender ' "$log") in $folder"
        else
            echo "blender-$1: FAILED; the end of $log:" >&2
            tail -n 20 "$log" >&2
            exit 1
        fi
    ) 9>"$cache/blender-$1.lock"
}

if [ "${1:-}" = --fill ]; then
    fill "$2" "$3"
    exit 0
fi
where=no
if [ "${1:-}" = --where ]; then
    where=yes
    shift
fi
[ $# -gt 0 ] || set -- trixie sid
for suite; do
    case $suite in trixie | sid) ;; *) echo "unknown suite: $suite (trixie, sid)" >&2 && exit 1 ;; esac
done
if [ $where = yes ]; then
    for suite; do echo "$cache/blender-$suite"; done
    exit 0
fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Laying Debian's Blenders needs root on Debian: use make test-window BLENDER=/path/to/blender instead." >&2
    exit 2
fi

mkdir -p "$cache"
if ! command -v debootstrap >/dev/null; then
    apt-get update -q && apt-get install -y -q --no-install-recommends debootstrap
fi
jobs=
for suite; do
    provision "$suite" &
    jobs="$jobs $!"
done
status=0
for job in $jobs; do wait "$job" || status=1; done
exit $status
