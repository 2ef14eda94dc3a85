/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cover_kind.c -- kind add-cover: a backup awake when the owner is not. */
#include <config.h>
#include "feedback/propose.h"

#include <math.h>
#include <string.h>
#include "debrief/stats/proportion.h"
#include "debrief/time.h"
#include "feedback/canonical.h"
#include "feedback/cover.h"
#include "feedback/load.h"
#include "feedback/phrase.h"
#include "feedback/tested.h"

enum {
	MODULE, MODULE_ID, TICKET, TICKET_ID, OPENED_AT, OWNER_ID, TEAM_ID,
	TEAM, PERSON_ID, COLUMN_COUNT,
};
static const char *const columns[COLUMN_COUNT] = {
	[MODULE] = "module", [MODULE_ID] = "module_id", [TICKET] = "ticket",
	[TICKET_ID] = "ticket_id", [OPENED_AT] = "opened_at",
	[OWNER_ID] = "owner_id", [TEAM_ID] = "team_id", [TEAM] = "team",
	[PERSON_ID] = "person_id",
};

struct page {
	int64_t module_id, ticket_id, opened_us, owner_id, team_id, person_id;
	const char *module, *ticket, *team;
	bool is_off;		/* outside the hours of its owner */
};

struct settings {
	double min_pages, max_share, max_share_lo, min_tickets, min_people;
	double min_cover, opens_at, closes_at, load_window_days, level, q;
	double expiry_days;
	struct owner_settings load;	/* the two the load guard reads */
};

struct claim {
	struct tested tested;	/* first: tested_adjust() */
	const struct page *pages;
	size_t page_count;
	bool has_zone;		/* of its latest owner */
	struct dbr_tally off;
	struct dbr_stat share;
	const char *on_record;	/* a second backup, or NULL */
	/* The candidate; team NULL: none. */
	const char *team;
	int64_t team_id;
	struct dbr_tally covered;	/* of the pages off hours */
};

struct judging {
	struct proposing *proposing;
	const struct rule *rule;
	struct settings settings;
	struct cover cover;
	struct loads loads;
	const struct dbr_owner *owners;
	size_t owner_count;
	struct page *pages;
	size_t page_count, page_capacity;
	struct claim *claims;
	size_t claim_count, claim_capacity;
};

static enum dbr_status
take_page(void *payload, const struct dbr_table *row, struct dbr_error *err)
{
	struct judging *j = payload;
	struct dbr_arena *arena = j->proposing->arena;
	const struct dbr_cell *cells = row->cells;
	int at[COLUMN_COUNT];
	struct page *page;
	enum dbr_status rc = rule_columns(at, columns, COLUMN_COUNT, j->rule,
					  row, err);

	if (rc != DBR_OK)
		return rc;
	j->pages = dbr_arena_grow(arena, j->pages, j->page_count,
				  &j->page_capacity, sizeof(*j->pages));
	page = &j->pages[j->page_count++];
	*page = (struct page){
		.module_id = cells[at[MODULE_ID]].integer,
		.ticket_id = cells[at[TICKET_ID]].integer,
		.opened_us = cells[at[OPENED_AT]].integer,
		.owner_id = cells[at[OWNER_ID]].integer,
		.team_id = cells[at[TEAM_ID]].integer,
		.person_id = cells[at[PERSON_ID]].integer,
		.module = dbr_arena_text(arena, cells[at[MODULE]].text),
		.ticket = dbr_arena_text(arena, cells[at[TICKET]].text),
		.team = dbr_arena_text(arena, cells[at[TEAM]].text),
	};
	page->is_off = cover_knows(&j->cover, page->owner_id) &&
		       !cover_is_awake(&j->cover, page->owner_id,
				       page->opened_us);
	return DBR_OK;
}

static const char *
second_backup(const struct judging *j, const char *module)
{
	for (size_t i = 0; i < j->owner_count; i++) {
		const struct dbr_owner *owner = &j->owners[i];

		if (strcmp(owner->module, module) == 0 &&
		    strcmp(owner->role, "backup") == 0 &&
		    strcmp(owner->scope, "*") == 0 && owner->level == 1)
			return owner->team ? owner->team : owner->contact;
	}
	return NULL;
}

