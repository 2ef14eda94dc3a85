/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/figures/incidents.h -- what came in after go-live.
 *
 * Above: one row per severity, a dot per incident, the first row lettered
 * A, B, ... as keys to a table.  Below: the cumulative count against what
 * the baseline leads to expect.
 */
#ifndef REPORTS_FIGURES_INCIDENTS_H
#define REPORTS_FIGURES_INCIDENTS_H

#include "reports/figure.h"

struct figure_incident {
	int64_t at_us;
	size_t severity;	/* index into severities */
	const char *tip;	/* "INC-12: No mail"; NULL: none */
};

struct figure_severity {
	const char *name;	/* "Severity 1" */
	bool is_lettered;	/* at most 26 incidents are */
};

/* A corner of the prediction band: counts expected up to at_us. */
struct figure_expected {
	int64_t at_us;
	double expected, lo, hi;
};

struct figure_incidents {
	int64_t start_us, end_us;	/* go-live; end of the watch */
	const struct figure_severity *severities;	/* worst first */
	size_t severity_count;
	const struct figure_incident *incidents;
	size_t incident_count;
	const struct figure_event *events;	/* fixes */
	size_t event_count;
	const struct figure_expected *band;	/* ascending at_us */
	size_t band_count;	/* 0: no baseline */
	struct dbr_number observed;	/* a full count */
	struct dbr_number expected;	/* at end_us, lo and hi of the band */
	struct dbr_number difference;	/* no value: not printed */
};

/* Letters go by time: the first lettered incident is A. */
enum dbr_status figure_incidents_draw(struct figure *out,
				      const struct figure_incidents *in,
				      const struct figure_style *style,
				      struct dbr_arena *arena,
				      struct dbr_error *err) DBR_MUST_CHECK;

#endif
