/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhRedirectPage:
 * @GH_REDIRECT_PAGE_DONE: the browser's part is done
 * @GH_REDIRECT_PAGE_REFUSED: the authority sent an error, which Gatehouse explains
 * @GH_REDIRECT_PAGE_STRANGE: what came belongs to no sign-in that waits
 */
typedef enum
{
  GH_REDIRECT_PAGE_DONE,
  GH_REDIRECT_PAGE_REFUSED,
  GH_REDIRECT_PAGE_STRANGE,
} GhRedirectPage;

char *gh_redirect_page_dup_html (GhRedirectPage page);

G_END_DECLS
