/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_decide.c -- debrief approve, reject, defer, revert: a named person's
 * word on a proposal. */
#include <config.h>
#include "cli/cli.h"

#include <inttypes.h>
#include "debrief/feedback.h"
#include "debrief/policy.h"
#include "debrief/pseudonym.h"

static const struct cli_option options[] = {
	{ "by", 'b', "NAME", "who decides; stored in the audit log" },
	{ "why", 'w', "TEXT", "the reason, stored beside it" },
	{ "sign", 's', "KEYFILE", "sign it; a new key is made if there is none" },
};
static const struct cli_option dated_options[] = {
	{ "by", 'b', "NAME", "who decides; stored in the audit log" },
	{ "why", 'w', "TEXT", "the reason, stored beside it" },
	{ "sign", 's', "KEYFILE", "sign it; a new key is made if there is none" },
	{ "effective", 'e', "TIME", "when the mapping changes; default: now" },
};

/* Applied, or one name of several. */
static enum dbr_status
say_done(struct cli *cli, struct dbr_store *store,
	 const struct dbr_decision *decision, const char *done,
	 struct dbr_error *err)
{
	const char *waits = NULL;
	enum dbr_status rc = DBR_OK;

	if (decision->verdict == DBR_APPROVE)
		rc = dbr_policy_waits(&waits, decision->policy, store,
				      decision->proposal_id, &cli->arena, err);
	if (waits)
		cli_say(cli, "signed proposal %" PRId64 "; it waits for %s",
			decision->proposal_id, waits);
	else if (rc == DBR_OK)
		cli_say(cli, "%s proposal %" PRId64, done,
			decision->proposal_id);
	return rc;
}

static enum dbr_status
decide_each(struct cli *cli, const struct cli_args *args,
	    struct dbr_decision *decision, const char *done,
	    struct dbr_error *err)
{
	struct dbr_store *store = NULL;
	enum dbr_status rc = cli_open(&store, cli, DBR_STORE_WRITE, err);

	for (size_t i = 0; rc == DBR_OK && i < args->word_count; i++) {
		struct dbr_str word = dbr_str_from(args->words[i]);

		if (!dbr_str_to_i64(word, &decision->proposal_id)) {
			rc = dbr_fail(err, DBR_EUSAGE, "\"%s\" is not the"
				      " number of a proposal", args->words[i]);
			dbr_fail_hint(err, "debrief review shows them");
			break;
		}
		rc = dbr_decide(store, decision, err);
		if (rc == DBR_OK)
			rc = say_done(cli, store, decision, done, err);
	}
	dbr_store_close(store);
	return rc;
}

static enum dbr_status
decide(struct cli *cli, const struct cli_args *args,
       enum dbr_verdict_kind verdict, const char *done, struct dbr_error *err)
{
	struct dbr_decision decision = {
		.verdict = verdict, .by = cli_value(args, "by"),
		.why = cli_value(args, "why"),
	};
	const char *key_path = cli_value(args, "sign");
	struct dbr_pseudonym_key seed;
	struct dbr_policy policy;
	enum dbr_status rc;

	rc = cli_instant(&decision.effective_us, args, "effective", err);
	if (rc == DBR_OK)
		rc = dbr_policy_read(&policy, &cli->share, &cli->arena, err);
	decision.policy = &policy;
	if (rc == DBR_OK && key_path) {
		rc = dbr_pseudonym_key_load(&seed, key_path, err);
		decision.seed = &seed;
	}
	if (rc == DBR_OK)
		rc = decide_each(cli, args, &decision, done, err);
	if (key_path)
		dbr_pseudonym_key_forget(&seed);
	if (rc == DBR_OK && (verdict == DBR_APPROVE || verdict == DBR_REVERT))
		cli_say(cli, "next: debrief owners export --diff");
	return rc;
}

static enum dbr_status
run_approve(struct cli *cli, const struct cli_args *args,
	    struct dbr_error *err)
{
	return decide(cli, args, DBR_APPROVE, "approved", err);
}

static enum dbr_status
run_reject(struct cli *cli, const struct cli_args *args,
	   struct dbr_error *err)
{
	return decide(cli, args, DBR_REJECT, "rejected", err);
}

static enum dbr_status
run_defer(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	return decide(cli, args, DBR_DEFER, "deferred", err);
}

static enum dbr_status
run_revert(struct cli *cli, const struct cli_args *args,
	   struct dbr_error *err)
{
	return decide(cli, args, DBR_REVERT, "reverted", err);
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

const struct cli_command cmd_approve = {
	.name = "approve",
	.synopsis = "approve NUMBER... --by NAME [--why TEXT]"
		    " [--sign KEYFILE] [--effective TIME]",
	.summary = "take proposals into the mapping",
	.example = "debrief approve 1 --by 'Ana Lima' --why 'agreed in the"
		   " debrief'",
	.options = dated_options,
	.option_count = COUNT(dated_options),
	.words_min = 1,
	.words_max = SIZE_MAX,
	.run = run_approve,
};

const struct cli_command cmd_reject = {
	.name = "reject",
	.synopsis = "reject NUMBER... --by NAME [--why TEXT] [--sign KEYFILE]",
	.summary = "turn proposals down, for two quarters on that evidence",
	.example = "debrief reject 2 --by 'Ana Lima' --why 'a one-off'",
	.options = options,
	.option_count = COUNT(options),
	.words_min = 1,
	.words_max = SIZE_MAX,
	.run = run_reject,
};

const struct cli_command cmd_defer = {
	.name = "defer",
	.synopsis = "defer NUMBER... --by NAME [--why TEXT] [--sign KEYFILE]",
	.summary = "put proposals off; they wait until they expire",
	.example = "debrief defer 2 --by 'Ana Lima' --why 'after the freeze'",
	.options = options,
	.option_count = COUNT(options),
	.words_min = 1,
	.words_max = SIZE_MAX,
	.run = run_defer,
};

const struct cli_command cmd_revert = {
	.name = "revert",
	.synopsis = "revert NUMBER... --by NAME [--why TEXT]"
		    " [--sign KEYFILE] [--effective TIME]",
	.summary = "undo an approved proposal, as a new event",
	.example = "debrief revert 1 --by 'Ana Lima' --why 'the team was"
		   " split'",
	.options = dated_options,
	.option_count = COUNT(dated_options),
	.words_min = 1,
	.words_max = SIZE_MAX,
	.run = run_revert,
};
