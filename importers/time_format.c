/* SPDX-License-Identifier: GPL-3.0-or-later */
/* time_format.c -- from a time pattern to its steps; see
 * debrief/time_format.h. */
#include <config.h>
#include "debrief/time_format.h"

#include <string.h>
#include "time_pattern.h"

static const struct {
	char letter;
	enum time_op_kind kind;
} directives[] = {
	{ 'Y', OP_YEAR }, { 'y', OP_SHORT_YEAR }, { 'm', OP_MONTH },
	{ 'd', OP_DAY }, { 'e', OP_DAY }, { 'b', OP_MONTH_NAME },
	{ 'B', OP_MONTH_NAME }, { 'a', OP_WEEKDAY }, { 'A', OP_WEEKDAY },
	{ 'H', OP_HOUR }, { 'I', OP_HOUR_12 }, { 'M', OP_MINUTE },
	{ 'S', OP_SECOND }, { 'f', OP_FRACTION }, { 'p', OP_HALF },
	{ 'z', OP_ZONE }, { 's', OP_EPOCH_S }, { 'L', OP_EPOCH_MS },
	{ 'N', OP_EPOCH_US }, { 'E', OP_EPOCH_ANY }, { 't', OP_TAI64N },
	{ 'n', OP_NANOSECONDS }, { 'Z', OP_ZONE_NAME }, { '?', OP_MAY_END }, { '[', OP_MAY_SKIP },
	{ ']', OP_SKIPPED },
};

static bool
find_directive(char letter, struct time_op *op)
{
	for (size_t i = 0; i < sizeof(directives) / sizeof(directives[0]); i++)
		if (directives[i].letter == letter) {
			op->kind = directives[i].kind;
			return true;
		}
	op->kind = OP_LITERAL;
	op->literal = letter;
	return letter == '%';
}

static bool
is_epoch(enum time_op_kind kind)
{
	return kind == OP_EPOCH_S || kind == OP_EPOCH_MS ||
	       kind == OP_EPOCH_US || kind == OP_EPOCH_ANY ||
	       kind == OP_TAI64N;
}

static char
order_letter(enum time_op_kind kind)
{
	switch (kind) {
	case OP_YEAR:
	case OP_SHORT_YEAR:
		return 'y';
	case OP_MONTH:
		return 'm';
	case OP_DAY:
		return 'd';
	default:
		return '\0';
	}
}

/* What a pattern as a whole says: its order, and whether it fixes UTC. */
static void
find_facts(struct dbr_time_format *format)
{
	size_t size = 0;
	int depth = 0;
	bool may_end = false;

	format->is_naive = true;
	for (size_t i = 0; i < format->count; i++) {
		enum time_op_kind kind = format->ops[i].kind;
		char letter = order_letter(kind);

		if (letter && size < 3 && !strchr(format->order, letter))
			format->order[size++] = letter;
		depth += (kind == OP_MAY_SKIP) - (kind == OP_SKIPPED);
		may_end = may_end || kind == OP_MAY_END;
		if ((kind == OP_ZONE || is_epoch(kind)) && !depth && !may_end)
			format->is_naive = false;
	}
	if (size < 3)
		format->order[0] = '\0';
}

static bool
has_kind(const struct dbr_time_format *format, enum time_op_kind kind)
{
	for (size_t i = 0; i < format->count; i++)
		if (format->ops[i].kind == kind)
			return true;
	return false;
}

static enum dbr_status
check_date(const struct dbr_time_format *format, struct dbr_error *err)
{
	bool has_month = has_kind(format, OP_MONTH) ||
			 has_kind(format, OP_MONTH_NAME);

	for (size_t i = 0; i < format->count; i++)
		if (is_epoch(format->ops[i].kind))
			return DBR_OK;
	if (has_month && has_kind(format, OP_DAY))
		return DBR_OK;
	dbr_fail(err, DBR_ECONFIG, "time pattern \"%s\" has no date",
		 format->pattern);
	return dbr_fail_hint(err, "it needs %%d with %%m or %%b, or an epoch: "
			     "%%s, %%L, %%N or %%E");
}

