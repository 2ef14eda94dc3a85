/* SPDX-License-Identifier: GPL-3.0-or-later */
/* policy.c -- policy/approval.yaml into a struct; debrief/policy.h. */
#include <config.h>
#include "policy.h"

#include <string.h>
#include "tree.h"

struct reading {
	const struct tree_file *file;
	struct dbr_arena *arena;
	struct dbr_error *err;
};

static enum dbr_status
take_words(const char *const **out, size_t *count, const struct reading *r,
	   const struct tree *list)
{
	const char **words;

	if (list->kind != TREE_LIST || !list->child)
		return tree_fail(r->file, list, r->err,
				 "\"%s\" is a list of names", list->key);
	words = dbr_arena_array(r->arena, tree_count(list), sizeof(*words));
	*count = 0;
	for (const struct tree *at = list->child; at; at = at->next) {
		if (at->kind != TREE_TEXT || !*at->text)
			return tree_fail(r->file, at, r->err,
					 "not a name in \"%s\"", list->key);
		words[(*count)++] = at->text;
	}
	*out = words;
	return DBR_OK;
}

static enum dbr_status
take_stage(struct dbr_policy_stage *out, const struct reading *r,
	   const struct tree *map)
{
	static const char *const keys[] = { "state", "all", "any" };
	const struct tree *state = tree_find(map, "state");
	const struct tree *all = tree_find(map, "all");
	const struct tree *any = tree_find(map, "any");
	enum dbr_status rc = tree_check_keys(r->file, map, keys, 3, r->err);

	if (rc != DBR_OK)
		return rc;
	if (!state || state->kind != TREE_TEXT || !*state->text)
		return tree_fail(r->file, map, r->err,
				 "a stage has a name: \"state\"");
	if (!all == !any)
		return tree_fail(r->file, map, r->err, "who signs \"%s\"? give"
				 " either \"all\" or \"any\"", state->text);
	out->state = state->text;
	out->needs_one = any != NULL;
	return take_words(&out->places, &out->place_count, r,
			  any ? any : all);
}

static enum dbr_status
take_stages(struct dbr_policy_rule *out, const struct reading *r,
	    const struct tree *list)
{
	struct dbr_policy_stage *stages;
	enum dbr_status rc = DBR_OK;

	if (list->kind != TREE_LIST || !list->child)
		return tree_fail(r->file, list, r->err,
				 "\"stages\" is a list of stages");
	stages = dbr_arena_array(r->arena, tree_count(list), sizeof(*stages));
	out->stages = stages;
	for (const struct tree *at = list->child; rc == DBR_OK && at;
	     at = at->next) {
		for (size_t i = 0; i < out->stage_count; i++) {
			const struct tree *state = tree_find(at, "state");

			if (state && state->kind == TREE_TEXT &&
			    strcmp(stages[i].state, state->text) == 0)
				return tree_fail(r->file, state, r->err,
						 "\"%s\" is there already",
						 state->text);
		}
		rc = take_stage(&stages[out->stage_count++], r, at);
	}
	return rc;
}

static enum dbr_status
take_rule(struct dbr_policy_rule *out, const struct reading *r,
	  const struct tree *map)
{
	static const char *const keys[] = { "kinds", "stages" };
	const struct tree *kinds = tree_find(map, "kinds");
	const struct tree *stages = tree_find(map, "stages");
	enum dbr_status rc = tree_check_keys(r->file, map, keys, 2, r->err);

	if (rc != DBR_OK)
		return rc;
	if (!kinds || !stages)
		return tree_fail(r->file, map, r->err,
				 "a rule has \"kinds\" and \"stages\"");
	rc = take_words(&out->kinds, &out->kind_count, r, kinds);
	return rc == DBR_OK ? take_stages(out, r, stages) : rc;
}

static enum dbr_status
take_rules(struct dbr_policy *out, const struct reading *r)
{
	static const char *const keys[] = { "rules" };
	const struct tree *list = tree_find(r->file->root, "rules");
	struct dbr_policy_rule *rules;
	enum dbr_status rc;

	if (!r->file->root)
		return DBR_OK;
	rc = tree_check_keys(r->file, r->file->root, keys, 1, r->err);
	if (rc != DBR_OK || !list)
		return rc;
	if (list->kind != TREE_LIST)
		return tree_fail(r->file, list, r->err,
				 "\"rules\" is a list of rules");
	rules = dbr_arena_array(r->arena, tree_count(list), sizeof(*rules));
	out->rules = rules;
	for (const struct tree *at = list->child; rc == DBR_OK && at;
	     at = at->next)
		rc = take_rule(&rules[out->rule_count++], r, at);
	return rc;
}

enum dbr_status
policy_parse(struct dbr_policy *out, const struct dbr_share_file *text,
	     struct dbr_arena *arena, struct dbr_error *err)
{
	struct tree_file file;
	struct reading r = { &file, arena, err };
	enum dbr_status rc = tree_parse(&file, text->path, text->text, arena,
					err);

	*out = (struct dbr_policy){ 0 };
	return rc == DBR_OK ? take_rules(out, &r) : rc;
}

enum dbr_status
dbr_policy_read(struct dbr_policy *out, const struct dbr_share *share,
		struct dbr_arena *arena, struct dbr_error *err)
{
	struct dbr_share_file text;
	enum dbr_status rc = dbr_share_read(&text, share, "policy", "approval",
					    ".yaml", arena, err);

	return rc == DBR_OK ? policy_parse(out, &text, arena, err) : rc;
}
