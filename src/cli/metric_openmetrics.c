/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metric_openmetrics.c -- a metric's result for scrapers.
 *
 * OpenMetrics 1.0, text: one gauge per number and end of its interval, the
 * slices as labels, the as-of as time stamp.  A family's name ends with its
 * unit; what has no value has no sample.
 */
#include <config.h>
#include "cli/metric_out.h"

#include <inttypes.h>
#include <string.h>
#include "debrief/time.h"

enum end { END_VALUE, END_LO, END_HI, END_COUNT };
static const char *const end_names[] = { "", "_lo", "_hi" };
static const char *const end_help[] = {
	"", ", lower end of the interval", ", upper end of the interval",
};

struct writer {
	struct dbr_buf text;
	const struct dbr_metric_result *result;
};

/* Letters, digits and _; anything else is one _. */
static void
add_name(struct dbr_buf *out, const char *text)
{
	bool is_gap = false;

	for (; *text; text++) {
		bool is_upper = *text >= 'A' && *text <= 'Z';
		bool is_kept = is_upper || (*text >= 'a' && *text <= 'z') ||
			       (*text >= '0' && *text <= '9');

		if (!is_kept) {
			is_gap = true;
			continue;
		}
		if (is_gap)
			dbr_buf_add_char(out, '_');
		is_gap = false;
		dbr_buf_add_char(out, is_upper ? (char)(*text - 'A' + 'a') :
						 *text);
	}
}

/* Control bytes of an export are no labels. */
static void
add_escaped(struct dbr_buf *out, const char *text)
{
	struct dbr_buf clean = DBR_BUF_INIT;

	dbr_buf_add_clean(&clean, dbr_str_from(text), 0);
	for (size_t i = 0; i < clean.size; i++) {
		char c = clean.text[i];

		if (c == '\\' || c == '"')
			dbr_buf_add_char(out, '\\');
		if (c == '\n')
			dbr_buf_add_text(out, "\\n");
		else
			dbr_buf_add_char(out, c);
	}
	dbr_buf_release(&clean);
}

static const char *
unit_of(const struct dbr_number *number)
{
	return number->unit == DBR_UNIT_SECONDS ? "seconds" :
	       number->unit == DBR_UNIT_SHARE   ? "ratio" : "";
}

static void
add_family(struct dbr_buf *out, const struct writer *writer,
	   const struct dbr_number *number, enum end end)
{
	dbr_buf_add_text(out, "debrief_");
	add_name(out, writer->result->metric->name);
	dbr_buf_add_char(out, '_');
	add_name(out, number->name);
	dbr_buf_add_text(out, end_names[end]);
	if (*unit_of(number))
		dbr_buf_addf(out, "_%s", unit_of(number));
}

static void
add_labels(struct writer *writer, const struct dbr_slice *slice,
	   const char *state)
{
	bool has_any = false;

	for (int i = 0; i < 2; i++) {
		if (!writer->result->ask.by[i] || !slice->key[i])
			continue;
		dbr_buf_addf(&writer->text, "%s%s=\"", has_any ? "," : "{",
			     writer->result->ask.by[i]);
		add_escaped(&writer->text, slice->key[i]);
		dbr_buf_add_char(&writer->text, '"');
		has_any = true;
	}
	if (state)
		dbr_buf_addf(&writer->text, "%sstate=\"%s\"",
			     has_any ? "," : "{", state);
	if (has_any || state)
		dbr_buf_add_char(&writer->text, '}');
}

static void
end_sample(struct writer *writer)
{
	dbr_buf_addf(&writer->text, " %" PRId64 "\n",
		     writer->result->ask.as_of_us / DBR_SECOND_US);
}

static bool
has_sample(const struct dbr_slice *slice, size_t index, enum end end)
{
	const struct dbr_number *number = &slice->numbers[index];

	if (index >= slice->number_count)
		return false;
	return end == END_VALUE ? number->has_value :
	       end == END_LO ? number->has_lo : number->has_hi;
}

