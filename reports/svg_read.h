/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/svg_read.h -- the pieces of an SVG, one after the other.
 *
 * Reads the subset gnuplot writes: elements, attributes, text.  Anything
 * else (comments, declarations, CDATA, processing instructions) is
 * SVG_BROKEN.  Slices point into the text read.
 */
#ifndef REPORTS_SVG_READ_H
#define REPORTS_SVG_READ_H

#include "debrief/str.h"

enum svg_kind { SVG_OPEN, SVG_CLOSE, SVG_TEXT, SVG_END, SVG_BROKEN };
enum { SVG_ATTRIBUTES_MAX = 20 };

struct svg_attribute {
	struct dbr_str name, value;	/* value as written, still escaped */
};

struct svg_node {
	enum svg_kind kind;
	struct dbr_str name;	/* of SVG_OPEN and SVG_CLOSE */
	struct dbr_str text;	/* of SVG_TEXT */
	struct svg_attribute attributes[SVG_ATTRIBUTES_MAX];
	size_t attribute_count;
	bool is_empty;		/* <name/>: no SVG_CLOSE follows */
};

/* Moves *rest behind the piece read. */
void svg_read(struct svg_node *out, struct dbr_str *rest);
/* Its value, or an empty slice. */
struct dbr_str svg_attribute(const struct svg_node *node, const char *name);

#endif
