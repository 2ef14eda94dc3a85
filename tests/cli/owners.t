#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The mapping: as of, as known, as a file with only the decided lines changed.
. "$SRCDIR/tests/cli/lib.sh"
DATA=$SRCDIR/share/demo/data

load_demo() {
	"$DEBRIEF" init &&
		DEBRIEF_NOW=2026-09-01 "$DEBRIEF" import "$DATA"/runbook/*.csv &&
		"$DEBRIEF" import --zone Europe/Berlin "$DATA"/tickets/*.csv &&
		"$DEBRIEF" propose
}
check 'the demo data loads' load_demo

exports_as() { # TARGET FILE
	"$DEBRIEF" owners export "$1" >"$WORK/.export" &&
		cmp "$WORK/.export" "$2"
}
check 'without a decision, ownership exports byte for byte' \
	exports_as ownership "$DATA/runbook/ownership.csv"
check 'and escalation' exports_as escalation "$DATA/runbook/escalation.csv"
check 'the diff is empty then' sh -c '
	[ -z "$("$DEBRIEF" owners export --diff --quiet)" ]'

check 'two changes are approved' \
	"$DEBRIEF" approve 1 2 --by 'Ana Lima' --why 'agreed in the debrief'
"$DEBRIEF" owners export >ownership.csv
"$DEBRIEF" owners export escalation >escalation.csv
only_these_lines() {
	diff "$DATA/runbook/ownership.csv" ownership.csv >"$WORK/.out"
	cat >wanted <<'END'
37c37,38
< *,validation,owner,0,Test Centre,Greta Lohmann,decides within the module,2025-01-01T00:00:00Z,
---
> *,validation,owner,0,Test Centre,Greta Lohmann,decides within the module,2025-01-01T00:00:00Z,2026-10-01T00:00:00Z
> *,validation,owner,0,Data Quality,,decides within the module,2026-10-01T00:00:00Z,
END
	diff wanted "$WORK/.out"
}
check 'only the decided lines change' only_these_lines

git_takes_it() {
	mkdir applied &&
		cp "$DATA"/runbook/ownership.csv "$DATA"/runbook/escalation.csv \
			applied &&
		"$DEBRIEF" owners export --diff >applied/1.diff &&
		"$DEBRIEF" owners export escalation --diff >applied/2.diff &&
		(cd applied && git apply 1.diff 2.diff) &&
		cmp applied/ownership.csv ownership.csv &&
		cmp applied/escalation.csv escalation.csv
}
if command -v git >/dev/null; then
	check 'git apply takes the diff' git_takes_it
fi

mapping_rows() {
	sqlite3 debrief.db 'SELECT * FROM ownership ORDER BY id;
		SELECT * FROM escalation ORDER BY id'
}
mapping_rows >before
check 'the exported files import' \
	"$DEBRIEF" owners import ownership.csv escalation.csv
import_changes_nothing() {
	mapping_rows >after && diff before after
}
check 'export and import again change nothing' import_changes_nothing
check 'and ownership exports as itself' exports_as ownership ownership.csv
check 'and escalation does' exports_as escalation escalation.csv

new_workspace_agrees() {
	for command in 'init' "owners import $DATA/runbook/modules.csv" \
		'owners import ownership.csv escalation.csv'; do
		# shellcheck disable=SC2086
		"$DEBRIEF" $command --db other.db || return 1
	done
	sqlite3 other.db 'SELECT module, team, valid_from FROM v_ownership
		WHERE role = "owner" ORDER BY 1, 3' >there
	sqlite3 debrief.db 'SELECT module, team, valid_from FROM v_ownership
		WHERE role = "owner" ORDER BY 1, 3' >here
	[ -s here ] && diff here there
}
check 'another workspace reads the same history from them' \
	new_workspace_agrees

owner_is() { # TEAM [options]
	team=$1
	shift
	"$DEBRIEF" owners show --format csv "$@" |
		grep '^[^,]*,validation,owner,' >"$WORK/.out"
	contains ",$team," "$WORK/.out" &&
		[ "$(wc -l <"$WORK/.out")" -eq 1 ]
}
check 'who owned it before' owner_is 'Test Centre' --on 2026-03-03
check 'who owns it now' owner_is 'Data Quality'
check 'who was to own it, as we knew it before the decision' \
	owner_is 'Test Centre' --on 2026-12-01 --known 2026-09-15
check 'nobody was known before the import' sh -c '
	[ "$("$DEBRIEF" owners show --known 2026-08-01 --format csv |
		wc -l)" -eq 1 ]'
check 'the delay in force' sh -c '
	"$DEBRIEF" owners show escalation --format csv | grep -q "^cutover,2,1,30,"'
check 'history says who decided and why' \
	says 'agreed in the debrief' "$DEBRIEF" owners history validation
check 'a history of delays' sh -c '
	"$DEBRIEF" owners history cutover escalation --format csv |
		grep -q "^cutover,2,1,30,.*,Ana Lima,agreed in the debrief"'
json_rows() { # COUNT COMMAND...: as many rows, read by another program
	wanted=$1
	shift
	"$@" --format json >"$WORK/rows.json" &&
		query "SELECT json_array_length(readfile('$WORK/rows.json'),
			'\$.rows')" "$wanted"
}
check 'JSON has the rows' json_rows 56 "$DEBRIEF" owners show
check 'of the audit log, too' json_rows 9 "$DEBRIEF" audit --log
check 'an unknown module suggests the nearest' \
	fails_with 64 "$DEBRIEF" owners history validaton
check 'by name' contains '"validation"' "$WORK/.out"

reached_by() { # ADDRESS [options]: how Greta is to be reached
	address=$1
	shift
	"$DEBRIEF" owners show contacts --format csv "$@" |
		grep 'Greta.*,email,' >"$WORK/.out"
	contains ",$address," "$WORK/.out" && [ "$(wc -l <"$WORK/.out")" -eq 1 ]
}
mail=greta.lohmann@orbitmove.example
check 'how to reach somebody' reached_by "$mail,Europe/Berlin,de"
moves() { # and answers in French from then on
	cp debrief.db kept.db
	sed -n '1p; /Greta.*@/s#Europe/Berlin,de#Europe/Paris,fr#p' \
		"$DATA"/runbook/contacts.csv >contacts.csv
	DEBRIEF_NOW=2026-11-01 "$DEBRIEF" owners import contacts.csv &&
		DEBRIEF_NOW=2026-11-02 reached_by "$mail,Europe/Paris,fr" &&
		reached_by "$mail,Europe/Berlin,de" --known 2026-10-15
	status=$?
	mv kept.db debrief.db
	return $status
}
check 'and how before somebody moved' moves
check 'nobody could be reached before the import' sh -c '
	[ "$("$DEBRIEF" owners show contacts --known 2026-08-01 --format csv |
		wc -l)" -eq 1 ]'

check 'a sound mapping has no fault' "$DEBRIEF" owners show --check
overlap_is_found() {
	printf '%s\n' 'module,role,level,team,valid_from,valid_to' \
		'load,owner,0,Pipeline,2026-01-01T00:00:00Z,' >two.csv &&
		"$DEBRIEF" owners import two.csv --db other.db &&
		fails_with 1 "$DEBRIEF" owners show --check --db other.db &&
		contains 'two owner rows hold at once from 2026-01-01' \
			"$WORK/.out"
}
check 'an overlap is found, with status 1' overlap_is_found

check 'a revert is a new event' \
	"$DEBRIEF" revert 1 --by 'Bo Berg' --why 'the team was split'
check 'the old owner is back' owner_is 'Test Centre'
check 'reverted before it took effect, the file is the first one' \
	exports_as ownership "$DATA/runbook/ownership.csv"
check 'the chain of all that holds' "$DEBRIEF" audit

check 'a mapping there is none of is a usage error' \
	fails_with 64 "$DEBRIEF" owners export teams
check 'an unknown word suggests the nearest' \
	fails_with 64 "$DEBRIEF" owners exprt
check 'which is export' contains 'debrief owners export' "$WORK/.out"
check 'without a file there is nothing to export' sh -c '
	"$DEBRIEF" init --db empty.db &&
	! "$DEBRIEF" owners export --db empty.db'
finish
