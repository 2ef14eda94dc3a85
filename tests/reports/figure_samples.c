/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "tests/reports/figure_samples.h"
#include <assert.h>

const char sample_long_name[] =
	"Customer care EMEA, second shift, incl. partners and vendors";

#define SET(kind) { kind##_samples, &kind##_sample_count }
const struct figure_sample_set sample_sets[] = {
	SET(gantt),
	SET(incidents),
	SET(durations),
	SET(accuracy),
	SET(nps),
	SET(ownership),
	SET(sparkline),
	SET(xmr),
	SET(forest),
	SET(funnel),
	SET(curves),
	SET(phases),
};
const size_t sample_set_count = sizeof(sample_sets) / sizeof(sample_sets[0]);

int64_t
sample_at(const char *iso)
{
	int64_t at_us = FIGURE_NO_TIME;

	if (iso && !dbr_iso_parse(dbr_str_from(iso), &at_us))
		assert(!"a sample with a broken date");
	return at_us;
}
