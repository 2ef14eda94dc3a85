/* SPDX-License-Identifier: GPL-3.0-or-later */
/* near.c -- see near.h. */
#include <config.h>
#include "near.h"

#include <stdlib.h>
#include <string.h>

static const struct format_field *
field_of(const struct format *format, const char *name)
{
	for (size_t i = 0; i < format->field_count; i++)
		if (strcmp(format->fields[i].name, name) == 0)
			return &format->fields[i];
	return NULL;
}

static bool
has_any(const struct detect_header *header, const struct text_list *names)
{
	for (size_t i = 0; i < names->count; i++)
		if (detect_find_name(header, names->at[i]))
			return true;
	return false;
}

static struct near
measure(const struct detect_header *header, const struct format *format)
{
	const struct format_detect *detect = &format->detect;
	struct near near = { .format = format };

	near.wanted = detect->fields.count + detect->header.count +
		      (detect->any.count > 0);
	for (size_t i = 0; i < detect->fields.count; i++)
		near.found += detect_find_field(header, format,
						detect->fields.at[i]) != NULL;
	for (size_t i = 0; i < detect->header.count; i++)
		near.found += detect_find_name(header,
					       detect->header.at[i]) != NULL;
	near.found += has_any(header, &detect->any);
	return near;
}

/* By what share of the headers is there, then by how many. */
static int
compare_near(const void *a, const void *b)
{
	const struct near *one = a, *other = b;
	size_t left = one->found * other->wanted;
	size_t right = other->found * one->wanted;

	if (left != right)
		return left > right ? -1 : 1;
	if (one->found != other->found)
		return one->found > other->found ? -1 : 1;
	return strcmp(one->format->name, other->format->name);
}

size_t
near_find(struct near *out, const struct detect_header *header,
	  const struct format *formats, size_t count)
{
	size_t used = 0;

	for (size_t i = 0; i < count; i++) {
		/* A part is never asked for, nor one the names of columns
		 * alone do not decide. */
		if (format_is_part(&formats[i]) || formats[i].unfold ||
		    formats[i].detect.first_line)
			continue;
		out[used] = measure(header, &formats[i]);
		used += out[used].found > 0;
	}
	if (used)
		qsort(out, used, sizeof(*out), compare_near);
	return used;
}

size_t
near_lacks(const struct near_lack **out, const struct near *near,
	   const struct detect_header *header, struct dbr_arena *arena)
{
	const struct format *format = near->format;
	const struct format_detect *detect = &format->detect;
	struct near_lack *lacks = dbr_arena_array(arena, near->wanted + 1,
						  sizeof(*lacks));
	size_t used = 0;

	for (size_t i = 0; i < detect->fields.count; i++) {
		const char *name = detect->fields.at[i];
		const struct format_field *field = field_of(format, name);

		if (field && !detect_find_field(header, format, name))
			lacks[used++] = (struct near_lack){ name,
				field->headers.count ? field->headers.at[0]
						     : name };
	}
	for (size_t i = 0; i < detect->header.count; i++)
		if (!detect_find_name(header, detect->header.at[i]))
			lacks[used++] = (struct near_lack){
				NULL, detect->header.at[i] };
	if (detect->any.count && !has_any(header, &detect->any))
		lacks[used++] = (struct near_lack){ NULL, detect->any.at[0] };
	*out = lacks;
	return used;
}