/* Two people at least: enough to look for a second one. */
static bool
has_people(const struct claim *claim, int64_t team_id, double min_people)
{
	int64_t seen[8];
	size_t count = 0;

	for (size_t i = 0; i < claim->page_count && count < 8; i++) {
		const struct page *page = &claim->pages[i];
		bool is_new = page->team_id == team_id && page->person_id;

		for (size_t s = 0; is_new && s < count; s++)
			is_new = seen[s] != page->person_id;
		if (is_new)
			seen[count++] = page->person_id;
	}
	return (double)count >= fmin(min_people, 8);
}

/* How many off-hours pages the team would be awake for; 0 when it may not
 * stand in at all. */
static int64_t
covered_by(const struct judging *j, const struct claim *claim,
	   int64_t team_id)
{
	int64_t covered = 0, resolved = 0;

	for (size_t i = 0; i < claim->page_count; i++) {
		const struct page *page = &claim->pages[i];

		resolved += page->team_id == team_id;
		covered += page->is_off && cover_is_awake(&j->cover, team_id,
							  page->opened_us);
	}
	if ((double)resolved < j->settings.min_tickets ||
	    !has_people(claim, team_id, j->settings.min_people))
		return 0;
	return covered;
}

static void
find_candidate(struct claim *claim, const struct judging *j)
{
	int64_t owner_id = claim->pages[claim->page_count - 1].owner_id;

	claim->covered.trials = claim->off.hits;
	for (size_t i = 0; i < claim->page_count; i++) {
		const struct page *page = &claim->pages[i];
		int64_t covered;

		if (!page->team_id || page->team_id == owner_id ||
		    page->team_id == claim->team_id)
			continue;
		covered = covered_by(j, claim, page->team_id);
		if (covered <= claim->covered.hits ||
		    (double)covered < j->settings.min_cover *
					      (double)claim->off.hits)
			continue;
		claim->covered.hits = covered;
		claim->team = page->team;
		claim->team_id = page->team_id;
	}
}

static void
measure(struct claim *claim, const struct judging *j)
{
	const struct page *last = &claim->pages[claim->page_count - 1];

	claim->has_zone = cover_knows(&j->cover, last->owner_id);
	claim->on_record = second_backup(j, last->module);
	for (size_t i = 0; i < claim->page_count; i++) {
		claim->off.trials += cover_knows(&j->cover,
						 claim->pages[i].owner_id);
		claim->off.hits += claim->pages[i].is_off;
	}
	claim->share = dbr_proportion_estimate(claim->off, j->settings.level);
	claim->tested.p = NAN;
	if ((double)claim->off.trials >= j->settings.min_pages)
		claim->tested.p = dbr_proportion_at_least(claim->off,
						   j->settings.max_share_lo);
	find_candidate(claim, j);
}

static void
claim_all(struct judging *j)
{
	struct dbr_arena *arena = j->proposing->arena;

	for (size_t i = 0; i < j->page_count;) {
		size_t end = i + 1;

		while (end < j->page_count &&
		       j->pages[end].module_id == j->pages[i].module_id)
			end++;
		j->claims = dbr_arena_grow(arena, j->claims, j->claim_count,
					   &j->claim_capacity,
					   sizeof(*j->claims));
		j->claims[j->claim_count] = (struct claim){
			.pages = j->pages + i, .page_count = end - i,
		};
		measure(&j->claims[j->claim_count++], j);
		i = end;
	}
	tested_adjust(j->claims, j->claim_count, sizeof(*j->claims), arena);
}

static const char *
guard_of_share(const struct claim *claim, const struct settings *s,
	       struct dbr_buf *out)
{
	if (!claim->has_zone) {
		dbr_buf_add_text(out, "no zone of the owner's contacts is on"
				 " record");
		return "unknown-zone";
	}
	if ((double)claim->off.trials < s->min_pages) {
		dbr_buf_addf(out, "%d pages, %.0f needed",
			     (int)claim->off.trials, s->min_pages);
		return "too-few";
	}
	if (claim->share.value <= s->max_share ||
	    claim->share.interval.lo <= s->max_share_lo) {
		phrase_add_tally(out, claim->off.hits, claim->off.trials);
		dbr_buf_addf(out, " pages came off hours: above %.0f %% with"
			     " the lower end above %.0f %% is needed",
			     100 * s->max_share, 100 * s->max_share_lo);
		return "awake";
	}
	if (claim->tested.q > s->q) {
		dbr_buf_addf(out, "q = %.3f over %zu modules looked at, at"
			     " most %.2f", claim->tested.q, claim->tested.family_size, s->q);
		return "many-tested";
	}
	return NULL;
}

