/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_owners.c -- debrief owners: the mapping, as of, as known, as a file. */
#include <config.h>
#include "cli/cli.h"

#include <string.h>
#include "cli/grid.h"
#include "cli/owners_exchange.h"
#include "debrief/mapping.h"
#include "debrief/number.h"
#include "debrief/time.h"

extern const struct cli_command cmd_import;

static const struct cli_option options[] = {
	{ "on", 0, "TIME", "show: who it was then; default: now" },
	{ "known", 'k', "TIME", "show: as it was known then" },
	{ "check", 'c', NULL, "show: only overlaps and gaps" },
	{ "diff", 'd', NULL, "export: what changed, for git apply" },
	{ "into", 0, "FILE", "export: into this file of another tool" },
	{ "as", 0, "FORMAT", "raci, codeowners, backstage, pagerduty, opsgenie" },
	{ "root", 0, "FOLDER", "codeowners: where the modules' folders are" },
	{ "zone", 'z', "ZONE", "import: of times that name none" },
	{ "dry-run", 'n', NULL, "import: do all of it, keep nothing" },
	{ "format", 'f', "FORMAT", "table, csv, json or md" },
};

/* An instant that is a midnight is a day. */
static void
add_day(struct grid *grid, int64_t instant_us)
{
	char iso[DBR_ISO_SIZE];

	dbr_iso_text(iso, instant_us);
	if (strcmp(iso + 10, "T00:00:00Z") == 0)
		iso[10] = '\0';
	grid_add_text(grid, instant_us ? iso : "");
}

static void
add_minutes(struct grid *grid, double minutes)
{
	struct dbr_buf text = DBR_BUF_INIT;

	dbr_double_text(&text, minutes);
	grid_add(grid, dbr_buf_str(&text), true);
	dbr_buf_release(&text);
}

static void
add_owner(struct grid *grid, const struct dbr_owner *owner)
{
	grid_add_text(grid, owner->scope);
	grid_add_text(grid, owner->module);
	grid_add_text(grid, owner->role);
	grid_add_count(grid, owner->level);
	grid_add_text(grid, owner->team);
	grid_add_text(grid, owner->contact);
	grid_add_text(grid, owner->authority_note);
	add_day(grid, owner->valid_from_us);
	add_day(grid, owner->valid_to_us);
}

static void
add_delay(struct grid *grid, const struct dbr_delay *delay)
{
	grid_add_text(grid, delay->module);
	grid_add_count(grid, delay->severity);
	grid_add_count(grid, delay->level);
	add_minutes(grid, delay->minutes);
	add_day(grid, delay->valid_from_us);
	add_day(grid, delay->valid_to_us);
}

/* What every subcommand gets. */
struct asking {
	struct cli *cli;
	const struct cli_args *args;
	struct dbr_store *store;
	const char *word, *second;	/* behind the subcommand, or NULL */
	enum grid_format format;
	int64_t on_us, known_us;
};

static void
write_grid(const struct asking *a, const struct grid *grid)
{
	if (a->format == GRID_JSON)
		grid_write_json(grid, "debrief.owners", a->cli->out);
	else
		grid_write(grid, a->format, a->cli->out);
}

/* "ownership", the default, or "escalation". */
static enum dbr_status
read_target(bool *is_escalation, const char *word, struct dbr_error *err)
{
	*is_escalation = word && strcmp(word, "escalation") == 0;
	if (!word || *is_escalation || strcmp(word, "ownership") == 0)
		return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "there is no mapping \"%s\"", word);
	return dbr_fail_hint(err, "it is \"ownership\" or \"escalation\"");
}

static enum dbr_status
show_owners(const struct asking *a, struct dbr_error *err)
{
	static const char *heads[] = { "scope", "module", "role", "level",
				       "team", "contact", "authority",
				       "valid_from", "valid_to" };
	const struct dbr_owner *owners = NULL;
	struct grid grid;
	size_t count = 0;
	enum dbr_status rc = dbr_owner_list(&owners, &count, a->store,
					    a->on_us, a->known_us,
					    &a->cli->arena, err);

	if (rc != DBR_OK)
		return rc;
	grid_init(&grid, heads, 9, &a->cli->arena);
	for (size_t i = 0; i < count; i++)
		add_owner(&grid, &owners[i]);
	write_grid(a, &grid);
	return DBR_OK;
}

static enum dbr_status
show_delays(const struct asking *a, struct dbr_error *err)
{
	static const char *heads[] = { "module", "severity", "level",
				       "delay_minutes", "valid_from",
				       "valid_to" };
	const struct dbr_delay *delays = NULL;
	struct grid grid;
	size_t count = 0;
	enum dbr_status rc = dbr_delay_list(&delays, &count, a->store,
					    a->on_us, a->known_us,
					    &a->cli->arena, err);

	if (rc != DBR_OK)
		return rc;
	grid_init(&grid, heads, 6, &a->cli->arena);
	for (size_t i = 0; i < count; i++)
		add_delay(&grid, &delays[i]);
	write_grid(a, &grid);
	return DBR_OK;
}

