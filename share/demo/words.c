/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every name and sentence of the demo; all of it is invented. */
#include <config.h>
#include "demo.h"

const char *const module_keys[MODULE_COUNT] = {
	"discovery", "mapping", "extraction", "transformation", "load",
	"validation", "cutover", "post-migration",
};
const char *const module_titles[MODULE_COUNT] = {
	"Discovery", "Mapping", "Extraction", "Transformation", "Load",
	"Validation", "Cutover", "Post-migration",
};
const char *const team_names[TEAM_COUNT] = {
	"Customer Onboarding", "Mapping Guild", "Extraction", "Pipeline",
	"Load Operations", "Test Centre", "Data Quality", "Cutover Crew",
	"Support Bridge", "Service Desk",
};
/* Four people a team, in the order of the teams. */
const char *const person_names[TEAM_COUNT * TEAM_SIZE] = {
	"Mara Lindqvist", "Tobias Renner", "Aoife Carrick", "Jonas Feld",
	"Priya Nambiar", "Emil Brandt", "Salma Haddad", "Rhys Pritchard",
	"Katja Voss", "Dario Bianchi", "Hanne Solberg", "Owen Tait",
	"Leila Rahimi", "Piotr Zawada", "Nina Albrecht", "Kofi Mensah",
	"Ingrid Holm", "Mateo Rivas", "Clara Dupont", "Yusuf Demir",
	"Greta Lohmann", "Felix Amsel", "Beth Marlow", "Arun Pillai",
	"Vera Kowalski", "Stefan Ziegler", "Amina Yusuf", "Colm Regan",
	"Ruth Eriksen", "Milan Havel", "Zoe Hartnell", "Bruno Keller",
	"Ines Carvalho", "Theo Wexler", "Farah Siddiq", "Lars Nyberg",
	"Judith Ober", "Sam Okafor", "Elena Petrova", "Hugo Vane",
};
const char *const customer_names[CUSTOMER_COUNT] = {
	"Alder Credit Union", "Birchfield Schools", "Cobalt Logistics",
	"Dunmore Clinics", "Eastgate Retail", "Fernhill Energy",
	"Granite Insurance", "Harbour Foods", "Ivory Press",
	"Juniper Telecom", "Kestrel Air", "Larkspur Hotels",
};
/* As the runbook says; for validation it is planted to be wrong. */
const enum team module_owner[MODULE_COUNT] = {
	ONBOARDING, MAPPING_GUILD, EXTRACTION_TEAM, PIPELINE,
	LOAD_OPERATIONS, TEST_CENTRE, CUTOVER_CREW, SUPPORT_BRIDGE,
};
const enum team module_backup[MODULE_COUNT] = {
	MAPPING_GUILD, ONBOARDING, PIPELINE, EXTRACTION_TEAM,
	PIPELINE, DATA_QUALITY, LOAD_OPERATIONS, CUTOVER_CREW,
};

