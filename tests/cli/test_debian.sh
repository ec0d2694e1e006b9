#!/bin/bash
# The Debian package holds what `cmake --install` installs, with its dependencies. The long form
# installs it in a bare root, runs it there, and removes it.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"

if ! command -v dpkg-deb >/dev/null || ! command -v dpkg-shlibdeps >/dev/null || ! command -v file >/dev/null; then
    skip "the package" "it needs dpkg-dev and file"
    finish
elif [[ -n ${SANITIZE-} ]]; then
    skip "the package" "a sanitized program is not packaged"
    finish
fi

number=$(sed -n 's/^project(cbmsim VERSION \([0-9.]*\).*/\1/p' "$SOURCE_DIR/CMakeLists.txt")
# With Ninja named, cpack takes what is built: other tests run in the same build directory.
pack() {
    cpack -G DEB --config "$BUILD_DIR/CPackConfig.cmake" -B "$PWD" -D CPACK_CMAKE_GENERATOR=Ninja &&
        mv cbmsim_"$number"_*.deb cbmsim.deb
}
field() {
    grep -qE -- "$2" <<<"$(dpkg-deb -f cbmsim.deb "$1")"
}
same_files() {
    cmake -DRECORD="$PWD/record" -DCMAKE_INSTALL_PREFIX="$PWD/installed" -P "$BUILD_DIR/cmake_install.cmake" \
        >/dev/null && dpkg-deb -x cbmsim.deb unpacked &&
        diff <(cd installed && find . ! -type d | sort) <(cd unpacked/usr && find . ! -type d | sort)
}
recorded() {
    [[ ! -f $BUILD_DIR/installed.txt ]] || md5sum "$BUILD_DIR/installed.txt"
}
not_recorded() {
    diff <(printf '%s' "$before") <(printf '%s' "$(recorded)")
}
before=$(recorded)
check "cpack" pack
check "it has the files of an installation" same_files
check "which uninstall does not take for its own" not_recorded
check "the version" field Version "^$number$"
check "the section" field Section '^science$'
check "a description" field Description 'confidence-building measures'
for library in libc6 libcjson1 libcsv3 libgsl27 libnettle8 libstdc++6; do
    check "it depends on $library" field Depends "(^|, )${library//+/\\+} *(\(|,|$)"
done
packed() {
    unpacked/usr/bin/cbmsim run unpacked/usr/share/cbmsim/scenarios/two-states-tutorial.json -n 2 --quiet -o out
}
check "the packed program runs" packed

if [[ ${CBMSIM_LONG-} != yes ]]; then
    skip "installed in a bare root, run and removed" "it takes minutes; CBMSIM_LONG=yes"
    finish
elif [[ $(id -u) -ne 0 ]] || ! command -v debootstrap >/dev/null; then
    skip "installed in a bare root, run and removed" "this needs root and debootstrap"
    finish
fi
inside() {
    chroot "$PWD/root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C DEBIAN_FRONTEND=noninteractive "$@"
}
bare() {
    debootstrap --variant=minbase bookworm root && cp cbmsim.deb root/root && inside apt-get -q update
}
installs() {
    inside apt-get -qy --no-install-recommends install /mnt/cbmsim.deb &&
        inside dpkg -L cbmsim | grep -x /usr/bin/cbmsim
}
runs() {
    inside cbmsim run /usr/share/cbmsim/scenarios/two-states-tutorial.json -n 2 --quiet -o /mnt/out &&
        cmp root/mnt/out/runs.csv out/runs.csv
}
removes() {
    inside apt-get -qy purge cbmsim && rm -r root/mnt/out root/mnt/cbmsim.deb &&
        ! find root -xdev -name '*cbmsim*' | grep .
}
check "a bare root" bare
check "installs the package with what it depends on" installs
check "runs it, with the same numbers" runs
check "and removes all of it" removes
finish
