#!/bin/bash
# Cross-builds GTK 4 and friends for Windows x86_64 on Debian 12, from Debian source packages.
#
#   build-deps.sh WORKDIR [STEP...]      (WORKDIR: where to build; all steps unless named)
#
# Results:  $WORKDIR/pfx        the prefix (bin/*.dll, include, lib, lib/pkgconfig, share)
#           $WORKDIR/mingw64.cross   meson cross file;  $WORKDIR/mingw64.cmake  CMake toolchain file
#           $WORKDIR/times.tsv  seconds per step;  $WORKDIR/logs/STEP.log
# Idempotent: a step whose stamp ($WORKDIR/stamps/STEP) exists is skipped. Remove a stamp to redo it.
# Needs: root once (or the packages of TOOLS already there), deb-src lines for bookworm (added if absent).
set -eu -o pipefail

W=${1:?WORKDIR}; shift
P=$W/pfx; S=$W/src; B=$W/build; T=x86_64-w64-mingw32; J=${JOBS:-$(nproc)}
mkdir -p "$P/bin" "$P/lib/pkgconfig" "$P/include" "$S" "$B" "$W/logs" "$W/stamps"

TOOLS="gcc-mingw-w64-x86-64-posix g++-mingw-w64-x86-64-posix mingw-w64-tools meson ninja-build cmake nasm
 pkgconf dpkg-dev gettext libglib2.0-dev-bin libglib2.0-bin libgdk-pixbuf2.0-bin libgdk-pixbuf2.0-dev sassc
 libxml2-utils autoconf automake libtool gtk-update-icon-cache python3 tclsh xz-utils patch"

# ---------------------------------------------------------------- toolchain files
# -static-libgcc / -static-libstdc++: the DLLs then need no libgcc_s_seh-1.dll and no libstdc++-6.dll.
cat > "$W/mingw64.cross.new" <<E
[constants]
pfx = '$P'

[binaries]
c = '$T-gcc-posix'
cpp = '$T-g++-posix'
ar = '$T-gcc-ar-posix'
nm = '$T-gcc-nm-posix'
ld = '$T-ld'
strip = '$T-strip'
windres = '$T-windres'
dlltool = '$T-dlltool'
objcopy = '$T-objcopy'
pkgconfig = 'pkg-config'
# host programs that only generate text: the native ones serve
glib-compile-resources = '/usr/bin/glib-compile-resources'
glib-compile-schemas = '/usr/bin/glib-compile-schemas'
glib-mkenums = '/usr/bin/glib-mkenums'
glib-genmarshal = '/usr/bin/glib-genmarshal'
gdbus-codegen = '/usr/bin/gdbus-codegen'

[properties]
needs_exe_wrapper = true
pkg_config_libdir = [pfx / 'lib/pkgconfig', pfx / 'share/pkgconfig']
growing_stack = false
have_c99_vsnprintf = false
have_c99_snprintf = false
have_unix98_printf = false
va_val_copy = true

[built-in options]
c_args = ['-I' + pfx / 'include']
cpp_args = ['-I' + pfx / 'include']
c_link_args = ['-L' + pfx / 'lib', '-static-libgcc']
cpp_link_args = ['-L' + pfx / 'lib', '-static-libgcc', '-static-libstdc++']

[host_machine]
system = 'windows'
cpu_family = 'x86_64'
cpu = 'x86_64'
endian = 'little'
E
cat > "$W/mingw64.cmake.new" <<E
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_C_COMPILER $T-gcc-posix)
set(CMAKE_CXX_COMPILER $T-g++-posix)
set(CMAKE_RC_COMPILER $T-windres)
set(CMAKE_FIND_ROOT_PATH $P /usr/$T)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(CMAKE_SHARED_LINKER_FLAGS_INIT "-static-libgcc")
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static-libgcc")
E
for f in mingw64.cross mingw64.cmake; do
  cmp -s "$W/$f.new" "$W/$f" && rm "$W/$f.new" || mv "$W/$f.new" "$W/$f"
done

