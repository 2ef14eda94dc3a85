# SPDX-License-Identifier: GPL-3.0-or-later
# The house rules, checked.
LINT_TESTS = \
	%D%/layers.t \
	%D%/metrics.t \
	%D%/man.t \
	%D%/sizes.t \
	%D%/share.t
dist_check_SCRIPTS += $(LINT_TESTS)
TESTS += $(LINT_TESTS)
