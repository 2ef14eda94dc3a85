# SPDX-License-Identifier: GPL-3.0-or-later
include share/schema/local.mk
include share/metrics/local.mk
include share/formats/local.mk
include share/rules/local.mk
include share/quality/local.mk
include share/reports/local.mk
include share/notices/local.mk
include share/policy/local.mk
include share/themes/local.mk
include share/stopwords/local.mk
include share/demo/local.mk
include share/man/local.mk
