#include "config.h"

#include "rules-fixture.h"
#include "test-folder.h"

#include "programme/sgn-programme.h"

/* A district with two communes, three projects and the code lists: what every case builds on. */
static const char base_sql[]
    = "INSERT INTO unit (id, level, kind, name) VALUES (1, 'district', 'huyen', 'Huyện');"
      "INSERT INTO unit (id, parent_id, level, kind, name) VALUES"
      " (2, 1, 'commune', 'xa', 'Xã A'), (3, 1, 'commune', 'xa', 'Xã B');"
      "UPDATE ledger SET unit_id = 1;"
      "INSERT INTO catalogue (id, code, kind, title, source, loaded_at)"
      " VALUES (5, 'c', 'codes', 'Codes', 'test', '2023-01-01');"
      "INSERT INTO code_item (id, catalogue_id, list, code, name, short_name, position, "
      "attributes, source)"
      " VALUES (10, 5, 'funding-source', 'NSTW', 'Ngân sách trung ương', 'NSTW', 1, "
      "'{\"budget\":\"central\"}', ''),"
      "        (11, 5, 'funding-source', 'NSHUYEN', 'Ngân sách huyện', 'NS huyện', 2, "
      "'{\"budget\":\"local\"}', ''),"
      "        (12, 5, 'funding-source', 'TDUD', 'Tín dụng', 'Tín dụng', 3, "
      "'{\"budget\":\"credit\"}', ''),"
      "        (13, 5, 'capital-kind', 'DTPT', 'Đầu tư phát triển', 'ĐTPT', 1, NULL, ''),"
      "        (14, 5, 'capital-kind', 'SN', 'Sự nghiệp', 'SN', 2, NULL, '');"
      "INSERT INTO component (id, parent_id, code, name, kind, position) VALUES"
      " (20, NULL, '1', 'Hạ tầng', 'project', 1),"
      " (21, 20, '1.1', 'Hạ tầng huyện nghèo', 'sub-project', 1),"
      " (22, 20, '1.2', 'Đề án', 'sub-project', 2),"
      " (23, NULL, '2', 'Sinh kế', 'project', 2),"
      " (24, NULL, '10', 'Giám sát, đánh giá', 'project', 10);"
      "INSERT INTO agency (id, name) VALUES (30, 'Phòng');"
      "INSERT INTO funding_decision (id, year, kind, number, date, title, state) VALUES"
      " (40, 2023, 'assigned', '12/QĐ-UBND', '2023-01-05', 'Giao vốn', 'issued'),"
      " (41, 2023, 'assigned', NULL, NULL, 'Dự thảo', 'draft'),"
      " (42, 2023, 'carried-over', '3/QĐ-UBND', '2023-02-01', 'Kéo dài', 'issued'),"
      " (43, 2022, 'assigned', '9/QĐ-UBND', '2022-01-05', 'Giao vốn', 'issued')";

static gboolean
run_script_cb (SgnLedger *ledger, gpointer script, GError **error)
{
  g_auto (GStrv) statements = g_strsplit (script, ";", -1);

  for (guint i = 0; statements[i] != NULL; i++)
    if (*g_strstrip (statements[i]) != '\0'
        && !sgn_connection_run (sgn_ledger_get_connection (ledger), statements[i], error))
      return FALSE;
  return TRUE;
}

void
run_script (SgnLedger *ledger, const char *script)
{
  g_autoptr (GError) error = NULL;

  sgn_ledger_change (ledger, "test", run_script_cb, (gpointer)script, NULL, &error);
  g_assert_no_error (error);
}

void
set_up (Fixture *fixture, gconstpointer data)
{
  const SgnLedgerInfo info = { "district", "Sổ thử", 2023, "Thử", FALSE };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = test_make_folder ("rules");
  path = g_build_filename (fixture->folder, "thử.sgn", NULL);
  fixture->ledger = sgn_ledger_create (path, &info, &error);
  g_assert_no_error (error);
  run_script (fixture->ledger, base_sql);
}

void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sgn_ledger_close (fixture->ledger, &error);
  g_assert_no_error (error);
  g_object_unref (fixture->ledger);
  test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

GPtrArray *
check (SgnLedger *ledger, const char *rule, int year, gint64 record, const char *as_of)
{
  const char *rules[] = { rule, NULL };
  SgnCheckOptions options = { rule != NULL ? rules : NULL, year, record, as_of };
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = sgn_check_run (sgn_ledger_get_connection (ledger), sgn_programme_types (),
                                       &options, NULL, &error);

  g_assert_no_error (error);
  return findings;
}