/* A contact point has no dates but those we heard of it. */
static enum dbr_status
show_contacts(const struct asking *a, struct dbr_error *err)
{
	static const char *heads[] = { "contact", "name", "team", "channel",
				       "address", "zone", "language",
				       "preference", "recorded" };
	bool has_both = a->on_us && a->known_us;
	const struct dbr_contact_point *points = NULL;
	char iso[DBR_ISO_SIZE];
	struct grid grid;
	size_t count = 0;
	enum dbr_status rc = dbr_contact_list(&points, &count, a->store,
		has_both && a->on_us < a->known_us ? a->on_us :
		a->known_us ? a->known_us : a->on_us, &a->cli->arena, err);

	if (rc != DBR_OK)
		return rc;
	grid_init(&grid, heads, 9, &a->cli->arena);
	for (size_t i = 0; i < count; i++) {
		grid_add_text(&grid, points[i].contact);
		grid_add_text(&grid, points[i].name);
		grid_add_text(&grid, points[i].team);
		grid_add_text(&grid, points[i].channel);
		grid_add_text(&grid, points[i].address);
		grid_add_text(&grid, points[i].zone);
		grid_add_text(&grid, points[i].language);
		grid_add_count(&grid, points[i].preference);
		grid_add_text(&grid, dbr_iso_text(iso, points[i].recorded_us));
	}
	write_grid(a, &grid);
	return DBR_OK;
}

static enum dbr_status
check(const struct asking *a, struct dbr_error *err)
{
	static const char *heads[] = { "module", "what" };
	const struct dbr_mapping_fault *faults = NULL;
	struct grid grid;
	size_t count = 0;
	enum dbr_status rc = dbr_mapping_check(&faults, &count, a->store,
					       &a->cli->arena, err);

	if (rc != DBR_OK)
		return rc;
	if (!count) {
		cli_say(a->cli, "no overlap, no gap");
		return DBR_OK;
	}
	grid_init(&grid, heads, 2, &a->cli->arena);
	for (size_t i = 0; i < count; i++) {
		grid_add_text(&grid, faults[i].module);
		grid_add_text(&grid, faults[i].what);
	}
	write_grid(a, &grid);
	dbr_fail(err, DBR_ECHECK, "the mapping has %zu fault%s", count,
		 count == 1 ? "" : "s");
	return dbr_fail_hint(err, "mend the file and import it again");
}

static enum dbr_status
show(const struct asking *a, struct dbr_error *err)
{
	bool is_escalation;
	enum dbr_status rc;

	if (a->word && strcmp(a->word, "contacts") == 0)
		return show_contacts(a, err);
	rc = read_target(&is_escalation, a->word, err);
	if (rc != DBR_OK)
		return rc;
	if (cli_has(a->args, "check"))
		return check(a, err);
	return is_escalation ? show_delays(a, err) : show_owners(a, err);
}

static enum dbr_status
export(const struct asking *a, struct dbr_error *err)
{
	const char *target = a->word ? a->word : "ownership";
	struct dbr_buf out = DBR_BUF_INIT;
	enum dbr_status rc;

	if (cli_value(a->args, "into"))
		return owners_write(a->cli, a->args, a->store, a->on_us, err);
	if (cli_has(a->args, "diff"))
		rc = dbr_owner_diff(&out, a->store, target, err);
	else
		rc = dbr_owner_export(&out, a->store, target, err);
	if (rc == DBR_OK)
		fwrite(out.text, 1, out.size, a->cli->out);
	if (rc == DBR_OK && !out.size)
		cli_say(a->cli, "no decision changed it");
	dbr_buf_release(&out);
	return rc;
}

static void
add_memory(struct grid *grid, int64_t recorded_us, int64_t superseded_us,
	   const char *by, const char *why)
{
	char iso[DBR_ISO_SIZE];

	grid_add_text(grid, dbr_iso_text(iso, recorded_us));
	grid_add_text(grid, superseded_us ?
			      dbr_iso_text(iso, superseded_us) : "");
	grid_add_text(grid, by ? by : "imported");
	grid_add_text(grid, why);
}

static enum dbr_status
history_of_delays(const struct asking *a, struct dbr_error *err)
{
	static const char *heads[] = { "module", "severity", "level",
				       "delay_minutes", "valid_from",
				       "valid_to", "recorded", "superseded",
				       "by", "why" };
	const struct dbr_delay *delays = NULL;
	struct grid grid;
	size_t count = 0;
	enum dbr_status rc = dbr_delay_history(&delays, &count, a->store,
					       a->word, &a->cli->arena, err);

	if (rc != DBR_OK)
		return rc;
	grid_init(&grid, heads, 10, &a->cli->arena);
	for (size_t i = 0; i < count; i++) {
		add_delay(&grid, &delays[i]);
		add_memory(&grid, delays[i].recorded_us,
			   delays[i].superseded_us, delays[i].decided_by,
			   delays[i].why);
	}
	write_grid(a, &grid);
	return DBR_OK;
}

