#define G_LOG_DOMAIN "sgn-base"

#include "config.h"

#include "base/sgn-locale.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#ifndef G_OS_WIN32
#include <unistd.h>
#endif

#ifdef G_OS_WIN32
#include <windows.h>
#endif

static gboolean
has_catalogue (const char *folder)
{
  g_autofree char *catalogue
      = g_build_filename (folder, "vi", "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);

  return g_file_test (catalogue, G_FILE_TEST_IS_REGULAR);
}

/* The folder above the one the program lies in. */
static char *
find_install_folder (void)
{
#ifdef G_OS_WIN32
  return g_win32_get_package_installation_directory_of_module (NULL);
#else
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *bin = program != NULL ? g_path_get_dirname (program) : NULL;

  return bin != NULL ? g_path_get_dirname (bin) : NULL;
#endif
}

static char *
find_locale_folder (void)
{
  g_autofree char *top = find_install_folder ();
  g_autofree char *beside = top != NULL ? g_build_filename (top, "share", "locale", NULL) : NULL;

  if (beside != NULL && has_catalogue (beside))
    return g_steal_pointer (&beside);
  if (has_catalogue (SGN_LOCALE_DIR))
    return g_strdup (SGN_LOCALE_DIR);
  return g_strdup (SGN_BUILD_LOCALE_DIR);
}

static void
bind_folder (const char *folder)
{
#ifdef G_OS_WIN32
  /* The folder may have a name that the ANSI code page cannot write. */
  g_autofree wchar_t *wide = (wchar_t *)g_utf8_to_utf16 (folder, -1, NULL, NULL, NULL);

  wbindtextdomain (GETTEXT_PACKAGE, wide);
#else
  bindtextdomain (GETTEXT_PACKAGE, folder);
#endif
}

#ifdef G_OS_WIN32
static void
set_translating_locale (const char *language)
{
  setlocale (LC_ALL, "");
}
#else
/* English is what the sources are written in: there is nothing to translate. */
static gboolean
is_source_language (const char *language)
{
  return g_str_has_prefix (language, "en");
}

/* Whether gettext finds the catalogue under the locale as it is now: the entry of the empty string
 * is the catalogue's header. */
static gboolean
is_translating (void)
{
  return *dgettext (GETTEXT_PACKAGE, "") != '\0';
}

/* glibc translates nothing under "C", "POSIX" and, since 2.39, "C.UTF-8", and a machine may have no
 * other locale. C.UTF-8 under another name is one: a link in a folder that only this process looks
 * into, and only for a moment, since what is loaded stays loaded. Not made by GIO: the first
 * sentence that asks for would settle that nothing is translated. */
static gboolean
set_renamed_locale (void)
{
  static const char *const ORIGINALS[] = { "/usr/lib/locale/C.utf8", "/usr/lib/locale/C.UTF-8" };
  g_autofree char *folder = g_dir_make_tmp ("so-giam-ngheo-XXXXXX", NULL);
  g_autofree char *link = g_build_filename (folder != NULL ? folder : "", "vi_VN.UTF-8", NULL);
  g_autofree char *old = g_strdup (g_getenv ("LOCPATH"));
  gboolean granted = FALSE;

  if (folder == NULL)
    return FALSE;
  g_setenv ("LOCPATH", folder, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (ORIGINALS) && !granted; i++)
    if (symlink (ORIGINALS[i], link) == 0)
      {
        granted = setlocale (LC_ALL, "vi_VN.UTF-8") != NULL && is_translating ();
        g_unlink (link);
      }
  g_rmdir (folder);
  if (old != NULL)
    g_setenv ("LOCPATH", old, TRUE);
  else
    g_unsetenv ("LOCPATH");
  return granted;
}

static void
set_translating_locale (const char *language)
{
  static const char *const CANDIDATES[] = { "", "vi_VN.UTF-8", "C.UTF-8", "C.utf8", "en_US.UTF-8" };

  for (gsize i = 0; i < G_N_ELEMENTS (CANDIDATES); i++)
    if (setlocale (LC_ALL, CANDIDATES[i]) != NULL
        && (is_source_language (language) || is_translating ()))
      return;
  if (!set_renamed_locale ())
    setlocale (LC_ALL, "C.UTF-8");
}
#endif

void
sgn_locale_start (const char *language)
{
  g_autofree char *folder = find_locale_folder ();

  g_setenv ("LANGUAGE", language, TRUE);
#ifdef G_OS_WIN32
  /* Here gettext asks the environment before the system, and a "C" left there by some other
   * program would switch translation off. */
  g_unsetenv ("LC_ALL");
  g_setenv ("LC_MESSAGES", language, TRUE);
#endif
  bind_folder (folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  set_translating_locale (language);
  setlocale (LC_NUMERIC, "C");
#ifdef G_OS_WIN32
  SetConsoleOutputCP (CP_UTF8);
#endif
}

char **
sgn_locale_arguments (int argc, char **argv)
{
#ifdef G_OS_WIN32
  return g_win32_get_command_line ();
#else
  return g_strdupv (argv);
#endif
}
