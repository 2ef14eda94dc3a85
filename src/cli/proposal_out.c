/* SPDX-License-Identifier: GPL-3.0-or-later */
/* proposal_out.c -- see proposal_out.h. */
#include <config.h>
#include "cli/proposal_out.h"

#include <inttypes.h>
#include <string.h>
#include "cli/json.h"
#include "debrief/time.h"

enum { LABEL_WIDTH = 11, LINE_WIDTH = 78, TICKETS_SHOWN = 6 };

enum dbr_status
proposal_format_parse(bool *is_json, const char *word, struct dbr_error *err)
{
	*is_json = word && strcmp(word, "json") == 0;
	if (!word || *is_json || strcmp(word, "text") == 0)
		return DBR_OK;
	dbr_fail(err, DBR_EUSAGE, "--format cannot be \"%s\"", word);
	return dbr_fail_hint(err, "text or json");
}

static size_t
width_of(struct dbr_str text)
{
	size_t width = 0;

	for (size_t i = 0; i < text.size; i++)
		width += ((unsigned char)text.at[i] & 0xC0) != 0x80;
	return width;
}

/* A label and its text, folded at blanks and hung below itself. */
static void
write_item(struct cli *cli, const char *label, const char *text)
{
	struct dbr_buf clean = DBR_BUF_INIT;
	struct dbr_str rest;
	size_t column = LABEL_WIDTH;

	dbr_buf_add_clean(&clean, dbr_str_from(text), 0);
	rest = dbr_buf_str(&clean);
	fprintf(cli->out, "  %-*s", LABEL_WIDTH - 2, label);
	while (rest.at && rest.size) {
		struct dbr_str word = dbr_str_cut(&rest, ' ');
		size_t width = width_of(word);

		if (column > LABEL_WIDTH && column + 1 + width > LINE_WIDTH) {
			fprintf(cli->out, "\n%*s", LABEL_WIDTH, "");
			column = LABEL_WIDTH;
		} else if (column > LABEL_WIDTH) {
			fputc(' ', cli->out);
			column++;
		}
		fprintf(cli->out, "%.*s", DBR_STR_ARG(word));
		column += width;
	}
	fputc('\n', cli->out);
	dbr_buf_release(&clean);
}

static const char *
clean(struct cli *cli, const char *text)
{
	struct dbr_buf buf = DBR_BUF_INIT;
	const char *out;

	dbr_buf_add_clean(&buf, dbr_str_from(text), 0);
	out = dbr_arena_text(&cli->arena, dbr_buf_str(&buf));
	dbr_buf_release(&buf);
	return out;
}

static const char *
day_text(char iso[DBR_ISO_SIZE], int64_t instant_us)
{
	dbr_iso_text(iso, instant_us);
	if (strlen(iso) > 10)
		iso[10] = '\0';
	return iso;
}

static const char *
change_text(struct cli *cli, const struct dbr_proposal *p)
{
	const char *before = p->value_before ? p->value_before : "nobody";

	if (p->severity)
		return dbr_arena_textf(&cli->arena, "%s, severity %d, level"
				       " %d: %s min -> %s min", p->module,
				       p->severity, p->level, before,
				       p->value_after);
	if (strncmp(p->kind, "set-", 4) == 0)
		return dbr_arena_textf(&cli->arena, "%s, %s: %s min -> %s min",
				       p->module, p->role,
				       p->value_before ? before : "no",
				       p->value_after);
	if (strcmp(p->kind, "add-step") == 0)
		return dbr_arena_textf(&cli->arena, "%s, checklist: + %s",
				       p->module, p->value_after);
	return dbr_arena_textf(&cli->arena, "%s, %s%s: %s -> %s", p->module,
			       p->level ? "second " : "", p->role, before,
			       *p->value_after ? p->value_after : "nobody");
}

static const char *
tickets_text(struct cli *cli, const struct dbr_proposal *p, bool wants_all)
{
	size_t shown = wants_all ? p->evidence_count : TICKETS_SHOWN;
	struct dbr_buf out = DBR_BUF_INIT;
	const char *text;

	dbr_buf_addf(&out, "%zu tickets:", p->evidence_count);
	for (size_t i = 0; i < p->evidence_count && i < shown; i++)
		dbr_buf_addf(&out, "%s %s", i ? "," : "",
			     p->evidence_tickets[i]);
	if (p->evidence_count > shown)
		dbr_buf_addf(&out, " and %zu more", p->evidence_count - shown);
	text = dbr_arena_text(&cli->arena, dbr_buf_str(&out));
	dbr_buf_release(&out);
	return text;
}

static const char *
decide_text(struct cli *cli, const struct dbr_proposal *p)
{
	if (!p->id)
		return "debrief propose stores it; then a person decides";
	if (strcmp(p->state, "open") == 0 || strcmp(p->state, "deferred") == 0)
		return dbr_arena_textf(&cli->arena, "debrief approve|reject|"
				       "defer %" PRId64 " --by NAME --why"
				       " TEXT", p->id);
	if (strcmp(p->state, "approved") == 0)
		return dbr_arena_textf(&cli->arena, "debrief revert %" PRId64
				       " --by NAME --why TEXT", p->id);
	return NULL;
}

