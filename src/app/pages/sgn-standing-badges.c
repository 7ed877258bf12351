#include "config.h"

#include "app/pages/sgn-standing-badges.h"

const SgnRowBadge sgn_standing_badges[] = {
  { "poor", "bad" },
  { "near-poor", "attention" },
  { "escaped", "good" },
  { "average", "good" },
  { "not-poor", "good" },
  { "out", "plain" },
  { NULL },
};
