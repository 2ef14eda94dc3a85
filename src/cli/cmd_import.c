/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_import.c -- debrief import: files in, each one whole or not at all. */
#include <config.h>
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include "cli/import_files.h"
#include "cli/import_report.h"

static const struct cli_option options[] = {
	{ "as", 'a', "FORMAT", "read it as this format (debrief formats)" },
	{ "zone", 'z', "ZONE", "time zone of times that name none" },
	{ "migration", 'm', "KEY", "migration of rows that name none" },
	{ "map", 0, "FIELD=HEADER", "take a field from this column" },
	{ "delimiter", 0, "CHAR", "of the columns: , ; | or tab" },
	{ "encoding", 0, "NAME", "utf-8, windows-1252, utf-16, ..." },
	{ "date-order", 0, "ORDER", "dmy or mdy, where rows cannot decide" },
	{ "year", 0, "YEAR", "of the first time that names none (syslog)" },
	{ "key", 0, "ID", "execution id of a log" },
	{ "iteration", 0, "KIND", "rehearsal, drill or cutover" },
	{ "name", 0, "NAME", "call standard input so" },
	{ "strict", 0, NULL, "refuse a file if any of its rows is rejected" },
	{ "mends", 0, "BATCH", "it holds the rejects of this batch, mended" },
	{ "dry-run", 'n', NULL, "do all of it, keep nothing" },
};

struct queued {
	const char *path;
	int rank;
};

static enum dbr_status
check_word(const char *option, const char *word, const char *const *words,
	   size_t count, struct dbr_error *err)
{
	const char *nearest;

	if (!word)
		return DBR_OK;
	for (size_t i = 0; i < count; i++)
		if (strcmp(word, words[i]) == 0)
			return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "--%s cannot be \"%s\"", option, word);
	nearest = dbr_nearest(word, words, count);
	return dbr_fail_hint(err, "--%s %s", option,
			     nearest ? nearest : words[0]);
}

static enum dbr_status
read_year(int *out, const char *text, struct dbr_error *err)
{
	int64_t year = 0;

	if (text && (!dbr_str_to_i64(dbr_str_from(text), &year) ||
		     year < 1970 || year > 2999)) {
		dbr_fail(err, DBR_EUSAGE, "--year cannot be \"%s\"", text);
		return dbr_fail_hint(err, "--year 2026");
	}
	*out = (int)year;
	return DBR_OK;
}

static enum dbr_status
read_mends(int64_t *out, const char *text, struct dbr_error *err)
{
	if (!text || (dbr_str_to_i64(dbr_str_from(text), out) && *out > 0))
		return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "--mends: \"%s\" is not the number of a "
		 "batch", text);
	return dbr_fail_hint(err, "debrief status lists them");
}

static enum dbr_status
read_delimiter(char *out, const char *word, struct dbr_error *err)
{
	if (!word)
		return DBR_OK;
	*out = strcmp(word, "tab") == 0 || strcmp(word, "\\t") == 0
		? '\t' : word[0];
	if (*out == '\t' || (word[0] && !word[1] && !strchr("\"\r\n", *out)))
		return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "\"%s\" is not a delimiter", word);
	return dbr_fail_hint(err, "--delimiter ';' or --delimiter tab");
}

