/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gh-secret.h"

G_BEGIN_DECLS

typedef struct _GhKeyringRequest GhKeyringRequest;

/* Does what is wanted, blocking. Returns FALSE with an error. */
typedef gboolean (*GhKeyringFunction) (GhKeyringRequest *request, GError **error);

/**
 * GhKeyringRequest:
 * @account_id: (nullable): whose record
 * @label: (nullable): what a keyring manager shows for it
 * @record: (nullable): what to store, or what was loaded
 * @locked: whether the keyring was found locked
 * @in_file: whether libsecret keeps its records in a file of its own, as it does in a sandbox
 * @waits_for_person: set once the time limit no longer applies, because a person is asked
 * @cancellable: ends the request; never the one of the caller
 *
 * What is wanted from a keyring, done in a worker thread: libsecret's first call in a sandbox
 * blocks whatever its name says.
 */
struct _GhKeyringRequest
{
  char *account_id;
  char *label;
  GhSecret *record;
  gboolean locked;
  gint in_file;
  gint waits_for_person;
  GCancellable *cancellable;

  /*< private >*/
  GhKeyringFunction function;
  guint seconds;
  guint n_ticks;
  GSource *timer;
};

GhKeyringRequest *gh_keyring_request_new (const char *account_id, GhKeyringFunction function);
void gh_keyring_request_run (GhKeyringRequest *self, guint seconds, GTask *task);

G_END_DECLS
