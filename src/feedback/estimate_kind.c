/* SPDX-License-Identifier: GPL-3.0-or-later */
/* estimate_kind.c -- kinds set-duration and set-rollback. */
#include <config.h>
#include "feedback/propose.h"

#include <math.h>
#include <string.h>
#include "debrief/stats/evidence.h"
#include "debrief/stats/proportion.h"
#include "debrief/stats/quantile.h"
#include "debrief/time.h"
#include "feedback/canonical.h"
#include "feedback/mapping.h"
#include "feedback/phrase.h"
#include "feedback/tested.h"

enum {
	MODULE, MODULE_ID, ROLE, ITEM, MINUTES, SAID_MINUTES, BAND, NEXT_BAND,
	COLUMN_COUNT,
};
static const char *const columns[COLUMN_COUNT] = {
	[MODULE] = "module", [MODULE_ID] = "module_id", [ROLE] = "role",
	[ITEM] = "item", [MINUTES] = "minutes",
	[SAID_MINUTES] = "said_minutes", [BAND] = "band",
	[NEXT_BAND] = "next_band",
};

/* One thing that was done in a time, and the time it was said to take. */
struct run {
	int64_t module_id;
	const char *module, *role, *item, *band, *next_band;
	double minutes, said_minutes;
};

struct settings {
	double min_n, level, quantile, q, step_minutes, dead_band, margin;
	double window_days, expiry_days;
};

/* The comparable runs of one module, with every number a guard looks at. */
struct claim {
	struct tested tested;	/* first: tested_adjust() */
	const struct run *runs;		/* comparable ones only */
	size_t run_count, all_count;	/* all: of any size */
	double said, new;		/* minutes; said: the median plan */
	struct dbr_stat half, estimate;	/* p50 and the quantile, minutes */
	struct dbr_tally longer;	/* than said by more than margin */
	struct dbr_stat longer_share;
};

struct judging {
	struct proposing *proposing;
	const struct rule *rule;
	struct settings settings;
	struct run *runs;
	size_t run_count, run_capacity;
	struct claim *claims;
	size_t claim_count, claim_capacity;
};

static enum dbr_status
take_run(void *payload, const struct dbr_table *row, struct dbr_error *err)
{
	struct judging *j = payload;
	struct dbr_arena *arena = j->proposing->arena;
	const struct dbr_cell *cells = row->cells;
	int at[COLUMN_COUNT];
	enum dbr_status rc;

	rc = rule_columns(at, columns, COLUMN_COUNT, j->rule, row, err);
	if (rc != DBR_OK || !(cells[at[MINUTES]].real > 0) ||
	    !(cells[at[SAID_MINUTES]].real > 0))
		return rc;
	j->runs = dbr_arena_grow(arena, j->runs, j->run_count,
				 &j->run_capacity, sizeof(*j->runs));
	j->runs[j->run_count++] = (struct run){
		.module_id = cells[at[MODULE_ID]].integer,
		.module = dbr_arena_text(arena, cells[at[MODULE]].text),
		.role = dbr_arena_text(arena, cells[at[ROLE]].text),
		.item = dbr_arena_text(arena, cells[at[ITEM]].text),
		.band = dbr_arena_text(arena, cells[at[BAND]].text),
		.next_band = dbr_arena_text(arena, cells[at[NEXT_BAND]].text),
		.minutes = cells[at[MINUTES]].real,
		.said_minutes = cells[at[SAID_MINUTES]].real,
	};
	return DBR_OK;
}

/* Those of the size that comes next, when they are enough, else all. */
static void
choose_runs(struct claim *claim, const struct judging *j,
	    const struct run *runs, size_t count)
{
	struct run *same = dbr_arena_array(j->proposing->arena, count,
					   sizeof(*same));
	size_t same_count = 0;

	for (size_t i = 0; i < count; i++)
		if (*runs[i].band &&
		    strcmp(runs[i].band, runs[i].next_band) == 0)
			same[same_count++] = runs[i];
	claim->all_count = count;
	claim->runs = runs;
	claim->run_count = count;
	if ((double)same_count < j->settings.min_n)
		return;
	claim->runs = same;
	claim->run_count = same_count;
}

static double
round_up(double minutes, double step)
{
	return step > 0 ? ceil(minutes / step - 1e-9) * step : minutes;
}

