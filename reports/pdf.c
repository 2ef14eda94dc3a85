/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700	/* nftw */
#define _DEFAULT_SOURCE
#include <config.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "debrief/arena.h"
#include "debrief/file.h"
#include "debrief/process.h"
#include "reports/pdf.h"

enum {
	PRINT_TIMEOUT_MS = 60000,
	OUTPUT_MAX = 1 << 20,
	PDF_SIZE_MAX = 64 << 20,
	OPEN_MAX = 16,
};

static const char *const printers[] = {
	"/usr/bin/chromium", "/usr/bin/chromium-browser",
	"/usr/bin/google-chrome", "/usr/bin/weasyprint",
	"/usr/local/bin/weasyprint",
};

struct print {
	struct dbr_arena arena;
	const char *printer, *folder, *page, *pdf;
	struct dbr_error *err;
};

static const char *
find_printer(void)
{
	size_t i;

	for (i = 0; i < sizeof(printers) / sizeof(printers[0]); i++)
		if (access(printers[i], X_OK) == 0)
			return printers[i];
	return NULL;
}

static enum dbr_status
no_printer(struct dbr_error *err)
{
	dbr_fail(err, DBR_ECHILD,
		 "there is no Chromium and no WeasyPrint to print with");
	return dbr_fail_hint(err, "install chromium, or print the HTML from "
				  "any browser");
}

static int
remove_one(const char *path, const struct stat *found, int type,
	   struct FTW *at)
{
	(void)found;
	(void)type;
	(void)at;
	return remove(path);
}

static enum dbr_status
make_room(struct print *print, struct dbr_str page)
{
	const char *tmp = getenv("TMPDIR");
	char *folder = dbr_arena_textf(&print->arena, "%s/debrief-XXXXXX",
				       tmp && *tmp == '/' ? tmp : "/tmp");

	if (!mkdtemp(folder))
		return dbr_fail(print->err, DBR_ECREATE,
				"cannot make \"%s\": %s", folder,
				strerror(errno));
	print->folder = folder;
	print->page = dbr_arena_textf(&print->arena, "%s/page.html", folder);
	print->pdf = dbr_arena_textf(&print->arena, "%s/page.pdf", folder);
	return dbr_file_write(print->page, page, 0600, print->err);
}

/* Chromium will not start its sandbox as root; then it has none. */
static void
chromium_arguments(struct print *print, const char **out)
{
	size_t n = 0;

	out[n++] = "chromium";
	out[n++] = "--headless";
	out[n++] = "--disable-gpu";
	out[n++] = "--disable-extensions";
	out[n++] = "--disable-background-networking";
	out[n++] = "--disable-sync";
	out[n++] = "--no-first-run";
	out[n++] = "--host-resolver-rules=MAP * ~NOTFOUND";
	out[n++] = "--no-pdf-header-footer";
	out[n++] = dbr_arena_textf(&print->arena, "--user-data-dir=%s/profile",
				   print->folder);
	out[n++] = dbr_arena_textf(&print->arena, "--print-to-pdf=%s",
				   print->pdf);
	if (geteuid() == 0)
		out[n++] = "--no-sandbox";
	out[n++] = dbr_arena_textf(&print->arena, "file://%s", print->page);
	out[n] = NULL;
}

static enum dbr_status
run_printer(struct print *print)
{
	const char *arguments[16] = { "weasyprint", print->page, print->pdf,
				      NULL };
	const char *environment[] = {
		"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC",
		dbr_arena_textf(&print->arena, "HOME=%s", print->folder),
		dbr_arena_textf(&print->arena, "TMPDIR=%s", print->folder),
		NULL,
	};
	struct dbr_process process = {
		.program = print->printer,
		.arguments = arguments,
		.environment = environment,
		.timeout_ms = PRINT_TIMEOUT_MS,
		.output_max = OUTPUT_MAX,
		.may_write_files = true,
	};
	struct dbr_buf output = DBR_BUF_INIT, errors = DBR_BUF_INIT;
	struct dbr_process_result result;
	enum dbr_status rc;

	if (!dbr_str_ends(dbr_str_from(print->printer), "weasyprint"))
		chromium_arguments(print, arguments);
	rc = dbr_process_run(&result, &output, &errors, &process, print->err);
	if (rc == DBR_OK && result.is_timed_out)
		rc = dbr_fail(print->err, DBR_ECHILD, "\"%s\" took too long",
			      print->printer);
	else if (rc == DBR_OK && (result.signal || result.exit_status))
		rc = dbr_fail(print->err, DBR_ECHILD,
			      "\"%s\" ended with status %d and said \"%.200s\"",
			      print->printer, result.exit_status,
			      errors.text);
	dbr_buf_release(&errors);
	dbr_buf_release(&output);
	return rc;
}

static enum dbr_status
take_pdf(struct print *print, const char *path)
{
	struct dbr_buf pdf = DBR_BUF_INIT;
	enum dbr_status rc = DBR_OK;

	if (access(print->pdf, F_OK) == 0)
		rc = dbr_file_read(&pdf, print->pdf, PDF_SIZE_MAX,
				   print->err);
	if (rc == DBR_OK &&
	    (!dbr_str_starts(dbr_buf_str(&pdf), "%PDF-") ||
	     !dbr_str_ends(dbr_str_trim(dbr_buf_str(&pdf)), "%%EOF")))
		rc = dbr_fail(print->err, DBR_ECHILD,
			      "\"%s\" printed no whole PDF", print->printer);
	dbr_buf_add_text(&pdf, PDF_MARK);
	if (rc == DBR_OK)
		rc = dbr_file_write(path, dbr_buf_str(&pdf), 0644,
				    print->err);
	dbr_buf_release(&pdf);
	return rc;
}

enum dbr_status
pdf_write(const char *path, struct dbr_str page, const char *printer,
	  struct dbr_error *err)
{
	struct print print = {
		.arena = DBR_ARENA_INIT,
		.printer = printer ? printer : find_printer(),
		.err = err,
	};
	enum dbr_status rc;

	if (!print.printer)
		return no_printer(err);
	rc = make_room(&print, page);
	if (rc == DBR_OK)
		rc = run_printer(&print);
	if (rc == DBR_OK)
		rc = take_pdf(&print, path);
	if (print.folder)
		nftw(print.folder, remove_one, OPEN_MAX,
		     FTW_DEPTH | FTW_PHYS);
	dbr_arena_release(&print.arena);
	return rc;
}
