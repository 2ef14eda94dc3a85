/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/svg.h -- from what gnuplot writes to what a page may hold.
 *
 * svg_finish rewrites: own root with title and description, real circles
 * instead of references, no ids, no scripts, colours as #RRGGBB, texts in
 * place of tokens.  svg_check is independent of it and fails closed: an
 * element, attribute or value it does not know is refused.
 */
#ifndef REPORTS_SVG_H
#define REPORTS_SVG_H

#include "debrief/error.h"
#include "debrief/str.h"
#include "reports/script.h"

struct svg_head {
	const char *id;
	const char *title, *desc;	/* raw text */
	double width, height;
	const struct script_token *tokens;
	size_t token_count;
};

/* DBR_ECHILD when raw is not what gnuplot 5.4 or 6 writes. */
enum dbr_status svg_finish(struct dbr_buf *out, struct dbr_str raw,
			   const struct svg_head *head,
			   struct dbr_error *err) DBR_MUST_CHECK;
enum dbr_status svg_check(struct dbr_str svg, struct dbr_error *err)
	DBR_MUST_CHECK;
/* Clean (as dbr_buf_add_clean) and escape & < > " '. */
void svg_add_text(struct dbr_buf *out, struct dbr_str text);

#endif
