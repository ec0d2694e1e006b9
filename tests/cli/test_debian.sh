#!/bin/bash
# The Debian package contains the files that `cmake --install` installs, and names its dependencies. The long
# form installs it in a minimal system, runs it there, and removes it.
# shellcheck source=tests/tap.sh
source "$SOURCE_DIR/tests/tap.sh"

if ! command -v dpkg-deb >/dev/null || ! command -v dpkg-shlibdeps >/dev/null || ! command -v file >/dev/null; then
    skip "the package is made" "it needs dpkg-dev and file"
    finish
elif [[ -n ${SANITIZE-} ]]; then
    skip "the package is made" "a sanitized program is not packaged"
    finish
fi

number=$(sed -n 's/^project(cbmsim VERSION \([0-9.]*\).*/\1/p' "$SOURCE_DIR/CMakeLists.txt")
# With CPACK_CMAKE_GENERATOR=Ninja, cpack does not build again: other tests run in the same build directory.
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
check "cpack makes the package" pack
check "the package has the same files as an installation" same_files
check "cpack does not change the record that uninstall uses" not_recorded
check "the package names the version" field Version "^$number$"
check "the package names the section" field Section '^science$'
check "the package has a description" field Description 'confidence-building measures'
for library in libc6 libcjson1 libcsv3 libgsl27 libnettle8 libstdc++6 zlib1g; do
    check "the package depends on $library" field Depends "(^|, )${library//+/\\+} *(\(|,|$)"
done
if ldd "$CBMSIM" | grep -q libmicrohttpd; then
    for library in libmicrohttpd12 libqrencode4; do
        check "with exercises in browsers, the package depends on $library" field Depends "(^|, )$library *(\(|,|$)"
    done
fi
packed() {
    unpacked/usr/bin/cbmsim run unpacked/usr/share/cbmsim/scenarios/two-states-tutorial.json -n 2 --quiet -o out
}
check "the packed program runs" packed

if [[ ${CBMSIM_LONG-} != yes ]]; then
    skip "the package works in a minimal system" "it takes minutes; CBMSIM_LONG=yes"
    finish
elif [[ $(id -u) -ne 0 ]] || ! command -v debootstrap >/dev/null; then
    skip "the package works in a minimal system" "this needs root and debootstrap"
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
check "a minimal system is made" bare
check "apt-get installs the package and its dependencies there" installs
check "the installed program gives the same numbers" runs
check "apt-get removes every file of the package" removes
finish