static void
measure(struct claim *claim, const struct judging *j)
{
	struct dbr_arena *arena = j->proposing->arena;
	const struct settings *s = &j->settings;
	size_t n = claim->run_count;
	double *took = dbr_arena_array(arena, n, sizeof(*took));
	double *said = dbr_arena_array(arena, n, sizeof(*said));

	claim->longer.trials = (int64_t)n;
	for (size_t i = 0; i < n; i++) {
		took[i] = claim->runs[i].minutes;
		said[i] = claim->runs[i].said_minutes;
		claim->longer.hits += took[i] > (1 + s->margin) * said[i];
	}
	if (!dbr_sort_values(took, n) || !dbr_sort_values(said, n))
		return;
	claim->said = dbr_quantile(said, n, 0.5, DBR_QUANTILE_TYPE7);
	claim->half = dbr_quantile_estimate(took, n, 0.5, s->level);
	claim->estimate = dbr_quantile_estimate(took, n, s->quantile,
						s->level);
	claim->new = round_up(claim->estimate.value, s->step_minutes);
	claim->longer_share = dbr_proportion_estimate(claim->longer, s->level);
}

static void
claim_all(struct judging *j)
{
	struct dbr_arena *arena = j->proposing->arena;

	for (size_t i = 0; i < j->run_count;) {
		size_t end = i + 1;
		struct claim *claim;

		while (end < j->run_count &&
		       j->runs[end].module_id == j->runs[i].module_id)
			end++;
		j->claims = dbr_arena_grow(arena, j->claims, j->claim_count,
					   &j->claim_capacity,
					   sizeof(*j->claims));
		claim = &j->claims[j->claim_count++];
		*claim = (struct claim){ .tested.p = NAN };
		choose_runs(claim, j, j->runs + i, end - i);
		measure(claim, j);
		if ((double)claim->run_count >= j->settings.min_n)
			claim->tested.p = dbr_evidence_lead(claim->longer.hits,
						     claim->longer.trials);
		i = end;
	}
	tested_adjust(j->claims, j->claim_count, sizeof(*j->claims), arena);
}

/* "85 % took at most 12.5 days (10.2 to 14 days)" */
static void
add_estimate(struct dbr_buf *out, const struct claim *claim, double quantile)
{
	struct dbr_number number = phrase_minutes(&claim->estimate);

	dbr_buf_addf(out, "%.0f %% took at most ", 100 * quantile);
	phrase_add(out, &number);
}

static bool
is_shorter(const struct claim *claim)
{
	const struct dbr_interval *interval = &claim->estimate.interval;

	return interval->has_hi && interval->hi < claim->said;
}

/* The guard that refuses, or NULL; why goes to out. */
static const char *
guard_of(const struct claim *claim, const struct settings *s,
	 struct dbr_buf *out)
{
	struct dbr_number longer = phrase_share(&claim->longer_share);

	if ((double)claim->run_count < s->min_n) {
		dbr_buf_addf(out, "%zu runs in %.0f days, %.0f needed",
			     claim->run_count, s->window_days, s->min_n);
		return "too-few";
	}
	if (!is_shorter(claim) && !(claim->longer_share.interval.lo > 0.5)) {
		dbr_buf_addf(out, "%d of %zu runs took over %.0f %% longer than"
			     " said: ", (int)claim->longer.hits,
			     claim->run_count, 100 * s->margin);
		phrase_add(out, &longer);
		dbr_buf_add_text(out, ", the lower end is not above 50 %");
		return "no-majority";
	}
	if (!is_shorter(claim) && claim->tested.q > s->q) {
		dbr_buf_addf(out, "q = %.3f over %zu looked at, at most %.2f",
			     claim->tested.q, claim->tested.family_size, s->q);
		return "many-tested";
	}
	if (fabs(claim->new - claim->said) <= s->dead_band * claim->said ||
	    (claim->new < claim->said) != is_shorter(claim)) {
		add_estimate(out, claim, s->quantile);
		dbr_buf_add_text(out, ", ");
		dbr_duration_text(out, 60 * claim->said);
		dbr_buf_addf(out, " was said: a change of %.0f %% or less",
			     100 * s->dead_band);
		return "dead-band";
	}
	return NULL;
}

