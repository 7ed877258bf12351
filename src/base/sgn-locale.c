#define G_LOG_DOMAIN "sgn-base"

#include "config.h"

#include "base/sgn-locale.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#include <gio/gio.h>

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

/* gettext translates nothing under "C", which is also what a missing locale becomes. */
static void
set_translating_locale (void)
{
  static const char *const CANDIDATES[] = { "", "vi_VN.UTF-8", "C.UTF-8", "C.utf8", "en_US.UTF-8" };

  for (gsize i = 0; i < G_N_ELEMENTS (CANDIDATES); i++)
    {
      const char *granted = setlocale (LC_ALL, CANDIDATES[i]);
#ifdef G_OS_WIN32
      if (granted != NULL)
        return;
#else
      granted = granted != NULL ? setlocale (LC_MESSAGES, NULL) : NULL;
      if (granted != NULL && strcmp (granted, "C") != 0 && strcmp (granted, "POSIX") != 0)
        return;
#endif
    }
}

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
  set_translating_locale ();
  setlocale (LC_NUMERIC, "C");
  bind_folder (folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
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
