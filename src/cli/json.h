/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * json.h -- JSON, written piece by piece.
 *
 * The caller opens and closes; commas come by themselves.  Keys NULL inside
 * arrays.  Text is valid UTF-8 whatever came in; nan and inf are null.
 */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include <stdbool.h>
#include "debrief/str.h"

struct json {
	struct dbr_buf text;
	bool has_sibling;
};
#define JSON_INIT { .text = DBR_BUF_INIT }

void json_open(struct json *json, const char *key, char bracket); /* { or [ */
void json_close(struct json *json, char bracket);		  /* } or ] */
void json_text(struct json *json, const char *key, const char *value);
void json_str(struct json *json, const char *key, struct dbr_str value);
void json_i64(struct json *json, const char *key, int64_t value);
void json_double(struct json *json, const char *key, double value);
void json_bool(struct json *json, const char *key, bool value);
void json_null(struct json *json, const char *key);
void json_release(struct json *json);

#endif
