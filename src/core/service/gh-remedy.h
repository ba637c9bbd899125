/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  GH_REMEDY_USE_CALLER_IDENTITY,
  GH_REMEDY_PASTE_TOKEN,
  GH_REMEDY_SIGN_IN_AS_OWNER,
  GH_REMEDY_SIGN_IN_AGAIN,
  GH_REMEDY_TAKE_OVER,
  GH_REMEDY_COPY_MESSAGE,
  GH_REMEDY_TRY_AGAIN,
  GH_REMEDY_COMPARE_TOKENS,
} GhRemedyKind;

/**
 * GhRemedy:
 *
 * Something that may help against a refusal: kind and parameters, for window and command line to
 * carry out, and the words for its row. Immutable.
 */
#define GH_TYPE_REMEDY (gh_remedy_get_type ())
G_DECLARE_FINAL_TYPE (GhRemedy, gh_remedy, GH, REMEDY, GObject)

GhRemedy *gh_remedy_new (GhRemedyKind kind,
                         const char *title,
                         const char *subtitle,
                         const char *button_label,
                         const char *parameter);
GhRemedyKind gh_remedy_get_kind (GhRemedy *self);
const char *gh_remedy_get_title (GhRemedy *self);
const char *gh_remedy_get_subtitle (GhRemedy *self);
const char *gh_remedy_get_button_label (GhRemedy *self);
/* (nullable): SIGN_IN_AS_OWNER: the owner, who must be the one who signs in. SIGN_IN_AGAIN: who
 * signed in, as a hint; NULL: anybody. COPY_MESSAGE: the message. */
const char *gh_remedy_get_parameter (GhRemedy *self);

G_END_DECLS
