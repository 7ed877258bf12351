#pragma once

#include "app/sgn-page.h"

G_BEGIN_DECLS

/* A household, or an officer with it, answers the questions of a review and sees at once where it would stand. Nothing is stored
 * unless it is asked for. */
#define SGN_TYPE_SELF_ASSESSMENT_PAGE (sgn_self_assessment_page_get_type ())
G_DECLARE_FINAL_TYPE (SgnSelfAssessmentPage, sgn_self_assessment_page, SGN, SELF_ASSESSMENT_PAGE, SgnPage)

G_END_DECLS
