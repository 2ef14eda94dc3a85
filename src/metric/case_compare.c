/* SPDX-License-Identifier: GPL-3.0-or-later */
/* case_compare.c -- does a result say what a case expects? */
#include <config.h>
#include "metric/case.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum { COLUMNS_MAX = 16 };

static size_t
split(struct dbr_str line, struct dbr_str out[COLUMNS_MAX])
{
	size_t count = 0;

	while (line.at && count < COLUMNS_MAX)
		out[count++] = dbr_str_trim(dbr_str_cut(&line, '|'));
	return count;
}

static void
add_reasons(struct dbr_buf *out, const struct dbr_slice *slice)
{
	for (size_t i = 0; i < slice->exclusion_count; i++)
		dbr_buf_addf(out, "%s%s: %" PRId64, i ? "; " : "",
			     slice->exclusions[i].reason,
			     slice->exclusions[i].n);
}

/* A number of the slice in the metric's unit; NAN when there is none. */
static double
scaled(const struct dbr_metric *metric, const struct dbr_number *number,
       double value)
{
	bool has_unit = number->unit == DBR_UNIT_SECONDS ||
			number->unit == DBR_UNIT_SHARE;

	if (number->unit == DBR_UNIT_SHARE)
		return value / 0.01;
	return has_unit ? value / dbr_metric_unit_scale(metric) : value;
}

/* "NAME lo" and "NAME hi" are the ends of any number's interval. */
static bool
is_end_of(struct dbr_str name, const struct dbr_number *number)
{
	size_t size = strlen(number->name);

	return name.size == size + 3 &&
	       memcmp(name.at, number->name, size) == 0 &&
	       (dbr_str_ends(name, " lo") || dbr_str_ends(name, " hi"));
}

static const double *
end_of(struct dbr_str name, const struct dbr_number *number)
{
	if (dbr_str_ends(name, " lo"))
		return number->has_lo ? &number->lo : NULL;
	return number->has_hi ? &number->hi : NULL;
}

/* What a column of numbers[0] or of the counts says; false: no such. */
static bool
find_value(double *out, const struct dbr_metric *metric,
	   const struct dbr_slice *slice, struct dbr_str name)
{
	const struct dbr_number *first = &slice->numbers[0];
	const struct {
		const char *name;
		double value;
	} values[] = {
		{ "lo", first->has_lo ? scaled(metric, first, first->lo) : NAN },
		{ "hi", first->has_hi ? scaled(metric, first, first->hi) : NAN },
		{ "n", (double)first->n }, { "census", first->is_census },
		{ "used", (double)slice->used_count },
		{ "open", (double)slice->open_count },
		{ "ended", (double)slice->ended_count },
		{ "excluded", (double)slice->excluded_count },
		{ "read", (double)slice->read_count },
		{ "events", slice->events }, { "exposure", slice->exposure },
		{ "hits", slice->hits }, { "trials", slice->trials },
	};

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		*out = values[i].value;
		if (dbr_str_is(name, values[i].name))
			return true;
	}
	for (size_t i = 0; i < slice->number_count; i++) {
		const struct dbr_number *number = &slice->numbers[i];

		*out = number->has_value ? scaled(metric, number,
						  number->value) : NAN;
		if (dbr_str_is(name, number->name) ||
		    (i == 0 && dbr_str_is(name, "value")))
			return true;
		if (!is_end_of(name, number))
			continue;
		*out = end_of(name, number) ? scaled(metric, number,
						     *end_of(name, number)) :
					      NAN;
		return true;
	}
	return false;
}

/* Equal as finely as wanted is written: 62.5 takes 62.45 to 62.55. */
static bool
is_close(double value, struct dbr_str wanted)
{
	double number;
	int decimals = 0;
	struct dbr_str after = wanted;

	if (dbr_str_is(wanted, "-"))
		return isnan(value);
	if (isnan(value) || !dbr_str_to_double(wanted, &number))
		return false;
	dbr_str_cut(&after, '.');
	if (after.at)
		decimals = (int)after.size;
	return fabs(value - number) <= 0.5 * pow(10, -decimals) *
					       (decimals ? 1.000001 : 1e-6);
}

/* One cell: append what there is to got, and say whether it is wanted. */
static bool
compare_cell(struct dbr_buf *got, const struct dbr_metric_result *result,
	     const struct dbr_slice *slice, struct dbr_str name,
	     struct dbr_str wanted, bool *is_known)
{
	double value;

	*is_known = true;
	for (int i = 0; i < 2; i++)
		if (result->ask.by[i] && dbr_str_is(name, result->ask.by[i])) {
			dbr_buf_add_text(got, slice->key[i]);
			return dbr_str_is(wanted, got->text);
		}
	if (dbr_str_is(name, "reasons")) {
		add_reasons(got, slice);
		return dbr_str_is(wanted, got->text) ||
		       (!got->size && dbr_str_is(wanted, "-"));
	}
	*is_known = find_value(&value, result->metric, slice, name);
	if (isnan(value))
		dbr_buf_add_char(got, '-');
	else
		dbr_double_text(got, value);
	return is_close(value, wanted);
}

static enum dbr_status
compare_row(bool *is_same, const struct metric_case *one, size_t row,
	    const struct dbr_metric_result *result,
	    const struct dbr_slice *slice, struct dbr_buf *report,
	    struct dbr_error *err)
{
	struct dbr_str names[COLUMNS_MAX], wanted[COLUMNS_MAX];
	size_t count = split(one->expected[0].text, names);

	if (split(one->expected[row].text, wanted) != count)
		return dbr_fail(err, DBR_ECONFIG,
				"the row has not as many cells as its head");
	for (size_t i = 0; i < count; i++) {
		struct dbr_buf got = DBR_BUF_INIT;
		bool is_known;

		if (!compare_cell(&got, result, slice, names[i], wanted[i],
				  &is_known) && is_known) {
			*is_same = false;
			dbr_buf_addf(report, "#   line %zu: %.*s is %s, "
				     "not %.*s\n", one->expected[row].line,
				     DBR_STR_ARG(names[i]), got.text,
				     DBR_STR_ARG(wanted[i]));
		}
		dbr_buf_release(&got);
		if (!is_known)
			return dbr_fail(err, DBR_ECONFIG,
					"a result has no \"%.*s\"",
					DBR_STR_ARG(names[i]));
	}
	return DBR_OK;
}

enum dbr_status
case_compare(bool *is_same, const struct metric_case *one,
	     const struct dbr_metric_result *result, const char *path,
	     struct dbr_buf *report, struct dbr_error *err)
{
	const struct dbr_slice *slices = result->slices;
	size_t count = result->slice_count;
	size_t wanted = one->expected_count - 1;

	if (!result->ask.by[0]) {
		slices = &result->all;
		count = 1;
	}
	*is_same = count == wanted;
	if (!*is_same)
		dbr_buf_addf(report, "#   %zu rows, not %zu\n", count, wanted);
	for (size_t i = 0; i < count && i < wanted; i++)
		if (compare_row(is_same, one, i + 1, result, &slices[i],
				report, err) != DBR_OK)
			return dbr_fail_at(err, path,
					   one->expected[i + 1].line, 1);
	return DBR_OK;
}
