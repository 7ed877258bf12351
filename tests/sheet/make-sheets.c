/* Writes the sample sheets into a folder, for a reader that is not ours. */

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

int
main (int argc, char **argv)
{
  g_autoptr (SgnSheet) plan = new_plan_sheet ();
  g_autoptr (SgnSheet) list = new_list_sheet (1000);

  g_assert_cmpint (argc, ==, 2);
  return write_sheet (plan, argv[1], "plan.xlsx") && write_sheet (plan, argv[1], "plan.csv")
                 && write_sheet (plan, argv[1], "plan.json")
                 && write_sheet (list, argv[1], "list.xlsx")
             ? 0
             : 1;
}
