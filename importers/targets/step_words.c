/* SPDX-License-Identifier: GPL-3.0-or-later */
/* step_words.c -- see step_words.h. */
#include <config.h>
#include "step_words.h"

#define EVENT \
	"(?<event>START(?:ED|ING|S)?|BEGIN(?:S|NING)?|BEGAN|END(?:ED|S)?|" \
	"DONE|COMPLETED?|FINISHED|FAIL(?:ED|URE|S)?|ROLL(?:ED|ING)?[ -]?BACK)"
#define STEP "(?<step>[\\w.\\/-]*\\d[\\w.\\/-]*)"
/* Of a logger: "web1 cutover[12]: ", "root - INFO - ". */
#define PREFIX "(?:.{1,100}?(?:[:\\]>|]|\\s-)\\s+)??"
#define NOUN "(?:step|task|activity|item)\\s+"

enum dbr_status
step_words_open(struct step_words *words, bool is_bare,
		struct dbr_arena *arena, struct dbr_error *err)
{
	static const char *const texts[3] = {
		"(?i)^" PREFIX "\\W*+" EVENT "\\b[\\s:]+" NOUN "#?" STEP,
		"(?i)^" PREFIX "\\W*+" NOUN "#?" STEP "\\b\\W+(?:(?:is|was|has|been|now)"
		"\\s+)*" EVENT "\\b",
		"(?i)^\\W*+" EVENT "\\b[\\s:]+#?" STEP,
	};
	enum dbr_status rc = DBR_OK;

	while (rc == DBR_OK && words->count < (is_bare ? 3u : 2u)) {
		rc = pattern_open(&words->patterns[words->count],
				  texts[words->count], arena, err);
		words->count += rc == DBR_OK;
	}
	return rc;
}

void
step_words_close(struct step_words *words)
{
	for (size_t i = 0; i < words->count; i++)
		pattern_close(words->patterns[i]);
}

/* By how the word begins; the pattern lets no other word through. */
static struct dbr_str
event_of(struct dbr_str word)
{
	static const struct {
		const char *begins, *event;
	} events[] = {
		{ "st", "stepbegin" }, { "be", "stepbegin" },
		{ "en", "stepend" }, { "do", "stepend" }, { "co", "stepend" },
		{ "fi", "stepend" }, { "fa", "stepfail" },
		{ "ro", "rollback" },
	};

	word.size = 2;
	for (size_t i = 0; i < sizeof(events) / sizeof(events[0]); i++)
		if (dbr_str_equal_nocase(word,
					 dbr_str_from(events[i].begins)))
			return dbr_str_from(events[i].event);
	return DBR_STR_NONE;
}

enum pattern_answer
step_words_find(const struct step_words *words, struct dbr_str message,
		struct dbr_str *event, struct dbr_str *step)
{
	enum pattern_answer answer;

	for (size_t i = 0; i < words->count; i++) {
		const struct pattern *pattern = words->patterns[i];

		answer = pattern_match(pattern, message);
		if (answer == PATTERN_UNKNOWN)
			return PATTERN_UNKNOWN;
		if (answer == PATTERN_NO)
			continue;
		*event = event_of(pattern_group(pattern, message, "event"));
		*step = pattern_group(pattern, message, "step");
		while (step->size && (step->at[step->size - 1] == '.' ||
				      step->at[step->size - 1] == '-'))
			step->size--;
		return event->at && step->size ? PATTERN_YES : PATTERN_NO;
	}
	return PATTERN_NO;
}
