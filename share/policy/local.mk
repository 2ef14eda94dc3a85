# SPDX-License-Identifier: GPL-3.0-or-later
policydir = $(pkgdatadir)/policy
dist_policy_DATA = %D%/approval.yaml
