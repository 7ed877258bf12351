#pragma once

#include "app/sgn-page.h"

G_BEGIN_DECLS

/* Every change: who, when, what it did to which field; taken back from here. */
#define SGN_TYPE_JOURNAL_PAGE (sgn_journal_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnJournalPage, sgn_journal_page, SGN, JOURNAL_PAGE, SgnPage)

G_END_DECLS