/* Join every %[ with its %]. */
static bool
pair_brackets(struct dbr_time_format *format)
{
	size_t open[TIME_OPTIONAL_MAX];
	size_t depth = 0, total = 0;

	for (size_t i = 0; i < format->count; i++) {
		if (format->ops[i].kind == OP_MAY_SKIP) {
			if (depth == TIME_OPTIONAL_MAX || total++ == TIME_OPTIONAL_MAX)
				return false;
			open[depth++] = i;
		} else if (format->ops[i].kind == OP_SKIPPED) {
			if (!depth)
				return false;
			format->ops[open[--depth]].target = i;
		}
	}
	return depth == 0;
}

/* Those of one month list that begin so; returns how many. */
static size_t
index_names(struct month_name *out, const char *const *names, size_t bits)
{
	size_t count = 0;

	for (int i = 0; i < 12; i++) {
		struct dbr_str name = dbr_str_from(names[i]);

		if (name.size && name.at[name.size - 1] == '.')
			name.size--;
		if (!name.size || ((unsigned char)name.at[0] & 31) != bits)
			continue;
		out[count++] = (struct month_name){ name, i + 1 };
	}
	return count;
}

static void
index_months(struct month_index *out, const struct dbr_month_names *months,
	     size_t months_count, struct dbr_arena *arena)
{
	static const struct dbr_month_names english[] = {
		{ { "January", "February", "March", "April", "May", "June",
		    "July", "August", "September", "October", "November",
		    "December" } },
		{ { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
		    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" } },
	};
	struct month_name *names = dbr_arena_array(arena,
		12 * (months_count + 2), sizeof(*names));
	size_t count = 0;

	for (size_t bits = 0; bits < 32; bits++) {
		out->starts[bits] = count;
		for (size_t i = 0; i < months_count; i++)
			count += index_names(names + count, months[i].names,
					     bits);
		for (size_t i = 0; i < 2; i++)
			count += index_names(names + count, english[i].names,
					     bits);
	}
	out->starts[32] = count;
	out->names = names;
}

static enum dbr_status
compile(struct dbr_time_format *format, struct dbr_error *err)
{
	const char *p = format->pattern;

	while (*p) {
		struct time_op *op = &format->ops[format->count++];

		if (*p == ' ') {
			op->kind = OP_BLANK;
			p += strspn(p, " ");
			continue;
		}
		if (*p != '%') {
			op->kind = OP_LITERAL;
			op->literal = *p++;
			continue;
		}
		if (!find_directive(p[1], op))
			return dbr_fail(err, DBR_ECONFIG,
					"time pattern \"%s\": unknown "
					"\"%%%.1s\" at byte %zu",
					format->pattern, p + 1,
					(size_t)(p - format->pattern) + 1);
		p += 2;
	}
	if (!pair_brackets(format))
		return dbr_fail(err, DBR_ECONFIG,
				"time pattern \"%s\": %%[ and %%] do not "
				"pair, or are more than %d", format->pattern,
				TIME_OPTIONAL_MAX);
	return check_date(format, err);
}

enum dbr_status
dbr_time_format_parse(const struct dbr_time_format **out, const char *pattern,
		      const struct dbr_month_names *months,
		      size_t months_count, struct dbr_arena *arena,
		      struct dbr_error *err)
{
	struct dbr_time_format *format = dbr_arena_get(arena,
						       sizeof(*format));
	enum dbr_status rc;

	format->pattern = pattern;
	format->ops = dbr_arena_array(arena, strlen(pattern) + 1,
				      sizeof(*format->ops));
	rc = compile(format, err);
	if (rc != DBR_OK)
		return rc;
	find_facts(format);
	if (has_kind(format, OP_MONTH_NAME))
		index_months(&format->months, months, months_count, arena);
	*out = format;
	return DBR_OK;
}

const char *
dbr_time_format_pattern(const struct dbr_time_format *format)
{
	return format->pattern;
}

const char *
dbr_time_format_order(const struct dbr_time_format *format)
{
	return format->order;
}

bool
dbr_time_format_has_year(const struct dbr_time_format *format)
{
	for (size_t i = 0; i < format->count; i++)
		if (format->ops[i].kind == OP_YEAR ||
		    format->ops[i].kind == OP_SHORT_YEAR ||
		    is_epoch(format->ops[i].kind))
			return true;
	return false;
}

bool
dbr_time_format_is_naive(const struct dbr_time_format *format)
{
	return format->is_naive;
}
