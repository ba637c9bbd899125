/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-session.h"

G_BEGIN_DECLS

/* What is shown while the keyring that holds the account's tokens is locked. */
#define GH_TYPE_KEYRING_PAGE (gh_keyring_page_get_type ())
G_DECLARE_FINAL_TYPE (GhKeyringPage, gh_keyring_page, GH, KEYRING_PAGE, AdwBin)

GtkWidget *gh_keyring_page_new (void);
void gh_keyring_page_set_session (GhKeyringPage *self, GhSession *session);

G_END_DECLS
