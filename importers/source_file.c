/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * source_file.c -- an opened export; see debrief/source.h.
 *
 * Three layers, each pulling from the one before: raw bytes (counted),
 * unpacked bytes (limited), UTF-8 text.
 */
#include <config.h>
#include "debrief/source.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include "debrief/arena.h"
#include "encoding.h"
#include "rtf.h"
#include "hasher.h"
#include "spool.h"

enum {
	CHUNK_SIZE = 64 * 1024,
	RTF_SIZE_MAX = 64 * 1024 * 1024,
	GZIP_WINDOW = 15 + 16,	/* zlib: largest window, gzip header */
};
#define SIZE_MAX_DEFAULT (UINT64_C(4) << 30)

struct dbr_source_file {
	struct dbr_arena arena;
	struct dbr_source source;
	struct dbr_source_facts facts;
	const char *path;
	int fd;
	struct timespec changed_at;
	uint64_t size_max;
	/* raw */
	uint64_t raw_done;
	bool is_first;		/* pass: finds the size */
	struct hasher hasher;
	/* unpacked */
	uint64_t unpacked_done;
	z_stream gzip;
	bool has_gzip;		/* inflateInit was called */
	bool is_between;	/* before the first or behind a gzip member */
	unsigned char *packed;
	struct dbr_buf unwrapped;	/* of an RTF document */
	size_t unwrapped_done;
	/* text */
	struct survey survey;
	struct decoder decoder;
	struct dbr_buf ready;
	size_t given;
	bool is_over;
};

static enum dbr_status
cannot_read(const struct dbr_source_file *file, struct dbr_error *err)
{
	return dbr_fail(err, DBR_EIO, "cannot read \"%s\": %s",
			file->source.name, strerror(errno));
}

static enum dbr_status
too_large(const struct dbr_source_file *file, struct dbr_error *err)
{
	dbr_fail(err, DBR_EINPUT, "\"%s\" is larger than %llu bytes%s",
		 file->source.name, (unsigned long long)file->size_max,
		 file->facts.is_gzip ? " when unpacked" : "");
	return dbr_fail_hint(err, "split the export into several files");
}

static enum dbr_status
has_changed(const struct dbr_source_file *file, struct dbr_error *err)
{
	dbr_fail(err, DBR_EINPUT, "\"%s\" changed while it was read",
		 file->source.name);
	return dbr_fail_hint(err, "import it again when it is complete");
}

static enum dbr_status
read_raw(struct dbr_source_file *file, void *into, size_t size, size_t *got,
	 struct dbr_error *err)
{
	ssize_t count;

	do {
		count = read(file->fd, into, size);
	} while (count < 0 && errno == EINTR);
	if (count < 0)
		return cannot_read(file, err);
	*got = (size_t)count;
	file->raw_done += *got;
	if (!file->is_first && (file->raw_done > file->facts.size ||
				(!*got && file->raw_done < file->facts.size)))
		return has_changed(file, err);
	return DBR_OK;
}

static enum dbr_status
damaged_gzip(const struct dbr_source_file *file, const char *why,
	     struct dbr_error *err)
{
	dbr_fail(err, DBR_EINPUT, "\"%s\" is damaged: %s",
		 file->source.name, why);
	return dbr_fail_hint(err, "gzip -t FILE checks it; fetch the export "
			     "again");
}

/* More packed bytes; *is_over at their end. */
static enum dbr_status
refill(struct dbr_source_file *file, bool *is_over, struct dbr_error *err)
{
	size_t got;
	enum dbr_status rc = read_raw(file, file->packed, CHUNK_SIZE, &got,
				      err);

	file->gzip.next_in = file->packed;
	file->gzip.avail_in = rc == DBR_OK ? (unsigned)got : 0;
	*is_over = rc == DBR_OK && !got;
	return rc;
}

/* Behind a member: zeros pad it, another member may follow. */
static enum dbr_status
next_member(struct dbr_source_file *file, struct dbr_error *err)
{
	while (file->gzip.avail_in && !*file->gzip.next_in) {
		file->gzip.next_in++;
		file->gzip.avail_in--;
	}
	if (!file->gzip.avail_in)
		return DBR_OK;
	if (inflateReset2(&file->gzip, GZIP_WINDOW) != Z_OK)
		return damaged_gzip(file, "unpacking cannot go on", err);
	file->is_between = false;
	return DBR_OK;
}

static enum dbr_status
inflate_some(struct dbr_source_file *file, struct dbr_error *err)
{
	int code = inflate(&file->gzip, Z_NO_FLUSH);

	if (code == Z_STREAM_END) {
		file->is_between = true;
		return DBR_OK;
	}
	if (code == Z_OK || code == Z_BUF_ERROR)
		return DBR_OK;
	return damaged_gzip(file, file->gzip.msg ? file->gzip.msg
						 : "not gzip data", err);
}

