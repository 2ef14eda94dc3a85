/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare_out.h -- how `debrief compare` shows a page. */
#ifndef CLI_COMPARE_OUT_H
#define CLI_COMPARE_OUT_H

#include "cli/cli.h"
#include "cli/grid.h"
#include "debrief/compare.h"

/* JSON: schema "debrief.compare", this version. */
enum { COMPARE_JSON_VERSION = 1 };

void compare_out(struct cli *cli, const struct dbr_compare_page *page,
		 enum grid_format format);

#endif