static const char *
reason_text(const struct claim *claim, const struct settings *s,
	    struct dbr_arena *arena)
{
	struct dbr_number half = phrase_minutes(&claim->half);
	struct dbr_buf out = DBR_BUF_INIT;

	dbr_buf_addf(&out, "%zu comparable runs of %s (%s): half took at most ",
		     claim->run_count, claim->runs[0].module,
		     claim->run_count == claim->all_count ?
			     "of every size" : "of the next one's size");
	phrase_add(&out, &half);
	dbr_buf_add_text(&out, ", ");
	add_estimate(&out, claim, s->quantile);
	dbr_buf_add_text(&out, "; ");
	phrase_add_tally(&out, claim->longer.hits, claim->longer.trials);
	dbr_buf_addf(&out, " took over %.0f %% longer than said, in the middle ",
		     100 * s->margin);
	dbr_duration_text(&out, 60 * claim->said);
	dbr_buf_add_text(&out, ". Evidence, not a verdict.");
	return phrase_keep(&out, arena);
}

/* Runs within their time, and the time past it, by the old or the new. */
static void
add_outcome(struct dbr_buf *out, const struct claim *claim, double fixed)
{
	double past = 0;
	int64_t within = 0;

	for (size_t i = 0; i < claim->run_count; i++) {
		const struct run *run = &claim->runs[i];
		double said = fixed > 0 ? fixed : run->said_minutes;

		within += run->minutes <= said;
		past += fmax(0, run->minutes - said);
	}
	phrase_add_tally(out, within, (int64_t)claim->run_count);
	dbr_buf_add_text(out, " runs would have kept to it, ");
	dbr_duration_text(out, 60 * past);
	dbr_buf_add_text(out, " past it in all");
}

static const char *
effect_text(const struct claim *claim, struct dbr_arena *arena)
{
	struct dbr_buf out = DBR_BUF_INIT;

	dbr_buf_add_text(&out, "with ");
	dbr_duration_text(&out, 60 * claim->new);
	dbr_buf_add_char(&out, ' ');
	add_outcome(&out, claim, claim->new);
	dbr_buf_add_text(&out, "; with what was said ");
	add_outcome(&out, claim, 0);
	return phrase_keep(&out, arena);
}

static const char *
reversal_text(const struct claim *claim, const struct settings *s,
	      struct dbr_arena *arena)
{
	struct dbr_buf out = DBR_BUF_INIT;

	dbr_buf_addf(&out, "revert when over two quarters, on at least %.0f"
		     " runs, ", s->min_n);
	if (is_shorter(claim)) {
		dbr_buf_add_text(&out, "the lower end of the share longer"
				 " than ");
		dbr_duration_text(&out, 60 * claim->new);
		dbr_buf_add_text(&out, " is above 50 %");
	} else {
		dbr_buf_addf(&out, "the upper end of the time %.0f %% take is"
			     " below ", 100 * s->quantile);
		dbr_duration_text(&out, 60 * claim->said);
	}
	return phrase_keep(&out, arena);
}

static const char *
json_text(const struct claim *claim, const struct settings *s,
	  struct dbr_arena *arena)
{
	const struct dbr_interval *interval = &claim->estimate.interval;
	struct dbr_buf out = DBR_BUF_INIT;
	struct canonical_object json;

	canonical_open(&json, &out);
	canonical_add_i64(&json, "all", (int64_t)claim->all_count);
	if (interval->has_hi)
		canonical_add_double(&json, "hi", 60 * interval->hi);
	if (interval->has_lo)
		canonical_add_double(&json, "lo", 60 * interval->lo);
	canonical_add_i64(&json, "longer", claim->longer.hits);
	canonical_add_text(&json, "method",
			   dbr_method_name(interval->method));
	canonical_add_i64(&json, "n", (int64_t)claim->run_count);
	canonical_add_text(&json, "name",
			   dbr_arena_textf(arena, "p%.0f", 100 * s->quantile));
	canonical_add_double(&json, "p", claim->tested.p);
	canonical_add_double(&json, "p50", 60 * claim->half.value);
	canonical_add_double(&json, "q", claim->tested.q);
	canonical_add_double(&json, "said", 60 * claim->said);
	canonical_add_text(&json, "unit", "seconds");
	canonical_add_double(&json, "value", 60 * claim->estimate.value);
	canonical_close(&json);
	return phrase_keep(&out, arena);
}

