/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/overwrite.h"
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include "reports/pdf.h"

enum { HEAD_SIZE = 1024 };

static bool
is_same_file(const char *a, const char *b)
{
	struct stat x, y;

	return strcmp(a, b) == 0 ||
	       (stat(a, &x) == 0 && stat(b, &y) == 0 &&
		x.st_dev == y.st_dev && x.st_ino == y.st_ino);
}

/* SQLite's own files beside the workspace belong to it. */
static bool
is_workspace(struct making *m, const char *path)
{
	static const char *const suffixes[] = { "", "-wal", "-shm",
						"-journal" };
	const char *workspaces[2] = { dbr_store_path(m->store),
				      m->request->workspace_path };
	size_t i;

	for (i = 0; i < 2 * sizeof(suffixes) / sizeof(suffixes[0]); i++)
		if (workspaces[i % 2] &&
		    is_same_file(path, dbr_arena_textf(m->arena, "%s%s",
						       workspaces[i % 2],
						       suffixes[i / 2])))
			return true;
	return false;
}

static bool
is_our_pdf(FILE *file)
{
	char tail[sizeof(PDF_MARK)];
	size_t size = sizeof(tail) - 1;

	if (fseek(file, -(long)size, SEEK_END) != 0 ||
	    fread(tail, 1, size, file) != size)
		return false;
	return memcmp(tail, PDF_MARK, size) == 0;
}

/* An empty file is nobody's. */
static bool
is_report(const char *path)
{
	bool is_pdf;

	char head[HEAD_SIZE + 1];
	FILE *file = fopen(path, "re");
	size_t size;

	if (!file)
		return false;
	size = fread(head, 1, HEAD_SIZE, file);
	is_pdf = size && is_our_pdf(file);
	fclose(file);
	head[size] = '\0';
	return !size || is_pdf || strncmp(head, MARKDOWN_MARK,
				strlen(MARKDOWN_MARK)) == 0 ||
	       (strncmp(head, "<!DOCTYPE html>", 15) == 0 &&
		strstr(head, "name=\"generator\" content=\"debrief "));
}

static enum dbr_status
check_one(struct making *m, const char *path)
{
	struct stat found;

	if (!path)
		return DBR_OK;
	if (is_workspace(m, path)) {
		dbr_fail(m->err, DBR_ECREATE, "\"%s\" is the workspace", path);
		return dbr_fail_hint(m->err, "name another file with -o");
	}
	/* What is no regular file is refused where it is written. */
	if (m->request->is_forced || stat(path, &found) != 0 ||
	    !S_ISREG(found.st_mode) || is_report(path))
		return DBR_OK;
	dbr_fail(m->err, DBR_ECREATE,
		 "\"%s\" is there already and is no report", path);
	return dbr_fail_hint(m->err, "name another file, or replace it with "
				     "--force");
}

enum dbr_status
overwrite_check(struct making *m)
{
	const char *html = m->request->html_path;
	const char *markdown = m->request->markdown_path;
	enum dbr_status rc;

	if (html && markdown && is_same_file(html, markdown))
		return dbr_fail(m->err, DBR_ECREATE,
				"\"%s\" cannot be HTML and Markdown at once",
				html);
	rc = check_one(m, html);
	if (rc == DBR_OK)
		rc = check_one(m, markdown);
	return rc == DBR_OK ? check_one(m, m->request->pdf_path) : rc;
}