static enum dbr_status
read_request(struct dbr_import_request *out, struct cli *cli,
	     const struct cli_args *args, struct dbr_error *err)
{
	static const char *const orders[] = { "dmy", "mdy", "ymd" };
	static const char *const kinds[] = { "rehearsal", "drill", "cutover" };
	enum dbr_status rc;

	*out = (struct dbr_import_request){
		.name = cli_value(args, "name"),
		.format = cli_value(args, "as"),
		.zone = cli_value(args, "zone"),
		.migration = cli_value(args, "migration"),
		.encoding = cli_value(args, "encoding"),
		.date_order = cli_value(args, "date-order"),
		.ext_key = cli_value(args, "key"),
		.iteration_kind = cli_value(args, "iteration"),
		.dry_run = cli_has(args, "dry-run"),
		.strict = cli_has(args, "strict"),
	};
	rc = read_year(&out->year, cli_value(args, "year"), err);
	if (rc == DBR_OK)
		rc = read_mends(&out->mends_batch, cli_value(args, "mends"),
				err);
	if (rc != DBR_OK)
		return rc;
	out->maps = cli_values(&out->map_count, args, "map", &cli->arena);
	rc = check_word("date-order", out->date_order, orders, 3, err);
	if (rc == DBR_OK)
		rc = check_word("iteration", out->iteration_kind, kinds, 3,
				err);
	if (rc == DBR_OK)
		rc = read_delimiter(&out->delimiter,
				    cli_value(args, "delimiter"), err);
	return rc;
}

/* What others refer to goes first; equal ranks keep their order. */
static struct queued *
queue_files(struct cli *cli, const struct import_files *files,
	    const struct dbr_import_request *request)
{
	struct queued *queue = dbr_arena_array(&cli->arena, files->count + 1,
					       sizeof(*queue));

	for (size_t i = 0; i < files->count; i++) {
		struct dbr_arena arena = DBR_ARENA_INIT;
		struct dbr_import_request one = *request;
		struct queued file = { .path = files->paths[i] };
		size_t at = i;

		one.path = file.path;
		if (files->count > 1 || files->is_folder)
			file.rank = dbr_import_rank(&cli->share, &one, &arena);
		dbr_arena_release(&arena);
		for (; at > 0 && queue[at - 1].rank > file.rank; at--)
			queue[at] = queue[at - 1];
		queue[at] = file;
	}
	return queue;
}

static enum dbr_status
import_part(struct cli *cli, struct dbr_store *store,
	    struct dbr_import_request *request,
	    struct dbr_import_result *result, struct dbr_arena *arena,
	    struct dbr_error *err)
{
	bool is_stdin = strcmp(request->path, "-") == 0;
	const char *threads = getenv("DEBRIEF_THREADS");
	struct import_bar bar;
	enum dbr_status rc;

	import_bar_start(&bar, cli, request->path);
	/* For tests: what comes of a file does not depend on it. */
	request->thread_count = threads && strcmp(threads, "1") == 0;
	request->progress.payload = &bar;
	request->progress.report = import_bar_report;
	rc = dbr_import_file(result, store, &cli->share, request, arena, err);
	import_bar_clear(&bar);
	if (rc == DBR_OK && !cli->is_quiet && !result->is_empty_part)
		import_report(cli->out, is_stdin ? "standard input"
			      : request->path, result);
	if (rc == DBR_OK)
		import_say_rejects(cli, is_stdin ? "standard input"
				   : request->path, result);
	return rc;
}

/* A file may hold several things, and each of them is a batch. */
static enum dbr_status
import_one(struct cli *cli, struct dbr_store *store, const char *path,
	   const struct dbr_import_request *wanted, struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_import_request request = *wanted;
	struct dbr_import_result result, part;
	size_t count = 0;
	enum dbr_status rc;

	request.path = path;
	rc = import_part(cli, store, &request, &result, &arena, err);
	if (rc == DBR_OK && result.part_count && strcmp(path, "-") == 0) {
		cli_say(cli, "standard input is read once: save it to a file "
			"for what else it holds");
		result.part_count = 0;
	}
	count += rc == DBR_OK && !result.is_empty_part;
	for (size_t i = 0; rc == DBR_OK && i < result.part_count; i++) {
		request.format = result.parts[i];
		request.map_count = 0;	/* they are of the file's own format */
		rc = import_part(cli, store, &request, &part, &arena, err);
		count += rc == DBR_OK && !part.is_empty_part;
	}
	if (rc == DBR_OK && !count)
		rc = dbr_fail(err, DBR_EINPUT, "\"%s\" holds nothing that "
			      "\"%s\" reads", path, result.format);
	dbr_arena_release(&arena);
	return rc;
}

