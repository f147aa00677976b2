# SPDX-License-Identifier: Apache-2.0
# common.sh: what the image builders of this folder share. Each sources it and calls the functions in the order below.
#
# An image is an MBR with a FAT32 boot partition and an ext4 root. Everything is made in user space from Debian packages:
# nothing is mounted and no loop device is taken. The result appears under its name only when it is whole.
# Needs: mmdebstrap dosfstools mtools e2fsprogs fdisk zstd
# shellcheck shell=bash
umask 022
export LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1700000000

suite=bookworm
# What a recipe replaces by the card's own LUKS UUID.
placeholder=LUKS-UUID-PLACEHOLDER-OF-36-LETTERS-

say() { printf '[%3ds] %s\n' "$SECONDS" "$*"; }
die() { echo "$0: $*" >&2; exit 1; }

# begin_image OUTPUT.img: sets $output, $mirror and the folder $work, which goes away at the end. Hooks for Debian's
# installation are collected in $work/customize, modules of the initramfs in $work/modules.
begin_image() {
  [ $# -eq 1 ] || { echo "usage: $0 OUTPUT.img" >&2; exit 2; }
  output=$(realpath -m "$1")
  [ "$(id -u)" -eq 0 ] || { echo "$0: must run as root (owners and device nodes of the image)" >&2; exit 6; }
  local program
  for program in mmdebstrap mkfs.fat mcopy mke2fs sfdisk zstd; do
    command -v "$program" >/dev/null || die "the program $program is missing"
  done
  [ ${#placeholder} -eq 36 ] || die "the placeholder must have the length of a UUID"

  # The archive that this machine's own apt uses. awk reads to the end, for a broken pipe would count as a failure.
  mirror=$(apt-get indextargets --format '$(CREATED_BY) $(CODENAME) $(COMPONENT) $(REPO_URI)' |
    awk -v suite=$suite '$1 == "Packages" && $2 == suite && $3 == "main" && !found { print $4; found = 1 }')
  [ -n "$mirror" ] ||
    die "apt knows no archive of Debian 12 ($suite main); add one to its sources and run apt-get update"

  mkdir -p "$(dirname "$output")"
  work=$(mktemp -d "$output.building-XXXXXX")
  trap 'rm -rf "$work"' EXIT
  trap 'exit 130' INT TERM
}

# install_debian ARCHITECTURE COMPONENTS PACKAGE...: Debian in $root, with an initramfs that opens a LUKS root. The script
# $work/customize runs before the initramfs is made, with the root's folder in $root.
install_debian() {
  local architecture=$1 components=$2 packages
  shift 2
  packages=initramfs-tools,cryptsetup-initramfs,systemd,systemd-sysv,dbus,udev,kmod,e2fsprogs,iproute2,zstd,openssh-server,login,passwd
  packages+=$(printf ',%s' "$@")

  # The initramfs is made once, at the end, from a short module list; both save more than half of the time.
  cat > "$work/prepare" <<'HOOK'
#!/bin/sh
set -eu
root=$1
install -d "$root/etc/initramfs-tools/conf.d" "$root/usr/share/initramfs-tools/modules.d"
echo MODULES=list > "$root/etc/initramfs-tools/conf.d/modules"
echo CRYPTSETUP=y > "$root/etc/initramfs-tools/conf.d/crypt"
# the root is not there to be looked at; without its type the initramfs could not check it
echo FSTYPE=ext4 > "$root/etc/initramfs-tools/conf.d/fstype"
echo COMPRESS=zstd > "$root/etc/initramfs-tools/conf.d/compress"
install -m 644 "$WORK/modules" "$root/usr/share/initramfs-tools/modules.d/bindery"
HOOK
  cat > "$work/finish" <<'HOOK'
#!/bin/sh
set -eu
root=$1
install -d "$root/boot/firmware"
echo golden > "$root/etc/hostname"
printf '127.0.0.1\tlocalhost\n127.0.1.1\tgolden\n::1\tlocalhost ip6-localhost ip6-loopback\n' > "$root/etc/hosts"
ln -sf /dev/null "$root/etc/systemd/system/systemd-firstboot.service"
chroot "$root" passwd -q -l root
. "$WORK/customize"
# a module that the kernel does not know would be left out of the initramfs without a word
chroot "$root" modprobe -S "$(ls "$root/lib/modules")" -a --show-depends $(cat "$WORK/modules") > /dev/null
chroot "$root" update-initramfs -c -k all
rm -rf "$root/var/lib/apt/lists" "$root/var/cache/apt" "$root/var/log/apt" "$root/var/cache/debconf"
find "$root/var/log" -type f -delete
HOOK
  chmod 755 "$work/prepare" "$work/finish"

  # The hook makes a merged /usr from the start; else the package usrmerge would, with a whole Perl for it.
  say "installing Debian 12 for $architecture with mmdebstrap from the archive that apt uses here"
  INITRD=No WORK=$work mmdebstrap --quiet --mode=root --architectures="$architecture" --variant=minbase \
    --components="$components" --include="$packages" \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='force-unsafe-io' \
    --aptopt='Acquire::Languages "none"' --aptopt='APT::Sandbox::User "root"' \
    --hook-dir=/usr/share/mmdebstrap/hooks/merged-usr \
    --essential-hook="$work/prepare \"\$1\"" --customize-hook="$work/finish \"\$1\"" \
    --skip=cleanup/apt --skip=cleanup/reproducible \
    $suite "$work/root" "$mirror" > "$work/log" 2>&1 ||
    { tail -n 40 "$work/log" >&2; die "mmdebstrap failed"; }
  root=$work/root
}

# make_boot MEBIBYTES LABEL: $work/boot.fat, a FAT32 with all that lies in $work/boot.
make_boot() {
  boot_mib=$1
  say "boot partition: FAT32 $2 with $(cd "$work/boot" && find . -type f | wc -l) files"
  find "$work/boot" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
  truncate -s "${boot_mib}M" "$work/boot.fat"
  mkfs.fat -F 32 -n "$2" -i 42494e44 --invariant "$work/boot.fat" > "$work/log" 2>&1 ||
    { cat "$work/log" >&2; die "mkfs.fat failed"; }
  MTOOLS_SKIP_CHECK=1 mcopy -s -m -i "$work/boot.fat" "$work"/boot/* ::
}

# make_root LABEL: $work/root.ext4 from $root, with the features that the target's own configuration asks for.
make_root() {
  local used_mib
  say "root: ext4 $1"
  used_mib=$(du -sm --apparent-size "$root" | cut -f1)
  root_mib=$(( used_mib * 13 / 10 + 128 ))
  truncate -s "${root_mib}M" "$work/root.ext4"
  MKE2FS_CONFIG="$root/etc/mke2fs.conf" E2FSPROGS_FAKE_TIME=$SOURCE_DATE_EPOCH mke2fs -q -F -t ext4 -b 4096 -L "$1" \
    -U 42494e44-4552-4900-8000-000000000001 -E hash_seed=42494e44-4552-4900-8000-000000000002,lazy_itable_init=0,root_owner=0:0 \
    -d "$root" "$work/root.ext4"
}

# finish_image: both partitions at places of 8 MiB, then the image under its own name.
finish_image() {
  local boot_start=8 root_start
  say "table"
  root_start=$(( boot_start + boot_mib ))
  truncate -s $(( root_start + root_mib ))M "$work/image"
  printf 'label: dos\nlabel-id: 0x42494e44\nstart=%dMiB, size=%dMiB, type=c, bootable\nstart=%dMiB, size=%dMiB, type=83\n' \
    $boot_start "$boot_mib" $root_start "$root_mib" | sfdisk -q --no-reread --no-tell-kernel "$work/image"
  dd if="$work/boot.fat" of="$work/image" bs=1M seek=$boot_start conv=notrunc,sparse status=none
  dd if="$work/root.ext4" of="$work/image" bs=1M seek=$root_start conv=notrunc,sparse status=none
  sync "$work/image"
  mv "$work/image" "$output"
  say "done: $output, $(du -m "$output" | cut -f1) MiB on disk"
}
