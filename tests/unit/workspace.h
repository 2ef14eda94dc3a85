/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workspace.h -- a workspace in a folder of its own, for unit tests. */
#ifndef TESTS_WORKSPACE_H
#define TESTS_WORKSPACE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "debrief/store.h"

struct workspace {
	char folder[64], db[96];
	struct dbr_store *store;
};

static inline int
workspace_open(void **state)
{
	struct workspace *place = calloc(1, sizeof(*place));
	struct dbr_error err = DBR_ERROR_INIT;

	snprintf(place->folder, sizeof(place->folder),
		 "/tmp/debrief-test-XXXXXX");
	if (!mkdtemp(place->folder))
		return -1;
	snprintf(place->db, sizeof(place->db), "%s/w.db", place->folder);
	*state = place;
	if (dbr_store_create(place->db, &err) != DBR_OK)
		return -1;
	return dbr_store_open(&place->store, place->db, DBR_STORE_WRITE,
			      &err);
}

static inline int
workspace_close(void **state)
{
	struct workspace *place = *state;
	char command[128];
	int status;

	dbr_store_close(place->store);
	snprintf(command, sizeof(command), "rm -r '%s'", place->folder);
	status = system(command);
	free(place);
	return status;
}

#endif