static void
say_how_far(struct cli *cli, const struct import_files *files, size_t done)
{
	if (files->is_folder)
		cli_say(cli, "none of the %zu files was imported: a folder "
			"is one export", files->count);
	else if (files->count > 1)
		cli_say(cli, "%zu of %zu files were imported before this one",
			done, files->count);
}

/* How many files only stand beside others of their export: they are first. */
static size_t
count_companions(const struct queued *queue, const struct import_files *files)
{
	size_t count = 0;

	while (files->is_folder && count < files->count &&
	       queue[count].rank == DBR_IMPORT_COMPANION)
		count++;
	return count;
}

/* A folder of nothing but companions is the root of an export: what it is
 * about lies in the folders inside. */
static enum dbr_status
queue_all(struct queued **out, size_t *first, struct cli *cli,
	  struct import_files *files, const struct dbr_import_request *request,
	  struct dbr_error *err)
{
	size_t count = files->count;
	enum dbr_status rc = DBR_OK;

	*out = queue_files(cli, files, request);
	*first = count_companions(*out, files);
	if (!*first)
		return DBR_OK;
	if (*first == count)
		rc = import_files_descend(files, &cli->arena, err);
	if (rc == DBR_OK && files->count > count) {
		*out = queue_files(cli, files, request);
		*first = count_companions(*out, files);
	}
	if (rc == DBR_OK && *first < files->count && !cli->is_quiet)
		cli_say(cli, "left out %zu files that only describe the "
			"export", *first);
	return rc;
}

static enum dbr_status
import_all(struct cli *cli, struct dbr_store *store,
	   struct import_files *files, struct dbr_import_request *request,
	   struct dbr_error *err)
{
	struct queued *queue = NULL;
	size_t done = 0;
	enum dbr_status rc = queue_all(&queue, &done, cli, files, request,
				       err);

	/* Alone, one of them says what to import instead. */
	if (done == files->count)
		done = 0;
	request->in_transaction = files->is_folder;
	if (rc == DBR_OK && files->is_folder)
		rc = dbr_store_begin(store, err);
	while (rc == DBR_OK && done < files->count) {
		rc = import_one(cli, store, queue[done].path, request, err);
		done += rc == DBR_OK;
	}
	if (rc == DBR_OK && files->is_folder && !request->dry_run)
		rc = dbr_store_commit(store, err);
	if (files->is_folder)
		dbr_store_rollback(store);
	if (rc != DBR_OK)
		say_how_far(cli, files, done);
	return rc;
}

static enum dbr_status
run(struct cli *cli, const struct cli_args *args, struct dbr_error *err)
{
	struct dbr_import_request request;
	struct import_files files;
	struct dbr_store *store = NULL;
	enum dbr_status rc = read_request(&request, cli, args, err);

	if (rc == DBR_OK)
		rc = import_files_list(&files, args, &cli->arena, err);
	if (rc == DBR_OK && files.count > 1 &&
	    (request.ext_key || request.mends_batch))
		rc = dbr_fail(err, DBR_EUSAGE, "--%s is about one file, %zu "
			      "are given", request.ext_key ? "key" : "mends",
			      files.count);
	if (rc == DBR_OK)
		rc = cli_open(&store, cli, DBR_STORE_WRITE, err);
	if (rc == DBR_OK)
		rc = import_all(cli, store, &files, &request, err);
	dbr_store_close(store);
	return rc;
}

const struct cli_command cmd_import = {
	.name = "import",
	.synopsis = "import FILE|FOLDER... [options]   (- is standard input)",
	.summary = "read exports into the workspace",
	.example = "debrief import tickets.csv --zone Europe/Berlin",
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
	.words_min = 1, .words_max = SIZE_MAX,
	.run = run,
};
