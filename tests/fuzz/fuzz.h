/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* What libFuzzer calls, with bytes that nobody would think of. In a build without libFuzzer
 * replay.c calls it with the files of the corpus. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A complaint of GLib's is a finding, too. */
int LLVMFuzzerInitialize (int *argc, char ***argv);

/* The bytes as C text, up to the first NUL. */
char *fuzz_dup_text (const guint8 *data, gsize size);
/* Aborts unless @text is NULL or UTF-8 without control and bidirectional characters but line
 * feeds. */
void fuzz_assert_display_text (const char *text);
