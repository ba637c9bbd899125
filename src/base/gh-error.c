/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-error.h"

/* Written out: a formatter takes the dashes in G_DEFINE_QUARK for a subtraction. */
GQuark
gh_error_quark (void)
{
  return g_quark_from_static_string ("gh-error-quark");
}
