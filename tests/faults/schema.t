#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A workspace of every earlier schema, with rows in it, is upgraded whole: the
# rows are kept, a copy from before lies beside it, and it is as sound as a
# new one.  Cut off at any moment it is what it was, or all new.
. "$SRCDIR/tests/faults/lib.sh"

schemas=$(ls "$SRCDIR"/share/schema/*.sql)
latest=$(echo "$schemas" | wc -l)
make_tickets t.csv T 3

# workspace_of VERSION: as that debrief left it, with some rows.
workspace_of() {
	rm -f "v$1.db"
	{
		# shellcheck disable=SC2086
		cat $(echo "$schemas" | head -n "$1")
		echo "PRAGMA application_id = 0x64627266;
			PRAGMA user_version = $1; PRAGMA journal_mode = WAL;
		INSERT INTO setting VALUES ('from', 'version $1');
		INSERT INTO batch (id, file_name, file_hash, file_size, format,
			target, encoding, read_count, inserted_count,
			updated_count, unchanged_count, rejected_count,
			blank_count, skipped_count, content_hash, imported_at,
			tool_version) VALUES (1, 'old.csv', 'aa', 1,
			'tickets-csv', 'ticket', 'UTF-8', 2, 2, 0, 0, 0, 0, 0,
			'bb', 1, '0.1');
		INSERT INTO team (id, key) VALUES (1, 'Load');
		INSERT INTO ticket (source, ext_key, title, batch_id, line,
			team_id) VALUES ('desk', 'OLD-1', 'Alt', 1, 2, 1),
			('desk', 'OLD-2', 'Ünü', 1, 3, NULL);"
		if [ "$1" -lt 5 ]; then
			echo "INSERT INTO ticket_value VALUES
				(1, 'Notes', 1, 'kept');"
		fi
	} | sqlite3 "v$1.db" >/dev/null
}

# kept FILE VERSION: the rows are there, whatever the tables are called now.
kept() {
	[ "$(sqlite3 "$1" "SELECT group_concat(ext_key || title) FROM ticket
		WHERE source = 'desk' AND ext_key GLOB 'OLD-*'")" = \
		'OLD-1Alt,OLD-2Ünü' ] || { echo 'rows are gone'; return 1; }
	[ "$(sqlite3 "$1" "SELECT value FROM setting WHERE key = 'from'")" = \
		"version $2" ] || { echo 'a setting is gone'; return 1; }
	[ "$2" -ge 5 ] || sqlite3 "$1" .dump | grep -q kept ||
		{ echo 'a cell is gone'; return 1; }
}

upgrade() { "$DEBRIEF" import --dry-run t.csv; }

judge() { # VERSION
	rm -f debrief.db*
	cp "v$1.db" debrief.db
	cksum <"v$1.db" >was
	fails_with 65 "$DEBRIEF" status >/dev/null ||
		{ echo 'read as it is'; return 1; }
	cksum <debrief.db | cmp -s - was || { echo 'a reader wrote'; return 1; }
	upgrade >out 2>&1 || { cat out; return 1; }
	[ "$(sqlite3 debrief.db 'PRAGMA user_version')" -eq "$latest" ] ||
		{ echo 'not the latest'; return 1; }
	kept debrief.db "$1" || return 1
	"$DEBRIEF" fsck >out 2>&1 || { cat out; return 1; }
	[ "$(sqlite3 debrief.db "SELECT type || name || sql FROM sqlite_schema
		ORDER BY 1" | cksum)" = "$(sqlite3 new.db "SELECT type || name
		|| sql FROM sqlite_schema ORDER BY 1" | cksum)" ] ||
		{ echo 'other tables than a new one'; return 1; }
	[ "$(sqlite3 "debrief.db.schema-$1.bak" 'PRAGMA user_version')" = \
		"$1" ] && kept "debrief.db.schema-$1.bak" "$1" ||
		{ echo 'no copy from before'; return 1; }
	"$DEBRIEF" import t.csv >out 2>&1 || { cat out; return 1; }
	"$DEBRIEF" fsck >out 2>&1 || { cat out; return 1; }
}

campaign() {
	ran=0 bad=0 version=1
	: >bad
	while [ "$version" -lt "$latest" ]; do
		ran=$((ran + 1))
		judge "$version" >why 2>&1 || {
			bad=$((bad + 1))
			echo "version $version: $(cat why)" >>bad
		}
		version=$((version + 1))
	done
}

"$DEBRIEF" --db new.db init 2>/dev/null
for version in $(seq $((latest - 1))); do
	workspace_of "$version"
done
campaign
check 'a workspace of every earlier schema is upgraded whole' \
	none_bad "$ran" "$bad"
runs=$ran lost=$bad

# The control: the schema's number without what belongs to it.
upgrade() { sqlite3 debrief.db "PRAGMA user_version = $latest"; }
campaign
check 'an upgrade in name only is caught' [ "$bad" -eq "$ran" ]
figure 'upgrade from an earlier schema' "$runs" "$lost" "$bad of $ran caught"

if grep -q __asan_init "$DEBRIEF"; then
	skip 'a loss of power during an upgrade' 'sanitizers are loaded first'
	finish
	exit
fi
# Every STEP-th write of an upgrade is the last one.
whole_or_old() {
	version=$(sqlite3 debrief.db 'PRAGMA integrity_check;
		PRAGMA user_version' | tr '\n' ' ')
	case $version in
	"ok 1 " | "ok $latest ") kept debrief.db 1 ;;
	*) echo "left: $version"; return 1 ;;
	esac
}
interrupt() { # PRELOAD-OPTIONS COMMAND...
	ran=0 bad=0 at=1 status=99
	: >bad
	while [ "$status" -eq 99 ] && [ "$at" -lt 5000 ]; do
		rm -f debrief.db*
		cp v1.db debrief.db
		OUTAGE_AT=$at OUTAGE_SEED=$seed LD_PRELOAD=$FAULTS/outage.so \
			"$@" >out 2>&1
		status=$?
		rm -f debrief.db-shm
		ran=$((ran + 1))
		whole_or_old >why 2>&1 || {
			bad=$((bad + 1))
			echo "operation $at: $(cat why)" >>bad
		}
		at=$((at + step))
	done
}
step=$(pick_count 60 3)
interrupt "$DEBRIEF" import --dry-run t.csv
check 'cut off anywhere it is what it was, or all new' none_bad "$ran" "$bad"
runs=$ran lost=$bad
OUTAGE_FORGETS=1
export OUTAGE_FORGETS
step=7
interrupt "$DEBRIEF" import --dry-run t.csv
check 'on a disk that does not sync it is caught' [ "$bad" -gt 0 ]
figure 'power loss during a schema upgrade' "$runs" "$lost" \
	"$bad of $ran caught"
finish