static enum dbr_status
read_gzip(struct dbr_source_file *file, void *into, size_t size, size_t *got,
	  struct dbr_error *err)
{
	bool is_over = false;
	enum dbr_status rc = DBR_OK;

	file->gzip.next_out = into;
	file->gzip.avail_out = (unsigned)size;
	while (rc == DBR_OK && file->gzip.avail_out == size && !is_over) {
		if (!file->gzip.avail_in)
			rc = refill(file, &is_over, err);
		if (rc == DBR_OK && file->is_between)
			rc = next_member(file, err);
		if (rc == DBR_OK && !file->is_between)
			rc = inflate_some(file, err);
	}
	*got = size - file->gzip.avail_out;
	if (rc == DBR_OK && is_over && !*got && !file->is_between)
		rc = damaged_gzip(file, "gzip data ends early", err);
	return rc;
}

static enum dbr_status
read_unwrapped(struct dbr_source_file *file, void *into, size_t size,
	       size_t *got)
{
	size_t left = file->unwrapped.size - file->unwrapped_done;

	*got = size < left ? size : left;
	if (*got)
		memcpy(into, file->unwrapped.text + file->unwrapped_done,
		       *got);
	file->unwrapped_done += *got;
	file->raw_done = file->facts.size;
	return DBR_OK;
}

/* size is at most CHUNK_SIZE. */
static enum dbr_status
read_unpacked(struct dbr_source_file *file, void *into, size_t size,
	      size_t *got, struct dbr_error *err)
{
	enum dbr_status rc = file->facts.is_unwrapped
		? read_unwrapped(file, into, size, got)
		: file->facts.is_gzip
		? read_gzip(file, into, size, got, err)
		: read_raw(file, into, size, got, err);

	if (rc != DBR_OK)
		return rc;
	file->unpacked_done += *got;
	if (file->unpacked_done > file->size_max)
		return too_large(file, err);
	return DBR_OK;
}

static enum dbr_status
fill_ready(struct dbr_source_file *file, struct dbr_error *err)
{
	char chunk[CHUNK_SIZE / 4];
	size_t got;
	enum dbr_status rc = read_unpacked(file, chunk, sizeof(chunk), &got,
					   err);

	if (rc != DBR_OK)
		return rc;
	dbr_buf_reset(&file->ready);
	file->given = 0;
	if (got) {
		decoder_add(&file->decoder, (struct dbr_str){ chunk, got },
			    &file->ready);
	} else {
		decoder_end(&file->decoder, &file->ready);
		file->is_over = true;
	}
	return DBR_OK;
}

static enum dbr_status
read_text(void *self, char *into, size_t size, size_t *got,
	  struct dbr_error *err)
{
	struct dbr_source_file *file = self;
	size_t left;

	/* Nothing to convert: straight into the reader's buffer. */
	if (file->decoder.kind == ENCODING_UTF8 && !file->decoder.bom_size &&
	    file->given == file->ready.size)
		return read_unpacked(file, into,
				     size < CHUNK_SIZE ? size : CHUNK_SIZE,
				     got, err);
	while (file->given == file->ready.size && !file->is_over) {
		enum dbr_status rc = fill_ready(file, err);

		if (rc != DBR_OK)
			return rc;
	}
	left = file->ready.size - file->given;
	*got = size < left ? size : left;
	if (*got)
		memcpy(into, file->ready.text + file->given, *got);
	file->given += *got;
	return DBR_OK;
}

static enum dbr_status
start_again(struct dbr_source_file *file, struct dbr_error *err)
{
	if (lseek(file->fd, 0, SEEK_SET) != 0)
		return cannot_read(file, err);
	file->raw_done = file->unpacked_done = 0;
	file->unwrapped_done = 0;
	file->gzip.avail_in = 0;
	file->is_between = true;
	file->decoder.held_count = 0;
	file->decoder.bom_size = survey_bom_size(&file->survey,
						 file->decoder.kind);
	dbr_buf_reset(&file->ready);
	file->given = 0;
	file->is_over = false;
	return DBR_OK;
}

enum dbr_status
dbr_source_rewind(struct dbr_source_file *file, struct dbr_error *err)
{
	struct stat now;

	if (fstat(file->fd, &now) != 0)
		return cannot_read(file, err);
	if ((uint64_t)now.st_size != file->facts.size ||
	    now.st_mtim.tv_sec != file->changed_at.tv_sec ||
	    now.st_mtim.tv_nsec != file->changed_at.tv_nsec)
		return has_changed(file, err);
	return start_again(file, err);
}

