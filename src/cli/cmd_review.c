/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_review.c -- debrief review: what waits for a decision, and why. */
#include <config.h>
#include "cli/cli.h"

#include <inttypes.h>
#include <string.h>
#include "cli/proposal_out.h"
#include "debrief/metric.h"
#include "debrief/policy.h"

static const struct cli_option options[] = {
	{ "all", 0, NULL, "also those decided or expired" },
	{ "as-of", 'a', "TIME", "refusals on the evidence of this instant; "
				"default: the latest in the data" },
	{ "format", 'f', "FORMAT", "text or json" },
};

static bool
is_waiting(const struct dbr_proposal *proposal)
{
	return strcmp(proposal->state, "open") == 0 ||
	       strcmp(proposal->state, "deferred") == 0;
}

/* Whom the shown ones wait for, where the policy wants more than one name. */
static enum dbr_status
take_waits(struct dbr_proposal *proposals, size_t count, struct cli *cli,
	   struct dbr_store *store, struct dbr_error *err)
{
	struct dbr_policy policy;
	enum dbr_status rc = dbr_policy_read(&policy, &cli->share,
					     &cli->arena, err);

	for (size_t i = 0; rc == DBR_OK && i < count; i++)
		rc = dbr_policy_waits(&proposals[i].waits_for, &policy, store,
				      proposals[i].id, &cli->arena, err);
	return rc;
}

/* The stored proposals that were asked for: one, those waiting, or all. */
static enum dbr_status
select_proposals(struct dbr_propose_result *out, struct cli *cli,
		 const struct cli_args *args, struct dbr_store *store,
		 struct dbr_error *err)
{
	const struct dbr_proposal *stored = NULL;
	struct dbr_proposal *kept;
	int64_t wanted = 0;
	size_t count = 0;
	enum dbr_status rc;

	if (args->word_count &&
	    !dbr_str_to_i64(dbr_str_from(args->words[0]), &wanted))
		return dbr_fail(err, DBR_EUSAGE, "\"%s\" is not the number of"
				" a proposal", args->words[0]);
	rc = dbr_proposal_list(&stored, &count, store, NULL, &cli->arena, err);
	if (rc != DBR_OK)
		return rc;
	kept = dbr_arena_array(&cli->arena, count, sizeof(*kept));
	for (size_t i = 0; i < count; i++)
		if (wanted ? stored[i].id == wanted :
			     cli_has(args, "all") || is_waiting(&stored[i]))
			kept[out->proposal_count++] = stored[i];
	out->proposals = kept;
	rc = take_waits(kept, out->proposal_count, cli, store, err);
	if (rc != DBR_OK)
		return rc;
	if (!wanted || out->proposal_count)
		return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "there is no proposal %" PRId64, wanted);
	return dbr_fail_hint(err, "\"debrief review --all\" lists them");
}

static enum dbr_status
add_refusals(struct dbr_propose_result *out, struct cli *cli,
	     const struct cli_args *args, struct dbr_store *store,
	     struct dbr_error *err)
{
	struct dbr_propose_result preview = { 0 };
	int64_t as_of_us = 0;
	enum dbr_status rc = cli_instant(&as_of_us, args, "as-of", err);

	if (rc == DBR_OK)
		rc = dbr_metric_as_of(&as_of_us, store, err);
	if (rc == DBR_OK)
		rc = dbr_propose_preview(&preview, store, &cli->share,
					 as_of_us, &cli->arena, err);
	out->refusals = preview.refusals;
	out->refusal_count = preview.refusal_count;
	return rc;
}

static void
write_text(struct cli *cli, const struct cli_args *args,
	   const struct dbr_propose_result *result)
{
	for (size_t i = 0; i < result->proposal_count; i++)
		proposal_out_block(cli, &result->proposals[i],
				   args->word_count > 0);
	if (!result->proposal_count)
		cli_say(cli, "nothing waits for a decision; debrief propose"
			" looks at the evidence");
	proposal_out_refusals(cli, result->refusals, result->refusal_count);
	for (size_t i = 0; i < result->proposal_count; i++)
		if (result->proposals[i].waits_for)
			fprintf(cli->out, "proposal %" PRId64 " waits for"
				" %s\n", result->proposals[i].id,
				result->proposals[i].waits_for);
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_propose_result result = { 0 };
	struct dbr_store *store = NULL;
	bool is_json = false;
	enum dbr_status rc;

	rc = proposal_format_parse(&is_json, cli_value(args, "format"), err);
	if (rc == DBR_OK)
		rc = cli_open(&store, cli, DBR_STORE_READ, err);
	if (rc == DBR_OK)
		rc = select_proposals(&result, cli, args, store, err);
	if (rc == DBR_OK && !args->word_count)
		rc = add_refusals(&result, cli, args, store, err);
	if (rc == DBR_OK && is_json)
		proposal_out_json(cli, &result);
	else if (rc == DBR_OK)
		write_text(cli, args, &result);
	dbr_store_close(store);
	return rc;
}

const struct cli_command cmd_review = {
	.name = "review",
	.synopsis = "review [NUMBER] [--all] [--as-of TIME] [--format FORMAT]",
	.summary = "show the proposals that wait, with their evidence",
	.example = "debrief review",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.words_max = 1,
	.run = run,
};
