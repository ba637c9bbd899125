/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhClientPreset:
 * @name: on the command line
 * @title: for people; a name, which is not translated
 * @client_id: the id of an application of the vendor's
 *
 * An application that somebody else registered. Nothing ever uses one unless its name was chosen
 * and [func@Gh.client_preset_dup_warning] was shown.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *client_id;
} GhClientPreset;

const GhClientPreset *gh_client_preset_list (guint *n_presets);
/* GH_ERROR_INVALID_INPUT names the ones there are */
const GhClientPreset *gh_client_preset_find (const char *name, GError **error);
/* (nullable): the preset that has this id */
const GhClientPreset *gh_client_preset_find_id (const char *client_id);
char *gh_client_preset_dup_warning (const GhClientPreset *preset);

G_END_DECLS
