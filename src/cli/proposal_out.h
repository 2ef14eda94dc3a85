/* SPDX-License-Identifier: GPL-3.0-or-later */
/* proposal_out.h -- proposals and refusals on a terminal or as JSON. */
#ifndef CLI_PROPOSAL_OUT_H
#define CLI_PROPOSAL_OUT_H

#include "cli/cli.h"
#include "debrief/feedback.h"

/* "text" or "json"; NULL is text. */
enum dbr_status proposal_format_parse(bool *is_json, const char *word,
				      struct dbr_error *err) DBR_MUST_CHECK;
/* wants_all: every ticket of the evidence, not the first few. */
void proposal_out_block(struct cli *cli, const struct dbr_proposal *proposal,
			bool wants_all);
void proposal_out_refusals(struct cli *cli,
			   const struct dbr_refusal *refusals, size_t count);
void proposal_out_json(struct cli *cli,
		       const struct dbr_propose_result *result);

#endif