static void
set_encoding(struct dbr_source_file *file, enum encoding_kind kind)
{
	if (kind == ENCODING_UTF16)
		kind = survey_bom_size(&file->survey, ENCODING_UTF16BE)
			? ENCODING_UTF16BE : ENCODING_UTF16LE;
	file->decoder.kind = kind;
	file->facts.encoding = encoding_name(kind);
	file->facts.has_bom = survey_bom_size(&file->survey, kind) > 0;
	file->facts.invalid_count = kind == ENCODING_UTF8
		? file->survey.invalid_count : 0;
}

enum dbr_status
dbr_source_declare(struct dbr_source_file *file, const char *encoding,
		   struct dbr_error *err)
{
	enum encoding_kind kind;
	enum dbr_status rc = encoding_find(&kind, encoding, err);

	if (rc != DBR_OK)
		return rc;
	set_encoding(file, kind);
	file->facts.is_declared = true;
	return dbr_source_rewind(file, err);
}

/* The first pass: size, encoding, and whether it is text at all. */
static enum dbr_status
survey_all(struct dbr_source_file *file, struct dbr_error *err)
{
	char chunk[CHUNK_SIZE];
	size_t got = 0;
	enum dbr_status rc = start_again(file, err);

	file->is_first = true;
	while (rc == DBR_OK) {
		rc = read_unpacked(file, chunk, sizeof(chunk), &got, err);
		if (rc != DBR_OK || !got)
			break;
		survey_add(&file->survey, (struct dbr_str){ chunk, got });
	}
	file->is_first = false;
	if (rc != DBR_OK)
		return rc;
	survey_end(&file->survey);
	file->facts.size = file->raw_done;
	hasher_init(&file->hasher, file->fd, file->facts.size);
	return DBR_OK;
}

static enum dbr_status
refuse_rtf(const struct dbr_source_file *file, const char *why,
	   struct dbr_error *err)
{
	dbr_fail(err, DBR_EINPUT, "\"%s\" is not text but an RTF document "
		 "with %s", file->source.name, why);
	return dbr_fail_hint(err, "open it and save it as plain text");
}

/* A word processor's wrapper goes where what is in it is plain text. */
static enum dbr_status
unwrap_rtf(struct dbr_source_file *file, struct dbr_error *err)
{
	struct dbr_buf document = DBR_BUF_INIT, why = DBR_BUF_INIT;
	char chunk[CHUNK_SIZE];
	size_t got = 1;
	enum dbr_status rc;

	if (!rtf_is((struct dbr_str){ (const char *)file->survey.head,
		    file->survey.sample_size < SURVEY_HEAD_SIZE
		    ? file->survey.sample_size : SURVEY_HEAD_SIZE }))
		return DBR_OK;
	if (file->survey.size > RTF_SIZE_MAX)
		return refuse_rtf(file, "more than 64 MiB", err);
	rc = start_again(file, err);
	while (rc == DBR_OK && got) {
		rc = read_unpacked(file, chunk, sizeof(chunk), &got, err);
		if (rc == DBR_OK)
			dbr_buf_add(&document, chunk, got);
	}
	if (rc == DBR_OK && !rtf_unwrap(&file->unwrapped,
					dbr_buf_str(&document), &why))
		rc = refuse_rtf(file, why.text, err);
	if (rc == DBR_OK) {
		file->facts.is_unwrapped = true;
		file->survey = (struct survey){ .size = 0 };
		survey_add(&file->survey, dbr_buf_str(&file->unwrapped));
		survey_end(&file->survey);
	}
	dbr_buf_release(&document);
	dbr_buf_release(&why);
	return rc;
}

static enum dbr_status
check_text(const struct dbr_source_file *file, bool is_declared,
	   struct dbr_error *err)
{
	const char *what, *hint;

	if (file->survey.size <= survey_bom_size(&file->survey,
						 file->decoder.kind)) {
		dbr_fail(err, DBR_EINPUT, "\"%s\" is empty",
			 file->source.name);
		return dbr_fail_hint(err, "export it again");
	}
	what = survey_binary(&file->survey, &hint);
	if (!what || (is_declared && strcmp(what, "binary") == 0))
		return DBR_OK;
	dbr_fail(err, DBR_EINPUT, "\"%s\" is not text but %s",
		 file->source.name, what);
	return dbr_fail_hint(err, "%s", hint);
}

static enum dbr_status
open_path(struct dbr_source_file *file, struct dbr_error *err)
{
	const struct spool_request request = {
		.path = file->path, .name = file->source.name,
		.size_max = file->size_max,
	};
	struct stat found;
	enum dbr_status rc = spool_open(&file->fd, &request, err);

	if (rc != DBR_OK)
		return rc;
	if (fstat(file->fd, &found) != 0)
		return cannot_read(file, err);
	file->changed_at = found.st_mtim;
	return DBR_OK;
}

