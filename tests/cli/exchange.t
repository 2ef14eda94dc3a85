#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The mapping into and out of CODEOWNERS, a RACI matrix, a Backstage catalog
# and escalation policies: only what was decided changes, git applies it.
. "$SRCDIR/tests/cli/lib.sh"
PATH=${DEBRIEF%/*}:$PATH
DATA=$SRCDIR/share/demo/data

load_demo() {
	debrief init -q && debrief import -q "$DATA"/runbook/*.csv &&
		debrief import -q --zone Europe/Berlin "$DATA"/tickets/*.csv &&
		debrief propose -q >/dev/null
}
check 'the demo data loads' load_demo
cat >CODEOWNERS <<'END'
# who reviews which runbook
*                  @orbit/onboarding
/runbook/          @orbit/customer-onboarding
runbook/validation/    @orbit/test-centre   @orbit/data-quality  # twice a week
[Cutover][2] @orbit/cutover-crew
runbook/cutover/
END
for module in mapping:mapping-guild extraction:extraction load:load-operations \
	transformation:pipeline post-migration:support-bridge; do
	echo "/runbook/${module%:*}/ @orbit/${module#*:}"
done >>CODEOWNERS
sed -i '/^\[Cutover/,/^runbook.cutover/d' CODEOWNERS
printf '%s\n' '[Cutover][2] @orbit/cutover-crew' 'runbook/cutover/' >>CODEOWNERS
cat >raci.csv <<'END'
module,Test Centre,Data Quality,Cutover Crew,Load Operations
# A is one
validation, A ,R,,
cutover,,,A,R
END
cat >catalog.yaml <<'END'
kind: Component
metadata:
  name: validation   # a comment that stays
spec:
  owner: "group:default/test-centre"
END
cat >pagerduty.json <<'END'
{"escalation_policies": [
  {"name": "cutover sev2", "escalation_rules": [
    {"escalation_delay_in_minutes": 60,
     "targets": [{"type": "schedule_reference", "summary": "Cutover Crew"}]},
    {"escalation_delay_in_minutes": 120,
     "targets": [{"summary": "Load Operations"}]}]}]}
END
cat >opsgenie.json <<'END'
{"data": [{"name": "cutover sev2", "rules": [
  {"delay": {"timeAmount": 0, "timeUnit": "minutes"},
   "recipient": {"type": "team", "name": "Cutover Crew"}},
  {"delay": {"timeAmount": 60, "timeUnit": "minutes"},
   "recipient": {"type": "team", "name": "Load Operations"}}]}]}
END
into() { # FILE FORMAT [options]
	file=$1
	format=$2
	shift 2
	debrief owners export --into "$file" --as "$format" --root runbook "$@"
}
each() {
	for pair in CODEOWNERS:codeowners raci.csv:raci \
		catalog.yaml:backstage pagerduty.json:pagerduty \
		opsgenie.json:opsgenie; do
		"$1" "${pair%:*}" "${pair#*:}" || return 1
	done
}
same() {
	into "$1" "$2" >same && cmp same "$1" && [ -z "$(into "$1" "$2" --diff)" ]
}
check 'nothing decided, nothing changes, byte for byte' each same

check 'two changes are approved' debrief approve 1 2 --by 'Ana Lima'
changed() {
	into "$1" "$2" --diff >"$2.diff" 2>/dev/null && into "$1" "$2" >"$2.new" &&
		[ "$(grep -c '^+[^+]' "$2.diff")" -eq 1 ] &&
		[ "$(grep -c '^-[^-]' "$2.diff")" -eq 1 ] || {
		cat "$2.diff"
		return 1
	}
}
check 'each changes in one line' each changed
check 'CODEOWNERS keeps its blanks and comment' contains \
	'runbook/validation/    @orbit/data-quality   @orbit/data-quality  # twice a week' \
	codeowners.new
check 'the matrix has its one A elsewhere' contains 'validation,  ,A/R,,' \
	raci.new
check 'the catalog keeps its quotes and namespace' \
	contains 'owner: "group:default/data-quality"' backstage.new
check 'PagerDuty waits less' contains 'delay_in_minutes": 30,' pagerduty.new
check 'Opsgenie, too' contains '"timeAmount": 30,' opsgenie.new
applied() {
	cp "$1" "kept-$1" && git apply "$2.diff" && cmp "$1" "$2.new" &&
		cp "kept-$1" "$1"
}
if command -v git >/dev/null; then
	check 'git apply takes every diff' each applied
fi

read_and_import() {
	debrief init -q --db other.db &&
		debrief import -q --db other.db "$DATA"/runbook/modules.csv \
			"$DATA"/runbook/contacts.csv &&
		debrief owners read CODEOWNERS --as codeowners --root runbook \
			--db other.db >ownership.csv &&
		debrief owners read escalation pagerduty.json --as pagerduty \
			--db other.db >escalation.csv &&
		debrief owners import -q --db other.db ownership.csv \
			escalation.csv &&
		query "SELECT team FROM v_ownership WHERE module = 'load'
			AND role = 'owner'" 'Load Operations' other.db &&
		query "SELECT team FROM v_ownership WHERE module = 'cutover'
			AND role = 'owner'" 'Cutover Crew' other.db &&
		query 'SELECT group_concat(delay_minutes) FROM escalation' \
			'60.0,120.0' other.db
}
check 'what other tools say is imported' read_and_import
check 'a file that says nothing of the modules is refused' fails_with 65 \
	debrief owners read pagerduty.json --as opsgenie --db other.db
slashes() {
	DEBRIEF_NOW=2026-11-01 debrief owners read CODEOWNERS \
		--as codeowners --root runbook --db other.db >plain &&
		DEBRIEF_NOW=2026-11-01 debrief owners read CODEOWNERS \
			--as codeowners --root /runbook/ --db other.db |
			cmp - plain
}
check 'slashes around the root say nothing' slashes
round_trip() {
	debrief owners export --into CODEOWNERS --as codeowners --root runbook \
		--db other.db >same && cmp same CODEOWNERS &&
		debrief owners export --into pagerduty.json --as pagerduty \
			--db other.db >same && cmp same pagerduty.json
}
check 'and written back it is the same' round_trip

two_owners() {
	printf 'module,a,b\nload,A,A\n' >two.csv
	fails_with 65 debrief owners read two.csv --as raci &&
		contains 'two.csv:2:1' "$WORK/.out"
}
check 'two A in a row are refused with their place' two_owners
check 'a file without a format is a usage error' \
	fails_with 64 debrief owners export --into raci.csv
check 'a format there is none of suggests the nearest' \
	fails_with 64 debrief owners read raci.csv --as rasi
check 'which is raci' contains '"raci"' "$WORK/.out"
check 'a missing file is no crash' \
	fails_with 66 debrief owners read none.csv --as raci
check 'check is a command of its own' debrief owners check
finish
