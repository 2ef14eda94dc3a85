/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include "reports/draw.h"

static const char *
keep(struct dbr_arena *arena, struct dbr_buf *buf)
{
	const char *text = dbr_arena_text(arena, dbr_buf_str(buf));

	dbr_buf_release(buf);
	return text;
}

const char *
number_text(struct dbr_arena *arena, const struct dbr_number *n)
{
	struct dbr_buf buf = DBR_BUF_INIT;

	dbr_number_value(&buf, n);
	return keep(arena, &buf);
}

const char *
interval_text(struct dbr_arena *arena, const struct dbr_number *n)
{
	struct dbr_buf buf = DBR_BUF_INIT;

	dbr_number_interval(&buf, n);
	return keep(arena, &buf);
}

const char *
count_text(struct dbr_arena *arena, int64_t count)
{
	struct dbr_buf buf = DBR_BUF_INIT;

	dbr_count_text(&buf, count);
	return keep(arena, &buf);
}

const char *
duration_text(struct dbr_arena *arena, double seconds)
{
	struct dbr_buf buf = DBR_BUF_INIT;

	dbr_duration_text(&buf, seconds);
	return keep(arena, &buf);
}

const char *
double_text(struct dbr_arena *arena, double value)
{
	struct dbr_buf buf = DBR_BUF_INIT;

	dbr_double_text(&buf, value);
	return keep(arena, &buf);
}

const char *
day_text(const struct draft *draft, int64_t at_us)
{
	struct dbr_civil civil;

	civil_at(&civil, draft->style->zone, at_us);
	return dbr_arena_textf(draft->arena, "%d %s", civil.day,
			       month_name(civil.month));
}

const char *
moment_text(const struct draft *draft, int64_t at_us)
{
	struct dbr_civil civil;

	civil_at(&civil, draft->style->zone, at_us);
	return dbr_arena_textf(draft->arena, "%d %s %02d:%02d", civil.day,
			       month_name(civil.month), civil.hour,
			       civil.minute);
}

const char *
iso_text(struct dbr_arena *arena, int64_t at_us)
{
	char iso[DBR_ISO_SIZE];

	if (at_us == FIGURE_NO_TIME)
		return "";
	return dbr_arena_textf(arena, "%s", dbr_iso_text(iso, at_us));
}
