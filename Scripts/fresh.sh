#!/usr/bin/env bash
# Proves `make mock` and `make test` on a machine that has nothing but git, make and Swift: a
# Debian 12 made by debootstrap, in which the last commit is cloned. Root only.
#
#   FRESH_MIRROR     where debootstrap gets Debian; otherwise the host's own apt source of Debian
#   FRESH_TOOLCHAIN  the folder with bin/swift; otherwise that of the swift on PATH
#   FRESH_BIND       paths of the host, separated by colons or spaces, that are shown read-only at
#                    the same place: settings of apt, pip and git, mirrors, certificates
#   FRESH_ENV        names of environment variables, separated likewise, that are passed on
#
# Everything is mounted in a mount namespace of its own, so that the mounts end with the last
# process that sees them, however it ends, and removing the folder cannot reach the host's files.
set -euo pipefail

release=bookworm
# What somebody has who follows the README: git and make to get the project, and the libraries that
# the Swift toolchain is linked with. Everything else is the business of `make`.
tools=(ca-certificates git make)
toolchain_libraries=(libcurl4 libncurses6 libsqlite3-0 libxml2)

script=$(readlink -f "${BASH_SOURCE[0]}")
project=$(dirname "$(dirname "$script")")
clone=/srv/tender

main() {
  check_host
  find_toolchain
  workspace=$(mktemp -d "${TMPDIR:-/tmp}/tender-fresh.XXXXXX")
  child=
  trap clean_up EXIT
  # Without these the shell would end only after its child does, and a child may take half an hour.
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP

  find_base
  root=$workspace/root
  mkdir "$root"
  tar -C "$root" --numeric-owner -xf "$base"
  # Name resolution is the host's.
  cp --dereference /etc/resolv.conf /etc/hosts "$root/etc/"
  git clone --quiet --no-hardlinks "$project" "$root$clone"
  report_what_is_there
  in_namespace "$script" --inside "$root" "$toolchain"
}

check_host() {
  ((EUID == 0)) || fail 'only root can make a chroot: run it with sudo --preserve-env'
  local command
  for command in debootstrap unshare git tar swift; do
    command -v "$command" >/dev/null || fail "$command is missing"
  done
  git -C "$project" rev-parse --quiet --verify HEAD >/dev/null || fail 'nothing is committed yet'
  if [[ -n $(git -C "$project" status --porcelain) ]]; then
    say 'changes that are not committed are not part of this proof'
  fi
}

