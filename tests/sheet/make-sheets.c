/* Writes the sample sheets into a folder, for readers that are not ours: make-sheets FOLDER, or
 * make-sheets --list ROWS FILE */

#include "config.h"

#include "sheet-samples.h"

#include "sheet/sgn-sheet-writer.h"

static gboolean
write_sheet (SgnSheet *sheet, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  if (!sgn_sheet_write (sheet, path, NULL, &error))
    g_printerr ("%s\n", error->message);
  return error == NULL;
}

/* A row source gives its rows once. */
static gboolean
write_list (guint n_rows, const char *folder, const char *name)
{
  g_autoptr (SgnSheet) list = new_list_sheet (n_rows);

  return write_sheet (list, folder, name);
}

int
main (int argc, char **argv)
{
  g_autoptr (SgnSheet) plan = new_plan_sheet ();
  g_autoptr (SgnSheet) wide = new_wide_sheet (60, 100);
  g_autoptr (SgnSheet) tall = new_tall_sheet (3000);

  if (argc == 4)
    return write_list ((guint)g_ascii_strtoull (argv[2], NULL, 10), ".", argv[3]) ? 0 : 1;
  g_assert_cmpint (argc, ==, 2);
  return write_sheet (plan, argv[1], "plan.xlsx") && write_sheet (plan, argv[1], "plan.csv")
                 && write_sheet (plan, argv[1], "plan.json")
                 && write_sheet (plan, argv[1], "plan.pdf")
                 && write_list (1000, argv[1], "list.xlsx")
                 && write_list (1000, argv[1], "list.pdf")
                 && write_sheet (wide, argv[1], "wide.json")
                 && write_sheet (wide, argv[1], "wide.pdf")
                 && write_sheet (tall, argv[1], "tall.pdf")
             ? 0
             : 1;
}
