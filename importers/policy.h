/* SPDX-License-Identifier: GPL-3.0-or-later */
/* policy.h -- the text of a policy file, wherever it came from. */
#ifndef IMPORTERS_POLICY_H
#define IMPORTERS_POLICY_H

#include "debrief/policy.h"

enum dbr_status policy_parse(struct dbr_policy *out,
			     const struct dbr_share_file *text,
			     struct dbr_arena *arena, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
