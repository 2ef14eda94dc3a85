# SPDX-License-Identifier: GPL-3.0-or-later
# Sees include/debrief only: no -Isrc, so the compiler keeps the boundary.
