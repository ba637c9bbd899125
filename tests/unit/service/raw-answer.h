/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-http-response.h"

G_BEGIN_DECLS

/* The answer that tests/data/errors/NAME.http holds, as it comes off the wire: a server writes its
 * bytes, and the HTTP client reads them. The file is "HTTP/1.1 403 Forbidden", header lines, an
 * empty line and the body; its lines end as lines of text do. */
GhHttpResponse *raw_answer_fetch (const char *name);

G_END_DECLS
