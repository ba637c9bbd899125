/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhTokenUse:
 *
 * What one would like to do with a token.
 */
typedef enum
{
  GH_TOKEN_USE_READ,
  GH_TOKEN_USE_CHANGE,
  GH_TOKEN_USE_AS_CREDENTIAL,
  GH_TOKEN_N_USES,
} GhTokenUse;

/**
 * GhTokenMay:
 *
 * Whether a token may be used for something, as far as can be told by looking at it.
 */
typedef enum
{
  GH_TOKEN_MAY_NOT_KNOWN,
  GH_TOKEN_MAY_YES,
  GH_TOKEN_MAY_WHERE_USER_HAS_A_ROLE,
  GH_TOKEN_MAY_WHERE_APPLICATION_HAS_A_ROLE,
  GH_TOKEN_MAY_WHERE_APPLICATION_WAS_LET_IN,
  GH_TOKEN_MAY_AS_REPORTED,
  GH_TOKEN_MAY_NOT_AS_REPORTED,
  GH_TOKEN_MAY_NOT_AS_REFUSED,
  GH_TOKEN_MAY_ONLY_READ,
  GH_TOKEN_MAY_NOT_BY_SCOPE,
  GH_TOKEN_MAY_NOT_BY_AUDIENCE,
  GH_TOKEN_MAY_NOT_ANY_MORE,
} GhTokenMay;

typedef enum
{
  GH_TOKEN_MARK_NONE,
  GH_TOKEN_MARK_YES,
  GH_TOKEN_MARK_NO,
  GH_TOKEN_MARK_UNKNOWN,
} GhTokenMark;

/* Words of the machine format: stable, never translated. */
const char *gh_token_use_to_key (GhTokenUse use);
const char *gh_token_may_to_key (GhTokenMay may);
const char *gh_token_use_to_text (GhTokenUse use);
const char *gh_token_may_to_text (GhTokenMay may);
GhTokenMark gh_token_may_to_mark (GhTokenMay may);

G_END_DECLS