enum { TITLES_EACH = 7 };
static const char *const titles[MODULE_COUNT][TITLES_EACH] = {
	{ "Two agent groups missing from the inventory",
	  "Shared mailbox found that nobody listed",
	  "Number of active users differs from the contract",
	  "Access to the staging tenant expires too early",
	  "Single sign-on provider not named in the questionnaire",
	  "Legacy webhook still used by the billing system",
	  "Retention rule for closed tickets unclear" },
	{ "Priority values have no counterpart in Orbit Desk",
	  "Custom field 'Site' mapped to the wrong type",
	  "Ticket form of the field team is not mapped",
	  "Status 'On hold - vendor' maps to two states",
	  "Tag list longer than the new limit",
	  "Organisation hierarchy is flattened",
	  "SLA policy has no matching schedule" },
	{ "Export stops after the page limit",
	  "Attachments larger than 20 MB are skipped",
	  "Rate limit of the source interface reached",
	  "Export token revoked in the middle of the run",
	  "Side conversations are not in the export",
	  "Knowledge base drafts are missing from the dump",
	  "Source returns HTTP 502 every night at two" },
	{ "Line breaks lost in long comments",
	  "Umlauts broken in article titles",
	  "Macro placeholders are not translated",
	  "Inline images point to the old system",
	  "Duplicate requesters after merging addresses",
	  "Time entries rounded to full hours",
	  "Ticket links between brands are dropped" },
	{ "Load job stuck at 80 per cent",
	  "Batch refused: requester is suspended",
	  "Foreign key error on ticket comments",
	  "Load slower than planned by half",
	  "Automation fired for imported tickets",
	  "Custom objects rejected by the interface",
	  "Attachment upload times out" },
	{ "Row counts differ for ticket comments",
	  "Sample shows a wrong assignee on closed tickets",
	  "Checksum mismatch on attachments",
	  "Created date off by one hour after the clock change",
	  "Satisfaction ratings not found in the target",
	  "Organisation of 14 contacts is empty",
	  "Comparison report lists rows that were excluded" },
	{ "Mail forwarding still points to the old system",
	  "DNS change not visible at one site",
	  "Agents cannot sign in to Orbit Desk",
	  "Freeze banner not shown in the old system",
	  "Delta run misses tickets opened during the freeze",
	  "Phone integration rings the wrong queue",
	  "Chat widget shows the old brand" },
	{ "Customers receive duplicate notifications",
	  "Search does not find tickets from before the move",
	  "Agents see tickets of another group",
	  "SLA timers started again after the move",
	  "Report for the monthly review is empty",
	  "Attachment of an old ticket does not open",
	  "Saved views are gone for the evening shift" },
};

static const char *const titles_before[] = {
	"Help desk slow in the morning", "Password reset mail not delivered",
	"Ticket form shows an error", "Agent cannot attach a file",
	"Escalation mail sent to a former colleague",
	"Report export stops half way", "Customer sees a blank page",
	"Mail turned into two tickets", "Search returns no result",
	"Sign-in loop after an update",
};

static const char *const titles_stray[] = {
	"Question about an invoice", "New colleague needs an account",
	"Please send the price list", "Newsletter cannot be cancelled",
	"Office printer is out of toner", "Request for a reference customer",
};

static const char *const remarks_bad[] = {
	"For two weeks nobody could tell me where my old tickets were.",
	"Too many calls during the freeze; we were told to wait each time.",
	"Our saved views were lost and had to be rebuilt by hand.",
	"Training came after go-live. It should come before.",
	"Attachments were missing and we noticed it before you did.",
};
static const char *const remarks_fair[] = {
	"Went as planned, but the new search needs getting used to.",
	"Good preparation; the last week was hectic.",
	"Please announce the freeze earlier to the evening shift.",
	"Fine for agents, harder for the people who run reports.",
	"The checklist helped. The contact list was out of date.",
};
static const char *const remarks_good[] = {
	"Monday morning felt like any other Monday. Well done.",
	"Every question was answered within the hour.",
	"The rehearsal made the difference; no surprises on the day.",
	"Clear messages, one person to call, and it simply worked.",
	"Our history came over complete. I checked twenty tickets.",
};

static const char *
pick(struct chance *chance, const char *const *list, size_t count)
{
	return list[chance_between(chance, 0, (int64_t)count - 1)];
}

const char *
title_for(struct chance *chance, enum module module)
{
	return pick(chance, titles[module], TITLES_EACH);
}

const char *
title_before(struct chance *chance)
{
	return pick(chance, titles_before, COUNT(titles_before));
}

const char *
title_stray(struct chance *chance)
{
	return pick(chance, titles_stray, COUNT(titles_stray));
}

const char *
remark_for(struct chance *chance, int nps)
{
	if (nps <= 6)
		return pick(chance, remarks_bad, COUNT(remarks_bad));
	if (nps <= 8)
		return pick(chance, remarks_fair, COUNT(remarks_fair));
	return pick(chance, remarks_good, COUNT(remarks_good));
}
