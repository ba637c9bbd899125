/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-keyring-record.h"

G_BEGIN_DECLS

/* The keyring of the desktop: a Secret Service on the session bus. */

gboolean gh_keyring_service_probe (GhKeyringRequest *request, GError **error);
gboolean gh_keyring_service_load (GhKeyringRequest *request, GError **error);
gboolean gh_keyring_service_save (GhKeyringRequest *request, GError **error);
gboolean gh_keyring_service_remove (GhKeyringRequest *request, GError **error);
gboolean gh_keyring_service_unlock (GhKeyringRequest *request, GError **error);

G_END_DECLS
