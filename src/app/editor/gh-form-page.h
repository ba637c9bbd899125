/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-advice.h"
#include "gh-credential-form.h"
#include "gh-editing.h"

G_BEGIN_DECLS

/**
 * GhFormPage:
 *
 * Everything of the pane that scrolls: the result of the last change, the facts, the form, and
 * where it is narrow the route.
 *
 * Signals: "changed" and "activated" of the form; "test"; "remedy" (GhRemedy *).
 */
#define GH_TYPE_FORM_PAGE (gh_form_page_get_type ())
G_DECLARE_FINAL_TYPE (GhFormPage, gh_form_page, GH, FORM_PAGE, AdwBin)

GhCredentialForm *gh_form_page_get_form (GhFormPage *self);
/* Starts anew for another data source. */
void gh_form_page_reset (GhFormPage *self, GhEditing *editing);
/* Follows what is under way. */
void gh_form_page_update (GhFormPage *self, GhEditing *editing);
/* The route, or what is said instead of it. */
void gh_form_page_set_message (GhFormPage *self, const char *icon_name, const char *message);
/* What the last test or reading met; (nullable) */
void gh_form_page_set_trouble (GhFormPage *self, const GError *error);
void gh_form_page_set_narrow (GhFormPage *self, gboolean narrow);

/* At most one result is shown; each but none scrolls to the top. Taking the focus comes after the
 * page was made visible. */
void gh_form_page_show_no_result (GhFormPage *self);
void gh_form_page_show_advice (GhFormPage *self, GhAdvice *advice, GhProblem *problem);
void gh_form_page_show_error (GhFormPage *self, const char *title, const char *text);
void gh_form_page_show_success (GhFormPage *self, GhEditing *editing, GhChange *change);
void gh_form_page_focus_result (GhFormPage *self);
gboolean gh_form_page_has_problem (GhFormPage *self);
/* what came of a remedy */
void gh_form_page_set_note (GhFormPage *self, const char *note);

G_END_DECLS
