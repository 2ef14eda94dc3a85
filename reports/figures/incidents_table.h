/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/figures/incidents_table.h -- weeks of an incidents figure: its
 * axis, its data table and its words.
 */
#ifndef REPORTS_FIGURES_INCIDENTS_TABLE_H
#define REPORTS_FIGURES_INCIDENTS_TABLE_H

#include "reports/draw.h"
#include "reports/figures/incidents.h"

struct incidents {
	struct draft draft;
	const struct figure_incidents *in;
	struct figure_incident *incidents;	/* in the watch, by time */
	size_t count;
	struct scale x;
	double bin_us;
	size_t bin_count;
	double name_width;
	double top, rows_bottom;	/* of the dot rows */
	double panel_top, panel_bottom;	/* of the cumulative panel */
};

bool incidents_has_event(const struct incidents *f, size_t event);
void incidents_draw_axis(struct incidents *f);
void incidents_fill_table(struct incidents *f);
const char *incidents_describe(struct incidents *f);

#endif