/* The guard that refuses, or NULL; why goes to out. */
static const char *
guard_of(const struct claim *claim, const struct judging *j,
	 struct dbr_buf *out)
{
	const struct settings *s = &j->settings;
	struct team_load load = load_of(&j->loads, claim->team_id);
	const char *guard = guard_of_share(claim, s, out);
	const char *why;

	if (guard)
		return guard;
	if (claim->on_record) {
		dbr_buf_addf(out, "%s is on record as second backup",
			     claim->on_record);
		return "covered";
	}
	if (!claim->team) {
		phrase_add_tally(out, claim->off.hits, claim->off.trials);
		dbr_buf_addf(out, " pages came off hours, but no team that"
			     " resolved %.0f is awake for half of them: look"
			     " at staffing", s->min_tickets);
		return "nobody-awake";
	}
	why = owner_guard_load(&load, j->loads.median, &s->load,
			       j->proposing->arena);
	if (!why)
		return NULL;
	dbr_buf_add_text(out, why);
	return "load";
}

static const char *
reason_text(const struct claim *claim, const struct judging *j)
{
	const struct page *last = &claim->pages[claim->page_count - 1];
	struct dbr_arena *arena = j->proposing->arena;
	struct dbr_buf out = DBR_BUF_INIT;

	phrase_add_tally(&out, claim->off.hits, claim->off.trials);
	dbr_buf_addf(&out, " pages of %s were opened outside the hours of the"
		     " owner (%s); %s (%s) resolved some of them and is awake"
		     " then. Evidence, not a verdict.", last->module,
		     cover_hours(&j->cover, last->owner_id, arena),
		     claim->team,
		     cover_hours(&j->cover, claim->team_id, arena));
	return phrase_keep(&out, arena);
}

static const char *
effect_text(const struct claim *claim, struct dbr_arena *arena)
{
	struct dbr_buf out = DBR_BUF_INIT;

	phrase_add_tally(&out, claim->covered.hits, claim->covered.trials);
	dbr_buf_addf(&out, " pages off hours would have found %s awake",
		     claim->team);
	return phrase_keep(&out, arena);
}

static const char *
json_text(const struct claim *claim, struct dbr_arena *arena)
{
	struct dbr_buf out = DBR_BUF_INIT;
	struct canonical_object json;

	canonical_open(&json, &out);
	canonical_add_i64(&json, "covered", claim->covered.hits);
	canonical_add_double(&json, "hi", claim->share.interval.hi);
	canonical_add_i64(&json, "hits", claim->off.hits);
	canonical_add_double(&json, "lo", claim->share.interval.lo);
	canonical_add_text(&json, "method", dbr_method_name(
				   claim->share.interval.method));
	canonical_add_i64(&json, "n", claim->off.trials);
	canonical_add_double(&json, "p", claim->tested.p);
	canonical_add_double(&json, "q", claim->tested.q);
	canonical_add_text(&json, "unit", "share");
	canonical_add_double(&json, "value", claim->share.value);
	canonical_close(&json);
	return phrase_keep(&out, arena);
}

static void
take_tickets(struct draft *draft, const struct claim *claim,
	     struct dbr_arena *arena)
{
	struct draft_ticket *tickets = dbr_arena_array(
		arena, claim->page_count, sizeof(*tickets));
	size_t count = 0;

	for (size_t i = 0; i < claim->page_count; i++)
		if (claim->pages[i].is_off)
			tickets[count++] = (struct draft_ticket){
				.id = claim->pages[i].ticket_id,
				.ticket = claim->pages[i].ticket, .weight = 1,
			};
	draft->tickets = tickets;
	draft->ticket_count = count;
}

