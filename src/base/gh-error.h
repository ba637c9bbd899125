/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GH_ERROR:
 *
 * The one error domain of Gatehouse. A code names what the caller can do about it, not where it
 * happened: window and command line choose their reaction by it.
 */
#define GH_ERROR (gh_error_quark ())

/**
 * GhError:
 * @GH_ERROR_FAILED: nothing more precise is known
 * @GH_ERROR_INVALID_INPUT: what the user gave can't be used; the message says what is wrong with it
 * @GH_ERROR_SIGN_IN_NEEDED: only an interactive sign-in helps
 * @GH_ERROR_PERMISSION: who is signed in lacks a right
 * @GH_ERROR_NOT_FOUND: there is no such thing, or it is not visible to who is signed in
 * @GH_ERROR_THROTTLED: the service wants fewer requests
 * @GH_ERROR_OFFLINE: the service can't be reached
 * @GH_ERROR_TIMED_OUT: no answer came in time
 * @GH_ERROR_PROTOCOL: an answer came that can't be understood
 * @GH_ERROR_REFUSED: the service understood the request and refused it
 * @GH_ERROR_UNTRUSTED_ORIGIN: the answer points to an address that is none of the cloud's
 * @GH_ERROR_BAD_KEY: a gateway's public key can't be used
 * @GH_ERROR_KEY_CHANGED: a gateway's key is not the one that was seen last
 * @GH_ERROR_UNDECIDED: it is not known whether the credential must be sealed
 * @GH_ERROR_KEYRING_LOCKED: the keyring exists and is locked
 * @GH_ERROR_KEYRING_UNAVAILABLE: no usable keyring is there
 * @GH_ERROR_CANCELLED_AFTER_SENDING: the request went out, and whether it took effect is unknown
 * @GH_ERROR_WRONG_USER: somebody else signed in than was asked for
 * @GH_ERROR_DECLINED: the user declined at the sign-in page
 */
typedef enum
{
  GH_ERROR_FAILED,
  GH_ERROR_INVALID_INPUT,
  GH_ERROR_SIGN_IN_NEEDED,
  GH_ERROR_PERMISSION,
  GH_ERROR_NOT_FOUND,
  GH_ERROR_THROTTLED,
  GH_ERROR_OFFLINE,
  GH_ERROR_TIMED_OUT,
  GH_ERROR_PROTOCOL,
  GH_ERROR_REFUSED,
  GH_ERROR_UNTRUSTED_ORIGIN,
  GH_ERROR_BAD_KEY,
  GH_ERROR_KEY_CHANGED,
  GH_ERROR_UNDECIDED,
  GH_ERROR_KEYRING_LOCKED,
  GH_ERROR_KEYRING_UNAVAILABLE,
  GH_ERROR_CANCELLED_AFTER_SENDING,
  GH_ERROR_WRONG_USER,
  GH_ERROR_DECLINED,
} GhError;

GQuark gh_error_quark (void);

G_END_DECLS
