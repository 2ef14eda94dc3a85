/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reports/palette.h -- the colours of a figure, by role.
 *
 * Greys carry everything; blue is what was observed or intended, vermillion
 * needs attention, purple is an event on the time axis.  The light values
 * are in the SVG; the style sheet turns them into the dark ones on screens.
 */
#ifndef REPORTS_PALETTE_H
#define REPORTS_PALETTE_H

#include <stddef.h>

/*	role	 css name	light	  dark */
#define PALETTE(X) \
	X(PAPER, "paper", 0xFFFFFF, 0x15181C) \
	X(INK, "ink", 0x1A1D21, 0xE7EAEE) \
	X(INK2, "ink2", 0x4A5159, 0xB9C0C8) \
	X(MUTE, "mute", 0x656D76, 0x98A1AB) \
	X(RULE, "rule", 0x8B939C, 0x6B747E) \
	X(GRID, "grid", 0xE3E6EA, 0x2A2F36) \
	X(BAND, "band", 0xEEF1F4, 0x20252B) \
	X(BAND2, "band2", 0xDDE2E7, 0x2E353D) \
	X(BLUE, "blue", 0x00508C, 0x5DB3EA) \
	X(BLUE_LIGHT, "blueL", 0x9CC7E4, 0x2F5F80) \
	X(VERM, "verm", 0xC64D00, 0xFF8B4D) \
	X(VERM_LIGHT, "vermL", 0xF3C3A6, 0x7A4322) \
	X(PURPLE, "purple", 0x8E4A86, 0xD895CF)

enum color {
#define X(role, name, light, dark) COLOR_##role,
	PALETTE(X)
#undef X
	COLOR_COUNT
};

struct palette_entry {
	const char *name;
	unsigned light, dark;	/* 0xRRGGBB */
};

const struct palette_entry *palette_at(enum color color);

#endif
