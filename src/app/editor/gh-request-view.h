/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A card with the head of a request and, in one read-only text, its body. ⟨…⟩ stands out: it marks
 * what is not shown. */
#define GH_TYPE_REQUEST_VIEW (gh_request_view_get_type ())
G_DECLARE_FINAL_TYPE (GhRequestView, gh_request_view, GH, REQUEST_VIEW, AdwBin)

void gh_request_view_set_request (GhRequestView *self, const char *head, const char *body);

G_END_DECLS
