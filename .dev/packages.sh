# Which packages the program and its tests need, by system. Sourced by ./dev.

debian_run="build-essential meson ninja-build pkg-config gettext libglib2.0-dev libgtk-4-dev libgtk-4-bin
 libpango1.0-dev libcairo2-dev libsqlite3-dev libxlsxwriter-dev libminizip-dev libjson-glib-dev adwaita-icon-theme fonts-noto-core fonts-liberation
 fonts-texgyre"
debian_test="xvfb xauth dbus at-spi2-core libicu-dev clang-format libxml2-utils python3 python3-openpyxl
 python3-gi gir1.2-atspi-2.0 desktop-file-utils appstream libreoffice-calc-nogui poppler-utils imagemagick groff-base"
debian_windows="gcc-mingw-w64-x86-64-posix g++-mingw-w64-x86-64-posix mingw-w64-tools wine wine64 xvfb xauth
 imagemagick x11-utils icoutils librsvg2-bin fonts-dejavu-core python3 python3-openpyxl"

fedora_run="gcc meson ninja-build pkgconf-pkg-config gettext glib2-devel gtk4-devel sqlite-devel libxlsxwriter-devel
 json-glib-devel adwaita-icon-theme google-noto-sans-fonts liberation-serif-fonts pango-devel cairo-devel texlive-tex-gyre"
fedora_test="xorg-x11-server-Xvfb xorg-x11-xauth dbus-x11 at-spi2-core libicu-devel clang-tools-extra libxml2
 python3-openpyxl python3-gobject desktop-file-utils appstream libreoffice-calc poppler-utils ImageMagick libasan libubsan"

arch_run="base-devel meson ninja pkgconf gettext glib2 gtk4 sqlite libxlsxwriter json-glib adwaita-icon-theme noto-fonts
 ttf-liberation pango cairo tex-gyre-fonts"
arch_test="xorg-server-xvfb xorg-xauth dbus at-spi2-core icu clang libxml2 python-openpyxl python-gobject
 desktop-file-utils appstream libreoffice-fresh poppler imagemagick"

msys_prefix=mingw-w64-ucrt-x86_64
msys_run="$msys_prefix-toolchain $msys_prefix-meson $msys_prefix-ninja $msys_prefix-pkgconf $msys_prefix-gettext
 $msys_prefix-glib2 $msys_prefix-gtk4 $msys_prefix-sqlite3 $msys_prefix-libxlsxwriter $msys_prefix-json-glib
 $msys_prefix-adwaita-icon-theme $msys_prefix-pango $msys_prefix-cairo"
msys_test="$msys_prefix-icu $msys_prefix-python $msys_prefix-python-openpyxl $msys_prefix-libxml2"

# install_packages SET: installs what is missing where apt is, else says what is wanted.
install_packages() {
  local set=$1
  if command -v apt-get > /dev/null && command -v dpkg-query > /dev/null; then
    install_debian "$set"
  elif command -v dnf > /dev/null; then
    name_packages "sudo dnf install" fedora "$set"
  elif [ -n "${MSYSTEM-}" ]; then
    name_packages "pacman -S --needed" msys "$set"
  elif command -v pacman > /dev/null; then
    name_packages "sudo pacman -S --needed" arch "$set"
  else
    name_packages "# on Debian: apt install" debian "$set"
  fi
}

packages_of() {
  local run=$1_run more=$1_$2
  [ "$2" = run ] && echo ${!run} || echo ${!run} ${!more-}
}

install_debian() {
  local missing=() p sudo=
  for p in $(packages_of debian "$1"); do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$p" 2> /dev/null)" = installed ] || missing+=("$p")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || sudo=sudo
  echo "Installing: ${missing[*]}" >&2
  $sudo apt-get update -qq >&2
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

# Elsewhere the list is printed once; what is missing then shows in the build.
name_packages() {
  local stamp=out/.packages-$3
  [ -e "$stamp" ] && return
  printf 'This needs:\n  %s %s\n' "$1" "$(packages_of "$2" "$3" | tr '\n' ' ')" >&2
  mkdir -p out && touch "$stamp"
}