# ---------------------------------------------------------------- helpers
# get NAME: unpacks Debian's source package into $S/NAME/x (cleanly), sets SRC and BLD.
# When the mirror lacks the newest .dsc or the Debian diff, older versions and then the bare
# upstream tarball are tried (apt checks every file against the signed index).
get() {
  local n=$1 v d
  SRC=$S/$n/x; BLD=$B/$n
  if [ ! -e "$S/$n/.ok" ]; then
    rm -rf "$S/$n"; mkdir -p "$S/$n"; cd "$S/$n"
    for v in $(apt-cache showsrc --only-source "$n" | awk '/^Version:/{print $2}' | sort -uVr); do
      apt-get source -y "$n=$v" && break
    done || true
    d=$(find . -mindepth 1 -maxdepth 1 -type d | head -1)
    if [ -z "$d" ]; then
      for v in $(apt-cache showsrc --only-source "$n" | awk '/^Version:/{print $2}' | sort -uVr); do
        apt-get source -y --tar-only "$n=$v" && break
      done
      ls ./*.orig.tar.* > /dev/null 2>&1 || newer_source "$n"
      for f in *.orig.tar.*; do tar xf "$f"; done
      d=$(find . -mindepth 1 -maxdepth 1 -type d | head -1)
    fi
    mv "$d" x; touch .ok
  fi
  [ -n "${KEEP-}" ] || rm -rf "$BLD"      # KEEP=1: go on in a half-built tree
  mkdir -p "$BLD"; cd "$SRC"
}

# Where the mirror of this release lacks a source altogether, the one of the next releases serves: apt
# checks it against their signed indexes, kept apart from the machine's own lists.
newer_source() {
  local a=$W/apt-newer r
  for r in trixie sid; do
    mkdir -p "$a/$r/lists/partial"
    sed -n 's/^URIs: //p' /etc/apt/sources.list.d/debian.sources | head -1 |
      sed "s|.*|deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] & $r main|" > "$a/$r.list"
    local o="-o Dir::Etc::SourceList=$a/$r.list -o Dir::Etc::SourceParts=- -o Dir::State::lists=$a/$r/lists"
    [ -e "$a/$r.ok" ] || { apt-get $o update && touch "$a/$r.ok"; }
    apt-get $o source -y --tar-only "$1" && return
  done
  return 1
}

pc() { # pc NAME VERSION LIBS   writes a pkg-config file
  printf 'prefix=%s\nlibdir=${prefix}/lib\nincludedir=${prefix}/include\n\nName: %s\nDescription: %s\nVersion: %s\nLibs: -L${libdir} %s\nCflags: -I${includedir}\n' \
    "$P" "$1" "$1" "$2" "$3" > "$P/lib/pkgconfig/$1.pc"
}
mes() { # mes OPTIONS...  configures, builds, installs $SRC
  meson setup "$BLD" "$SRC" --cross-file "$W/mingw64.cross" --prefix "$P" --libdir lib \
    --buildtype release --default-library shared --wrap-mode nofallback -Dwerror=false "$@"
  ninja -C "$BLD" -j "$J"
  meson install -C "$BLD" --no-rebuild
}
cmk() {
  PKG_CONFIG_LIBDIR=$P/lib/pkgconfig cmake -S "$SRC" -B "$BLD" -G Ninja -DCMAKE_TOOLCHAIN_FILE="$W/mingw64.cmake" \
    -DCMAKE_INSTALL_PREFIX="$P" -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=ON "$@"
  ninja -C "$BLD" -j "$J" install
}
acf() { # acf [-d SUBDIR] OPTIONS...   autotools configure in $BLD
  local sub=.; [ "${1-}" = -d ] && { sub=$2; shift 2; }
  # patches may have left the generated files "older" than their sources: no automake rerun wanted
  find "$SRC" -type f -exec touch -d '-90 seconds' {} +
  find "$SRC" -name aclocal.m4 -exec touch -d '-60 seconds' {} +; find "$SRC" \( -name configure -o -name 'config.h.in' -o -name Makefile.in \) -exec touch -d '-30 seconds' {} +
  cd "$BLD"
  PKG_CONFIG=pkg-config PKG_CONFIG_LIBDIR=$P/lib/pkgconfig CC=$T-gcc-posix CXX=$T-g++-posix \
  CPPFLAGS="-I$P/include" CFLAGS="-O2" LDFLAGS="-L$P/lib -static-libgcc" \
    "$SRC/$sub/configure" --host=$T --build=x86_64-linux-gnu --prefix="$P" --disable-static --enable-shared "$@"
}

# ---------------------------------------------------------------- steps
s_tools() {
  # Debian's own binary lines, once more as source lines
  if ! grep -rqsE '^(Types:.*)?deb-src' /etc/apt/sources.list.d /etc/apt/sources.list; then
    sed 's/^Types: deb$/Types: deb-src/' /etc/apt/sources.list.d/debian.sources > /etc/apt/sources.list.d/deb-src.sources
  fi
  apt-get update
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $TOOLS
}
s_zlib() { get zlib      # Debian's tarball lacks win32/ and its CMake names the library "zlib", not "z": built by hand
  local c="adler32 crc32 deflate infback inffast inflate inftrees trees zutil compress uncompr gzclose gzlib gzread gzwrite" o=
  [ -e zconf.h ] || mv zconf.h.included zconf.h
  for f in $c; do $T-gcc-posix -O2 -c "$SRC/$f.c" -o "$BLD/$f.o"; o="$o $BLD/$f.o"; done
  $T-gcc-posix -shared -static-libgcc -o "$P/bin/zlib1.dll" -Wl,--out-implib,"$P/lib/libz.dll.a" $o
  install -m644 zlib.h zconf.h "$P/include/"
  pc zlib "$(sed -n 's/#define ZLIB_VERSION "\(.*\)"/\1/p' zlib.h)" -lz; }
s_libffi() { get libffi; acf --disable-docs --disable-multi-os-directory; make -j$J; make install; }
s_libintl() { get gettext        # only libintl, from gettext-runtime; no iconv: UTF-8 .mo files need none
  # 0.21 confuses domains bound with bindtextdomain (GLib, GTK) and with wbindtextdomain (the application)
  sed -i -e 's/? retval->wfilename != NULL && wcscmp (\(.*\))$/? (retval->wfilename == NULL ? 1 : wcscmp (\1))/' \
         -e 's/: retval->filename != NULL && strcmp (\(.*\));$/: (retval->filename == NULL ? 1 : strcmp (\1));/' gettext-runtime/intl/l10nflist.c
  acf -d gettext-runtime --enable-threads=windows --disable-java --disable-csharp --disable-libasprintf \
      --disable-curses --without-emacs --with-included-gettext --disable-nls-dummy --enable-nls
  make -C intl -j$J; make -C intl install; }
s_pcre2() { get pcre2
  cmk -DPCRE2_BUILD_PCRE2GREP=OFF -DPCRE2_BUILD_TESTS=OFF -DPCRE2_SUPPORT_UNICODE=ON -DPCRE2_SUPPORT_JIT=ON -DBUILD_STATIC_LIBS=OFF; }
s_glib() { get glib2.0
  mes -Dtests=false -Dinstalled_tests=false -Dnls=enabled -Dgtk_doc=false -Dman=false -Dglib_debug=disabled \
      -Dlibelf=disabled -Dsysprof=disabled; }
s_jsonglib() { get json-glib      # a newer release asks for a newer meson than it needs, and renamed an option
  sed -i "s/meson_version: *'>= 1.2.0'/meson_version: '>= 1.0.0'/" meson.build
  local docs=-Dgtk_doc=disabled; grep -q "'documentation'" meson_options.txt && docs=-Ddocumentation=disabled
  mes -Dintrospection=disabled $docs -Dman=false -Dtests=false; }
s_libpng() { get libpng1.6; cmk -DPNG_SHARED=ON -DPNG_STATIC=OFF -DPNG_TESTS=OFF -DPNG_EXECUTABLES=OFF; }
s_jpeg() { get libjpeg-turbo; cmk -DENABLE_STATIC=OFF -DWITH_TURBOJPEG=OFF -DWITH_JAVA=OFF; }
s_tiff() { get tiff
  cmk -Dtiff-tools=OFF -Dtiff-tests=OFF -Dtiff-contrib=OFF -Dtiff-docs=OFF -Dzstd=OFF -Dwebp=OFF -Dlzma=OFF -Djbig=OFF \
      -Dlerc=OFF -Dlibdeflate=OFF -Dcxx=OFF; }
s_pixman() { get pixman; mes -Dtests=disabled -Dgtk=disabled -Dlibpng=disabled -Dopenmp=disabled; }
s_cairo() { get cairo
  sed -i 's/-Wp,-D_FORTIFY_SOURCE=2//' configure       # mingw-w64 10 has no __strcat_chk
  acf ax_cv_c_float_words_bigendian=no --disable-gtk-doc --enable-xlib=no --enable-xcb=no --enable-ft=no --enable-fc=no \
      --enable-svg=yes --enable-pdf=yes --enable-ps=yes --enable-win32=yes --enable-win32-font=yes --enable-gobject=yes \
      --enable-script=no --enable-interpreter=no --enable-trace=no --disable-valgrind
  for d in src util/cairo-gobject; do make -C $d -j$J; make -C $d install; done
  make install-pkgconfigDATA 2>/dev/null || make -C . install-data-am || true; }
s_fribidi() { get fribidi; mes -Ddocs=false; }
s_harfbuzz() { get harfbuzz
  mes -Dglib=enabled -Dgobject=disabled -Dcairo=disabled -Dchafa=disabled -Dicu=disabled -Dfreetype=disabled -Dgdi=enabled \
      -Dtests=disabled -Dintrospection=disabled -Ddocs=disabled; }
s_pango() { get pango1.0
  mes -Dgtk_doc=false -Dintrospection=disabled -Dinstall-tests=false -Dfontconfig=disabled -Dsysprof=disabled \
      -Dlibthai=disabled -Dcairo=enabled -Dxft=disabled -Dfreetype=disabled; }
s_gdkpixbuf() { get gdk-pixbuf
  mes -Dpng=enabled -Dtiff=enabled -Djpeg=enabled -Dbuiltin_loaders=all -Dgtk_doc=false -Ddocs=false -Dintrospection=disabled \
      -Dman=false -Drelocatable=true -Dnative_windows_loaders=false -Dtests=false -Dinstalled_tests=false -Dgio_sniffing=false; }
s_graphene() { get graphene; mes -Dintrospection=disabled -Dtests=false -Dinstalled_tests=false -Dgtk_doc=false; }
s_epoxy() { get libepoxy; mes -Ddocs=false -Dglx=no -Degl=no -Dx11=false -Dtests=false; }
s_gtk4() { get gtk4
  mes -Dx11-backend=false -Dwayland-backend=false -Dbroadway-backend=false -Dmacos-backend=false -Dwin32-backend=true \
      -Dmedia-ffmpeg=disabled -Dmedia-gstreamer=disabled -Dprint-cups=disabled -Dvulkan=disabled -Dcloudproviders=disabled \
      -Dsysprof=disabled -Dtracker=disabled -Dcolord=disabled -Dgtk_doc=false -Dman-pages=false -Dintrospection=disabled \
      -Ddemos=false -Dbuild-examples=false -Dbuild-tests=false -Dinstall-tests=false; }
s_sqlite() { get sqlite3
  cd "$BLD"; "$SRC/configure" --disable-tcl; make sqlite3.c sqlite3.h
  # (an application must define the first two itself as well, or sqlite3.h hides the session API)
  local D="-DSQLITE_ENABLE_SESSION -DSQLITE_ENABLE_PREUPDATE_HOOK -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_COLUMN_METADATA
    -DSQLITE_ENABLE_DBSTAT_VTAB -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_THREADSAFE=1 -DSQLITE_USE_URI=1"
  $T-gcc-posix -O2 $D '-DSQLITE_API=__declspec(dllexport)' -shared -static-libgcc -o "$P/bin/libsqlite3-0.dll" \
    -Wl,--out-implib,"$P/lib/libsqlite3.dll.a" sqlite3.c
  install -m644 sqlite3.h "$SRC/src/sqlite3ext.h" "$P/include/"
  pc sqlite3 "$(cat "$SRC/VERSION")" -lsqlite3; }
s_xlsxwriter() { get libxlsxwriter
  # under MinGW upstream turns off its own UTF-8 -> UTF-16 file names; keep them (workbook_new then takes UTF-8)
  sed -i '/#ifdef __MINGW32__/,/#endif/{/#undef _WIN32/d}' src/packager.c
  sed -i '/minizip\/zip.c)/{n;s/if(MSVC)/if(WIN32)/}' CMakeLists.txt
  # DTOA: numbers in the sheet XML must not take the locale's decimal comma (vi_VN)
  cmk -DUSE_SYSTEM_MINIZIP=OFF -DUSE_DTOA_LIBRARY=ON; }
s_runtime() {                    # the compiler's own DLLs, beside the others: programs then run from the prefix (WINEPATH)
  cp "/usr/$T/lib/libwinpthread-1.dll" "$($T-gcc-posix -print-file-name=libgcc_s_seh-1.dll)" "$P/bin/"; }
s_schemas() { glib-compile-schemas "$P/share/glib-2.0/schemas"; }

ALL="tools runtime zlib libffi libintl pcre2 glib jsonglib libpng jpeg tiff pixman cairo fribidi harfbuzz pango gdkpixbuf graphene epoxy gtk4
 sqlite xlsxwriter schemas"

run() {
  local n=$1 t0 rc
  [ -e "$W/stamps/$n" ] && { echo "skip  $n"; return; }
  t0=$(date +%s); echo "build $n ..."
  set +e; ( set -e; "s_$n" ) > "$W/logs/$n.log" 2>&1 < /dev/null; rc=$?; set -e
  if [ $rc != 0 ]; then echo "FAIL  $n (rc $rc), see $W/logs/$n.log"; tail -n 15 "$W/logs/$n.log"; exit 1; fi
  printf '%s\t%s\n' "$n" $(( $(date +%s) - t0 )) >> "$W/times.tsv"; touch "$W/stamps/$n"
  echo "ok    $n  $(( $(date +%s) - t0 )) s"
}
for n in ${*:-$ALL}; do run "$n"; done; exit 0    # one line: the file may change while this runs
