/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_fsck.c -- debrief fsck: is the workspace what debrief left? */
#include <config.h>
#include "cli/cli.h"

#include "debrief/feedback.h"
#include "debrief/fsck.h"

/* How many findings were printed. */
static size_t
write_check(struct cli *cli, const struct dbr_fsck_check *check)
{
	size_t kept = check->finding_count < DBR_FSCK_KEPT
			      ? check->finding_count : DBR_FSCK_KEPT;

	if (!check->finding_count) {
		fprintf(cli->out, "ok      %-11s %s\n", check->name,
			check->sound);
		return 0;
	}
	for (size_t i = 0; i < kept; i++)
		fprintf(cli->out, "BROKEN  %-11s %s\n", check->name,
			check->findings[i]);
	if (check->finding_count > kept)
		fprintf(cli->out, "BROKEN  %-11s and %zu more\n",
			check->name, check->finding_count - kept);
	return check->finding_count;
}

static enum dbr_status
check_audit(struct dbr_fsck_check *out, struct cli *cli,
	    struct dbr_store *store, struct dbr_error *err)
{
	const char **findings = dbr_arena_array(&cli->arena, 1,
						sizeof(*findings));
	struct dbr_buf head = DBR_BUF_INIT;
	enum dbr_status rc = dbr_audit_verify(&head, store, err);

	dbr_buf_release(&head);
	*out = (struct dbr_fsck_check){ "audit", "the log of decisions is"
					" unbroken", findings, 0 };
	if (rc != DBR_ECHECK && rc != DBR_EINPUT)
		return rc;
	findings[out->finding_count++] =
		dbr_arena_text(&cli->arena, dbr_str_from(err->what));
	*err = (struct dbr_error)DBR_ERROR_INIT;
	return DBR_OK;
}

static enum dbr_status
check_all(struct cli *cli, struct dbr_store *store, struct dbr_error *err)
{
	const struct dbr_fsck_check *checks;
	struct dbr_fsck_check audit;
	size_t count, found = 0;
	enum dbr_status rc = dbr_fsck(&checks, &count, store, &cli->arena,
				      err);

	if (rc == DBR_OK)
		rc = check_audit(&audit, cli, store, err);
	if (rc != DBR_OK)
		return rc;
	for (size_t i = 0; i < count; i++)
		found += write_check(cli, &checks[i]);
	found += write_check(cli, &audit);
	if (!found)
		return DBR_OK;
	dbr_fail(err, DBR_ECHECK, "the workspace is damaged, or was changed "
				  "by something else than debrief");
	return dbr_fail_hint(err, "use a copy from before (debrief publish "
			     "makes them), or import again from the files");
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_store *store = NULL;
	enum dbr_status rc = cli_open(&store, cli, DBR_STORE_READ, err);

	(void)args;
	if (rc == DBR_OK)
		rc = check_all(cli, store, err);
	dbr_store_close(store);
	return rc;
}

const struct cli_command cmd_fsck = {
	.name = "fsck",
	.synopsis = "fsck",
	.summary = "check that every row is as debrief wrote it and adds up",
	.example = "debrief fsck",
	.run = run,
};
