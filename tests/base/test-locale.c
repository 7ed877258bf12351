#include "config.h"

#include "base/sgn-error.h"
#include "base/sgn-locale.h"
#include "base/sgn-number.h"

#include <gio/gio.h>

#include <string.h>

/* One process can start only once, so each case is a process of its own: prints a sentence that
 * has a translation, and a number as the C library writes it. */
static int
speak (const char *language)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  sgn_locale_start (language);
  sgn_number_parse_integer ("abc", &value, &error);
  g_print ("%s %.1f\n", error->message, 1.5);
  return 0;
}

static char *
run_in_locale (const char *program, const char *locale, const char *language)
{
  const char *const argv[] = { program, "--speak", language, NULL };
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_subprocess_launcher_setenv (launcher, "LC_ALL", locale, TRUE);
  g_subprocess_launcher_setenv (launcher, "LANGUAGE", "en", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  return output;
}

static void
test_every_locale (gconstpointer program)
{
  static const char *const LOCALES[]
      = { "C", "POSIX", "C.UTF-8", "en_US.UTF-8", "vi_VN.UTF-8", "xx_XX" };

  for (gsize i = 0; i < G_N_ELEMENTS (LOCALES); i++)
    {
      g_autofree char *vi = run_in_locale (program, LOCALES[i], "vi");
      g_autofree char *en = run_in_locale (program, LOCALES[i], "en");

      g_test_message ("%s: %s", LOCALES[i], vi);
      g_assert_nonnull (strstr (vi, "không phải là số"));
      g_assert_nonnull (strstr (en, "is not a number"));
      g_assert_true (g_str_has_suffix (vi, " 1.5\n") && g_str_has_suffix (en, " 1.5\n"));
    }
}

static void
test_arguments (void)
{
#ifdef G_OS_WIN32
  g_test_skip ("Windows asks the system for them");
#else
  char *argv[] = { (char *)"sgn", (char *)"sổ.sgn", NULL };
  g_auto (GStrv) arguments = sgn_locale_arguments (2, argv);

  g_assert_cmpstr (arguments[1], ==, "sổ.sgn");
  g_assert_null (arguments[2]);
#endif
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--speak") == 0)
    return speak (argv[2]);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/base/locale/every-locale", argv[0], test_every_locale);
  g_test_add_func ("/base/locale/arguments", test_arguments);
  return g_test_run ();
}