find_toolchain() {
  toolchain=${FRESH_TOOLCHAIN:-$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")}
  # A launcher of toolchains is not one, and a toolchain in /usr would hide the chroot's own /usr.
  [[ -x $toolchain/bin/swift && -d $toolchain/lib/swift && $toolchain != /usr ]] \
    || fail "$toolchain is no toolchain in a folder of its own: set FRESH_TOOLCHAIN"
}

# The base is the same for every run of one day; tomorrow's has tomorrow's security updates.
find_base() {
  local mirror=${FRESH_MIRROR:-$(host_mirror)} cache=${XDG_CACHE_HOME:-$HOME/.cache}/tender-fresh
  [[ -n $mirror ]] || fail 'apt here knows no source of Debian: set FRESH_MIRROR'
  local packages=("${tools[@]}" "${toolchain_libraries[@]}") key
  key=$(printf '%s\n' "$mirror" "${packages[@]}" | cksum | cut -d' ' -f1)
  base=$cache/$release-$(date -u +%F)-$key.tar
  if [[ -e $base ]]; then
    say "base of today: $base"
    return
  fi
  say "making a base with debootstrap from $mirror"
  local log=$workspace/debootstrap.log include
  include=$(IFS=,; echo "${packages[*]}")
  if ! in_namespace debootstrap --variant=minbase --include="$include" \
      "$release" "$workspace/base" "$mirror" >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    fail 'debootstrap failed'
  fi
  mkdir -p "$cache"
  rm -f "$cache/$release"-*.tar
  tar -C "$workspace/base" --numeric-owner --exclude='./var/cache/apt/archives/*.deb' -cf "$workspace/base.tar" .
  mv "$workspace/base.tar" "$base"
  rm -rf --one-file-system "$workspace/base"
}

host_mirror() {
  command -v apt-get >/dev/null || return 0
  # Not piped into head, which would end apt-get with a signal.
  local uris
  uris=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian')
  echo "${uris%%$'\n'*}"
}

report_what_is_there() {
  say 'prerequisites, as installed before the project was cloned:'
  chroot "$root" dpkg-query --show --showformat '  ${Package} ${Version}\n' \
    "${tools[@]}" "${toolchain_libraries[@]}"
  say "toolchain: $("$toolchain/bin/swift" --version 2>/dev/null | head -n 1)"
  say "commit: $(git -C "$root$clone" log -1 --format='%h %s')"
}

# Runs a command with mounts and processes of its own. It runs in the background because only
# `wait` lets this shell act on a signal at once; the kernel then ends all that the command started.
in_namespace() {
  unshare --mount --propagation private --pid --fork --kill-child -- "$@" </dev/null &
  child=$!
  local status=0
  wait "$child" || status=$?
  child=
  return "$status"
}

clean_up() {
  if [[ -n $child ]]; then
    kill -KILL "$child" 2>/dev/null || true
    wait "$child" 2>/dev/null || true
  fi
  rm -rf --one-file-system "$workspace"
}

# From here on: what runs inside the namespace.
inside() {
  root=$1 toolchain=$2
  mount_system
  show "$toolchain" "$toolchain"
  local path
  for path in $(words "${FRESH_BIND:-}"); do
    [[ -e $path ]] || fail "FRESH_BIND names $path, which is not there"
    show "$path" "$path"
  done
  if [[ -d $project/../shared ]]; then
    show "$(readlink -f "$project/../shared")" "$(dirname "$clone")/shared"
  fi

  # LANG stays plain: a language of the host has no locale in there. FRESH_ENV may say otherwise.
  local variables=(HOME=/root LANG=C.UTF-8 "PATH=/usr/sbin:/usr/bin:/sbin:/bin:$toolchain/bin") name
  for name in $(words "${FRESH_ENV:-}"); do
    [[ -z ${!name+set} ]] || variables+=("$name=${!name}")
  done
  run_timed make mock
  run_timed make test
  say 'both commands work on a fresh machine'
}

mount_system() {
  mount -t proc proc "$root/proc"
  local device
  for device in null zero full random urandom tty; do
    [[ -e $root/dev/$device ]] || touch "$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
  done
  mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$root/dev/pts"
  # Debian's ptmx node would open the host's terminals.
  ln -sf pts/ptmx "$root/dev/ptmx"
}

# Shows a file or folder of the host, read-only, at a place in the chroot.
show() {
  local source=$1 target=$root$2
  # A link in the chroot would be followed out of it.
  [[ ! -L $target ]] || rm "$target"
  if [[ -d $source ]]; then
    mkdir -p "$target"
  else
    mkdir -p "$(dirname "$target")"
    [[ -e $target ]] || touch "$target"
  fi
  mount --bind -o ro "$source" "$target"
}

run_timed() {
  local start=$SECONDS status=0
  say "$*"
  chroot "$root" env -i "${variables[@]}" bash -c "cd $clone && exec $*" || status=$?
  local seconds=$((SECONDS - start))
  say "$* ended with status $status after $((seconds / 60)) min $((seconds % 60)) s"
  return "$status"
}

words() { tr -s ' :' '\n' <<<"$1"; }

say() { printf 'fresh: %s\n' "$*"; }

fail() {
  printf 'fresh: %s\n' "$*" >&2
  exit 1
}

if [[ ${1:-} == --inside ]]; then
  inside "$2" "$3"
else
  main
fi
