/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsecret/secret.h>

#include "gh-keyring-request.h"

G_BEGIN_DECLS

/* How the record of an account looks in a keyring, whichever it is. */

const SecretSchema *gh_keyring_get_schema (void);
GHashTable *gh_keyring_make_attributes (GhKeyringRequest *request);
SecretValue *gh_keyring_make_value (GhKeyringRequest *request);
void gh_keyring_take_value (GhKeyringRequest *request, SecretValue *value);
gboolean gh_keyring_fail_locked (GError **error);
gboolean gh_keyring_fail_not_found (GError **error);

G_END_DECLS
