/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "cli/words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "debrief/file.h"
#include "debrief/process.h"

enum { EDITOR_WORDS_MAX = 16 };

/* "code --wait": words, and no shell that could mean anything by them. */
static enum dbr_status
split_editor(const char **words, struct cli *cli, struct dbr_error *err)
{
	const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");
	const char *command = visual && *visual ? visual : editor;
	struct dbr_str rest = dbr_str_from(command);
	size_t count = 0;

	while (rest.at && count < EDITOR_WORDS_MAX - 2) {
		struct dbr_str word = dbr_str_cut(&rest, ' ');

		if (word.size)
			words[count++] = dbr_arena_text(&cli->arena, word);
	}
	if (count)
		return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "no editor is set");
	return dbr_fail_hint(err, "set EDITOR, or give --file FILE");
}

static enum dbr_status
write_draft(char *path, struct dbr_str before, struct dbr_error *err)
{
	enum { SUFFIX_SIZE = sizeof(".md") - 1 };
	int fd = mkstemps(path, SUFFIX_SIZE);

	if (fd < 0)
		return dbr_fail(err, DBR_ECREATE, "cannot make \"%s\": %s",
				path, strerror(errno));
	close(fd);
	return before.size ? dbr_file_write(path, before, 0600, err) : DBR_OK;
}

static enum dbr_status
run_editor(const char **words, const char *path, struct dbr_error *err)
{
	size_t count = 0;
	int status = 0;
	enum dbr_status rc;

	while (words[count])
		count++;
	words[count] = path;
	rc = dbr_process_attend(&status, words, err);
	if (rc == DBR_OK && status != 0)
		rc = dbr_fail(err, DBR_ECHILD, "the editor left with %d:"
			      " nothing is kept", status);
	return rc;
}

static enum dbr_status
edit(struct dbr_buf *out, struct cli *cli, struct dbr_str before, size_t max,
     struct dbr_error *err)
{
	const char *words[EDITOR_WORDS_MAX] = { NULL };
	const char *folder = getenv("TMPDIR");
	char *path = dbr_arena_textf(&cli->arena, "%s/debrief-XXXXXX.md",
				     folder && *folder ? folder : "/tmp");
	enum dbr_status rc = split_editor(words, cli, err);

	if (rc == DBR_OK)
		rc = write_draft(path, before, err);
	if (rc != DBR_OK)
		return rc;
	rc = run_editor(words, path, err);
	if (rc == DBR_OK)
		rc = dbr_file_read(out, path, max, err);
	unlink(path);
	return rc;
}

static enum dbr_status
read_stdin(struct dbr_buf *out, struct cli *cli, size_t max,
	   struct dbr_error *err)
{
	char chunk[4096];
	size_t got;

	if (isatty(STDIN_FILENO) == 1)
		cli_say(cli, "type it; a line with Ctrl-D ends it");
	while ((got = fread(chunk, 1, sizeof(chunk), stdin)) > 0) {
		if (out->size + got > max)
			return dbr_fail(err, DBR_EINPUT, "standard input has"
					" more than %zu bytes", max);
		dbr_buf_add(out, chunk, got);
	}
	if (ferror(stdin))
		return dbr_fail(err, DBR_EIO, "cannot read standard input");
	return DBR_OK;
}

static enum dbr_status
check_one_source(const struct cli_args *args, struct dbr_error *err)
{
	int given = (cli_value(args, "text") != NULL) +
		    (cli_value(args, "file") != NULL) +
		    cli_has(args, "editor");

	if (given > 1)
		return dbr_fail(err, DBR_EUSAGE, "--text, --file and --editor"
				" are three ways to give the same words: use"
				" one");
	return DBR_OK;
}

enum dbr_status
words_read(struct dbr_str *out, struct cli *cli, const struct cli_args *args,
	   struct dbr_str before, size_t max, struct dbr_error *err)
{
	const char *text = cli_value(args, "text");
	const char *file = cli_value(args, "file");
	struct dbr_buf words = DBR_BUF_INIT;
	enum dbr_status rc = check_one_source(args, err);

	if (rc != DBR_OK)
		return rc;
	if (text)
		dbr_buf_add_text(&words, text);
	else if (cli_has(args, "editor"))
		rc = edit(&words, cli, before, max, err);
	else if (file && strcmp(file, "-") != 0)
		rc = dbr_file_read(&words, file, max, err);
	else
		rc = read_stdin(&words, cli, max, err);
	while (words.size && strchr(" \t\r\n", words.text[words.size - 1]))
		words.size--;
	if (rc == DBR_OK)
		*out = dbr_arena_str(&cli->arena, dbr_buf_str(&words));
	dbr_buf_release(&words);
	return rc;
}
