/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who owns what and who can be reached how; the seed changes none of it. */
#include <config.h>
#include "demo.h"

#include <ctype.h>

#define MAPPED_FROM "2025-01-01T00:00:00Z"

static const char *const zones[TEAM_SIZE] = {
	"Europe/Berlin", "Europe/Berlin", "Europe/London",
	"America/New_York",
};
static const char *const languages[TEAM_SIZE] = { "de", "en", "en", "en" };

static void
address_of(char out[NAME_SIZE], const char *name)
{
	char local[NAME_SIZE];
	size_t at = 0;

	for (; *name != '\0' && at + 1 < sizeof(local); name++)
		local[at++] = (char)(*name == ' ' ? '.' :
				     tolower((unsigned char)*name));
	local[at] = '\0';
	snprintf(out, NAME_SIZE, "%.40s@orbitmove.example", local);
}

static void
contact_row(struct csv *csv, int person, const char *channel,
	    const char *address, int preference)
{
	csv_text(csv, person_names[person]);
	csv_text(csv, person_names[person]);
	csv_text(csv, team_names[person / TEAM_SIZE]);
	csv_text(csv, channel);
	csv_text(csv, address);
	csv_text(csv, zones[person % TEAM_SIZE]);
	csv_text(csv, languages[person % TEAM_SIZE]);
	csv_number(csv, preference);
	csv_row_end(csv);
}

static void
write_contacts(struct demo *demo)
{
	struct csv csv = {
		open_output(demo, "runbook/contacts.csv"), "\n", false,
	};
	char address[NAME_SIZE];

	csv_header(&csv, "contact,name,team,channel,address,zone,language,"
		   "preference");
	for (int p = 0; p < TEAM_COUNT * TEAM_SIZE; p++) {
		address_of(address, person_names[p]);
		contact_row(&csv, p, "email", address,
			    p % TEAM_SIZE == 0 ? 2 : 1);
		if (p % TEAM_SIZE != 0)
			continue;
		snprintf(address, sizeof(address), "+49 30 5550 %04d",
			 100 + p);
		contact_row(&csv, p, "phone", address, 1);
	}
	close_output(csv.file, "runbook/contacts.csv");
}

struct role {
	const char *name, *authority;
	int level;
	enum team team;
};

static void
ownership_row(struct csv *csv, int module, const struct role *role)
{
	csv_text(csv, "*");
	csv_text(csv, module_keys[module]);
	csv_text(csv, role->name);
	csv_number(csv, role->level);
	csv_text(csv, team_names[role->team]);
	csv_text(csv, person_names[role->team * TEAM_SIZE]);
	csv_text(csv, role->authority);
	csv_text(csv, MAPPED_FROM);
	csv_text(csv, "");
	csv_row_end(csv);
}

static void
write_ownership(struct demo *demo)
{
	struct csv csv = {
		open_output(demo, "runbook/ownership.csv"), "\n", false,
	};

	csv_header(&csv, "scope,module,role,level,team,contact,authority,"
		   "valid_from,valid_to");
	for (int k = 0; k < MODULE_COUNT; k++) {
		const struct role roles[] = {
			{ "owner", "decides within the module", 0,
			  module_owner[k] },
			{ "backup", "decides when the owner is away", 0,
			  module_backup[k] },
			{ "validator", "signs off the result", 0,
			  k == VALIDATION ? TEST_CENTRE : DATA_QUALITY },
			{ "comms", "sends notices to the customer", 0,
			  ONBOARDING },
			{ "rollback", "may call a rollback", 0,
			  CUTOVER_CREW },
			{ "escalation", "", 1, module_backup[k] },
			{ "escalation", "may stop the cutover", 2,
			  CUTOVER_CREW },
		};

		for (size_t r = 0; r < COUNT(roles); r++)
			ownership_row(&csv, k, &roles[r]);
	}
	close_output(csv.file, "runbook/ownership.csv");
}

static void
write_escalation(struct demo *demo)
{
	static const int delays[3][2] = { { 15, 30 }, { 30, 60 },
					  { 120, 240 } };
	struct csv csv = {
		open_output(demo, "runbook/escalation.csv"), "\n", false,
	};

	csv_header(&csv, "module,severity,level,delay_minutes,valid_from,"
		   "valid_to");
	for (int k = 0; k < MODULE_COUNT; k++)
		for (int row = 0; row < 6; row++) {
			int severity = row / 2 + 1, level = row % 2 + 1;
			bool planted = k == CUTOVER && severity == 2;

			csv_text(&csv, module_keys[k]);
			csv_number(&csv, severity);
			csv_number(&csv, level);
			csv_number(&csv, delays[row / 2][row % 2] *
				   (planted ? 2 : 1));
			csv_text(&csv, MAPPED_FROM);
			csv_text(&csv, "");
			csv_row_end(&csv);
		}
	close_output(csv.file, "runbook/escalation.csv");
}

void
write_mapping(struct demo *demo)
{
	write_contacts(demo);
	write_ownership(demo);
	write_escalation(demo);
}
