/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reports/json_page.h -- a document as JSON: everything a page shows. */
#ifndef REPORTS_JSON_PAGE_H
#define REPORTS_JSON_PAGE_H

#include "debrief/str.h"
#include "reports/document.h"

enum { REPORT_JSON_VERSION = 1 };

/* Texts are as printed; pictures are left out, their tables are not. */
void json_page_write(struct dbr_buf *out, const struct document *doc);

#endif
