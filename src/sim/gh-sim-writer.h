/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "gh-sim-reply.h"

G_BEGIN_DECLS

/**
 * GhSimWriter:
 *
 * Turns answers into HTTP, at once or when their time has come.
 */
#define GH_TYPE_SIM_WRITER (gh_sim_writer_get_type ())
G_DECLARE_FINAL_TYPE (GhSimWriter, gh_sim_writer, GH, SIM_WRITER, GObject)

GhSimWriter *gh_sim_writer_new (void);
void gh_sim_writer_write (GhSimWriter *self,
                          SoupServerMessage *message,
                          GhSimReply *reply,
                          double delay);

G_END_DECLS
