#include "config.h"

#include "base/sgn-error.h"
#include "base/sgn-id.h"

static void
test_format (void)
{
  gint64 id = sgn_id_make (0x4C1A, 214);
  g_autofree char *text = sgn_id_format (id);
  g_autofree char *large = sgn_id_format (sgn_id_make (G_MAXUINT32, SGN_ID_SERIAL_MAX));

  g_assert_cmpint (sgn_id_site (id), ==, 0x4C1A);
  g_assert_cmpint (sgn_id_serial (id), ==, 214);
  g_assert_cmpstr (text, ==, "4C1A-000214");
  g_assert_cmpstr (large, ==, "FFFFFFFF-2147483647");
}

static void
test_refused (void)
{
  static const char *const REFUSED[]
      = { "",        "4C1A",      "4C1A-",   "-000214",         "0000-000214",
          "4C1A-0",  "4C1A-0x1F", "0x4C-1",  "4C1G-1",          "4C1A-1-2",
          " 4C1A-1", "4C1A--1",   "4C1A-1 ", "4C1A-2147483648", "100000000-1" };

  for (gsize i = 0; i < G_N_ELEMENTS (REFUSED); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 id;

      g_test_message ("“%s”", REFUSED[i]);
      g_assert_false (sgn_id_parse (REFUSED[i], &id, &error));
      g_assert_error (error, SGN_BASE_ERROR, SGN_BASE_ERROR_INVALID);
    }
}

static void
test_there_and_back (void)
{
  for (int i = 0; i < 5000; i++)
    {
      guint32 site = sgn_id_new_site ();
      guint32 serial = (guint32)g_test_rand_int_range (1, G_MAXINT32);
      gint64 id = sgn_id_make (site, serial);
      g_autofree char *text = sgn_id_format (id);
      gint64 parsed;

      g_assert_cmpint (id, >, 0);
      g_assert_true (sgn_id_parse (text, &parsed, NULL));
      g_assert_cmpint (parsed, ==, id);
      g_assert_cmpuint (sgn_id_site (id), ==, site);
      g_assert_cmpuint (sgn_id_serial (id), ==, serial);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/base/id/format", test_format);
  g_test_add_func ("/base/id/refused", test_refused);
  g_test_add_func ("/base/id/there-and-back", test_there_and_back);
  return g_test_run ();
}
