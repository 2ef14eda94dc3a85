/* SPDX-License-Identifier: GPL-3.0-or-later */
/* target.c -- the targets by name; see target.h. */
#include <config.h>
#include "target.h"

#include <string.h>

static const struct target *const targets[] = {
	&target_ticket, &target_cutover, &target_cutover_plan,
	&target_survey, &target_check, &target_migrations, &target_modules,
	&target_timeline, &target_contacts, &target_ownership,
	&target_escalation, &target_targets, &target_sla,
	&target_invitations, &target_items, &target_readiness,
	&target_cadence, &target_communications, &target_handoff,
	&target_access, &target_rollback, &target_exposure, &target_hours,
	&target_holidays,
};
static const char *const names[] = {
	"ticket", "cutover", "cutover-plan", "survey", "check",
	"runbook-migrations", "runbook-modules", "runbook-timeline",
	"runbook-contacts", "runbook-ownership", "runbook-escalation",
	"runbook-targets", "runbook-sla", "runbook-invitations",
	"runbook-items", "runbook-readiness", "runbook-cadence",
	"runbook-communications", "runbook-handoff", "runbook-access",
	"runbook-rollback", "runbook-exposure", "runbook-hours",
	"runbook-holidays",
};

const struct target *
target_find(const char *name)
{
	for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++)
		if (strcmp(targets[i]->name, name) == 0)
			return targets[i];
	return NULL;
}

const char *const *
target_names(size_t *count)
{
	*count = sizeof(names) / sizeof(names[0]);
	return names;
}

size_t
target_field_find(const struct target *target, const char *name)
{
	size_t i = 0;

	while (i < target->field_count &&
	       strcmp(target->fields[i].name, name) != 0)
		i++;
	return i;
}