void
proposal_out_block(struct cli *cli, const struct dbr_proposal *proposal,
		   bool wants_all)
{
	const char *decide = decide_text(cli, proposal);
	char as_of[DBR_ISO_SIZE], expires[DBR_ISO_SIZE];

	if (proposal->id)
		fprintf(cli->out, "proposal %" PRId64 ", ", proposal->id);
	fprintf(cli->out, "%s: %s, version %d, on data as of %s\n",
		proposal->state, clean(cli, proposal->rule),
		proposal->rule_version,
		day_text(as_of, proposal->as_of_us));
	write_item(cli, "what", change_text(cli, proposal));
	write_item(cli, "why", proposal->reason);
	write_item(cli, "effect", proposal->effect);
	write_item(cli, "reversal", proposal->reversal);
	write_item(cli, "evidence", tickets_text(cli, proposal, wants_all));
	write_item(cli, "expires", day_text(expires, proposal->expires_us));
	if (decide)
		write_item(cli, "decide", decide);
	fputc('\n', cli->out);
}

/* printf pads bytes; names have characters. */
static void
write_padded(struct cli *cli, const char *text, size_t width)
{
	size_t used = width_of(dbr_str_from(text));

	fprintf(cli->out, "  %s%*s", text,
		(int)(used < width ? width - used : 0), "");
}

void
proposal_out_refusals(struct cli *cli, const struct dbr_refusal *refusals,
		      size_t count)
{
	size_t widths[3] = { 0 };

	if (!count)
		return;
	fprintf(cli->out, "looked at and not proposed:\n");
	for (size_t i = 0; i < count; i++) {
		const char *cells[] = { refusals[i].module,
					refusals[i].candidate,
					refusals[i].guard };

		for (size_t c = 0; c < 3; c++) {
			size_t width = width_of(
				dbr_str_from(clean(cli, cells[c])));

			if (width > widths[c])
				widths[c] = width;
		}
	}
	for (size_t i = 0; i < count; i++) {
		write_padded(cli, clean(cli, refusals[i].module), widths[0]);
		write_padded(cli, clean(cli, refusals[i].candidate),
			     widths[1]);
		write_padded(cli, refusals[i].guard, widths[2]);
		fprintf(cli->out, "  %s\n", clean(cli, refusals[i].why));
	}
}

static void
add_number(struct json *json, const struct dbr_number *number)
{
	json_open(json, "number", '{');
	json_text(json, "name", number->name);
	if (number->has_value)
		json_double(json, "value", number->value);
	if (number->has_lo)
		json_double(json, "lo", number->lo);
	if (number->has_hi)
		json_double(json, "hi", number->hi);
	json_text(json, "unit",
		  number->unit == DBR_UNIT_SHARE ? "share" : "seconds");
	json_i64(json, "n", number->n);
	json_text(json, "method", number->method);
	json_close(json, '}');
}

static void
add_optional(struct json *json, const char *key, const char *value)
{
	if (value)
		json_text(json, key, value);
	else
		json_null(json, key);
}

static void
add_proposal(struct json *json, const struct dbr_proposal *p)
{
	char iso[DBR_ISO_SIZE];

	json_open(json, NULL, '{');
	json_i64(json, "id", p->id);
	json_text(json, "state", p->state);
	json_text(json, "rule", p->rule);
	json_i64(json, "rule_version", p->rule_version);
	json_text(json, "kind", p->kind);
	json_text(json, "scope", p->scope);
	json_text(json, "module", p->module);
	add_optional(json, "role", p->role);
	json_i64(json, "severity", p->severity);
	json_i64(json, "level", p->level);
	add_optional(json, "before", p->value_before);
	json_text(json, "after", p->value_after);
	json_text(json, "reason", p->reason);
	json_text(json, "effect", p->effect);
	json_text(json, "reversal", p->reversal);
	add_number(json, &p->share);
	json_text(json, "as_of", dbr_iso_text(iso, p->as_of_us));
	json_text(json, "expires", dbr_iso_text(iso, p->expires_us));
	json_text(json, "waits_for", p->waits_for);
	json_open(json, "tickets", '[');
	for (size_t i = 0; i < p->evidence_count; i++)
		json_text(json, NULL, p->evidence_tickets[i]);
	json_close(json, ']');
	json_close(json, '}');
}

static void
add_refusal(struct json *json, const struct dbr_refusal *refusal)
{
	json_open(json, NULL, '{');
	json_text(json, "rule", refusal->rule);
	json_text(json, "module", refusal->module);
	json_text(json, "candidate", refusal->candidate);
	json_i64(json, "severity", refusal->severity);
	json_text(json, "guard", refusal->guard);
	json_text(json, "why", refusal->why);
	add_number(json, &refusal->share);
	json_close(json, '}');
}

void
proposal_out_json(struct cli *cli, const struct dbr_propose_result *result)
{
	struct json json = JSON_INIT;

	json_open(&json, NULL, '{');
	json_text(&json, "schema", "debrief.proposals");
	json_i64(&json, "version", 1);
	json_open(&json, "proposals", '[');
	for (size_t i = 0; i < result->proposal_count; i++)
		add_proposal(&json, &result->proposals[i]);
	json_close(&json, ']');
	json_open(&json, "refusals", '[');
	for (size_t i = 0; i < result->refusal_count; i++)
		add_refusal(&json, &result->refusals[i]);
	json_close(&json, ']');
	json_close(&json, '}');
	dbr_buf_add_char(&json.text, '\n');
	fwrite(json.text.text, 1, json.text.size, cli->out);
	json_release(&json);
}