static enum dbr_status
history_of_owners(const struct asking *a, struct dbr_error *err)
{
	static const char *heads[] = { "role", "level", "team", "valid_from",
				       "valid_to", "recorded", "superseded",
				       "by", "why" };
	const struct dbr_owner *owners = NULL;
	struct grid grid;
	size_t count = 0;
	enum dbr_status rc;

	rc = dbr_owner_history(&owners, &count, a->store, a->word,
			       &a->cli->arena, err);
	if (rc != DBR_OK)
		return rc;
	grid_init(&grid, heads, 9, &a->cli->arena);
	for (size_t i = 0; i < count; i++) {
		grid_add_text(&grid, owners[i].role);
		grid_add_count(&grid, owners[i].level);
		grid_add_text(&grid, owners[i].team ? owners[i].team :
						      owners[i].contact);
		add_day(&grid, owners[i].valid_from_us);
		add_day(&grid, owners[i].valid_to_us);
		add_memory(&grid, owners[i].recorded_us,
			   owners[i].superseded_us, owners[i].decided_by,
			   owners[i].why);
	}
	write_grid(a, &grid);
	return DBR_OK;
}

static enum dbr_status
history(const struct asking *a, struct dbr_error *err)
{
	bool is_escalation;
	enum dbr_status rc = read_target(&is_escalation, a->second, err);

	if (rc != DBR_OK)
		return rc;
	if (a->word)
		return is_escalation ? history_of_delays(a, err) :
				       history_of_owners(a, err);
	dbr_fail(err, DBR_EUSAGE, "history needs a module");
	return dbr_fail_hint(err, "debrief owners history MODULE");
}

static enum dbr_status
read_other(const struct asking *a, struct dbr_error *err)
{
	return owners_read(a->cli, a->args, a->store, a->on_us, err);
}

static const struct subcommand {
	const char *name;
	size_t words_max;	/* with its own name */
	enum dbr_status (*run)(const struct asking *asking,
			       struct dbr_error *err);
} subcommands[] = {
	{ "show", 2, show }, { "check", 1, check },
	{ "export", 2, export },
	{ "history", 3, history }, { "read", 3, read_other },
};

enum { SUBCOMMAND_COUNT = sizeof(subcommands) / sizeof(subcommands[0]) };

static enum dbr_status
run_import(struct cli *cli, const struct cli_args *args,
	   struct dbr_error *err)
{
	struct cli_args files = *args;

	files.words++;
	files.word_count--;
	if (files.word_count)
		return cmd_import.run(cli, &files, err);
	dbr_fail(err, DBR_EUSAGE, "import needs a file");
	return dbr_fail_hint(err, "debrief owners import ownership.csv");
}

static enum dbr_status
run_reading(struct asking *a, const struct subcommand *subcommand,
	    struct dbr_error *err)
{
	enum dbr_status rc = grid_format_parse(
		&a->format, cli_value(a->args, "format"), err);

	if (rc == DBR_OK && a->args->word_count > subcommand->words_max)
		rc = dbr_fail(err, DBR_EUSAGE, "one word too many: \"%s\"",
			      a->args->words[subcommand->words_max]);
	if (rc == DBR_OK)
		rc = cli_instant(&a->on_us, a->args, "on", err);
	if (rc == DBR_OK)
		rc = cli_instant(&a->known_us, a->args, "known", err);
	if (rc == DBR_OK)
		rc = cli_open(&a->store, a->cli, DBR_STORE_READ, err);
	if (rc == DBR_OK)
		rc = subcommand->run(a, err);
	dbr_store_close(a->store);
	return rc;
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	static const char *const names[] = { "show", "export", "history",
					     "read", "check", "import" };
	struct asking a = {
		.cli = cli, .args = args,
		.word = args->word_count > 1 ? args->words[1] : NULL,
		.second = args->word_count > 2 ? args->words[2] : NULL,
	};
	const char *name = args->word_count ? args->words[0] : "show";
	const char *nearest;

	if (strcmp(name, "import") == 0)
		return run_import(cli, args, err);
	for (size_t i = 0; i < SUBCOMMAND_COUNT; i++)
		if (strcmp(name, subcommands[i].name) == 0)
			return run_reading(&a, &subcommands[i], err);
	dbr_fail(err, DBR_EUSAGE, "owners cannot \"%s\"", name);
	nearest = dbr_nearest(name, names, SUBCOMMAND_COUNT + 1);
	return dbr_fail_hint(err, "debrief owners %s",
			     nearest ? nearest : "show");
}

const struct cli_command cmd_owners = {
	.name = "owners",
	.synopsis = "owners [show|export] [ownership|escalation] [options]\n"
		    "       debrief owners history MODULE [ownership|escalation]\n"
		    "       debrief owners check | import FILE...\n"
		    "       debrief owners export --into FILE --as FORMAT"
		    " [--diff]\n"
		    "       debrief owners read [ownership|escalation] FILE"
		    " --as FORMAT",
	.summary = "who owns what, when, as known when; and as a file",
	.example = "debrief owners show --on 2026-03-03",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.words_max = SIZE_MAX,
	.run = run,
};
