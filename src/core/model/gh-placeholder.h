/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-node.h"

G_BEGIN_DECLS

typedef enum
{
  GH_PLACEHOLDER_READING,
  GH_PLACEHOLDER_EMPTY,
  GH_PLACEHOLDER_FAILED,
  GH_PLACEHOLDER_THROTTLED,
} GhPlaceholderKind;

#define GH_TYPE_PLACEHOLDER (gh_placeholder_get_type ())
G_DECLARE_FINAL_TYPE (GhPlaceholder, gh_placeholder, GH, PLACEHOLDER, GhNode)

GhPlaceholder *
gh_placeholder_new (GhPlaceholderKind kind, const char *title, const char *subtitle, GhNode *owner);
GhPlaceholderKind gh_placeholder_get_kind (GhPlaceholder *self);
/* whose children could not be read: what Retry reads again */
GhNode *gh_placeholder_get_owner (GhPlaceholder *self);

G_END_DECLS
