/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <config.h>
#include <string.h>
#include "reports/customer.h"
#include "reports/escape.h"

enum { NAME_SIZE_MIN = 3 };

enum dbr_status
customer_check_block(struct making *m, const struct template_block *block)
{
	static const char *const figures[] = { "gantt", "incidents" };
	const char *kind = argument_word(block, 0);
	size_t i;

	if (!m->request->is_for_customer ||
	    block->kind != TEMPLATE_DIRECTIVE)
		return DBR_OK;
	if (strcmp(block->word, "proposals") == 0 ||
	    strcmp(block->word, "comparisons") == 0 ||
	    strcmp(block->word, "scorecard") == 0)
		return making_fail(m, block->place,
				   "@%s is not for customers", block->word);
	if (strcmp(block->word, "figure") != 0 || !kind)
		return DBR_OK;
	for (i = 0; i < sizeof(figures) / sizeof(figures[0]); i++)
		if (strcmp(kind, figures[i]) == 0)
			return DBR_OK;
	return making_fail(m, block->place,
			   "a figure \"%s\" may show few people: it is not "
			   "for customers", kind);
}

bool
customer_hides(const struct making *m, const struct dbr_number *number)
{
	/* Numbers are also printed where no report was asked for.  A full
	 * count of a customer's own is his; of all customers it is theirs. */
	return m->request && m->request->is_for_customer && number->has_value &&
	       (!number->is_census || m->has_period) &&
	       number->n < CUSTOMER_N_MIN;
}

/* A part of a word is not a name. */
static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || (c & 0x80);
}

static bool
has_word(struct dbr_str page, struct dbr_str word)
{
	size_t i;

	for (i = 0; i + word.size <= page.size; i++) {
		const char *at = page.at + i;

		if (*at == *word.at && memcmp(at, word.at, word.size) == 0 &&
		    (!i || !is_letter(at[-1])) &&
		    (i + word.size == page.size || !is_letter(at[word.size])))
			return true;
	}
	return false;
}

static enum dbr_status
check_name(struct making *m, struct dbr_str page, struct dbr_str name)
{
	struct dbr_buf escaped = DBR_BUF_INIT;
	bool is_there;

	if (name.size < NAME_SIZE_MIN)
		return DBR_OK;
	escape_html(&escaped, name);
	is_there = escaped.size && has_word(page, dbr_buf_str(&escaped));
	dbr_buf_release(&escaped);
	if (!is_there)
		return DBR_OK;
	dbr_fail(m->err, DBR_ECHECK,
		 "the page for the customer names \"%.*s\"",
		 (int)(name.size < 60 ? name.size : 60), name.at);
	return dbr_fail_hint(m->err, "the template or a query of it tells a "
				     "team, a person, a ticket or another "
				     "customer");
}

/* Who must not be named; a name that is also a module's, or this customer's,
 * cannot be told from it. */
static const char names_sql[] =
	"WITH named(name) AS ("
	" SELECT key FROM team UNION SELECT key FROM contact"
	" UNION SELECT name FROM contact UNION SELECT ext_key FROM ticket"
	" UNION SELECT key FROM migration WHERE key <> ?1"
	" UNION SELECT title FROM migration WHERE key <> ?1"
	" UNION SELECT key FROM customer), mine(name) AS ("
	" SELECT key FROM module UNION SELECT title FROM module"
	" UNION SELECT object FROM check_result"
	" UNION SELECT m.title FROM migration m WHERE m.key = ?1"
	" UNION SELECT c.key FROM migration m"
	" JOIN customer c ON c.id = m.customer_id WHERE m.key = ?1)"
	" SELECT name FROM named"
	" WHERE name NOT IN (SELECT name FROM mine)";

enum dbr_status
customer_check_page(struct making *m, struct dbr_str page)
{
	struct dbr_stmt *stmt = NULL;
	bool has_row = false;
	enum dbr_status rc;

	if (!m->request->is_for_customer)
		return DBR_OK;
	rc = dbr_stmt_open(&stmt, m->store, names_sql, m->err);
	if (rc == DBR_OK)
		dbr_stmt_bind_text(stmt, 1, m->subject);
	while (rc == DBR_OK &&
	       (rc = dbr_stmt_step(stmt, &has_row, m->err)) == DBR_OK &&
	       has_row)
		rc = check_name(m, page, dbr_stmt_str(stmt, 0));
	dbr_stmt_close(stmt);
	return rc;
}
