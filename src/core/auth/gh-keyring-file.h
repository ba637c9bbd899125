/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-keyring-record.h"

G_BEGIN_DECLS

/* The keyring of a sandbox: libsecret's own encrypted file, whose key comes from the portal. */

gboolean gh_keyring_file_load (GhKeyringRequest *request, GError **error);
gboolean gh_keyring_file_save (GhKeyringRequest *request, GError **error);
gboolean gh_keyring_file_remove (GhKeyringRequest *request, GError **error);

G_END_DECLS
