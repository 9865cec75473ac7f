#!/usr/bin/env bash
# Installs what is missing of a list of Debian packages, one a line with # before comments:
#
#   Scripts/install-packages.sh Scripts/debian-packages.txt
#
# Asks dpkg before it asks for rights: a machine that has everything is left alone. Ends with status
# 75 when packages are missing because no server of theirs can be reached, which is no fault of this
# project; every other failure is that of apt-get.
set -euo pipefail

packages=$(sed 's/#.*//' "$1")
if ! command -v dpkg-query apt-get >/dev/null; then
  echo "No Debian here; what these packages bring must be there already:" $packages
  exit 0
fi
missing=()
for package in $packages; do
  status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null) || status=missing
  [[ $status == installed ]] || missing+=("$package")
done
((${#missing[@]} > 0)) || exit 0

sudo=(); ((EUID == 0)) || sudo=(sudo)
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# The log is searched for the words of apt, so they must not be translated.
apt() { "${sudo[@]}" env LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" >>"$log" 2>&1; }

echo "Installing: ${missing[*]}"
status=0
# An update that reaches nobody is only a warning to apt, and cached packages may do: what counts
# is the installation.
apt update && apt install --yes --no-install-recommends "${missing[@]}" || status=$?
((status != 0)) || exit 0
cat "$log" >&2
unreachable='Temporary failure resolving|Could not resolve|(Could not|Unable to|Cannot initiate the) connect'
unreachable+='|Connection (failed|timed out|refused)|Network is unreachable|Failed to fetch .* 5[0-9][0-9] '
# A server that answers with something else than Debian's is reached, whatever other servers do.
forged='Hash Sum mismatch|NO_PUBKEY|BADSIG|EXPKEYSIG|[Cc]ertificate'
if grep -qE "$unreachable" "$log" && ! grep -qE "$forged" "$log"; then exit 75; fi
exit "$status"
