/* SPDX-License-Identifier: GPL-3.0-or-later */
/* owners_exchange.h -- the mapping into and out of other tools' files. */
#ifndef CLI_OWNERS_EXCHANGE_H
#define CLI_OWNERS_EXCHANGE_H

#include "cli/cli.h"

/* --into FILE --as FORMAT: the file as it would be, or the difference. */
enum dbr_status owners_write(struct cli *cli, const struct cli_args *args,
			     struct dbr_store *store, int64_t on_us,
			     struct dbr_error *err) DBR_MUST_CHECK;
/* A file of another tool as our own CSV, for debrief owners import; it says
 * so since an instant (0: now). */
enum dbr_status owners_read(struct cli *cli, const struct cli_args *args,
			    struct dbr_store *store, int64_t on_us,
			    struct dbr_error *err) DBR_MUST_CHECK;

#endif
