/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers about the move: a Google form with an NPS, a CSAT and a CES
 * question, and a shorter pulse in the generic layout.  Every migration
 * draws from the same distribution, stratified, so that no quarter stands
 * out by more than its handful of answers allows.
 */
#include <config.h>
#include "demo.h"

#define NPS_QUESTION \
	"How likely are you to recommend Orbit Desk to a colleague?"
#define CSAT_QUESTION "Overall, how satisfied are you with the move?"
#define CES_QUESTION \
	"The project team made it easy for me to handle the move."
#define PULSE_QUESTION "How satisfied are you with support after the move?"

enum { ANSWERS_MAX = 24, INVITED = 30 };

/* Per cent of answers at or below each score, from the lowest score up. */
static const int nps_steps[] = { 1, 1, 3, 5, 8, 14, 22, 37, 56, 78, 100 };
static const int csat_steps[] = { 3, 9, 22, 64, 100 };
static const int ces_steps[] = { 2, 5, 11, 21, 42, 74, 100 };

struct answer {
	int64_t at;
	int nps, csat, ces;
	const char *remark;
};

static int
score_at(const int *steps_to, int lowest, int64_t percent)
{
	int score = 0;

	while (steps_to[score] <= percent)
		score++;
	return lowest + score;
}

static int64_t
nearby(struct chance *chance, int64_t percent)
{
	percent += chance_between(chance, -12, 12);
	return percent < 0 ? 0 : percent > 99 ? 99 : percent;
}

static size_t
make_answers(struct demo *demo, const struct migration *m,
	     struct answer answers[ANSWERS_MAX])
{
	struct chance *chance = &demo->chance;
	size_t count = (size_t)chance_between(chance, 12, 18);
	int64_t day = m->go_live / DAY_SECONDS;

	for (size_t i = 0; i < count; i++) {
		int64_t percent = (int64_t)(i * 100 / count) +
			chance_between(chance, 0, (int64_t)(100 / count) - 1);
		struct answer *a = &answers[i];

		a->nps = score_at(nps_steps, 0, percent);
		a->csat = score_at(csat_steps, 1, nearby(chance, percent));
		a->ces = score_at(ces_steps, 1, nearby(chance, percent));
		a->at = at_berlin(day + chance_between(chance, 10, 28),
				  chance_between(chance, 8 * 3600, 64000));
		a->remark = chance_percent(chance, 45) ?
			remark_for(chance, a->nps) : "";
	}
	for (size_t i = 1; i < count; i++)
		for (size_t k = i; k > 0 &&
		     answers[k].at < answers[k - 1].at; k--) {
			struct answer swap = answers[k];

			answers[k] = answers[k - 1];
			answers[k - 1] = swap;
		}
	return count;
}

static void
form_row(struct csv *csv, const struct migration *m, const struct answer *a)
{
	char when[NAME_SIZE];

	csv_text(csv, as_form(when, a->at));
	csv_text(csv, m->key);
	csv_number(csv, a->nps);
	csv_number(csv, a->csat);
	csv_number(csv, a->ces);
	csv_text(csv, a->remark);
	csv_row_end(csv);
}

static void
write_form(struct demo *demo, const char *name, int64_t from, int64_t before)
{
	struct csv csv = { open_output(demo, name), "\r\n", false };
	struct answer answers[ANSWERS_MAX];

	csv_text(&csv, "Timestamp");
	csv_text(&csv, "Migration");
	csv_text(&csv, NPS_QUESTION);
	csv_text(&csv, CSAT_QUESTION);
	csv_text(&csv, CES_QUESTION);
	csv_text(&csv, "What should we do better next time?");
	csv_row_end(&csv);
	for (int i = 0; i < MIGRATION_COUNT; i++) {
		const struct migration *m = &demo->migrations[i];
		size_t count;

		if (m->go_live < from || m->go_live >= before)
			continue;
		count = make_answers(demo, m, answers);
		for (size_t k = 0; k < count; k++)
			form_row(&csv, m, &answers[k]);
	}
	close_output(csv.file, name);
}

static void
pulse_row(struct csv *csv, const struct migration *m, const struct answer *a,
	  int number)
{
	char text[NAME_SIZE];

	snprintf(text, sizeof(text), "P-%04d", number);
	csv_text(csv, text);
	csv_text(csv, "support-pulse");
	csv_text(csv, m->key);
	csv_text(csv, PULSE_QUESTION);
	csv_text(csv, "csat");
	csv_number(csv, a->csat);
	snprintf(text, sizeof(text), "agent-%03d", 100 + number % 47);
	csv_text(csv, text);
	csv_iso(csv, a->at);
	csv_text(csv, a->remark);
	csv_row_end(csv);
}

static bool
is_pulsed(const struct migration *m)
{
	return m->go_live >= at_berlin(day_of(20260401), 0);
}

static void
write_pulse(struct demo *demo)
{
	struct csv csv = {
		open_output(demo, "survey/support-pulse-2026.csv"), "\n",
		false,
	};
	struct answer answers[ANSWERS_MAX];
	int number = 0;

	csv_header(&csv, "response,survey,migration,question,scale,score,"
		   "respondent,submitted,comment");
	for (int i = 0; i < MIGRATION_COUNT; i++) {
		const struct migration *m = &demo->migrations[i];
		size_t count;

		if (!is_pulsed(m))
			continue;
		count = make_answers(demo, m, answers);
		for (size_t k = 0; k < count; k++)
			pulse_row(&csv, m, &answers[k], ++number);
	}
	close_output(csv.file, "survey/support-pulse-2026.csv");
}

static void
invitation_row(struct csv *csv, const struct migration *m,
	       const char *survey)
{
	csv_text(csv, survey);
	csv_text(csv, m->key);
	csv_number(csv, INVITED);
	csv_row_end(csv);
}

static void
write_invitations(struct demo *demo)
{
	struct csv csv = {
		open_output(demo, "runbook/invitations.csv"), "\n", false,
	};
	int64_t new_year = at_berlin(day_of(20260101), 0);

	csv_header(&csv, "survey,migration,invited");
	for (int i = 0; i < MIGRATION_COUNT; i++) {
		const struct migration *m = &demo->migrations[i];

		if (m->go_live == 0)
			continue;
		invitation_row(&csv, m, m->go_live < new_year ?
			       "moving-to-orbit-desk-2025" :
			       "moving-to-orbit-desk-2026");
		if (is_pulsed(m))
			invitation_row(&csv, m, "support-pulse");
	}
	close_output(csv.file, "runbook/invitations.csv");
}

void
write_surveys(struct demo *demo)
{
	int64_t new_year = at_berlin(day_of(20260101), 0);

	write_form(demo, "survey/moving-to-orbit-desk-2025.csv", 1, new_year);
	write_form(demo, "survey/moving-to-orbit-desk-2026.csv", new_year,
		   INT64_MAX);
	write_pulse(demo);
	write_invitations(demo);
}
