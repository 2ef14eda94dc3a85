-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a post-mortem can be about.
SELECT key FROM migration ORDER BY key
