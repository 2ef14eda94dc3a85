/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cutover_talk.h -- messages that kept a promise to speak.
 *
 * A record whose field "update" says so is a communication, too: its author
 * a contact when the export names one.
 */
#ifndef TARGETS_CUTOVER_TALK_H
#define TARGETS_CUTOVER_TALK_H

#include "cutover.h"

struct cutover_talk {
	struct import_run *run;
	struct writer writer;
	bool is_open;
};

/* Nothing, when the format has no such field. */
enum dbr_status cutover_talk_open(struct cutover_talk *talk,
				  struct import_run *run,
				  struct dbr_error *err) DBR_MUST_CHECK;
void cutover_talk_close(struct cutover_talk *talk);
enum dbr_status cutover_talk_put(struct cutover_talk *talk,
				 const struct log_runs *runs,
				 const struct log_run *run,
				 const struct import_row *row,
				 struct row_result *out, struct dbr_error *err)
	DBR_MUST_CHECK;

#endif