static struct dbr_number
number_of(const struct judging *j, const struct claim *claim)
{
	struct dbr_number number = phrase_minutes(&claim->estimate);

	number.name = dbr_arena_textf(j->proposing->arena, "p%.0f",
				      100 * j->settings.quantile);
	return number;
}

static void
take_items(struct draft *draft, const struct claim *claim,
	   struct dbr_arena *arena)
{
	struct draft_ticket *items = dbr_arena_array(arena, claim->run_count,
						     sizeof(*items));

	for (size_t i = 0; i < claim->run_count; i++)
		items[i] = (struct draft_ticket){
			.ticket = claim->runs[i].item,
			.weight = claim->runs[i].minutes,
		};
	draft->tickets = items;
	draft->ticket_count = claim->run_count;
}

static enum dbr_status
add(struct judging *j, const struct claim *claim, struct dbr_error *err)
{
	struct proposing *p = j->proposing;
	struct dbr_buf minutes = DBR_BUF_INIT;
	struct mapping_change slot = {
		.what = MAPPING_ESTIMATE, .role = claim->runs[0].role,
		.module_id = claim->runs[0].module_id,
		.effective_us = p->as_of_us,
	};
	struct draft draft = {
		.module_id = slot.module_id,
		.proposal = {
			.rule = j->rule->name, .kind = j->rule->kind,
			.rule_version = j->rule->version, .scope = "*",
			.module = claim->runs[0].module, .state = "open",
			.role = claim->runs[0].role,
			.reason = reason_text(claim, &j->settings, p->arena),
			.effect = effect_text(claim, p->arena),
			.reversal = reversal_text(claim, &j->settings,
						  p->arena),
			.evidence_json = json_text(claim, &j->settings,
						   p->arena),
			.as_of_us = p->as_of_us,
			.expires_us = p->as_of_us +
				(int64_t)j->settings.expiry_days * DBR_DAY_US,
			.share = number_of(j, claim),
		},
	};
	enum dbr_status rc;

	dbr_double_text(&minutes, claim->new);
	draft.proposal.value_after = phrase_keep(&minutes, p->arena);
	rc = mapping_value(&draft.proposal.value_before, p->store, &slot,
			   p->arena, err);
	if (rc != DBR_OK)
		return rc;
	take_items(&draft, claim, p->arena);
	return proposing_add(p, &draft, err);
}

static enum dbr_status
judge(struct judging *j, const struct claim *claim, struct dbr_error *err)
{
	struct dbr_arena *arena = j->proposing->arena;
	struct dbr_buf why = DBR_BUF_INIT;
	struct dbr_refusal refusal = {
		.rule = j->rule->name, .module = claim->runs[0].module,
		.candidate = claim->runs[0].role,
		.share = number_of(j, claim),
	};

	refusal.guard = guard_of(claim, &j->settings, &why);
	refusal.why = phrase_keep(&why, arena);
	if (!refusal.guard)
		return add(j, claim, err);
	proposing_refuse(j->proposing, &refusal);
	return DBR_OK;
}

enum dbr_status
estimate_kind_run(struct proposing *proposing, const struct rule *rule,
		  struct dbr_error *err)
{
	static const struct rule_setting settings[] = {
		RULE_SETTING(settings, min_n), RULE_SETTING(settings, level),
		RULE_SETTING(settings, quantile), RULE_SETTING(settings, q),
		RULE_SETTING(settings, step_minutes),
		RULE_SETTING(settings, dead_band),
		RULE_SETTING(settings, margin),
		RULE_SETTING(settings, window_days),
		RULE_SETTING(settings, expiry_days),
	};
	struct judging j = { .proposing = proposing, .rule = rule };
	enum dbr_status rc;

	rc = rule_settings(&j.settings, settings,
			   sizeof(settings) / sizeof(*settings), rule, err);
	if (rc == DBR_OK)
		rc = rule_each(rule, proposing->store, proposing->as_of_us,
			       take_run, &j, err);
	if (rc == DBR_OK)
		claim_all(&j);
	for (size_t i = 0; rc == DBR_OK && i < j.claim_count; i++)
		rc = judge(&j, &j.claims[i], err);
	return rc;
}