static enum dbr_status
add(struct judging *j, const struct claim *claim, struct dbr_error *err)
{
	struct proposing *p = j->proposing;
	struct draft draft = {
		.module_id = claim->pages[0].module_id,
		.proposal = {
			.rule = j->rule->name, .kind = j->rule->kind,
			.rule_version = j->rule->version, .scope = "*",
			.module = claim->pages[0].module, .state = "open",
			.role = "backup", .level = 1,
			.value_after = claim->team,
			.reason = reason_text(claim, j),
			.effect = effect_text(claim, p->arena),
			.reversal = dbr_arena_textf(
				p->arena, "revert when over two quarters the"
				" upper end of the share of pages off hours"
				" is below %.0f %%",
				100 * j->settings.max_share),
			.evidence_json = json_text(claim, p->arena),
			.as_of_us = p->as_of_us,
			.expires_us = p->as_of_us +
				(int64_t)j->settings.expiry_days * DBR_DAY_US,
			.share = phrase_share(&claim->share),
		},
	};

	take_tickets(&draft, claim, p->arena);
	return proposing_add(p, &draft, err);
}

static enum dbr_status
judge(struct judging *j, const struct claim *claim, struct dbr_error *err)
{
	struct dbr_buf why = DBR_BUF_INIT;
	struct dbr_refusal refusal = {
		.rule = j->rule->name, .module = claim->pages[0].module,
		.candidate = claim->team ? claim->team : "off hours",
		.share = phrase_share(&claim->share),
	};

	refusal.guard = guard_of(claim, j, &why);
	refusal.why = phrase_keep(&why, j->proposing->arena);
	if (!refusal.guard)
		return add(j, claim, err);
	if (claim->off.hits)	/* what never happened is no case */
		proposing_refuse(j->proposing, &refusal);
	return DBR_OK;
}

static enum dbr_status
read_all(struct judging *j, struct dbr_error *err)
{
	struct proposing *p = j->proposing;
	struct settings *s = &j->settings;
	int64_t window_us = (int64_t)s->load_window_days * DBR_DAY_US;
	enum dbr_status rc;

	j->cover.opens_at = s->opens_at;
	j->cover.closes_at = s->closes_at;
	rc = cover_load(&j->cover, p->store, p->arena, err);
	if (rc == DBR_OK)
		rc = rule_each(j->rule, p->store, p->as_of_us, take_page, j,
			       err);
	if (rc == DBR_OK)
		rc = load_collect(&j->loads, p->store, p->as_of_us, window_us,
				  p->arena, err);
	if (rc == DBR_OK)
		rc = dbr_owner_list(&j->owners, &j->owner_count, p->store,
				    p->as_of_us, 0, p->arena, err);
	return rc;
}

enum dbr_status
cover_kind_run(struct proposing *proposing, const struct rule *rule,
	       struct dbr_error *err)
{
	static const struct rule_setting settings[] = {
		RULE_SETTING(settings, min_pages),
		RULE_SETTING(settings, max_share),
		RULE_SETTING(settings, max_share_lo),
		RULE_SETTING(settings, min_tickets),
		RULE_SETTING(settings, min_people),
		RULE_SETTING(settings, min_cover),
		RULE_SETTING(settings, opens_at),
		RULE_SETTING(settings, closes_at),
		RULE_SETTING(settings, load_window_days),
		RULE_SETTING(settings, level), RULE_SETTING(settings, q),
		RULE_SETTING(settings, expiry_days),
		{ "load_ratio", offsetof(struct settings, load.load_ratio) },
		{ "load_min_open",
		  offsetof(struct settings, load.load_min_open) },
	};
	struct judging j = { .proposing = proposing, .rule = rule };
	enum dbr_status rc;

	rc = rule_settings(&j.settings, settings,
			   sizeof(settings) / sizeof(*settings), rule, err);
	if (rc == DBR_OK)
		rc = read_all(&j, err);
	if (rc == DBR_OK)
		claim_all(&j);
	for (size_t i = 0; rc == DBR_OK && i < j.claim_count; i++)
		rc = judge(&j, &j.claims[i], err);
	cover_release(&j.cover);
	return rc;
}