static enum dbr_status
open_gzip(struct dbr_source_file *file, struct dbr_error *err)
{
	unsigned char magic[2];

	if (pread(file->fd, magic, 2, 0) != 2 || magic[0] != 0x1F ||
	    magic[1] != 0x8B)
		return DBR_OK;
	file->facts.is_gzip = true;
	file->packed = dbr_arena_get(&file->arena, CHUNK_SIZE);
	if (inflateInit2(&file->gzip, GZIP_WINDOW) != Z_OK)
		return dbr_fail(err, DBR_EOS, "cannot unpack \"%s\"",
				file->source.name);
	file->has_gzip = true;
	return DBR_OK;
}

static enum dbr_status
open_all(struct dbr_source_file *file, const char *encoding,
	 struct dbr_error *err)
{
	enum encoding_kind kind = ENCODING_UTF8;
	enum dbr_status rc = DBR_OK;

	if (sodium_init() < 0)
		return dbr_fail(err, DBR_EOS, "cannot start libsodium");
	if (encoding)
		rc = encoding_find(&kind, encoding, err);
	if (rc == DBR_OK)
		rc = open_path(file, err);
	if (rc == DBR_OK)
		rc = open_gzip(file, err);
	if (rc == DBR_OK)
		rc = survey_all(file, err);
	if (rc == DBR_OK)
		rc = unwrap_rtf(file, err);
	if (rc != DBR_OK)
		return rc;
	if (file->facts.is_unwrapped)
		kind = ENCODING_UTF8;
	else if (!encoding)
		kind = survey_guess(&file->survey);
	set_encoding(file, kind);
	file->facts.is_declared = encoding != NULL;
	rc = check_text(file, encoding != NULL, err);
	return rc == DBR_OK ? dbr_source_rewind(file, err) : rc;
}

enum dbr_status
dbr_source_open(struct dbr_source_file **out,
		const struct dbr_source_request *request,
		struct dbr_error *err)
{
	struct dbr_arena arena = DBR_ARENA_INIT;
	struct dbr_source_file *file = dbr_arena_get(&arena, sizeof(*file));
	const char *name = request->name ? request->name : request->path;
	enum dbr_status rc;

	file->arena = arena;
	file->path = dbr_arena_text(&file->arena, dbr_str_from(request->path));
	file->source = (struct dbr_source){
		.self = file, .read = read_text,
		.name = dbr_arena_text(&file->arena, dbr_str_from(name)),
	};
	file->fd = -1;
	file->size_max = request->size_max ? request->size_max
					   : SIZE_MAX_DEFAULT;
	dbr_buf_init(&file->ready);
	dbr_buf_init(&file->unwrapped);
	rc = open_all(file, request->encoding, err);
	if (rc == DBR_OK)
		*out = file;
	else
		dbr_source_close(file);
	return rc;
}

void
dbr_source_close(struct dbr_source_file *file)
{
	struct dbr_arena arena;

	if (!file)
		return;
	if (file->has_gzip)
		inflateEnd(&file->gzip);
	hasher_release(&file->hasher);
	if (file->fd >= 0)
		close(file->fd);
	dbr_buf_release(&file->ready);
	dbr_buf_release(&file->unwrapped);
	arena = file->arena;	/* the file lives in it */
	dbr_arena_release(&arena);
}

enum dbr_status
dbr_source_peek(struct dbr_source_file *file, size_t size,
		struct dbr_buf *out, struct dbr_error *err)
{
	size_t left = size < CHUNK_SIZE ? size : CHUNK_SIZE;
	enum dbr_status rc = dbr_source_rewind(file, err);

	while (rc == DBR_OK && left) {
		size_t got;

		dbr_buf_reserve(out, left);
		rc = read_text(file, out->text + out->size, left, &got, err);
		if (rc != DBR_OK || !got)
			break;
		out->size += got;
		left -= got;
		out->text[out->size] = '\0';
	}
	return rc == DBR_OK ? dbr_source_rewind(file, err) : rc;
}

const struct dbr_source *
dbr_source_of(const struct dbr_source_file *file)
{
	return &file->source;
}

const struct dbr_source_facts *
dbr_source_facts(const struct dbr_source_file *file)
{
	return &file->facts;
}

void
dbr_source_start_hash(struct dbr_source_file *file)
{
	hasher_start(&file->hasher);
}

enum dbr_status
dbr_source_hash(struct dbr_source_file *file, const char **out,
		struct dbr_error *err)
{
	int failure = hasher_finish(&file->hasher);

	*out = file->hasher.hex;
	if (!failure)
		return DBR_OK;
	errno = failure;
	return failure < 0 ? has_changed(file, err) : cannot_read(file, err);
}

uint64_t
dbr_source_done(const struct dbr_source_file *file)
{
	return file->raw_done;
}