static void
add_sample(struct writer *writer, const struct dbr_slice *slice, size_t index,
	   enum end end)
{
	const struct dbr_number *number = &slice->numbers[index];
	const double values[] = { number->value, number->lo, number->hi };

	if (!has_sample(slice, index, end))
		return;
	add_family(&writer->text, writer, number, end);
	add_labels(writer, slice, NULL);
	dbr_buf_add_char(&writer->text, ' ');
	dbr_double_text(&writer->text, values[end]);
	end_sample(writer);
}

/* The slices, or the whole when nothing was sliced: labels that overlap would
 * be summed up twice. */
static void
each_slice(const struct dbr_metric_result *result, size_t *count,
	   const struct dbr_slice **slices)
{
	bool is_sliced = result->ask.by[0] != NULL;

	*count = is_sliced ? result->slice_count : 1;
	*slices = is_sliced ? result->slices : &result->all;
}

static void
write_family(struct writer *writer, const struct dbr_number *number,
	     size_t index, enum end end)
{
	struct dbr_buf name = DBR_BUF_INIT;
	const struct dbr_slice *slices;
	size_t count, sample_count = 0;

	each_slice(writer->result, &count, &slices);
	for (size_t i = 0; i < count; i++)
		sample_count += has_sample(&slices[i], index, end);
	if (!sample_count)
		return;
	add_family(&name, writer, number, end);
	dbr_buf_addf(&writer->text, "# TYPE %s gauge\n", name.text);
	if (*unit_of(number))
		dbr_buf_addf(&writer->text, "# UNIT %s %s\n", name.text,
			     unit_of(number));
	dbr_buf_addf(&writer->text, "# HELP %s ", name.text);
	add_escaped(&writer->text, writer->result->metric->title);
	dbr_buf_add_text(&writer->text, ": ");
	add_escaped(&writer->text, number->name);
	if (number->unit == DBR_UNIT_PER) {
		dbr_buf_add_text(&writer->text, " per ");
		add_escaped(&writer->text, number->unit_text);
	}
	dbr_buf_addf(&writer->text, "%s\n", end_help[end]);
	for (size_t i = 0; i < count; i++)
		add_sample(writer, &slices[i], index, end);
	dbr_buf_release(&name);
}

/* How many facts, by what became of them: they add up to what was read. */
static void
write_facts(struct writer *writer)
{
	static const char *const states[] = { "used", "open", "ended",
					      "excluded" };
	struct dbr_buf name = DBR_BUF_INIT;
	const struct dbr_slice *slices;
	size_t count;

	dbr_buf_add_text(&name, "debrief_");
	add_name(&name, writer->result->metric->name);
	dbr_buf_add_text(&name, "_facts");
	dbr_buf_addf(&writer->text, "# TYPE %s gauge\n# HELP %s Facts by what "
		     "became of them\n", name.text, name.text);
	each_slice(writer->result, &count, &slices);
	for (size_t i = 0; i < count; i++) {
		const int64_t counts[] = {
			slices[i].used_count, slices[i].open_count,
			slices[i].ended_count, slices[i].excluded_count,
		};

		for (int k = 0; k < 4; k++) {
			dbr_buf_add_text(&writer->text, name.text);
			add_labels(writer, &slices[i], states[k]);
			dbr_buf_addf(&writer->text, " %" PRId64, counts[k]);
			end_sample(writer);
		}
	}
	dbr_buf_release(&name);
}

void
metric_out_openmetrics(struct cli *cli, const struct dbr_metric_result *result)
{
	struct writer writer = { .text = DBR_BUF_INIT, .result = result };
	const struct dbr_slice *all = &result->all;

	for (size_t i = 0; i < all->number_count; i++)
		for (int end = 0; end < END_COUNT; end++)
			write_family(&writer, &all->numbers[i], i,
				     (enum end)end);
	write_facts(&writer);
	dbr_buf_add_text(&writer.text, "# EOF\n");
	fwrite(writer.text.text, 1, writer.text.size, cli->out);
	dbr_buf_release(&writer.text);
}
