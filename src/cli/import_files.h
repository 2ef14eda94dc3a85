/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import_files.h -- the files an import is to read; a folder is the files of
 * one export, sorted by name. */
#ifndef CLI_IMPORT_FILES_H
#define CLI_IMPORT_FILES_H

#include "cli/cli.h"

struct import_files {
	const char **paths;
	size_t count;
	bool is_folder;		/* all of them, or none */
	const char **folders;	/* as they were named */
	size_t folder_count;
};

enum dbr_status import_files_list(struct import_files *out,
				  const struct cli_args *args,
				  struct dbr_arena *arena,
				  struct dbr_error *err) DBR_MUST_CHECK;
/* The files in the folders' own folders, too. */
enum dbr_status import_files_descend(struct import_files *files,
				     struct dbr_arena *arena,
				     struct dbr_error *err) DBR_MUST_CHECK;

#endif
